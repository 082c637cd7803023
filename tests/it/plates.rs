//! What is laid out and made once for several offices is what each would have by itself.

use std::sync::Arc;

use formpress::testing::model::{IssuedProgramme, Name, ProseRun, issue_programme};
use formpress::testing::paper::{self, LayoutSource, PaperDocument, PrintLayout, SharedLayout};
use formpress::testing::pdf;

use crate::programme::{FONTS, PROGRAMME};

/// The generic office, those of the fixture, and some whose names are in the way.
fn offices() -> Vec<IssuedProgramme> {
    let site = &PROGRAMME.site;
    let mut offices = vec![issue_programme(site, None)];
    offices.extend(site.cities.iter().map(|city| issue_programme(site, Some(city))));
    let named = |city: &str, line: Vec<ProseRun>| {
        let mut programme = issue_programme(site, site.cities.last());
        let named = |office: &mut formpress::testing::model::IssuedOffice| {
            if let Some(of) = &mut office.city {
                of.id = Name::new("elsewhere").expect("a name");
                of.name = city.to_owned();
            }
            office.line.clone_from(&line);
        };
        named(&mut programme.office);
        programme.forms.iter_mut().for_each(|form| named(&mut form.office));
        programme
    };
    let words = |text: &str| vec![ProseRun::Words(text.to_owned())];
    offices.push(named("积石山保安族东乡族撒拉族自治县", words("犇翀龘就业指导站")));
    offices.push(named("海西", words(&"海西蒙古族藏族自治州残疾人就业服务中心".repeat(3))));
    offices.extend(["样例市残疾人就业服务中心", "翀翀县残疾人就业服务中心"].map(|name| called(name, "000-00000000")));
    offices
}

/// The last city's office with a name and a telephone, which the consents tell.
fn called(name: &str, hotline: &str) -> IssuedProgramme {
    let mut site = PROGRAMME.site.clone();
    let city = site.cities.last_mut().expect("a city");
    city.office.name = Some(name.to_owned());
    city.office.hotline = Some(hotline.to_owned());
    issue_programme(&site, site.cities.last())
}

fn matters(office: &IssuedProgramme) -> Vec<(LayoutSource<'_>, PrintLayout)> {
    let of_form = |form| PrintLayout::ALL.map(|layout| (LayoutSource::Form(form), layout));
    office.forms.iter().flat_map(of_form).chain([(LayoutSource::Booklet(office), PrintLayout::Regular)]).collect()
}

fn plate(matter: LayoutSource, layout: PrintLayout) -> SharedLayout {
    paper::shared_layout(matter, layout, &FONTS).value
}

/// Which offices' sheets could be had from the first's plate, of which forms.
#[test]
fn an_offices_sheets_are_the_same_from_anothers_plate() {
    let offices = offices();
    let mut had = 0;
    for first in &offices {
        for (number, (matter, layout)) in matters(first).into_iter().enumerate() {
            let plate = plate(matter, layout);
            for other in &offices {
                let (other, _) = matters(other)[number];
                if matter.content_digests() != other.content_digests() {
                    continue;
                }
                let Some(sheets) = plate.document_for(other, &FONTS) else { continue };
                let alone: PaperDocument = self::plate(other, layout).document;
                assert_eq!(sheets.value, alone);
                let bodies = sheets.value.pages.iter().zip(&plate.document.pages);
                assert!(bodies.into_iter().all(|(a, b)| Arc::ptr_eq(&a.shared_marks, &b.shared_marks)));
                had += 1;
            }
        }
    }
    // Each from its own, and the two cities from each other's.
    let of_one = matters(&offices[0]).len();
    assert!(had >= offices.len() * of_one + 2, "{had} of {of_one}");
}

#[test]
fn offices_with_names_share_a_plate() {
    let [first, other] =
        [called("样例市残疾人就业服务中心", "000-00000000"), called("犇翀县残疾人就业指导站龘龘", "000-11111111")];
    let longer = called(&"样例自治州残疾人就业服务中心".repeat(4), "000-00000000");
    let mut grown = 0;
    for (number, (matter, layout)) in matters(&first).into_iter().enumerate() {
        let plate = plate(matter, layout);
        let alone = |office: &IssuedProgramme| self::plate(matters(office)[number].0, layout).document;
        assert_eq!(matter.content_digests(), matters(&other)[number].0.content_digests());
        let sheets = plate.document_for(matters(&other)[number].0, &FONTS).expect("a name that takes as much room");
        assert!(sheets.value == alone(&other), "{}", sheets.value.metadata.title);
        // One that takes more lines moves what is below it.
        match plate.document_for(matters(&longer)[number].0, &FONTS) {
            Some(sheets) => assert!(sheets.value == alone(&longer)),
            None => grown += 1,
        }
    }
    assert!(grown > 0);
}

#[test]
fn an_offices_file_is_the_same_from_anothers_plate() {
    let offices = offices();
    // From the generic office's plate, and from a city's.
    let plates = offices[..2].iter().flat_map(|office| matters(office).into_iter().enumerate());
    let mut had = 0;
    for (number, (matter, layout)) in plates {
        let of_first = plate(matter, layout);
        let generic = plate(matters(&offices[0])[number].0, layout).document;
        let shared = pdf::font_set(&FONTS, &pdf::characters_by_face(&generic)).expect("faces");
        let faces = |sheets: &PaperDocument| shared.with_body(&FONTS, sheets).expect("faces");
        for fillable in [false, true] {
            let plate =
                pdf::SharedPdf::new(&of_first.document, &faces(&of_first.document), fillable, pdf::StreamReuse::ByMany);
            for other in &offices[1..] {
                let (other, _) = matters(other)[number];
                let sheets = of_first
                    .document_for(other, &FONTS)
                    .filter(|_| matter.content_digests() == other.content_digests());
                let Some(sheets) = sheets.map(|sheets| sheets.value) else { continue };
                let own = |faces: pdf::FontSet| faces.with_office(&FONTS, &sheets).expect("faces");
                let from_plate = plate.office_file(&sheets, &own(faces(&of_first.document)));
                let faces = faces(&sheets);
                let alone = pdf::SharedPdf::new(&sheets, &faces, fillable, pdf::StreamReuse::ByMany)
                    .office_file(&sheets, &own(faces));
                assert!(
                    from_plate.into_bytes() == alone.into_bytes(),
                    "{} fillable: {fillable}",
                    sheets.metadata.title
                );
                had += 1;
            }
        }
    }
    assert!(had > matters(&offices[0]).len(), "{had}");
}
