//! Consultations: what was asked, of whom, by which channel, and how many gave each answer.
//!
//! A tally is a count of people, never of percentages. Individual responses and head-counts of meetings are
//! kept apart, and every percentage in [`results`] names its base.

pub mod chart;
pub mod results;

use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::id::{
    AnsweredId, ChannelId, ChoiceId, ConsultationId, EventId, GroupId, ObjectiveId, PriorityAreaId,
    PublishedCountId, QuestionId, ReceiptId, TallyId, ThemeId,
};
use crate::domain::plan::name_empty;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// How far a consultation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Being prepared.
    Planned,
    /// Taking responses.
    Open,
    /// No longer taking responses.
    Closed,
    /// Reported to a decision.
    Reported,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 4] = [Self::Planned, Self::Open, Self::Closed, Self::Reported];

    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Reported => "reported",
        }
    }
}

/// A consultation or survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consultation {
    /// Its key.
    pub id: ConsultationId,
    /// Its name.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// Who was asked.
    pub asked_of: String,
    /// The first day.
    pub opened: Option<Date>,
    /// The last day.
    pub closed: Option<Date>,
    /// How far it has come.
    pub stage: Stage,
    /// The decision it informs.
    pub decision: String,
    /// The objectives it bears on.
    pub objectives: Vec<ObjectiveId>,
    /// Where it is reported.
    pub source: String,
    /// Where it stands in the list.
    pub position: i64,
}

/// A respondent group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its key.
    pub id: GroupId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// Its name.
    pub name: String,
    /// Where it stands in the list.
    pub position: i64,
}

/// The way responses came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChannelKind {
    /// Online.
    Online,
    /// On paper.
    Paper,
    /// By e-mail.
    Email,
    /// By telephone.
    Telephone,
    /// Face to face.
    FaceToFace,
    /// At a meeting or event.
    Event,
}

impl ChannelKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Online,
        Self::Paper,
        Self::Email,
        Self::Telephone,
        Self::FaceToFace,
        Self::Event,
    ];

    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Paper => "paper",
            Self::Email => "e-mail",
            Self::Telephone => "telephone",
            Self::FaceToFace => "face to face",
            Self::Event => "event",
        }
    }
}

/// A channel of a consultation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its key.
    pub id: ChannelId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// What it is called.
    pub name: String,
    /// Which way.
    pub kind: ChannelKind,
    /// Where it stands in the list.
    pub position: i64,
}

/// What sort of answer a question takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuestionKind {
    /// One of several.
    Single,
    /// One point of a scale that runs from agreement to disagreement, or the like.
    Likert,
    /// Any of several: people are the base, not ticks.
    Multiple,
    /// The respondent's own words.
    Text,
}

impl QuestionKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Single, Self::Likert, Self::Multiple, Self::Text];

    /// The words on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Single => "single choice",
            Self::Likert => "Likert",
            Self::Multiple => "multiple choice",
            Self::Text => "text",
        }
    }
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its key.
    pub id: QuestionId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// Its number as printed.
    pub number: String,
    /// What was asked.
    pub text: String,
    /// What sort of answer it takes.
    pub kind: QuestionKind,
    /// What a reader must know of its figures: where they come from, whom they leave out.
    pub note: String,
    /// Where it stands in the list.
    pub position: i64,
}

/// Which side of the middle an answer stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Leaning {
    /// Agrees, is satisfied, is in favour.
    Positive,
    /// In the middle, or of no opinion.
    Neutral,
    /// Disagrees, is dissatisfied, is against.
    Negative,
    /// The question has no sides.
    None,
}

impl Leaning {
    /// Every leaning.
    pub const ALL: [Self; 4] = [Self::Positive, Self::Neutral, Self::Negative, Self::None];

    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Neutral => "neutral",
            Self::Negative => "negative",
            Self::None => "none",
        }
    }
}

/// An answer that a question offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its key.
    pub id: ChoiceId,
    /// The question.
    pub question: QuestionId,
    /// The answer's words.
    pub text: String,
    /// Which side it stands on.
    pub leaning: Leaning,
    /// 2 for a strong answer, 1 for a mild one.
    pub strength: u8,
    /// Where it stands in the list.
    pub position: i64,
}

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

/// A theme in what people said, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its key.
    pub id: ThemeId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// The group that raised it.
    pub group: Option<GroupId>,
    /// The theme.
    pub title: String,
    /// "You said, we did": what was done.
    pub we_did: String,
    /// The priority area that pays for what was done.
    pub priority_area: Option<PriorityAreaId>,
    /// Where it stands in the list.
    pub position: i64,
}

/// The refusal of a count below nought.
fn below_zero(place: Place, location: String, n: i64) -> Problem {
    Problem::refusal(
        "count-below-zero",
        place,
        location,
        n.to_string(),
        "A tally counts people, so it is nought or more.",
        "Enter the count; to take one back, press Ctrl+Z or lower the count.",
    )
}

impl Record for Consultation {
    type Id = ConsultationId;
    const NOUN: &'static str = "consultation";

    fn id(&self) -> ConsultationId {
        self.id
    }

    fn find(book: &Book, id: ConsultationId) -> Option<&Self> {
        book.consultations.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Consultation {}", self.title)
    }

