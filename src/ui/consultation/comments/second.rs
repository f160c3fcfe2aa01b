//! Two readers of the same comments: how far they agree, theme by theme, and the comments on which they differ.
//!
//! It is hidden while the second reader reads, since what the first found would be seen in it.

use std::collections::BTreeSet;

use egui::{ScrollArea, Ui};

use crate::domain::book::Book;
use crate::domain::consultation::themes::agree::{Agreement, Difference, alpha_words};
use crate::domain::id::{ResponseId, ThemeId};
use crate::domain::statistics::grouped;
use crate::domain::statistics::half_up;
use crate::ui::consultation::comments::list::titles;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{link_button, section};

/// What the card shows.
pub(super) struct Shown<'a> {
    pub book: &'a Book,
    pub readers: &'a Agreement,
    /// Whether the second reader reads now.
    pub is_blind: bool,
    /// The line on which a response came.
    pub line: &'a dyn Fn(ResponseId) -> Option<u64>,
}

/// Draws the card; gives back a comment to look at.
pub(super) fn card(ui: &mut Ui, shown: &Shown<'_>) -> Option<ResponseId> {
    section(ui, "Two readers");
    let readers = shown.readers;
    if shown.is_blind {
        wrapped(
            ui,
            "Hidden while the second reader reads. Untick “Second reader” beside the comments to see how far the two agree.",
        );
        return None;
    }
    if readers.both == 0 {
        let words = format!(
            "No comment was read by both yet. Tick “Second reader” beside the comments: somebody else then puts themes on a part of them without seeing what the first found ({} so far).",
            grouped(readers.second_alone as u64)
        );
        wrapped(ui, &words);
        return None;
    }
    let percent = readers.percent.map_or(0.0, |held| half_up(held, 0));
    let f1 = readers.mean_f1.unwrap_or(0.0);
    wrapped(
        ui,
        &format!(
            "Both read {} comments. On {percent:.0}% they found the very same themes; on average their themes overlap by {f1:.2} (mean F1, 1 is the same).",
            grouped(readers.both as u64)
        ),
    );
    ui.add_space(space::SMALL);
    let head = theme::column_head(ui, "Krippendorff’s alpha, luck taken off");
    ui.label(head);
    for (theme, alpha) in &readers.alphas {
        let title = shown
            .book
            .themes
            .get(*theme)
            .map_or("?", |held| &held.title);
        let words = match alpha {
            Some(alpha) => {
                let figure = format!("{alpha:.2}").replace('-', "−");
                format!("{title}: {figure}, {}", alpha_words(*alpha))
            }
            None => format!("{title}: – (in every comment, nothing to tell apart)"),
        };
        wrapped(ui, &words);
    }
    ui.add_space(space::SMALL);
    let head = format!("They differ on {}", grouped(readers.differ.len() as u64));
    ui.label(theme::strong(head));
    let tall = size::ROW * 1.7;
    ScrollArea::vertical()
        .id_salt("differences")
        .auto_shrink([false, false])
        .show_rows(ui, tall, readers.differ.len(), |ui, range| {
            let mut picked = None;
            for held in readers.differ.get(range).unwrap_or_default() {
                if difference(ui, shown, held) {
                    picked = Some(held.response);
                }
            }
            picked
        })
        .inner
}

/// One comment on which they differ; whether it was pressed.
fn difference(ui: &mut Ui, shown: &Shown<'_>, held: &Difference) -> bool {
    let line = (shown.line)(held.response).map_or_else(|| "?".to_owned(), |line| line.to_string());
    let only = |whose: &str, themes: &BTreeSet<ThemeId>| {
        let themes: Vec<ThemeId> = themes.iter().copied().collect();
        match themes.is_empty() {
            true => String::new(),
            false => format!("{whose} alone: {}", titles(shown.book, &themes)),
        }
    };
    let parts = [only("first", &held.first), only("second", &held.second)];
    let said: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let said = said.join("; ");
    let link = link_button(ui, &format!("Line {line}"));
    ui.add(egui::Label::new(theme::small(ui, &said)).truncate())
        .on_hover_text(&said);
    link.clicked()
}

fn wrapped(ui: &mut Ui, words: &str) {
    ui.add(egui::Label::new(words).wrap());
}
