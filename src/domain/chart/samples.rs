//! Charts for tests: the ones an officer meets, and any chart at all.
//!
//! Whatever draws a chart is tried on the same ones. The figures of the first three are those of
//! the design pictures; where the published facts give none they are illustrative.

use proptest::prelude::*;

use super::*;

/// Second or later child protection plans, ten years, with a provisional and a planned figure.
pub fn trend() -> Chart {
    let years = |first: i32, values: &[Option<f64>]| -> Vec<Point> {
        let period = |year: i32| format!("{}/{:02}", year - 1, year % 100);
        let point = |(index, value): (usize, &Option<f64>)| Point {
            at: f64::from(first + index as i32) + 0.25,
            period: period(first + index as i32),
            value: *value,
            missing: value.is_none().then(|| "[c]".to_owned()),
            note: "DfE, October 2025".to_owned(),
            ..Point::default()
        };
        values.iter().enumerate().map(point).collect()
    };
    let line = |name: &str, role, points| Series {
        name: name.to_owned(),
        role,
        points,
    };
    let known = |values: &[f64]| -> Vec<Option<f64>> { values.iter().copied().map(Some).collect() };
    let own = [
        30.5, 19.0, 24.0, 15.2, 21.5, 22.8, 28.1, 23.3, 26.9, 24.8, 23.9, 22.0,
    ];
    let mut own = years(2016, &known(&own));
    own[10].status = Status::Provisional;
    own[11].status = Status::Planned;
    own[5].value = None;
    own[5].missing = Some("[c]".to_owned());
    own[9].interval = Some([21.0, 29.0]);
    let neighbours = [19.4, 22.7, 22.0, 21.6, 24.0, 24.7, 24.2, 23.8, 24.8, 25.9];
    let region = [18.0, 21.3, 20.5, 21.8, 23.8, 24.0, 26.9, 24.8, 26.1, 26.0];
    let england = [17.9, 18.7, 20.2, 20.8, 21.9, 22.1, 22.7, 23.6, 24.8, 24.5];
    Chart::Trend(Trend {
        title: "Second or later child protection plan".to_owned(),
        subtitle: "% of plans starting in the year · lower is better · year ending 31 March"
            .to_owned(),
        unit: Unit::new("", "%", 1),
        ticks: Vec::new(),
        series: vec![
            line("Leicestershire", Role::Own, own),
            line(
                "Neighbours",
                Role::Neighbours,
                years(2016, &known(&neighbours)),
            ),
            line("East Midlands", Role::Region, years(2016, &known(&region))),
            line("England", Role::England, years(2016, &known(&england))),
        ],
        bands: vec![
            Band {
                label: "A best quarter".to_owned(),
                low: None,
                high: Some(20.0),
                edges: Vec::new(),
                tone: Tone::Best,
            },
            Band {
                label: "B, C".to_owned(),
                low: Some(20.0),
                high: Some(27.7),
                edges: Vec::new(),
                tone: Tone::Middle,
            },
            Band {
                label: "D".to_owned(),
                low: Some(27.7),
                high: None,
                edges: Vec::new(),
                tone: Tone::Worst,
            },
        ],
        breaks: vec![Break {
            at: 2017.75,
            label: "new definition".to_owned(),
        }],
        target: Some(Line {
            value: 22.0,
            label: "Target".to_owned(),
        }),
        sentence:
            "24.8% in 2024/25, down 2.1 points on the year. Neighbours average 25.9% (10 of 10), \
                   England 24.5%. 79th of 150, band C, but not distinguishable from England."
                .to_owned(),
        notes: Vec::new(),
        source: "DfE children in need census".to_owned(),
    })
}

/// The ten neighbours with ours among them, one suppressed.
pub fn bars() -> Chart {
    let bar = |(label, value): (&str, Option<f64>)| Bar {
        label: label.to_owned(),
        value,
        ours: label == "Leicestershire",
        missing: value.is_none().then(|| "[c]".to_owned()),
        over_by: value
            .filter(|value| *value > 31.0)
            .map_or_else(String::new, |value| format!("{:.1}%", value - 31.0)),
        ..Bar::default()
    };
    let values = [
        ("Somerset", Some(19.5)),
        ("Hampshire", None),
        ("East Riding of Yorkshire", Some(22.5)),
        ("Leicestershire", Some(24.8)),
        ("Wiltshire", Some(25.0)),
        ("Gloucestershire", Some(31.2)),
    ];
    Chart::Bars(Bars {
        title: "Neighbours, 2024/25".to_owned(),
        subtitle: "% of plans starting in the year".to_owned(),
        unit: Unit::new("", "%", 1),
        bars: values.into_iter().map(bar).collect(),
        marker: Some(Line {
            value: 24.5,
            label: "England".to_owned(),
        }),
        source: "DfE".to_owned(),
    })
}

