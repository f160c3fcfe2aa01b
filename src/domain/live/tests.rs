//! What is a figure, what it prints, and what is said where there is none.

use jiff::civil::date;
use proptest::prelude::*;

use super::{Everyone, Figures, Kind, Live, Piece, Reference, entered, pieces};
use crate::domain::area::AreaCode;
use crate::domain::book::Book;
use crate::domain::check::sample::{Sample, YEAR};
use crate::domain::consultation::across::By;
use crate::domain::consultation::released::publish;
use crate::domain::consultation::results::{Split, results};
use crate::domain::consultation::{Leaning, QuestionKind};
use crate::domain::disclosure::{Mark, Profile};
use crate::domain::indicator::{Polarity, UnitKind};
use crate::domain::period::Period;
use crate::domain::plan::{ActionStatus, Plan};
use crate::domain::problem::Place;
use crate::domain::reading::Status;

fn book() -> Book {
    let mut sample = Sample::default();
    let a1 = sample.indicator("PAF A1", UnitKind::Percent, Polarity::Lower);
    sample.reading(a1, 2000, Status::Outturn, "24.0");
    sample.reading(a1, 2001, Status::Planned, "23.5");
    sample.reading(a1, 2002, Status::Outturn, "?");
    sample.indicator("QP A1", UnitKind::Count, Polarity::Lower);
    let area = sample.area("Placement choice");
    let main = sample.grant("Main", 1000, "", &[]);
    sample.pay(main, area, 250);
    sample.objective("1", "Stability");
    sample.action("Train carers", Some(date(2016, 4, 1)), ActionStatus::Done);
    sample.action("Find carers", None, ActionStatus::Late);
    of("856", &sample)
}

/// The sample as the plan of an authority: the sample's figures are of 856.
fn of(area: &str, sample: &Sample) -> Book {
    Book {
        plan: vec![Plan {
            area: AreaCode::new(area),
            ..Plan::default()
        }]
        .into(),
        ..sample.book()
    }
}

#[track_caller]
fn printed(book: &Book, inside: &str) -> Result<String, (String, String)> {
    let series = entered(book);
    let reference = Reference::read(inside).unwrap();
    Figures::new(book, &series)
        .printed(&reference)
        .map_err(|fault| (fault.what, fault.remedy))
}

#[track_caller]
fn check(inside: &str, want: &str) {
    assert_eq!(printed(&book(), inside).as_deref(), Ok(want), "{inside}");
}

#[track_caller]
fn refuse(inside: &str, what: &str, remedy: &str) {
    let want = Err((what.to_owned(), remedy.to_owned()));
    assert_eq!(printed(&book(), inside), want, "{inside}");
}

#[test]
fn what_is_a_figure_and_what_is_text() {
    #[track_caller]
    fn check(text: &str, want: &[&str]) {
        let given: Vec<String> = pieces(text)
            .into_iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.to_owned(),
                Piece::Figure(reference) => format!("<{}>", reference.written),
            })
            .collect();
        assert_eq!(given, want, "{text}");
    }
    check("", &[]);
    check("no braces", &["no braces"]);
    check("{indicator:A1}", &["<indicator:A1>"]);
    check(
        "a {=GRANT: Main @ 2001/02 } b",
        &["a ", "<=GRANT: Main @ 2001/02>", " b"],
    );
    check("{a} {} {note: x} {x:y", &["{a} {} {note: x} {x:y"]);
    check("{indicator:}", &["{indicator:}"]);
    check("{{indicator:A1}}", &["{", "<indicator:A1>", "}"]);
    check(
        "\\{indicator:A1} {area:B}",
        &["\\{indicator:A1} ", "<area:B>"],
    );
    check("\\\\{indicator:A1}", &["\\\\", "<indicator:A1>"]);
    check("{indicator:A\n1}", &["{indicator:A\n1}"]);
    check("{indicater:A1}", &["<indicater:A1>"]);
    let long = format!("{{indicator:{}}}", "x".repeat(200));
    check(&long, &[&long]);
}

#[test]
fn a_reference_is_kind_name_and_when() {
    let read = Reference::read("=tally:A/B @ home/Q1/agree@2001").unwrap();
    assert_eq!(read.kind, Some(Kind::Tally));
    assert!(read.is_bare);
    assert_eq!(
        (read.name.as_str(), read.at.as_str()),
        ("A/B @ home/Q1/agree", "2001")
    );
}

