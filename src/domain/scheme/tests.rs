//! Schemes with gaps and overlaps, each told to the penny, and every other refusal of a scheme.

use crate::domain::book::Book;
use crate::domain::id::SchemeId;
use crate::domain::money::Pence;
use crate::domain::rating::Rag;
use crate::domain::record::Record;
use crate::domain::scheme::{Band, Kind, Scheme, USUAL, percent};

fn scheme(bands: Vec<Band>) -> Scheme {
    Scheme {
        id: SchemeId(1),
        name: "Financial regulations".into(),
        is_cumulative: true,
        bands,
        amber: 200,
        red: 500,
    }
}

fn pounds(pounds: i64) -> Pence {
    Pence(pounds * 100)
}

fn band(from: i64, below: Option<i64>, approver: &str) -> Band {
    Band::any(pounds(from), below.map(pounds), approver)
}

#[test]
fn a_gap_or_an_overlap_is_named_to_the_penny() {
    #[track_caller]
    fn check(bands: Vec<Band>, want: &[&str]) {
        assert_eq!(scheme(bands).faults(), want);
    }
    let (a, b) = ("Manager", "Head");
    check(vec![band(0, Some(5_000), a), band(5_000, None, b)], &[]);
    // A real scheme: "under £5,000", then "£5,001 to £50,000".
    check(
        vec![band(0, Some(5_000), a), band(5_001, None, b)],
        &["£5,000 to £5,000.99 is nobody’s"],
    );
    check(
        vec![band(0, Some(5_000), a), band(4_000, None, b)],
        &["£4,000 to £4,999.99 is both Manager’s and Head’s"],
    );
    check(
        vec![band(0, Some(5_000), a)],
        &["£5,000 and more is nobody’s"],
    );
    check(vec![], &["£0 and more is nobody’s"]);
    check(vec![band(1, None, a)], &["£0 to £0.99 is nobody’s"]);
}

#[test]
fn a_gap_for_some_moves_alone_names_them() {
    let mut capital = band(0, None, "Cabinet");
    capital.nature = "capital".into();
    let faults = scheme(vec![capital]).faults();
    assert_eq!(faults.len(), 1);
    assert!(faults[0].starts_with("£0 and more is nobody’s (revenue, within one objective"));
    assert!(!faults[0].contains("capital"));
}

#[test]
fn bands_are_open_at_their_upper_end() {
    let held = scheme(vec![
        band(0, Some(5_000), "Manager"),
        band(5_000, None, "Head"),
    ]);
    let kind = Kind::all().next().unwrap();
    let approver = |pence: i64| held.band(Pence(pence), kind).unwrap().approver.clone();
    assert_eq!(approver(499_999), "Manager");
    assert_eq!(approver(500_000), "Head");
}

#[test]
fn a_variance_is_amber_from_and_red_above() {
    #[track_caller]
    fn check(variance: i64, want: Rag) {
        assert_eq!(Scheme::rate(USUAL, Pence(variance), Pence(10_000)), want);
    }
    check(0, Rag::Green);
    check(199, Rag::Green);
    check(200, Rag::Amber);
    check(-500, Rag::Amber);
    check(501, Rag::Red);
    assert_eq!(Scheme::rate(USUAL, Pence(1), Pence::ZERO), Rag::Red);
}

