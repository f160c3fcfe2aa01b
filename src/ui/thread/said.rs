//! What each cell of the thread says, what it is called, and what it opens.
//!
//! Absence is said in words ("no grant", "not asked", "none") and is a door too: it opens the room where the
//! missing thing can be added.

use crate::domain::benchmark::Direction;
use crate::domain::indicator::Indicator;
use crate::domain::money::Pence;
use crate::domain::plan::ActionStatus;
use crate::domain::problem::Place;
use crate::domain::statistics::half_up;
use crate::domain::thread::{Asked, Measures, Voice, Watch};
use crate::ui::request::Request;
use crate::ui::room::Room;
use crate::ui::thread::cells::Cells;
use crate::ui::thread::table::{Column, Pressed};

/// What a cell says.
pub struct Said {
    /// On the first line.
    pub first: String,
    /// On the second, of second rank; may be empty.
    pub second: String,
    /// The whole of it for hover and for a screen reader.
    pub whole: String,
    /// Whether it says that something is absent.
    pub absent: bool,
    pub opens: Pressed,
}

impl Said {
    fn new(first: impl Into<String>, whole: impl Into<String>, opens: Request) -> Self {
        Self {
            first: first.into(),
            second: String::new(),
            whole: whole.into(),
            absent: false,
            opens: Pressed::Ask(Box::new(opens)),
        }
    }

    fn absent(words: &str, whole: impl Into<String>, opens: Request) -> Self {
        Self {
            absent: true,
            ..Self::new(words, whole, opens)
        }
    }

    fn second(mut self, second: impl Into<String>) -> Self {
        self.second = second.into();
        self
    }
}

impl Cells<'_> {
    /// What the cell in a column says.
    pub fn said(&self, column: Column) -> Said {
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
        let mut others = String::new();
        if money.others > Pence::ZERO {
            others.push_str(&format!(", and {} from others", money.others));
        }
        if !money.shared_lines.is_empty() {
            others.push_str(&format!(
                ", and {} that counts under another objective first",
                money.shared
            ));
        }
        let shared = (!money.shared_lines.is_empty()).then(|| format!("+ {} shared", money.shared));
        if let (Some(shared), [first, ..]) = (&shared, money.shared_lines.as_slice())
            && money.lines.is_empty()
        {
            let whole = format!("no grant pays for it alone in the year{others}");
            let opens = Request::Open(Place::PriorityArea(*first, self.desk.year));
            return Said::absent("no grant", whole, opens).second(shared);
        }
        if money.lines.is_empty() {
            return Said::absent(
                "no grant",
                format!("no grant pays for it in the year{others}"),
                year,
            );
        }
        let opens = match money.lines.as_slice() {
            [first, ..] => Request::Open(Place::PriorityArea(*first, self.desk.year)),
            _ => year,
        };
        let share = money
            .share
            .map(|share| format!(", {share:.1}% of {}", self.thread.totals.whole()))
            .unwrap_or_default();
        Said::new(
            money.amount.to_string(),
            format!("{}{share}{others}", money.amount),
            opens,
        )
        .second(shared.unwrap_or_default())
    }

    /// Where an objective's indicators are looked at when none is to be watched.
    fn first_indicator(&self) -> Request {
        let serving = |held: &&Indicator| held.objectives.contains(&self.row.objective);
        let first = self
            .row
            .measures
            .watch
            .as_ref()
            .map(|watch| watch.indicator);
        let first = first.or_else(|| {
            self.desk
                .book()
                .indicators
                .iter()
                .find(serving)
                .map(|held| held.id)
        });
        first.map_or(Request::Go(Room::Indicators), |id| {
            Request::Open(Place::Indicator(id))
        })
    }

    fn watch(&self) -> Said {
        let found = self
            .row
            .measures
            .watch
            .as_ref()
            .and_then(|watch| Some((watch, self.desk.book().indicators.get(watch.indicator)?)));
        let Some((watch, indicator)) = found else {
            let words = if self.row.measures.indicators == 0 {
                "none"
            } else {
                "no figures yet"
            };
            return Said::absent(words, words, self.first_indicator());
        };
        let value = indicator.show(watch.value, watch.decimals);
        let moved = movement(watch)
            .map(|(sign, word)| format!(" {sign} {word}"))
            .unwrap_or_default();
        let (beside, briefly) = match watch.better_than_neighbours {
            Some(true) => (", better than neighbours", ""),
            Some(false) => (", worse than neighbours", " · behind"),
            None => ("", ""),
        };
        let whole = format!(
            "{}: {value} in {}{moved}{beside}",
            indicator.label(),
            watch.period
        );
        let opens = Request::Open(Place::Indicator(indicator.id));
        Said::new(called(indicator), whole, opens).second(format!("{value}{moved}{briefly}"))
    }

    fn voice(&self) -> Said {
        let go = self
            .row
            .voice
            .consultation()
            .map_or(Request::Go(Room::Consultation), |id| {
                Request::Open(Place::Consultation(id))
            });
        let question = |asked: &Asked| {
            let text = self
                .desk
                .book()
                .questions
                .get(asked.question)
                .map_or("", |held| &held.text);
            let more = if asked.more == 0 {
                String::new()
            } else {
                format!(" ({} more questions)", asked.more)
            };
            format!("“{text}”{more}")
        };
        let ask = |asked: &Asked| Request::Open(Place::Question(asked.question));
        let said = match &self.row.voice {
            Voice::NotAsked => Said::absent("not asked", "no consultation is linked to it", go),
            Voice::NoCounts(_) => Said::absent(
                "no counts",
                "a consultation, with no counts that have sides",
                go,
            ),
            Voice::Net { asked, net, base } => {
                let whole = format!(
                    "net agreement {}, {base} answered: {}",
                    signed(*net),
                    question(asked)
                );
                Said::new(signed(*net), whole, ask(asked)).second(format!("of {base}"))
            }
            Voice::Few {
                asked,
                agree,
                against,
                base,
            } => {
                let whole = format!(
                    "{agree} for and {against} against of {base}, too few for percentages: {}",
                    question(asked)
                );
                Said::new(format!("{agree} for, {against} not"), whole, ask(asked))
                    .second(format!("of {base}"))
            }
            Voice::Published { asked, net } => {
                let whole = format!(
                    "net agreement {} as published; how many answered is not known: {}",
                    signed(*net),
                    question(asked)
                );
                Said::new(signed(*net), whole, ask(asked)).second("as published")
            }
        };
        self.with_theme(said)
    }

    /// The theme found in most comments is said last.
    fn with_theme(&self, said: Said) -> Said {
        let first = self.row.themes.first();
        let Some(theme) = first.and_then(|id| self.desk.book().themes.get(*id)) else {
            return said;
        };
        Said {
            whole: format!("{}; said most: {}", said.whole, theme.title),
            ..said
        }
    }

    fn plan(&self) -> Said {
        let actions = &self.row.actions;
        let Some(action) = actions
            .first
            .and_then(|id| self.desk.book().actions.get(id))
        else {
            return match actions.of {
                0 => Said::absent("none", "no action", Request::Go(Room::Plan)),
                n => Said::new(
                    "all done",
                    format!("all {n} actions are done"),
                    Request::Go(Room::Plan),
                ),
            };
        };
        let status = action.status.word();
        let count = match actions.open {
            1 => String::new(),
            n => format!(" · {n} open"),
        };
        let sign = if matches!(action.status, ActionStatus::Late | ActionStatus::AtRisk) {
            "⚠ "
        } else {
            ""
        };
        let whole = format!("{}: {status}{count}", action.title);
        Said::new(
            &action.title,
            whole,
            Request::Open(Place::Action(action.id)),
        )
        .second(format!("{sign}{status}{count}"))
    }

    fn risk(&self) -> Said {
        match self.row.risk.and_then(|id| self.desk.book().risks.get(id)) {
            None => Said::absent("none", "no risk", Request::Go(Room::Plan)),
            Some(risk) => {
                let level = risk.rating().word();
                let whole = format!("{level}: {}", risk.title);
                Said::new(level, whole, Request::Open(Place::Risk(risk.id)))
            }
        }
    }
}

