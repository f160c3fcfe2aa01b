//! Disclosure control against the vector and against cases by hand.

mod always;

use crate::domain::disclosure::{
    CellId, Grid, Mark, Print, Profile, Reader, Release, Released, TableId, round5,
};

const VECTOR: &str = include_str!("../../../tests/vectors/survey_suppression.json");

fn grid(counts: &[&[u64]]) -> Grid {
    let names = |n: usize, of: &str| (1..=n).map(|at| format!("{of} {at}")).collect();
    Grid {
        name: "Table".to_owned(),
        rows: names(counts.len(), "row"),
        columns: names(counts.first().map_or(0, |row| row.len()), "column"),
        counts: counts.iter().map(|row| row.to_vec()).collect(),
        row_totals: Some(Print::Printed),
        column_totals: Some(Print::Printed),
        grand_total: Some(Print::Printed),
    }
}

fn one(grid: &Grid) -> (Release, TableId) {
    let mut release = Release::new();
    let table = release.table(grid).unwrap();
    (release, table)
}

/// The table as it is printed, its totals last, a row a line.
fn printed(release: &Release, table: TableId, released: &Released) -> Vec<String> {
    let layout = release.layout(table).unwrap();
    let text = |cell: &CellId| {
        released
            .mark(*cell)
            .map_or("-".to_owned(), |mark| mark.to_string())
    };
    let mut lines = Vec::new();
    for (at, row) in layout.cells.iter().enumerate() {
        let line: Vec<String> = row
            .iter()
            .chain(layout.row_totals.get(at))
            .map(text)
            .collect();
        lines.push(line.join(" "));
    }
    let last: Vec<String> = layout
        .column_totals
        .iter()
        .chain(&layout.grand_total)
        .map(text)
        .collect();
    lines.push(last.join(" "));
    lines
}

fn place(layout: &crate::domain::disclosure::Layout, row: u64, column: u64) -> CellId {
    layout.cells[row as usize][column as usize]
}

fn numbers(value: &serde_json::Value) -> Vec<Vec<u64>> {
    let rows = value.as_array().unwrap().iter();
    rows.map(|row| {
        row.as_array()
            .unwrap()
            .iter()
            .map(|n| n.as_u64().unwrap())
            .collect()
    })
    .collect()
}

#[test]
fn the_vector_is_met() {
    let vector: serde_json::Value = serde_json::from_str(VECTOR).unwrap();
    let counts = numbers(&vector["table"]);
    let rows: Vec<&[u64]> = counts.iter().map(Vec::as_slice).collect();
    let (release, table) = one(&grid(&rows));
    let layout = release.layout(table).unwrap();
    let places = |value: &serde_json::Value| -> Vec<CellId> {
        numbers(value)
            .iter()
            .map(|at| place(layout, at[0], at[1]))
            .collect()
    };
    let primary = places(&vector["primary"]);
    assert_eq!(release.primary(Profile::Under5), primary);
    let released = release.publish(Profile::Under5).unwrap();
    assert_eq!(released.primary, primary);
    assert_eq!(released.secondary, places(&vector["min_secondary"]));
    assert_eq!(Some(released.cost), vector["secondary_cost"].as_u64());
    assert!(released.least);

    let audit = |hidden: &[CellId], want: &serde_json::Value| {
        let want = want.as_object().unwrap();
        let found = release.audit(Profile::Under5, hidden, Reader::CountsOnly);
        assert_eq!(found.len(), want.len());
        for (at, range) in want {
            let figures: Vec<u64> = at
                .split(|c: char| !c.is_ascii_digit())
                .filter_map(|n| n.parse().ok())
                .collect();
            let cell = place(layout, figures[0], figures[1]);
            let found = found.iter().find(|found| found.cell == cell).unwrap();
            assert_eq!(range[0].as_u64(), Some(found.least), "{at}");
            assert_eq!(range[1].as_u64(), found.most, "{at}");
            assert_eq!(
                (found.least, found.most),
                (found.never_below, found.never_above),
                "{at}"
            );
        }
    };
    audit(&primary, &vector["audit_primary_only"]);
    let all = [released.primary.clone(), released.secondary.clone()].concat();
    audit(&all, &vector["audit_final"]);

    for (row, want) in counts.iter().zip(numbers(&vector["round5"])) {
        let rounded: Vec<u64> = row.iter().map(|count| round5(*count)).collect();
        assert_eq!(rounded, want);
    }
    let ten_five = release.publish(Profile::Ons10And5).unwrap();
    for (cells, want) in layout
        .cells
        .iter()
        .zip(vector["ten_five"].as_array().unwrap())
    {
        for (cell, want) in cells.iter().zip(want.as_array().unwrap()) {
            let mark = want.as_u64().map_or(Mark::Suppressed, Mark::Rounded);
            assert_eq!(ten_five.mark(*cell), Some(mark));
        }
    }
    assert_eq!(ten_five.cost, 0);
}

