//! Small books for the tests of the checks, built a line at a time, and ways to look for a finding.
//!
//! Money is in whole pounds and of 2001/02 unless changed; figures are of financial years.

use jiff::civil::Date;

use crate::domain::area::AreaCode;
use crate::domain::book::Book;
use crate::domain::check::{self, CATALOGUE};
use crate::domain::consultation::{
    Answered, Channel, ChannelKind, Choice, Consultation, CountOf, Event, Leaning, PublishedCount,
    Question, QuestionKind, Receipt, Stage, Tally,
};
use crate::domain::grant::{
    Allocation, AreaNature, CarryForward, Grant, GrantStatus, Nature, OfWhich, Payment,
    PriorityArea, PublishedTotal, TotalOf,
};
use crate::domain::id::*;
use crate::domain::indicator::{Indicator, Polarity, UnitKind};
use crate::domain::money::Pence;
use crate::domain::objective::Objective;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::plan::{Action, ActionStatus};
use crate::domain::problem::Problem;
use crate::domain::reading::{Reading, Reported, Status};

/// The fiscal year of the money.
pub const YEAR: i16 = 2001;

/// The records of a small book.
#[derive(Clone, Default)]
pub struct Sample {
    pub grants: Vec<Grant>,
    pub areas: Vec<PriorityArea>,
    pub allocations: Vec<Allocation>,
    of_which: Vec<OfWhich>,
    totals: Vec<PublishedTotal>,
    objectives: Vec<Objective>,
    pub indicators: Vec<Indicator>,
    pub readings: Vec<Reading>,
    consultations: Vec<Consultation>,
    channels: Vec<Channel>,
    questions: Vec<Question>,
    choices: Vec<Choice>,
    tallies: Vec<Tally>,
    answered: Vec<Answered>,
    receipts: Vec<Receipt>,
    events: Vec<Event>,
    counts: Vec<PublishedCount>,
    actions: Vec<Action>,
}

/// The next key of a noun.
fn next<T>(records: &[T]) -> i64 {
    i64::try_from(records.len()).unwrap() + 1
}

/// The findings of one kind, which must be in the catalogue.
#[track_caller]
pub fn only<'a>(found: &'a [Problem], kind: &str) -> &'a Problem {
    kinds(found);
    let mut of_kind = found.iter().filter(|held| held.kind == kind);
    match (of_kind.next(), of_kind.next()) {
        (Some(problem), None) => problem,
        (None, _) => panic!("no {kind} in {found:#?}"),
        _ => panic!("more than one {kind} in {found:#?}"),
    }
}

/// No finding of a kind.
#[track_caller]
pub fn none(found: &[Problem], kind: &str) {
    assert!(CATALOGUE.iter().any(|(name, _)| *name == kind), "{kind}");
    assert!(found.iter().all(|held| held.kind != kind), "{found:#?}");
}

/// The kinds found, each of which must be in the catalogue and in words that end as they should.
#[track_caller]
pub fn kinds(found: &[Problem]) -> Vec<&'static str> {
    for problem in found {
        assert!(
            CATALOGUE.iter().any(|(name, _)| *name == problem.kind),
            "{} is not in the catalogue",
            problem.kind
        );
        assert!(!problem.what.ends_with('.'), "{}", problem.what);
        for sentence in [&problem.why, &problem.remedy] {
            assert!(sentence.ends_with(['.', '?']), "{sentence}");
        }
    }
    found.iter().map(|held| held.kind).collect()
}

impl Sample {
    pub fn book(&self) -> Book {
        let held = self.clone();
        Book {
            grants: held.grants.into(),
            priority_areas: held.areas.into(),
            allocations: held.allocations.into(),
            of_which: held.of_which.into(),
            published_totals: held.totals.into(),
            objectives: held.objectives.into(),
            indicators: held.indicators.into(),
            readings: held.readings.into(),
            consultations: held.consultations.into(),
            channels: held.channels.into(),
            questions: held.questions.into(),
            choices: held.choices.into(),
            tallies: held.tallies.into(),
            answered: held.answered.into(),
            receipts: held.receipts.into(),
            events: held.events.into(),
            published_counts: held.counts.into(),
            actions: held.actions.into(),
            ..Book::default()
        }
    }

    pub fn all(&self) -> Vec<Problem> {
        check::all(&self.book())
    }

