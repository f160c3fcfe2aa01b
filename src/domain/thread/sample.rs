//! A small plan for the tests of the thread, put together record by record.

use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::consultation::{
    Channel, ChannelKind, Choice, Consultation, CountOf, Leaning, PublishedCount, Question,
    QuestionKind, Stage, Tally,
};
use crate::domain::grant::{
    Allocation, AreaNature, CarryForward, Grant, GrantStatus, Nature, Payment, PriorityArea,
};
use crate::domain::id::{
    ActionId, AllocationId, ChannelId, ChoiceId, ConsultationId, GrantId, IndicatorId, ObjectiveId,
    PriorityAreaId, PublishedCountId, QuestionId, RiskId, TallyId,
};
use crate::domain::indicator::{Indicator, Polarity, UnitKind};
use crate::domain::money::Pence;
use crate::domain::objective::Objective;
use crate::domain::period::PeriodKind;
use crate::domain::plan::{Action, ActionStatus, Level, Risk};

/// The records so far.
#[derive(Default)]
pub(in crate::domain) struct Sample {
    key: i64,
    objectives: Vec<Objective>,
    grants: Vec<Grant>,
    priority_areas: Vec<PriorityArea>,
    allocations: Vec<Allocation>,
    indicators: Vec<Indicator>,
    consultations: Vec<Consultation>,
    channels: Vec<Channel>,
    questions: Vec<Question>,
    choices: Vec<Choice>,
    tallies: Vec<Tally>,
    printed: Vec<PublishedCount>,
    actions: Vec<Action>,
    risks: Vec<Risk>,
}

impl Sample {
    fn key(&mut self) -> i64 {
        self.key += 1;
        self.key
    }

    pub(in crate::domain) fn book(&self) -> Book {
        Book {
            objectives: self.objectives.clone().into(),
            grants: self.grants.clone().into(),
            priority_areas: self.priority_areas.clone().into(),
            allocations: self.allocations.clone().into(),
            indicators: self.indicators.clone().into(),
            consultations: self.consultations.clone().into(),
            channels: self.channels.clone().into(),
            questions: self.questions.clone().into(),
            choices: self.choices.clone().into(),
            tallies: self.tallies.clone().into(),
            published_counts: self.printed.clone().into(),
            actions: self.actions.clone().into(),
            risks: self.risks.clone().into(),
            ..Book::default()
        }
    }

    pub(in crate::domain) fn objective(&mut self, short: &str) -> ObjectiveId {
        let id = ObjectiveId(self.key());
        self.objectives.push(Objective {
            id,
            number: String::new(),
            short: short.into(),
            title: short.into(),
            position: id.0,
        });
        id
    }

