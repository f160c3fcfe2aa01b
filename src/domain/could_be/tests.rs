//! The published-figure checker against R's exact answers, against trying every set, and against the cases by hand.

use proptest::prelude::*;

use crate::domain::could_be::{
    Claim, MOST_PEOPLE, Of, Percent, Range, Rounding, Verdict, read_base, shared_bases,
};

const SINGLE: &str = include_str!("../../../tests/vectors/survey_grim_percent.csv");
const SETS: &str = include_str!("../../../tests/vectors/survey_grim_set.csv");
const UNKNOWN: &str = include_str!("../../../tests/vectors/survey_grim_unknown_n.csv");

fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().skip(1).map(|line| line.split(',').collect())
}

fn claim(text: &str, of: Of, rounding: Rounding) -> Claim {
    Claim::new(Percent::read_list(text).unwrap(), of, rounding).unwrap()
}

fn at(text: &str, base: u64, rounding: Rounding) -> Verdict {
    claim(text, Of::Question, rounding).at(base).unwrap()
}

#[test]
fn single_figures_are_as_r_has_them() {
    let mut seen = 0;
    for row in rows(SINGLE) {
        let base = row[1].parse().unwrap();
        let roundings = [
            Rounding::HalfUp,
            Rounding::HalfEven,
            Rounding::HalfDown,
            Rounding::Any,
        ];
        for (rounding, want) in roundings.into_iter().zip(&row[2..6]) {
            let verdict = claim(row[0], Of::Apart, rounding).at(base).unwrap();
            assert_eq!(verdict.is_possible(), *want == "1", "{row:?} {rounding:?}");
            assert_eq!(verdict.why_not().is_none(), *want == "1", "{row:?}");
        }
        let any = claim(row[0], Of::Apart, Rounding::Any).at(base).unwrap();
        let counts: Vec<String> = any.sets().map(|set| set[0].to_string()).collect();
        assert_eq!(counts.join(" "), row[6], "{row:?}");
        seen += 1;
    }
    assert_eq!(seen, 15);
}

#[test]
fn whole_questions_are_as_r_has_them() {
    let mut seen = 0;
    for row in rows(SETS) {
        let base = row[1].parse().unwrap();
        let half_up = at(row[0], base, Rounding::HalfUp);
        let any = at(row[0], base, Rounding::Any);
        assert_eq!(half_up.each_possible(), row[2] == "1", "{row:?}");
        assert_eq!(half_up.is_possible(), row[3] == "1", "{row:?}");
        assert_eq!(any.is_possible(), row[4] == "1", "{row:?}");
        // The ranges are those of a half that may go either way: 58 % of 1,200 is up to 702, which is 58.5 %.
        let ranges: Vec<String> = any
            .ranges()
            .iter()
            .map(|range| range.map_or("none".to_owned(), |range| range.to_string()))
            .collect();
        assert_eq!(ranges.join(";"), row[5], "{row:?}");
        let sum = any.sum().map(|sum| sum.to_string());
        assert_eq!(sum.unwrap_or_default(), row[6], "{row:?}");
        seen += 1;
    }
    assert_eq!(seen, 11);
}

#[test]
fn unknown_bases_are_as_r_has_them() {
    let mut seen = 0;
    for row in rows(UNKNOWN) {
        let claim = Claim::read(row[0], Rounding::HalfUp).unwrap();
        let bases: Vec<String> = claim
            .bases(MOST_PEOPLE)
            .take(10)
            .map(|n| n.to_string())
            .collect();
        assert_eq!(bases[0], row[2]);
        assert_eq!(bases.join(" "), row[3], "{row:?}");
        assert_eq!(claim.bases(200).count().to_string(), row[4], "{row:?}");
        seen += 1;
    }
    assert_eq!(seen, 7);
}

