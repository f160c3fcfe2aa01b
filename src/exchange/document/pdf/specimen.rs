//! A document with every part there is, and what officers and others have been known to type.

use crate::domain::chart::samples;
use crate::domain::document::{
    Block, Cell, Column, Document, Item, Manner, Picture, Row, Run, Standing, Table, Tone, Version,
    Weight, plain,
};
use crate::domain::money::Pence;
use crate::exchange::document::pdf::Fonts;

const OTHERS: [&[u8]; 3] = [
    include_bytes!("../../../../assets/fonts/NotoSansSymbols2-subset.ttf"),
    include_bytes!("../../../../assets/fonts/NotoSansArabic-subset.ttf"),
    include_bytes!("../../../../assets/fonts/NotoSansHebrew-subset.ttf"),
];

/// The program's own typefaces.
pub const FONTS: Fonts<'static> = Fonts {
    regular: include_bytes!("../../../../assets/fonts/IBMPlexSans-Regular.ttf"),
    strong: include_bytes!("../../../../assets/fonts/IBMPlexSans-SemiBold.ttf"),
    others: &OTHERS,
};

/// Text that is not to be believed.
pub const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "a\0b\u{7}c\u{FFFE}d",
    "\u{202E}txt.exe",
    "مرحبا بالعالم, 2025 (Leicester)",
    "שלום עולם 1,234",
    "👩‍👩‍👧 🏴 family",
    "e\u{301}\u{301}\u{301} Zo\u{308}e ﬁ …",
];

fn money(pounds: i64) -> Cell {
    Cell::Money {
        amount: Pence(pounds * 100),
        with_pence: false,
    }
}

fn missing() -> Cell {
    Cell::Missing {
        mark: "[c]".into(),
        reason: "confidential: fewer than five".into(),
    }
}

/// Grants by priority area, with a heading row and a sum.
pub fn grants() -> Table {
    let row = |name: &str, pounds| {
        Row::body(vec![
            Cell::Head(name.into()),
            money(pounds),
            Cell::Number {
                value: pounds as f64 / 14_922.97,
                decimals: 1,
                suffix: "%".into(),
            },
            Cell::text("Paid by the quarter, in arrears"),
        ])
    };
    Table {
        name: "Grants".into(),
        caption: "Grant by priority area, 2001-02".into(),
        columns: vec![
            Column::words("Priority area", 4),
            Column::figures("Amount"),
            Column::figures("Share"),
            Column::words("How", 3),
        ],
        rows: vec![
            Row::heading("Ring-fenced"),
            row("Placement choice and stability", 463_950),
            row("Leaving care", 84_000),
            Row::heading("General"),
            row("Assessment & planning <b>", 944_350),
            Row::total(vec![
                Cell::Head("All".into()),
                money(1_492_300),
                Cell::Empty,
                Cell::Empty,
            ]),
        ],
        notes: vec!["Rounded to £50 as published.".into()],
    }
}

/// Measures with a rating and a trend.
pub fn dashboard(rows: usize) -> Table {
    let body = (0..rows).map(|at| {
        let tone = [Tone::Good, Tone::Watch, Tone::Bad][at % 3];
        Row::body(vec![
            Cell::Head(format!(
                "Measure {} of children looked after, per 10,000",
                at + 1
            )),
            Cell::Number {
                value: 60.25 + at as f64,
                decimals: 1,
                suffix: if at % 4 == 0 {
                    " (p)".into()
                } else {
                    String::new()
                },
            },
            if at % 7 == 3 {
                missing()
            } else {
                Cell::count(1234 * at as u64)
            },
            Cell::Rating {
                word: ["Green", "Amber", "Red"][at % 3].into(),
                tone,
            },
            Cell::Spark {
                values: (0..8)
                    .map(|year| (year != at % 9).then(|| ((at * 7 + year * 5) % 11) as f64))
                    .collect(),
                words: "rose from 60 to 68 over eight years".into(),
            },
        ])
    });
    Table {
        name: "Dashboard".into(),
        caption: "Quarter 2 dashboard".into(),
        columns: vec![
            Column::words("Measure", 1),
            Column::figures("Now"),
            Column::figures("Children"),
            Column {
                heading: "Rating".into(),
                ..Column::default()
            },
            Column {
                heading: "Trend".into(),
                ..Column::default()
            },
        ],
        rows: body.collect(),
        notes: Vec::new(),
    }
}