#[test]
fn indicators_print_their_figure_with_period_and_status() {
    let latest = printed(&book(), "indicator:PAF A1");
    assert_eq!(latest.as_deref(), Ok("24.0% (2000/01, outturn)"));
    check("indicator:paf a1@2001/02", "23.5% (2001/02, planned)");
    check("=indicator:PAF A1@2001/02 planned", "23.5%");
    check("indicator:PAF A1@2002/03", "[?] (2002/03, not yet known)");
    refuse(
        "indicator:PAF A1@2001/02 outturn",
        "PAF A1 has no figure for 2001/02 outturn",
        "Its figures are of 2000/01 to 2002/03.",
    );
    refuse(
        "indicator:PAF A2",
        "no indicator is called “PAF A2”",
        "Did you mean “PAF A1”?",
    );
    let (what, _) = printed(&book(), "indicator:A1").unwrap_err();
    assert!(
        what.starts_with("“A1” may be more than one indicator: PAF A1"),
        "{what}"
    );
    let (what, remedy) = printed(&book(), "indicator:PAF A1@soon").unwrap_err();
    assert!(what.starts_with("“soon” is no period of PAF A1"), "{what}");
    assert!(remedy.starts_with("Write a period such as"), "{remedy}");
}

#[test]
fn money_prints_as_the_grant_room_has_it() {
    let year = Period::Financial(YEAR).label();
    check(
        &format!("grant:main@{year}"),
        &format!("£1,000 ({year}, awarded)"),
    );
    check("=grant:Main", "£1,000");
    check("=grant:Placement choice", "£250");
    check(
        &format!("area:placement CHOICE@{year}"),
        &format!("£250 ({year}, planned)"),
    );
    check("=total:grants", "£1,000");
    check("=total:allocated", "£250");
    check("=total:left", "£750");
    check("=total:partners", "£0");
    refuse(
        "grant:Mian",
        "no grant is called “Mian”",
        "Did you mean “Main”?",
    );
    refuse(
        "area:Placement choice@1999/00",
        "no grant pays for Placement choice in 1999/00",
        "Allocate something to it, or name another year.",
    );
    refuse(
        "total:spent",
        "there is no total “spent”",
        "Totals are: grants, allocated, left, partners.",
    );
    let (grants, none) = (
        format!("Its grants are of {year}."),
        "the plan has no grants in 1999/00",
    );
    for name in ["grants", "allocated", "left", "partners"] {
        refuse(&format!("=total:{name}@1999/00"), none, &grants);
        let empty = printed(&Book::default(), &format!("total:{name}@2015/16"));
        let (what, remedy) = empty.unwrap_err();
        assert_eq!(what, "the plan has no grants in 2015/16");
        assert_eq!(remedy, "Enter a grant first.");
    }
    let (what, remedy) = printed(&book(), "grant:Main@soon").unwrap_err();
    assert!(what.starts_with("“soon” is no year"), "{what}");
    assert_eq!(remedy, "Write a year such as 2001/02.");
}

#[test]
fn actions_are_counted() {
    check("action:done", "1 (of 2)");
    check("=action:open", "1");
    check("action:all", "2");
    check("action:late@1", "0 (of 0)");
    refuse(
        "action:lat",
        "actions are not counted by “lat”",
        "Did you mean “late”?",
    );
    refuse(
        "action:late@Stabilty",
        "no objective is called “Stabilty”",
        "Did you mean “Stability”?",
    );
}

#[test]
fn a_misspelt_kind_is_said() {
    refuse(
        "indicater:A1",
        "there is no kind of figure “indicater”",
        "Did you mean “indicator”?",
    );
}

/// A consultation of one question with so many for, against and neither.
fn asked(counts: [i64; 3]) -> Book {
    let mut sample = Sample::default();
    let held = sample.consultation("Greengate, 2015");
    let question = sample.question(held, QuestionKind::Likert);
    let sides = [Leaning::Positive, Leaning::Negative, Leaning::Neutral];
    let channel = sample.channel(held, "Online");
    for ((side, word), n) in sides.into_iter().zip(["Yes", "No", "Neither"]).zip(counts) {
        let choice = sample.choice(question, word, side);
        sample.tally(choice, channel, None, n);
    }
    sample.book()
}

#[test]
fn answers_print_with_their_base() {
    #[track_caller]
    fn check(counts: [i64; 3], inside: &str, want: &str) {
        assert_eq!(
            printed(&asked(counts), inside).as_deref(),
            Ok(want),
            "{inside}"
        );
    }
    let many = [51, 26, 14];
    check(many, "tally:Greengate/Q1/agree", "56% (51 of 91)");
    check(many, "tally:greengate, 2015/1/No", "29% (26 of 91)");
    check(many, "=tally:Greengate/question 1/neither", "15%");
    check(many, "tally:Greengate/Q1/net", "+27 (base 91)");
    check([1, 90, 0], "=tally:Greengate/Q1/net", "-98");
    check(many, "=tally:Greengate/Q1/base", "91");
    check([7, 5, 0], "tally:Greengate/Q1/Yes", "7 of 12");
    let (what, remedy) = printed(&asked(many), "tally:Greengate/Q1/Yess").unwrap_err();
    assert_eq!(what, "no answer is called “Yess”");
    assert_eq!(remedy, "Did you mean “Yes”?");
    let (what, _) = printed(&asked(many), "tally:Greengate").unwrap_err();
    assert_eq!(what, "“Greengate” does not name a question and an answer");
}

