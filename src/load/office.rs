//! Loader of `content/cities/<id>.yaml`: the cities and the contact data of their offices.

use super::diagnostic_log::DiagnosticLog;
use super::files::{SourceFiles, slug};
use super::reader::{MapReader, label, map, spanned, string};
use super::yaml::YamlNode;
use crate::diagnostic::Diagnostic;
use crate::model::name::Name;
use crate::model::office::{City, CitySpans, Office};
use crate::model::source_path::{SourceKind, SourcePath};
use crate::source::Spanned;
use crate::wording::{load as words, message, overlays as say};

/// Reads the cities in the order of their division codes, and returns the ids of files that could not be read.
pub(crate) fn cities(files: &SourceFiles, log: &DiagnosticLog) -> (Vec<City>, Vec<Name>) {
    let (mut cities, mut unread) = (Vec::new(), Vec::new());
    let city_stem = |kind| if let SourceKind::City(stem) = kind { Some(stem) } else { None };
    for (path, stem) in files.of_kind(city_stem) {
        let Some(id) = slug(path, stem, log) else { continue };
        let tree = files.tree(path, log);
        match tree.and_then(|tree| map(&tree, log, |map| city(map, &id, log))) {
            Some(city) => cities.push(city),
            None => unread.push(id),
        }
    }
    cities.sort_by(|a, b| (&a.adcode, &a.id).cmp(&(&b.adcode, &b.id)));
    (cities, unread)
}

fn city(map: &mut MapReader, file: &Name, log: &DiagnosticLog) -> City {
    let span = map.span;
    if let Some(span) = map.refused("settings") {
        log.push(Diagnostic::new(message!(say::SETTINGS_MOVED, path = SourcePath::overlay(file)), span));
    }
    map.required("id", |node, log| check_id(node, file, log));
    let at = |text: Option<Spanned<String>>| text.map_or((String::new(), span), |text| (text.value, text.span));
    let ((name, name_at), (province, province_at)) =
        (at(map.required("name", spanned)), at(map.required("province", spanned)));
    let (adcode, adcode_at) = at(map.required("adcode", adcode));
    City {
        id: file.clone(),
        name,
        province,
        also: map.one_or_many("also", label),
        adcode,
        spans: CitySpans { name: name_at, province: province_at, adcode: adcode_at },
        office: map.optional("office", |node, log| super::reader::map(node, log, office)).unwrap_or_default(),
        span,
    }
}

fn check_id(node: &YamlNode, file: &Name, log: &DiagnosticLog) -> Option<()> {
    let id = string(node, log)?;
    let wrong = match Name::new(&id).filter(Name::is_slug) {
        Some(name) if name == *file => return Some(()),
        Some(_) => Diagnostic::new(message!(words::ID_NOT_FILE_NAME, id = &id, file), node.span),
        None => Diagnostic::new(message!(words::BAD_SLUG, name = &id), node.span),
    };
    log.push(wrong);
    None
}

/// Reads an administrative division code: six digits (GB/T 2260).
fn adcode(node: &YamlNode, log: &DiagnosticLog) -> Option<Spanned<String>> {
    let text = string(node, log)?;
    if text.len() != 6 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        log.push(Diagnostic::new(message!(words::BAD_ADCODE, text = &text), node.span));
        return None;
    }
    Some(Spanned::new(text, node.span))
}

fn office(map: &mut MapReader) -> Office {
    Office {
        name: map.optional("name", string),
        address: map.optional("address", string),
        hotline: map.optional("hotline", string),
        hours: map.optional("hours", string),
        seal: map.optional("seal", string),
    }
}
