//! Whatever the figures, the picture is a well-formed SVG without a number that is none.

use proptest::prelude::*;
use resvg::usvg::{Options, Tree};

use super::svg;
use crate::domain::chart::{Chart, samples};

#[track_caller]
fn reads(picture: &str) {
    if let Err(error) = Tree::from_str(picture, &Options::default()) {
        panic!("{error}: {picture}");
    }
    for wrong in ["\"NaN", "\"inf", "\"-inf", " NaN", "MNaN", "LNaN"] {
        assert!(!picture.contains(wrong), "{wrong}: {picture}");
    }
}

#[track_caller]
fn holds(chart: &Chart, parts: &[&str]) {
    let picture = svg(chart, [860, 460]);
    reads(&picture);
    for part in parts {
        assert!(picture.contains(part), "{part} is not in {picture}");
    }
}

#[test]
fn a_trend_shows_ours_bold_plans_dashed_gaps_marked_and_names_at_line_ends() {
    holds(
        &samples::trend(),
        &[
            "role=\"img\"",
            "<title>Second or later child protection plan</title>",
            "<desc>Line chart: ",
            "stroke=\"#12436D\" stroke-width=\"2.8\"",
            "stroke-dasharray=\"5 5\"",
            ">[c]</text>",
            "break: new definition",
            "font-weight=\"600\" fill=\"#12436D\">Leicestershire 22.0% planned</text>",
            ">East Midlands 26.0%</text>",
            ">Target 22.0%</text>",
            "2025/26: 23.9%, provisional. DfE, October 2025",
        ],
    );
}

#[test]
fn bars_mark_ours_say_over_and_put_the_missing_at_the_foot() {
    holds(
        &samples::bars(),
        &[
            "fill=\"#12436D\">Leicestershire</text>",
            ">31.2%, 0.2% over</text>",
            ">England 24.5%</text>",
        ],
    );
    let picture = svg(&samples::bars(), [500, 300]);
    let at = |text: &str| picture.find(text).unwrap();
    assert!(at(">Gloucestershire<") < at(">Hampshire<"));
    assert!(at(">Hampshire<") < at(">[c]<"));
}

#[test]
fn answers_stand_either_side_with_bases_and_reasons() {
    holds(
        &samples::diverging(),
        &[
            ">29%</text>",
            ">91</text>",
            "not recorded in the published report: [x]",
            "positive →",
        ],
    );
}

#[test]
fn blocks_carry_letters_or_signs_and_what_is_left_is_an_outline() {
    holds(
        &samples::stacked(),
        &[
            ">A</text>",
            ">Care £60</text>",
            "stroke-dasharray=\"4 3\"",
            ">£10 left</text>",
            ">£90</text>",
        ],
    );
    holds(
        &samples::waterfall(),
        &[
            ">Original</text>",
            ">+£20</text>",
            ">−£30</text>",
            ">£90</text>",
        ],
    );
}

#[test]
fn markup_in_a_title_stays_text() {
    let Chart::Bars(mut bars) = samples::bars() else {
        unreachable!()
    };
    bars.title = "<script>&\"".to_owned();
    let picture = svg(&Chart::Bars(bars), [400, 300]);
    reads(&picture);
    assert!(picture.contains("&lt;script&gt;&amp;&quot;") && !picture.contains("<script"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_chart_at_any_size_is_well_formed(
        chart in samples::any_chart(),
        size in prop_oneof![Just([860, 460]), Just([0, 0]), [1..2000_u32, 1..2000_u32]],
    ) {
        reads(&svg(&chart, size));
    }
}
