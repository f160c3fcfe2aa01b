//! The plan's text, section by section: what was achieved, what will be, what was asked, what it costs.
//!
//! A Management Action Plan has for each objective a section on progress (A), one on what will be achieved (B), answers to
//! set questions (C) and one on expenditure (D); a self-evaluation has an overview, strengths and next steps. All are
//! sections here: a kind, the objectives it belongs to, and text in Markdown, in which a figure is not typed but named
//! (`{indicator:A1@2001/02}`) and printed as the plan now has it ([`crate::domain::live`]).
//!
//! Who has read a section and stands by it confirms it, and the section then keeps what every figure in it said. A figure
//! that says something else today is flagged; the sentence around it may have been written for the old one.
//!
//! Edges: text is never refused for what stands in it. A figure that cannot be found is printed as it was typed and is a
//! finding of the checks, so that a section can be written before its figures are entered.

mod confirm;
pub mod markdown;
mod section;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::book::Book;
use crate::domain::id::{NarrativeId, ObjectiveId};
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

pub use confirm::{Standing, blocks, confirm, standing};
pub use section::Section;

/// What a figure in a section said when somebody stood by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The figure as it is named between the braces: `indicator:A1@2001/02`.
    pub figure: String,
    /// What was printed for it.
    pub said: String,
}

/// That somebody has read a section and stands by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// Who.
    pub by: String,
    /// When.
    pub on: Date,
    /// What each figure then said, in the order of the text, each once.
    pub figures: Vec<Said>,
}

/// A section of the plan's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narrative {
    /// Its key.
    pub id: NarrativeId,
    /// The objectives it belongs to; none for the plan as a whole.
    pub objectives: Vec<ObjectiveId>,
    /// What kind of section it is.
    pub section: Section,
    /// Its heading; empty for the name of its kind.
    pub title: String,
    /// The question it answers, where it is a set question.
    pub question: String,
    /// What it says, in Markdown, with live figures.
    pub text: String,
    /// Who writes it.
    pub owner: String,
    /// When it is to be reviewed.
    pub review: Option<Date>,
    /// Who stood by it, and what its figures then said; none until somebody does.
    pub confirmed: Option<Confirmed>,
    /// Where it comes from.
    pub source: String,
    /// Where it stands in the list.
    pub position: i64,
}

impl Narrative {
    /// An empty section of this kind.
    #[must_use]
    pub fn new(id: NarrativeId, section: Section) -> Self {
        Self {
            id,
            objectives: Vec::new(),
            section,
            title: String::new(),
            question: String::new(),
            text: String::new(),
            owner: String::new(),
            review: None,
            confirmed: None,
            source: String::new(),
            position: 0,
        }
    }

    /// Its heading in print, where a set question stands whole: `C How are enough skilled staff kept?`.
    #[must_use]
    pub fn printed_heading(&self) -> String {
        let (question, title) = (self.question.trim(), self.title.trim());
        match (&self.section, question.is_empty(), title.is_empty()) {
            (Section::Question, false, true) => format!("C {question}"),
            (Section::Question, false, false) => format!("C {title}: {question}"),
            _ => self.heading(),
        }
    }

    /// Its heading: its title, or the name of its kind: `A Progress`. A council's own kind stands after the title, since
    /// several sections may be about one thing: `Children in care: next steps`.
    #[must_use]
    pub fn heading(&self) -> String {
        let title = self.title.trim();
        if title.is_empty() {
            return self.section.heading();
        }
        match &self.section {
            Section::Free(kind)
                if kind != "overview" && !title.to_lowercase().contains(kind.as_str()) =>
            {
                format!("{title}: {kind}")
            }
            _ => title.to_owned(),
        }
    }

    /// Its heading with the objectives it belongs to: `A Progress: 1 Secure attachment`.
    #[must_use]
    pub fn label(&self, book: &Book) -> String {
        let named: Vec<String> = self
            .objectives
            .iter()
            .filter_map(|id| book.objectives.get(*id))
            .map(|objective| objective.label())
            .collect();
        if named.is_empty() {
            self.heading()
        } else {
            format!("{}: {}", self.heading(), named.join(", "))
        }
    }

    /// What a figure said when the section was confirmed; none where it was not, or the figure came in since.
    #[must_use]
    pub fn said(&self, figure: &str) -> Option<&str> {
        let confirmed = self.confirmed.as_ref()?;
        confirmed
            .figures
            .iter()
            .find(|held| held.figure == figure)
            .map(|held| held.said.as_str())
    }
}

impl Record for Narrative {
    type Id = NarrativeId;
    const NOUN: &'static str = "section";

    fn id(&self) -> NarrativeId {
        self.id
    }

    fn find(book: &Book, id: NarrativeId) -> Option<&Self> {
        book.narratives.get(id)
    }

