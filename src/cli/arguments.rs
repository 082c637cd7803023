//! Parses the command line into a command, or into a fault of usage.
//!
//! clap splits them; what they mean is decided here, so that every fault of usage is said in the
//! user's language. The language must be known before anything else, so it is looked for first.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::styling::Styles;
use clap::{Arg, ArgAction, ArgMatches, Command as Clap};

use super::command::{
    Command, CommandRequest, DiffFormat, FillArguments, FillTask, Invocation, NewFileKind, OutputFormat, ReportFormat,
    SourceArguments,
};
use super::report;
use super::usage;
use crate::diagnostic::Diagnostic;
use crate::load::reader;
use crate::model::Variant;
use crate::model::web;
use crate::pipeline::plan::BuildShard;
use crate::wording::cli::help;
use crate::wording::release::{self as compared, help as compare};
use crate::wording::{FilledMessage, Lang, Phrase, cli, message};

/// The names that a closed set has on the command line.
const FORMATS: [(&str, OutputFormat); 2] = [("text", OutputFormat::Text), ("json", OutputFormat::Json)];
const REPORT_FORMATS: [(&str, ReportFormat); 3] =
    [("text", ReportFormat::Text), ("json", ReportFormat::Json), ("sarif", ReportFormat::Sarif)];
const RENDERINGS: [(&str, DiffFormat); 3] =
    [("text", DiffFormat::Text), ("json", DiffFormat::Json), ("html", DiffFormat::Html)];
const NEW_KINDS: [(&str, NewFileKind); 4] = [
    ("form", NewFileKind::Form),
    ("page", NewFileKind::Page),
    ("news", NewFileKind::News),
    ("city", NewFileKind::City),
];

const DEFAULT_PORT: u16 = 8000;
const MAX_JOBS: usize = 512;
const MAX_COPIES: usize = 999;
const MAX_SHARDS: usize = 10_000;

/// Understands the words, the program's own name first.
pub fn parse(arguments: &[OsString]) -> CommandRequest {
    let (lang, fault) = match requested_lang(arguments) {
        Some(Ok(lang)) => (lang, None),
        None => (system_lang(), None),
        Some(Err(value)) => (system_lang(), Some(Diagnostic::new(message!(cli::BAD_LANG, value), "--lang"))),
    };
    if let Some(fault) = fault {
        return CommandRequest::Refuse(report::usage_error(&fault, lang));
    }
    let matches = match clap_command(lang).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return usage::usage_answer(&error, lang),
    };
    match command(&matches) {
        Ok(command) => CommandRequest::Run(Invocation { lang, command }),
        Err(fault) => CommandRequest::Refuse(report::usage_error(&fault, lang)),
    }
}

/// The language that `--lang` names.
fn requested_lang(arguments: &[OsString]) -> Option<Result<Lang, String>> {
    let mut words = arguments.iter().skip(1).map(|word| word.to_string_lossy());
    let value = loop {
        let word = words.next()?;
        match word.strip_prefix("--lang") {
            Some("") => break words.next()?.into_owned(),
            Some(value) if value.starts_with('=') => break value[1..].to_owned(),
            Some(_) | None => {}
        }
    };
    Some(match value.to_ascii_lowercase().split(['-', '_']).next() {
        Some("zh") => Ok(Lang::Zh),
        Some("en") => Ok(Lang::En),
        Some(_) | None => Err(value),
    })
}

fn system_lang() -> Lang {
    match sys_locale::get_locale() {
        Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Lang::Zh,
        Some(_) | None => Lang::En,
    }
}

