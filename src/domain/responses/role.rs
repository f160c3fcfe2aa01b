//! What each column of an export is: the list the officer sees and corrects before anything is kept.
//!
//! Every column has a role, so that nothing is lost in silence: a column that is not wanted is ignored by name, and one
//! that tells who a person is is dropped, so that what it says never enters the plan's file.

use crate::domain::responses::split::Separator;

/// What a column says of a person that the plan does not need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Personal {
    /// A name.
    Name,
    /// An organisation's name, which may be a person's.
    Organisation,
    /// An e-mail address.
    Email,
    /// The address of their computer.
    IpAddress,
    /// A telephone number.
    Phone,
    /// Where they live.
    Address,
    /// A full postcode.
    Postcode,
    /// The day they were born.
    BirthDate,
    /// Where they stood when they answered.
    Position,
    /// The number of a pupil, a patient or a worker.
    Number,
    /// How to reach them: an account, or a mixture of address and telephone number.
    Contact,
    /// Something else that the officer says is personal.
    Other,
}

impl Personal {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Name,
        Self::Organisation,
        Self::Email,
        Self::IpAddress,
        Self::Phone,
        Self::Address,
        Self::Postcode,
        Self::BirthDate,
        Self::Position,
        Self::Number,
        Self::Contact,
        Self::Other,
    ];

    /// The words on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Organisation => "organisation's name",
            Self::Email => "e-mail address",
            Self::IpAddress => "IP address",
            Self::Phone => "telephone number",
            Self::Address => "address",
            Self::Postcode => "postcode",
            Self::BirthDate => "date of birth",
            Self::Position => "position on the map",
            Self::Number => "personal number",
            Self::Contact => "contact details",
            Self::Other => "other personal detail",
        }
    }
}

/// What a column is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// Personal: what it says is never kept.
    Drop(Personal),
    /// Not wanted.
    Ignore,
    /// The number of the respondent or the response.
    RespondentId,
    /// When the response was sent in.
    SubmittedAt,
    /// How far the response came, or whether it is a test.
    Status,
    /// The way it came in.
    Channel,
    /// The respondent's group.
    Group,
    /// Something about the respondent, one of several.
    Attribute,
    /// One of several answers.
    Single,
    /// One point of a scale.
    Likert,
    /// Several answers in one cell.
    MultiCell {
        /// What parts them.
        separator: Separator,
    },
    /// One option of a question with several answers.
    MultiColumns {
        /// The question.
        stem: String,
        /// The option.
        option: String,
    },
    /// One row of a grid.
    GridRow {
        /// The question.
        stem: String,
        /// The row.
        row: String,
    },
    /// The place that one item was given.
    Rank {
        /// The question.
        stem: String,
        /// The item.
        item: String,
    },
    /// Every item in one cell, the first place first.
    RankCell {
        /// What parts them.
        separator: Separator,
    },
    /// The item that was given one place.
    RankPlace {
        /// The question.
        stem: String,
        /// The place, as the heading has it.
        place: String,
    },
    /// A number.
    Number,
    /// The respondent's own words.
    Text,
    /// Leave to publish or to quote.
    Consent,
}

impl Role {
    /// The words on screen and in the file.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Drop(_) => "drop: personal",
            Self::Ignore => "ignore",
            Self::RespondentId => "respondent's number",
            Self::SubmittedAt => "sent in at",
            Self::Status => "status",
            Self::Channel => "channel",
            Self::Group => "group",
            Self::Attribute => "attribute",
            Self::Single => "single choice",
            Self::Likert => "scale",
            Self::MultiCell { .. } => "several answers in a cell",
            Self::MultiColumns { .. } => "one column per option",
            Self::GridRow { .. } => "row of a grid",
            Self::Rank { .. } => "ranking",
            Self::RankCell { .. } => "ranking in a cell",
            Self::RankPlace { .. } => "one column per place",
            Self::Number => "number",
            Self::Text => "own words",
            Self::Consent => "consent",
        }
    }

    /// Whether it holds an answer to a question.
    #[must_use]
    pub fn is_question(&self) -> bool {
        !matches!(
            self,
            Self::Drop(_)
                | Self::Ignore
                | Self::RespondentId
                | Self::SubmittedAt
                | Self::Status
                | Self::Channel
        )
    }

    /// Whether its cells hold one of a few answers.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        matches!(
            self,
            Self::Channel
                | Self::Group
                | Self::Attribute
                | Self::Single
                | Self::Likert
                | Self::GridRow { .. }
                | Self::Consent
        )
    }

    /// Whether it offers a list of answers that the officer can put right.
    #[must_use]
    pub fn has_list(&self) -> bool {
        matches!(self, Self::MultiCell { .. } | Self::RankCell { .. })
            || (self.is_closed() && !matches!(self, Self::Channel | Self::Group | Self::Consent))
    }

    /// The question that it shares with its neighbours.
    #[must_use]
    pub fn stem(&self) -> Option<&str> {
        match self {
            Self::MultiColumns { stem, .. }
            | Self::GridRow { stem, .. }
            | Self::Rank { stem, .. }
            | Self::RankPlace { stem, .. } => Some(stem),
            _ => None,
        }
    }
}
