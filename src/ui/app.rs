//! The window's own state, and the one place where what a screen asks for is carried out.

mod carry_out;
mod damaged;
mod keyboard;
mod unsaved;
pub mod watch;

use std::collections::VecDeque;

use egui::accesskit::Role;
use egui::{CentralPanel, Context, Panel, Ui, UiBuilder, Vec2, vec2};

use crate::domain::guide::Topic;
use crate::session::Session;
use crate::session::chart::Against;
use crate::ui::action::Action;
use crate::ui::app::keyboard::Keyboard;
use crate::ui::files::Files;
use crate::ui::files::new_plan::NewPlan;
use crate::ui::files::open_path::OpenPath;
use crate::ui::finder::Finder;
use crate::ui::guide::Guide;
use crate::ui::notice::Notice;
use crate::ui::request::Request;
use crate::ui::room::{Desk, Room, Rooms};
use crate::ui::widgets::room_for;
use crate::ui::{shell, theme};

/// The least a room is drawn for, in points: a window of 1024 by 640 less what stands around. In less it scrolls.
const LEAST: Vec2 = vec2(888.0, 530.0);
/// The same for what stands above and below it.
const LEAST_BAR: f32 = 896.0;

/// The program in its window.
pub struct App {
    session: Session,
    rooms: Rooms,
    room: Room,
    year: i16,
    against: Against,
    notice: Notice,
    finder: Finder,
    files: Files,
    new_plan: Option<NewPlan>,
    open_path: Option<OpenPath>,
    damaged: Option<damaged::Damaged>,
    guide: Option<Guide>,
    keyboard: Keyboard,
    asked: VecDeque<Request>,
    watch: Option<watch::Watch>,
    unsaved: unsaved::Unsaved,
}

impl App {
    /// The window on a plan.
    #[must_use]
    pub fn new(session: Session) -> Self {
        let mut app = Self {
            year: latest_year(&session),
            against: session.against(),
            session,
            rooms: Rooms::default(),
            room: Room::default(),
            notice: Notice::default(),
            finder: Finder::default(),
            files: Files::default(),
            new_plan: None,
            open_path: None,
            damaged: None,
            guide: None,
            keyboard: Keyboard::default(),
            asked: VecDeque::new(),
            watch: None,
            unsaved: unsaved::Unsaved::default(),
        };
        app.say_how_it_opened();
        app
    }

    /// Watches the file for changes made elsewhere, and wakes the window when there is one.
    pub fn watch(&mut self, ctx: &Context) {
        self.watch = watch::Watch::start(self.session.path(), ctx);
    }

    /// The plan that is open.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The room in view.
    #[must_use]
    pub fn room(&self) -> Room {
        self.room
    }

    /// The page of the guide that is open.
    #[must_use]
    pub fn guide(&self) -> Option<Topic> {
        self.guide.as_ref().map(Guide::topic)
    }

    /// Goes to a room, as the rail does.
    pub fn go(&mut self, room: Room) {
        self.room = room;
    }

    /// Looks at a fiscal year, as the year's list does.
    pub fn look_at(&mut self, year: i16) {
        self.year = year;
    }

    /// Carries out what was asked and takes in what changed elsewhere. Draws nothing.
    pub fn logic(&mut self, ctx: &Context) {
        // While figures are being written, what the file holds is about to change: it is read once they are.
        let was_writing = self.rooms.is_writing();
        if !was_writing {
            self.take_in_changes(ctx);
        }
        self.before_closing(ctx);
        let mut asks = Vec::new();
        self.rooms.poll(ctx, &self.session, &mut asks);
        self.asked.extend(asks);
        if was_writing && !self.rooms.is_writing() {
            // Our own doing, and no news of another window.
            if let Err(error) = self.session.refresh() {
                self.notice.refused(error.to_string());
            }
        }
        if let Some(chosen) = self.files.answer(ctx) {
            self.chosen(ctx, chosen);
        }
        self.dropped_files(ctx);
        // What a dialog asked for waits until the dialog is gone: while it is, nothing behind it can have the keyboard.
        if ctx.memory(|memory| memory.top_modal_layer().is_some()) && self.no_dialog() {
            ctx.request_repaint();
            return;
        }
        while let Some(request) = self.asked.pop_front() {
            self.carry_out(ctx, request);
        }
    }

    fn no_dialog(&self) -> bool {
        !self.finder.is_open()
            && self.guide.is_none()
            && self.new_plan.is_none()
            && self.open_path.is_none()
            && self.damaged.is_none()
    }

