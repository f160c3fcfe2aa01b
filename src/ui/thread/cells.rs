//! The cells of a row of the thread: what each shows, what it is called, and what it opens.
//!
//! Absence is said in words ("no grant", "not asked", "none") and is a door too: it opens the room where the
//! missing thing can be added.

use egui::{Align, FontId, Rect, Response, Ui, UiBuilder, vec2};

use crate::domain::benchmark::Direction;
use crate::domain::indicator::Indicator;
use crate::domain::objective::Objective;
use crate::domain::plan::{ActionStatus, Level};
use crate::domain::problem::Place;
use crate::domain::statistics::half_up;
use crate::domain::thread::{Measures, Thread, ThreadRow, Voice, Watch, rating};
use crate::ui::request::Request;
use crate::ui::room::{Desk, Room};
use crate::ui::theme::{self, Series, Tone, size};
use crate::ui::thread::door::{INSET, Words, door};
use crate::ui::thread::table::{Column, Pressed};
use crate::ui::widgets::{Badge, badge, sparkline};

/// One row, to be drawn cell by cell.
pub struct Cells<'a> {
    pub desk: Desk<'a>,
    pub thread: &'a Thread,
    pub row: &'a ThreadRow,
    pub objective: &'a Objective,
    /// Whether its first cell is to get the keyboard now.
    pub go_to: bool,
}

/// What a cell says.
struct Said {
    /// On the first line.
    first: String,
    /// On the second, of second rank; may be empty.
    second: String,
    /// The whole of it for hover and for a screen reader.
    whole: String,
    /// Whether it says that something is absent.
    absent: bool,
    opens: Pressed,
}

impl Said {
    fn new(first: impl Into<String>, whole: impl Into<String>, opens: Request) -> Self {
        Self { first: first.into(), second: String::new(), whole: whole.into(), absent: false, opens: Pressed::Ask(opens) }
    }

    fn absent(words: &str, whole: impl Into<String>, opens: Request) -> Self {
        Self { absent: true, ..Self::new(words, whole, opens) }
    }

    fn second(mut self, second: impl Into<String>) -> Self {
        self.second = second.into();
        self
    }
}

