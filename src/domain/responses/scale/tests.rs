//! The scales of consultations, and answers that are easily taken for their opposite.

use super::*;

#[track_caller]
fn check(answers: &[&str], want: &str) {
    let answers: Vec<(&str, u32)> = answers.iter().map(|text| (*text, 10)).collect();
    let found = scale(&answers).map(|offered| {
        let shown: Vec<String> = offered
            .iter()
            .map(|one| {
                let sign = match one.leaning {
                    Leaning::Positive => "+",
                    Leaning::Neutral => "=",
                    Leaning::Negative => "-",
                    Leaning::None => "?",
                };
                format!("{}{sign}", one.text) + if one.strength == 2 { "2" } else { "" }
            })
            .collect();
        shown.join(" | ")
    });
    assert_eq!(found.unwrap_or_default(), want);
}

#[test]
fn the_scales_of_consultations_are_known() {
    check(
        &[
            "Disagree",
            "Don’t know",
            "Strongly agree",
            "Neither agree nor disagree",
            "Agree",
            "Strongly disagree",
        ],
        "Strongly agree+2 | Agree+ | Neither agree nor disagree= | Disagree- | Strongly disagree-2 | Don’t know?",
    );
    check(
        &["Tend to disagree", "Agree", "Tend to agree", "Disagree"],
        "Agree+2 | Tend to agree+ | Tend to disagree- | Disagree-2",
    );
    check(
        &[
            "Very favorably",
            "Unfamiliar (N/A)",
            "Somewhat unfavorably",
            "Somewhat favorably",
            "Very unfavorably",
        ],
        "Very favorably+2 | Somewhat favorably+ | Somewhat unfavorably- | Very unfavorably-2 | Unfamiliar (N/A)?",
    );
    check(
        &["Very Useful", "Useful", "Not Useful"],
        "Very Useful+2 | Useful+ | Not Useful-",
    );
    check(
        &["Good", "Very poor", "Fair", "Poor"],
        "Good+ | Fair= | Poor- | Very poor-2",
    );
    check(
        &["Not at all likely", "Not very likely", "Very likely"],
        "Very likely+2 | Not very likely- | Not at all likely-2",
    );
    check(
        &["5 - Strongly agree", "1 - Strongly disagree"],
        "5 - Strongly agree+2 | 1 - Strongly disagree-2",
    );
    check(
        &["In favour", "Against", "No opinion"],
        "In favour+ | No opinion= | Against-",
    );
}

#[test]
fn a_no_before_an_answer_does_not_turn_it() {
    check(
        &["Yes, I agree", "No, I disagree", "Not sure"],
        "Yes, I agree+ | Not sure= | No, I disagree-",
    );
    check(
        &["Yes - I support the proposal", "No - I oppose the proposal"],
        "Yes - I support the proposal+ | No - I oppose the proposal-",
    );
    check(
        &[
            "Yes, strongly agree",
            "No, strongly disagree",
            "No disagree",
        ],
        "Yes, strongly agree+2 | No disagree- | No, strongly disagree-2",
    );
    check(
        &[
            "Agree",
            "Do not agree or disagree",
            "Disagree - no change needed",
        ],
        "Agree+ | Do not agree or disagree= | Disagree - no change needed-",
    );
    check(
        &["I agree", "I do not agree", "Agree, but not fully"],
        "Agree, but not fully+ | I agree+ | I do not agree-",
    );
    check(
        &["No change - I am neutral", "No good", "Good"],
        "Good+ | No change - I am neutral= | No good-",
    );
    check(
        &[
            "Much less likely",
            "More likely",
            "Much more likely",
            "No more or less likely",
            "No difference",
        ],
        "Much more likely+2 | More likely+ | No difference= | No more or less likely= | Much less likely-2",
    );
    check(
        &["Likely to oppose", "Unlikely to oppose"],
        "Likely to oppose+ | Unlikely to oppose-",
    );
}

#[test]
fn what_is_no_scale_is_none() {
    check(&["Yes", "No", "Don't know"], "");
    check(&["Parks", "Pools", "Libraries"], "");
    check(&["Agree", "Parks", "Pools"], "");
    check(&["18-29", "30-44"], "");
    check(&[], "");
}

#[test]
fn a_rare_odd_answer_is_outside_the_scale() {
    let found = scale(&[("Agree", 50), ("Disagree", 40), ("Purple", 3)]).unwrap();
    let texts: Vec<&str> = found.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["Agree", "Disagree"]);
    assert_eq!(
        scale(&[("Agree", 50), ("Disagree", 40), ("Purple", 30)]),
        None
    );
}