    /// Draws the window: the rail, the bar above, the room and the line below, in the order in which Tab meets them.
    pub fn ui(&mut self, ui: &mut Ui) {
        let mut asks = Vec::new();
        self.keyboard.begin(ui.ctx(), self.room);
        let plain = egui::Frame::new().fill(theme::palette(ui).card);
        Panel::left("rail")
            .exact_size(theme::size::RAIL)
            .resizable(false)
            .frame(plain)
            .show(ui, |ui| {
                room_for(ui, "rail", vec2(0.0, shell::RAIL_TALL), |ui| {
                    shell::rail(ui, self.room, &mut asks);
                });
            });
        let bar = plain.inner_margin(egui::Margin::symmetric(12, 0));
        Panel::top("top")
            .exact_size(theme::size::TOP)
            .frame(bar)
            .show(ui, |ui| {
                room_for(ui, "top", vec2(LEAST_BAR, 0.0), |ui| {
                    shell::top(ui, &self.session, self.year, self.unsaved.len(), &mut asks);
                });
            });
        let whole = ui.available_rect_before_wrap();
        let (upper, lower) = whole.split_top_bottom_at_y(whole.bottom() - theme::size::BOTTOM);
        ui.scope_builder(UiBuilder::new().max_rect(upper).id_salt("upper"), |ui| {
            self.middle(ui, &mut asks);
        });
        ui.scope_builder(UiBuilder::new().max_rect(lower).id_salt("foot"), |ui| {
            CentralPanel::default()
                .frame(bar)
                .show(ui, |ui| self.foot(ui, &mut asks));
        });
        self.dialogs(ui, &mut asks);
        // After the room, so that a cell being edited has the first word on its keys.
        self.keys(ui.ctx(), &mut asks);
        self.keyboard.end(ui.ctx(), !self.no_dialog());
        if !asks.is_empty() {
            self.asked.extend(asks);
            ui.ctx().request_repaint();
        }
    }

    /// The room, and below it what the program has to say of itself.
    fn middle(&mut self, ui: &mut Ui, asks: &mut Vec<Request>) {
        if !self.notice.is_empty() {
            let plain = egui::Frame::new().fill(theme::palette(ui).card);
            Panel::bottom("notice")
                .frame(plain.inner_margin(8.0))
                .show(ui, |ui| self.notice.ui(ui));
        }
        if self.unsaved.is_in_trouble() {
            let plain = egui::Frame::new().fill(theme::palette(ui).card);
            Panel::bottom("unsaved")
                .frame(plain.inner_margin(8.0))
                .show(ui, |ui| self.unsaved.ui(ui, &self.session, asks));
        }
        let desk = Desk {
            session: &self.session,
            year: self.year,
            against: &self.against,
        };
        CentralPanel::default()
            .frame(theme::page(ui))
            .show(ui, |ui| {
                // A place that a screen reader can go to straight away, past the rail and the bar.
                let main = UiBuilder::new()
                    .accessibility_role(Role::Main)
                    .accessibility_label(format!("{} room", self.room.name()));
                ui.scope_builder(main, |ui| {
                    room_for(ui, self.room.name(), LEAST, |ui| {
                        self.rooms.screen(self.room).ui(ui, desk, asks);
                    });
                });
            });
    }

    fn foot(&mut self, ui: &mut Ui, asks: &mut Vec<Request>) {
        let desk = Desk {
            session: &self.session,
            year: self.year,
            against: &self.against,
        };
        let hint = self.rooms.screen(self.room).hint(desk);
        room_for(ui, "foot", vec2(LEAST_BAR, 0.0), |ui| {
            shell::foot(ui, &self.session, &hint, asks);
        });
    }

    fn dialogs(&mut self, ui: &mut Ui, asks: &mut Vec<Request>) {
        self.finder.ui(ui, &self.session, self.year, asks);
        if self.guide.as_mut().is_some_and(|guide| !guide.ui(ui)) {
            self.guide = None;
        }
        self.show_open_path(ui);
        self.show_new_plan(ui);
        self.show_damaged(ui);
    }

    fn keys(&mut self, ctx: &Context, asks: &mut Vec<Request>) {
        let in_text = ctx.text_edit_focused();
        let mut actions = Action::all();
        // Keys with more modifiers first: Ctrl+Shift+O must not be taken for Ctrl+O.
        actions.sort_by_key(|action| action.shortcut().map(|shortcut| !shortcut.modifiers.shift));
        for action in actions {
            let Some(shortcut) = action.shortcut() else {
                continue;
            };
            if in_text && action.yields_to_text() {
                continue;
            }
            if ctx.input_mut(|input| input.consume_shortcut(&shortcut)) {
                asks.push(Request::Do(action));
            }
        }
    }
}

/// The newest fiscal year with an allocation, else with a grant, else with a figure of what happened, else this year's.
fn latest_year(session: &Session) -> i16 {
    let book = session.book();
    let allocated = book
        .allocations
        .iter()
        .filter_map(|allocation| book.grants.get(allocation.grant))
        .map(|grant| grant.fiscal_year)
        .max();
    let measured = || {
        let actual = book.readings.iter().filter(|held| held.status.is_actual());
        actual.map(|held| fiscal_year(held.period.end())).max()
    };
    allocated
        .or_else(|| book.fiscal_years().first().copied())
        .or_else(measured)
        .unwrap_or_else(|| fiscal_year(session.today()))
}

/// The year in which a day's fiscal year begins.
fn fiscal_year(day: jiff::civil::Date) -> i16 {
    if day.month() >= 4 {
        day.year()
    } else {
        day.year() - 1
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        Self::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        Self::ui(self, ui);
    }
}
