//! Findings of `check`: the smallest change to the sample after which each is found.

use std::sync::OnceLock;

use golden_thread::domain::check::late_actions;
use golden_thread::domain::command::Command;
use golden_thread::domain::commitment::Commitment;
use golden_thread::domain::consultation::{Answered, QuestionKind, Receipt, Tally};
use golden_thread::domain::grant::{AreaNature, Certainty, GrantStatus, Nature};
use golden_thread::domain::id::{
    AnsweredId, ChannelId, ChoiceId, CommitmentId, GrantId, IndicatorId, NarrativeId, ObjectiveId,
    QuestionId, ReadingId, ReceiptId, TallyId,
};
use golden_thread::domain::indicator::UnitKind;
use golden_thread::domain::money::Pence;
use golden_thread::domain::narrative::{Confirmed, Narrative, Said, Section};
use golden_thread::domain::objective::Objective;
use golden_thread::domain::plan::ActionStatus;
use golden_thread::domain::problem::Problem;
use golden_thread::domain::reading::{Reading, Reported, Status};
use golden_thread::domain::record::{Edit, Record};
use golden_thread::session::Session;
use golden_thread::session::merge::Decisions;
use jiff::civil::date;

use crate::bench::{Bench, Row};
use crate::{consultation, money, voices};

/// A row whose change is made first, and the checks are asked what is new.
macro_rules! finding {
    ($name:literal, $input:expr, $prepare:expr) => {
        row!($name, $input, |b| found(b)).after($prepare)
    };
}