    pub fn year(&self) -> Vec<Problem> {
        check::of_year(&self.book(), YEAR, None)
    }

    // Money

    pub fn area(&mut self, name: &str) -> PriorityAreaId {
        let id = PriorityAreaId(next(&self.areas));
        self.areas.push(PriorityArea {
            id,
            name: name.into(),
            objective: None,
            also: Vec::new(),
            nature: AreaNature::Either,
            position: id.0,
        });
        id
    }

    pub fn area_serves(&mut self, area: PriorityAreaId, objective: ObjectiveId) {
        for held in self.areas.iter_mut().filter(|held| held.id == area) {
            held.objective = Some(objective);
        }
    }

    /// A general grant where the ring-fence is empty.
    pub fn grant(
        &mut self,
        short: &str,
        pounds: i64,
        ring_fence: &str,
        eligible: &[PriorityAreaId],
    ) -> GrantId {
        let id = GrantId(next(&self.grants));
        self.grants.push(Grant {
            id,
            name: short.into(),
            short: short.into(),
            funder: String::new(),
            fiscal_year: YEAR,
            amount: Pence(pounds * 100),
            nature: Nature::Revenue,
            ring_fence: ring_fence.into(),
            eligible: eligible.to_vec(),
            eligible_objectives: Vec::new(),
            payment: Payment::NotStated,
            conditions: String::new(),
            status: GrantStatus::Awarded,
            carry_forward: CarryForward::NotStated,
            source: String::new(),
            note: String::new(),
            position: id.0,
        });
        id
    }

    pub fn pay(&mut self, grant: GrantId, priority_area: PriorityAreaId, pounds: i64) {
        let id = AllocationId(next(&self.allocations));
        let amount = Pence(pounds * 100);
        self.allocations
            .push(Allocation::planned(id, grant, priority_area, amount));
    }

    /// The span of the last allocation.
    pub fn covering(&mut self, from: Option<Date>, to: Option<Date>) {
        let last = self.allocations.last_mut().unwrap();
        (last.from, last.to) = (from, to);
    }

    /// A part of the last allocation.
    pub fn of_which(&mut self, pounds: i64) {
        self.of_which.push(OfWhich {
            id: OfWhichId(next(&self.of_which)),
            allocation: self.allocations.last().unwrap().id,
            name: "part".into(),
            amount: Pence(pounds * 100),
        });
    }

    pub fn printed_total(&mut self, of: TotalOf, pounds: i64, tolerance: i64) {
        self.totals.push(PublishedTotal {
            id: PublishedTotalId(next(&self.totals)),
            fiscal_year: YEAR,
            of,
            amount: Pence(pounds * 100),
            tolerance: Pence(tolerance * 100),
            source: "the plan".into(),
        });
    }

    // Indicators

    pub fn objective(&mut self, number: &str, short: &str) -> ObjectiveId {
        let id = ObjectiveId(next(&self.objectives));
        self.objectives.push(Objective {
            id,
            number: number.into(),
            short: short.into(),
            title: short.into(),
            position: id.0,
        });
        id
    }

    pub fn indicator(&mut self, code: &str, unit: UnitKind, polarity: Polarity) -> IndicatorId {
        let id = IndicatorId(next(&self.indicators));
        self.indicators.push(Indicator {
            code: code.into(),
            title: code.into(),
            unit,
            decimals: 1,
            polarity,
            period_kind: PeriodKind::Financial,
            position: id.0,
            ..Indicator::new(id)
        });
        id
    }

    fn indicator_mut(&mut self, id: IndicatorId) -> &mut Indicator {
        self.indicators
            .iter_mut()
            .find(|held| held.id == id)
            .unwrap()
    }

    pub fn unit_words(&mut self, id: IndicatorId, words: &str) {
        self.indicator_mut(id).unit_words = words.into();
    }

    pub fn serves(&mut self, id: IndicatorId, objective: ObjectiveId) {
        self.indicator_mut(id).objectives.push(objective);
    }

    /// A figure for the financial year that begins in `year`, as it would be typed.
    pub fn reading(&mut self, indicator: IndicatorId, year: i16, status: Status, text: &str) {
        self.readings.push(Reading {
            id: ReadingId(next(&self.readings)),
            indicator,
            area: AreaCode::new("856"),
            period: Period::Financial(year),
            status,
            reported: Reported::read(text).unwrap(),
            numerator: None,
            denominator: None,
            query: String::new(),
            note: String::new(),
            source: String::new(),
        });
    }