fn clap_command(lang: Lang) -> Clap {
    let say = |phrase: &Phrase| phrase.say(lang);
    let option = |name: &'static str, value: &Phrase, what: &Phrase| {
        Arg::new(name).long(name).value_name(say(value)).help(say(what)).help_heading(say(&help::OPTIONS))
    };
    let root = || option("root", &help::FOLDER, &help::ROOT);
    let jobs = || option("jobs", &help::NUMBER, &help::JOBS);
    let as_of = || option("as-of", &help::DATE, &help::AS_OF);
    let base_url = || option("base-url", &help::URL, &help::BASE_URL);
    let argument = |name: &'static str, value: &Phrase, what: &Phrase| {
        Arg::new(name).required(true).value_name(say(value)).help(say(what)).help_heading(say(&help::ARGUMENTS))
    };
    let subcommand = |name: &'static str, arguments: &str, what: &Phrase, more: &Phrase| {
        let usage = format!("formpress {name} {arguments}{}", say(&help::OPTIONS_PLACE));
        let more = format!("{}\n", say(more));
        Clap::new(name).about(say(what)).after_help(more).override_usage(usage)
    };
    let form = format!("<{}> ", say(&help::FORM));
    let kind = format!("<{}> <{}> ", say(&help::KIND), say(&help::ID));
    let city = |what| option("city", &help::ID, what);
    let build = subcommand("build", "", &help::BUILD, &help::BUILD_MORE).args([
        root(),
        option("out", &help::FOLDER, &help::OUT).short('o'),
        base_url(),
        city(&help::CITY_ONLY).action(ArgAction::Append),
        option("shard", &help::PART_PLACE, &help::SHARD),
        jobs(),
        as_of(),
    ]);
    let parts = format!("<{}>… ", say(&help::FOLDER));
    let merge = subcommand("merge", &parts, &help::MERGE, &help::MERGE_MORE).args([
        argument("part", &help::FOLDER, &help::PARTS).num_args(1..),
        root(),
        option("out", &help::FOLDER, &help::OUT).short('o'),
        base_url(),
        jobs(),
        as_of(),
    ]);
    let switch = |name: &'static str, what: &Phrase| {
        Arg::new(name).long(name).help(say(what)).help_heading(say(&help::OPTIONS)).action(ArgAction::SetTrue)
    };
    let check = subcommand("check", "", &help::CHECK, &help::CHECK_MORE).args([
        root(),
        option("format", &help::KIND, &help::CHECK_FORMAT),
        switch("all", &help::ALL),
        base_url(),
        jobs(),
        as_of(),
    ]);
    let code = format!("<{}> ", say(&help::CODE));
    let explain = subcommand("explain", &code, &help::EXPLAIN, &help::EXPLAIN_MORE).arg(argument(
        "code",
        &help::CODE,
        &help::EXPLAIN_CODE,
    ));
    let cities = subcommand("cities", "", &help::CITIES, &help::CITIES_MORE).args([
        root(),
        option("format", &help::KIND, &help::FORMAT),
        as_of(),
    ]);
    let sides = format!("<{0}> <{0}> ", say(&compare::SIDE));
    let diff = subcommand("diff", &sides, &compare::DIFF, &compare::DIFF_MORE).args([
        argument("old", &compare::SIDE, &compare::OLD).display_order(1),
        argument("new", &compare::SIDE, &compare::NEW).display_order(2),
        root(),
        option("format", &help::KIND, &compare::RENDERING),
        option("output", &help::FILE, &compare::DIFF_OUT).short('o'),
    ]);
    let any = |value: &Phrase| format!("[{}]… ", say(value));
    let release = subcommand("release", &any(&help::FORM), &compare::RELEASE, &compare::RELEASE_MORE).args([
        argument("form", &help::FORM, &compare::RELEASE_FORMS).required(false).num_args(0..),
        root(),
        as_of(),
    ]);
    let identify = subcommand("identify", &any(&compare::CODE), &compare::IDENTIFY, &compare::IDENTIFY_MORE).args([
        argument("code", &compare::CODE, &compare::CODES).required(false).num_args(0..),
        root(),
        as_of(),
    ]);
    let pdf = subcommand("pdf", &form, &help::PDF, &help::PDF_MORE).args([
        argument("form", &help::FORM, &help::FORM_ID),
        root(),
        city(&help::CITY_OF).action(ArgAction::Append),
        option("variant", &help::KIND, &help::VARIANT),
        option("copies", &help::NUMBER, &help::COPIES),
        option("output", &help::FILE, &help::PDF_OUT).short('o'),
        as_of(),
    ]);
    let fill = subcommand("fill", &form, &help::FILL, &help::FILL_MORE).args([
        argument("form", &help::FORM, &help::FORM_ID),
        root(),
        option("data", &help::FILE, &help::DATA),
        option("sheet", &help::SHEET_NAME, &help::SHEET),
        option("output", &help::PLACE, &help::FILL_OUT).short('o'),
        city(&help::FILL_CITY),
        switch("flatten", &help::FLATTEN),
        switch("partial", &help::PARTIAL),
        switch("template", &help::TEMPLATE),
        jobs(),
        as_of(),
    ]);
    let serve = subcommand("serve", "", &help::SERVE, &help::SERVE_MORE).args([
        root(),
        option("port", &help::NUMBER, &help::PORT),
        jobs(),
        as_of(),
    ]);
    let new = subcommand("new", &kind, &help::NEW, &help::NEW_MORE).args([
        argument("kind", &help::KIND, &help::NEW_KIND).display_order(1),
        argument("id", &help::ID, &help::NEW_ID).display_order(2),
        root(),
    ]);
    let usage = format!("formpress {} {}", say(&help::COMMAND_PLACE), say(&help::OPTIONS_PLACE));
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).display_order(LAST_OPTIONS);
    let whole = Clap::new("formpress")
        .about(say(&help::ABOUT))
        .after_help(format!("{}\n", say(&help::EXITS)))
        .override_usage(usage)
        .arg(option("lang", &help::LANGUAGE, &help::LANG).global(true).display_order(LAST_OPTIONS))
        .arg(version.help(say(&help::VERSION)).help_heading(say(&help::OPTIONS)))
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(say(&help::COMMANDS))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(
            [build, merge, check, explain, diff, release, identify, cities, pdf, fill, serve, new]
                .map(|command| with_descriptions(command, lang)),
        );
    with_descriptions(whole, lang)
}