#[test]
fn sets_are_counted_and_listed() {
    #[track_caller]
    fn check(text: &str, base: u64, want: &[&[u64]]) {
        let verdict = at(text, base, Rounding::HalfUp);
        assert_eq!(verdict.sets().collect::<Vec<_>>(), want);
        assert_eq!(verdict.ways(), want.len() as u128);
        assert_eq!(verdict.is_possible(), !want.is_empty());
    }
    check("24,32,29,15", 91, &[&[22, 29, 26, 14]]);
    // Two of the four figures have one person more than their least: six ways to say which two.
    let six: [&[u64]; 6] = [
        &[39, 52, 48, 25],
        &[39, 53, 47, 25],
        &[39, 53, 48, 24],
        &[40, 52, 47, 25],
        &[40, 52, 48, 24],
        &[40, 53, 47, 24],
    ];
    check("24,32,29,15", 164, &six);
    check("50/50", 1, &[]);
    check("100, 0", 7, &[&[7, 0]]);
    check("58/27/18", 1200, &[]);
    let verdict = at("58/27/18", 1200, Rounding::Any);
    assert!(verdict.each_possible());
    assert_eq!(
        verdict.why_not().unwrap(),
        "Each could be, but together they need at least 1,218 people, and 1,200 answered."
    );
    assert_eq!(
        at("71 29", 43, Rounding::HalfUp).why_not().unwrap(),
        "No whole number of people out of 43 is 71 %."
    );
    assert_eq!(
        at("30 30", 1000, Rounding::HalfUp).why_not().unwrap(),
        "Each could be, but together they are at most 608 people, and 1,000 answered."
    );
    assert_eq!(
        claim("58/27/18", Of::Question, Rounding::Any)
            .bases(MOST_PEOPLE)
            .next(),
        None
    );
}

#[test]
fn a_percentage_of_several_answers_narrows_the_sets() {
    // Greengate: 24 and 32 % agreed, 56 % in all.
    let percents = |text: &str| Percent::read_list(text).unwrap();
    let agree = Claim::read("24,32,29,15", Rounding::HalfUp)
        .unwrap()
        .with_together(0..2, percents("56")[0])
        .unwrap();
    let sets = |base: u64| agree.at(base).unwrap().sets().collect::<Vec<_>>();
    assert_eq!(sets(91), [[22, 29, 26, 14]]);
    let four = [
        [39, 53, 47, 25],
        [39, 53, 48, 24],
        [40, 52, 47, 25],
        [40, 52, 48, 24],
    ];
    assert_eq!(sets(164), four);
    assert_eq!(agree.at(164).unwrap().ways(), 4);
    let both = agree
        .clone()
        .with_together(2..4, percents("43.9")[0])
        .unwrap();
    assert_eq!(both.at(164).unwrap().ways(), 4);
    let wrong = agree
        .clone()
        .with_together(2..4, percents("47")[0])
        .unwrap();
    assert_eq!(wrong.bases(MOST_PEOPLE).next(), None);
    assert_eq!(
        wrong.at(164).unwrap().why_not().unwrap(),
        "Figures 3 to 4 are together 71 to 73 people, and 47 % of 164 is 77 people."
    );
    for figures in [0..1, 1..3, 3..5] {
        assert!(
            agree
                .clone()
                .with_together(figures, percents("56")[0])
                .is_err()
        );
    }
    let full = both.with_together(2..4, percents("44")[0]).unwrap_err();
    assert!(
        full.to_string()
            .starts_with("Percentages, together 44: figures 3 to 4 given.")
    );
}

#[test]
fn huge_claims_answer() {
    let alone = claim("35.6", Of::Apart, Rounding::HalfUp)
        .at(MOST_PEOPLE)
        .unwrap();
    assert_eq!(
        alone.ranges(),
        [Some(Range {
            least: 3_555_000,
            most: 3_564_999
        })]
    );
    assert_eq!(alone.ways(), 10_000);
    let many = at(&["10"; 10].join(","), MOST_PEOPLE, Rounding::HalfUp);
    assert_eq!(many.ways(), u128::MAX);
    assert_eq!(many.sets().take(3).count(), 3);
    // Two figures of 100,000 counts each, of which the sum leaves one free.
    assert_eq!(at("50,50", MOST_PEOPLE, Rounding::HalfUp).ways(), 99_999);
}

#[test]
fn questions_put_to_the_same_people_share_a_base() {
    let claims = ["71 29", "50 50"].map(|text| Claim::read(text, Rounding::HalfUp).unwrap());
    let bases: Vec<u64> = shared_bases(&claims, 60).collect();
    assert_eq!(bases, [14, 24, 28, 34, 38, 42, 48, 52, 56, 58]);
}

