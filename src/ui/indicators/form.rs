//! The form for an indicator, as far as it is filled in: a new one, or one of the plan's being changed.
//!
//! Nothing typed here is lost to a refusal: the form stays until the plan holds the indicator, or until it is given up.

pub mod rules;

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::id::IndicatorId;
use crate::domain::indicator::Indicator;
use crate::domain::problem::{Problem, Severity};
use crate::domain::record::Edit;
use crate::ui::indicators::change::words;
use crate::ui::indicators::form::rules::Rules;
use crate::ui::room::Desk;

/// A form being filled in.
#[derive(Clone, Debug)]
pub struct Form {
    /// The indicator as the officer saw it; none for a new one.
    pub was: Option<Indicator>,
    /// As it is to be, but for its rules.
    pub now: Indicator,
    /// Its rules as typed.
    pub rules: Rules,
    /// Whether anybody has tried to save it: before that, empty fields are not held against it.
    pub is_tried: bool,
    sent: Option<Indicator>,
}

impl Form {
    /// For a new indicator, of the kind most are.
    pub fn add(desk: Desk<'_>) -> Self {
        let position = desk
            .book()
            .indicators
            .iter()
            .map(|held| held.position)
            .max()
            .unwrap_or(0)
            + 1;
        let now = Indicator {
            position,
            ..Indicator::new(IndicatorId(desk.session.new_key()))
        };
        Self {
            was: None,
            rules: Rules::of(&now),
            now,
            is_tried: false,
            sent: None,
        }
    }

    /// For one of the plan's.
    pub fn edit(indicator: &Indicator) -> Self {
        Self {
            was: Some(indicator.clone()),
            now: indicator.clone(),
            rules: Rules::of(indicator),
            is_tried: false,
            sent: None,
        }
    }

    /// The change it would make, with spaces around words dropped.
    pub fn command(&self) -> Command {
        let now = self.whole();
        match &self.was {
            Some(was) => Edit::change(was, now).into(),
            None => Edit::add(now).into(),
        }
    }

    /// The indicator with its rules, as far as they can be read.
    fn whole(&self) -> Indicator {
        let mut now = tidy(&self.now);
        self.rules.put(&mut now);
        now
    }

    /// Why it cannot be saved: about one field, by its name, or about none.
    pub fn refusals(&self, book: &Book) -> Vec<(Option<&'static str>, String)> {
        let problems = self.command().problems(book);
        let errors = problems
            .iter()
            .filter(|held| held.severity == Severity::Error);
        let errors = errors
            .filter(|held| self.is_tried || held.kind != "name-empty")
            .map(|held| (field(held), words(held)));
        let faults = self.rules.put(&mut self.now.clone());
        let faults = faults
            .into_iter()
            .filter(|held| self.is_tried || !held.is_blank)
            .map(|held| (Some(held.field), held.words));
        errors.chain(faults).collect()
    }

    /// Asks for the change, if nothing stands in its way.
    pub fn send(&mut self, book: &Book) -> Option<Command> {
        self.is_tried = true;
        if !self.refusals(book).is_empty() {
            return None;
        }
        self.sent = Some(self.whole());
        Some(self.command())
    }

    /// The indicator's key, once the plan holds what was sent.
    pub fn saved(&self, book: &Book) -> Option<IndicatorId> {
        let sent = self.sent.as_ref()?;
        let held = book.indicators.get(sent.id)?;
        (without_order(held) == without_order(sent)).then_some(sent.id)
    }
}

fn tidy(indicator: &Indicator) -> Indicator {
    let mut tidy = indicator.clone();
    let Indicator {
        code,
        title,
        unit_words,
        numerator,
        denominator,
        source,
        definition,
        target,
        topic,
        next_publication,
        ..
    } = &mut tidy;
    for words in [
        code,
        title,
        unit_words,
        numerator,
        denominator,
        source,
        definition,
        target,
        topic,
        next_publication,
    ] {
        *words = words.trim().to_owned();
    }
    tidy
}

/// The file gives objectives back in its own order.
fn without_order(indicator: &Indicator) -> Indicator {
    let mut plain = indicator.clone();
    plain.objectives.sort_unstable();
    plain
}

/// The field a problem is about.
fn field(problem: &Problem) -> Option<&'static str> {
    ["code", "title", "kind of period"]
        .into_iter()
        .find(|name| problem.location.ends_with(&format!(", {name}")))
}
