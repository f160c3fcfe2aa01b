//! The year's moves, newest first, and one of them opened: what it moved, why, who approved it, and how its lines came
//! from the original budget to the latest.

use std::collections::BTreeSet;

use egui::{Align, Layout, Sense, Stroke, StrokeKind, Ui, accesskit::Role, vec2};

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::position::{allocation, latest};
use crate::domain::id::VirementId;
use crate::domain::money::Pence;
use crate::domain::period::Period;
use crate::domain::record::Edit;
use crate::domain::scenario::compare::signed;
use crate::domain::virement::{Lasting, Virement, VirementLine, steps};
use crate::ui::grant::change::refusal;
use crate::ui::grant::fields::{pick, trouble};
use crate::ui::grant::paint::{Ink, Side, line, named};
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{room_heading, section};

/// The height of one in the list, in points.
const CARD: f32 = 70.0;

/// Draws the list; gives back the one that was pressed.
pub fn list(
    ui: &mut Ui,
    book: &Book,
    held: &[VirementId],
    open: Option<VirementId>,
) -> Option<VirementId> {
    let mut pressed = None;
    egui::ScrollArea::vertical()
        .id_salt("held")
        .auto_shrink([false, true])
        .show_rows(ui, CARD, held.len(), |ui, range| {
            for id in held.get(range).unwrap_or_default() {
                let Some(virement) = book.virements.get(*id) else {
                    continue;
                };
                if card(ui, virement, open == Some(*id)) {
                    pressed = Some(*id);
                }
            }
        });
    pressed
}

/// One in the list; true when it was pressed.
fn card(ui: &mut Ui, held: &Virement, is_open: bool) -> bool {
    let room = vec2(
        ui.available_width() - 2.0,
        CARD - ui.spacing().item_spacing.y,
    );
    let (place, rect) = ui.allocate_space(room);
    let palette = theme::palette(ui);
    let date = Period::AsAt(held.made_on).to_string();
    let by = match (held.approver.as_str(), held.approved_by.as_str()) {
        ("", "") => "no approver named".to_owned(),
        ("", one) | (one, "") => one.to_owned(),
        (post, name) => format!("{post}, {name}"),
    };
    let lasting = match held.lasting {
        Lasting::ThisYear => "this year",
        Lasting::Permanent => "permanent",
    };
    let label = format!(
        "Virement of {} on {date}: {}; {by}; {lasting}",
        held.size(),
        held.reason
    );
    let response = named(ui, rect, place, Role::Button, &label, Sense::click());
    let edge = if response.has_focus() || is_open {
        Stroke::new(size::FOCUS, palette.accent)
    } else {
        Stroke::new(1.0, palette.line)
    };
    let fill = if is_open {
        palette.selected
    } else {
        palette.card
    };
    ui.painter()
        .rect(rect, size::ROUND, fill, edge, StrokeKind::Inside);
    let third = (rect.height() - 12.0) / 3.0;
    let row = |n: f32| {
        let top = rect.top() + 6.0 + n * third;
        egui::Rect::from_min_size(egui::pos2(rect.left(), top), vec2(rect.width(), third))
    };
    let sum = held.size().to_string();
    line(ui, row(0.0), Side::Left, &[(&sum, Ink::strong(ui))]);
    line(ui, row(0.0), Side::Right, &[(&date, Ink::small(ui))]);
    line(ui, row(1.0), Side::Left, &[(&held.reason, Ink::plain(ui))]);
    let foot = format!("{by} · {lasting}");
    line(ui, row(2.0), Side::Left, &[(&foot, Ink::small(ui))]);
    let pressed = response.clicked();
    response.on_hover_text(label);
    pressed
}

/// What the opened one remembers.
#[derive(Debug, Default)]
pub struct Opened {
    /// The line whose steps are shown; none for all of them together.
    line: Option<LineAt>,
    of: Option<VirementId>,
    refused: Option<String>,
}

