//! The year's moves, newest first, and one of them opened: what it moved, why, who approved it, and how its lines came
//! from the original budget to the latest.

use std::collections::BTreeSet;

use egui::{Align, Layout, Sense, Stroke, StrokeKind, Ui, accesskit::Role, vec2};

use crate::domain::book::Book;
use crate::domain::chart::Chart;
use crate::domain::command::Command;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::chart::waterfall;
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
use crate::ui::grant::virement::memo::{Kept, kept};
use crate::ui::grant::virement::rows::{columns, heads, rule};
use crate::ui::room::Desk;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{room_heading, section};

/// The height of one in the list, in points.
const CARD: f32 = 70.0;
/// The height of a step in the drawing.
const STEP: f32 = 30.0;

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
    hidden: BTreeSet<String>,
    told: Kept<(u64, VirementId, Option<LineAt>), Told>,
}

/// What is told of an opened one, worked out once.
#[derive(Debug)]
struct Told {
    moved: Vec<Vec<String>>,
    steps: Vec<Vec<String>>,
    chart: Chart,
}

impl Told {
    fn of(book: &Book, held: &Virement, line: Option<LineAt>) -> Self {
        let latest = latest(book);
        let or_dash =
            |amount: Option<Pence>| amount.map_or_else(|| "–".to_owned(), |held| held.to_string());
        let moved = held.lines.iter().map(|part| {
            let original = part.line().map(|line| {
                let given = allocation(book, line.grant, line.priority_area);
                given.map_or(Pence::ZERO, |held| held.amount)
            });
            let now = part.line().and_then(|line| latest.get(&line).copied());
            vec![
                part.name(book),
                or_dash(original),
                signed(part.amount),
                or_dash(now),
            ]
        });
        let lines: BTreeSet<LineAt> = match line {
            Some(line) => BTreeSet::from([line]),
            None => held.lines.iter().filter_map(VirementLine::line).collect(),
        };
        let found = steps::of(book, &lines);
        let row = |words: &str, change: String, after: Pence| {
            vec![words.to_owned(), change, after.to_string()]
        };
        let mut told = vec![row("Original", String::new(), found.original)];
        let mut drawn = Vec::new();
        for step in &found.steps {
            let words = format!("{}: {}", Period::AsAt(step.made_on), step.reason);
            told.push(row(&words, signed(step.change), step.after));
            drawn.push((words, step.change));
        }
        told.push(row("Latest", String::new(), found.latest));
        let title = line.map_or_else(
            || "All lines that it touched".to_owned(),
            |line| line.name(book),
        );
        Self {
            moved: moved.collect(),
            steps: told,
            chart: waterfall(&title, found.original, &drawn),
        }
    }
}

/// Draws the opened one; gives back the change asked for.
pub fn show(ui: &mut Ui, desk: Desk<'_>, held: &Virement, opened: &mut Opened) -> Option<Command> {
    let book = desk.book();
    if opened.of != Some(held.id) {
        *opened = Opened {
            of: Some(held.id),
            // Together its lines stand where they stood: one of them has steps to show.
            line: held.lines.iter().find_map(VirementLine::line),
            ..Opened::default()
        };
    }
    let key = (desk.session.revision(), held.id, opened.line);
    let told = kept(&mut opened.told, key, || Told::of(book, held, opened.line));
    let mut asked = None;
    ui.horizontal(|ui| {
        room_heading(ui, &format!("Virement of {}", held.size()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let can_edit = !desk.session.is_read_only();
            if can_edit && ui.button("Remove this virement").clicked() {
                let command = Command::from(Edit::remove(held));
                opened.refused = refusal(&command, book);
                asked = opened.refused.is_none().then_some(command);
            }
        });
    });
    trouble(ui, opened.refused.as_deref());
    ui.scope(|ui| facts(ui, held));
    ui.add_space(space::SMALL);
    section(ui, "What it moved");
    let names = ["Line", "Original", "This move", "Latest"];
    table(ui, "moved", &[100.0; 3], &names, &told.moved);
    ui.add_space(space::MEDIUM);
    way(ui, book, held, opened, &told);
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
    ui.spacing_mut().interact_size.y = 0.0;
    egui::Grid::new("facts").num_columns(2).show(ui, |ui| {
        for (name, text) in facts {
            ui.label(theme::muted(ui, name));
            ui.add(egui::Label::new(text).wrap());
            ui.end_row();
        }
    });
}

/// From the original budget to the latest, step by step.
fn way(ui: &mut Ui, book: &Book, held: &Virement, opened: &mut Opened, told: &Told) {
    section(ui, "From the original budget to the latest");
    let lines = held.lines.iter().filter_map(VirementLine::line).map(Some);
    let all: Vec<Option<LineAt>> = lines.chain([None]).collect();
    pick(ui, "Steps of", &mut opened.line, &all, |line| {
        line.map_or_else(
            || "all lines that it touched, together".to_owned(),
            |line| line.name(book),
        )
    });
    if told.steps.len() <= 2 {
        ui.label(theme::small(
            ui,
            "What moved only among these lines leaves their sum as it was.",
        ));
    } else {
        let height = STEP * told.steps.len() as f32 + 24.0;
        crate::ui::chart::show(ui, "steps", &told.chart, height, &mut opened.hidden);
    }
    let names = ["Step", "Change", "Stands at"];
    table(ui, "steps", &[100.0; 2], &names, &told.steps);
}

/// A small table: words at the left, figures of these widths at the right.
fn table(ui: &mut Ui, salt: &str, widths: &[f32], names: &[&str], lines: &[Vec<String>]) {
    ui.scope(|ui| {
        ui.set_max_width(760.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        heads(ui, widths, names);
        let bar = ui.spacing().scroll.allocated_width();
        for (at, texts) in lines.iter().enumerate() {
            let room = vec2(ui.available_width(), size::ROW);
            let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
            let end = egui::pos2(rect.right() - bar, rect.bottom());
            let rect = egui::Rect::from_min_max(rect.min, end);
            for (col, (place, text)) in columns(rect, widths).into_iter().zip(texts).enumerate() {
                let side = if col == 0 { Side::Left } else { Side::Right };
                let fits = line(ui, place, side, &[(text, Ink::plain(ui))]);
                let cell = named(ui, place, (salt, at, col), Role::Cell, text, Sense::hover());
                if !fits {
                    cell.on_hover_text(text);
                }
            }
            rule(ui, rect);
        }
    });
}
