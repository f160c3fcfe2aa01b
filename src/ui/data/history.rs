//! Who changed what, and when: every change of the file, the newest first.
//!
//! Taking back a change is itself a change and stands in the list; the change it took back is marked, so that one
//! sees at a glance what holds. Under a merge stands each change of the colleague's, and whether it came in. The list is read from the file once after each change.

use std::collections::HashMap;
use std::path::PathBuf;

use egui::{Key, Modifiers, ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role, vec2};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::session::Brought;
use crate::ui::room::Desk;
use crate::ui::theme;
use crate::ui::thread::columns::{Column, cells, heads};
use crate::ui::thread::door::{Words, rule};
use crate::ui::widgets::section;

const ROW: f32 = theme::size::ROW;

const COLUMNS: [Column; 4] = [
    Column::new("When", 170.0, 0.0),
    Column::new("Who", 110.0, 0.4),
    Column::new("What", 240.0, 3.0),
    Column::new("Records", 76.0, 0.0),
];

/// What the part remembers between frames.
#[derive(Debug, Default)]
pub struct History {
    of: Option<(PathBuf, u64)>,
    lines: Vec<Line>,
    failed: Option<String>,
    /// How far it is scrolled, in points.
    offset: f32,
}

/// One change, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    when: String,
    who: String,
    what: String,
    rows: String,
    /// Whether it no longer holds.
    undone: bool,
}

/// One change as the file holds it, as far as the list needs it.
struct Change {
    id: i64,
    at: String,
    who: String,
    words: String,
    undoes: Option<i64>,
    redoes: Option<i64>,
    n_rows: i64,
    brought: Vec<Brought>,
}

impl History {
    fn read(&mut self, desk: Desk<'_>) {
        let of = (desk.session.path().to_owned(), desk.session.revision());
        if self.of.as_ref() == Some(&of) {
            return;
        }
        self.of = Some(of);
        match desk.session.history(None) {
            Ok(found) => {
                let changes = found.into_iter().map(|entry| Change {
                    id: entry.id,
                    at: entry.at,
                    who: entry.who,
                    words: entry.words,
                    undoes: entry.undoes,
                    redoes: entry.redoes,
                    n_rows: entry.n_rows,
                    brought: entry.brought,
                });
                self.lines = lines(&changes.collect::<Vec<_>>());
                self.failed = None;
            }
            Err(error) => self.failed = Some(error.to_string()),
        }
    }

    /// Draws the list.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        self.read(desk);
        section(ui, "Every change, the newest first");
        if let Some(why) = &self.failed {
            ui.label(egui::RichText::new(format!("✗ {why}")).color(theme::palette(ui).error.text));
            return;
        }
        if self.lines.is_empty() {
            ui.label(theme::muted(ui, "Nothing has been changed since the file was made. Each change will stand here with its moment and who made it."));
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        heads(ui, &COLUMNS);
        let tall = ui.available_height();
        self.keys(ui, tall);
        let area = ScrollArea::vertical()
            .id_salt("history")
            .auto_shrink([false, false]);
        let out = area.vertical_scroll_offset(self.offset).show_rows(
            ui,
            ROW,
            self.lines.len(),
            |ui, range| {
                for line in self.lines.get(range).unwrap_or_default() {
                    draw(ui, line);
                }
            },
        );
        self.offset = out.state.clamped_offset().y;
    }

    /// Lets the keyboard scroll: only the rows in view exist, so the list as a whole takes the keys.
    fn keys(&mut self, ui: &Ui, tall: f32) {
        let rect = ui.available_rect_before_wrap();
        let response = ui.interact(
            rect,
            ui.scope_id().with("history keys"),
            Sense::focusable_noninteractive(),
        );
        let name = format!("History, {} changes", self.lines.len());
        response.widget_info(|| WidgetInfo::labeled(Role::List, true, &name));
        if !response.has_focus() {
            return;
        }
        let ring = egui::Stroke::new(theme::size::FOCUS, theme::palette(ui).accent);
        ui.painter().rect_stroke(
            rect,
            theme::size::ROUND_SMALL,
            ring,
            egui::StrokeKind::Outside,
        );
        let filter = egui::EventFilter {
            vertical_arrows: true,
            ..egui::EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let most = (ROW * self.lines.len() as f32 - tall).max(0.0);
        let moves = [
            (Key::ArrowDown, ROW),
            (Key::ArrowUp, -ROW),
            (Key::PageDown, tall - ROW),
            (Key::PageUp, ROW - tall),
            (Key::End, most),
            (Key::Home, -most),
        ];
        for (key, by) in moves {
            if ui.input_mut(|i| i.consume_key(Modifiers::NONE, key)) {
                self.offset = (self.offset + by).clamp(0.0, most);
            }
        }
    }
}

fn draw(ui: &mut Ui, line: &Line) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let palette = theme::palette(ui);
    let font = theme::body_font(ui);
    let ink = if line.undone {
        palette.muted
    } else {
        palette.text
    };
    let texts = [&line.when, &line.who, &line.what, &line.rows];
    let inks = [palette.muted, palette.muted, ink, palette.muted];
    let mut shortened = false;
    for ((text, ink), cell) in texts.into_iter().zip(inks).zip(cells(&COLUMNS, rect)) {
        shortened |= Words::new(text, &font, ink).paint(ui, cell);
    }
    rule(ui, rect);
    let response = ui.interact(
        rect,
        ui.scope_id().with(rect.top().to_bits()),
        Sense::hover(),
    );
    response.widget_info(|| {
        WidgetInfo::labeled(
            Role::ListItem,
            true,
            format!("{}, {}: {}", line.when, line.who, line.what),
        )
    });
    if shortened {
        response.on_hover_text(&line.what);
    }
}

