//! A document with every kind of part and cell in it, and the worst that can be typed, for the writers' tests.

use jiff::civil::date;

use crate::domain::chart::samples;
use crate::domain::document::{
    Block, Cell, Column, Document, Item, Picture, Row, Run, Standing, Table, Tone, Version, Weight,
    plain,
};
use crate::domain::money::Pence;

/// What a spreadsheet would run.
pub(super) const FORMULA: &str = "=cmd|' /C calc'!A0";
/// What a browser would run.
pub(super) const SCRIPT: &str = "<script>alert(\"1\" & '2')</script>";
/// Words that read from the right.
pub(super) const ARABIC: &str = "خطة الأطفال 2001";
/// The same in another script.
pub(super) const HEBREW: &str = "תוכנית לילדים";
/// Letters that no document can hold.
pub(super) const CONTROLS: &str = "bell\u{7} null\0 escape\u{1b}[31m last\u{FFFF}";
/// Letters of many parts.
pub(super) const EMOJI: &str = "👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 é";

/// A title of ten thousand letters, without a blank.
pub(super) fn long_title() -> String {
    "Titleofthousands".repeat(625)
}

/// Every block and every cell.
pub(super) fn specimen() -> Document {
    let mut document = Document {
        title: "Management Action Plan 2001-02".into(),
        subtitle: "Children’s services, third year".into(),
        kind: "Grant report".into(),
        standing: standing(),
        ..Document::default()
    };
    document
        .heading(1, "What the money is for")
        .say("The grant of £1,355,598 is shared among twelve priority areas.");
    document.add(Block::Text(sentence()));
    document.heading(2, "By grant").add(grants());
    document.heading(2, "What it changed").add(measures());
    document.add(Block::Note(vec![
        Run::strong("Association, not cause. "),
        Run::new("Spending and outcomes are shown side by side; one does not prove the other."),
    ]));
    for chart in [samples::trend(), samples::bars(), samples::stacked()] {
        document.add(Picture {
            chart,
            size: [640, 380],
        });
    }
    document.add(Block::NewPage);
    document.heading(1, "Next steps");
    document.add(list(true)).add(list(false)).add(list(true));
    document.heading(1, "Six years").add(wide());
    hostile(&mut document);
    document.heading(1, "Signatures");
    document.add(Block::SignOff(vec![
        "Director of Social Services".into(),
        "Section 151 officer".into(),
    ]));
    document
}

fn standing() -> Standing {
    Standing {
        authority: "Leicestershire".into(),
        plan: "Children’s plan".into(),
        file: "leicestershire 2001.sqlite".into(),
        version: Version::Snapshot {
            name: "as shown to Cabinet 25 March".into(),
            hash: "9f2c41aa".into(),
        },
        made: Some(date(2026, 3, 25)),
        neighbours: "May 2025".into(),
        disclosure: "counts below 5 are not shown".into(),
    }
}

fn sentence() -> Vec<Run> {
    vec![
        Run::new("Placements fell to "),
        Run {
            text: "12.5%".into(),
            weight: Weight::Strong,
            source: "Indicator A1, 2001/02, outturn".into(),
            warning: "the figure was 13.1% when this sentence was confirmed".into(),
            link: String::new(),
        },
        Run::new(" of children looked after; see "),
        Run {
            text: "the return".into(),
            link: "https://www.gov.uk/government/statistics".into(),
            ..Run::default()
        },
        Run::new(" and "),
        Run {
            text: "not this".into(),
            weight: Weight::Emphasis,
            link: "javascript:alert(1)".into(),
            ..Run::default()
        },
        Run::new("."),
    ]
}

fn money(pounds: i64) -> Cell {
    Cell::Money {
        amount: Pence(pounds * 100),
        with_pence: false,
    }
}

fn percent(value: f64) -> Cell {
    Cell::Number {
        value,
        decimals: 1,
        suffix: "%".into(),
    }
}

fn missing(mark: &str, reason: &str) -> Cell {
    Cell::Missing {
        mark: mark.into(),
        reason: reason.into(),
    }
}

