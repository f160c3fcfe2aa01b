//! What kind of section a piece of the plan's text is.
//!
//! The four of a Management Action Plan are known by letter and keep that order; a council's own kinds are kept as the
//! word it uses, so that a self-evaluation's “strengths” need no change of the program.

/// What kind of section it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// A: progress so far.
    Progress,
    /// B: what will be achieved.
    Achieve,
    /// C: the answer to a set question.
    Question,
    /// D: expenditure.
    Expenditure,
    /// A council's own: `overview`, `strengths`, `next steps`.
    Free(String),
}

impl Section {
    /// The four of a Management Action Plan, in order.
    pub const LETTERED: [Self; 4] = [
        Self::Progress,
        Self::Achieve,
        Self::Question,
        Self::Expenditure,
    ];

    /// Kinds that self-evaluations and overviews use, offered beside the four.
    pub const OFFERED: [&str; 4] = ["overview", "what we know", "strengths", "next steps"];

    /// The word in the file.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Progress => "progress",
            Self::Achieve => "what will be achieved",
            Self::Question => "set question",
            Self::Expenditure => "expenditure",
            Self::Free(word) => word,
        }
    }

    /// The kind of this word: one of the four by its name, in capitals or not, or a council's own.
    #[must_use]
    pub fn read(word: &str) -> Self {
        let word = word.trim();
        Self::LETTERED
            .into_iter()
            .find(|known| known.word() == word.to_lowercase())
            .unwrap_or_else(|| Self::Free(word.to_owned()))
    }

    /// Its letter in a Management Action Plan.
    #[must_use]
    pub fn letter(&self) -> Option<char> {
        match self {
            Self::Progress => Some('A'),
            Self::Achieve => Some('B'),
            Self::Question => Some('C'),
            Self::Expenditure => Some('D'),
            Self::Free(_) => None,
        }
    }

    /// `A Progress`, `Strengths`.
    #[must_use]
    pub fn heading(&self) -> String {
        let word = crate::domain::check::words::sentence(self.word());
        match self.letter() {
            Some(letter) => format!("{letter} {word}"),
            None => word,
        }
    }

    /// What it is sorted by within an objective: A to D, then the others.
    #[must_use]
    pub fn order(&self) -> u8 {
        match self {
            Self::Progress => 0,
            Self::Achieve => 1,
            Self::Question => 2,
            Self::Expenditure => 3,
            Self::Free(_) => 4,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_they_are_written() {
        #[track_caller]
        fn check(word: &str, want: &Section, heading: &str) {
            let read = Section::read(word);
            assert_eq!(&read, want);
            assert_eq!(read.heading(), heading);
            assert_eq!(Section::read(read.word()), read);
        }
        check("progress", &Section::Progress, "A Progress");
        check(" Progress ", &Section::Progress, "A Progress");
        check(
            "what will be achieved",
            &Section::Achieve,
            "B What will be achieved",
        );
        check("set question", &Section::Question, "C Set question");
        check("expenditure", &Section::Expenditure, "D Expenditure");
        check(
            "next steps",
            &Section::Free("next steps".into()),
            "Next steps",
        );
        check("", &Section::Free(String::new()), "");
    }

    #[test]
    fn the_four_keep_their_order() {
        let letters: String = Section::LETTERED
            .iter()
            .filter_map(Section::letter)
            .collect();
        assert_eq!(letters, "ABCD");
        assert!(Section::LETTERED.is_sorted_by_key(Section::order));
    }
}
