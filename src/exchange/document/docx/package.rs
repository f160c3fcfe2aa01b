//! The parts of a Word file, packed into one: what it is called, what it refers to, the foot of its pages.
//!
//! The order and names of the parts are the format's (ECMA-376, part 2); the days inside the package are the document's
//! own, so that the same document gives the same bytes.

use std::io::{Cursor, Write as _};

use maud::{Markup, html as markup};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::domain::document::Document;
use crate::exchange::document::docx::{Parts, Sizes, list, prose, styles};
use crate::exchange::document::{DocumentError, words};

/// The language of the format's body, styles and lists.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Most letters of a title among the file's properties.
const LONGEST: usize = 255;

/// Packs the body with everything it refers to.
pub(super) fn pack(
    document: &Document,
    body: &Markup,
    parts: &Parts,
) -> Result<Vec<u8>, DocumentError> {
    let whole = markup! {
        w:document xmlns:w=(WORD) xmlns:r=(RELATIONS) { w:body { (body) } }
    };
    let texts = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", roots()),
        ("docProps/core.xml", properties(document)),
        ("word/document.xml", whole),
        ("word/_rels/document.xml.rels", relations(parts)),
        (
            "word/styles.xml",
            styles::styles(Sizes::of(document.manner)),
        ),
        ("word/numbering.xml", list::numbering(&parts.numbered)),
        ("word/settings.xml", settings()),
        ("word/footer1.xml", foot(document)),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for (name, text) in texts {
        zip.start_file(name, options)?;
        zip.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")?;
        zip.write_all(words::clean(&text.into_string()).as_bytes())?;
    }
    for (at, [svg, png]) in parts.pictures.iter().enumerate() {
        for (bytes, kind) in [(svg, "svg"), (png, "png")] {
            zip.start_file(format!("word/media/chart{}.{kind}", at + 1), options)?;
            zip.write_all(bytes)?;
        }
    }
    Ok(zip.finish()?.into_inner())
}

fn content_types() -> Markup {
    let parts = [
        ("/word/document.xml", "document.main"),
        ("/word/styles.xml", "styles"),
        ("/word/numbering.xml", "numbering"),
        ("/word/settings.xml", "settings"),
        ("/word/footer1.xml", "footer"),
    ];
    markup! {
        Types xmlns={ (PACKAGE) "/content-types" } {
            Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" {}
            Default Extension="xml" ContentType="application/xml" {}
            Default Extension="png" ContentType="image/png" {}
            Default Extension="svg" ContentType="image/svg+xml" {}
            @for (name, kind) in parts {
                Override PartName=(name) ContentType={ (CONTENT) "." (kind) "+xml" } {}
            }
            Override PartName="/docProps/core.xml"
                ContentType="application/vnd.openxmlformats-package.core-properties+xml" {}
        }
    }
}

fn roots() -> Markup {
    markup! {
        Relationships xmlns={ (PACKAGE) "/relationships" } {
            Relationship Id="body" Type={ (RELATIONS) "/officeDocument" } Target="word/document.xml" {}
            Relationship Id="properties" Type={ (PACKAGE) "/relationships/metadata/core-properties" }
                Target="docProps/core.xml" {}
        }
    }
}

fn relations(parts: &Parts) -> Markup {
    let fixed = [
        ("styles", "styles"),
        ("numbering", "numbering"),
        ("settings", "settings"),
        ("foot", "footer"),
    ];
    markup! {
        Relationships xmlns={ (PACKAGE) "/relationships" } {
            @for (id, kind) in fixed {
                @let number = if kind == "footer" { "1" } else { "" };
                Relationship Id=(id) Type={ (RELATIONS) "/" (kind) } Target={ (kind) (number) ".xml" } {}
            }
            @for nth in 1..=parts.pictures.len() {
                @for kind in ["png", "svg"] {
                    Relationship Id={ (kind) (nth) } Type={ (RELATIONS) "/image" }
                        Target={ "media/chart" (nth) "." (kind) } {}
                }
            }
            @for (at, link) in parts.links.iter().enumerate() {
                Relationship Id={ "link" (at + 1) } Type={ (RELATIONS) "/hyperlink" }
                    Target=(link) TargetMode="External" {}
            }
        }
    }
}

/// Title, subject, author, language and day.
fn properties(document: &Document) -> Markup {
    let made = document
        .standing
        .made
        .map(|day| day.strftime("%Y-%m-%dT00:00:00Z").to_string());
    markup! {
        cp:coreProperties xmlns:cp={ (PACKAGE) "/metadata/core-properties" }
            xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" {
            dc:title { (short(&document.title)) }
            dc:subject { (short(&document.kind)) }
            dc:creator { (short(&document.standing.authority)) }
            dc:description { (short(&words::foot(document))) }
            dc:language { "en-GB" }
            @if let Some(made) = made {
                dcterms:created xsi:type="dcterms:W3CDTF" { (made) }
            }
        }
    }
}

/// The text as a property can hold it.
pub(super) fn short(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

fn settings() -> Markup {
    markup! {
        w:settings xmlns:w=(WORD) {
            w:zoom w:percent="100" {}
            w:defaultTabStop w:val="720" {}
            w:compat {
                w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"
                    w:val="15" {}
            }
            w:themeFontLang w:val="en-GB" {}
        }
    }
}

/// The foot of every page: whose figures these are, and which page of how many.
fn foot(document: &Document) -> Markup {
    markup! {
        w:ftr xmlns:w=(WORD) xmlns:r=(RELATIONS) {
            (prose::line(&words::foot(document), "Footer"))
            w:p {
                w:pPr { w:pStyle w:val="Footer" {} w:jc w:val="right" {} }
                (plain("Page ")) (field("PAGE")) (plain(" of ")) (field("NUMPAGES"))
            }
        }
    }
}

fn plain(text: &str) -> Markup {
    markup! { w:r { w:t xml:space="preserve" { (text) } } }
}

/// A figure that Word works out.
fn field(name: &str) -> Markup {
    markup! { w:fldSimple w:instr={ " " (name) " " } { (plain("1")) } }
}
