//! The files of published figures that are in the plan, newest first.

use egui::{Rect, ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

use crate::domain::batch::Batch;
use crate::domain::intake::FileKind;
use crate::domain::statistics::grouped;
use crate::session::release::last_two;
use crate::ui::action::Action;
use crate::ui::data::figures::Wanted;
use crate::ui::data::history::moment;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::thread::columns::{Column, cells, heads};
use crate::ui::thread::door::{Words, rule};
use crate::ui::widgets::{empty_state, primary_button, section};

/// How tall a row is, in points: two lines.
const TALL: f32 = 48.0;

const COLUMNS: [Column; 6] = [
    Column::new("File", 170.0, 2.0),
    Column::new("Taken in", 130.0, 0.2),
    Column::new("Rows", 190.0, 1.4),
    Column::new("Figures", 84.0, 0.0),
    Column::new("Source", 130.0, 2.0),
    Column::new("", 88.0, 0.0),
];

/// Draws the list and says what is asked for.
pub(super) fn ui(ui: &mut Ui, desk: Desk<'_>) -> Option<Wanted> {
    let book = desk.book();
    if book.batches.is_empty() {
        let what = "DfE’s files of figures for every council, a list of statistical neighbours, or your own table: once taken in, they stand beside your figures. You see what a file holds before anything is written.";
        let first = "Take in a file…";
        return empty_state(ui, "No published figures yet", what, first).then_some(Wanted::TakeIn);
    }
    let mut wanted = None;
    ui.horizontal_wrapped(|ui| {
        section(ui, "Files in this plan");
        ui.add_space(space::SMALL);
        let take_in = primary_button(ui, "Take in a file…");
        let keys = Action::TakeIn.shortcut();
        let keys = keys.map(|keys| ui.ctx().format_shortcut(&keys));
        if take_in.on_hover_text(keys.unwrap_or_default()).clicked() {
            wanted = Some(Wanted::TakeIn);
        }
        let two = book.batches.len() > 1;
        let compare = ui.add_enabled(two, egui::Button::new("Compare two releases…"));
        let why = match last_two(book) {
            Some(_) => "The newest file and the one before it are offered first",
            None => "Whichever two you choose",
        };
        if compare
            .on_hover_text(why)
            .on_disabled_hover_text("There is only one file to compare")
            .clicked()
        {
            wanted = Some(Wanted::Compare);
        }
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    heads(ui, &COLUMNS);
    let batches: Vec<&Batch> = book.batches.iter().rev().collect();
    ScrollArea::vertical()
        .id_salt("batches")
        .auto_shrink([false, false])
        .show_rows(ui, TALL, batches.len(), |ui, range| {
            for batch in batches.get(range).unwrap_or_default() {
                if row(ui, batch, desk.session.is_read_only()) {
                    wanted = Some(Wanted::Remove(batch.id));
                }
            }
        });
    wanted
}

/// What an officer calls a batch's kind.
pub(super) fn kind_name(batch: &Batch) -> &str {
    let known = FileKind::ALL.into_iter();
    let known = known.map(|kind| (kind.word(), kind.name()));
    let own = [
        ("sample", "came with the plan"),
        ("ledger", "ledger"),
        ("responses", "responses"),
    ];
    let found = known.chain(own).find(|(word, _)| *word == batch.kind);
    found.map_or(batch.kind.as_str(), |(_, name)| name)
}

/// How many rows, and which were left out for what.
fn rows(batch: &Batch) -> [String; 2] {
    let read = format!(
        "{} read, {} kept",
        grouped(batch.n_read),
        grouped(batch.n_kept)
    );
    let left_out: Vec<String> = batch
        .skipped
        .iter()
        .map(|held| format!("{} {}", grouped(held.n), held.reason))
        .collect();
    let left_out = match left_out.is_empty() {
        true => "none left out".to_owned(),
        false => format!("left out: {}", left_out.join("; ")),
    };
    [read, left_out]
}

/// Draws a row; true when the file is to be taken out.
fn row(ui: &mut Ui, batch: &Batch, read_only: bool) -> bool {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), TALL));
    let [read, left_out] = rows(batch);
    let taken = moment(&batch.entered);
    let name = format!(
        "{}, {}, taken in {taken}; {read}, {left_out}; {} figures. {}",
        batch.name,
        kind_name(batch),
        grouped(batch.n_figures),
        batch.source
    );
    let response = ui.interact(
        rect,
        ui.scope_id().with(("batch", batch.id)),
        Sense::hover(),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &name));
    let palette = theme::palette(ui);
    let (body, small) = (theme::body_font(ui), theme::small_font(ui));
    let figures = grouped(batch.n_figures);
    let two = [
        (batch.name.as_str(), kind_name(batch)),
        (taken.as_str(), ""),
        (read.as_str(), left_out.as_str()),
        (figures.as_str(), ""),
        (batch.source.as_str(), ""),
    ];
    let places = cells(&COLUMNS, rect);
    let mut shortened = false;
    for ((above, below), cell) in two.into_iter().zip(&places) {
        if below.is_empty() {
            let words = Words::new(above, &body, palette.text).lines(2);
            shortened |= words.paint(ui, *cell);
            continue;
        }
        let middle = cell.center().y + 2.0;
        let upper = Rect::from_min_max(cell.min, egui::pos2(cell.right(), middle));
        let lower = Rect::from_min_max(egui::pos2(cell.left(), middle - 4.0), cell.max);
        shortened |= Words::new(above, &body, palette.text).paint(ui, upper);
        shortened |= Words::new(below, &small, palette.muted).paint(ui, lower);
    }
    rule(ui, rect);
    let mut asked = false;
    if let Some(place) = places.last() {
        let place = Rect::from_center_size(place.center(), vec2(place.width(), 26.0));
        let mut within = ui.new_child(egui::UiBuilder::new().max_rect(place));
        let button = within
            .add_enabled(!read_only, egui::Button::new("Remove"))
            .accessible_name(format!("Remove {}", batch.name));
        asked = button.clicked();
    }
    if shortened {
        response.on_hover_text(&name);
    }
    asked
}