/// The changes, newest first, with what each took back or made once more, and whether it still holds.
fn lines(changes: &[Change]) -> Vec<Line> {
    let mut holds: HashMap<i64, bool> = HashMap::new();
    for change in changes {
        if let Some(undone) = change.undoes {
            holds.insert(undone, false);
        }
        if let Some(redone) = change.redoes {
            holds.insert(redone, true);
        }
    }
    let line = |change: &Change| {
        let undone = holds.get(&change.id) == Some(&false);
        let what = match (change.undoes, change.redoes) {
            (Some(_), _) => format!("↶ Undone: {}", change.words),
            (_, Some(_)) => format!("↷ Redone: {}", change.words),
            _ if undone => format!("{} (undone since)", change.words),
            _ => change.words.clone(),
        };
        let line = Line {
            when: moment(&change.at),
            who: change.who.clone(),
            what,
            rows: change.n_rows.to_string(),
            undone,
        };
        // What a merge heard of a colleague's changes stands under the merge, the newest first as everywhere here.
        let theirs = change.brought.iter().rev().map(move |theirs| Line {
            when: moment(&theirs.at),
            who: theirs.who.clone(),
            what: format!("    ← {}: {}", theirs.fate.words(), theirs.words),
            rows: String::new(),
            undone,
        });
        std::iter::once(line).chain(theirs).collect::<Vec<_>>()
    };
    changes.iter().rev().flat_map(line).collect()
}

/// A moment as the officer's clock shows it; what cannot be read is shown as it is.
pub(in crate::ui) fn moment(at: &str) -> String {
    at.parse::<Timestamp>().map_or_else(
        |_| at.to_owned(),
        |at| {
            at.to_zoned(TimeZone::system())
                .strftime("%-d %b %Y, %H:%M:%S")
                .to_string()
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::merge::Fate;

    fn change(id: i64, words: &str, undoes: Option<i64>, redoes: Option<i64>) -> Change {
        Change {
            id,
            at: "then".into(),
            who: "me".into(),
            words: words.into(),
            undoes,
            redoes,
            n_rows: 1,
            brought: Vec::new(),
        }
    }

    #[test]
    fn what_became_of_each_change_of_a_copy_stands_under_the_merge() {
        let mut merge = change(1, "Merged b.sqlite", None, None);
        merge.brought = [
            ("First", Fate::CameIn),
            ("Second", Fate::Kept),
            ("Third", Fate::Undecided),
        ]
        .map(|(words, fate)| Brought {
            at: "before".into(),
            who: "Priya".into(),
            words: words.into(),
            fate,
        })
        .to_vec();
        let found: Vec<(String, String)> = lines(&[merge, change(2, "Later", None, None)])
            .into_iter()
            .map(|line| (line.who, line.what.trim_start().to_owned()))
            .collect();
        let want = [
            ("me", "Later"),
            ("me", "Merged b.sqlite"),
            ("Priya", "← not decided yet: Third"),
            ("Priya", "← kept as it is here: Second"),
            ("Priya", "← came in: First"),
        ];
        assert_eq!(
            found,
            want.map(|(who, what)| (who.to_owned(), what.to_owned()))
        );
    }

    #[test]
    fn what_was_undone_is_marked_until_it_is_redone() {
        let mut changes = vec![
            change(1, "A", None, None),
            change(2, "B", None, None),
            change(3, "B", Some(2), None),
        ];
        let found: Vec<(String, bool)> = lines(&changes)
            .into_iter()
            .map(|line| (line.what, line.undone))
            .collect();
        assert_eq!(
            found,
            [
                ("↶ Undone: B".to_owned(), false),
                ("B (undone since)".to_owned(), true),
                ("A".to_owned(), false)
            ]
        );
        changes.push(change(4, "B", None, Some(2)));
        let found: Vec<String> = lines(&changes).into_iter().map(|line| line.what).collect();
        assert_eq!(found, ["↷ Redone: B", "↶ Undone: B", "B", "A"]);
    }

    #[test]
    fn a_moment_that_cannot_be_read_is_shown_as_it_is() {
        assert_eq!(moment("once"), "once");
        assert!(moment("2026-11-21T10:00:00.000Z").contains("2026"));
    }
}
