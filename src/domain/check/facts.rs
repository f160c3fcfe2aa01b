//! The checks on figures as they were published: Leicester's money for 2001/02, its indicators, and Greengate.
//!
//! These are the faults that the program exists to catch, so their words are tested to the pound.

use jiff::civil::date;

use crate::domain::check::sample::{Sample, YEAR, kinds, none, only};
use crate::domain::check::{of_consultation, of_year};
use crate::domain::consultation::{CountOf, Leaning, QuestionKind};
use crate::domain::grant::TotalOf;
use crate::domain::grant::position::Draft;
use crate::domain::id::{GrantId, PriorityAreaId};
use crate::domain::indicator::{Polarity, UnitKind};
use crate::domain::money::Pence;
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::reading::Status;

const MAIN: GrantId = GrantId(1);
const LEAVING_CARE: GrantId = GrantId(2);
const CARE_LEAVERS: PriorityAreaId = PriorityAreaId(3);
const DISABLED: PriorityAreaId = PriorityAreaId(4);

/// The plan's eight lines of 2001/02, in pounds.
const LINES: [(&str, i64); 8] = [
    ("Placement choice", 463_950),
    ("Life chances of looked after children", 113_500),
    ("16+ year olds in and leaving care", 84_000),
    ("Disabled children", 136_700),
    ("Assessment", 293_250),
    ("Listening to children and young people", 57_550),
    ("Managing change", 98_250),
    ("Management information and quality assurance", 245_100),
];

/// The grants and lines of 2001/02 as published, the care leavers' line paid from the main grant.
fn money() -> Sample {
    let mut sample = Sample::default();
    let areas = LINES.map(|(name, _)| sample.area(name));
    let main = sample.grant("Main", 1_355_598, "", &[]);
    sample.grant("Leaving care", 983_648, "leaving care", &[CARE_LEAVERS]);
    let disabled = sample.grant(
        "Disabled children",
        136_699,
        "services for disabled children",
        &[DISABLED],
    );
    for (area, (_, pounds)) in areas.into_iter().zip(LINES) {
        let payer = if area == DISABLED { disabled } else { main };
        sample.pay(payer, area, pounds);
        if area == CARE_LEAVERS {
            sample.covering(Some(date(2001, 4, 1)), Some(date(2001, 9, 30)));
        }
        if area == areas[0] {
            sample.of_which(36_900);
        }
    }
    sample.printed_total(TotalOf::Grants, 2_475_945, 0);
    sample
}

fn said(problem: &Problem) -> [&str; 4] {
    [
        &problem.location,
        &problem.what,
        &problem.why,
        &problem.remedy,
    ]
}

#[test]
fn the_money_of_2001_02_is_found_out() {
    let found = money().year();
    assert_eq!(
        kinds(&found),
        [
            "over-ring-fence",
            "over-allocated",
            "other-payer",
            "part-year-line",
            "ring-fence-unspent",
            "total-tied",
        ]
    );
    assert_eq!(
        said(only(&found, "over-ring-fence")),
        [
            "Grant 2001/02, Disabled children",
            "Disabled children is £1 over its ring-fence: £136,700 allocated against £136,699",
            "A ring-fenced grant pays no more than it is worth. Eight lines rounded to £50 sum to £1,492,300; the two grants together are £1,492,297: £3 over, from rounding.",
            "Take £1 off, or pay £1 from another grant.",
        ]
    );
    assert_eq!(
        said(only(&found, "over-allocated")),
        [
            "Grant 2001/02, Main",
            "Main is £2 over the grant: £1,355,600 allocated against £1,355,598",
            "A grant pays no more than it is worth. Eight lines rounded to £50 sum to £1,492,300; the two grants together are £1,492,297: £3 over, from rounding.",
            "Take £2 off, or pay £2 of “16+ year olds in and leaving care” from Leaving care.",
        ]
    );
    assert_eq!(
        said(only(&found, "ring-fence-unspent")),
        [
            "Grant 2001/02, Leaving care",
            "£983,648 ring-fenced for leaving care pays no line",
            "It may be spent only on leaving care; whether what is left may be carried into 2002/03 or must be paid back is not stated.",
            "Allocate it to “16+ year olds in and leaving care”, or say in the plan what becomes of it.",
        ]
    );
    assert_eq!(
        only(&found, "total-tied").what,
        "The three grants sum to the published £2,475,945"
    );
    assert_eq!(only(&found, "total-tied").severity, Severity::Note);
}