impl Cells<'_> {
    /// Draws one cell, and says what was pressed in it.
    pub fn cell(&self, ui: &mut Ui, column: Column, rect: Rect) -> Option<Pressed> {
        let said = self.said(column);
        let id = ui.scope_id().with((self.row.objective, column as usize));
        let name = format!("{}, {}: {}", self.objective.label(), spoken(column), said.whole);
        let response = door(ui, rect, id, &name);
        if self.go_to && column == Column::Objective {
            response.request_focus();
            response.scroll_to_me(None);
        }
        let mut shortened = false;
        if ui.is_rect_visible(rect) {
            shortened = self.paint(ui, column, rect.shrink2(vec2(INSET - 2.0, 0.0)), &said);
        }
        let response = if shortened || column != Column::Grant { hover(response, &said.whole) } else { response };
        response.clicked().then_some(said.opens)
    }

    fn said(&self, column: Column) -> Said {
        match column {
            Column::Number | Column::Objective => self.name(),
            Column::Grant | Column::Share => self.grant(),
            Column::Better => better(&self.row.measures, self.first_indicator()),
            Column::Watch => self.watch(),
            Column::Voice => self.voice(),
            Column::Plan => self.plan(),
            Column::Risk => self.risk(),
        }
    }

    fn name(&self) -> Said {
        Said {
            first: self.objective.short.clone(),
            second: String::new(),
            whole: format!("{}. Opens it here, to change it", self.objective.title),
            absent: false,
            opens: Pressed::Objective(self.row.objective),
        }
    }

    fn grant(&self) -> Said {
        let money = &self.row.money;
        let year = Request::Open(Place::FiscalYear(self.desk.year));
        let others = if money.others.is_negative() || money.others.0 == 0 {
            String::new()
        } else {
            format!(", and {} from others", money.others)
        };
        if money.lines.is_empty() {
            return Said::absent("no grant", format!("no grant pays for it in the year{others}"), year);
        }
        let opens = match money.lines.as_slice() {
            [only] => Request::Open(Place::PriorityArea(*only, self.desk.year)),
            _ => year,
        };
        let share = money.share.map(|share| format!(", {share:.1}% of {}", self.thread.totals.whole())).unwrap_or_default();
        Said::new(money.amount.to_string(), format!("{}{share}{others}", money.amount), opens)
    }

    /// Where an objective's indicators are looked at when none is to be watched.
    fn first_indicator(&self) -> Request {
        let serving = |held: &&Indicator| held.objectives.contains(&self.row.objective);
        let first = self.row.measures.watch.as_ref().map(|watch| watch.indicator);
        let first = first.or_else(|| self.desk.book().indicators.iter().find(serving).map(|held| held.id));
        first.map_or(Request::Go(Room::Indicators), |id| Request::Open(Place::Indicator(id)))
    }

    fn watch(&self) -> Said {
        let found = self.row.measures.watch.as_ref().and_then(|watch| {
            Some((watch, self.desk.book().indicators.get(watch.indicator)?))
        });
        let Some((watch, indicator)) = found else {
            let words = if self.row.measures.indicators == 0 { "none" } else { "no figures yet" };
            return Said::absent(words, words, self.first_indicator());
        };
        let value = indicator.show(watch.value, watch.decimals);
        let moved = movement(watch).map(|(sign, word)| format!(" {sign} {word}")).unwrap_or_default();
        let (beside, briefly) = match watch.better_than_neighbours {
            Some(true) => (", better than neighbours", ""),
            Some(false) => (", worse than neighbours", " · behind"),
            None => ("", ""),
        };
        let whole = format!("{}: {value} in {}{moved}{beside}", indicator.label(), watch.period);
        let opens = Request::Open(Place::Indicator(indicator.id));
        Said::new(called(indicator), whole, opens).second(format!("{value}{moved}{briefly}"))
    }

    fn voice(&self) -> Said {
        let go = self.row.voice.consultation().map_or(Request::Go(Room::Consultation), |id| Request::Open(Place::Consultation(id)));
        let question = |asked: &crate::domain::thread::Asked| {
            let text = self.desk.book().questions.get(asked.question).map_or("", |held| &held.text);
            let more = if asked.more == 0 { String::new() } else { format!(" ({} more questions)", asked.more) };
            format!("“{text}”{more}")
        };
        match &self.row.voice {
            Voice::NotAsked => Said::absent("not asked", "no consultation is linked to it", go),
            Voice::NoCounts(_) => Said::absent("no counts", "a consultation, with no counts that have sides", go),
            Voice::Net { asked, net, base } => {
                let whole = format!("net agreement {}, {base} answered: {}", signed(*net), question(asked));
                Said::new(signed(*net), whole, go).second(format!("of {base}"))
            }
            Voice::Few { asked, agree, against, base } => {
                let whole = format!("{agree} for and {against} against of {base}, too few for percentages: {}", question(asked));
                Said::new(format!("{agree} for, {against} not"), whole, go).second(format!("of {base}"))
            }
            Voice::Published { asked, net } => {
                let whole = format!("net agreement {} as published; how many answered is not known: {}", signed(*net), question(asked));
                Said::new(signed(*net), whole, go).second("as published")
            }
        }
    }

    fn plan(&self) -> Said {
        let actions = &self.row.actions;
        let Some(action) = actions.first.and_then(|id| self.desk.book().actions.get(id)) else {
            return match actions.of {
                0 => Said::absent("none", "no action", Request::Go(Room::Plan)),
                n => Said::new("all done", format!("all {n} actions are done"), Request::Go(Room::Plan)),
            };
        };
        let status = action.status.word();
        let count = match actions.open {
            1 => String::new(),
            n => format!(" · {n} open"),
        };
        let sign = if matches!(action.status, ActionStatus::Late | ActionStatus::AtRisk) { "⚠ " } else { "" };
        let whole = format!("{}: {status}{count}", action.title);
        Said::new(&action.title, whole, Request::Open(Place::Action(action.id))).second(format!("{sign}{status}{count}"))
    }

    fn risk(&self) -> Said {
        match self.row.risk.and_then(|id| self.desk.book().risks.get(id)) {
            None => Said::absent("none", "no risk", Request::Go(Room::Plan)),
            Some(risk) => {
                let level = rating(risk.score()).word();
                let whole = format!("{level}: {}", risk.title);
                Said::new(level, whole, Request::Open(Place::Risk(risk.id)))
            }
        }
    }

    /// Paints the cell, and says whether its words had to be shortened.
    fn paint(&self, ui: &mut Ui, column: Column, rect: Rect, said: &Said) -> bool {
        match column {
            Column::Number | Column::Objective => self.paint_name(ui, rect, said),
            Column::Share => self.paint_share(ui, rect),
            Column::Watch if !said.absent => self.paint_watch(ui, rect, said),
            Column::Risk if !said.absent => {
                paint_risk(ui, rect, &said.first);
                false
            }
            _ => paint_lines(ui, column, rect, said),
        }
    }

    fn paint_name(&self, ui: &Ui, rect: Rect, said: &Said) -> bool {
        let palette = theme::palette(ui);
        let number_width = 40.0;
        let (number, name) = rect.split_left_right_at_x(rect.left() + number_width);
        Words::new(&self.objective.number, &theme::body_font(ui), palette.muted).paint(ui, number);
        Words::new(&said.first, &theme::strong_font(ui), palette.text).lines(2).paint(ui, name)
    }

    /// A bar without a track: its length is to be held against the other rows', not against a whole.
    fn paint_share(&self, ui: &Ui, rect: Rect) -> bool {
        let Some(share) = self.row.money.share.filter(|_| !self.row.money.lines.is_empty()) else {
            return false;
        };
        let most = self.thread.rows.iter().filter_map(|row| row.money.share).fold(0.0_f64, f64::max);
        let palette = theme::palette(ui);
        let room = (rect.width() - 48.0).max(8.0);
        let across = if most > 0.0 { room * (share / most).clamp(0.0, 1.0) as f32 } else { 0.0 };
        let bar = Rect::from_min_size(rect.left_center() - vec2(0.0, size::METER / 2.0), vec2(across.max(2.0), size::METER));
        ui.painter().rect_filled(bar, 2.0, palette.of(Series::Authority));
        let words = Rect::from_x_y_ranges(bar.right() + 6.0..=rect.right(), rect.y_range());
        Words::new(&format!("{share:.1}%"), &theme::body_font(ui), palette.muted).paint(ui, words)
    }

    fn paint_watch(&self, ui: &mut Ui, rect: Rect, said: &Said) -> bool {
        let Some(watch) = &self.row.measures.watch else {
            return false;
        };
        let palette = theme::palette(ui);
        let (upper, lower) = halves(rect);
        let shortened = Words::new(&said.first, &theme::body_font(ui), palette.text).paint(ui, upper);
        let attention = watch.needs_a_look();
        let line = palette.of(if attention { Series::Attention } else { Series::Authority });
        let spark = Rect::from_min_size(lower.min, size::SPARKLINE.into());
        let mut inside = ui.new_child(UiBuilder::new().max_rect(spark));
        sparkline(&mut inside, &said.whole, &watch.points, line);
        let ink = if attention { palette.text_of(Series::Attention) } else { palette.muted };
        let words = lower.with_min_x(spark.right() + 8.0);
        Words::new(&said.second, &theme::small_font(ui), ink).paint(ui, words) || shortened
    }
}

