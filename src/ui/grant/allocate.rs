//! Sharing an amount out by a rule, and seeing why every penny falls where it does.
//!
//! The officer says what is shared, with whom and by which rule; the lines move with every figure typed, each with its
//! working; and one button makes it one change that can be undone. Until then nothing is in the plan.
//!
//! Edges: a line that is not ticked stays as it is. A line that is approved is named and stops the change, for the
//! original budget stays as it was approved. An empty plan says what is missing and leads there.

mod entries;
mod foot;
mod preview;
mod sheet;
mod side;
mod table;
mod weigh;

use std::rc::Rc;

use egui::{Layout, Rect, Ui, UiBuilder, pos2, vec2};

use crate::domain::grant::Grant;
use crate::domain::id::{ChoiceId, GrantId, PriorityAreaId};
use crate::domain::period::Period;
use crate::domain::problem::Place;
use crate::session::chart::Against;
use crate::ui::grant::allocate::entries::{Column, Entries, Method, Options};
use crate::ui::grant::allocate::preview::Preview;
use crate::ui::grant::allocate::sheet::EntrySheet;
use crate::ui::grant::allocate::table::{EntryTable, TableOut, why};
use crate::ui::grant::allocate::weigh::counts;
use crate::ui::grant::memo::{Ledger, Memo, Rows};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{GridEvent, empty_state, link_button, section, text_field};

/// From how many lines on there is a field to find one.
const MANY_LINES: usize = 16;
/// What stands below the table, in points.
const FOOT: f32 = 132.0;

/// What a preview was worked out from.
type Asked = (u64, i16, u64, Options, Against);

/// What this part of the room remembers between frames.
#[derive(Debug, Default)]
pub struct AllocateDesk {
    entries: Entries,
    memo: Memo,
    kept: Option<(Asked, Rc<Preview>)>,
    find: String,
    picked: Option<PriorityAreaId>,
    refused: Option<String>,
}

