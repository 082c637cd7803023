//! Files that pages show or link to, as they are published: upright, without what was not meant for anybody, or refused.

use formpress::testing::load::{Project, SettingOverrides, load_files};
use formpress::testing::words::WithDiagnostics;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;

use crate::report::{report, said};
use crate::sample::{FILES, SITE};

/// 24 × 16 pixels: red above, blue on the right, green below on the left.
const JPEG: &[u8] = include_bytes!("../fixtures/pictures/quarters.jpg");
const PNG: &[u8] = include_bytes!("../fixtures/pictures/quarters.png");
const WEBP: &[u8] = include_bytes!("../fixtures/pictures/quarters.webp");
const GIF: &[u8] = include_bytes!("../fixtures/pictures/quarters.gif");

/// What nobody is to read in what is published.
const SECRET: &[u8] = b"Zhang's telephone";

/// The sample with a page that links to these files.
fn with(site: &str, files: &[(&str, &[u8])]) -> WithDiagnostics<Project> {
    let links: String = files
        .iter()
        .map(|(path, _)| {
            format!(
                "[文件](<{}>)\n",
                path.replace('%', "%25").replace('#', "%23").replace('?', "%3F").replace(':', "%3A")
            )
        })
        .collect();
    let page = format!("---\ntitle: 文件\ndescription: 有文件的一页\n---\n\n{links}");
    let paths: Vec<String> = files.iter().map(|(path, _)| format!("content/{path}")).collect();
    let sample = FILES.iter().filter(|(path, _)| *path != "site.yaml").map(|(path, text)| (*path, text.as_bytes()));
    let added = paths.iter().map(String::as_str).zip(files.iter().map(|(_, bytes)| *bytes));
    let all = sample.chain(added).chain([("content/files.md", page.as_bytes()), ("site.yaml", site.as_bytes())]);
    load_files(all, &SettingOverrides::default())
}

/// What is said of a file, and what is published of it.
fn of(path: &str, bytes: &[u8]) -> (String, Option<Vec<u8>>) {
    let loaded = with(SITE, &[(path, bytes)]);
    let published = loaded.value.assets.iter().find(|asset| asset.address.as_str() == path);
    (report(&loaded), published.map(|asset| asset.bytes.clone()))
}

/// A TIFF structure as cameras write it: which side is up, the place, and words.
fn exif(orientation: u16) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation as u8, 0, 0, 0]);
    tiff.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0]);
    tiff.extend([1, 0, 2, 0, 5, 0, 3, 0, 0, 0, 56, 0, 0, 0, 0, 0, 0, 0]);
    [tiff, vec![0; 24], SECRET.to_vec()].concat()
}

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).expect("short").to_be_bytes();
    [&[0xff, marker], length.as_slice(), body].concat()
}

/// A photograph with everything a telephone writes.
fn photograph(orientation: u16) -> Vec<u8> {
    let thumbnail = [b"JFXX\0\x10".as_slice(), SECRET].concat();
    [
        &JPEG[..2],
        &segment(0xe0, &thumbnail),
        &segment(0xe1, &[b"Exif\0\0".as_slice(), &exif(orientation)].concat()),
        &segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0".as_slice(), SECRET].concat()),
        &segment(0xe2, b"ICC_PROFILE\0\x01\x01the profile"),
        &segment(0xe2, &[b"MPF\0".as_slice(), SECRET].concat()),
        &segment(0xed, &[b"Photoshop 3.0\0".as_slice(), SECRET].concat()),
        &segment(0xfe, SECRET),
        &JPEG[2..],
        // A film behind the picture.
        SECRET,
    ]
    .concat()
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("short").to_be_bytes();
    [length.as_slice(), name, data, &[0; 4]].concat()
}

fn drawn(orientation: u16) -> Vec<u8> {
    let words = [b"Comment\0".as_slice(), SECRET].concat();
    [&PNG[..33], &chunk(b"tEXt", &words), &chunk(b"eXIf", &exif(orientation)), &PNG[33..], SECRET].concat()
}