#[test]
fn both_readings_of_the_care_leavers_line_are_shown() {
    let found = money().year();
    let problem = only(&found, "other-payer");
    assert_eq!(problem.place, Place::Allocation(MAIN, CARE_LEAVERS));
    assert_eq!(
        said(problem),
        [
            "Grant 2001/02, 16+ year olds in and leaving care, paid by Main",
            "“16+ year olds in and leaving care” (£84,000) is paid by Main, and Leaving care may pay it and has £983,648 left; as recorded, Main is £2 over; paid by Leaving care instead, Main is £83,998 under",
            "The plan is kept as recorded, because Main then pays £1,355,600 against its £1,355,598, £2 apart and within rounding (£175). Paid by Leaving care instead, Main would pay £1,271,600 and Leaving care £84,000, which ties to nothing published.",
            "Leave it, and say in the plan what Leaving care is for; or move the £84,000 to Leaving care.",
        ]
    );
    assert_eq!(
        only(&found, "part-year-line").why,
        "By whole months (6 of 12) it would be £168,000 for the year; by days (183 of 365) £167,540.98."
    );
}

#[test]
fn the_checks_move_with_the_typing() {
    let book = money().book();
    let typed = |grant, priority_area, pounds: Option<i64>| {
        let amount = pounds.map(|pounds| Pence(pounds * 100));
        of_year(
            &book,
            YEAR,
            Some(Draft {
                grant,
                priority_area,
                amount,
            }),
        )
    };
    let right = typed(GrantId(3), DISABLED, Some(136_699));
    none(&right, "over-ring-fence");
    // One line in pounds: the lines are rounded to nothing larger, and main's £2 is within half a pound a line.
    assert!(only(&right, "over-allocated").why.ends_with("Seven lines rounded to £1 sum to £1,355,600; the grant is £1,355,598: £2 over, from rounding."));
    let far = typed(MAIN, CARE_LEAVERS, Some(85_000));
    assert_eq!(
        only(&far, "over-allocated").why,
        "A grant pays no more than it is worth."
    );
    let cleared = typed(MAIN, CARE_LEAVERS, None);
    none(&cleared, "other-payer");
    none(&cleared, "part-year-line");
    let both = typed(LEAVING_CARE, CARE_LEAVERS, Some(1));
    assert_eq!(
        only(&both, "ring-fence-unspent").what,
        "£983,647 of £983,648 ring-fenced for leaving care is left over"
    );
}

/// Six years from 1998/99: an outturn, a provisional figure, four planned.
type Row = (&'static str, UnitKind, Polarity, [&'static str; 6]);

const ROWS: [Row; 9] = [
    (
        "QP 2",
        UnitKind::Duration,
        Polarity::Lower,
        ["26.5", "2.1", "1.9", "1.8", "1.7", "1.7"],
    ),
    (
        "PAF A3",
        UnitKind::Percent,
        Polarity::Lower,
        ["22.7", "13.6", "17.0", "15.0", "14.0", "13.0"],
    ),
    (
        "PAF C20",
        UnitKind::Percent,
        Polarity::Higher,
        ["N/A", "71.4", "85.0", "95.0", "98.0", "98.0"],
    ),
    (
        "PAF C21",
        UnitKind::Percent,
        Polarity::Lower,
        ["11.8", "7.5", "7.0", "8.0", "5.0", "4.0"],
    ),
    (
        "PAF E45",
        UnitKind::Index,
        Polarity::Target,
        ["", "0.78", "0.85", "0.90", "0.95", "1.00"],
    ),
    (
        "PAF C24",
        UnitKind::Percent,
        Polarity::Lower,
        ["", "25.0", "20.0", "10.0", "8.0", "5.0"],
    ),
    (
        "QP 8",
        UnitKind::Ratio,
        Polarity::Lower,
        ["", "9.5 :1", "4.9 :1", "4 :1", "2.1 :1", "1.4 :1"],
    ),
    (
        "QP 10",
        UnitKind::Index,
        Polarity::Target,
        ["5.00", "0.38", "0.42", "0.47", "0.53", "0.56"],
    ),
    (
        "QP 7.1",
        UnitKind::Percent,
        Polarity::Lower,
        ["40.6", "70.0", "65.0", "45.0", "40.0", "35.0"],
    ),
];

