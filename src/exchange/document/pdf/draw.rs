//! Pages into bytes: the ink of every strip, the foot of every page, the tree, the bookmarks and the properties.
//!
//! Ink that belongs to the same place of the tree is wrapped together; everything else is marked as decoration. The
//! library checks the whole against PDF/UA-1 as it writes, and refuses what does not conform.

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::{Document as File, SerializeSettings};

use super::face::Faces;
use super::flow::{Page, Placed};
use super::lines::{self, Line};
use super::look::{self, Look, Sheet};
use super::pen::{Link, Pen};
use super::setter::Setter;
use super::strip::{Bookmark, Head};
use super::text::{Span, Style, clean};
use super::{PdfError, front};
use crate::domain::document::Document;
use crate::exchange::document::words;

/// What wrote the file, for its properties.
const PROGRAM: &str = "Golden Thread";
/// A bookmark's longest text, in letters.
const BOOKMARK_MOST: usize = 160;

/// What stands on every page.
struct Margins {
    /// The running title, from the second page.
    head: Option<Line>,
    foot: Vec<Line>,
}

/// The finished file.
///
/// # Errors
/// When the library refuses it.
pub fn write(
    setter: &mut Setter<'_>,
    document: &Document,
    pages: &[Page],
) -> Result<Vec<u8>, PdfError> {
    let mut file = File::new_with(settings()?);
    let title = front::title(document);
    let mut marks = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let sheet = Sheet::new(page.is_wide);
        let margins = margins(&mut setter.faces, &setter.look, &sheet, &title, document);
        let number = format!("Page {} of {}", at + 1, pages.len());
        let style = Style::new(setter.look.foot, look::QUIET);
        let number = lines::lines(&mut setter.faces, &[Span::new(&number, style)], 100.0);
        let settings = PageSettings::from_wh(sheet.width, sheet.height)
            .ok_or_else(|| PdfError::Writing("a page has no size".into()))?;
        let mut leaf = file.start_page_with(settings);
        let mut pen = Pen::new(leaf.surface(), &setter.faces, &mut setter.tags);
        if let (Some(head), true) = (&margins.head, at > 0) {
            pen.head(head, sheet.left, sheet.top - 24.0);
        }
        for placed in &page.placed {
            match *placed {
                Placed::Head(Head(head), y) => pen.again(&setter.heads[head], y),
                Placed::Strip(strip, y) => {
                    let strip = &setter.strips[strip];
                    pen.strip(strip, y);
                    marks.extend(strip.bookmark.clone().map(|mark| (mark, at, y)));
                }
            }
        }
        pen.foot(&margins.foot, &number, &sheet, setter.look.foot * 1.3);
        let links = pen.finish();
        for link in links {
            let mark = link.mark;
            if let Some(annotation) = annotation(link) {
                let identifier = leaf.add_tagged_annotation(annotation);
                setter.tags.found(mark, identifier);
            }
        }
        leaf.finish();
    }
    file.set_outline(outline(&marks));
    file.set_metadata(metadata(document, title));
    let tags = std::mem::replace(&mut setter.tags, super::tags::Tags::new());
    file.set_tag_tree(tags.tree());
    file.finish()
        .map_err(|cause| PdfError::Writing(told(&cause)))
}

fn settings() -> Result<SerializeSettings, PdfError> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|cause| PdfError::Writing(format!("{cause:?}")))?;
    Ok(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    })
}

/// What the library found, each fault once; it lists one for every letter.
fn told(cause: &KrillaError) -> String {
    let KrillaError::Validation(faults) = cause else {
        return cause.to_string();
    };
    let mut told: Vec<String> = Vec::new();
    for (fault, _) in faults {
        let fault = format!("{fault:?}");
        let short: String = fault.chars().take(120).collect();
        if !told.contains(&short) && told.len() < 5 {
            told.push(short);
        }
    }
    format!("it is not as PDF/UA-1 asks: {}", told.join("; "))
}