impl AllocateDesk {
    /// Draws it into what is left of the room.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let book = desk.book();
        let grants: Vec<GrantId> = book
            .grants
            .iter()
            .filter(|grant| grant.fiscal_year == desk.year)
            .map(|grant| grant.id)
            .collect();
        if grants.is_empty() || book.priority_areas.is_empty() {
            nothing_yet(ui, desk, grants.is_empty(), asks);
            return;
        }
        let is_of_year = |id: &GrantId| grants.contains(id);
        let is_taken_up = self.entries.options.grant.as_ref().is_some_and(is_of_year);
        if let (false, Some(first)) = (is_taken_up, grants.first()) {
            self.entries.take_up(book, *first);
        }
        let whole = ui.available_rect_before_wrap();
        let side = if whole.width() >= 1080.0 {
            320.0
        } else {
            264.0
        };
        let cut = whole.left() + side;
        let left = Rect::from_min_max(whole.min, pos2(cut, whole.bottom()));
        let right = Rect::from_min_max(pos2(cut + space::MEDIUM, whole.top()), whole.max);
        let look = |rect, name: &str| {
            UiBuilder::new()
                .max_rect(rect)
                .layout(Layout::top_down(egui::Align::Min))
                .id_salt(name)
        };
        let ledger = self.memo.ledger(desk);
        let preview = self.preview(desk, &ledger);
        card(&mut ui.new_child(look(left, "what is shared")), |ui| {
            side::show(ui, desk, &mut self.entries, &preview, &grants, asks);
        });
        card(&mut ui.new_child(look(right, "shared lines")), |ui| {
            self.lines(ui, desk, &ledger, &preview, asks);
        });
        ui.advance_cursor_after_rect(whole);
    }

    /// The sharing as it stands, worked out anew only when something it depends on has changed.
    fn preview(&mut self, desk: Desk<'_>, ledger: &Ledger) -> Rc<Preview> {
        let asked = (
            desk.session.revision(),
            desk.year,
            self.entries.version(),
            self.entries.options.clone(),
            desk.against.clone(),
        );
        if let Some((known, preview)) = &self.kept
            && *known == asked
        {
            return Rc::clone(preview);
        }
        let grant = self
            .entries
            .options
            .grant
            .and_then(|id| desk.book().grants.get(id));
        let preview = Rc::new(match grant {
            Some(grant) => Preview::of(desk, ledger, grant, &self.entries),
            None => Preview::default(),
        });
        self.refused = None;
        self.kept = Some((asked, Rc::clone(&preview)));
        preview
    }

    fn lines(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        ledger: &Ledger,
        preview: &Preview,
        asks: &mut Vec<Request>,
    ) {
        let book = desk.book();
        let Some(grant) = self
            .entries
            .options
            .grant
            .and_then(|id| book.grants.get(id))
        else {
            return;
        };
        self.bar(ui, grant, preview);
        if book.priority_areas.len() >= MANY_LINES {
            text_field(
                ui,
                "find shared line",
                "Find a line",
                &mut self.find,
                "Find a priority area…",
            );
        }
        let rows: Rc<Rows> = self.memo.rows(desk, &self.find);
        let answers = answers(desk, &self.entries);
        let sheet = EntrySheet {
            book,
            lines: &rows.lines,
            columns: self.entries.options.method.columns(),
            entries: &self.entries,
            preview,
        };
        let table = EntryTable {
            sheet: &sheet,
            grant,
            answers: &answers,
            picked: self.picked,
            foot: FOOT,
        };
        let out = table.show(ui);
        let working = self.picked.and_then(|area| {
            let name = &book.priority_areas.get(area)?.name;
            let why = why(&sheet, area);
            (!why.is_empty()).then(|| format!("{name}: {why}"))
        });
        let draft = match &out.event {
            GridEvent::Draft { row, col, text } => sheet
                .area(*row)
                .zip(sheet.columns.get(*col))
                .map(|(area, column)| (*column, area.id, text.clone())),
            _ => None,
        };
        let TableOut {
            event,
            ticked,
            indicator,
            answer,
            picked,
        } = out;
        let writes = sheet.writes(event);
        if self.entries.draft(draft) {
            ui.ctx().request_repaint();
        }
        match writes {
            Ok(writes) => {
                for (column, area, text) in writes {
                    self.entries.write(column, area, &text);
                }
            }
            Err(why) => self.refused = Some(why),
        }
        if let Some((area, ticked)) = ticked {
            self.entries.tick(area, ticked);
        }
        if let Some((area, indicator)) = indicator {
            self.entries.choose(area, indicator);
        }
        if let Some((area, answer)) = answer {
            self.entries.match_with(area, answer);
        }
        self.picked = picked.or(self.picked);
        self.foot(ui, desk, ledger, grant, preview, working, asks);
    }

    /// The title and what can be done to all lines at once.
    fn bar(&mut self, ui: &mut Ui, grant: &Grant, preview: &Preview) {
        ui.horizontal_wrapped(|ui| {
            section(ui, &format!("Lines that share {}", grant.short));
            if link_button(ui, "Tick what it may pay for").clicked() {
                self.entries.tick_eligible();
            }
            if link_button(ui, "Untick all").clicked() {
                for area in &preview.areas {
                    self.entries.tick(*area, false);
                }
            }
            let is_weighted =
                matches!(self.entries.options.method, Method::Weights | Method::Fixed);
            if is_weighted && link_button(ui, "Equal weights").clicked() {
                for area in &preview.areas {
                    self.entries.write(Column::Weight, *area, "1");
                }
            }
        });
    }
}

/// The answers of the chosen question.
fn answers(desk: Desk<'_>, entries: &Entries) -> Vec<(ChoiceId, String)> {
    let question = entries
        .options
        .question
        .filter(|_| entries.options.method == Method::Voice);
    question.map_or_else(Vec::new, |question| {
        let answers = counts(desk, question, &entries.options.whose).into_iter();
        answers.map(|answer| (answer.choice, answer.text)).collect()
    })
}

/// A card as large as the room there is.
fn card(ui: &mut Ui, inside: impl FnOnce(&mut Ui)) {
    let size = ui.available_size();
    theme::card(ui).show(ui, |ui| {
        let room = size - vec2(2.0 * space::LARGE + 2.0, 2.0 * space::LARGE + 2.0);
        ui.set_min_size(room);
        ui.set_max_size(room);
        inside(ui);
    });
}

/// What is missing before anything can be shared, and the way there.
fn nothing_yet(ui: &mut Ui, desk: Desk<'_>, no_grant: bool, asks: &mut Vec<Request>) {
    let year = Period::Financial(desk.year);
    let (title, what, step) = if no_grant {
        (
            format!("No grant of {year} to share out"),
            "Here an amount is shared out over priority areas by a rule, to the last penny, with the working of every line. It begins with a grant.",
            "Add a grant in the plan",
        )
    } else {
        (
            "No priority areas to share with".to_owned(),
            "Priority areas are what money is spent on: adoption, leaving care, assessment. A grant is shared out over them.",
            "Add a priority area in the plan",
        )
    };
    card(ui, |ui| {
        if empty_state(ui, &title, what, step) {
            asks.push(Request::Open(Place::FiscalYear(desk.year)));
        }
    });
}
