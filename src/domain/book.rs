//! The whole plan as it is held in memory: every record but the bulk figures.
//!
//! After a change the rows that the file's journal says have changed are read again, and only the store does that,
//! so memory and disk cannot disagree. Published figures (hundreds of thousands of them) stay in the file and are asked for.

mod shelf;

use std::collections::HashMap;

use crate::domain::actual::Actual;
use crate::domain::area::{Area, AreaCode, Neighbour};
use crate::domain::batch::Batch;
use crate::domain::carried::Carried;
use crate::domain::closing::Closing;
use crate::domain::commitment::Commitment;
use crate::domain::consultation::heard::Heard;
use crate::domain::consultation::{
    Answered, Aside, Channel, Choice, Cluster, Coding, Consultation, Event, Group, PaperForm,
    PublishedCount, Question, Quote, Receipt, Tally, Theme,
};
use crate::domain::dashboard::PublishedStatement;
use crate::domain::decision::Decision;
use crate::domain::forecast::Forecast;
use crate::domain::giving::Giving;
use crate::domain::grant::{
    Allocation, Contribution, Grant, OfWhich, PriorityArea, PublishedTotal,
};
use crate::domain::id::ConsultationId;
use crate::domain::indicator::Indicator;
use crate::domain::ledger::{LedgerCode, LedgerMatch};
use crate::domain::mapping::Mapping;
use crate::domain::marker::Marker;
use crate::domain::narrative::Narrative;
use crate::domain::objective::Objective;
use crate::domain::plan::{Action, Milestone, Plan, Risk};
use crate::domain::profile::Profile;
use crate::domain::rating::Rating;
use crate::domain::reading::Reading;
use crate::domain::saved_view::SavedView;
use crate::domain::scenario::Scenario;
use crate::domain::scheme::Scheme;
use crate::domain::virement::Virement;

pub use shelf::Shelf;

/// The plan as it is held.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// Whose plan it is. One record, always there in a file of ours.
    pub plan: Shelf<Plan>,
    /// Every area that has figures or is a neighbour, with region and nation.
    pub areas: HashMap<AreaCode, Area>,
    /// Places in dated neighbour lists.
    pub neighbours: Shelf<Neighbour>,
    /// Objectives or outcomes, in their own order.
    pub objectives: Shelf<Objective>,
    /// Indicators.
    pub indicators: Shelf<Indicator>,
    /// Figures that officers entered.
    pub readings: Shelf<Reading>,
    /// Files of published figures that were taken in, in the order in which they came.
    pub batches: Shelf<Batch>,
    /// Officers' own ratings.
    pub ratings: Shelf<Rating>,
    /// Views of the indicators, kept under a name.
    pub saved_views: Shelf<SavedView>,
    /// How the columns of other files are to be read.
    pub mappings: Shelf<Mapping>,
    /// What a dashboard printed.
    pub markers: Shelf<Marker>,
    /// The counts that a dashboard's overview printed.
    pub statements: Shelf<PublishedStatement>,
    /// Grants of every year.
    pub grants: Shelf<Grant>,
    /// Priority areas.
    pub priority_areas: Shelf<PriorityArea>,
    /// What each grant pays for each priority area.
    pub allocations: Shelf<Allocation>,
    /// "Of which" lines inside allocations.
    pub of_which: Shelf<OfWhich>,
    /// Other funders' money.
    pub contributions: Shelf<Contribution>,
    /// Totals that documents printed.
    pub published_totals: Shelf<PublishedTotal>,
    /// The council's scheme of virement: one record, or none yet.
    pub scheme: Shelf<Scheme>,
    /// Money moved between lines, in the order of its dates.
    pub virements: Shelf<Virement>,
    /// Named what-ifs.
    pub scenarios: Shelf<Scenario>,
    /// How lines are expected to be spent.
    pub profiles: Shelf<Profile>,
    /// What was spent, by line and month.
    pub actuals: Shelf<Actual>,
    /// What lines are expected to cost, by the month in which it was said.
    pub forecasts: Shelf<Forecast>,
    /// Money promised to suppliers.
    pub commitments: Shelf<Commitment>,
    /// Months and years that were closed.
    pub closings: Shelf<Closing>,
    /// What becomes of lines' money at the year's end.
    pub carried: Shelf<Carried>,
    /// Consultations and surveys.
    pub consultations: Shelf<Consultation>,
    /// Respondent groups.
    pub groups: Shelf<Group>,
    /// Channels.
    pub channels: Shelf<Channel>,
    /// Questions.
    pub questions: Shelf<Question>,
    /// Answers offered.
    pub choices: Shelf<Choice>,
    /// Counts of answers.
    pub tallies: Shelf<Tally>,
    /// People who answered, where the counts do not say it.
    pub answered: Shelf<Answered>,
    /// Meetings.
    pub events: Shelf<Event>,
    /// Receipts by channel.
    pub receipts: Shelf<Receipt>,
    /// Counts and percentages that a report printed.
    pub published_counts: Shelf<PublishedCount>,
    /// Themes.
    pub themes: Shelf<Theme>,
    /// Responses that are not counted.
    pub asides: Shelf<Aside>,
    /// Copies of one response, and how they count.
    pub clusters: Shelf<Cluster>,
    /// Themes found in comments.
    pub codings: Shelf<Coding>,
    /// Paper forms, as each keyer read them.
    pub forms: Shelf<PaperForm>,
    /// Respondents' words as they may be printed.
    pub quotes: Shelf<Quote>,
    /// What individual responses come to. Not records: counted from the bulk rows that stay in the file.
    pub heard: HashMap<ConsultationId, Heard>,
    /// Actions.
    pub actions: Shelf<Action>,
    /// Milestones.
    pub milestones: Shelf<Milestone>,
    /// Risks.
    pub risks: Shelf<Risk>,
    /// Sections of the plan's text, in the plan's own order.
    pub narratives: Shelf<Narrative>,
    /// Decisions, in the order of their days.
    pub decisions: Shelf<Decision>,
    /// Grants that the council made, in the order in which they were published.
    pub givings: Shelf<Giving>,
    /// Which line a code of the ledger belongs to.
    pub ledger_codes: Shelf<LedgerCode>,
    /// Which codes of the ledgers taken in were matched, and to which line.
    pub ledger_matches: Shelf<LedgerMatch>,
}

impl Book {
    /// The plan's own record; an empty one before a file is loaded.
    #[must_use]
    pub fn plan(&self) -> Plan {
        self.plan.first().cloned().unwrap_or_default()
    }

    /// The name of an area, or its code where the file does not know it.
    #[must_use]
    pub fn area_name(&self, code: &AreaCode) -> String {
        self.areas
            .get(code)
            .map_or_else(|| code.to_string(), |area| area.name.clone())
    }

    /// Fiscal years that have a grant, newest first, by the year in which each begins.
    #[must_use]
    pub fn fiscal_years(&self) -> Vec<i16> {
        let mut years: Vec<i16> = self.grants.iter().map(|grant| grant.fiscal_year).collect();
        years.sort_unstable_by(|a, b| b.cmp(a));
        years.dedup();
        years
    }
}
