//! "You said – we did": each theme as a row of doors, to its comments, to what was done, to its money, to its indicator.
//!
//! What is missing says so and offers the step; the step opens the theme's form here, or the room where the thing lives.

use std::rc::Rc;

use egui::{Rect, ScrollArea, Ui, vec2};

use crate::domain::book::Book;
use crate::domain::consultation::Theme;
use crate::domain::consultation::said_did::{Gap, SaidDid, figure_words, said_did};
use crate::domain::consultation::themes::theme_table;
use crate::domain::id::{ConsultationId, ThemeId};
use crate::domain::period::Period;
use crate::domain::problem::Place;
use crate::domain::statistics::grouped;
use crate::ui::consultation::comments::read::{halves, part};
use crate::ui::consultation::form::voice::ThemeForm;
use crate::ui::consultation::form::{Open, carry};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::thread::columns::{Column, cells, heads};
use crate::ui::thread::door::{Words, door, rule};
use crate::ui::widgets::{empty_state, room_heading, section};

const COLUMNS: [Column; 5] = [
    Column::new("You said", 120.0, 2.0),
    Column::new("People", 60.0, 0.0),
    Column::new("We did", 140.0, 3.0),
    Column::new("Its money", 110.0, 1.2),
    Column::new("Its indicator", 140.0, 2.0),
];
/// How tall a row is, in points: three lines of words.
const ROW: f32 = 62.0;

/// The form that is open, and the lines as they were last worked out.
#[derive(Default)]
pub(super) struct Said {
    form: Option<Open<ThemeForm>>,
    memo: Option<(Basis, Rc<Vec<SaidDid>>)>,
}

#[derive(Clone, PartialEq)]
struct Basis {
    revision: u64,
    consultation: ConsultationId,
    year: i16,
    list: String,
}

/// What a cell opens.
enum Opens {
    /// The theme's comments.
    Comments,
    /// The theme's form.
    Form,
    /// A place elsewhere.
    Place(Place),
}

/// A cell: its words, whether they say that something is missing, and what it opens.
struct Cell {
    words: String,
    is_gap: bool,
    opens: Opens,
}

impl Cell {
    fn said(words: impl Into<String>, opens: Opens) -> Self {
        Self {
            words: words.into(),
            is_gap: false,
            opens,
        }
    }

    fn gap(gap: Gap, opens: Opens) -> Self {
        Self {
            words: gap.step().to_owned(),
            is_gap: true,
            opens,
        }
    }
}

impl Said {
    /// Draws the view; gives back a theme whose comments are to be read.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        consultation: ConsultationId,
        escape: bool,
        asks: &mut Vec<Request>,
    ) -> Option<ThemeId> {
        let lines = self.lines(desk, consultation);
        if lines.is_empty() && self.form.is_none() {
            self.nothing(ui, desk, consultation);
            return None;
        }
        let whole = ui.available_rect_before_wrap();
        let [beside, form] = halves(ui, 0.36, 300.0, 440.0);
        let left = if self.form.is_some() { beside } else { whole };
        let theme = part(ui, left, "said", |ui| {
            theme::card(ui)
                .show(ui, |ui| {
                    ui.set_min_size(ui.available_size());
                    self.table(ui, desk, consultation, &lines, asks)
                })
                .inner
        });
        if self.form.is_some() {
            part(ui, form, "said form", |ui| {
                ScrollArea::vertical().id_salt("said form").show(ui, |ui| {
                    carry(&mut self.form, ui, "said theme", desk, escape, asks);
                });
            });
        }
        ui.advance_cursor_after_rect(whole);
        theme
    }

    fn lines(&mut self, desk: Desk<'_>, consultation: ConsultationId) -> Rc<Vec<SaidDid>> {
        let list = desk.against.list.as_str();
        let basis = Basis {
            revision: desk.session.revision(),
            consultation,
            year: desk.year,
            list: list.to_owned(),
        };
        if let Some((held, lines)) = &self.memo
            && *held == basis
        {
            return Rc::clone(lines);
        }
        let (session, book) = (desk.session, desk.book());
        let sheet = session.sheet(consultation);
        let counts = sheet.map(|sheet| theme_table(book, &sheet, consultation, None));
        let money = session.year_money(desk.year);
        let lines = Rc::new(said_did(
            book,
            consultation,
            &money.position,
            |id| session.comparisons(id, list),
            counts.as_ref(),
        ));
        self.memo = Some((basis, Rc::clone(&lines)));
        lines
    }

    fn nothing(&mut self, ui: &mut Ui, desk: Desk<'_>, consultation: ConsultationId) {
        if desk.session.is_read_only() {
            room_heading(ui, "No themes yet");
            let words = "This file may only be read, so none can be added.";
            ui.label(theme::muted(ui, words));
            return;
        }
        let what = "A theme is something several people said. Beside it stands what was done about it, the money that pays for that, and the indicator that would show it.";
        if empty_state(ui, "No themes yet", what, "Add the first theme") {
            self.form = Some(Open::bare(ThemeForm::fresh(consultation)));
        }
    }

    fn table(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        consultation: ConsultationId,
        lines: &[SaidDid],
        asks: &mut Vec<Request>,
    ) -> Option<ThemeId> {
        let year = Period::Financial(desk.year);
        let whole = lines.iter().filter(|line| line.gaps.is_empty()).count();
        ui.horizontal_wrapped(|ui| {
            section(ui, &format!("You said – we did, money of {year}"));
            ui.label(theme::muted(
                ui,
                format!("{whole} of {} lines have nothing missing", lines.len()),
            ));
            ui.add_enabled_ui(!desk.session.is_read_only(), |ui| {
                let add = ui.button("Add a theme…");
                if add.clicked() {
                    self.form = Some(Open::new(ThemeForm::fresh(consultation), &add));
                }
            });
        });
        ui.add_space(space::TINY);
        ui.spacing_mut().item_spacing.y = 0.0;
        heads(ui, &COLUMNS);
        let mut read = None;
        ScrollArea::vertical()
            .id_salt("said rows")
            .auto_shrink([false, false])
            .show_rows(ui, ROW, lines.len(), |ui, range| {
                for line in lines.get(range).unwrap_or_default() {
                    match row(ui, desk, line) {
                        Some(Opens::Comments) => read = Some(line.theme),
                        Some(Opens::Form) => self.open(desk, line.theme, asks),
                        Some(Opens::Place(place)) => asks.push(Request::Open(place)),
                        None => {}
                    }
                }
            });
        read
    }

    fn open(&mut self, desk: Desk<'_>, theme: ThemeId, asks: &mut Vec<Request>) {
        if desk.session.is_read_only() {
            let words = "This file may only be read, so nothing can be added to it.";
            asks.push(Request::Refused(words.to_owned()));
        } else if let Some(held) = desk.book().themes.get(theme) {
            self.form = Some(Open::bare(ThemeForm::of(held)));
        }
    }
}