#[test]
fn tables_are_printed_with_no_more_hidden_than_need_be() {
    #[track_caller]
    fn check(counts: &[&[u64]], profile: Profile, want: &[&str]) {
        let (release, table) = one(&grid(counts));
        let released = release.publish(profile).unwrap();
        assert_eq!(printed(&release, table, &released), want);
        assert!(released.least);
        assert!(
            released
                .audit
                .iter()
                .all(|found| found.is_protected() && !found.is_revealed())
        );
    }
    check(
        &[&[20, 30], &[0, 9]],
        Profile::Under5,
        &["20 30 50", "0 9 9", "20 39 59"],
    );
    check(
        &[&[20, 30], &[0, 9]],
        Profile::None,
        &["20 30 50", "0 9 9", "20 39 59"],
    );
    check(
        &[&[20, 30], &[3, 9]],
        Profile::Under5,
        &["[c] [c] 50", "[c] [c] 12", "23 39 62"],
    );
    check(
        &[&[20, 30], &[3, 9]],
        Profile::Ons10And5,
        &["20 30 50", "[c] [c] 10", "25 40 60"],
    );
    // One row: the totals below are the counts themselves, and are hidden with them.
    check(&[&[3, 40]], Profile::Under5, &["[c] [c] 43", "[c] [c] 43"]);
    // One count: what it stands in is hidden throughout.
    check(&[&[3]], Profile::Under5, &["[c] [c]", "[c] [c]"]);
    check(&[&[7]], Profile::Under5, &["7 7", "7 7"]);
    // A reader who knows that nought is printed knows that 1 and 1 of two are one each.
    check(
        &[&[1, 1, 10], &[20, 20, 20]],
        Profile::Under5,
        &["[c] [c] [c] 12", "[c] [c] [c] 60", "21 21 30 72"],
    );
}

#[test]
fn what_cannot_be_hidden_is_refused_with_its_place() {
    let mut known = grid(&[&[3, 0]]);
    known.row_totals = Some(Print::Known);
    let (release, _) = one(&known);
    let problems = release.publish(Profile::Under5).unwrap_err();
    let places: Vec<&str> = problems
        .iter()
        .map(|problem| problem.location.as_str())
        .collect();
    assert_eq!(
        places,
        [
            "Table, row 1, column 1",
            "Table, total, column 1",
            "Table, total"
        ]
    );
    assert!(problems[0].to_string().starts_with(
        "Table, row 1, column 1: A small count cannot be kept hidden. Whatever else is hidden"
    ));
    // All is hidden, and the total that is known still tells: two people, and neither is nobody.
    let mut two = grid(&[&[1, 1]]);
    two.grand_total = Some(Print::Known);
    assert_eq!(one(&two).0.publish(Profile::Under5).unwrap_err().len(), 5);
}

#[test]
fn a_filter_is_no_way_round() {
    // All replies and those online are printed; three on paper follow by taking away.
    let mut release = Release::new();
    let all = release.cell("All, agree", 25, Print::Printed);
    let online = release.cell("Online, agree", 22, Print::Printed);
    let paper = release.cell("Paper, agree", 3, Print::Never);
    release.sum(&[online, paper], all).unwrap();
    let released = release.publish(Profile::Under5).unwrap();
    assert_eq!(released.secondary, [online]);
    assert_eq!(
        (released.mark(all), released.mark(paper)),
        (Some(Mark::Shown(25)), None)
    );
    assert_eq!(released.audit.len(), 2);
    assert!(released.audit.iter().all(|found| found.is_protected()));
    let bare = release.audit(Profile::Under5, &[], Reader::CountsOnly);
    assert!(bare[0].is_revealed() && bare[0].cell == paper && bare[0].least == 3);
}