/// Draws the opened one; gives back the change asked for.
pub fn show(
    ui: &mut Ui,
    book: &Book,
    held: &Virement,
    can_edit: bool,
    opened: &mut Opened,
) -> Option<Command> {
    if opened.of != Some(held.id) {
        *opened = Opened {
            of: Some(held.id),
            ..Opened::default()
        };
    }
    let mut asked = None;
    ui.horizontal(|ui| {
        room_heading(ui, &format!("Virement of {}", held.size()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if can_edit && ui.button("Remove this virement").clicked() {
                let command = Command::from(Edit::remove(held));
                opened.refused = refusal(&command, book);
                asked = opened.refused.is_none().then_some(command);
            }
        });
    });
    trouble(ui, opened.refused.as_deref());
    facts(ui, held);
    ui.add_space(space::SMALL);
    section(ui, "What it moved");
    let latest = latest(book);
    table(
        ui,
        "moved",
        &["Line", "Original", "This move", "Latest"],
        |ui| {
            for part in &held.lines {
                let of = |amount: Option<Pence>| {
                    amount.map_or_else(String::new, |held| held.to_string())
                };
                let original = part.line().map(|line| {
                    let given = allocation(book, line.grant, line.priority_area);
                    given.map_or(Pence::ZERO, |held| held.amount)
                });
                let now = part.line().and_then(|line| latest.get(&line).copied());
                cells(
                    ui,
                    &[part.name(book), of(original), signed(part.amount), of(now)],
                );
            }
        },
    );
    ui.add_space(space::MEDIUM);
    waterfall(ui, book, held, opened);
    asked
}

fn facts(ui: &mut Ui, held: &Virement) {
    let or = |text: &str, else_said: &str| {
        if text.is_empty() {
            else_said.to_owned()
        } else {
            text.to_owned()
        }
    };
    let mut facts = vec![
        ("Decided on", Period::AsAt(held.made_on).to_string()),
        ("Reason", held.reason.clone()),
        ("Approver", or(&held.approver, "no post named")),
        ("Approved by", or(&held.approved_by, "nobody named")),
        ("Lasting", held.lasting.word().to_owned()),
    ];
    if !held.scenario.is_empty() {
        facts.push(("Made real", format!("the what-if “{}”", held.scenario)));
    }
    egui::Grid::new("facts").num_columns(2).show(ui, |ui| {
        for (name, text) in facts {
            ui.label(theme::muted(ui, name));
            ui.add(egui::Label::new(text).wrap());
            ui.end_row();
        }
    });
}

/// From the original budget to the latest, step by step.
fn waterfall(ui: &mut Ui, book: &Book, held: &Virement, opened: &mut Opened) {
    section(ui, "From the original budget to the latest");
    let mut all: Vec<Option<LineAt>> = vec![None];
    all.extend(held.lines.iter().filter_map(VirementLine::line).map(Some));
    pick(ui, "Steps of", &mut opened.line, &all, |line| {
        line.map_or_else(
            || "all lines that it touched, together".to_owned(),
            |line| line.name(book),
        )
    });
    let lines: BTreeSet<LineAt> = match opened.line {
        Some(line) => BTreeSet::from([line]),
        None => all.into_iter().flatten().collect(),
    };
    let found = steps::of(book, &lines);
    table(ui, "steps", &["Step", "Change", "Stands at"], |ui| {
        let original = found.original.to_string();
        cells(ui, &["Original".to_owned(), String::new(), original]);
        for step in &found.steps {
            let words = format!("{}: {}", Period::AsAt(step.made_on), step.reason);
            cells(ui, &[words, signed(step.change), step.after.to_string()]);
        }
        let latest = found.latest.to_string();
        cells(ui, &["Latest".to_owned(), String::new(), latest]);
    });
    if found.steps.is_empty() {
        ui.label(theme::small(
            ui,
            "What moved only among these lines leaves their sum as it was.",
        ));
    }
}

/// A small table: words at the left, figures at the right.
pub fn table(ui: &mut Ui, salt: &str, heads: &[&str], rows: impl FnOnce(&mut Ui)) {
    egui::Grid::new(salt)
        .num_columns(heads.len())
        .striped(true)
        .min_row_height(24.0)
        .spacing(vec2(space::LARGE, 2.0))
        .show(ui, |ui| {
            for (at, head) in heads.iter().enumerate() {
                let words = theme::column_head(ui, *head);
                put(ui, at, words);
            }
            ui.end_row();
            rows(ui);
        });
}

fn cells(ui: &mut Ui, texts: &[String]) {
    for (at, text) in texts.iter().enumerate() {
        put(ui, at, egui::RichText::new(text));
    }
    ui.end_row();
}

fn put(ui: &mut Ui, at: usize, words: egui::RichText) {
    if at == 0 {
        ui.add(egui::Label::new(words).wrap());
    } else {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(words));
    }
}
