//! Names that other programs would take for something else: a formula, markup, signs that turn the text around.
//!
//! Names come from anywhere: a colleague's paste, a survey's export. Every document prints them as they were typed and
//! runs none of them; but whoever reads `=SUM(A1)` as the name of a grant should be told that it is no accident of print.
//!
//! Edges: what is quoted shows the first letters only, with each sign that cannot be seen named. Writing from right to
//! left is as good as any, and is noted because figures and brackets in it change places.

use unicode_bidi::{BidiClass, bidi_class};

use crate::domain::book::Book;
use crate::domain::check::{Spot, found};
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::record::Record;
use crate::domain::spreadsheet::escaped;

/// The most letters of a name that is read at a glance.
const LONGEST: usize = 300;
/// How many letters are quoted.
const QUOTED: usize = 40;

/// Every finding about a name, in no order.
pub(super) fn findings(book: &Book) -> Vec<Problem> {
    let mut problems = Vec::new();
    each(book, &mut |place, noun, name| {
        if is_odd(name) {
            problems.extend(of_name(place(), noun, name));
        }
    });
    problems
}

/// Where a name is, asked for only of one that is odd.
type Where<'a> = &'a dyn Fn() -> Place;

/// Every name that documents print: where it is, whose it is, and the name. It is looked through after each change, so
/// nothing is copied.
fn each(book: &Book, look: &mut dyn FnMut(Where<'_>, &'static str, &str)) {
    for plan in &book.plan {
        look(&|| Place::Plan, "plan", &plan.title);
    }
    macro_rules! of {
        ($shelf:ident, $field:ident) => {
            for held in &book.$shelf {
                look(&|| held.place(book), noun_of(held), &held.$field);
            }
        };
    }
    of!(objectives, title);
    of!(objectives, short);
    of!(grants, name);
    of!(grants, funder);
    of!(priority_areas, name);
    of!(contributions, name);
    of!(contributions, funder);
    of!(indicators, title);
    of!(consultations, title);
    of!(channels, name);
    of!(groups, name);
    of!(questions, text);
    of!(choices, text);
    of!(themes, title);
    of!(actions, title);
    of!(milestones, title);
    of!(risks, title);
    of!(narratives, title);
    of!(decisions, put);
}

/// Whether there is anything to say of a name.
fn is_odd(name: &str) -> bool {
    let is_long = name.len() > LONGEST && name.chars().count() > LONGEST;
    is_long
        || is_formula(name)
        || has_markup(name)
        || name
            .chars()
            .any(|letter| is_hidden(letter) || is_right_to_left(letter))
}

fn noun_of<R: Record>(_: &R) -> &'static str {
    R::NOUN
}

fn of_name(place: Place, noun: &str, name: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut say = |severity, kind, what: String, why: &str, remedy: &str| {
        let spot = Spot::new(place.clone(), format!("Name of the {noun}"));
        problems.push(found(severity, kind, spot, what, why, remedy));
    };
    let quoted = quoted(name);
    if is_formula(name) {
        say(
            Severity::Warning,
            "name-formula",
            format!("{quoted} begins as a formula does"),
            "It is printed as text everywhere, and nothing here runs it; another program may.",
            "Give it a name that begins with a letter or a figure.",
        );
    }
    if has_markup(name) {
        say(
            Severity::Warning,
            "name-markup",
            format!("{quoted} holds what looks like markup"),
            "It is printed as text everywhere, and nothing here runs it; a web page that it is pasted into may.",
            "Take out what stands between < and >.",
        );
    }
    if name.chars().any(is_hidden) {
        say(
            Severity::Warning,
            "name-hidden-signs",
            format!("{quoted} holds signs that are not seen, or that turn the text around"),
            "Two names that look alike may differ, and a name may read as another.",
            "Type the name anew.",
        );
    } else if name.chars().any(is_right_to_left) {
        say(
            Severity::Note,
            "name-right-to-left",
            format!("{quoted} is written from right to left"),
            "Figures and brackets in it change places when it is printed.",
            "Nothing to put right; look at it once in print.",
        );
    }
    let n = name.chars().count();
    if n > LONGEST {
        say(
            Severity::Warning,
            "name-long",
            format!("{quoted} has {n} characters"),
            "It is printed whole, and fills the tables that it stands in.",
            "Shorten it, and put the rest where there is room for text.",
        );
    }
    problems
}

