//! What the officer has said at the Allocate desk: which amount, which lines, by which rule, and what was typed for each.
//!
//! Why kept as text: a weight is shown as it was typed, `0.0286` and not what a machine makes of it, and a rule that one
//! leaves and comes back to has its figures still.

use std::collections::HashMap;

use crate::domain::apportion::Unit;
use crate::domain::book::Book;
use crate::domain::grant::Grant;
use crate::domain::grant::position::{latest, total};
use crate::domain::id::{ChoiceId, GrantId, IndicatorId, PriorityAreaId, QuestionId};
use crate::domain::money::Pence;

/// The rule by which an amount is shared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Method {
    /// Weights typed or pasted.
    #[default]
    Weights,
    /// Fixed amounts first.
    Fixed,
    /// A formula over counts.
    Formula,
    /// Calculated amounts between a floor and a ceiling on bases.
    Limits,
    /// How far an indicator is worse than the neighbours.
    Gap,
    /// What people chose in a consultation.
    Voice,
}

impl Method {
    /// Every rule, in the order on screen.
    pub const ALL: [Self; 6] = [
        Self::Weights,
        Self::Fixed,
        Self::Formula,
        Self::Limits,
        Self::Gap,
        Self::Voice,
    ];

    /// The words in the list.
    pub fn word(self) -> &'static str {
        match self {
            Self::Weights => "Weights",
            Self::Fixed => "Fixed amounts, then the rest by weight",
            Self::Formula => "So much for each: a formula",
            Self::Limits => "Floor and ceiling on a base",
            Self::Gap => "Gap to the neighbours",
            Self::Voice => "What a consultation chose",
        }
    }

    /// The words in the name of the change.
    pub fn by(self) -> &'static str {
        match self {
            Self::Weights => "by weight",
            Self::Fixed => "by fixed amounts, then weight",
            Self::Formula => "by formula",
            Self::Limits => "with floor and ceiling",
            Self::Gap => "by gap to the neighbours",
            Self::Voice => "by a consultation’s choices",
        }
    }

    /// What one does, in a sentence.
    pub fn about(self) -> &'static str {
        match self {
            Self::Weights => "Type or paste a weight for each line: any numbers in proportion.",
            Self::Fixed => {
                "A line may have a fixed amount, a weight, or both; what is not fixed is shared by weight."
            }
            Self::Formula => {
                "Type or paste the counts a, b and c; the formula makes them a weight: 12.50*a + 3*b, a*(16.12+59.9*b), 50*share(a)+50*share(b)."
            }
            Self::Limits => {
                "Type the calculated amounts. A floor alone scales what lies above it; with a ceiling one multiplier is found."
            }
            Self::Gap => {
                "The weight is how far an indicator is worse than the neighbours’ mean, in per cent of it; nought where it is not worse."
            }
            Self::Voice => {
                "The weight is how many people gave the answer that stands for the line."
            }
        }
    }

    /// The columns one types into.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Weights => &[Column::Weight],
            Self::Fixed => &[Column::Fixed, Column::Weight],
            Self::Formula => &[Column::A, Column::B, Column::C],
            Self::Limits => &[Column::Base, Column::Calculated],
            Self::Gap | Self::Voice => &[],
        }
    }
}

/// A column one types into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// A weight.
    Weight,
    /// A fixed amount.
    Fixed,
    /// The first count.
    A,
    /// The second.
    B,
    /// The third.
    C,
    /// What a floor and a ceiling are changes on.
    Base,
    /// What a formula calculated elsewhere.
    Calculated,
}

impl Column {
    /// Its head.
    pub fn name(self) -> &'static str {
        match self {
            Self::Weight => "Weight",
            Self::Fixed => "Fixed £",
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
            Self::Base => "Base £",
            Self::Calculated => "Calculated £",
        }
    }

    /// Whether it holds money.
    pub fn is_money(self) -> bool {
        matches!(self, Self::Fixed | Self::Base)
    }
}

/// Which amount is shared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HowMuch {
    /// What the grant has not allocated.
    #[default]
    Left,
    /// All of it.
    Whole,
    /// What is typed.
    Typed,
}

/// What a floor and a ceiling are changes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BaseFrom {
    /// What the lines have now from this grant.
    #[default]
    Now,
    /// What all grants of the year before paid the line.
    LastYear,
    /// What is typed.
    Typed,
}

/// What is said once for all lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// The grant.
    pub grant: Option<GrantId>,
    /// Which amount.
    pub how_much: HowMuch,
    /// The typed amount.
    pub total: String,
    /// Whether shares are added to what lines have, or stand in its place.
    pub adds: bool,
    /// The rule.
    pub method: Method,
    /// The unit, by its place among [`Unit::OFFERED`].
    pub unit: usize,
    /// The floor in per cent.
    pub floor: String,
    /// The ceiling in per cent.
    pub ceiling: String,
    /// The formula.
    pub formula: String,
    /// The base.
    pub base: BaseFrom,
    /// The question.
    pub question: Option<QuestionId>,
    /// Whose answers, by the label of the breakdown; empty for everyone's.
    pub whose: String,
    /// Who takes what the unit leaves over; none leaves it unallocated.
    pub balancing: Option<PriorityAreaId>,
}