/// An extended WebP picture around the plain one.
fn extended(orientation: u16) -> Vec<u8> {
    let part = |name: &[u8; 4], data: &[u8]| {
        let length = u32::try_from(data.len()).expect("short").to_le_bytes();
        [name.as_slice(), &length, data, &vec![0; data.len() % 2]].concat()
    };
    let flags = part(b"VP8X", &[0x0c, 0, 0, 0, 23, 0, 0, 15, 0, 0]);
    let body =
        [b"WEBP".as_slice(), &flags, &WEBP[12..], &part(b"EXIF", &exif(orientation)), &part(b"XMP ", SECRET)].concat();
    [b"RIFF".as_slice(), &u32::try_from(body.len()).expect("short").to_le_bytes(), &body].concat()
}

fn animated() -> Vec<u8> {
    let at = 13 + (3 << ((GIF[10] & 7) + 1));
    let comment = [&[0x21, 0xfe, SECRET.len() as u8], SECRET, &[0]].concat();
    let repeats = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
    [&GIF[..at], &comment, repeats, &GIF[at..], SECRET].concat()
}

fn film() -> Vec<u8> {
    let part = |name: &[u8; 4], data: &[u8]| {
        [&u32::try_from(data.len() + 8).expect("short").to_be_bytes(), name.as_slice(), data].concat()
    };
    let place = part(b"udta", &part(b"\xa9xyz", b"+30.59+114.30/"));
    let movie = part(b"moov", &[part(b"mvhd", b"head"), part(b"trak", &part(b"meta", SECRET)), place].concat());
    [part(b"ftyp", b"isom"), movie, part(b"mdat", b"pictures")].concat()
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[test]
fn nothing_a_camera_or_a_program_wrote_beside_the_picture_is_published() {
    for (path, bytes) in [
        ("a.jpg", photograph(1)),
        ("b.JPG", photograph(6)),
        ("c.png", drawn(1)),
        ("d.webp", extended(1)),
        ("e.gif", animated()),
        ("f.mp4", film()),
    ] {
        assert!(holds(&bytes, SECRET));
        let (said, published) = of(path, &bytes);
        let published = published.unwrap_or_else(|| panic!("{path} is not published: {said}"));
        assert!(!holds(&published, SECRET) && !holds(&published, b"+30.59"), "{path}");
        assert_eq!(said.contains("[place-removed]"), path != "e.gif", "{path}: {said}");
        assert!(!path.ends_with("jpg") || holds(&published, b"the profile"), "colours of {path} are others");
        assert!(path != "e.gif" || holds(&published, b"NETSCAPE2.0"), "it moves once only");
        let (again, same) = of(path, &published);
        assert_eq!((again.as_str(), same), ("", Some(published)), "{path}: what is clean stays as it is");
    }
    // The film is where it was, and as long.
    assert_eq!(of("f.mp4", &film()).1.map(|bytes| bytes.len()), Some(film().len()));
}

/// The colours of a picture's corners: r, g or b, from the upper left in the order of reading.
fn corners(jpeg: &[u8]) -> (usize, usize, String) {
    let mut decoder = JpegDecoder::new(ZCursor::new(jpeg));
    let pixels = decoder.decode().expect("a picture");
    let info = decoder.info().expect("sides");
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    let colour = |x: usize, y: usize| {
        let at = (y * width + x) * 3;
        match pixels[at..at + 3] {
            [r, g, b] if r > g.max(b).saturating_add(60) => 'r',
            [r, g, b] if g > r.max(b).saturating_add(60) => 'g',
            [r, g, b] if b > r.max(g).saturating_add(60) => 'b',
            _ => '?',
        }
    };
    let (right, low) = (width - 3, height - 3);
    (width, height, [(2, 2), (right, 2), (2, low), (right, low)].map(|(x, y)| colour(x, y)).iter().collect())
}

#[test]
fn photographs_are_upright_whichever_way_the_camera_was_held() {
    // As a reader of Exif 2.32, 4.6.5 sees them.
    let seen = [
        (1, (24, 16, "rbgb")),
        (2, (24, 16, "brbg")),
        (3, (24, 16, "bgbr")),
        (4, (24, 16, "gbrb")),
        (5, (16, 24, "rgbb")),
        (6, (16, 24, "grbb")),
        (7, (16, 24, "bbgr")),
        (8, (16, 24, "bbrg")),
    ];
    for (orientation, (width, height, colours)) in seen {
        let photograph =
            [&JPEG[..2], &segment(0xe1, &[b"Exif\0\0".as_slice(), &exif(orientation)].concat()), &JPEG[2..]];
        let loaded = with(SITE, &[("a.jpg", &photograph.concat())]);
        let size = loaded.value.site.files[0].size;
        assert_eq!(size, Some((width as u32, height as u32)), "{orientation}");
        let published = loaded.value.assets.iter().find(|asset| asset.address.as_str() == "a.jpg").expect("published");
        assert_eq!(corners(&published.bytes), (width, height, colours.to_owned()), "{orientation}");
    }
}

#[test]
fn what_cannot_be_trusted_is_told() {
    let huge = [&PNG[..16], &60_000_u32.to_be_bytes(), &60_000_u32.to_be_bytes(), &PNG[24..]].concat();
    let mut long = PNG.to_vec();
    long[33..37].fill(0xff);
    let turned = photograph(6);
    let cut = &turned[..turned.len() - SECRET.len() - 40];
    let mut report = String::new();
    for (path, bytes) in [
        ("cut.jpg", &JPEG[..JPEG.len() - 20]),
        ("cut-turned.jpg", cut),
        ("head.jpg", &JPEG[..12]),
        ("cut.png", &PNG[..PNG.len() - 8]),
        ("long.png", &long),
        ("huge.png", &huge),
        ("turned.png", &drawn(8)),
        ("turned.webp", &extended(3)),
        ("cut.webp", &WEBP[..WEBP.len() - 9]),
        ("cut.gif", &GIF[..GIF.len() - 4]),
        ("cut.mp4", b"\0\0\x10\0ftypisom"),
        ("empty.png", b""),
        ("renamed.jpg", PNG),
        ("renamed.png", b"<!DOCTYPE html>"),
        ("renamed.pdf", b"PK\x03\x04 a document of an office"),
        ("renamed.mp3", b"#!/bin/sh"),
    ] {
        let (said, published) = of(path, bytes);
        assert_eq!(published, None, "{path}");
        report.push_str(&said);
    }
    said!(report);
}

#[test]
fn a_drawing_is_only_seen() {
    let (runs, loads, broken) = ("[drawing-with-script]", "[drawing-loads]", "[drawing-broken]");
    for (inner, code) in [
        ("<script>alert(1)</script>", runs),
        ("<g onload='alert(1)'/>", runs),
        ("<a xlink:href='javascript:alert(1)'><path d='M0 0'/></a>", runs),
        ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>", runs),
        ("<animate attributeName='href' values='javascript:alert(1)'/>", runs),
        ("<image href='https://example.org/a.png'/>", loads),
        ("<image href='data:image/jpeg;base64,/9j/4AAQ'/>", loads),
        ("<use href='other.svg#a'/>", loads),
        ("<style>@import 'a.css'; path { fill: url(#a) }</style>", loads),
        ("<path style='fill: url( \"http://example.org/#a\")'/>", loads),
        ("<path fill='u\\72l(http://example.org/)'/>", loads),
        ("<?xml-stylesheet href='a.css'?>", loads),
        ("<path>", broken),
    ] {
        let names = "xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
        let (said, published) = of("a.svg", format!("<svg {names}>\n{inner}\n</svg>").as_bytes());
        assert_eq!(published, None, "{inner}");
        let line = if code == broken { "content/a.svg:3:" } else { "content/a.svg:2:" };
        assert!(said.starts_with(line) && said.contains(code), "{inner}: {said}");
    }
    let entities = "<!DOCTYPE svg [<!ENTITY a \"b\">]>\n<svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>";
    assert!(of("a.svg", entities.as_bytes()).0.contains("[drawing-doctype]"));
    assert!(of("a.svg", b"<html/>").0.contains(broken));
    assert!(of("a.svg", format!("<svg>{}", "<g>".repeat(100_000)).as_bytes()).0.contains(broken));
    let plain =
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><style>path { fill: url(#a) }</style><use href=\"#a\"/></svg>";
    assert_eq!(of("a.svg", plain.as_bytes()), (String::new(), Some(plain.as_bytes().to_vec())));
}

#[test]
fn names_that_windows_or_an_address_cannot_carry_are_faults() {
    for name in [
        "a:b.pdf",
        "con.pdf",
        "NUL.pdf",
        "aux/a.pdf",
        "lpt1.x.pdf",
        "a?b#c%.pdf",
        "a /b.pdf",
        "dot./b.pdf",
        "e\u{301}.pdf",
        "a\tb.pdf",
        &format!("{}.pdf", "长".repeat(70)),
        &format!("{}a.pdf", "folder/".repeat(30)),
    ] {
        let (said, published) = of(name, b"%PDF-1.7");
        assert!(said.contains("[name-not-portable]") && published.is_none(), "{name}: {said}");
    }
    for name in ["现场 照片（1）.pdf", "common.pdf", "com10.pdf", "a.b.pdf"] {
        assert_eq!(of(name, b"%PDF-1.7").0, "", "{name}");
    }
    // Pages, forms and cities become folders of the same names.
    let sample = FILES.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let long = format!("content/{}.md", "a".repeat(200));
    let page = "---\ntitle: 页\ndescription: 一页\n---\n\n字。\n";
    let others = [
        ("content/aux.md", page),
        ("content/policy/com1.md", page),
        (&*long, page),
        ("forms/nul.yaml", crate::sample::VISIT),
    ];
    for (path, text) in others {
        let files = sample.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).chain([(path, text.as_bytes())]);
        let told = report(&load_files(files, &SettingOverrides::default()));
        assert!(told.contains("[name-not-portable]") || told.contains("[bad-file-name]"), "{path}: {told}");
    }
}

#[test]
fn files_of_proof_are_published_where_site_yaml_says() {
    let site = format!(
        "{SITE}publish:\n  - MP_verify_a1b2.txt\n  - proofs/baidu_verify_codeva-x.html\n  - {{file: security.txt, at: .well-known/security.txt}}\n  - {{file: CNAME}}\n"
    );
    let page = b"<html><script>whatever it is</script></html>".as_slice();
    let files = [
        ("MP_verify_a1b2.txt", b"a1b2".as_slice()),
        ("proofs/baidu_verify_codeva-x.html", page),
        ("security.txt", b"Contact: x"),
        ("CNAME", b"example.org"),
    ];
    let sample =
        FILES.iter().filter(|(path, _)| *path != "site.yaml").map(|(path, text)| (path.to_string(), text.as_bytes()));
    let files = files.iter().map(|(path, bytes)| (format!("content/{path}"), *bytes));
    let all: Vec<(String, &[u8])> = sample.chain(files).chain([("site.yaml".to_owned(), site.as_bytes())]).collect();
    let loaded = load_files(all.iter().map(|(path, bytes)| (path.as_str(), *bytes)), &SettingOverrides::default());
    assert_eq!(report(&loaded), "");
    assert_eq!(loaded.value.site.unpublished_files, []);
    let published: Vec<(&str, &[u8])> =
        loaded.value.assets.iter().map(|asset| (asset.address.as_str(), asset.bytes.as_slice())).collect();
    let expected = [
        ("CNAME", b"example.org".as_slice()),
        ("MP_verify_a1b2.txt", b"a1b2"),
        ("proofs/baidu_verify_codeva-x.html", page),
        (".well-known/security.txt", b"Contact: x"),
    ];
    assert_eq!(published, expected);

    let wrong = format!(
        "{SITE}publish: [MP_verify_a.txt, ../secret.txt, /etc/hostname, index.md, con.txt, .git/config, list.xlsx, {{file: a.txt, at: b.js}}, {{at: a.txt}}]\n"
    );
    said!(report(&with(&wrong, &[])));
}
