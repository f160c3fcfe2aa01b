//! The guide, compiled in: it is there without a network and beside no other file, and can be written out as web pages.
//!
//! Its text is `docs/guide`, its pictures are made by the program itself (`golden-thread guide --pictures FOLDER`).

use std::path::{Path, PathBuf};

use crate::domain::guide::{Page, Topic};
use crate::exchange::document as writers;

/// The pictures, by name, in the order in which they are made.
macro_rules! pictures {
    ($($name:literal),+ $(,)?) => {
        /// Every picture: its name and its PNG file.
        pub const PICTURES: &[(&str, &[u8])] = &[
            $(($name, include_bytes!(concat!("../../docs/guide/pictures/", $name, ".png")))),+
        ];
    };
}

pictures![
    "thread",
    "finder",
    "checks",
    "grant",
    "allocate",
    "ring-fences",
    "in-the-year",
    "virements",
    "trend",
    "overview",
    "dashboard",
    "consultation",
    "results",
    "check-figures",
    "text",
    "risks",
    "reports",
];

/// The Markdown of a page.
#[must_use]
pub fn text(topic: Topic) -> &'static str {
    match topic {
        Topic::Start => include_str!("../../docs/guide/start.md"),
        Topic::Finance => include_str!("../../docs/guide/finance.md"),
        Topic::Performance => include_str!("../../docs/guide/performance.md"),
        Topic::Consultation => include_str!("../../docs/guide/consultation.md"),
        Topic::Plan => include_str!("../../docs/guide/plan.md"),
        Topic::Keys => include_str!("../../docs/guide/keys.md"),
    }
}

/// A page.
#[must_use]
pub fn page(topic: Topic) -> Page {
    Page::read(text(topic))
}

/// A picture's PNG file, by its name.
#[must_use]
pub fn picture(name: &str) -> Option<&'static [u8]> {
    PICTURES
        .iter()
        .find(|(held, _)| *held == name)
        .map(|(_, bytes)| *bytes)
}

/// Writes the guide as web pages, each with the list of the others, and its pictures in a folder beside them. Gives back
/// the first page.
///
/// # Errors
/// Which file could not be written, and why.
pub fn write(folder: &Path) -> Result<PathBuf, String> {
    let pictures = folder.join("pictures");
    std::fs::create_dir_all(&pictures).map_err(|error| refused(&pictures, &error))?;
    for (name, bytes) in PICTURES {
        put(&pictures.join(format!("{name}.png")), bytes)?;
    }
    for topic in Topic::ALL {
        let html = writers::guide(topic, &page(topic));
        put(
            &folder.join(format!("{}.html", topic.stem())),
            html.as_bytes(),
        )?;
    }
    Ok(folder.join(format!("{}.html", Topic::default().stem())))
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(path, bytes).map_err(|error| refused(path, &error))
}

fn refused(path: &Path, error: &std::io::Error) -> String {
    format!(
        "{} cannot be written: {error}. Choose a folder of your own.",
        path.display()
    )
}