/// What a document prints for a figure. Who works on the plan still finds the working figure, by which a change is seen.
#[track_caller]
fn told(book: &Book, held: Option<Everyone<'_>>, inside: &str) -> String {
    let series = entered(book);
    let release = |_| held;
    let figures = Figures {
        release: Some(&release),
        ..Figures::new(book, &series)
    };
    let reference = Reference::read(inside).unwrap();
    assert!(!figures.printed(&reference).unwrap().starts_with("[c]"));
    figures.told(&reference).unwrap().printed(reference.is_bare)
}

#[test]
fn a_document_prints_of_answers_only_what_is_released() {
    let book = asked([51, 3, 40]);
    let question = book.questions[0].id;
    let published = publish(
        &book,
        None,
        &[question],
        By::All,
        Profile::Under5,
        &mut |_| true,
    )
    .unwrap();
    let marks = &published.tables[0].parts[0];
    let mut shown = results(&book, question, Split::All, None).remove(0);
    for (answer, printed) in shown.answers.iter_mut().zip(&marks.answers) {
        if printed.count == Some(Mark::Suppressed) {
            answer.count = None;
        }
    }
    let held = Everyone {
        shown: &shown,
        marks,
    };
    for (name, want) in [
        ("Yes", "54% (51 of 94)"),
        ("No", "[c] (confidential)"),
        ("Neither", "[c] (confidential)"),
        ("agree", "54% (51 of 94)"),
        ("disagree", "[c] (confidential)"),
        ("net", "[c] (confidential)"),
        ("base", "94"),
    ] {
        let inside = format!("tally:Greengate/Q1/{name}");
        assert_eq!(told(&book, Some(held), &inside), want, "{name}");
        assert_eq!(told(&book, None, &inside), "[c] (confidential)", "{name}");
    }
}

#[test]
fn a_figure_says_where_it_comes_from_and_what_to_open() {
    let book = book();
    let series = entered(&book);
    let reference = Reference::read("indicator:PAF A1@2000/01").unwrap();
    let live: Live = Figures::new(&book, &series).find(&reference).unwrap();
    assert!(live.source.starts_with("PAF A1 "), "{}", live.source);
    let id = book.indicators[0].id;
    assert_eq!(live.place, Place::Reading(id, Period::Financial(2000)));
}

#[test]
fn figures_are_those_of_the_plans_own_authority() {
    let mut sample = Sample::default();
    let a1 = sample.indicator("PAF A1", UnitKind::Percent, Polarity::Lower);
    sample.reading(a1, 2000, Status::Outturn, "24.0");
    let book = of("999", &sample);
    let (what, _) = printed(&book, "indicator:PAF A1").unwrap_err();
    assert_eq!(what, "PAF A1 has no figure that says what happened");
}

proptest! {
    /// Any text is taken apart without a panic, and put together again it is the text but for spaces inside the braces.
    #[test]
    fn pieces_make_the_text_again(text in "[a-z{}:=@\\\\/ \n€indicatorgrant]{0,60}") {
        let mut again = String::new();
        let mut pure = true;
        for piece in pieces(&text) {
            match piece {
                Piece::Words(words) => again.push_str(words),
                Piece::Figure(reference) => {
                    pure &= text.contains(&format!("{{{}}}", reference.written));
                    again.push_str(&format!("{{{}}}", reference.written));
                }
            }
        }
        if pure {
            prop_assert_eq!(again, text);
        }
    }

    /// Whatever is named, there is an answer or a reason.
    #[test]
    fn any_reference_is_answered(
        kind in prop::sample::select(Kind::ALL.to_vec()),
        name in "[ -~é/@]{1,40}",
        at in "[0-9/@a-z ]{0,12}",
    ) {
        let book = book();
        let series = entered(&book);
        let inside = format!("{}:{name}@{at}", kind.word());
        if let Some(reference) = Reference::read(&inside)
            && let Err(fault) = Figures::new(&book, &series).find(&reference)
        {
            prop_assert!(!fault.what.is_empty() && fault.remedy.ends_with(['.', '?']));
        }
    }
}