#[test]
fn lists_are_read_or_refused_with_their_place() {
    #[track_caller]
    fn check(text: &str, want: Result<&str, &str>) {
        let read = Percent::read_list(text).map(|percents| {
            let shown: Vec<String> = percents.iter().map(Percent::to_string).collect();
            shown.join(" ")
        });
        match (read, want) {
            (Ok(read), Ok(want)) => assert_eq!(read, want),
            (Err(problem), Err(want)) => {
                let said = problem.to_string();
                assert!(said.starts_with(want), "{said}");
                assert!(said.ends_with("such as 24,32.5,29,14.5."), "{said}");
            }
            (read, want) => panic!("{text}: {read:?}, not {want:?}"),
        }
    }
    check("24,32,29,15", Ok("24 32 29 15"));
    check(" 24 % / 35.60% ; 0.0 100.00", Ok("24 35.60 0.0 100.00"));
    check("024", Ok("24"));
    check(
        "",
        Err(
            "Percentages, figure 1: “” given. It cannot be read as a percentage: there is no figure.",
        ),
    );
    check("24,,15", Err("Percentages, figure 2: “” given."));
    check(
        "24,x",
        Err(
            "Percentages, figure 2: “x” given. It cannot be read as a percentage: it is not written in figures.",
        ),
    );
    check(
        "24,100.1",
        Err(
            "Percentages, figure 2: “100.1” given. It cannot be read as a percentage: a share is at most 100 %.",
        ),
    );
    check("-3", Err("Percentages, figure 1: “-3” given."));
    check("3.", Err("Percentages, figure 1: “3.” given."));
    check(".5", Err("Percentages, figure 1: “.5” given."));
    check(
        "<1",
        Err("Percentages, figure 1: “<1” given. It cannot be read as a percentage: “less than”"),
    );
    check(
        "0.1234567",
        Err(
            "Percentages, figure 1: “0.1234567” given. It cannot be read as a percentage: it has more than 6",
        ),
    );
    check("99999999999999999999999", Err("Percentages, figure 1:"));
    let long = "9".repeat(1_000);
    assert!(Percent::read_list(&long).unwrap_err().what.len() < 150);
    let many = Claim::read(&["1"; 31].join(","), Rounding::HalfUp).unwrap_err();
    assert_eq!(many.what, "31 percentages given");
}

#[test]
fn bases_are_read_or_refused() {
    assert_eq!(read_base(" 1,200 "), Ok(1200));
    assert_eq!(read_base("10000000"), Ok(MOST_PEOPLE));
    for text in ["", "0", "-1", "9.5", "10000001", "many", ","] {
        let problem = read_base(text).unwrap_err();
        assert_eq!(problem.location, "Base", "{text}");
    }
    let claim = Claim::read("50", Rounding::HalfUp).unwrap();
    assert!(claim.at(0).is_err() && claim.at(MOST_PEOPLE + 1).is_err());
}

#[test]
fn roundings_have_words() {
    for rounding in Rounding::ALL {
        assert_eq!(Rounding::from_word(rounding.word()), Some(rounding));
    }
    assert_eq!(Rounding::from_word("up"), None);
}

/// Prints a count as a percentage by another road: the fraction is brought down to quotient and remainder.
fn printed(count: u64, base: u64, decimals: u32, rounding: Rounding) -> Vec<String> {
    let ten = 10_u64.pow(decimals);
    let (whole, rest) = (count * 100 * ten / base, count * 100 * ten % base);
    let ups: &[u64] = match ((2 * rest).cmp(&base), rounding) {
        (std::cmp::Ordering::Less, _) => &[0],
        (std::cmp::Ordering::Greater, _) | (_, Rounding::HalfUp) => &[1],
        (_, Rounding::HalfDown) => &[0],
        (_, Rounding::HalfEven) => &[[0], [1]][(whole % 2) as usize],
        (_, Rounding::Any) => &[0, 1],
    };
    let text = |units: u64| match decimals {
        0 => units.to_string(),
        n => format!(
            "{}.{:0width$}",
            units / ten,
            units % ten,
            width = n as usize
        ),
    };
    ups.iter().map(|up| text(whole + up)).collect()
}

