//! The columns of a file of responses: heading, first values, what each is taken for and why.
//!
//! What tells who a person is is marked, and dropped unless the officer says otherwise.

use egui::{Ui, vec2};

use crate::domain::responses::export::Export;
use crate::domain::responses::named::{NAMES, name, role};
use crate::domain::responses::propose::Proposed;
use crate::domain::responses::role::Role;
use crate::domain::responses::split::Separator;
use crate::domain::statistics::grouped;
use crate::session::responses::ResponsesArrived;
use crate::ui::consultation::responses::form::Change;
use crate::ui::consultation::responses::lists::{Cell, control, row};
use crate::ui::theme::{self, size};
use crate::ui::thread::columns::{Column, heads};
use crate::ui::widgets::combo;

const COLUMNS: [Column; 5] = [
    Column::new("", 34.0, 0.0),
    Column::new("Column", 100.0, 1.2),
    Column::new("First values", 76.0, 1.0),
    Column::new("What it is", 196.0, 0.0),
    Column::new("Why, and what it offers", 110.0, 1.4),
];
/// Room for two lines.
const TALL: f32 = 48.0;
/// How wide the lists are.
const WIDE: f32 = 180.0;
/// How many values are shown.
const VALUES: usize = 4;

/// Draws the table; says what the officer chose.
pub(super) fn columns_table(ui: &mut Ui, arrived: &ResponsesArrived, change: &mut Option<Change>) {
    let before = ui.spacing().item_spacing.y;
    ui.spacing_mut().item_spacing.y = 0.0;
    heads(ui, &COLUMNS);
    for (at, held) in arrived.proposal.columns.iter().enumerate() {
        if let Some(role) = one(ui, &arrived.export, at, held) {
            *change = Some(Change::Role(at, role));
        }
    }
    ui.spacing_mut().item_spacing.y = before;
}

fn heading(at: usize, held: &Proposed) -> String {
    match held.title.whole.is_empty() {
        true => format!("column {} without a heading", at + 1),
        false => held.title.whole.clone(),
    }
}

fn one(ui: &mut Ui, export: &Export, at: usize, held: &Proposed) -> Option<Role> {
    let heading = heading(at, held);
    let values = values(export, at);
    let palette = theme::palette(ui);
    let is_dropped = matches!(held.role, Role::Drop(_));
    let (why, ink) = match (&held.role, held.personal) {
        (Role::Drop(personal), _) => (
            format!("⚠ Dropped: {}. {}", personal.word(), held.why),
            palette.warn.text,
        ),
        (_, Some(personal)) => (
            format!(
                "⚠ Kept, though it looks like the {} of a person",
                personal.word()
            ),
            palette.error.text,
        ),
        (_, None) => (offers(held), palette.muted),
    };
    let said = format!(
        "Column {}: {heading}. Values: {values}. {}. {why}",
        at + 1,
        held.role.word()
    );
    let mut first = Cell::words(heading.as_str());
    if is_dropped || held.role == Role::Ignore {
        first = first.ink(palette.muted);
    }
    let cells = [
        Cell::small(grouped(at as u64 + 1)),
        first,
        Cell::small(values),
        Cell::words(""),
        Cell::small(why).ink(ink),
    ];
    let is_parted = matches!(held.role, Role::MultiCell { .. });
    let tall = if is_parted {
        TALL + size::CONTROL
    } else {
        TALL
    };
    let places = row(ui, &COLUMNS, ("column", at), tall, &said, &cells);
    let place = *places.get(3)?;
    let Role::MultiCell { separator } = held.role else {
        let mut within = control(ui, place, ("role", at));
        return pick(&mut within, export, at, held, &heading);
    };
    let (above, below) = place.split_top_bottom_at_fraction(0.5);
    let mut within = control(ui, above.translate(vec2(0.0, 2.0)), ("role", at));
    let role = pick(&mut within, export, at, held, &heading);
    let mut within = control(ui, below.translate(vec2(0.0, -2.0)), ("separator", at));
    role.or_else(|| parted(&mut within, at, separator, &heading))
}

/// The list of roles.
fn pick(ui: &mut Ui, export: &Export, at: usize, held: &Proposed, heading: &str) -> Option<Role> {
    ui.spacing_mut().combo_width = WIDE;
    // All of them are in view at once.
    ui.spacing_mut().combo_height = 460.0;
    let place = NAMES.iter().position(|word| *word == name(&held.role));
    let mut picked = place.unwrap_or(0);
    let label = format!("Role of {heading}");
    if !combo(ui, ("role", at), &label, &mut picked, &NAMES).changed() {
        return None;
    }
    role(NAMES.get(picked)?, held, export.columns.get(at))
}

/// The list of what may part several answers.
fn parted(ui: &mut Ui, at: usize, separator: Separator, heading: &str) -> Option<Role> {
    ui.spacing_mut().combo_width = WIDE;
    let marks = Separator::ALL.map(|one| format!("parted by {}", one.word()));
    let place = Separator::ALL.iter().position(|one| *one == separator);
    let mut picked = place.unwrap_or(0);
    let label = format!("Separator of {heading}");
    let changed = combo(ui, ("separator", at), &label, &mut picked, &marks).changed();
    let separator = Separator::ALL.get(picked).copied().filter(|_| changed)?;
    Some(Role::MultiCell { separator })
}

/// The first different values of a column.
fn values(export: &Export, at: usize) -> String {
    let Some(column) = export.columns.get(at) else {
        return String::new();
    };
    let values = column.values.iter().skip(1);
    let shown: Vec<String> = values
        .take(VALUES)
        .map(|value| value.chars().take(40).collect())
        .collect();
    match shown.is_empty() {
        true => "nothing in it".to_owned(),
        false => shown.join(" · "),
    }
}

/// Why it is what it is, and the answers that it offers.
fn offers(held: &Proposed) -> String {
    let options: Vec<&str> = held.options.iter().map(|one| one.text.as_str()).collect();
    match options.len() {
        0 => held.why.clone(),
        1 => format!("{} {}", held.why, options[0]),
        n => format!("{} {n} answers: {}", held.why, options.join(" · ")),
    }
}
