//! What the tests, the benchmark and the fuzz targets reach inside, by room; there with the feature `testing` alone.

pub mod check {
    pub use crate::check::{CHECKS, all_findings, findings, manual};

    pub mod search {
        pub use crate::check::search::is_found_in_build;
    }
}

pub mod cli {
    pub use crate::cli::arguments::parse;
    pub use crate::cli::command::{Command, CommandRequest, SourceArguments};
    pub use crate::cli::explain::explanation;
    pub use crate::cli::report::{ReportStyle, json, list, text};

    pub mod report {
        pub use crate::cli::report::list;
    }
}

pub mod html {
    pub use crate::outputs::html::{
        Download, PARTS_TEMPLATE, ParityKindView, ParitySummaryView, Route, SearchIndex, TEMPLATES, Templates, Website,
        search_terms,
    };
}

pub mod load {
    pub use crate::load::cleaning::clean;
    pub use crate::load::drawing::faults;
    pub use crate::load::expression::parse;
    pub use crate::load::link::address;
    pub use crate::load::site::SettingOverrides;
    pub use crate::load::{Project, load, load_files};

    pub mod body {
        pub use crate::load::body::read;
    }

    pub mod pattern {
        pub use crate::load::pattern::parse;
    }

    pub mod schema {
        pub use crate::load::schema::{form, overlay};
    }
}

pub mod model {
    pub use crate::model::address::Address;
    pub use crate::model::anchor::Anchor;
    pub use crate::model::answers::answer_type::AnswerType;
    pub use crate::model::answers::columns::AnswerColumn;
    pub use crate::model::answers::field_values::{FieldText, FieldValues};
    pub use crate::model::answers::name::{AnswerName, RepeatRow, nested};
    pub use crate::model::answers::rules::RuleChecker;
    pub use crate::model::answers::three_valued_logic::AnswerContext;
    pub use crate::model::answers::{Answer, Answers, RawCell, RowLocation};
    pub use crate::model::card::LinkCardText;
    pub use crate::model::choice::{Choice, Choices};
    pub use crate::model::constant_evaluation::{ConstantValue, EvaluationError};
    pub use crate::model::facts::{Fact, FactOrigin, FactValue};
    pub use crate::model::field::{Field, FieldKind, Question};
    pub use crate::model::form::{Form, Section};
    pub use crate::model::grid::{FieldGrid, GridArea, GridGap, place_fields};
    pub use crate::model::issue::{issue, issue_for_all_offices, issue_programme};
    pub use crate::model::issued::{IssuedForm, IssuedItem, IssuedKind, IssuedOffice, IssuedProgramme};
    pub use crate::model::issued_prose::ProseRun;
    pub use crate::model::kind::date::DAY;
    pub use crate::model::kind::description::{KeyDescription, KindDescription};
    pub use crate::model::kind::format::AnswerLimit;
    pub use crate::model::kind::{FIELD_KEYS, KINDS, manual};
    pub use crate::model::name::Name;
    pub use crate::model::number::{Notation, Numeral};
    pub use crate::model::office::City;
    pub use crate::model::office_difference::differences;
    pub use crate::model::overlay::apply_overlay;
    pub use crate::model::page::{Block, Inline, LinkTarget, PageText};
    pub use crate::model::pictogram::{PictogramPath, PictogramPoint, PictogramSegment, Pictograms};
    pub use crate::model::privacy::Privacy;
    pub use crate::model::prose::{Prose, ProsePiece};
    pub use crate::model::search::{ExpectedResult, FIRST_RESULTS};
    pub use crate::model::setting::Setting;
    pub use crate::model::site::{Incomplete, Settings, Site};
    pub use crate::model::source_path::{SourceKind, SourcePath, TOP_LEVEL, is_hidden, is_source};
    pub use crate::model::variant::Variant;
    pub use crate::model::version::VersionBump;
    pub use crate::model::web::{check_external_link, parse_base_url};
}