pub(super) fn grants() -> Table {
    let row = |name: &str, pounds, share, spent| {
        Row::body(vec![
            Cell::Head(name.into()),
            money(pounds),
            percent(share),
            Cell::Money {
                amount: Pence(spent),
                with_pence: true,
            },
        ])
    };
    Table {
        name: "Grants: main/ring-fenced [2001]".into(),
        caption: "Grants of 2001/02 and what was spent by 31 December".into(),
        columns: vec![
            Column::words("Grant", 3),
            Column::figures("Allocated"),
            Column::figures("Share"),
            Column::figures("Spent"),
        ],
        rows: vec![
            Row::heading("Ring-fenced"),
            row("Placement choice", 463_950, 34.2, 30_112_345),
            row("Care leavers", 210_400, 15.5, 21_040_000),
            Row::heading("Other"),
            row("Management information", 681_248, 50.3, -12_050),
            Row::total(vec![
                Cell::Head("All grants".into()),
                money(1_355_598),
                percent(100.0),
                missing("[x]", "not yet closed"),
            ]),
        ],
        notes: vec![
            "Amounts are in pounds; shares may not add to 100% because of rounding.".into(),
        ],
    }
}

fn measures() -> Table {
    let row = |name: &str, value: Cell, word: &str, tone, values: Vec<Option<f64>>| {
        Row::body(vec![
            Cell::Head(name.into()),
            value,
            Cell::count(1_234),
            Cell::Rating {
                word: word.into(),
                tone,
            },
            Cell::Spark {
                values,
                words: "rising over six years, with one gap".into(),
            },
        ])
    };
    Table {
        name: "Measures".into(),
        caption: "Measures against statistical neighbours".into(),
        columns: vec![
            Column::words("Measure", 4),
            Column::figures("Value"),
            Column::figures("Base"),
            Column::words("Rating", 1),
            Column::words("Trend", 2),
        ],
        rows: vec![
            row(
                "Stability of placements",
                percent(12.5),
                "Green",
                Tone::Good,
                vec![Some(9.0), Some(10.0), None, Some(11.0), Some(12.5)],
            ),
            row(
                "Reviews on time",
                missing("[c]", "confidential: fewer than five children"),
                "Amber",
                Tone::Watch,
                vec![None; 4],
            ),
            row(
                "Second registrations, a measure with a name so long that it must be broken over lines",
                Cell::Number {
                    value: -0.285,
                    decimals: 2,
                    suffix: " (p)".into(),
                },
                "Red",
                Tone::Bad,
                vec![Some(3.0), Some(3.0)],
            ),
        ],
        notes: vec!["(p) provisional.".into()],
    }
}

/// Sixteen columns, wider than an upright page.
pub(super) fn wide() -> Table {
    let mut columns = vec![Column::words("Indicator", 3)];
    columns
        .extend((0..15).map(|at| Column::figures(format!("{}/{:02}", 1995 + at, (96 + at) % 100))));
    let rows = (0..40).map(|line| {
        let mut cells = vec![Cell::Head(format!("Indicator {line}"))];
        cells.extend((0..15).map(|at| percent(f64::from(line * 15 + at) / 7.0)));
        Row::body(cells)
    });
    Table {
        name: "Six years".into(),
        caption: "Indicators over the years".into(),
        columns,
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

fn list(is_numbered: bool) -> Block {
    let item = |text: &str, items| Item {
        text: plain(text),
        numbered_from: (is_numbered && !Vec::is_empty(&items)).then_some(1),
        items,
    };
    Block::List {
        numbered_from: is_numbered.then_some(1),
        items: vec![
            item("Recruit foster carers", Vec::new()),
            item(
                "Open the second unit",
                vec![
                    item("Find a site", Vec::new()),
                    item("Appoint staff", Vec::new()),
                ],
            ),
            item("Report to Cabinet", Vec::new()),
        ],
    }
}

/// What might be typed, everywhere it might be typed.
fn hostile(document: &mut Document) {
    let texts = [SCRIPT, FORMULA, ARABIC, HEBREW, CONTROLS, EMOJI];
    document.heading(1, format!("Names {SCRIPT}"));
    for text in texts {
        document.say(text);
    }
    document.say(format!(
        "An English sentence with {ARABIC} and {HEBREW} in it."
    ));
    let rows = texts.iter().chain([&"two\nlines\tand a tab"]);
    document.add(Table {
        name: format!("'{SCRIPT}'"),
        caption: FORMULA.into(),
        columns: vec![Column::words(FORMULA, 1), Column::words(SCRIPT, 1)],
        rows: rows
            .map(|text| Row::body(vec![Cell::text(*text), missing(SCRIPT, FORMULA)]))
            .collect(),
        notes: vec![SCRIPT.into()],
    });
}
