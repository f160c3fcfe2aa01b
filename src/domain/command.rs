//! Every change that can be made to a plan.
//!
//! A command is at once the transaction, the undo step, the words in the Edit menu and the history, and the
//! test case. The window, the command line and the imports all use these and nothing else.

use crate::domain::actual::Actual;
use crate::domain::area::Neighbour;
use crate::domain::batch::Batch;
use crate::domain::book::Book;
use crate::domain::carried::Carried;
use crate::domain::closing::Closing;
use crate::domain::commitment::Commitment;
use crate::domain::consultation::themes::merge::is_let_go;
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
use crate::domain::indicator::Indicator;
use crate::domain::ledger::{LedgerCode, LedgerMatch};
use crate::domain::mapping::Mapping;
use crate::domain::marker::Marker;
use crate::domain::narrative::Narrative;
use crate::domain::objective::Objective;
use crate::domain::plan::{Action, Milestone, Plan, Risk};
use crate::domain::problem::Problem;
use crate::domain::profile::Profile;
use crate::domain::rating::Rating;
use crate::domain::reading::Reading;
use crate::domain::record::Edit;
use crate::domain::saved_view::SavedView;
use crate::domain::scenario::Scenario;
use crate::domain::scheme::Scheme;
use crate::domain::virement::Virement;

/// Calls a macro with the name of every record that a command can edit.
///
/// The list stands here once; the command, its words, its checks and its rows in the file are all made from it.
#[macro_export]
macro_rules! with_every_record {
    ($macro:ident) => {
        $macro! {
            Plan, Neighbour, Objective, Indicator, Reading, Marker, PublishedStatement, Batch, Rating, SavedView, Mapping,
            Grant, PriorityArea, Allocation, OfWhich, Contribution, PublishedTotal,
            Scheme, Virement, Scenario, Profile, Actual, Forecast, Commitment, Closing, Carried, Consultation, Group, Channel, Question,
            Choice, Tally, Answered, Event, Receipt, PublishedCount, Theme, Aside, Cluster, Coding, PaperForm, Quote, Action, Milestone, Risk,
            Narrative, Decision,
            Giving, LedgerCode, LedgerMatch
        }
    };
}

macro_rules! commands {
    ($($noun:ident),*) => {
        /// One change to the plan.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Command {
            $(
                #[doc = concat!("A record added, changed or removed: [`", stringify!($noun), "`].")]
                $noun(Edit<$noun>),
            )*
            /// Several changes that are one: made together, undone together.
            Several {
                /// The words for the Edit menu and the history.
                words: String,
                /// The changes, in order.
                commands: Vec<Command>,
            },
        }

        $(
            impl From<Edit<$noun>> for Command {
                fn from(edit: Edit<$noun>) -> Self {
                    Self::$noun(edit)
                }
            }
        )*

        impl Command {
            /// The words for the Edit menu and the history: `Amount for Assessment`.
            #[must_use]
            pub fn words(&self, book: &Book) -> String {
                match self {
                    $(Self::$noun(edit) => edit.words(book),)*
                    Self::Several { words, .. } => words.clone(),
                }
            }

            /// Every reason to refuse the change, given the book as it now stands.
            ///
            /// The parts of [`Command::Several`] are each checked against the book as it stands before any of
            /// them; what only the whole can break is caught by the file's own rules when it is written.
            #[must_use]
            pub fn problems(&self, book: &Book) -> Vec<Problem> {
                match self {
                    $(Self::$noun(edit) => edit.problems(book),)*
                    Self::Several { commands, .. } => commands.iter().flat_map(|command| command.problems_among(commands, book)).collect(),
                }
            }
        }
    };
}

with_every_record!(commands);

impl Command {
    /// The reasons to refuse a part of [`Command::Several`]. A theme may go where everything that names it goes with it:
    /// that is how one theme is merged into another.
    fn problems_among(&self, all: &[Self], book: &Book) -> Vec<Problem> {
        let mut problems = self.problems(book);
        if let Self::Theme(Edit {
            was: Some(theme),
            now: None,
        }) = self
            && is_let_go(theme.id, all, book)
        {
            problems.retain(|held| held.kind != "in-use");
        }
        problems
    }

    /// The changes as one command of this name.
    pub fn several(words: impl Into<String>, commands: Vec<Self>) -> Self {
        Self::Several {
            words: words.into(),
            commands,
        }
    }
}