/// The first letters, with each that cannot be seen by its number.
fn quoted(name: &str) -> String {
    let mut text = String::new();
    let mut letters = name.chars();
    for letter in letters.by_ref().take(QUOTED) {
        if is_hidden(letter) {
            text.push_str(&format!("[U+{:04X}]", u32::from(letter)));
        } else {
            text.push(letter);
        }
    }
    if letters.next().is_some() {
        text.push('…');
    }
    format!("“{text}”")
}

/// What a spreadsheet would run and nobody would write: words after a dash are words.
fn is_formula(name: &str) -> bool {
    (name.starts_with(['=', '@', '\t']) || name.contains(['|', '('])) && escaped(name) != name
}

/// `<` with a letter, `/` or `!` after it, and a `>` later.
fn has_markup(name: &str) -> bool {
    name.match_indices('<').any(|(at, _)| {
        let rest = &name[at + 1..];
        let begins = |c: char| c.is_ascii_alphabetic() || c == '/' || c == '!';
        rest.starts_with(begins) && rest.contains('>')
    })
}

/// Signs that steer the text or are not seen at all. Line ends and tabs are words' own.
fn is_hidden(letter: char) -> bool {
    let is_steering = matches!(
        letter,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
    );
    is_steering || (letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'))
}

fn is_right_to_left(letter: char) -> bool {
    matches!(bidi_class(letter), BidiClass::R | BidiClass::AL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::all;
    use crate::domain::check::sample::Sample;

    fn kinds(name: &str) -> Vec<&'static str> {
        let mut sample = Sample::default();
        sample.grant(name, 100, "", &[]);
        let mut found: Vec<&str> = findings(&sample.book())
            .iter()
            .map(|held| held.kind)
            .collect();
        found.dedup();
        found
    }

    #[test]
    fn odd_names_are_told() {
        #[track_caller]
        fn check(name: &str, want: &[&str]) {
            assert_eq!(kinds(name), want, "{name:?}");
        }
        check("Main grant", &[]);
        check("16+ year olds", &[]);
        check("A < B and B > C", &[]);
        check("Café, “quotes” & £5", &[]);
        check("=cmd|' /C calc'!A0", &["name-formula"]);
        check("@SUM(A1)", &["name-formula"]);
        check("-2.50", &[]);
        check("- another answer", &[]);
        check("-cmd|' /C calc'!A0", &["name-formula"]);
        check("<script>alert(1)</script>", &["name-markup"]);
        check("</b>", &["name-markup"]);
        check("a\u{202E}b", &["name-hidden-signs"]);
        check("a\u{0}b", &["name-hidden-signs"]);
        check("أطفال ليستر", &["name-right-to-left"]);
        check("שלום", &["name-right-to-left"]);
        check(&"x".repeat(300), &[]);
        check(&"x".repeat(10_000), &["name-long"]);
        check("=<b>x</b>", &["name-formula", "name-markup"]);
    }

    #[test]
    fn a_name_is_quoted_short_and_its_hidden_signs_are_named() {
        assert_eq!(quoted("a\u{202E}b"), "“a[U+202E]b”");
        assert_eq!(quoted(&"x".repeat(41)), format!("“{}…”", "x".repeat(40)));
    }

    #[test]
    fn every_name_of_a_document_is_looked_at() {
        let mut book = Sample::default().book();
        let mut plan = book.plan();
        plan.title = "<i>x</i>".into();
        book.plan = vec![plan].into();
        let found = all(&book);
        let held = found.iter().find(|held| held.kind == "name-markup");
        assert_eq!(
            held.map(|held| held.location.as_str()),
            Some("Name of the plan")
        );
    }
}
