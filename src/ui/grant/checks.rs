//! The checks beside the grid: what does not add up in the year, and what can be done about it.
//!
//! Why short: an officer reads the first line and presses a link. The whole reasoning stands behind "Show working", in
//! the words that the command line prints.
//!
//! Edges: a plan with hundreds of findings shows the first dozen until asked for more.

use std::collections::BTreeSet;

use egui::Ui;

use crate::domain::problem::{Problem, Severity};
use crate::ui::grant::remedy::{Case, Remedy};
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{Attention, attention, link_button, section};

/// How many findings are shown before one asks for more.
const N_FIRST: usize = 12;

/// Which notes are unfolded.
#[derive(Debug, Default)]
pub struct Unfolded {
    notes: BTreeSet<String>,
    all: bool,
}

/// Draws the notes; gives back what was pressed.
pub fn show(
    ui: &mut Ui,
    case: &Case<'_>,
    unfolded: &mut Unfolded,
    can_edit: bool,
) -> Option<Remedy> {
    let problems = &case.view.problems;
    section(ui, "Checks");
    if problems.is_empty() {
        let words = if case.view.position.grants.is_empty() {
            "Here stands what does not add up in the year’s money, with what can be done about it."
        } else {
            "Nothing to look at: every sum of this year works."
        };
        ui.label(theme::muted(ui, words));
        return None;
    }
    let n_shown = if unfolded.all {
        problems.len()
    } else {
        N_FIRST
    };
    let mut pressed = None;
    for problem in problems.iter().take(n_shown) {
        pressed = note(ui, case, problem, unfolded, can_edit).or(pressed);
        ui.add_space(space::TINY);
    }
    let n_more = problems.len().saturating_sub(n_shown);
    if n_more > 0 && link_button(ui, &format!("Show {n_more} more")).clicked() {
        unfolded.all = true;
    }
    pressed
}

fn note(
    ui: &mut Ui,
    case: &Case<'_>,
    problem: &Problem,
    unfolded: &mut Unfolded,
    can_edit: bool,
) -> Option<Remedy> {
    let key = format!("{}|{}", problem.kind, problem.location);
    let is_open = unfolded.notes.contains(&key);
    let (title, rest) = parted(&problem.what);
    let mut links = case.links(problem);
    links.retain(|(_, remedy)| can_edit || matches!(remedy, Remedy::Show(_)));
    let working = if is_open {
        "Hide working"
    } else {
        "Show working"
    };
    let words: Vec<&str> = links
        .iter()
        .map(|(words, _)| words.as_str())
        .chain([working])
        .collect();
    let detail = if is_open {
        let rest = if rest.is_empty() {
            String::new()
        } else {
            format!("{rest} ")
        };
        format!("{rest}{} {}", problem.why, problem.remedy)
    } else if rest.chars().count() <= 90 {
        rest
    } else {
        String::new()
    };
    let shown = Attention {
        tone: tone(problem),
        title: &title,
        detail: &detail,
        links: &words,
    };
    let pressed = ui.push_id(&key, |ui| attention(ui, &shown)).inner?;
    if pressed == links.len() {
        if !unfolded.notes.remove(&key) {
            unfolded.notes.insert(key);
        }
        return None;
    }
    links.into_iter().nth(pressed).map(|(_, remedy)| remedy)
}

/// A total that ties is good news; all else wants a look, in the calm tone, since nothing was refused.
fn tone(problem: &Problem) -> Tone {
    match (problem.severity, problem.kind) {
        (Severity::Note, "total-tied") => Tone::Ok,
        _ => Tone::Warn,
    }
}

/// What is wrong in one sentence, and its figures in another.
fn parted(what: &str) -> (String, String) {
    let cut = what.find(": ").or_else(|| what.find("; "));
    match cut.and_then(|at| Some((what.get(..at)?, what.get(at + 2..)?))) {
        Some((title, rest)) => {
            let mut letters = rest.chars();
            let first = letters
                .next()
                .map(|letter| letter.to_uppercase().to_string());
            let rest = format!("{}{}.", first.unwrap_or_default(), letters.as_str());
            (format!("{title}."), rest)
        }
        None => (format!("{what}."), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::parted;

    #[test]
    fn what_is_wrong_stands_before_its_figures() {
        #[track_caller]
        fn check(what: &str, title: &str, rest: &str) {
            assert_eq!(parted(what), (title.to_owned(), rest.to_owned()));
        }
        check(
            "A is £1 over: £3 against £2",
            "A is £1 over.",
            "£3 against £2.",
        );
        check("A pays it; as recorded, B", "A pays it.", "As recorded, B.");
        check("£5 pays no line", "£5 pays no line.", "");
        check("", ".", "");
    }
}