/// The first question of a consultation on a closure, and a group without figures.
pub fn diverging() -> Chart {
    let part = |label: &str, side, strength, count, percent: f64| Part {
        label: label.to_owned(),
        side,
        strength,
        count,
        percent,
        shown: format!("{percent:.0}%"),
    };
    let online = vec![
        part("Strongly agree", Side::Positive, 2, 22, 24.2),
        part("Tend to agree", Side::Positive, 1, 29, 31.9),
        part("Tend to disagree", Side::Negative, 1, 26, 28.6),
        part("No opinion", Side::Neutral, 0, 14, 15.4),
    ];
    let staff = vec![
        part("Strongly agree", Side::Positive, 2, 3, 10.0),
        part("Tend to agree", Side::Positive, 1, 6, 20.0),
        part("Tend to disagree", Side::Negative, 1, 9, 30.0),
        part("Strongly disagree", Side::Negative, 2, 12, 40.0),
    ];
    let row = |label: &str, base, parts, note: Option<&str>| Row {
        label: label.to_owned(),
        base,
        parts,
        note: note.map(str::to_owned),
    };
    Chart::Diverging(Diverging {
        title: "To what extent do you agree with the closure?".to_owned(),
        subtitle: "91 people answered; they chose to respond and do not stand for everyone"
            .to_owned(),
        rows: vec![
            row("All online", 91, online, None),
            row("Staff", 30, staff, Some("also counted in all online")),
            row(
                "By group",
                0,
                Vec::new(),
                Some("not recorded in the published report: [x]"),
            ),
        ],
        source: "Greengate consultation".to_owned(),
    })
}

fn pounds(value: f64) -> Amount {
    Amount {
        value,
        shown: Unit::new("£", "", 0).show(value),
    }
}

/// Two grants, one with money left, one without a line.
pub fn stacked() -> Chart {
    let piece = |(key, value): (usize, f64)| Piece {
        key,
        amount: pounds(value),
    };
    Chart::Stacked(Stacked {
        title: "Where each grant goes".to_owned(),
        subtitle: "£90 allocated of £120".to_owned(),
        unit: Unit::new("£", "", 0),
        rows_are: "Grant".to_owned(),
        keys: vec!["Care".to_owned(), "Assessment".to_owned()],
        rows: vec![
            Stack {
                label: "Main".to_owned(),
                pieces: [(0, 60.0), (1, 30.0)].map(piece).to_vec(),
                left: Some(Amount {
                    value: 10.0,
                    shown: "£10 left".to_owned(),
                }),
                shown: "£90".to_owned(),
            },
            Stack {
                label: "Small".to_owned(),
                shown: "£0".to_owned(),
                ..Stack::default()
            },
        ],
        source: "the plan".to_owned(),
    })
}

/// Up by a carry-forward, down by a saving.
pub fn waterfall() -> Chart {
    let step = |label: &str, change: f64, shown: &str, total| Step {
        label: label.to_owned(),
        change: Amount {
            value: change,
            shown: shown.to_owned(),
        },
        total: pounds(total),
    };
    Chart::Waterfall(Waterfall {
        title: "From original to latest".to_owned(),
        subtitle: String::new(),
        unit: Unit::new("£", "", 0),
        start: ("Original".to_owned(), pounds(100.0)),
        steps: vec![
            step("Carry-forward", 20.0, "+£20", 120.0),
            step("Saving", -30.0, "−£30", 90.0),
        ],
        end: ("Latest".to_owned(), pounds(90.0)),
        source: "the plan".to_owned(),
    })
}

/// Words nobody would choose: markup, right-to-left, combining, forbidden in XML, very long.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("<script>alert(\"x\")</script> & ]]>".to_owned()),
        Just("مجلس مدينة ليستر".to_owned()),
        Just("\u{202E}reversed\u{0}\u{1F}\u{FFFE}\u{FFFF}".to_owned()),
        Just("a very long label indeed ".repeat(60)),
        Just("e\u{301}\u{301}\u{301} 👩‍👩‍👧 漢字".to_owned()),
        ".{0,24}",
    ]
}

fn numbers() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -1000.0..1000.0_f64,
        1 => Just(0.0),
        1 => Just(50.0),
        1 => any::<f64>(),
        1 => Just(f64::NAN),
    ]
}

fn a_point() -> impl Strategy<Value = Point> {
    let status = prop_oneof![
        Just(Status::Outturn),
        Just(Status::Provisional),
        Just(Status::Planned)
    ];
    let years = prop_oneof![6 => 2000.0..2030.0_f64, 1 => any::<f64>()];
    let value = prop::option::weighted(0.8, numbers());
    let limits = prop::option::of([numbers(), numbers()]);
    (
        years,
        words(),
        value,
        prop::option::of(words()),
        status,
        words(),
        limits,
    )
        .prop_map(
            |(at, period, value, missing, status, note, interval)| Point {
                at,
                period,
                value,
                missing,
                status,
                shown: String::new(),
                note,
                interval,
            },
        )
}

