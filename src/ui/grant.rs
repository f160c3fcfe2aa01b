//! The Grant room: the year's grants on top, what each pays for below, the selected line and the checks beside.
//!
//! Why all on one page: an amount, what is left of its grant and whether its ring-fence holds are one thought. While an
//! amount is typed all of it moves, and nothing is stored until it is kept.
//!
//! Edges: a year without grants shows the first step. A file that may only be read says so; its cells cannot be edited.

mod allocate;
mod area_form;
mod block;
mod cards;
mod change;
mod checks;
mod columns;
mod dates;
mod detail;
mod fences;
pub(in crate::ui) mod fields;
mod foot;
mod giving;
mod grant_form;
mod head;
mod ledger;
mod line;
mod memo;
mod mode;
mod monitor;
mod offer;
mod outcome;
mod paint;
mod partners;
mod parts;
mod remedy;
mod sheet;
mod side;
mod status;
mod table;
mod virement;
mod what_if;

use std::collections::BTreeSet;
use std::rc::Rc;

use egui::{Layout, Rect, Ui, UiBuilder, vec2};

use crate::domain::book::Book;
use crate::domain::grant::Nature;
use crate::domain::grant::chart::Picture;
use crate::domain::grant::position::{Draft, YearPosition};
use crate::domain::id::{GrantId, PriorityAreaId};
use crate::domain::period::Period;
use crate::domain::problem::{Place, Severity};
use crate::session::Session;
use crate::ui::files::Purpose;
use crate::ui::grant::allocate::AllocateDesk;
use crate::ui::grant::checks::Unfolded;
use crate::ui::grant::detail::DetailState;
use crate::ui::grant::fences::FencesDesk;
use crate::ui::grant::giving::GivingDesk;
use crate::ui::grant::grant_form::GrantForm;
use crate::ui::grant::ledger::LedgerDesk;
use crate::ui::grant::memo::{Ledger, Memo, Rows, YearView};
use crate::ui::grant::mode::Mode;
use crate::ui::grant::monitor::MonitorDesk;
use crate::ui::grant::offer::Offer;
use crate::ui::grant::sheet::AmountSheet;
use crate::ui::grant::side::Form;
use crate::ui::grant::table::TableState;
use crate::ui::grant::virement::VirementDesk;
use crate::ui::grant::what_if::WhatIfDesk;
use crate::ui::request::Request;
use crate::ui::room::{Desk, Screen};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{At, empty_state, room_heading, text_field, ways};

/// From how many lines on there is a field to find one.
const MANY_LINES: usize = 16;
/// For how many frames a place that is led to is waited for: it may be about to be added.
const PATIENCE: u8 = 4;

/// The ways of seeing the year's money, by their names and in their order on screen.
pub fn parts() -> Vec<&'static str> {
    Mode::ALL.map(|mode| mode.words().0).to_vec()
}

/// What the Grant room remembers between frames.
#[derive(Debug, Default)]
pub struct GrantRoom {
    mode: Mode,
    allocate: AllocateDesk,
    fences: FencesDesk,
    monitor: MonitorDesk,
    virement: VirementDesk,
    what_if: WhatIfDesk,
    ledger: LedgerDesk,
    giving: GivingDesk,
    memo: Memo,
    draft: Option<Draft>,
    table: TableState,
    line: Option<PriorityAreaId>,
    payer: Option<GrantId>,
    card: Option<GrantId>,
    focus_card: bool,
    go: Option<(Place, u8)>,
    form: Option<Form>,
    detail: DetailState,
    unfolded: Unfolded,
    offer: Option<Offer>,
    find: String,
    is_chart: bool,
    picture: Picture,
    hidden: BTreeSet<String>,
}

/// Revenue and capital apart, where the year has both.
fn apart(book: &Book, position: &YearPosition) -> String {
    let of = |nature| position.of_nature(book, nature);
    match (of(Nature::Revenue), of(Nature::Capital)) {
        (Some((revenue, _, _)), Some((capital, _, _))) => {
            format!(" (revenue {revenue}, capital {capital})")
        }
        _ => String::new(),
    }
}

/// What one frame is drawn from.
struct Year {
    view: Rc<YearView>,
    ledger: Rc<Ledger>,
    rows: Rc<Rows>,
}

impl Year {
    fn sheet<'a>(&'a self, desk: Desk<'a>) -> AmountSheet<'a> {
        AmountSheet {
            book: desk.book(),
            view: &self.view,
            ledger: &self.ledger,
            lines: &self.rows,
            can_edit: !desk.session.is_read_only(),
        }
    }
}