impl Options {
    /// The unit.
    pub fn unit(&self) -> Unit {
        Unit::OFFERED.get(self.unit).copied().unwrap_or(Unit::PENNY)
    }
}

/// Everything that was said.
#[derive(Debug, Default)]
pub struct Entries {
    /// Once for all lines.
    pub options: Options,
    ticks: HashMap<PriorityAreaId, bool>,
    texts: HashMap<(Column, PriorityAreaId), String>,
    indicators: HashMap<PriorityAreaId, IndicatorId>,
    answers: HashMap<PriorityAreaId, Option<ChoiceId>>,
    /// A cell that is being typed.
    draft: Option<(Column, PriorityAreaId, String)>,
    version: u64,
}

impl Entries {
    /// Changes whenever anything said of a line changes.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Takes another grant up: its own lines are ticked, and what it has left is shared, or all of it if nothing is.
    pub fn take_up(&mut self, book: &Book, grant: GrantId) {
        if self.options.grant != Some(grant) {
            let whole = book
                .grants
                .get(grant)
                .map_or(Pence::ZERO, |held| held.amount);
            let held = latest(book)
                .into_iter()
                .filter(|(line, _)| line.grant == grant);
            let has_left = total(held.map(|(_, amount)| amount)) < whole;
            self.options.adds = has_left;
            self.options.how_much = if has_left {
                HowMuch::Left
            } else {
                HowMuch::Whole
            };
            self.options.grant = Some(grant);
            self.options.balancing = None;
            self.ticks.clear();
            self.version += 1;
        }
    }

    /// Whether a line takes part: as ticked, else whether the grant may pay for it.
    pub fn is_ticked(&self, book: &Book, grant: &Grant, area: PriorityAreaId) -> bool {
        let said = self.ticks.get(&area).copied();
        said.unwrap_or_else(|| grant.may_pay(book, area))
    }

    /// Ticks a line, or not.
    pub fn tick(&mut self, area: PriorityAreaId, ticked: bool) {
        self.ticks.insert(area, ticked);
        self.version += 1;
    }

    /// Forgets what was ticked.
    pub fn tick_eligible(&mut self) {
        self.ticks.clear();
        self.version += 1;
    }

    /// The text of a cell, as it is kept.
    pub fn text(&self, column: Column, area: PriorityAreaId) -> &str {
        self.texts.get(&(column, area)).map_or("", String::as_str)
    }

    /// The text of a cell, with what is being typed.
    pub fn latest(&self, column: Column, area: PriorityAreaId) -> &str {
        match &self.draft {
            Some((col, at, text)) if (*col, *at) == (column, area) => text,
            _ => self.text(column, area),
        }
    }

    /// Keeps a text.
    pub fn write(&mut self, column: Column, area: PriorityAreaId, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            self.texts.remove(&(column, area));
        } else {
            self.texts.insert((column, area), text.to_owned());
        }
        self.version += 1;
    }

    /// What is being typed, or nothing any more; says whether that is another than before.
    pub fn draft(&mut self, draft: Option<(Column, PriorityAreaId, String)>) -> bool {
        let is_new = self.draft != draft;
        if is_new {
            self.draft = draft;
            self.version += 1;
        }
        is_new
    }

    /// Whether anything was typed in these columns.
    pub fn has_texts(&self, columns: &[Column]) -> bool {
        self.texts
            .keys()
            .any(|(column, _)| columns.contains(column))
            || self.draft.is_some()
    }

    /// The indicator chosen for a line, if one was and is there still.
    pub fn indicator(&self, book: &Book, area: PriorityAreaId) -> Option<IndicatorId> {
        let chosen = self.indicators.get(&area).copied();
        chosen.filter(|id| book.indicators.get(*id).is_some())
    }

    /// Chooses an indicator.
    pub fn choose(&mut self, area: PriorityAreaId, indicator: IndicatorId) {
        self.indicators.insert(area, indicator);
        self.version += 1;
    }

    /// What the officer said of a line's answer; none where nothing was said.
    pub fn answer(&self, area: PriorityAreaId) -> Option<Option<ChoiceId>> {
        self.answers.get(&area).copied()
    }

    /// Says which answer stands for a line, or that none does.
    pub fn match_with(&mut self, area: PriorityAreaId, answer: Option<ChoiceId>) {
        self.answers.insert(area, answer);
        self.version += 1;
    }
}

/// The indicators offered for a line: those that serve its objective, or all where it has none.
pub fn offered(book: &Book, area: PriorityAreaId) -> Vec<IndicatorId> {
    let objective = book
        .priority_areas
        .get(area)
        .and_then(|held| held.objective);
    let serves = |objectives: &[_]| objective.is_none_or(|one| objectives.contains(&one));
    book.indicators
        .iter()
        .filter(|held| serves(&held.objectives))
        .map(|held| held.id)
        .collect()
}