fn a_line() -> impl Strategy<Value = Line> {
    (numbers(), words()).prop_map(|(value, label)| Line { value, label })
}

fn a_trend() -> impl Strategy<Value = Chart> {
    let role = prop::sample::select(vec![Role::Own, Role::Neighbours, Role::Region, Role::Other]);
    let series = (words(), role, prop::collection::vec(a_point(), 0..60))
        .prop_map(|(name, role, points)| Series { name, role, points });
    let breaks = prop::collection::vec(a_line(), 0..3);
    let unit = (words(), 0..4_u8).prop_map(|(suffix, decimals)| Unit::new("£", &suffix, decimals));
    let target = prop::option::of(a_line());
    (
        words(),
        unit,
        prop::collection::vec(series, 0..6),
        breaks,
        target,
    )
        .prop_map(|(title, unit, series, breaks, target)| {
            Chart::Trend(Trend {
                subtitle: title.clone(),
                sentence: title.clone(),
                notes: vec![title.clone()],
                source: title.clone(),
                title,
                unit,
                ticks: Vec::new(),
                series,
                bands: breaks
                    .iter()
                    .map(|b| Band {
                        label: b.label.clone(),
                        low: Some(b.value),
                        high: None,
                        edges: vec![[2001.0, b.value, 50.0], [2010.0, -b.value, 60.0]],
                        tone: Tone::Worst,
                    })
                    .collect(),
                breaks: breaks
                    .into_iter()
                    .map(|b| Break {
                        at: b.value,
                        label: b.label,
                    })
                    .collect(),
                target,
            })
        })
}

fn a_bar_chart() -> impl Strategy<Value = Chart> {
    let value = prop::option::weighted(0.8, numbers());
    let bar = (words(), value, any::<[bool; 2]>()).prop_map(|(label, value, [ours, over])| Bar {
        label,
        value,
        ours,
        over_by: if over {
            "1.0".to_owned()
        } else {
            String::new()
        },
        ..Bar::default()
    });
    let bars = prop::collection::vec(bar, 0..160);
    (words(), bars, prop::option::of(a_line())).prop_map(|(title, bars, marker)| {
        Chart::Bars(Bars {
            title,
            bars,
            marker,
            ..Bars::default()
        })
    })
}

fn a_diverging() -> impl Strategy<Value = Chart> {
    let side = prop::sample::select(vec![Side::Negative, Side::Neutral, Side::Positive]);
    let part = (words(), side, 0..4_u8, any::<u64>(), numbers()).prop_map(
        |(label, side, strength, count, percent)| Part {
            shown: label.clone(),
            label,
            side,
            strength,
            count,
            percent,
        },
    );
    let parts = prop::collection::vec(part, 0..7);
    let row = (words(), any::<u64>(), parts, prop::option::of(words())).prop_map(
        |(label, base, parts, note)| Row {
            label,
            base,
            parts,
            note,
        },
    );
    (words(), prop::collection::vec(row, 0..20)).prop_map(|(title, rows)| {
        Chart::Diverging(Diverging {
            title,
            rows,
            ..Diverging::default()
        })
    })
}

fn an_amount() -> impl Strategy<Value = Amount> {
    (numbers(), words()).prop_map(|(value, shown)| Amount { value, shown })
}

fn a_stacked() -> impl Strategy<Value = Chart> {
    let piece = (0..9_usize, an_amount()).prop_map(|(key, amount)| Piece { key, amount });
    let pieces = prop::collection::vec(piece, 0..6);
    let row = (words(), pieces, prop::option::of(an_amount()), words()).prop_map(
        |(label, pieces, left, shown)| Stack {
            label,
            pieces,
            left,
            shown,
        },
    );
    let keys = prop::collection::vec(words(), 0..8);
    (words(), keys, prop::collection::vec(row, 0..30)).prop_map(|(title, keys, rows)| {
        Chart::Stacked(Stacked {
            rows_are: title.clone(),
            subtitle: title.clone(),
            source: title.clone(),
            title,
            keys,
            rows,
            ..Stacked::default()
        })
    })
}

fn a_waterfall() -> impl Strategy<Value = Chart> {
    let step = (words(), an_amount(), an_amount()).prop_map(|(label, change, total)| Step {
        label,
        change,
        total,
    });
    let ends = || (words(), an_amount());
    (ends(), prop::collection::vec(step, 0..20), ends()).prop_map(|(start, steps, end)| {
        Chart::Waterfall(Waterfall {
            title: start.0.clone(),
            start,
            steps,
            end,
            ..Waterfall::default()
        })
    })
}

/// Any chart at all.
pub fn any_chart() -> impl Strategy<Value = Chart> {
    prop_oneof![
        a_trend(),
        a_bar_chart(),
        a_diverging(),
        a_stacked(),
        a_waterfall()
    ]
}
