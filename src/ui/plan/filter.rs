//! What a list of the plan is narrowed by: words in it, who answers, when it is due, which objective it serves.
//!
//! Every list of the room has the same bar, so that "what of mine is due this month" is asked in the same way of actions,
//! risks, sections and decisions. What is narrowed says so, with how many of how many are shown and the way back.
//!
//! Edges: what is done is never overdue, and does not come due either. An owner who is picked and then renamed everywhere
//! leaves an empty list, which offers to show all.

use egui::{Ui, vec2};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::chart::shorten;
use crate::domain::id::ObjectiveId;
use crate::domain::live::{Piece, pieces};
use crate::ui::theme::{self, size};
use crate::ui::widgets::line_edit::{LineLook, line_edit};
use crate::ui::widgets::{combo, link_button};

/// How many letters of a choice are shown in the bar.
const LETTERS: usize = 26;

/// Who answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Who {
    #[default]
    Anybody,
    Nobody,
    Named(String),
}

/// When it is due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Due {
    #[default]
    All,
    Overdue,
    Within(i64),
    NoDate,
}

impl Due {
    const ALL: [Self; 5] = [
        Self::All,
        Self::Overdue,
        Self::Within(30),
        Self::Within(90),
        Self::NoDate,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::All => "Any date",
            Self::Overdue => "Overdue",
            Self::Within(30) => "Next 30 days",
            Self::Within(_) => "Next 90 days",
            Self::NoDate => "No date",
        }
    }

    fn holds(self, due: Option<Date>, is_done: bool, today: Date) -> bool {
        match (self, due) {
            (Self::All, _) | (Self::NoDate, None) => true,
            (Self::Overdue, Some(due)) => !is_done && due < today,
            (Self::Within(days), Some(due)) => {
                let last = today.checked_add(days.days()).unwrap_or(today);
                !is_done && due >= today && due <= last
            }
            _ => false,
        }
    }
}

/// What a list is called in its bar.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// What is listed: `actions`.
    pub things: &'static str,
    /// Whom or what the second choice is of: `Responsible`.
    pub who: &'static str,
    /// What all of them are called: `Anybody`.
    pub anybody: &'static str,
    /// What having none is called: `Nobody named`.
    pub nobody: &'static str,
}

/// What a filter looks at in one thing.
#[derive(Clone, Debug, Default)]
pub struct Facts<'a> {
    /// Every text of it.
    pub words: Vec<&'a str>,
    /// Who answers; empty for nobody.
    pub who: &'a str,
    /// The day by which.
    pub due: Option<Date>,
    /// Whether nothing more is due.
    pub is_done: bool,
    /// The objectives it serves.
    pub objectives: Vec<ObjectiveId>,
}

/// What a list is narrowed by.
#[derive(Debug, Default)]
pub struct Filter {
    words: String,
    who: Who,
    due: Due,
    /// None for every objective; a none inside for what serves no objective.
    objective: Option<Option<ObjectiveId>>,
}

impl Filter {
    /// Shows everything again.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// What is searched for.
    pub fn words(&self) -> &str {
        self.words.trim()
    }

    /// Whether it keeps anything out.
    pub fn is_narrow(&self) -> bool {
        !self.words().is_empty()
            || self.who != Who::Anybody
            || self.due != Due::All
            || self.objective.is_some()
    }

    /// Whether a thing is listed.
    pub fn holds(&self, facts: &Facts<'_>, today: Date) -> bool {
        let of_whom = match &self.who {
            Who::Anybody => true,
            Who::Nobody => facts.who.is_empty(),
            Who::Named(name) => facts.who == name,
        };
        let of_objective = match self.objective {
            None => true,
            Some(None) => facts.objectives.is_empty(),
            Some(Some(id)) => facts.objectives.contains(&id),
        };
        of_whom
            && of_objective
            && self.due.holds(facts.due, facts.is_done, today)
            && has_all(&facts.words, self.words())
    }

