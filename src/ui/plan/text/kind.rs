//! The kinds of section one can choose from: the four lettered ones, those that others use, and a council's own.

use crate::domain::book::Book;
use crate::domain::narrative::Section;

/// What a kind of the council's own is called until it is given its word.
pub const OWN: &str = "section";

/// The kinds, and what the list shows of each.
pub struct Kinds {
    kinds: Vec<Section>,
    /// What the list shows.
    pub labels: Vec<String>,
}

impl Kinds {
    /// Every kind on offer or in use, with `held` among them; the last is a new one of the council's own.
    pub fn of(book: &Book, held: &Section) -> Self {
        let mut kinds: Vec<Section> = Section::LETTERED.to_vec();
        kinds.extend(Section::OFFERED.map(|word| Section::Free(word.to_owned())));
        for used in book
            .narratives
            .iter()
            .map(|held| &held.section)
            .chain([held])
        {
            if !kinds.contains(used) && used != &Section::Free(OWN.to_owned()) {
                kinds.push(used.clone());
            }
        }
        let mut labels: Vec<String> = kinds.iter().map(Section::heading).collect();
        kinds.push(Section::Free(OWN.to_owned()));
        labels.push("Another kind".into());
        Self { kinds, labels }
    }

    /// Where a kind stands in the list.
    pub fn at(&self, kind: &Section) -> usize {
        let found = self.kinds.iter().position(|held| held == kind);
        found.unwrap_or(self.kinds.len().saturating_sub(1))
    }

    /// The kind at a place in the list.
    pub fn get(&self, at: usize) -> Section {
        self.kinds.get(at).cloned().unwrap_or(Section::Progress)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::NarrativeId;
    use crate::domain::narrative::Narrative;

    #[test]
    fn every_kind_in_use_can_be_chosen_once() {
        let used = ["strengths", "views of partners", "views of partners", OWN];
        let narratives = used.iter().enumerate().map(|(n, word)| {
            Narrative::new(NarrativeId(n as i64), Section::Free((*word).to_owned()))
        });
        let book = Book {
            narratives: narratives.collect::<Vec<_>>().into(),
            ..Book::default()
        };
        let kinds = Kinds::of(&book, &Section::Progress);
        assert_eq!(
            kinds.labels,
            [
                "A Progress",
                "B What will be achieved",
                "C Set question",
                "D Expenditure",
                "Overview",
                "What we know",
                "Strengths",
                "Next steps",
                "Views of partners",
                "Another kind"
            ]
        );
        for (at, _) in kinds.labels.iter().enumerate() {
            assert_eq!(kinds.at(&kinds.get(at)), at);
        }
    }
}
