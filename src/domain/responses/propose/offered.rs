//! The answers that a column offers, as the officer says them.
//!
//! An export shows only what somebody chose, and where answers are parted by a comma it does not show which commas part
//! them. The officer has the questionnaire: its answers, in its order, replace those that were found.
//!
//! Edges: answers with the same words are one. With none left, those in the file stand again. The rows of a grid share
//! one list. A side (agree, disagree) stays with an answer that keeps its words, and is found for a new one where the
//! whole list is a scale.

use crate::domain::responses::export::Export;
use crate::domain::responses::options::options;
use crate::domain::responses::propose::Proposal;
use crate::domain::responses::role::Role;
use crate::domain::responses::scale::Offered;
use crate::domain::responses::words::folded;

impl Proposal {
    /// Says which answers a closed column offers, in order; with none, they are those found in the file. A column that is
    /// not there, or that offers no list of its own, changes nothing.
    pub fn set_options(&mut self, export: &Export, column: usize, texts: &[String]) {
        self.set_all_options(export, &[(column, texts)]);
    }

    /// Says it of several columns at once, so that the rows are counted anew only once.
    pub fn set_all_options(&mut self, export: &Export, said: &[(usize, &[String])]) {
        for (column, texts) in said {
            let sharing = self.sharing(*column);
            let offered = offered(
                texts,
                self.columns.get(*column).map(|held| &held.options[..]),
            );
            for at in sharing {
                if let Some(held) = self.columns.get_mut(at) {
                    held.options.clone_from(&offered);
                    held.is_options_said = !offered.is_empty();
                }
                if offered.is_empty() {
                    self.find_options(export, at);
                }
            }
        }
        self.account(export);
    }

    /// The column and, for a row of a grid, the grid's other rows; none where it offers no list.
    fn sharing(&self, column: usize) -> Vec<usize> {
        let Some(held) = self.columns.get(column) else {
            return Vec::new();
        };
        match &held.role {
            Role::GridRow { stem, .. } => {
                let of_grid =
                    |role: &Role| matches!(role, Role::GridRow { stem: of, .. } if of == stem);
                let key = &held.title.key;
                self.of_role(of_grid)
                    .filter(|at| {
                        self.columns
                            .get(*at)
                            .is_some_and(|other| other.title.key == *key)
                    })
                    .collect()
            }
            role if role.has_list() => vec![column],
            _ => Vec::new(),
        }
    }
}

/// The answers in the officer's order, each with its side.
fn offered(texts: &[String], before: Option<&[Offered]>) -> Vec<Offered> {
    let mut seen = Vec::new();
    let mut own: Vec<&str> = Vec::new();
    for text in texts {
        let text = text.trim();
        let words = folded(text);
        if !words.is_empty() && !seen.contains(&words) {
            seen.push(words);
            own.push(text);
        }
    }
    let counted: Vec<(&str, u32)> = own.iter().map(|text| (*text, 1)).collect();
    let found = options(&counted);
    let side = |text: &str| {
        let held = found.iter().chain(before.unwrap_or_default());
        let mut same = held.filter(|one| folded(&one.text) == folded(text));
        same.next().map_or_else(
            || Offered::plain(text),
            |one| Offered {
                text: text.to_owned(),
                ..one.clone()
            },
        )
    };
    own.into_iter().map(side).collect()
}

#[cfg(test)]
mod tests {
    use crate::domain::responses::export::sample;
    use crate::domain::responses::propose::Proposal;
    use crate::domain::responses::role::Role;
    use crate::domain::responses::split::Separator;
    use crate::domain::responses::take::take;

    const ROWS: [&str; 5] = [
        "ID|Which places do you use?",
        "1|Parks, playgrounds, Libraries",
        "2|Libraries",
        "3|Parks, playgrounds",
        "4|Pools, Libraries",
    ];

    #[track_caller]
    fn check(said: &[&str], want: &[&str], n_outside: usize) {
        let export = sample(&ROWS);
        let mut proposal = Proposal::new(&export);
        let separator = Separator::CommaSpace;
        proposal.set_role(&export, 1, Role::MultiCell { separator });
        let texts: Vec<String> = said.iter().map(|text| (*text).to_owned()).collect();
        proposal.set_options(&export, 1, &texts);
        let held = proposal.columns[1].options.iter();
        let got: Vec<&str> = held.map(|one| one.text.as_str()).collect();
        assert_eq!(got, want, "{said:?}");
        assert_eq!(
            take(&export, &proposal).outside.len(),
            n_outside,
            "{said:?}"
        );
    }

    #[test]
    fn the_questionnaires_answers_replace_those_found() {
        let all = ["Parks, playgrounds", "Libraries", "Pools"];
        check(&all, &all, 0);
        // Said twice it is one; a space is not an answer.
        check(
            &["Libraries", " libraries", " ", "Pools"],
            &["Libraries", "Pools"],
            4,
        );
    }
}
