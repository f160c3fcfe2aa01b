//! `dashboard` as scripts see it: its columns, its counts, its exit codes and what it says when it cannot.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use desk::Desk;

mod desk;

impl Desk {
    fn new() -> Self {
        Self::with(&["leicestershire"])
    }

    fn dashboard(&self, more: &[&str]) -> (i32, String, String) {
        let plan = ["dashboard", "leicestershire.sqlite", "--period"];
        self.run(&[&plan, more].concat()).parts()
    }
}

#[test]
fn the_measures_stand_in_the_columns_of_the_published_dashboard() {
    let (code, out, err) = Desk::new().dashboard(&["2015/16 Q2", "--format", "csv"]);
    // Two published counts are not those of the table.
    assert_eq!((code, err.as_str()), (1, ""));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 1 + 54);
    assert_eq!(
        lines[0],
        "outcome,indicator,updated,latest_update,current_performance,direction,rag,national_quartile,statistical_neighbour_benchmark,target,neighbours_verdict,target_met,reason"
    );
    assert_eq!(
        lines[2],
        "Children and young people are safe,% children with 3 or more placements during the year,Y,Quarterly,12.63% (61),Better,A,3,11.8%,<9%,below,not met,7 % from the neighbours’ figure. 12.63% against below 9%: short by 3.63 points."
    );
    assert!(
        lines[37].contains(
            ",Under 18 conception data,N,2013,20.9,n/a,G,Better,21.2,-,left out,no target,"
        )
    );
}

#[test]
fn the_counts_stand_beside_the_published_ones() {
    let desk = Desk::new();
    let counts = |more: &[&str]| {
        let asked = [&["2015/16 Q2", "--counts", "--format", "csv"], more].concat();
        let (code, out, _) = desk.dashboard(&asked);
        assert_eq!(code, 1);
        let mut reader = csv::Reader::from_reader(out.as_bytes());
        let rows = reader.records().map(|row| row.unwrap());
        rows.map(|row| row.iter().take(3).collect::<Vec<_>>().join(","))
            .collect::<Vec<_>>()
    };
    // The published counts: quarter 2 performance report, January 2016, paragraphs 7 to 9.
    assert_eq!(
        counts(&[]),
        [
            "measures with new data,27,27",
            "improved,11,10",
            "no significant change,11,12",
            "declined,5,5",
            "measures with a national benchmark,26,26",
            "quartile 1,8,8",
            "quartile 2,6,6",
            "quartile 3,7,7",
            "quartile 4,5,5",
            "measures with a statistical neighbour benchmark,34,34",
            "better than statistical neighbours,15,15",
            "below statistical neighbours,12,12",
            "similar to statistical neighbours,7,7",
        ]
    );
    assert_eq!(
        counts(&["--similar", "0", "--older-than", "24"])[9..],
        [
            "measures with a statistical neighbour benchmark,35,34",
            "better than statistical neighbours,19,15",
            "below statistical neighbours,15,12",
            "similar to statistical neighbours,1,7",
        ]
    );
}

#[test]
fn people_read_the_table_then_the_sentences_then_the_counts() {
    let (_, out, _) = Desk::new().dashboard(&["2015/16 Q2"]);
    let places: Vec<usize> = [
        "outcome  ",
        "27 measures have a new figure: 11 improved, 11 showed no significant change, 5 declined.",
        "! The overview published says 10 improved and 12 no significant change; the table gives 11 and 11.",
        "34 measures can be set beside statistical neighbours: 15 better, 12 below, 7 similar.",
        "statement  ",
    ]
    .map(|words| out.find(words).unwrap_or_else(|| panic!("no “{words}” in {out}")))
    .to_vec();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn a_quarter_of_readings_alone_is_made_and_has_nothing_to_disagree_with() {
    let (code, out, _) = Desk::new().dashboard(&["2015/16 Q1", "--format", "csv"]);
    assert_eq!(code, 0);
    let row = out
        .lines()
        .find(|row| row.contains("17 year old participation"));
    let row = row.unwrap();
    assert!(
        row.contains(",17 year old participation,Y,2015/16 Q1,92.3%,,,,"),
        "{row}"
    );
    assert!(row.contains(",better,not met,"), "{row}");
}

#[test]
fn what_cannot_be_shown_says_what_can() {
    let desk = Desk::new();
    let check = |more: &[&str], want: &str| {
        let (code, out, err) = desk.dashboard(more);
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(err.contains(want), "{err}");
    };
    check(&["2016/17 Q1"], ", 2015/16 Q2, 2015/16 Q1");
    check(&["2015/16"], "--period");
    check(&["2015/16 Q2", "--similar=-1"], "nought or more");
}