/// Behind the options that a command has of its own.
const LAST_OPTIONS: usize = 1000;

/// Help in the user's language.
fn with_descriptions(command: Clap, lang: Lang) -> Clap {
    let template = format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}", help::USAGE.say(lang));
    let asked = Arg::new("help").short('h').long("help").action(ArgAction::Help).display_order(LAST_OPTIONS);
    command
        .help_template(template)
        .styles(Styles::plain())
        .max_term_width(100)
        .disable_help_flag(true)
        .arg(asked.help(help::HELP.say(lang)).help_heading(help::OPTIONS.say(lang)))
}

fn command(matches: &ArgMatches) -> Result<Command, Diagnostic> {
    // clap has refused a line without a subcommand, and any other name.
    let (name, matches) = matches.subcommand().unwrap_or(("build", matches));
    Ok(match name {
        "check" => Command::Check {
            sources: sources(matches)?,
            format: parse_choice(matches, &REPORT_FORMATS, ReportFormat::Text, |value| {
                message!(cli::BAD_REPORT_FORMAT, value)
            })?,
            all: matches.get_flag("all"),
        },
        "explain" => Command::Explain { code: text(matches, "code").unwrap_or_default().to_owned() },
        "cities" => Command::Cities {
            sources: sources(matches)?,
            format: parse_choice(matches, &FORMATS, OutputFormat::Text, |value| message!(cli::BAD_FORMAT, value))?,
        },
        "release" => Command::Release { sources: sources(matches)?, forms: texts(matches, "form") },
        "identify" => Command::Identify { sources: sources(matches)?, codes: texts(matches, "code") },
        "diff" => Command::Diff {
            root: path(matches, "root").unwrap_or_else(|| ".".into()),
            old: text(matches, "old").unwrap_or_default().to_owned(),
            new: text(matches, "new").unwrap_or_default().to_owned(),
            rendering: text(matches, "format").map_or(Ok(DiffFormat::Text), |v| {
                one_of(v, &RENDERINGS, |value| message!(compared::BAD_RENDERING, value), "--format")
            })?,
            file: path(matches, "output"),
        },
        "fill" => Command::Fill { sources: sources(matches)?, options: fill_options(matches)? },
        "pdf" => Command::Pdf {
            sources: sources(matches)?,
            form: text(matches, "form").unwrap_or_default().to_owned(),
            cities: texts(matches, "city"),
            variant: text(matches, "variant")
                .map(|v| one_of(v, &Variant::ALL, |value| message!(cli::BAD_VARIANT, value), "--variant"))
                .transpose()?,
            copies: text(matches, "copies").map_or(Ok(1), |v| {
                parse_number(v, 1..=MAX_COPIES, |value| message!(cli::BAD_COPIES, value), "--copies")
            })?,
            file: path(matches, "output"),
        },
        "serve" => Command::Serve {
            sources: sources(matches)?,
            port: text(matches, "port").map_or(Ok(DEFAULT_PORT), |v| {
                parse_number(v, 0..=u16::MAX, |value| message!(cli::BAD_PORT, value), "--port")
            })?,
        },
        "new" => Command::New {
            root: path(matches, "root").unwrap_or_else(|| ".".into()),
            kind: one_of(
                text(matches, "kind").unwrap_or_default(),
                &NEW_KINDS,
                |value| message!(cli::BAD_KIND, value),
                "formpress new",
            )?,
            id: text(matches, "id").unwrap_or_default().to_owned(),
        },
        _ => Command::Build {
            sources: sources(matches)?,
            out: path(matches, "out"),
            cities: if name == "merge" { Vec::new() } else { texts(matches, "city") },
            shard: if name == "merge" { None } else { text(matches, "shard").map(shard).transpose()? },
            parts: if name == "merge" {
                texts(matches, "part").into_iter().map(PathBuf::from).collect()
            } else {
                Vec::new()
            },
        },
    })
}