impl Screen for GrantRoom {
    fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        ui.horizontal_wrapped(|ui| self.mode = mode::toggle(ui, self.mode));
        ui.add_space(space::TINY);
        match self.mode {
            Mode::Plan => self.plan(ui, desk, asks),
            Mode::Allocate => self.allocate.ui(ui, desk, asks),
            Mode::Fences => self.fences.ui(ui, desk, asks),
            Mode::Monitor => self.monitor.ui(ui, desk, asks),
            Mode::Virement => self.virement.ui(ui, desk, asks),
            Mode::WhatIf => self.what_if.ui(ui, desk, asks),
            Mode::Ledger => self.ledger.ui(ui, desk, asks),
            Mode::Giving => self.giving.ui(ui, desk, asks),
        }
    }

    fn select(&mut self, place: &Place, book: &Book) {
        self.mode = Mode::Plan;
        self.find.clear();
        self.form = None;
        self.go = Some((place.clone(), PATIENCE));
        self.is_chart = false;
        if let Place::Grant(id) | Place::Allocation(id, _) = place
            && book.grants.get(*id).is_some()
        {
            self.card = Some(*id);
        }
    }

    fn show(&mut self, part: usize) {
        self.mode = Mode::ALL.get(part).copied().unwrap_or_default();
    }

    fn hint(&self, desk: Desk<'_>) -> String {
        if self.mode != Mode::Plan {
            return String::new();
        }
        if desk.session.is_read_only() {
            return "This file may only be read: amounts cannot be changed here".to_owned();
        }
        if self.draft.is_some() {
            return "Editing: Enter keeps, Esc restores, = computes".to_owned();
        }
        let Some(view) = self.memo.year_drawn(desk.year) else {
            return String::new();
        };
        let n = view.position.grants.len();
        let n_checks = view
            .problems
            .iter()
            .filter(|problem| problem.severity != Severity::Note)
            .count();
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        format!(
            "{n} grant{} · {}{} · {n_checks} check{} for {} · F2 or typing edits, Ctrl+D fills down",
            plural(n),
            view.position.granted,
            apart(desk.book(), &view.position),
            plural(n_checks),
            Period::Financial(desk.year),
        )
    }
}

