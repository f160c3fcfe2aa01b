//! Counts of people: who gave an answer, who came to a meeting, what came in, and what a report printed.

use crate::domain::book::Book;
use crate::domain::consultation::below_zero;
use crate::domain::id::{
    AnsweredId, ChannelId, ChoiceId, ConsultationId, EventId, GroupId, PublishedCountId,
    QuestionId, ReceiptId, TallyId,
};
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// How many people gave an answer, by one channel, in one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Its key.
    pub id: TallyId,
    /// The answer.
    pub choice: ChoiceId,
    /// The channel.
    pub channel: ChannelId,
    /// The group; none where the source does not say.
    pub group: Option<GroupId>,
    /// How many people: nought or more. Signed, so that a slip below nought is caught and said, not wrapped.
    pub n: i64,
}

/// How many people answered a question, where its counts do not add up to it (multiple choice).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Its key.
    pub id: AnsweredId,
    /// The question.
    pub question: QuestionId,
    /// The channel.
    pub channel: ChannelId,
    /// The group; none where the source does not say.
    pub group: Option<GroupId>,
    /// How many people.
    pub n: i64,
}

/// A meeting, and how many came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its key.
    pub id: EventId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// What it was.
    pub name: String,
    /// How many people came.
    pub n_people: i64,
    /// Anything else.
    pub note: String,
    /// Where it stands in the list.
    pub position: i64,
}

/// What came in by one channel, and what was set aside before counting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Its key.
    pub id: ReceiptId,
    /// The channel.
    pub channel: ChannelId,
    /// All that came in.
    pub received: i64,
    /// Not from somebody who was asked, or not readable.
    pub invalid: i64,
    /// Empty.
    pub blank: i64,
    /// The same response again.
    pub duplicate: i64,
    /// Taken back.
    pub withdrawn: i64,
}

impl Receipt {
    /// Received − invalid − blank − duplicate − withdrawn.
    #[must_use]
    pub fn analysed(&self) -> i64 {
        self.received - self.invalid - self.blank - self.duplicate - self.withdrawn
    }
}

/// What a printed count or percentage is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CountOf {
    /// All responses.
    Responses,
    /// People at meetings.
    Meetings,
    /// Respondents, as an appendix or method note calls them.
    Respondents,
    /// The percentage who gave an answer.
    Percent,
}

impl CountOf {
    /// Every sort.
    pub const ALL: [Self; 4] = [
        Self::Responses,
        Self::Meetings,
        Self::Respondents,
        Self::Percent,
    ];

    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Responses => "responses",
            Self::Meetings => "meetings",
            Self::Respondents => "respondents",
            Self::Percent => "percent",
        }
    }
}

/// A count or percentage that a report printed, to set beside ours.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedCount {
    /// Its key.
    pub id: PublishedCountId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// The answer, where it is a percentage of one.
    pub choice: Option<ChoiceId>,
    /// What it is of.
    pub of: CountOf,
    /// The figure as printed.
    pub value: f64,
    /// Where it was printed.
    pub source: String,
}

impl Record for Tally {
    type Id = TallyId;
    const NOUN: &'static str = "tally";

    fn id(&self) -> TallyId {
        self.id
    }

    fn find(book: &Book, id: TallyId) -> Option<&Self> {
        book.tallies.get(id)
    }

    fn title(&self, book: &Book) -> String {
        let choice = book
            .choices
            .get(self.choice)
            .map_or("?", |choice| &choice.text);
        format!("Tally for {choice}")
    }

    fn shown(&self, _book: &Book) -> String {
        self.n.to_string()
    }

    fn place(&self, book: &Book) -> Place {
        book.choices
            .get(self.choice)
            .map_or(Place::Plan, |choice| Place::Question(choice.question))
    }

    fn cell(&self) -> Option<[i64; 3]> {
        // Keys begin at 1: 0 is a count that is not by group.
        let group = self.group.map_or(0, |group| group.0);
        Some([self.choice.0, self.channel.0, group])
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.n < 0 {
            problems.push(below_zero(self.place(book), self.title(book), self.n));
        }
        if book.tallies.twin(self).is_some() {
            problems.push(Problem::refusal(
                "same-tally",
                self.place(book),
                self.title(book),
                "a second count in one cell",
                "Each answer is counted once for a channel and group.",
                "Change the count that is there.",
            ));
        }
        problems
    }
}

impl Record for Answered {
    type Id = AnsweredId;
    const NOUN: &'static str = "base";

    fn id(&self) -> AnsweredId {
        self.id
    }

    fn find(book: &Book, id: AnsweredId) -> Option<&Self> {
        book.answered.get(id)
    }

    fn title(&self, book: &Book) -> String {
        let number = book
            .questions
            .get(self.question)
            .map_or("?", |question| &question.number);
        format!("People who answered question {number}")
    }

    fn shown(&self, _book: &Book) -> String {
        self.n.to_string()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Question(self.question)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        if self.n < 0 {
            vec![below_zero(self.place(book), self.title(book), self.n)]
        } else {
            Vec::new()
        }
    }
}

impl Record for Event {
    type Id = EventId;
    const NOUN: &'static str = "meeting";

    fn id(&self) -> EventId {
        self.id
    }

    fn find(book: &Book, id: EventId) -> Option<&Self> {
        book.events.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Meeting {}", self.name)
    }

    fn shown(&self, _book: &Book) -> String {
        format!("{} people", self.n_people)
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Consultation(self.consultation)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        if self.n_people < 0 {
            vec![below_zero(
                self.place(book),
                self.title(book),
                self.n_people,
            )]
        } else {
            Vec::new()
        }
    }
}

impl Record for Receipt {
    type Id = ReceiptId;
    const NOUN: &'static str = "receipt";

    fn id(&self) -> ReceiptId {
        self.id
    }

    fn find(book: &Book, id: ReceiptId) -> Option<&Self> {
        book.receipts.get(id)
    }

    fn title(&self, book: &Book) -> String {
        let name = book
            .channels
            .get(self.channel)
            .map_or("?", |channel| &channel.name);
        format!("Receipts {name}")
    }

    fn shown(&self, _book: &Book) -> String {
        format!("{} received, {} analysed", self.received, self.analysed())
    }

    fn place(&self, book: &Book) -> Place {
        book.channels
            .get(self.channel)
            .map_or(Place::Plan, |channel| {
                Place::Consultation(channel.consultation)
            })
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let counts = [
            self.received,
            self.invalid,
            self.blank,
            self.duplicate,
            self.withdrawn,
            self.analysed(),
        ];
        counts
            .iter()
            .find(|n| **n < 0)
            .map(|n| {
                Problem::refusal(
                    "receipts-below-zero",
                    self.place(book),
                    self.title(book),
                    format!(
                        "{} received, {} set aside",
                        self.received,
                        self.received - self.analysed()
                    ),
                    format!("One of the counts, or what is left to analyse, is {n}."),
                    "Check the counts: what is set aside cannot pass what was received.",
                )
            })
            .into_iter()
            .collect()
    }
}

impl Record for PublishedCount {
    type Id = PublishedCountId;
    const NOUN: &'static str = "published count";

    fn id(&self) -> PublishedCountId {
        self.id
    }

    fn find(book: &Book, id: PublishedCountId) -> Option<&Self> {
        book.published_counts.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Published {}", self.of.word())
    }

    fn shown(&self, _book: &Book) -> String {
        self.value.to_string()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Consultation(self.consultation)
    }

    fn problems(&self, _book: &Book) -> Vec<Problem> {
        Vec::new()
    }
}