#[rustfmt::skip]
pub fn rows() -> Vec<Row> {
    vec![
        row!("action-late", "an action marked late", |b| late_actions(b.book(), date(2000, 1, 1))).after(|b| set(b, first!(b, actions), |held| held.status = ActionStatus::Late)),
        finding!("name-formula", "the plan’s title: =1", |b| title(b, "=1")),
        finding!("name-hidden-signs", "the plan’s title with a space of no width in it", |b| title(b, "A\u{200b}B")),
        finding!("name-long", "the plan’s title, of 1,000 letters", |b| title(b, &"A".repeat(1_000))),
        finding!("name-markup", "the plan’s title: <b>A</b>", |b| title(b, "<b>A</b>")),
        finding!("name-right-to-left", "the plan’s title: שלום", |b| title(b, "שלום")),
        finding!("over-allocated", "a grant of 1p that pays a line", |b| grant(b, |held| { held.amount = Pence(1); open(held); })),
        finding!("over-ring-fence", "a ring-fenced grant of 1p that pays its line", |b| { let area = b.line().priority_area; grant(b, move |held| { (held.amount, held.ring_fence) = (Pence(1), "x".into()); (held.eligible, held.eligible_objectives) = (vec![area], vec![]); }) }),
        finding!("ineligible-line", "a grant ring-fenced for another line than it pays", |b| { let line = b.line(); let other = b.book().priority_areas.iter().find(|held| b.book().allocations.iter().all(|paid| (paid.grant, paid.priority_area) != (line.grant, held.id))).unwrap().id; grant(b, move |held| { held.ring_fence = "x".into(); (held.eligible, held.eligible_objectives) = (vec![other], vec![]); }) }),
        finding!("ring-fence-unspent", "a ring-fenced grant of £1 that pays nothing", |b| { let area = b.line().priority_area; let mut held = b.book().grants.get(b.line().grant).unwrap().clone(); (held.id, held.short, held.ring_fence, held.amount) = (GrantId(1), "New".into(), "x".into(), Pence(100)); (held.eligible, held.eligible_objectives) = (vec![area], vec![]); b.run(Edit::add(held)); }),
        finding!("applied-for-spent", "a grant only applied for that pays a line", |b| grant(b, |held| held.status = GrantStatus::AppliedFor)),
        finding!("capital-on-revenue", "a grant for building that pays running costs", |b| { let held = b.book().priority_areas.get(b.line().priority_area).unwrap().clone(); set(b, held, |held| held.nature = AreaNature::Revenue); grant(b, |held| held.nature = Nature::Capital); }),
        finding!("of-which-over", "an “of which” of £10 million", |b| set(b, first!(b, of_which), |held| held.amount = Pence(1_000_000_000))),
        finding!("part-year-line", "a line from September", |b| set(b, b.line(), |held| (held.from, held.to) = (Some(date(2001, 9, 1)), Some(date(2002, 3, 31))))),
        finding!("partner-unsecured", "a partner’s money that is not secured", |b| set(b, first!(b, contributions), |held| held.certainty = Certainty::Unsecured)),
        finding!("partner-is-own-grant", "a partner called as a grant of the year is", |b| { let grant = b.book().grants.get(b.line().grant).unwrap().clone(); set(b, first!(b, contributions), move |held| (held.funder, held.fiscal_year) = (grant.name, grant.fiscal_year)) }),
        finding!("over-committed", "an order of £10 million on a line", |b| { let line = b.line(); b.run(Edit::add(Commitment { id: CommitmentId(1), grant: line.grant, priority_area: line.priority_area, reference: "1".into(), what: String::new(), requisitioned: Pence::ZERO, ordered: Pence(1_000_000_000) })); }),
        finding!("variance-red", "a forecast of 1p for a line", |b| { money::scheme(b); let held = money::forecast(b, 1); b.run(Edit::add(held)); }),
        finding!("left-undecided", "a year closed with money left", |b| { let held = money::spent(b); b.run(Edit::add(held)); money::close(b); }),
        finding!("carried-differs", "1p carried forward of a line with more left", |b| { money::rule(b, golden_thread::domain::grant::CarryForward::Allowed); let held = money::carried(b, 1); b.run(Edit::add(held)); money::close(b); }),
        row!("total-tied", "a printed total that is the sum of its parts (the sample has it)", |b| standing(b)),
        finding!("total-untied", "a printed total of 1p", |b| set(b, first!(b, published_totals), |held| held.amount = Pence(1))),
        finding!("objective-empty", "an objective, newly added", |b| b.run(Edit::add(Objective { id: ObjectiveId(1), number: "99".into(), short: "New".into(), title: "New".into(), position: 99 }))),
        finding!("two-objectives", "an indicator of two objectives", |b| { let both = b.book().objectives.iter().take(2).map(|held| held.id).collect(); set(b, first!(b, indicators), |held| held.objectives = both) }),
        finding!("ratio-figure", "an indicator whose unit is a ratio", |b| { let held = figure(b); let held = b.book().indicators.get(held.indicator).unwrap().clone(); set(b, held, |held| held.unit = UnitKind::Ratio) }),
        row!("copy-undecided", "an amount changed in two copies, merged and not decided", |b| standing(b)).after(apart),
        row!("missing-reasons", "a figure that is not available (the sample has it)", |b| standing(b)),
        finding!("figure-queried", "a figure with a doubt: x", |b| set(b, figure(b), |held| held.query = "x".into())),
        finding!("revised-without-note", "a revised figure without a note", |b| set(b, figure(b), |held| (held.status, held.note) = (Status::Revised, String::new()))),
        finding!("numerator-over-denominator", "2 of 1, as a percentage", |b| set(b, figure(b), |held| (held.numerator, held.denominator) = (Some(2.0), Some(1.0)))),
        finding!("value-disagrees", "99 %, of 1 in 3", |b| set(b, figure(b), |held| { (held.numerator, held.denominator) = (Some(1.0), Some(3.0)); held.reported = Reported::Figure { value: 99.0, decimals: 0 }; })),
        row!("plan-not-monotone", "plans of 7 %, 8 %, 5 % and 4 % (the sample has it)", |b| standing(b)),
        row!("plan-worse-first", "a plan of 17 % where 13.6 % was reached, of fewer is better (the sample has it)", |b| standing(b)),
        row!("unit-change", "26.5, and 2.1 the year after (the sample has it)", |b| standing(b)),
        finding!("jump", "3 %, and 17 % the year after", |b| series(b, &[3.0, 17.0], 1)),
        finding!("same-series", "two indicators with four equal figures", |b| { series(b, &[10.0, 11.0, 12.0, 13.0, 14.0, 15.0], 1); series(b, &[10.0, 11.0, 12.0, 13.0, 14.0, 15.0], 2); }),
        finding!("figure-not-found", "{indicator:A99} in the text", |b| text(b, "{indicator:A99}", None)),
        finding!("figure-changed", "a figure confirmed at “x”", |b| { let code = b.book().indicators.get(figure(b).indicator).unwrap().code.clone(); text(b, &format!("{{indicator:{code}}}"), Some(format!("indicator:{code}"))) }),
        finding!("small-base", "a question that five people answered", |b| answers(b, 5, 1)),
        finding!("answer-over-base", "two who said Yes, of one who answered", |b| answers(b, 1, 2)),
        finding!("base-missing", "an answer counted of a question with several answers, and no base", |b| { consultation::asked(b); let held = b.book().questions.get(QuestionId(1)).unwrap().clone(); set(b, held, |held| held.kind = QuestionKind::Multiple); b.run(Edit::add(tally(1))); }),
        finding!("receipts-disagree", "ten who answered, of one received", |b| { answers(b, 10, 1); b.run(Edit::add(receipt(1))); }),
        finding!("receipt-not-responses", "one received by a channel with two responses", |b| { voices::survey(b); let channel = b.book().channels.iter().find(|held| held.name == "Online").unwrap().id; b.run(Edit::add(Receipt { channel, ..receipt(1) })); }),
    ]
}