    /// Another figure of the last indicator.
    pub fn again(&mut self, year: i16, status: Status, text: &str) {
        let last = self.indicators.last().unwrap().id;
        self.reading(last, year, status, text);
    }

    /// A doubt about the last figure.
    pub fn query(&mut self, text: &str) {
        self.readings.last_mut().unwrap().query = text.into();
    }

    /// What is above and below the line of the last figure.
    pub fn parts(&mut self, numerator: f64, denominator: f64) {
        let last = self.readings.last_mut().unwrap();
        (last.numerator, last.denominator) = (Some(numerator), Some(denominator));
    }

    // Consultations

    pub fn consultation(&mut self, title: &str) -> ConsultationId {
        let id = ConsultationId(next(&self.consultations));
        self.consultations.push(Consultation {
            id,
            title: title.into(),
            about: String::new(),
            asked_of: String::new(),
            opened: None,
            closed: None,
            stage: Stage::Closed,
            decision: String::new(),
            objectives: Vec::new(),
            source: String::new(),
            position: id.0,
        });
        id
    }

    pub fn bears_on(&mut self, id: ConsultationId, objective: ObjectiveId) {
        for held in self.consultations.iter_mut().filter(|held| held.id == id) {
            held.objectives.push(objective);
        }
    }

    pub fn channel(&mut self, consultation: ConsultationId, name: &str) -> ChannelId {
        let id = ChannelId(next(&self.channels));
        self.channels.push(Channel {
            id,
            consultation,
            name: name.into(),
            kind: ChannelKind::Online,
            position: id.0,
        });
        id
    }

    pub fn question(&mut self, consultation: ConsultationId, kind: QuestionKind) -> QuestionId {
        let id = QuestionId(next(&self.questions));
        self.questions.push(Question {
            id,
            consultation,
            number: id.0.to_string(),
            text: "What do you think?".into(),
            kind,
            stem: String::new(),
            is_about: false,
            note: String::new(),
            position: id.0,
        });
        id
    }

    pub fn choice(&mut self, question: QuestionId, text: &str, leaning: Leaning) -> ChoiceId {
        let id = ChoiceId(next(&self.choices));
        self.choices.push(Choice {
            id,
            question,
            text: text.into(),
            leaning,
            strength: 1,
            position: id.0,
        });
        id
    }

    pub fn tally(&mut self, choice: ChoiceId, channel: ChannelId, group: Option<GroupId>, n: i64) {
        self.tallies.push(Tally {
            id: TallyId(next(&self.tallies)),
            choice,
            channel,
            group,
            n,
        });
    }

    pub fn answered(&mut self, question: QuestionId, channel: ChannelId, n: i64) {
        self.answered.push(Answered {
            id: AnsweredId(next(&self.answered)),
            question,
            channel,
            group: None,
            n,
        });
    }

    pub fn receipt(&mut self, channel: ChannelId, received: i64, duplicate: i64) {
        self.receipts.push(Receipt {
            id: ReceiptId(next(&self.receipts)),
            channel,
            received,
            invalid: 0,
            blank: 0,
            duplicate,
            withdrawn: 0,
        });
    }

    pub fn meeting(&mut self, consultation: ConsultationId, n_people: i64) {
        let id = EventId(next(&self.events));
        self.events.push(Event {
            id,
            consultation,
            name: format!("Meeting {}", id.0),
            n_people,
            note: String::new(),
            position: id.0,
        });
    }

    pub fn printed(
        &mut self,
        consultation: ConsultationId,
        of: CountOf,
        choice: Option<ChoiceId>,
        value: f64,
        source: &str,
    ) {
        self.counts.push(PublishedCount {
            id: PublishedCountId(next(&self.counts)),
            consultation,
            choice,
            of,
            value,
            source: source.into(),
        });
    }

    pub fn action(&mut self, title: &str, due: Option<Date>, status: ActionStatus) {
        let id = ActionId(next(&self.actions));
        self.actions.push(Action {
            id,
            objective: None,
            also: Vec::new(),
            heading: String::new(),
            title: title.into(),
            responsible: "Head of Fostering".into(),
            due,
            impact_sought: String::new(),
            progress: String::new(),
            status,
            source: String::new(),
            position: id.0,
        });
    }
}