pub mod paper {
    pub use crate::paper::card::{CardIllustration, card};
    pub use crate::paper::document::{
        A4, Colour, DashPattern, DocumentMetadata, ElementId, Face, FieldBox, FieldBoxKind, FieldBoxValue, Glyph,
        HeaderScope, LONG_DASH, OutlineEntry, PageLabels, PaperDocument, PaperMark, PaperPage, PlacedMark,
        StructureElement, StructureType, TextRun,
    };
    pub use crate::paper::filling::{
        FillError, FillErrorReason, FilledDocument, MIN_TYPE_SIZE, fill_document, flatten_document,
    };
    pub use crate::paper::fonts::Fonts;
    pub use crate::paper::overflow::OverflowAnswer;
    pub use crate::paper::paragraph::{
        InlineItem, LinePart, TextAlign, TypeStyle, TypesetLine, is_break_forbidden, natural_width, typeset,
    };
    pub use crate::paper::qr_code::{QrModules, QrSymbol};
    pub use crate::paper::shared_layout::{LayoutSource, SharedLayout};
    pub use crate::paper::style::PaperStyle;
    pub use crate::paper::text_field::TextFieldSettings;
    pub use crate::paper::{PrintLayout, booklet, form_document, form_document_with_rows, shared_layout};
}

pub mod parity {
    pub use crate::parity::diagnostics::difference_diagnostic;
    pub use crate::parity::document::read_document;
    pub use crate::parity::html_page::ReadPartCache;
    pub use crate::parity::parity_cache::ParityCache;
    pub use crate::parity::publicity_texts::missing_texts;
    pub use crate::parity::read_content::PARAGRAPH_END;
    pub use crate::parity::{OutputComparison, ParityOutput, booklet_pages, compare};

    pub mod document {
        pub use crate::parity::document::ReadDocumentCache;
    }
}

pub mod pdf {
    pub use crate::outputs::pdf::{
        FontSet, PdfFileOptions, SharedPdf, StreamReuse, characters_by_face, font_set, gb2312_level_1, pdf, typing_font,
    };
}

pub mod pipeline {
    pub use crate::pipeline::build::{BuildJob, PreviewCache, build, build_preview, dry_run};
    pub use crate::pipeline::build_record::{PreviousBuild, write};
    pub use crate::pipeline::disk::{Disk, FileStat, SystemDisk};
    pub use crate::pipeline::export::{ExportJob, export};
    pub use crate::pipeline::fill::{FillJob, FillRenderer, FillRequest};
    pub use crate::pipeline::manifest::{ManifestFiles, is_formpress_manifest, manifest};
    pub use crate::pipeline::output_directory::OutputDirectory;
    pub use crate::pipeline::output_file::{BuiltFile, MemorySink, OutputFile, OutputSink};
    pub use crate::pipeline::parity::ParityChecker;
    pub use crate::pipeline::pdf_renderer::{LayoutJob, LayoutRequest, PdfRenderer};
    pub use crate::pipeline::plan::{PdfProduct, products};
    pub use crate::pipeline::progress::NoProgress;
    pub use crate::pipeline::publish::{PublishSummary, StagingDirectory};
}

pub mod records {
    pub use crate::load::records::{HeadingNames, RecordTable, answers, grid, heading_columns, repeat_rows, table};
}

pub mod release {
    pub use crate::model::release::aspect::Aspect;
    pub use crate::model::release::change::ReleaseChange;
    pub use crate::model::release::differences::differences;
    pub use crate::model::release::office_states::{all_form_states, compare};
    pub use crate::model::release::part::StatePart;
    pub use crate::model::release::state::state;

    pub mod json {
        pub use crate::model::release::json::{read, text};
    }
}

pub mod svg {
    pub use crate::outputs::svg::SharedSvg;
}

pub mod table {
    pub use crate::outputs::table::{csv, workbook};
}

pub mod words {
    pub use crate::diagnostic::{Diagnostic, Location, WithDiagnostics, column_letters, has_errors};
    pub use crate::digest::sha256;
    pub use crate::file_content::FileContent;
    pub use crate::source::{Sources, Span};
    pub use crate::units::{Mm, Point, Pt, Rect};
    pub use crate::wording::{FilledMessage, IntoArgument, Lang, Message, Names, Origin, Severity};

    pub mod codes {
        pub use crate::wording::codes::{all_messages, source_messages};
    }
}