/// Two lines of words; one stands in the middle.
fn paint_lines(ui: &Ui, column: Column, rect: Rect, said: &Said) -> bool {
    let palette = theme::palette(ui);
    let (body, small): (FontId, FontId) = (theme::body_font(ui), theme::small_font(ui));
    let ink = if said.absent { palette.muted } else { palette.text };
    let align = if matches!(column, Column::Grant | Column::Voice) { Align::Max } else { Align::Min };
    let first = Words { align, ..Words::new(&said.first, &body, ink) };
    if said.second.is_empty() {
        return first.paint(ui, rect);
    }
    let (upper, lower) = halves(rect);
    let tone = if said.second.starts_with('⚠') { palette.warn.text } else { palette.muted };
    let second = Words { align, ..Words::new(&said.second, &small, tone) };
    let shortened = first.paint(ui, upper);
    second.paint(ui, lower) || shortened
}

fn paint_risk(ui: &mut Ui, rect: Rect, level: &str) {
    let tone = if level == Level::High.word() {
        Tone::Error
    } else if level == Level::Medium.word() {
        Tone::Warn
    } else {
        Tone::Ok
    };
    let place = Rect::from_min_size(rect.left_center() - vec2(0.0, 10.0), vec2(rect.width(), 20.0));
    badge(&mut ui.new_child(UiBuilder::new().max_rect(place)), level, Badge::Tone(tone));
}