#[test]
fn an_overlap_names_the_bands_that_overlap() {
    #[track_caller]
    fn check(bands: Vec<Band>, want: &[&str]) {
        assert_eq!(scheme(bands).faults(), want);
    }
    let (a, b, c) = ("Manager", "Head", "Cabinet");
    // The long band, not the one entered last, meets the third.
    check(
        vec![
            band(0, Some(100), a),
            band(10, Some(20), b),
            band(50, None, c),
        ],
        &[
            "£10 to £19.99 is both Manager’s and Head’s",
            "£50 to £99.99 is both Manager’s and Cabinet’s",
        ],
    );
    check(
        vec![band(0, None, a), band(0, None, b), band(0, None, c)],
        &["£0 and more is Manager’s, Head’s and Cabinet’s"],
    );
    check(
        vec![band(0, None, a), band(5, Some(6), a)],
        &["£5 to £5.99 is Manager’s in more than one band"],
    );
    // Beginning at one amount.
    check(
        vec![band(0, Some(5), a), band(0, None, b)],
        &["£0 to £4.99 is both Manager’s and Head’s"],
    );
    let penny = Band::any(Pence(1), None, a);
    check(vec![penny], &["£0 is nobody’s"]);
    // Edges that make no sense are no reason to fall over.
    let odd = Band::any(Pence(i64::MAX), Some(Pence(i64::MIN)), a);
    assert!(
        !scheme(vec![odd, band(0, None, b)])
            .faults()
            .contains(&String::new())
    );
}

#[test]
fn every_wrong_scheme_is_refused_by_name() {
    #[track_caller]
    fn check(wrong: impl FnOnce(&mut Scheme), want: &[&str]) {
        let mut held = Scheme::example();
        wrong(&mut held);
        let found = held.problems(&Book::default());
        let kinds: Vec<&str> = found.iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, want, "{found:#?}");
    }
    check(|_| {}, &[]);
    check(|held| held.name = " ".into(), &["name-empty"]);
    check(|held| held.bands.clear(), &["scheme-gap"]);
    check(
        |held| {
            held.name.clear();
            held.bands.clear();
        },
        &["name-empty", "scheme-gap"],
    );
    check(|held| held.bands[0].approver.clear(), &["approver-missing"]);
    check(|held| held.bands[0].from = Pence(-1), &["band-empty"]);
    check(
        |held| held.bands[1].below = Some(pounds(5_000)),
        &["band-empty"],
    );
    check(|held| held.bands[1].from = pounds(5_001), &["scheme-gap"]);
    check(|held| held.bands[1].from = pounds(4_999), &["scheme-gap"]);
    check(|held| drop(held.bands.pop()), &["scheme-gap"]);
    check(|held| held.red = 100, &["rating-bands-reversed"]);
    check(|held| held.red = held.amber, &[]);
}

#[test]
fn bands_by_kind_meet_for_each_kind() {
    let mut held = Scheme::example();
    let mut other = held.bands[2].clone();
    held.bands[2].service = "same objective".into();
    other.service = "between objectives".into();
    other.approver = "Council".into();
    held.bands.push(other);
    assert_eq!(held.faults(), [] as [&str; 0]);
    let approver = |is_same_service: bool| {
        let kind = Kind::all().find(|kind| kind.is_same_service == is_same_service);
        held.band(pounds(60_000), kind.unwrap())
            .unwrap()
            .approver
            .clone()
    };
    assert_eq!(
        (approver(true), approver(false)),
        ("Cabinet".into(), "Council".into())
    );
}

#[test]
fn a_percentage_is_shown_without_needless_noughts() {
    #[track_caller]
    fn check(hundredths: u32, want: &str) {
        assert_eq!(percent(hundredths), want);
    }
    check(200, "2 %");
    check(250, "2.5 %");
    check(5, "0.05 %");
    check(0, "0 %");
}

proptest::proptest! {
    /// A scheme without faults gives every amount exactly one band.
    #[test]
    fn without_faults_every_amount_has_one_band(
        edges in proptest::collection::vec((0_i64..8, proptest::option::of(1_i64..9)), 1..4),
        size in 0_i64..1_000,
    ) {
        let bands = edges.iter().map(|(from, below)| band(*from, *below, "Head")).collect();
        let held = scheme(bands);
        let faults = held.faults();
        let n = held.bands.iter().filter(|band| band.holds(Pence(size))).count();
        if faults.is_empty() {
            proptest::prop_assert_eq!(n, 1);
        }
        if n != 1 {
            proptest::prop_assert!(!faults.is_empty());
        }
    }
}