/// A table with so many columns.
pub fn wide(columns: usize) -> Table {
    let held = (1..columns)
        .map(|at| Column::figures(format!("{}/{:02} outturn", 1990 + at, (91 + at) % 100)));
    Table {
        name: "Wide".into(),
        caption: format!("A table of {columns} columns"),
        columns: std::iter::once(Column::words("Indicator", 2))
            .chain(held)
            .collect(),
        rows: (0..5)
            .map(|row| {
                let figures = (1..columns).map(|at| Cell::count((at * 997 + row) as u64));
                let head = Cell::Head(format!("PAF C{row}: stability of placements"));
                Row::body(std::iter::once(head).chain(figures).collect())
            })
            .collect(),
        notes: vec!["Wide tables stand on a page on its side.".into()],
    }
}

fn item(text: &str, items: Vec<Item>) -> Item {
    Item {
        text: plain(text),
        items,
        numbered_from: None,
    }
}

fn prose() -> Vec<Run> {
    let run = |text: &str| Run::new(text);
    vec![
        run("In 2001-02 the council spent "),
        Run {
            source: "grant:Placement choice".into(),
            ..Run::strong("£463,950")
        },
        run(" on placement choice, "),
        Run {
            weight: Weight::Emphasis,
            ..run("more than in any other area")
        },
        run(", and "),
        Run {
            warning: "the figure has changed since this was confirmed".into(),
            ..Run::strong("12.5%")
        },
        run(" of children moved three times or more. The "),
        Run {
            link: "https://example.org/framework?a=1&b=é".into(),
            ..run("national framework of objectives")
        },
        run(" says why; "),
        Run {
            link: "javascript:alert(1)".into(),
            ..run("this is no link")
        },
        run("."),
    ]
}

/// The whole.
pub fn specimen(manner: Manner) -> Document {
    let mut document = Document {
        title: "Management Action Plan 2001-02".into(),
        subtitle: "What the money is for, what it changes, what people said".into(),
        kind: "Plan".into(),
        standing: Standing {
            authority: "Leicester City Council".into(),
            plan: "Children’s plan".into(),
            file: "leicester.thread".into(),
            version: Version::Snapshot {
                name: "as shown to Cabinet 25 March".into(),
                hash: "9f3a71c2".into(),
            },
            made: Some(jiff::civil::date(2026, 3, 25)),
            neighbours: "May 2025".into(),
            disclosure: "counts below 5 are not shown".into(),
        },
        manner,
        blocks: Vec::new(),
    };
    document.heading(1, "Objective 1: secure attachments");
    document.blocks.push(Block::Text(prose()));
    document.say("Nobody was asked twice. ".repeat(30));
    document.heading(2, "What will be done");
    document.blocks.push(Block::List {
        numbered_from: Some(1),
        items: vec![
            item(
                "Recruit twenty foster carers",
                vec![item(
                    "of whom five for teenagers",
                    vec![item("by March", vec![])],
                )],
            ),
            item(
                &"Train them all, in the evenings and at weekends. ".repeat(4),
                vec![],
            ),
        ],
    });
    document.blocks.push(Block::Note(plain(
        "The eight lines sum to £1,492,300; the grants to £1,492,297. The plan is £3 over, from rounding to £50.",
    )));
    document.add(grants());
    document.heading(3, "Where we stand");
    document.add(dashboard(9));
    document.add(wide(20));
    document.heading(2, "Charts");
    for chart in [samples::trend(), samples::bars()] {
        document.add(Picture {
            chart,
            size: [640, 360],
        });
    }
    document.heading(2, "As it was typed");
    for text in HOSTILE {
        document.say(text);
    }
    document.blocks.push(Block::NewPage);
    document.heading(1, "Signed");
    document.blocks.push(Block::SignOff(vec![
        "Section 151 officer".into(),
        "Director of Children’s Services".into(),
    ]));
    document
}