fn rounding() -> impl Strategy<Value = Rounding> {
    prop::sample::select(Rounding::ALL.to_vec())
}

proptest! {
    #[test]
    fn what_people_answered_could_be(
        counts in prop::collection::vec(0_u64..3_000, 1..8),
        decimals in 0_u32..3,
        rounding in rounding(),
    ) {
        let base: u64 = counts.iter().sum();
        prop_assume!(base > 0);
        let texts: Vec<String> = counts
            .iter()
            .map(|count| printed(*count, base, decimals, rounding).remove(0))
            .collect();
        let claim = claim(&texts.join(","), Of::Question, rounding);
        let verdict = claim.at(base).unwrap();
        prop_assert!(verdict.is_possible());
        prop_assert!(claim.bases(base).last() == Some(base));
        prop_assert!(verdict.ranges().iter().zip(&counts).all(|(range, n)| range.unwrap().holds(*n)));
    }

    #[test]
    fn every_set_is_found_and_no_other(
        percents in prop::collection::vec(0_u64..=60, 3),
        base in 1_u64..60,
        rounding in rounding(),
    ) {
        let texts: Vec<String> = percents.iter().map(u64::to_string).collect();
        let fits = |at: usize, n: u64| printed(n, base, 0, rounding).contains(&texts[at]);
        let mut tried = Vec::new();
        for a in 0..=base {
            for b in 0..=base - a {
                if fits(0, a) && fits(1, b) && fits(2, base - a - b) {
                    tried.push(vec![a, b, base - a - b]);
                }
            }
        }
        let verdict = at(&texts.join(" "), base, rounding);
        prop_assert_eq!(verdict.ways(), tried.len() as u128);
        prop_assert_eq!(verdict.sets().collect::<Vec<_>>(), tried);
    }

    #[test]
    fn sets_are_counted_as_they_are_listed(
        percents in prop::collection::vec(0_u64..=40, 2..6),
        base in 1_u64..900,
        rounding in rounding(),
    ) {
        let texts: Vec<String> = percents.iter().map(u64::to_string).collect();
        for of in [Of::Question, Of::Apart] {
            let verdict = claim(&texts.join(" "), of, rounding).at(base).unwrap();
            if verdict.ways() < 20_000 {
                prop_assert_eq!(verdict.sets().count() as u128, verdict.ways());
            }
            prop_assert_eq!(verdict.ways() > 0, verdict.is_possible());
        }
    }

    #[test]
    fn sets_of_several_together_are_those_that_sum_so(
        percents in prop::collection::vec(0_u64..=40, 5),
        pairs in (0_u64..=80, 0_u64..=80),
        base in 1_u64..150,
        rounding in rounding(),
        second in any::<bool>(),
    ) {
        let texts: Vec<String> = percents.iter().map(u64::to_string).collect();
        let plain = claim(&texts.join(" "), Of::Question, rounding);
        let percent = |units: u64| Percent::read_list(&units.to_string()).unwrap()[0];
        let (first, last) = (percent(pairs.0), percent(pairs.1));
        let mut several = plain.clone().with_together(0..2, first).unwrap();
        if second {
            several = several.with_together(3..5, last).unwrap();
        }
        let holds = |percent: Percent, sum: u64| {
            percent.counts(base, rounding).is_some_and(|range| range.holds(sum))
        };
        prop_assume!(plain.at(base).unwrap().ways() < 5_000);
        let want: Vec<Vec<u64>> = plain
            .at(base)
            .unwrap()
            .sets()
            .filter(|set| holds(first, set[0] + set[1]))
            .filter(|set| !second || holds(last, set[3] + set[4]))
            .collect();
        let verdict = several.at(base).unwrap();
        prop_assert_eq!(verdict.ways(), want.len() as u128);
        prop_assert_eq!(verdict.is_possible(), !want.is_empty());
        prop_assert_eq!(verdict.why_not().is_none(), !want.is_empty());
        prop_assert_eq!(several.bases(base).any(|found| found == base), !want.is_empty());
        prop_assert_eq!(verdict.sets().collect::<Vec<_>>(), want);
    }

    #[test]
    fn no_text_stops_the_program(text: String) {
        let _ = Claim::read(&text, Rounding::Any);
        let _ = read_base(&text);
    }
}
