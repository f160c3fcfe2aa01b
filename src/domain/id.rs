//! The keys that tell one grant, one indicator, one question from another.
//!
//! A key is a random 63-bit integer, so that two copies of a plan edited apart never give two things
//! the same key. Each noun has its own key type: a grant's key cannot be passed for a question's.

use serde::{Deserialize, Serialize};

/// A key of some noun: what the file stores in the column `id`.
pub trait Key: Copy + Eq + Ord + std::hash::Hash + std::fmt::Debug {
    /// The key as the file stores it.
    fn number(self) -> i64;
}

macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl Key for $name {
            fn number(self) -> i64 {
                self.0
            }
        }
    )*};
}

keys! {
    /// The plan itself: there is one, and its key is 1.
    PlanId,
    /// An objective or outcome.
    ObjectiveId,
    /// A statistical neighbour list's place.
    NeighbourId,
    /// An indicator.
    IndicatorId,
    /// One figure of an indicator, of our own entering.
    ReadingId,
    /// What a dashboard printed beside an indicator.
    MarkerId,
    /// A count that a dashboard's overview printed.
    StatementId,
    /// A grant of one fiscal year.
    GrantId,
    /// A priority area.
    PriorityAreaId,
    /// What one grant pays for one priority area.
    AllocationId,
    /// An "of which" inside an allocation.
    OfWhichId,
    /// Another funder's money.
    ContributionId,
    /// A total that a document printed.
    PublishedTotalId,
    /// A consultation or survey.
    ConsultationId,
    /// A respondent group.
    GroupId,
    /// A channel.
    ChannelId,
    /// A question.
    QuestionId,
    /// An answer that a question offers.
    ChoiceId,
    /// A count of one answer.
    TallyId,
    /// How many people answered, where counts of answers do not say it.
    AnsweredId,
    /// A meeting.
    EventId,
    /// What came in by one channel, and what was set aside.
    ReceiptId,
    /// A count or percentage that a report printed.
    PublishedCountId,
    /// A theme in what people said.
    ThemeId,
    /// One respondent's answers.
    ResponseId,
    /// A response that is not counted.
    AsideId,
    /// Copies of one response.
    ClusterId,
    /// A theme found in a comment.
    CodingId,
    /// A paper form as one keyer read it.
    PaperFormId,
    /// A respondent's words as they may be printed.
    QuoteId,
    /// An action.
    ActionId,
    /// A milestone.
    MilestoneId,
    /// A risk.
    RiskId,
    /// A section of the plan's text.
    NarrativeId,
    /// A decision of a meeting.
    DecisionId,
    /// A file of published figures, as it was taken in.
    BatchId,
    /// An officer's rating of an indicator in one period.
    RatingId,
    /// A view of the indicators, kept under a name.
    SavedViewId,
    /// How the columns of one kind of file are to be read.
    MappingId,
    /// The council's scheme of virement: there is one, and its key is 1.
    SchemeId,
    /// Money moved between lines.
    VirementId,
    /// A named what-if.
    ScenarioId,
    /// How a line is expected to be spent through the year.
    ProfileId,
    /// What was spent on a line in a month.
    ActualId,
    /// What a line is expected to cost by the year's end, as seen at one month.
    ForecastId,
    /// Money promised to a supplier.
    CommitmentId,
    /// A month or year that was closed.
    ClosingId,
    /// What becomes of a line's money at the year's end.
    CarriedId,
    /// A grant that the council made.
    GivingId,
    /// A remembered rule: which line a code of the ledger belongs to.
    LedgerCodeId,
    /// A code of one ledger that was matched to a line.
    LedgerMatchId,
    /// A snapshot.
    SnapshotId,
}