/// A copy of the plan with another amount for its first line than the plan, merged.
fn apart(b: &mut Bench) {
    let theirs = b.path("theirs.sqlite");
    b.session.save_copy(&theirs).unwrap();
    set(b, b.line(), |held| held.amount = Pence(1_00));
    let mut other = Session::open_again(&theirs).unwrap();
    let held = b.line();
    let was = other.book().allocations.get(held.id).unwrap().clone();
    let mut now = was.clone();
    now.amount = Pence(2_00);
    other.run(&Edit::change(&was, now).into()).unwrap();
    drop(other);
    // The page is the same on every day and every machine.
    rusqlite::Connection::open(&theirs)
        .unwrap()
        .execute(
            "update change set who = 'Priya', at = '2026-11-20T09:00:00.000Z'",
            [],
        )
        .unwrap();
    b.session.merge(&theirs, &Decisions::default()).unwrap();
}

/// Everything that the checks find.
fn standing(b: &Bench) -> Vec<Problem> {
    let mut all = b.session.problems().to_vec();
    all.extend(b.session.narrative_problems());
    all
}

/// What the checks find now and did not find in the sample.
fn found(b: &Bench) -> Vec<Problem> {
    static SAMPLE: OnceLock<Vec<Problem>> = OnceLock::new();
    let before = SAMPLE.get_or_init(|| standing(&Bench::new()));
    let mut all = standing(b);
    let is_same = |one: &Problem, other: &Problem| {
        (one.kind, &one.location, &one.what) == (other.kind, &other.location, &other.what)
    };
    all.retain(|held| !before.iter().any(|other| is_same(held, other)));
    all
}

/// Changes a record.
fn set<T: Record>(b: &mut Bench, held: T, change: impl FnOnce(&mut T))
where
    Command: From<Edit<T>>,
{
    let mut now = held.clone();
    change(&mut now);
    b.run(Edit::change(&held, now));
}

fn title(b: &mut Bench, title: &str) {
    let held = first!(b, plan);
    set(b, held, |held| held.title = title.into());
}

/// Changes the grant of the first line.
fn grant(b: &mut Bench, change: impl FnOnce(&mut golden_thread::domain::grant::Grant)) {
    let held = b.book().grants.get(b.line().grant).unwrap().clone();
    set(b, held, change);
}

fn open(held: &mut golden_thread::domain::grant::Grant) {
    held.ring_fence.clear();
    (held.eligible, held.eligible_objectives) = (Vec::new(), Vec::new());
}

/// An outturn of an indicator in per cent.
fn figure(b: &Bench) -> Reading {
    let book = b.book();
    let is_it = |held: &&Reading| {
        held.status == Status::Outturn
            && held.reported.value().is_some()
            && book.indicators.get(held.indicator).unwrap().unit == UnitKind::Percent
    };
    book.readings.iter().find(is_it).unwrap().clone()
}

/// A new indicator in per cent with these figures, a year each.
fn series(b: &mut Bench, values: &[f64], id: i64) {
    let model = figure(b);
    let mut indicator = b.book().indicators.get(model.indicator).unwrap().clone();
    (indicator.id, indicator.code) = (IndicatorId(id), format!("X{id}"));
    let mut commands: Vec<Command> = vec![Edit::add(indicator).into()];
    for (n, value) in (0_i16..).zip(values) {
        let mut held = model.clone();
        held.id = ReadingId(id * 100 + i64::from(n));
        held.indicator = IndicatorId(id);
        held.period = golden_thread::domain::period::Period::Financial(1990 + n);
        (held.numerator, held.denominator) = (None, None);
        held.reported = Reported::Figure {
            value: *value,
            decimals: 0,
        };
        commands.push(Edit::add(held).into());
    }
    for command in commands {
        b.run(command);
    }
}

fn text(b: &mut Bench, text: &str, figure: Option<String>) {
    let mut held = Narrative::new(NarrativeId(1), Section::Free("New".into()));
    held.text = text.into();
    held.confirmed = figure.map(|figure| Confirmed {
        by: "A".into(),
        on: date(2001, 4, 1),
        figures: vec![Said {
            figure,
            said: "x".into(),
        }],
    });
    b.run(Edit::add(held));
}

fn tally(n: i64) -> Tally {
    Tally {
        id: TallyId(1),
        choice: ChoiceId(1),
        channel: ChannelId(1),
        group: None,
        n,
    }
}

fn receipt(received: i64) -> Receipt {
    Receipt {
        id: ReceiptId(1),
        channel: ChannelId(1),
        received,
        invalid: 0,
        blank: 0,
        duplicate: 0,
        withdrawn: 0,
    }
}

/// A question that so many answered, and so many with Yes.
fn answers(b: &mut Bench, base: i64, yes: i64) {
    consultation::asked(b);
    let held = b.book().questions.get(QuestionId(1)).unwrap().clone();
    set(b, held, |held| held.kind = QuestionKind::Multiple);
    b.run(Edit::add(Answered {
        id: AnsweredId(1),
        question: QuestionId(1),
        channel: ChannelId(1),
        group: None,
        n: base,
    }));
    b.run(Edit::add(tally(yes)));
}