/// One theme's row; gives back what was pressed in it.
fn row(ui: &mut Ui, desk: Desk<'_>, line: &SaidDid) -> Option<Opens> {
    let book = desk.book();
    let theme = book.themes.get(line.theme)?;
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let held = [
        Cell::said(theme.title.clone(), Opens::Comments),
        people(line),
        done(theme, line),
        money(book, desk.year, line),
        indicator(book, line),
    ];
    let mut opened = None;
    for (n, (cell, place)) in held.into_iter().zip(cells(&COLUMNS, rect)).enumerate() {
        let id = ui.scope_id().with((line.theme, n));
        let indent = if n == 0 {
            line.depth as f32 * 14.0
        } else {
            0.0
        };
        if draw(ui, place, indent, id, (theme, n), &cell) {
            opened = Some(cell.opens);
        }
    }
    rule(ui, rect);
    opened
}

/// Draws a cell; whether it was pressed.
fn draw(
    ui: &mut Ui,
    place: Rect,
    indent: f32,
    id: egui::Id,
    (theme, n): (&Theme, usize),
    cell: &Cell,
) -> bool {
    let spoken = ["comments", "people", "we did", "money", "indicator"];
    let what = spoken.get(n).copied().unwrap_or_default();
    let name = format!("{}, {what}: {}", theme.title, cell.words);
    let palette = theme::palette(ui);
    let pressed = door(ui, place.expand2(vec2(4.0, 0.0)), id, &name);
    let (body, strong) = (theme::body_font(ui), theme::strong_font(ui));
    let ink = if cell.is_gap {
        palette.muted
    } else {
        palette.text
    };
    let font = if n == 0 { &strong } else { &body };
    let within = place.with_min_x(place.left() + indent);
    let shortened = Words::new(&cell.words, font, ink)
        .lines(3)
        .paint(ui, within);
    let pressed = if shortened {
        pressed.on_hover_text(&cell.words)
    } else {
        pressed
    };
    pressed.clicked()
}

fn people(line: &SaidDid) -> Cell {
    let words = line
        .people
        .map_or_else(|| "–".to_owned(), |n| grouped(n.unsigned_abs()));
    Cell::said(words, Opens::Comments)
}

fn done(theme: &Theme, line: &SaidDid) -> Cell {
    if line.gaps.contains(&Gap::Done) {
        return Cell::gap(Gap::Done, Opens::Form);
    }
    Cell::said(theme.we_did.clone(), Opens::Form)
}

fn money(book: &Book, year: i16, line: &SaidDid) -> Cell {
    let area = line
        .area
        .and_then(|id| Some((id, book.priority_areas.get(id)?)));
    let Some((id, area)) = area else {
        return Cell::gap(Gap::Area, Opens::Form);
    };
    let opens = Opens::Place(Place::PriorityArea(id, year));
    match line.money {
        Some(amount) => Cell::said(format!("{amount} – {}", area.name), opens),
        None => Cell::gap(Gap::Money, opens),
    }
}

fn indicator(book: &Book, line: &SaidDid) -> Cell {
    let held = line.indicator.and_then(|id| book.indicators.get(id));
    let Some(held) = held else {
        return Cell::gap(Gap::Indicator, Opens::Form);
    };
    let opens = Opens::Place(Place::Indicator(held.id));
    match &line.figure {
        Some(figure) => Cell::said(
            format!("{} – {}", figure_words(held, figure), held.label()),
            opens,
        ),
        None => Cell::gap(Gap::Figure, opens),
    }
}