    /// Draws the bar. `in_use` are the owners of everything in the list; `n` how many are shown, of how many.
    pub fn ui<'a>(
        &mut self,
        ui: &mut Ui,
        book: &Book,
        names: &Names,
        in_use: impl Iterator<Item = &'a str>,
        n: (usize, usize),
    ) {
        ui.horizontal_wrapped(|ui| {
            self.search(ui, names);
            self.pick_who(ui, names, in_use);
            self.pick_due(ui, names);
            self.pick_objective(ui, book, names);
        });
        if !self.is_narrow() {
            return;
        }
        // In a row of its own: a link that begins at the end of a row would be broken in two.
        ui.horizontal(|ui| {
            let (shown, all) = n;
            ui.label(theme::small(ui, format!("{shown} of {all}")));
            if link_button(ui, &format!("Show all {}", names.things)).clicked() {
                self.clear();
            }
        });
    }

    fn search(&mut self, ui: &mut Ui, names: &Names) {
        let id = ui.make_persistent_id(("search", names.things));
        let look = LineLook {
            hint: "Search",
            size: vec2(150.0, size::CONTROL),
            ..LineLook::default()
        };
        let label = format!("Search {}", names.things);
        line_edit(ui, id, &label, &mut self.words, look);
    }

    fn pick_who<'a>(&mut self, ui: &mut Ui, names: &Names, in_use: impl Iterator<Item = &'a str>) {
        let mut people: Vec<&str> = in_use.filter(|name| !name.is_empty()).collect();
        people.sort_unstable_by_key(|name| name.to_lowercase());
        people.dedup();
        let mut all = vec![Who::Anybody, Who::Nobody];
        all.extend(people.into_iter().map(|name| Who::Named(name.to_owned())));
        if !all.contains(&self.who) {
            all.push(self.who.clone());
        }
        let labels: Vec<String> = all
            .iter()
            .map(|who| match who {
                Who::Anybody => names.anybody.to_owned(),
                Who::Nobody => names.nobody.to_owned(),
                Who::Named(name) => short(name),
            })
            .collect();
        let mut at = all.iter().position(|who| *who == self.who).unwrap_or(0);
        let label = format!("{} of {} shown", names.who, names.things);
        if combo(ui, ("who", names.things), &label, &mut at, &labels).changed() {
            self.who = all.swap_remove(at);
        }
    }

    fn pick_due(&mut self, ui: &mut Ui, names: &Names) {
        let labels = Due::ALL.map(Due::word);
        let mut at = Due::ALL
            .iter()
            .position(|due| *due == self.due)
            .unwrap_or(0);
        let label = format!("Date of {} shown", names.things);
        if combo(ui, ("due", names.things), &label, &mut at, &labels).changed() {
            self.due = Due::ALL.get(at).copied().unwrap_or_default();
        }
    }

    fn pick_objective(&mut self, ui: &mut Ui, book: &Book, names: &Names) {
        let mut all = vec![None, Some(None)];
        all.extend(book.objectives.iter().map(|held| Some(Some(held.id))));
        let mut labels = vec!["Any objective".to_owned(), "No objective".to_owned()];
        labels.extend(book.objectives.iter().map(|held| short(&held.label())));
        let mut at = all.iter().position(|held| *held == self.objective);
        if at.is_none() {
            // The objective is gone, and so is the choice.
            self.objective = None;
        }
        let at = at.get_or_insert(0);
        let label = format!("Objective of {} shown", names.things);
        if combo(ui, ("objective", names.things), &label, at, &labels).changed() {
            self.objective = all.get(*at).copied().flatten();
        }
    }
}

fn short(text: &str) -> String {
    shorten(text, |text| text.chars().count() <= LETTERS)
}

/// Whether each of the words stands in one of the texts, in capitals or not.
pub fn has_all(texts: &[&str], words: &str) -> bool {
    let words = words.to_lowercase();
    let mut wanted = words.split_whitespace().peekable();
    if wanted.peek().is_none() {
        return true;
    }
    let all: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
    wanted.all(|word| all.iter().any(|text| text.contains(word)))
}

/// The stretch of a text around the first of the words that stands in it, on one line; none where none does.
pub fn around(text: &str, words: &str) -> Option<String> {
    let text = plain(text);
    let (lower, words) = (text.to_lowercase(), words.to_lowercase());
    let at = words
        .split_whitespace()
        .filter_map(|word| lower.find(word))
        .min()?;
    // Small letters may take more or fewer bytes, so that places are told by counting letters.
    let before = lower[..at].chars().count();
    let from = before.saturating_sub(24);
    let piece: String = text.chars().skip(from).take(140).collect();
    if from == 0 {
        return Some(piece);
    }
    // From the next whole word on, unless the word found is the first.
    let cut = piece
        .find(' ')
        .filter(|cut| *cut < 24)
        .map_or(0, |cut| cut + 1);
    Some(format!("… {}", &piece[cut..]))
}