fn fill_options(matches: &ArgMatches) -> Result<FillArguments, Diagnostic> {
    let is_set = |name: &str| matches.get_flag(name);
    let task = match (path(matches, "data"), path(matches, "output"), is_set("template")) {
        (None, file, true) => FillTask::Template { file },
        (Some(data), Some(out), false) => {
            let sheet = text(matches, "sheet").map(str::to_owned);
            FillTask::Copies { data, out, sheet, flatten: is_set("flatten"), partial: is_set("partial") }
        }
        (Some(_), _, true) => return Err(Diagnostic::new(message!(cli::fill::DATA_AND_TEMPLATE), "--template")),
        (None, _, false) => return Err(Diagnostic::new(message!(cli::fill::NO_DATA), "--data")),
        (Some(_), None, false) => return Err(Diagnostic::new(message!(cli::fill::NO_OUT), "-o")),
    };
    let form = text(matches, "form").unwrap_or_default().to_owned();
    Ok(FillArguments { form, city: text(matches, "city").map(str::to_owned), task })
}

fn sources(matches: &ArgMatches) -> Result<SourceArguments, Diagnostic> {
    Ok(SourceArguments {
        root: path(matches, "root").unwrap_or_else(|| ".".into()),
        as_of: text(matches, "as-of").map(|v| parse_value(v, "--as-of", reader::parse_date)).transpose()?,
        base_url: text(matches, "base-url").map(|v| parse_value(v, "--base-url", web::parse_base_url)).transpose()?,
        jobs: text(matches, "jobs")
            .map(|v| parse_number(v, 1..=MAX_JOBS, |value| message!(cli::BAD_JOBS, value), "--jobs"))
            .transpose()?,
    })
}

/// A part of the output, such as `2/4`.
fn shard(value: &str) -> Result<BuildShard, Diagnostic> {
    let numbers = value.split_once('/').and_then(|(number, count)| Some((number.parse().ok()?, count.parse().ok()?)));
    let shard = numbers.map(|(number, count)| BuildShard { number, count });
    let is_one = |shard: &BuildShard| (1..=shard.count).contains(&shard.number) && shard.count <= MAX_SHARDS;
    shard.filter(is_one).ok_or_else(|| bad_value(|value| message!(cli::BAD_SHARD, value), "--shard", value))
}

fn parse_choice<T: Copy>(
    matches: &ArgMatches,
    formats: &[(&str, T)],
    default: T,
    message: ArgumentRefusal,
) -> Result<T, Diagnostic> {
    text(matches, "format").map_or(Ok(default), |v| one_of(v, formats, message, "--format"))
}

/// An option's value; `None` where it was not given or the command does not have it.
fn text<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a str> {
    matches.try_get_one::<String>(name).ok().flatten().map(String::as_str)
}

/// The values of an option that may be given several times.
fn texts(matches: &ArgMatches, name: &str) -> Vec<String> {
    matches.get_many::<String>(name).into_iter().flatten().cloned().collect()
}

fn path(matches: &ArgMatches, name: &str) -> Option<PathBuf> {
    text(matches, name).map(PathBuf::from)
}

/// The message about a value that an option cannot have.
type ArgumentRefusal = fn(&str) -> FilledMessage;

fn bad_value(message: ArgumentRefusal, option: &str, value: &str) -> Diagnostic {
    Diagnostic::new(message(value), option)
}

fn one_of<T: Copy>(value: &str, names: &[(&str, T)], message: ArgumentRefusal, option: &str) -> Result<T, Diagnostic> {
    let found = names.iter().find(|(name, _)| *name == value).map(|(_, meaning)| *meaning);
    found.ok_or_else(|| bad_value(message, option, value))
}

fn parse_number<T>(
    value: &str,
    range: std::ops::RangeInclusive<T>,
    message: ArgumentRefusal,
    option: &str,
) -> Result<T, Diagnostic>
where
    T: std::str::FromStr + PartialOrd,
{
    value.parse().ok().filter(|number| range.contains(number)).ok_or_else(|| bad_value(message, option, value))
}

/// What a value is, by a reader that sources have, too.
fn parse_value<T>(value: &str, option: &str, read: fn(&str) -> Result<T, FilledMessage>) -> Result<T, Diagnostic> {
    read(value).map_err(|message| Diagnostic::new(message, option))
}