/// Where the first and the second line stand.
fn halves(rect: Rect) -> (Rect, Rect) {
    let middle = rect.center().y;
    let upper = Rect::from_x_y_ranges(rect.x_range(), middle - 21.0..=middle - 1.0);
    let lower = Rect::from_x_y_ranges(rect.x_range(), middle..=middle + 22.0);
    (upper, lower)
}

/// An indicator in few words: a code that officers know it by goes before its title, a data set's own key does not.
fn called(indicator: &Indicator) -> String {
    let known = indicator.code.chars().count() <= 8 && !indicator.code.contains('_');
    if known { indicator.label() } else { indicator.title.clone() }
}

/// What a column is called inside a cell's name.
fn spoken(column: Column) -> &'static str {
    match column {
        Column::Number | Column::Objective => "objective",
        Column::Grant => "grant",
        Column::Share => "share",
        Column::Better => "better than neighbours",
        Column::Watch => "watch",
        Column::Voice => "voice",
        Column::Plan => "plan",
        Column::Risk => "top risk",
    }
}

fn hover(response: Response, whole: &str) -> Response {
    response.on_hover_text(whole)
}

fn better(measures: &Measures, opens: Request) -> Said {
    let (neighbours, previous) = (measures.neighbours, measures.previous);
    let improved = format!("{previous} improved on the figure before");
    match (measures.indicators, neighbours.of, previous.of) {
        (0, ..) => Said::absent("none", "no indicator", opens),
        (n, 0, 0) => Said::absent("not compared", format!("none of {n} indicators can be compared"), opens),
        (_, 0, _) => Said::new(format!("{previous} improved"), format!("no neighbours’ figures; {improved}"), opens)
            .second("no neighbours’ figures"),
        (_, _, 0) => Said::new(neighbours.to_string(), format!("{neighbours} better than neighbours"), opens),
        _ => Said::new(neighbours.to_string(), format!("{neighbours} better than neighbours; of the others, {improved}"), opens)
            .second(format!("others: {previous} improved")),
    }
}

/// The sign and the words for which way a figure moved: the arrow is the figure's, the word is the judgement.
fn movement(watch: &Watch) -> Option<(&'static str, &'static str)> {
    let sign = match watch.change? {
        change if change > 0.0 => "↑",
        change if change < 0.0 => "↓",
        _ => "≈",
    };
    Some((sign, watch.direction.map_or("", Direction::word)))
}

/// A net agreement in whole points with its sign.
fn signed(net: f64) -> String {
    match half_up(net, 0) {
        n if n > 0.0 => format!("+{n:.0}"),
        n if n < 0.0 => format!("−{:.0}", n.abs()),
        _ => "0".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::thread::Of;

    #[test]
    fn net_agreement_has_its_sign() {
        let found: Vec<String> = [27.4, -3.5, 0.2, -0.2].into_iter().map(signed).collect();
        assert_eq!(found, ["+27", "−4", "0", "0"]);
    }

    #[test]
    fn what_is_counted_is_said() {
        #[track_caller]
        fn check(indicators: usize, neighbours: (usize, usize), previous: (usize, usize), want: (&str, &str)) {
            let of = |(n, of)| Of { n, of };
            let measures = Measures { indicators, neighbours: of(neighbours), previous: of(previous), watch: None };
            let said = better(&measures, Request::Go(Room::Indicators));
            assert_eq!((said.first.as_str(), said.second.as_str()), want);
        }
        check(0, (0, 0), (0, 0), ("none", ""));
        check(3, (0, 0), (0, 0), ("not compared", ""));
        check(3, (0, 0), (2, 3), ("2 of 3 improved", "no neighbours’ figures"));
        check(3, (1, 3), (0, 0), ("1 of 3", ""));
        check(5, (1, 3), (1, 2), ("1 of 3", "others: 1 of 2 improved"));
    }
}