/// A text in Markdown on one line, without its marks; a figure in it is an ellipsis.
pub fn plain(text: &str) -> String {
    let words: String = pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => words,
            Piece::Figure(_) => "…",
        })
        .collect();
    let is_mark = |letter: char| matches!(letter, '#' | '>' | '-' | '*' | '|' | ' ');
    let is_rule = |line: &str| line.chars().all(|letter| is_mark(letter) || letter == ':');
    let lines = words.lines().filter(|line| !is_rule(line)).map(|line| {
        line.trim_start_matches(is_mark)
            .replace("**", "")
            .replace('|', " ")
    });
    let lines: Vec<String> = lines.collect();
    let words = lines.iter().flat_map(|line| line.split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2027, 3, 1);

    #[test]
    fn what_is_done_is_never_due() {
        #[track_caller]
        fn check(due: Due, day: Option<Date>, is_done: bool, want: bool) {
            assert_eq!(due.holds(day, is_done, TODAY), want, "{due:?} {day:?}");
        }
        check(Due::All, None, true, true);
        check(Due::NoDate, None, false, true);
        check(Due::NoDate, Some(TODAY), false, false);
        check(Due::Overdue, Some(date(2027, 2, 28)), false, true);
        check(Due::Overdue, Some(date(2027, 2, 28)), true, false);
        check(Due::Overdue, Some(TODAY), false, false);
        check(Due::Overdue, None, false, false);
        check(Due::Within(30), Some(TODAY), false, true);
        check(Due::Within(30), Some(date(2027, 3, 31)), false, true);
        check(Due::Within(30), Some(date(2027, 4, 1)), false, false);
        check(Due::Within(90), Some(date(2027, 4, 1)), false, true);
        check(Due::Within(90), Some(date(2027, 4, 1)), true, false);
        check(Due::Within(90), Some(date(2027, 2, 28)), false, false);
    }

    #[test]
    fn words_owner_and_objective_each_narrow() {
        let facts = Facts {
            words: vec!["Recruit 20 carers", "Placements"],
            who: "Fostering team",
            objectives: vec![ObjectiveId(3)],
            ..Facts::default()
        };
        #[track_caller]
        fn check(facts: &Facts<'_>, filter: &Filter, want: bool) {
            assert_eq!(filter.holds(facts, TODAY), want, "{filter:?}");
        }
        let words = |words: &str| Filter {
            words: words.into(),
            ..Filter::default()
        };
        check(&facts, &Filter::default(), true);
        check(&facts, &words("CARERS place"), true);
        check(&facts, &words("carers adoption"), false);
        let who = |who: Who| Filter {
            who,
            ..Filter::default()
        };
        check(&facts, &who(Who::Named("Fostering team".into())), true);
        check(&facts, &who(Who::Named("Somebody".into())), false);
        check(&facts, &who(Who::Nobody), false);
        let of = |objective| Filter {
            objective: Some(objective),
            ..Filter::default()
        };
        check(&facts, &of(Some(ObjectiveId(3))), true);
        check(&facts, &of(Some(ObjectiveId(1))), false);
        check(&facts, &of(None), false);
        check(&Facts::default(), &of(None), true);
        assert!(!Filter::default().is_narrow() && of(None).is_narrow());
    }

    #[test]
    fn what_is_found_is_shown_with_what_stands_around_it() {
        #[track_caller]
        fn check(text: &str, words: &str, want: Option<&str>) {
            assert_eq!(around(text, words).as_deref(), want);
        }
        check("One\ntwo  three", "TWO", Some("One two three"));
        check("One two", "four", None);
        check(
            "It is written at some length before the word appears",
            "word",
            Some("… some length before the word appears"),
        );
        // A capital that takes more bytes as a small letter.
        check("İİİİİİ word", "word", Some("İİİİİİ word"));
    }

    #[test]
    fn a_text_in_a_row_has_no_marks() {
        #[track_caller]
        fn check(text: &str, want: &str) {
            assert_eq!(plain(text), want);
        }
        check("- **Placements.** A net 20", "Placements. A net 20");
        check(
            "# Head\n\nWe have {=grant:Main@2001/02}.",
            "Head We have ….",
        );
        check("| A | B |\n|---|---:|\n| 1 | 2 |", "A B 1 2");
        check("1. First\n2. Second", "1. First 2. Second");
        check("2 * 3 {not a figure}", "2 * 3 {not a figure}");
    }
}
