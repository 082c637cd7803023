//! What is laid out and made once for several offices is what each would have by itself.

use std::sync::Arc;

use formpress::model::issue_all;
use formpress::model::issued::{IssuedProgramme, Run};
use formpress::model::name::Name;
use formpress::outputs::pdf;
use formpress::paper::plate::{Matter, Plate};
use formpress::paper::sheet::Sheets;
use formpress::paper::{self, Layout};

use crate::programme::{FONTS, PROGRAMME};

/// The generic office, those of the fixture, and some whose names are in the way.
fn offices() -> Vec<IssuedProgramme> {
    let site = &PROGRAMME.site;
    let mut offices = vec![issue_all(site, None)];
    offices.extend(site.cities.iter().map(|city| issue_all(site, Some(city))));
    let named = |city: &str, line: Vec<Run>| {
        let mut programme = issue_all(site, site.cities.last());
        let named = |office: &mut formpress::model::issued::Office| {
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
    let words = |text: &str| vec![Run::Words(text.to_owned())];
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
    issue_all(&site, site.cities.last())
}

fn matters(office: &IssuedProgramme) -> Vec<(Matter<'_>, Layout)> {
    let of_form = |form| Layout::ALL.map(|layout| (Matter::Form(form), layout));
    office.forms.iter().flat_map(of_form).chain([(Matter::Booklet(office), Layout::Regular)]).collect()
}

fn plate(matter: Matter, layout: Layout) -> Plate {
    paper::plate(matter, layout, &FONTS).value
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
                if matter.says() != other.says() {
                    continue;
                }
                let Some(sheets) = plate.sheets_of(other, &FONTS) else { continue };
                let alone: Sheets = self::plate(other, layout).sheets;
                assert_eq!(sheets.value, alone);
                let bodies = sheets.value.pages.iter().zip(&plate.sheets.pages);
                assert!(bodies.into_iter().all(|(a, b)| Arc::ptr_eq(&a.body, &b.body)));
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
        let alone = |office: &IssuedProgramme| self::plate(matters(office)[number].0, layout).sheets;
        assert_eq!(matter.says(), matters(&other)[number].0.says());
        let sheets = plate.sheets_of(matters(&other)[number].0, &FONTS).expect("a name that takes as much room");
        assert!(sheets.value == alone(&other), "{}", sheets.value.identity.title);
        // One that takes more lines moves what is below it.
        match plate.sheets_of(matters(&longer)[number].0, &FONTS) {
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
        let generic = plate(matters(&offices[0])[number].0, layout).sheets;
        let shared = pdf::fonts(&FONTS, &pdf::used(&generic)).expect("faces");
        let faces = |sheets: &Sheets| shared.with_body(&FONTS, sheets).expect("faces");
        for fillable in [false, true] {
            let plate = pdf::Plate::new(&of_first.sheets, &faces(&of_first.sheets), fillable, pdf::Had::ByMany);
            for other in &offices[1..] {
                let (other, _) = matters(other)[number];
                let sheets = of_first.sheets_of(other, &FONTS).filter(|_| matter.says() == other.says());
                let Some(sheets) = sheets.map(|sheets| sheets.value) else { continue };
                let own = |faces: pdf::FontSet| faces.with_own(&FONTS, &sheets).expect("faces");
                let from_plate = plate.file(&sheets, &own(faces(&of_first.sheets)));
                let faces = faces(&sheets);
                let alone = pdf::Plate::new(&sheets, &faces, fillable, pdf::Had::ByMany).file(&sheets, &own(faces));
                assert!(
                    from_plate.into_bytes() == alone.into_bytes(),
                    "{} fillable: {fillable}",
                    sheets.identity.title
                );
                had += 1;
            }
        }
    }
    assert!(had > matters(&offices[0]).len(), "{had}");
}
