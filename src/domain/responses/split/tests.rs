//! Cells with several answers: the vector's cases, and options that are found.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;

use super::*;

const VECTOR: &str = include_str!("../../../../tests/vectors/survey_multiselect_split.json");

fn vector() -> Value {
    serde_json::from_str(VECTOR).unwrap()
}

fn words(value: &Value) -> Vec<String> {
    let list = value.as_array().unwrap();
    list.iter()
        .map(|one| one.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_cells_of_the_vector_part_as_it_says() {
    for case in vector()["cells"].as_array().unwrap() {
        let cell = case["cell"].as_str().unwrap();
        let separator = Separator::of(case["delimiter"].as_str().unwrap()).unwrap();
        let want = words(&case["expected"]);
        assert_eq!(split(cell, &[], separator), want, "without options");
        assert_eq!(split(cell, &want, separator), want, "with options");
        if let Some(naive) = case["naive_comma_parts"].as_u64() {
            assert_eq!(Separator::Comma.pieces(cell).len() as u64, naive);
            assert_eq!(
                split(cell, &want, Separator::Comma),
                want,
                "options hold against a plain comma"
            );
        }
    }
}

#[test]
fn topics_are_found_and_counted_as_people() {
    // As many people, topics and ticks as the department's dummy file has, dealt out in turn.
    let vector = vector();
    let dhsc = &vector["dhsc_dummy"];
    let separator = Separator::of(dhsc["regex"].as_str().unwrap()).unwrap();
    let n_people = usize::try_from(dhsc["respondents_answering"].as_u64().unwrap()).unwrap();
    let counts: BTreeMap<&str, u64> = dhsc["counts"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(topic, n)| (topic.as_str(), n.as_u64().unwrap()))
        .collect();
    let mut cells = vec![Vec::new(); n_people];
    let mut next = 0;
    for (topic, n) in &counts {
        for _ in 0..*n {
            cells[next % n_people].push(*topic);
            next += 1;
        }
    }
    let cells: Vec<String> = cells.iter().map(|cell| cell.join(",")).collect();
    let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
    let mut distinct = texts.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let options = discover(&distinct, separator, false);
    let mut found: Vec<&str> = options.iter().map(String::as_str).collect();
    found.sort_unstable();
    let want: Vec<&str> = counts.keys().copied().collect();
    assert_eq!(found, want);
    let mut tally: BTreeMap<&str, u64> = BTreeMap::new();
    for cell in &texts {
        for piece in split(cell, &options, separator) {
            *tally.entry(piece).or_default() += 1;
        }
    }
    assert_eq!(tally, counts);
}

#[test]
fn options_are_found_or_there_are_none() {
    #[track_caller]
    fn check(separator: Separator, is_expected: bool, cells: &[&str], want: &[&str]) {
        assert_eq!(discover(cells, separator, is_expected), want);
    }
    let google = [
        "Parks",
        "Parks, Libraries",
        "Libraries",
        "Pools, gyms and halls",
        "Parks, Pools, gyms and halls",
    ];
    check(
        Separator::CommaSpace,
        true,
        &google,
        &["Parks", "Libraries", "Pools, gyms and halls"],
    );
    check(Separator::Semicolon, true, &["A;B;", "B;"], &["A", "B"]);
    check(Separator::Semicolon, false, &["A;B", "B"], &["A", "B"]);
    // A separator inside an option is kept as it is written.
    check(
        Separator::Semicolon,
        false,
        &[
            "Parks;Pools; indoor and out;",
            "Pools; indoor and out;",
            "Parks;",
        ],
        &["Parks", "Pools; indoor and out"],
    );
    // Answers that merely have a comma in them.
    check(
        Separator::CommaSpace,
        false,
        &["Yes, a lot", "Yes, a little", "No, not at all", "No, never"],
        &[],
    );
    check(
        Separator::CommaTight,
        false,
        &["$0 - $24,999", "$25,000 - $49,999"],
        &[],
    );
    let said = ["I like it; it is good", "Too dear; and far off", "No"];
    check(Separator::Semicolon, false, &said, &[]);
    check(Separator::Space, false, &["EH6 5", "EH6 6", "EH7 5"], &[]);
}

#[test]
fn what_is_no_option_is_kept_as_said() {
    let options = ["Parks".to_owned(), "Parks, pools".to_owned()];
    let splitter = Splitter::new(options.iter().map(String::as_str), Separator::CommaSpace);
    let parts = splitter.split("Parks, pools, Parks, a skate park, parks");
    let want = [
        Part::Known(1),
        Part::Known(0),
        Part::Other("a skate park"),
        Part::Known(0),
    ];
    assert_eq!(parts, want);
    assert_eq!(splitter.split("Parksway"), [Part::Other("Parksway")]);
    assert_eq!(splitter.split(" ,  "), []);
}

proptest! {
    /// However options look, those ticked come back.
    #[test]
    fn what_is_joined_parts_again(
        options in proptest::collection::btree_set("[a-c](, [a-c]){0,2}", 1..5),
        picks in proptest::collection::vec(any::<proptest::sample::Index>(), 1..4),
    ) {
        let options: Vec<String> = options.into_iter().collect();
        let picked: Vec<&str> = picks.iter().map(|pick| options[pick.index(options.len())].as_str()).collect();
        let cell = picked.join("; ");
        prop_assert_eq!(split(&cell, &options, Separator::Semicolon), picked);
    }

    /// Nothing that is written can stop it, and no letter is lost.
    #[test]
    fn any_cell_parts(cell in ".{0,40}", option in ".{0,4}", which in 0_usize..7) {
        let separator = Separator::ALL[which];
        let options = [option];
        for piece in split(&cell, &options, separator) {
            prop_assert!(!piece.is_empty());
        }
    }
}