/// An indicator in few words: a code that officers know it by goes before its title, a data set's own key does not.
fn called(indicator: &Indicator) -> String {
    let known = indicator.code.chars().count() <= 8 && !indicator.code.contains('_');
    if known {
        indicator.label()
    } else {
        indicator.title.clone()
    }
}

fn better(measures: &Measures, opens: Request) -> Said {
    let (neighbours, previous) = (measures.neighbours, measures.previous);
    let improved = format!("{previous} improved on the figure before");
    match (measures.indicators, neighbours.of, previous.of) {
        (0, ..) => Said::absent("none", "no indicator", opens),
        (n, 0, 0) => Said::absent(
            "not compared",
            format!("none of {n} indicators can be compared"),
            opens,
        ),
        (_, 0, _) => Said::new(
            format!("{previous} improved"),
            format!("no neighbours’ figures; {improved}"),
            opens,
        )
        .second("no neighbours’ figures"),
        (_, _, 0) => Said::new(
            neighbours.to_string(),
            format!("{neighbours} better than neighbours"),
            opens,
        ),
        _ => Said::new(
            neighbours.to_string(),
            format!("{neighbours} better than neighbours; of the others, {improved}"),
            opens,
        )
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
        fn check(
            indicators: usize,
            neighbours: (usize, usize),
            previous: (usize, usize),
            want: (&str, &str),
        ) {
            let of = |(n, of)| Of { n, of };
            let measures = Measures {
                indicators,
                neighbours: of(neighbours),
                previous: of(previous),
                watch: None,
            };
            let said = better(&measures, Request::Go(Room::Indicators));
            assert_eq!((said.first.as_str(), said.second.as_str()), want);
        }
        check(0, (0, 0), (0, 0), ("none", ""));
        check(3, (0, 0), (0, 0), ("not compared", ""));
        check(
            3,
            (0, 0),
            (2, 3),
            ("2 of 3 improved", "no neighbours’ figures"),
        );
        check(3, (1, 3), (0, 0), ("1 of 3", ""));
        check(5, (1, 3), (1, 2), ("1 of 3", "others: 1 of 2 improved"));
    }
}