fn indicators() -> Sample {
    let mut sample = Sample::default();
    for (code, unit, polarity, figures) in ROWS {
        let id = sample.indicator(code, unit, polarity);
        for (year, text) in (1998..).zip(figures) {
            let status = match year {
                1998 => Status::Outturn,
                1999 => Status::Provisional,
                _ => Status::Planned,
            };
            sample.reading(id, year, status, text);
            if (code, year) == ("PAF C24", 1999) {
                sample.query("the text says it was recalculated");
            }
        }
        if code == "PAF E45" {
            for (number, short) in [("3", "Children in need"), ("11", "Management information")] {
                let objective = sample.objective(number, short);
                sample.serves(id, objective);
            }
        }
    }
    sample
}

#[test]
fn the_indicators_of_2001_02_are_found_out() {
    let found = indicators().all();
    kinds(&found);
    let given: Vec<(&str, &str, &str)> = found
        .iter()
        .map(|held| (held.kind, held.location.as_str(), held.what.as_str()))
        .collect();
    assert_eq!(
        given,
        [
            (
                "plan-worse-first",
                "Indicator PAF A3, 2000/01",
                "Planned 17.0% for 2000/01, where the provisional figure of 1999/00 was 13.6%"
            ),
            (
                "plan-not-monotone",
                "Indicator PAF C21, 2001/02",
                "Planned 7.0%, 8.0%, 5.0%, 4.0%: up in 2001/02"
            ),
            (
                "figure-queried",
                "Indicator PAF C24, 1999/00",
                "25.0% is in doubt: the text says it was recalculated"
            ),
            (
                "jump",
                "Indicator QP 10, 1999/00",
                "It fell from 5.00 to 0.38, a ratio of 13.2, between 1998/99 and 1999/00"
            ),
            (
                "unit-change",
                "Indicator QP 2, 1999/00",
                "It fell from 26.5 to 2.1, a ratio of 12.6, between 1998/99 and 1999/00"
            ),
            (
                "plan-worse-first",
                "Indicator QP 7.1, 2000/01",
                "Planned 65.0% for 2000/01, where the outturn figure of 1998/99 was 40.6%"
            ),
            (
                "two-objectives",
                "Indicator PAF E45",
                "It serves two objectives: 3 Children in need and 11 Management information"
            ),
            (
                "ratio-figure",
                "Indicator QP 8",
                "Its figures are ratios, printed as 9.5 : 1"
            ),
            (
                "missing-reasons",
                "Indicators, missing figures",
                "4 of 54 figures are missing: 1 not applicable [z] and 3 blank in the source [ ]"
            ),
        ]
    );
    assert_eq!(
        only(&found, "unit-change").why,
        "The ratio, 12.6, is near 12: months, then years?"
    );
}

#[test]
fn greengate_is_found_out() {
    let mut sample = Sample::default();
    let held = sample.consultation("Greengate");
    let online = sample.channel(held, "Online");
    let question = sample.question(held, QuestionKind::Likert);
    let answers = [
        ("Strongly agree", Leaning::Positive, 22, 24.0),
        ("Tend to agree", Leaning::Positive, 29, 32.0),
        ("Tend to disagree", Leaning::Negative, 26, 29.0),
        ("No opinion", Leaning::Neutral, 14, 15.0),
    ];
    for (text, leaning, n, percent) in answers {
        let choice = sample.choice(question, text, leaning);
        sample.tally(choice, online, None, n);
        sample.printed(held, CountOf::Percent, Some(choice), percent, "report");
    }
    sample.receipt(online, 91, 0);
    sample.meeting(held, 16);
    sample.meeting(held, 58);
    sample.printed(held, CountOf::Meetings, None, 73.0, "report");
    sample.printed(held, CountOf::Responses, None, 164.0, "report");
    sample.printed(held, CountOf::Respondents, None, 91.0, "appendix");
    let found = of_consultation(&sample.book(), held);
    assert_eq!(
        kinds(&found),
        ["meetings-disagree", "published-total-disagrees"]
    );
    assert_eq!(found[0].what, "16 + 58 = 74, the report says 73");
    assert_eq!(
        found[1].what,
        "164 responses are printed, and 91 respondents"
    );
    assert_eq!(
        found[1].why,
        "Printed in: report; appendix. A percentage of 164 is not a percentage of 91, so the base of what was printed is unproved."
    );
}