    pub(in crate::domain) fn grant(&mut self, fiscal_year: i16, pence: i64) -> GrantId {
        let id = GrantId(self.key());
        self.grants.push(Grant {
            id,
            name: format!("Grant {}", id.0),
            short: format!("G{}", id.0),
            funder: String::new(),
            fiscal_year,
            amount: Pence(pence),
            nature: Nature::Revenue,
            ring_fence: String::new(),
            eligible: Vec::new(),
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

    /// A new priority area with so many pounds from a grant.
    pub(in crate::domain) fn line(
        &mut self,
        objective: Option<ObjectiveId>,
        grant: GrantId,
        pounds: i64,
    ) {
        let priority_area = PriorityAreaId(self.key());
        let name = format!("Line {}", priority_area.0);
        self.priority_areas.push(PriorityArea {
            id: priority_area,
            name,
            objective,
            also: Vec::new(),
            nature: AreaNature::Either,
            position: priority_area.0,
        });
        let id = AllocationId(self.key());
        let amount = Pence(pounds * 100);
        self.allocations
            .push(Allocation::planned(id, grant, priority_area, amount));
    }

    /// Another objective that the last priority area serves too.
    pub(in crate::domain) fn share(&mut self, objective: ObjectiveId) {
        if let Some(last) = self.priority_areas.last_mut() {
            last.also.push(objective);
        }
    }

    pub(in crate::domain) fn indicator(
        &mut self,
        objective: ObjectiveId,
        polarity: Polarity,
    ) -> IndicatorId {
        let id = IndicatorId(self.key());
        self.indicators.push(Indicator {
            code: format!("I{}", id.0),
            title: format!("Indicator {}", id.0),
            unit: UnitKind::Rate,
            decimals: 1,
            polarity,
            period_kind: PeriodKind::Financial,
            objectives: vec![objective],
            position: id.0,
            ..Indicator::new(id)
        });
        id
    }

    pub(in crate::domain) fn consultation(
        &mut self,
        objectives: &[ObjectiveId],
        closed: Option<Date>,
    ) -> ConsultationId {
        let id = ConsultationId(self.key());
        self.consultations.push(Consultation {
            id,
            title: format!("Consultation {}", id.0),
            about: String::new(),
            asked_of: String::new(),
            opened: None,
            closed,
            stage: Stage::Reported,
            decision: String::new(),
            objectives: objectives.to_vec(),
            source: String::new(),
            position: id.0,
        });
        id
    }

    /// A question with these counts by one channel.
    pub(in crate::domain) fn question(
        &mut self,
        consultation: ConsultationId,
        counts: &[(Leaning, i64)],
    ) -> QuestionId {
        let id = QuestionId(self.key());
        self.questions.push(Question {
            id,
            consultation,
            number: id.0.to_string(),
            text: "Should it?".into(),
            kind: QuestionKind::Likert,
            stem: String::new(),
            is_about: false,
            note: String::new(),
            position: id.0,
        });
        let channel = ChannelId(self.key());
        self.channels.push(Channel {
            id: channel,
            consultation,
            name: "Online".into(),
            kind: ChannelKind::Online,
            position: 0,
        });
        for (leaning, n) in counts {
            let choice = self.choice(id, *leaning);
            let tally = TallyId(self.key());
            self.tallies.push(Tally {
                id: tally,
                choice,
                channel,
                group: None,
                n: *n,
            });
        }
        id
    }

    fn choice(&mut self, question: QuestionId, leaning: Leaning) -> ChoiceId {
        let id = ChoiceId(self.key());
        self.choices.push(Choice {
            id,
            question,
            text: leaning.word().into(),
            leaning,
            strength: 1,
            position: id.0,
        });
        id
    }

    /// A percentage that a report printed for a new answer of the question.
    pub(in crate::domain) fn printed(
        &mut self,
        question: QuestionId,
        leaning: Leaning,
        percent: f64,
    ) {
        let choice = self.choice(question, leaning);
        let id = PublishedCountId(self.key());
        let Some(asked) = self.questions.iter().find(|held| held.id == question) else {
            return;
        };
        self.printed.push(PublishedCount {
            id,
            consultation: asked.consultation,
            choice: Some(choice),
            of: CountOf::Percent,
            value: percent,
            source: String::new(),
        });
    }

    pub(in crate::domain) fn action(
        &mut self,
        objective: ObjectiveId,
        status: ActionStatus,
    ) -> ActionId {
        let id = ActionId(self.key());
        self.actions.push(Action {
            id,
            objective: Some(objective),
            also: Vec::new(),
            heading: String::new(),
            title: format!("Action {}", id.0),
            responsible: String::new(),
            due: None,
            impact_sought: String::new(),
            progress: String::new(),
            status,
            source: String::new(),
            position: id.0,
        });
        id
    }

    pub(in crate::domain) fn risk(
        &mut self,
        objective: Option<ObjectiveId>,
        probability: Level,
        impact: Level,
    ) -> RiskId {
        let id = RiskId(self.key());
        self.risks.push(Risk {
            objective,
            title: format!("Risk {}", id.0),
            probability,
            impact,
            position: id.0,
            ..Risk::new(id)
        });
        id
    }
}