fn margins(
    faces: &mut Faces<'_>,
    look: &Look,
    sheet: &Sheet,
    title: &str,
    document: &Document,
) -> Margins {
    let style = Style::new(look.foot, look::QUIET);
    let cut = |text: &str, faces: &mut Faces<'_>| {
        let lines = lines::lines(faces, &[Span::new(text, style)], sheet.measure() - 14.0);
        let is_cut = lines.len() > 1;
        lines.into_iter().next().map(|line| (line, is_cut))
    };
    let head = match cut(title, faces) {
        Some((line, true)) => {
            let seen: String = line
                .pieces
                .iter()
                .map(|piece| piece.text.as_str())
                .collect();
            let seen: String = seen.trim().chars().collect();
            cut(&format!("{seen}…"), faces).map(|(line, _)| line)
        }
        held => held.map(|(line, _)| line),
    };
    let foot = [Span::new(&words::foot(document), style)];
    let mut foot = lines::lines(faces, &foot, sheet.measure() - 12.0 * look.foot);
    foot.truncate(3);
    Margins { head, foot }
}

fn annotation(link: Link) -> Option<Annotation> {
    let [x, y, width, height] = link.area;
    let area = Rect::from_xywh(x, y, width.max(1.0), height)?;
    let alt = format!("{}: {}", link.words.trim(), link.to);
    let action = Action::Link(LinkAction::new(address(&link.to)));
    let target = Target::Action(action);
    Some(Annotation::new_link(
        LinkAnnotation::new(area, target),
        Some(alt),
    ))
}

/// An address as a PDF wants it: seven-bit letters, the rest by their bytes.
fn address(link: &str) -> String {
    let mut address = String::with_capacity(link.len());
    for byte in link.bytes() {
        if byte.is_ascii_graphic() {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

fn metadata(document: &Document, title: String) -> Metadata {
    let mut metadata = Metadata::new()
        .title(title)
        .language("en-GB".into())
        .creator(PROGRAM.into())
        .producer(PROGRAM.into())
        .description(clean(&document.subtitle));
    let authority = clean(&document.standing.authority);
    if !authority.trim().is_empty() {
        metadata = metadata.authors(vec![authority]);
    }
    if !document.kind.trim().is_empty() {
        metadata = metadata.keywords(vec![clean(&document.kind)]);
    }
    match document.standing.made {
        Some(made) => metadata.creation_date(
            DateTime::new(made.year().unsigned_abs())
                .month(made.month().unsigned_abs())
                .day(made.day().unsigned_abs()),
        ),
        None => metadata,
    }
}

/// The bookmarks, nested as their levels say; a level that is left out is no fault here.
fn outline(marks: &[(Bookmark, usize, f32)]) -> Outline {
    let mut outline = Outline::new();
    let mut open: Vec<(u8, OutlineNode)> = Vec::new();
    for (mark, page, y) in marks {
        close(&mut open, mark.level, &mut outline);
        let place = XyzDestination::new(*page, Point::from_xy(0.0, *y));
        let node = OutlineNode::new(shorten(&mark.text), place).with_open(mark.level <= 1);
        open.push((mark.level, node));
    }
    close(&mut open, 0, &mut outline);
    outline
}

/// Closes what is open at `level` or deeper.
fn close(open: &mut Vec<(u8, OutlineNode)>, level: u8, outline: &mut Outline) {
    while open.last().is_some_and(|(held, _)| *held >= level) {
        let Some((_, node)) = open.pop() else {
            return;
        };
        match open.last_mut() {
            Some((_, above)) => above.push_child(node),
            None => outline.push_child(node),
        }
    }
}

fn shorten(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= BOOKMARK_MOST {
        return text.to_owned();
    }
    let kept: String = text.chars().take(BOOKMARK_MOST).collect();
    format!("{kept}…")
}