#[test]
fn tables_that_share_a_margin_are_hidden_together() {
    let mut release = Release::new();
    let by_group = release.table(&grid(&[&[12, 9, 3], &[30, 22, 17]])).unwrap();
    let by_channel = release
        .table(&grid(&[&[11, 10, 12], &[8, 7, 6], &[23, 14, 2]]))
        .unwrap();
    let (group, channel) = (
        release.layout(by_group).unwrap().clone(),
        release.layout(by_channel).unwrap().clone(),
    );
    for (one, other) in group.column_totals.iter().zip(&channel.column_totals) {
        release.same(*one, *other).unwrap();
    }
    release
        .same(group.grand_total.unwrap(), channel.grand_total.unwrap())
        .unwrap();
    let released = release.publish(Profile::Under5).unwrap();
    assert!(released.audit.iter().all(|found| found.is_protected()));
    for (one, other) in group.column_totals.iter().zip(&channel.column_totals) {
        assert_eq!(released.mark(*one), released.mark(*other));
    }
    // The two totals stand in both tables and are hidden once: 9 + 31 + 20 + 14 people, where two inner
    // pairs would be 9 + 22 + 17 + 14 + 7 + 6.
    assert_eq!(released.cost, 74);
    assert_eq!(
        printed(&release, by_group, &released),
        ["12 [c] [c] 24", "30 22 17 69", "42 [c] [c] 93"]
    );
    assert_eq!(
        printed(&release, by_channel, &released),
        ["11 10 12 33", "8 7 6 21", "23 [c] [c] 39", "42 [c] [c] 93"]
    );
    let problem = release
        .same(group.row_totals[0], channel.row_totals[0])
        .unwrap_err();
    assert_eq!(problem.what, "33 here, 24 in Table, row 1, total");
}

#[test]
fn legends_say_what_was_done() {
    let (release, _) = one(&grid(&[&[20, 30], &[3, 9]]));
    let legend = |profile| release.publish(profile).unwrap().legend();
    assert!(legend(Profile::None).is_empty());
    assert!(
        legend(Profile::Under5)[0]
            .starts_with("[c]: not shown, to protect people: a count from 1 to 4,")
    );
    assert!(legend(Profile::Under10)[0].contains("1 to 9"));
    assert_eq!(legend(Profile::Ons10And5).len(), 2);
    for profile in Profile::ALL {
        assert_eq!(Profile::from_word(profile.word()), Some(profile));
    }
}

#[test]
fn tables_that_do_not_add_up_are_refused() {
    let mut release = Release::new();
    let (a, b) = (
        release.cell("A", 3, Print::Printed),
        release.cell("B", 4, Print::Printed),
    );
    let total = release.cell("All", 8, Print::Printed);
    let problem = release.sum(&[a, b], total).unwrap_err();
    assert_eq!(problem.what, "parts that sum to 7, a total of 8");
    let elsewhere = CellId(9);
    assert!(release.sum(&[a, elsewhere], total).is_err() && release.same(a, elsewhere).is_err());
    assert_eq!(
        release.audit(Profile::Under5, &[elsewhere], Reader::CountsOnly),
        []
    );
    let mut ragged = grid(&[&[1, 2], &[3, 4]]);
    ragged.counts[1].pop();
    assert_eq!(release.table(&ragged).unwrap_err().location, "Table");
    assert!(release.table(&grid(&[&[u64::MAX]])).is_err());
    assert!(release.table(&grid(&[])).is_ok());
    assert!(release.publish(Profile::Under5).is_ok());
}

#[test]
fn large_tables_answer() {
    let counts: Vec<Vec<u64>> = (0..40_u64)
        .map(|row| {
            (0..12_u64)
                .map(|column| (row * 37 + column * 101 + row * column * 13) % 60)
                .collect()
        })
        .collect();
    let rows: Vec<&[u64]> = counts.iter().map(Vec::as_slice).collect();
    let (release, _) = one(&grid(&rows));
    let released = release.publish(Profile::Under5).unwrap();
    assert!(released.audit.iter().all(|found| found.is_protected()));
    assert!(!released.primary.is_empty());
}

#[test]
fn tables_by_channel_and_of_all_answer() {
    let mut release = Release::new();
    let count = |at: u64, row: u64, column: u64| {
        (at * 31 + row * 17 + column * 7 + at * row * column * 5) % 23
    };
    let table = |of: &dyn Fn(u64, u64) -> u64| -> Vec<Vec<u64>> {
        (0..6)
            .map(|row| (0..5).map(|column| of(row, column)).collect())
            .collect()
    };
    let mut channels = Vec::new();
    for at in 0..4 {
        let counts = table(&|row, column| count(at, row, column));
        let id = release
            .table(&grid(&counts.iter().map(Vec::as_slice).collect::<Vec<_>>()))
            .unwrap();
        channels.push(release.layout(id).unwrap().cells.concat());
    }
    let counts = table(&|row, column| (0..4).map(|at| count(at, row, column)).sum());
    let all = release
        .table(&grid(&counts.iter().map(Vec::as_slice).collect::<Vec<_>>()))
        .unwrap();
    for (at, total) in release
        .layout(all)
        .unwrap()
        .cells
        .concat()
        .into_iter()
        .enumerate()
    {
        let parts: Vec<CellId> = channels.iter().map(|cells| cells[at]).collect();
        release.sum(&parts, total).unwrap();
    }
    let released = release.publish(Profile::Under5).unwrap();
    assert!(released.primary.len() > 10);
    assert!(
        released
            .audit
            .iter()
            .all(|found| found.is_protected() && !found.is_revealed())
    );
}
