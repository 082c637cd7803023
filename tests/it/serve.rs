//! The preview: served from memory, rebuilt at every change, never gone because of a fault.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::workshop::Workshop;

struct Server {
    child: Child,
    host: String,
}

impl Server {
    fn start(workshop: &Workshop) -> Server {
        let mut child = workshop.start(&["serve", "--port", "0", "--lang", "en"]);
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
        let url = line.split_whitespace().find(|word| word.starts_with("http://")).expect("an address");
        let host = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        assert!(host.starts_with("127.0.0.1:"), "{host}");
        Server { child, host }
    }

    /// The whole answer, head and body.
    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n", self.host))
    }

    /// The whole answer to the head of a request, which needs no end.
    fn ask(&self, head: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).expect("it listens");
        write!(stream, "{head}Connection: close\r\n\r\n").expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// The number of the state, once no more builds follow on what was saved.
    fn settled(&self) -> u64 {
        let mut number = state(&self.get("/"));
        loop {
            sleep(Duration::from_millis(300));
            match state(&self.get("/")) {
                same if same == number => return number,
                other => number = other,
            }
        }
    }

    /// Waits until the home page says so.
    fn until(&self, what: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let page = self.get("/");
            if what(&page) {
                return page;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "it never came: {page}");
            sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// As many editors save: a new file beside the old, then one renaming.
fn save_by_renaming(workshop: &Workshop, below: &str, text: &str) {
    let beside = workshop.path(&format!("{below}.tmp~"));
    fs::write(&beside, text).expect("written");
    fs::rename(beside, workshop.path(below)).expect("renamed");
}

#[test]
fn a_change_is_shown_and_a_fault_leaves_the_last_good_site() {
    let workshop = Workshop::new();
    let server = Server::start(&workshop);
    let home = server.get("/");
    assert!(home.starts_with("HTTP/1.1 200") && home.contains("/.formpress/preview.js"), "{home}");
    assert!(server.get("/forms").contains("location: /forms/"));
    for (path, arguments) in [
        ("/forms/visit/visit.pdf", &["pdf", "visit", "-o", "-"][..]),
        ("/cities/xian/visit-large.pdf", &["pdf", "visit", "--city", "xian", "--variant", "large", "-o", "-"]),
        ("/cities/wuhan/booklet.pdf", &["pdf", "booklet", "--city", "wuhan", "-o", "-"]),
    ] {
        let answer = server.get(path);
        assert!(answer.contains("content-type: application/pdf"), "{path}");
        assert!(answer.ends_with(&*String::from_utf8_lossy(&workshop.run(arguments).out)), "{path} is another");
    }
    workshop.run(&["build", "--out", "built"]);
    for (path, kind) in [("forms/visit/sheet-1.svg", "image/svg+xml"), ("forms/visit/places.js", "text/javascript")] {
        let answer = server.get(&format!("/{path}"));
        assert!(answer.contains(&format!("content-type: {kind}")), "{path}: {answer}");
        let built = if path.ends_with(".js") { workshop.named("built", path) } else { path.to_owned() };
        assert!(answer.ends_with(&workshop.read(&format!("built/{built}"))), "{path} is another");
    }
    assert!(server.get("/forms/visit/sheet-2.svg").starts_with("HTTP/1.1 404"), "it has one page");
    assert!(server.get("/cities/nowhere/visit.pdf").starts_with("HTTP/1.1 404"));
    let city = server.get("/cities/wuhan/");
    assert!(city.contains("PDF，1页</a>"), "pages are known, the size is not: {city}");
    assert!(server.get("/nowhere").starts_with("HTTP/1.1 404"));

    let index = workshop.read("content/index.md");
    for turn in ["甲", "乙"] {
        save_by_renaming(&workshop, "content/index.md", &format!("{index}\n{turn}改了一句。\n"));
        server.until(|page| page.contains(&format!("{turn}改了一句。")));
    }
    save_by_renaming(&workshop, "content/index.md", &index.replace("description:", "descripton:"));
    let page = server.until(|page| page.contains("content/index.md:3:1:"));
    assert!(page.contains("乙改了一句。"), "the last good site is gone: {page}");
    save_by_renaming(&workshop, "content/index.md", &index);
    server.until(|page| !page.contains("content/index.md:3:1:") && !page.contains("乙改了一句。"));
    let before = server.get("/forms/visit/visit.pdf");
    workshop.replace("forms/visit.yaml", "label: 是否访到", "label: 有没有访到");
    server.until(|_| server.get("/forms/visit/").contains("有没有访到"));
    assert!(server.get("/forms/visit/visit.pdf") != before, "the former sheet is shown");
    assert!(!workshop.path("output").exists(), "the preview wrote to the disk");
}

/// The number of the state that a page was made in.
fn state(page: &str) -> u64 {
    let number = page.split_once("data-state=\"").map(|(_, rest)| rest.chars().take_while(char::is_ascii_digit));
    number.expect("a page of the preview").collect::<String>().parse().expect("a number")
}

#[test]
fn a_save_of_any_file_that_a_build_reads_is_followed_by_a_build() {
    let workshop = Workshop::new();
    workshop.write("content/accessibility.yaml", "[]\n");
    workshop.write("content/notes.txt", "一\n");
    workshop.write("fonts/notes.txt", "没有字体\n");
    let server = Server::start(&workshop);
    for path in [
        "site.yaml",
        "forms/visit.yaml",
        "forms/choices.yaml",
        "forms/blocks.yaml",
        "content/facts.yaml",
        "content/accessibility.yaml",
        "content/cities/wuhan.yaml",
        "content/index.md",
        "content/notes.txt",
        "templates/base.html",
        "templates/pieces/table.html",
        "templates/assets/site.css",
        "fonts/notes.txt",
    ] {
        let before = server.settled();
        save_by_renaming(&workshop, path, &workshop.read(path));
        server.until(|page| state(page) > before);
    }
}

#[test]
fn it_starts_with_a_fault_and_comes_to_life_when_it_is_mended() {
    let workshop = Workshop::new();
    workshop.replace("site.yaml", "title:", "titel:");
    let server = Server::start(&workshop);
    let page = server.get("/");
    assert!(page.starts_with("HTTP/1.1 503") && page.contains("site.yaml:1:1:"), "{page}");
    workshop.replace("site.yaml", "titel:", "title:");
    server.until(|page| page.starts_with("HTTP/1.1 200") && !page.contains("site.yaml:1:1:"));
}

#[test]
fn it_answers_this_computers_own_pages_alone() {
    let workshop = Workshop::new();
    let server = Server::start(&workshop);
    let port = server.host.rsplit(':').next().expect("a port");
    for path in ["/", "/search/index.js", "/forms/visit/visit.pdf", "/.formpress/news/0", "/nowhere"] {
        let own = server.get(path);
        assert!(!own.starts_with("HTTP/1.1 421"), "{path}: {own}");
        // No page of another origin, another port of this computer included, may read what it includes.
        assert!(own.contains("\r\ncross-origin-resource-policy: same-origin\r\n"), "{path}: {own}");
        for head in [
            format!("GET {path} HTTP/1.1\r\nHost: evil.example:{port}\r\n"),
            format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:1\r\n"),
            format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n"),
            format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example:{port}\r\n"),
            format!("GET http://evil.example:{port}{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"),
            format!("GET {path} HTTP/1.1\r\n"),
            format!("GET {path} HTTP/1.0\r\n"),
        ] {
            let answer = server.ask(&head);
            assert!(answer.starts_with("HTTP/1.1 421") || answer.starts_with("HTTP/1.0 421"), "{head}{answer}");
            assert!(
                answer.contains(&format!("http://127.0.0.1:{port}/ and http://localhost:{port}/ alone")),
                "{answer}"
            );
            assert!(!answer.contains("样例") && !answer.contains("%PDF"), "{head}{answer}");
        }
    }
    for host in ["localhost", "LOCALHOST", "[::1]"] {
        let answer = server.ask(&format!("GET / HTTP/1.1\r\nHost: {host}:{port}\r\n"));
        assert!(answer.starts_with("HTTP/1.1 200"), "{host}: {answer}");
    }
}

#[test]
fn who_does_not_end_his_request_is_not_waited_for() {
    let server = Server::start(&Workshop::new());
    let mut slow = TcpStream::connect(&server.host).expect("it listens");
    write!(slow, "GET / HTTP/1.1\r\nHost: {}\r\nX-Slow: ", server.host).expect("begun");
    // Generous: on a busy machine the end comes later. Without it this reading would fail.
    slow.set_read_timeout(Some(Duration::from_secs(60))).expect("set");
    let mut answer = Vec::new();
    slow.read_to_end(&mut answer).expect("the connection is closed");
    assert!(server.get("/").starts_with("HTTP/1.1 200"));
}
