//! `could-be` as a script runs it: Greengate's percentages of its two printed totals, bases, and what is refused.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod desk;

use desk::Desk;

const GREENGATE: &str = "24,32,29,15";

#[track_caller]
fn check(arguments: &[&str], code: i32, out: &str, err: &str) {
    let mut all = vec!["could-be", "--format", "csv"];
    all.extend(arguments);
    let ran = Desk::with(&[]).run(&all).parts();
    assert_eq!(ran, (code, out.to_owned(), err.to_owned()));
}

#[test]
fn greengates_percentages_are_one_set_of_91_and_four_of_164() {
    let given = |more: &[&'static str]| {
        let mut all = vec!["--percent", GREENGATE];
        all.extend(more);
        all
    };
    check(
        &given(&["--base", "91"]),
        0,
        "set,24,32,29,15\n1,22,29,26,14\n",
        "",
    );
    check(
        &given(&["--base", "164", "--together", "1-2=56"]),
        0,
        "set,24,32,29,15\n1,39,53,47,25\n2,39,53,48,24\n3,40,52,47,25\n4,40,52,48,24\n",
        "",
    );
    let six = Desk::with(&[]).run(&["could-be", "--percent", GREENGATE, "--base", "164"]);
    assert_eq!((six.code, six.out.lines().count()), (0, 7), "{}", six.out);
}

#[test]
fn what_cannot_be_is_no_row_and_says_why() {
    check(
        &["--percent", "71", "--base", "43"],
        1,
        "set,71\n",
        "No whole number of people out of 43 is 71 %.\n",
    );
    check(
        &["--percent", "58,27,18", "--base", "1200"],
        1,
        "set,58,27,18\n",
        "Each could be, but together they need at least 1,218 people, and 1,200 answered.\n",
    );
    check(
        &["--percent", "58,27,18"],
        1,
        "base,sets\n",
        "No base up to 10000 gives these percentages.\n",
    );
}

#[test]
fn without_a_base_the_possible_ones_come_smallest_first() {
    check(
        &["--percent", "33,33,33", "--up-to", "9"],
        0,
        "base,sets\n3,1\n6,1\n9,1\n",
        "3 bases up to 9 could be.\n",
    );
    check(
        &["--percent", "33,67", "--rows", "1", "--up-to", "9"],
        0,
        "base,sets\n3,1\n",
        "3 bases up to 9 could be; the first 1 are listed.\n",
    );
    check(
        &["--percent", "50,50", "--base", "4,000", "--rows", "2"],
        0,
        "set,50,50 (2)\n1,1981,2019\n2,1982,2018\n",
        "39 sets could be; the first 2 are listed.\n",
    );
    // Halves: 5 of 8 are 62.5 %.
    for (rounding, code) in [
        ("half-up", 0),
        ("half-even", 1),
        ("half-down", 1),
        ("any", 0),
    ] {
        let ran = Desk::with(&[]).run(&[
            "could-be",
            "--percent",
            "63",
            "--base",
            "8",
            "--rounding",
            rounding,
        ]);
        assert_eq!(ran.code, code, "{rounding}");
    }
    // Several answers a person: the counts need not sum to the base.
    check(
        &["--percent", "67,67", "--base", "3", "--several"],
        0,
        "set,67,67 (2)\n1,2,2\n",
        "",
    );
}

#[test]
fn what_is_not_understood_is_refused_with_a_remedy() {
    #[track_caller]
    fn refused(arguments: &[&str], words: &str) {
        let mut all = vec!["could-be"];
        all.extend(arguments);
        let ran = Desk::with(&[]).run(&all);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
        assert!(ran.err.contains(words), "{}", ran.err);
    }
    refused(&["--percent", "24,banana"], "banana");
    refused(
        &["--percent", "24,76", "--base", "0"],
        "whole number of people",
    );
    refused(
        &["--percent", "24,76", "--base", "50", "--together", "1=24"],
        "Write it as 1-2=56",
    );
    refused(
        &["--percent", "24,76", "--base", "50", "--together", "1-3=24"],
        "At most 2 percentages",
    );
    refused(&["--percent", "24", "--rounding", "up"], "half-even");
}
