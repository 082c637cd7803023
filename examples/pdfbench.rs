#[path = "../tests/it/pdf/sample.rs"]
mod sample;
use formpress::outputs::pdf::*;
use formpress::paper::sheet::*;
use formpress::units::*;
use std::time::Instant;
fn cpu() -> f64 {
    let s = std::fs::read_to_string("/proc/self/stat").unwrap();
    let f: Vec<&str> = s.rsplit(')').next().unwrap().split_whitespace().collect();
    (f[11].parse::<f64>().unwrap() + f[12].parse::<f64>().unwrap()) * 10.0
}
fn main() {
    let found = formpress::paper::fonts::Fonts::find(std::path::Path::new("fonts")).unwrap();
    let mut sheets = sample::sheets(&found);
    let base = sheets.clone();
    // heavier: 3 pages, each 45 rows x 4 cells with 6 characters and a field
    let prose: Vec<char> = include_str!("../docs/form-format.md")
        .chars()
        .filter(|c| found.face(Face::Song).glyph(*c).is_some() && *c as u32 > 0x4e00)
        .collect();
    let mut k = 0;
    for page in 0..3 {
        if page >= sheets.pages.len() {
            sheets.pages.push(Sheet { size: A4, marks: vec![] });
        }
        for r in 0..30 {
            sheets.structure.push(Element { role: Role::Paragraph, parent: None });
            let p = ElementId(sheets.structure.len() as u32 - 1);
            for c in 0..4 {
                let x = 20.0 + 42.0 * c as f64;
                let y = 30.0 + 8.0 * r as f64;
                let glyphs = (0..6)
                    .map(|i| {
                        k += 1;
                        Glyph { character: prose[(k * 7) % prose.len()], x: Mm(3.7 * 1.03 * i as f64) }
                    })
                    .collect();
                sheets.pages[page].marks.push(Placed {
                    element: None,
                    mark: Mark::Box {
                        rect: Rect::new(Mm(x), Mm(y), Mm(42.0), Mm(8.0)),
                        fill: Some(Grey(0.9)),
                        stroke: Some(Pt(0.5)),
                    },
                });
                sheets.pages[page].marks.push(Placed {
                    element: Some(p),
                    mark: Mark::Text(TextRun {
                        face: if c % 2 == 0 { Face::Hei } else { Face::Song },
                        size: Pt(10.5),
                        origin: Point { x: Mm(x + 1.0), y: Mm(y + 5.0) },
                        glyphs,
                    }),
                });
                sheets.structure.push(Element { role: Role::Form, parent: Some(p) });
                let f = ElementId(sheets.structure.len() as u32 - 1);
                sheets.pages[page].marks.push(Placed {
                    element: Some(f),
                    mark: Mark::Field(FieldBox {
                        name: format!("a.b{page}.c{r}_{c}"),
                        tooltip: "姓名,必填,写全".into(),
                        rect: Rect::new(Mm(x + 20.0), Mm(y), Mm(20.0), Mm(7.0)),
                        size: Pt(10.0),
                        required: false,
                        entry: Entry::Text { multiline: false, length: None, centered: false },
                    }),
                });
            }
        }
    }
    for (name, sheets) in [("sample", base), ("heavy", sheets)] {
        let t = Instant::now();
        let c = cpu();
        let set = fonts(&found, &used(&sheets)).unwrap();
        println!(
            "{name}: fonts {:?} cpu {} chars {}",
            t.elapsed(),
            cpu() - c,
            used(&sheets).values().map(|s| s.len()).sum::<usize>()
        );
        let set = if name == "heavy" && std::env::var_os("STATIC").is_none() {
            let t = Instant::now();
            let typ = typing(&found, &gb2312_level_1()).unwrap();
            println!("typing {:?}", t.elapsed());
            set.with_typing(typ.into())
        } else {
            set
        };
        for fillable in if std::env::var_os("STATIC").is_some() { vec![false] } else { vec![false, true] } {
            let n: u32 = std::env::var("N").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
            let t = Instant::now();
            let c = cpu();
            let mut size = 0;
            for _ in 0..n {
                size = pdf(&sheets, &set, &Options { fillable }).len();
            }
            println!(
                "{name} fillable={fillable}: {:?} each, cpu {:.2} ms, {size} bytes",
                t.elapsed() / n,
                (cpu() - c) / n as f64
            );
            std::fs::write(
                format!("/tmp/pdfout/{name}{}.pdf", if fillable { "-f" } else { "" }),
                pdf(&sheets, &set, &Options { fillable }),
            )
            .unwrap();
        }
    }
}