impl GrantRoom {
    /// Whether a ledger is being written into the plan.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.ledger.is_writing()
    }

    /// Takes what work beside the window has brought.
    pub fn poll(&mut self, ctx: &egui::Context, session: &Session, asks: &mut Vec<Request>) {
        self.ledger.poll(ctx, session, asks);
    }

    /// Opens the form for a ledger, or for grants made, with this file in it.
    pub fn take_in(&mut self, purpose: &Purpose, path: &str) {
        if *purpose == Purpose::Ledger {
            self.mode = Mode::Ledger;
            self.ledger.take_in(path);
        } else {
            self.mode = Mode::Giving;
            self.giving.take_in(path);
        }
    }

    /// The year's grants, the grid, and the line and checks beside.
    fn plan(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let year = Year {
            view: self.memo.year(desk, self.draft),
            ledger: self.memo.ledger(desk),
            rows: self.memo.rows(desk, &self.find),
        };
        let whole = ui.available_rect_before_wrap();
        let side = if whole.width() >= 1080.0 {
            340.0
        } else {
            288.0
        };
        let cut = whole.right() - side;
        let left = Rect::from_min_max(whole.min, egui::pos2(cut - space::MEDIUM, whole.bottom()));
        let right = Rect::from_min_max(egui::pos2(cut, whole.top()), whole.max);
        let look = |rect, name: &str| {
            UiBuilder::new()
                .max_rect(rect)
                .layout(Layout::top_down(egui::Align::Min))
                .id_salt(name)
        };
        let mut main = ui.new_child(look(left, "grants and lines"));
        if year.view.position.grants.is_empty() {
            self.no_grants(&mut main, desk);
        } else {
            self.cards(&mut main, desk, &year);
            main.add_space(space::MEDIUM);
            self.lines(&mut main, desk, &year, asks);
        }
        let mut beside = ui.new_child(look(right, "line and checks"));
        self.side(&mut beside, desk, &year, asks);
        ui.advance_cursor_after_rect(whole);
    }

    /// A year without grants: what belongs here, and the first step.
    fn no_grants(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let size = ui.available_size();
        theme::card(ui).show(ui, |ui| {
            ui.set_min_size(size - vec2(2.0 * space::LARGE + 2.0, 2.0 * space::LARGE + 2.0));
            let title = format!("No grants in {}", Period::Financial(desk.year));
            let what = "Each grant stands here with what it may be spent on; below it, what it pays for each priority area, and what is left.";
            if desk.session.is_read_only() {
                room_heading(ui, &title);
                ui.label(theme::muted(ui, "This file may only be read, so none can be added."));
            } else if empty_state(ui, &title, what, "Add grant…") {
                self.form = Some(Form::Grant(Box::new(GrantForm::new(desk.book(), desk.year, desk.session.new_key()))));
            }
        });
    }

    fn cards(&mut self, ui: &mut Ui, desk: Desk<'_>, year: &Year) {
        let focus = std::mem::take(&mut self.focus_card);
        match cards::show(ui, desk, &year.view, self.card, focus) {
            Some(cards::Pressed::Pick(id)) => {
                self.card = if self.card == Some(id) {
                    None
                } else {
                    Some(id)
                }
            }
            Some(cards::Pressed::Edit(id)) => self.edit_grant(desk.book(), id),
            None => {}
        }
    }

    fn edit_grant(&mut self, book: &Book, id: GrantId) {
        self.card = Some(id);
        self.form = book
            .grants
            .get(id)
            .map(|grant| Form::Grant(Box::new(GrantForm::edit(grant))));
    }

    /// The card of the grid, or the chart in its place.
    fn lines(&mut self, ui: &mut Ui, desk: Desk<'_>, year: &Year, asks: &mut Vec<Request>) {
        let size = ui.available_size();
        theme::card(ui).show(ui, |ui| {
            let room = size - vec2(2.0 * space::LARGE + 2.0, 2.0 * space::LARGE + 2.0);
            ui.set_min_size(room);
            ui.set_max_size(room);
            self.bar(ui, desk, asks);
            let now = (desk.session.revision(), desk.year);
            self.offer = self
                .offer
                .take()
                .filter(|offer| offer.holds(now) && !self.is_chart);
            if let Some(offer) = &self.offer
                && let Some(way) = offer.show(ui)
            {
                asks.extend(way.map(Request::Change));
                self.offer = None;
            }
            if self.is_chart {
                self.draft = None;
                self.chart(ui, desk, year);
            } else if desk.book().priority_areas.is_empty() {
                self.no_lines(ui, desk);
            } else {
                self.grid(ui, desk, year, asks);
            }
        });
    }

    /// The year as a picture, and which one.
    fn chart(&mut self, ui: &mut Ui, desk: Desk<'_>, year: &Year) {
        ui.horizontal_wrapped(|ui| {
            let all = Picture::ALL.map(|picture| (picture, (picture.words(), "")));
            self.picture = ways(ui, self.picture, all);
        });
        let chart = year.view.chart(desk.book(), self.picture);
        crate::ui::chart::heading(ui, chart);
        let height = ui.available_height();
        crate::ui::chart::show(ui, "allocation", chart, height, &mut self.hidden);
    }

    fn no_lines(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let what = "A priority area is what money is spent on: adoption, leaving care, assessment. It stays the same from year to year.";
        if desk.session.is_read_only() {
            ui.label(theme::muted(ui, what));
        } else if empty_state(
            ui,
            "No priority areas yet",
            what,
            "Add the first priority area…",
        ) {
            self.form = Some(Form::area(desk));
        }
    }

    fn grid(&mut self, ui: &mut Ui, desk: Desk<'_>, year: &Year, asks: &mut Vec<Request>) {
        if desk.book().priority_areas.len() >= MANY_LINES {
            text_field(
                ui,
                "find line",
                "Find a priority area",
                &mut self.find,
                "Find a priority area…",
            );
        }
        let sheet = year.sheet(desk);
        if sheet.lines.lines.is_empty() {
            ui.label(theme::muted(
                ui,
                "No priority area has these words in its name.",
            ));
            return;
        }
        let go = self.led_to(&sheet);
        let picked = self.line.and_then(|area| sheet.row_of(area));
        let out = table::show(ui, &sheet, &mut self.table, go, picked);
        if let Some(at) = out.moved {
            self.line = sheet.area(at.row).map(|area| area.id);
            self.payer = sheet.grant(at.col).map(|grant| grant.id);
        }
        if self
            .line
            .is_none_or(|area| desk.book().priority_areas.get(area).is_none())
        {
            self.line = sheet.area(0).map(|area| area.id);
        }
        let before = self.draft;
        self.take(&sheet, desk, out.event, asks);
        if self.draft != before {
            ui.ctx().request_repaint();
        }
    }

    /// The cell that the room was asked to show, once it is there.
    fn led_to(&mut self, sheet: &AmountSheet<'_>) -> Option<At> {
        let (place, patience) = self.go.take()?;
        let column = |id: GrantId| {
            sheet
                .view
                .position
                .grants
                .iter()
                .position(|sums| sums.grant == id)
        };
        let paid = |row: usize| {
            (0..sheet.view.position.grants.len()).find(|col| sheet.amount(row, *col).is_some())
        };
        let to = match place {
            Place::Allocation(grant, area) => sheet
                .row_of(area)
                .zip(column(grant))
                .map(|(row, col)| At { row, col }),
            Place::PriorityArea(area, _) => sheet.row_of(area).map(|row| At {
                row,
                col: paid(row).unwrap_or(0),
            }),
            Place::Grant(id) => {
                let found = column(id).is_some();
                self.focus_card |= found;
                if found {
                    self.card = Some(id);
                    return None;
                }
                None
            }
            _ => return None,
        };
        if to.is_none() && patience > 0 {
            self.go = Some((place, patience - 1));
        }
        to
    }
}