    fn title(&self, book: &Book) -> String {
        format!("Section “{}”", self.label(book))
    }

    fn shown(&self, _book: &Book) -> String {
        let mut words = self.text.split_whitespace();
        let first: Vec<&str> = words.by_ref().take(12).collect();
        let more = if words.next().is_some() { " …" } else { "" };
        format!("{}{more}", first.join(" "))
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Narrative(self.id)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.section.word().trim().is_empty() {
            problems.push(Problem::refusal(
                "name-empty",
                self.place(book),
                "Section, kind",
                "nothing entered",
                "A section is listed and printed by what it is.",
                "Choose a kind, or give it a word or two of your own.",
            ));
        }
        if self.section == Section::Question && self.question.trim().is_empty() {
            problems.push(Problem::refusal(
                "question-empty",
                self.place(book),
                format!("Section “{}”, question", self.label(book)),
                "nothing entered",
                "An answer means nothing without the question it was set.",
                "Give the question, or choose another kind of section.",
            ));
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::objective::Objective;

    fn section(kind: Section) -> Narrative {
        Narrative::new(NarrativeId(1), kind)
    }

    #[test]
    fn a_set_question_has_its_words_and_every_section_a_kind() {
        #[track_caller]
        fn check(kind: Section, question: &str, want: &[&str]) {
            let narrative = Narrative {
                question: question.into(),
                ..section(kind)
            };
            let found = narrative.problems(&Book::default());
            let kinds: Vec<&str> = found.iter().map(|problem| problem.kind).collect();
            assert_eq!(kinds, want);
        }
        check(Section::Progress, "", &[]);
        check(Section::Question, "What has changed?", &[]);
        check(Section::Question, "  ", &["question-empty"]);
        check(Section::Free("strengths".into()), "", &[]);
        check(Section::Free(" ".into()), "", &["name-empty"]);
    }

    #[test]
    fn headings_name_the_kind_and_the_objectives() {
        let book = Book {
            objectives: vec![Objective {
                id: ObjectiveId(1),
                number: "1".into(),
                short: "Secure attachment".into(),
                title: String::new(),
                position: 1,
            }]
            .into(),
            ..Book::default()
        };
        let mut narrative = section(Section::Progress);
        assert_eq!(narrative.label(&book), "A Progress");
        narrative.objectives = vec![ObjectiveId(1)];
        assert_eq!(narrative.label(&book), "A Progress: 1 Secure attachment");
        narrative.title = "What we did".into();
        assert_eq!(narrative.label(&book), "What we did: 1 Secure attachment");
    }

    #[test]
    fn a_set_question_is_printed_whole() {
        #[track_caller]
        fn check(title: &str, question: &str, want: &str) {
            let narrative = Narrative {
                title: title.into(),
                question: question.into(),
                ..section(Section::Question)
            };
            assert_eq!(narrative.printed_heading(), want);
        }
        check("", "How are staff kept?", "C How are staff kept?");
        check("Staff", "How are they kept?", "C Staff: How are they kept?");
        check("Staff", " ", "Staff");
        let progress = section(Section::Progress);
        assert_eq!(progress.printed_heading(), progress.heading());
    }

    #[test]
    fn a_councils_own_kind_follows_the_title() {
        #[track_caller]
        fn check(kind: &str, title: &str, want: &str) {
            let narrative = Narrative {
                title: title.into(),
                ..section(Section::Free(kind.into()))
            };
            assert_eq!(narrative.heading(), want);
        }
        check(
            "next steps",
            "Children in care",
            "Children in care: next steps",
        );
        check("next steps", " ", "Next steps");
        check("next steps", "Our next steps", "Our next steps");
        check("next steps", "Our NEXT STEPS", "Our NEXT STEPS");
        check("overview", "Children in care", "Children in care");
    }

    #[test]
    fn its_value_is_its_first_words() {
        let text = "one two three four five six seven eight nine ten eleven twelve thirteen";
        let narrative = Narrative {
            text: text.into(),
            ..section(Section::Progress)
        };
        assert_eq!(
            narrative.shown(&Book::default()),
            "one two three four five six seven eight nine ten eleven twelve …"
        );
    }

    #[test]
    fn what_a_figure_said_is_kept_by_its_name() {
        let mut narrative = section(Section::Progress);
        assert_eq!(narrative.said("indicator:A1"), None);
        narrative.confirmed = Some(Confirmed {
            by: "an officer".into(),
            on: jiff::civil::date(2002, 3, 25),
            figures: vec![Said {
                figure: "indicator:A1".into(),
                said: "12%".into(),
            }],
        });
        assert_eq!(narrative.said("indicator:A1"), Some("12%"));
        assert_eq!(narrative.said("indicator:A2"), None);
    }
}
