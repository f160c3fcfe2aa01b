//! How the domain's own values stand in a column: a period by its code, an amount in pence, a status by its word.

use jiff::civil::Date;
use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, Value, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::area::{AreaCode, AreaKind};
use crate::domain::carried::Fate;
use crate::domain::consultation::{
    AsideReason, ChannelKind, CountOf, Keying, Leaning, QuestionKind, Reader, Stage,
};
use crate::domain::duplicates::{Counting, Likeness};
use crate::domain::grant::{
    AreaNature, CarryForward, Certainty, GrantStatus, LineStatus, Nature, Payment, Pooling, TotalOf,
};
use crate::domain::id::{
    ActionId, ActualId, AllocationId, AnsweredId, BatchId, CarriedId, ChannelId, ChoiceId,
    ClosingId, CommitmentId, ConsultationId, ContributionId, EventId, ForecastId, GrantId, GroupId,
    IndicatorId, MappingId, MarkerId, MilestoneId, NeighbourId, ObjectiveId, OfWhichId, PlanId,
    PriorityAreaId, ProfileId, PublishedCountId, PublishedTotalId, QuestionId, RatingId, ReadingId,
    ReceiptId, RiskId, SavedViewId, ScenarioId, SchemeId, StatementId, TallyId, ThemeId,
    VirementId,
};
use crate::domain::id::{
    AsideId, ClusterId, CodingId, DecisionId, GivingId, LedgerCodeId, LedgerMatchId, NarrativeId,
    PaperFormId, QuoteId, ResponseId,
};
use crate::domain::indicator::rule::{RagRule, Tolerance};
use crate::domain::indicator::{Polarity, UnitKind};
use crate::domain::money::Pence;
use crate::domain::narrative::Section;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::plan::{ActionStatus, Level, Movement};
use crate::domain::profile::Shape;
use crate::domain::rating::Rag;
use crate::domain::reading::{Missing, Status};
use crate::domain::virement::Lasting;

/// What cannot be read from a column, for whoever has to mend the file.
#[derive(Debug, thiserror::Error)]
#[error("“{0}” is not one of the words this column holds")]
struct Unknown(String);

fn unknown(text: &str) -> FromSqlError {
    FromSqlError::Other(Box::new(Unknown(text.to_owned())))
}

/// Kinds that are stored by their word.
macro_rules! words {
    ($($name:ident),* $(,)?) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.word().into())
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let text = value.as_str()?;
                Self::ALL.into_iter().find(|known| known.word() == text).ok_or_else(|| unknown(text))
            }
        }
    )*};
}

words!(
    AreaKind,
    AsideReason,
    ChannelKind,
    Counting,
    Likeness,
    CountOf,
    Keying,
    Leaning,
    QuestionKind,
    Reader,
    Stage,
    AreaNature,
    CarryForward,
    Certainty,
    Fate,
    GrantStatus,
    Lasting,
    LineStatus,
    Nature,
    Payment,
    Pooling,
    Shape,
    TotalOf,
    Polarity,
    Rag,
    UnitKind,
    ActionStatus,
    Level,
    Movement,
    Missing,
    Status,
);

/// Values that are a whole number.
macro_rules! numbers {
    ($($name:ident),* $(,)?) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.0.into())
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_i64().map(Self)
            }
        }
    )*};
}

numbers!(
    Pence,
    ActionId,
    AllocationId,
    AnsweredId,
    BatchId,
    ChannelId,
    ChoiceId,
    ConsultationId,
    ContributionId,
    EventId,
    GrantId,
    GroupId,
    IndicatorId,
    MappingId,
    MarkerId,
    MilestoneId,
    NeighbourId,
    ObjectiveId,
    OfWhichId,
    PlanId,
    PriorityAreaId,
    PublishedCountId,
    PublishedTotalId,
    QuestionId,
    RatingId,
    ReadingId,
    ReceiptId,
    RiskId,
    NarrativeId,
    DecisionId,
    SavedViewId,
    StatementId,
    TallyId,
    ThemeId,
    SchemeId,
    VirementId,
    ScenarioId,
    ProfileId,
    ActualId,
    ForecastId,
    CommitmentId,
    ClosingId,
    CarriedId,
    GivingId,
    LedgerCodeId,
    LedgerMatchId,
    ResponseId,
    AsideId,
    ClusterId,
    CodingId,
    PaperFormId,
    QuoteId,
);

impl ToSql for Period {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.code().into())
    }
}

impl FromSql for Period {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        Self::from_code(text).map_err(|error| FromSqlError::Other(Box::new(error)))
    }
}

/// Rules that are stored by their words.
macro_rules! rules {
    ($($name:ident),* $(,)?) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.words().into())
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let text = value.as_str()?;
                Self::read(text).ok_or_else(|| unknown(text))
            }
        }
    )*};
}

rules!(RagRule, Tolerance);

/// A list or a choice that is kept as JSON, since nothing in the file refers into it.
#[derive(Clone, Copy, Debug)]
pub struct Json<T>(pub T);

impl<T: Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        serde_json::to_string(&self.0)
            .map(Into::into)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
    }
}

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?)
            .map(Self)
            .map_err(|error| FromSqlError::Other(Box::new(error)))
    }
}

impl ToSql for Section {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.word().into())
    }
}

impl FromSql for Section {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str().map(Self::read)
    }
}

impl ToSql for PeriodKind {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl FromSql for PeriodKind {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        text.parse().map_err(|_| unknown(text))
    }
}

impl ToSql for AreaCode {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_str().into())
    }
}

impl FromSql for AreaCode {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str().map(Self::new)
    }
}

/// A day as the file holds it: `2001-09-30`, or nothing.
#[derive(Clone, Copy, Debug)]
pub struct Day(pub Option<Date>);

impl ToSql for Day {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Owned(
            self.0
                .map_or(Value::Null, |date| Value::Text(date.to_string())),
        ))
    }
}

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        if value == ValueRef::Null {
            return Ok(Self(None));
        }
        let text = value.as_str()?;
        text.parse()
            .map(|date| Self(Some(date)))
            .map_err(|_| unknown(text))
    }
}

/// The day in a column that always has one.
///
/// # Errors
/// When the column holds something else.
pub fn day(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<Date> {
    let day: Day = row.get(column)?;
    day.0.ok_or_else(|| {
        let empty = Box::new(Unknown(String::new()));
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Null, empty)
    })
}