    fn shown(&self, _book: &Book) -> String {
        self.title.clone()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Consultation(self.id)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let place = self.place(book);
        let mut problems = Vec::new();
        if self.title.trim().is_empty() {
            problems.push(name_empty(place.clone(), "Consultation, title"));
        }
        if book
            .consultations
            .iter()
            .any(|other| other.id != self.id && other.title == self.title)
        {
            problems.push(Problem::refusal(
                "same-name",
                place.clone(),
                "Consultation, title",
                format!("“{}” is there already", self.title),
                "Two consultations of one name cannot be told apart.",
                "Add the year or the place to its title.",
            ));
        }
        if let (Some(opened), Some(closed)) = (self.opened, self.closed)
            && closed < opened
        {
            problems.push(Problem::refusal(
                "dates-reversed",
                place,
                format!("{}, dates", self.title),
                format!("opened {opened}, closed {closed}"),
                "It would close before it opens.",
                "Exchange the two dates.",
            ));
        }
        problems
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        let n = book
            .questions
            .iter()
            .filter(|question| question.consultation == self.id)
            .count();
        in_use(n, "questions", self.place(book), Record::title(self, book))
    }
}

/// The refusal to remove what other things are part of.
fn in_use(n: usize, what: &str, place: Place, location: String) -> Vec<Problem> {
    if n == 0 {
        return Vec::new();
    }
    vec![Problem::refusal(
        "in-use",
        place,
        location,
        format!("{n} {what} are part of it"),
        "They would be part of nothing.",
        format!("Remove its {what} first."),
    )]
}

impl Record for Group {
    type Id = GroupId;
    const NOUN: &'static str = "respondent group";

    fn id(&self) -> GroupId {
        self.id
    }

    fn find(book: &Book, id: GroupId) -> Option<&Self> {
        book.groups.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Group {}", self.name)
    }

    fn shown(&self, _book: &Book) -> String {
        self.name.clone()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Consultation(self.consultation)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        if self.name.trim().is_empty() {
            vec![name_empty(self.place(book), "Respondent group, name")]
        } else {
            Vec::new()
        }
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        let n = book
            .tallies
            .iter()
            .filter(|tally| tally.group == Some(self.id))
            .count();
        in_use(n, "tallies", self.place(book), self.title(book))
    }
}

impl Record for Channel {
    type Id = ChannelId;
    const NOUN: &'static str = "channel";

    fn id(&self) -> ChannelId {
        self.id
    }

    fn find(book: &Book, id: ChannelId) -> Option<&Self> {
        book.channels.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Channel {}", self.name)
    }

    fn shown(&self, _book: &Book) -> String {
        self.name.clone()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Consultation(self.consultation)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        if self.name.trim().is_empty() {
            vec![name_empty(self.place(book), "Channel, name")]
        } else {
            Vec::new()
        }
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        let n = book
            .tallies
            .iter()
            .filter(|tally| tally.channel == self.id)
            .count();
        in_use(n, "tallies", self.place(book), self.title(book))
    }
}

impl Record for Question {
    type Id = QuestionId;
    const NOUN: &'static str = "question";

    fn id(&self) -> QuestionId {
        self.id
    }

    fn find(book: &Book, id: QuestionId) -> Option<&Self> {
        book.questions.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Question {}", self.number)
    }

    fn shown(&self, _book: &Book) -> String {
        self.text.clone()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Question(self.id)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        if self.text.trim().is_empty() {
            vec![name_empty(self.place(book), "Question, what is asked")]
        } else {
            Vec::new()
        }
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        let n = book
            .choices
            .iter()
            .filter(|choice| choice.question == self.id)
            .count();
        in_use(n, "answers", self.place(book), self.title(book))
    }
}

impl Record for Choice {
    type Id = ChoiceId;
    const NOUN: &'static str = "answer";

    fn id(&self) -> ChoiceId {
        self.id
    }

    fn find(book: &Book, id: ChoiceId) -> Option<&Self> {
        book.choices.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Answer “{}”", self.text)
    }

    fn shown(&self, _book: &Book) -> String {
        format!("{} ({})", self.text, self.leaning.word())
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Question(self.question)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        if self.text.trim().is_empty() {
            vec![name_empty(self.place(book), "Answer, its words")]
        } else {
            Vec::new()
        }
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        let n = book
            .tallies
            .iter()
            .filter(|tally| tally.choice == self.id)
            .count();
        in_use(n, "tallies", self.place(book), self.title(book))
    }
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

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.n < 0 {
            problems.push(below_zero(self.place(book), self.title(book), self.n));
        }
        let twin = book.tallies.iter().any(|other| {
            other.id != self.id
                && other.choice == self.choice
                && other.channel == self.channel
                && other.group == self.group
        });
        if twin {
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

impl Record for Theme {
    type Id = ThemeId;
    const NOUN: &'static str = "theme";

    fn id(&self) -> ThemeId {
        self.id
    }

    fn find(book: &Book, id: ThemeId) -> Option<&Self> {
        book.themes.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Theme “{}”", self.title)
    }

    fn shown(&self, _book: &Book) -> String {
        format!("{}: {}", self.title, self.we_did)
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Consultation(self.consultation)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        if self.title.trim().is_empty() {
            vec![name_empty(self.place(book), "Theme")]
        } else {
            Vec::new()
        }
    }
}
