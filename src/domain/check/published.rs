//! What a consultation's report printed, beside the counts that the plan holds.
//!
//! A report that counts 164 responses on one page and 91 respondents on another leaves its reader not knowing
//! of whom its percentages are. Both numbers are kept and set side by side.
//!
//! Edges: a percentage is compared after rounding ours half up to the decimals printed. One printed for several
//! answers together is not compared.

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::check::consultation::{at, at_question};
use crate::domain::check::{found, words};
use crate::domain::consultation::results::Breakdown;
use crate::domain::consultation::{Consultation, CountOf, PublishedCount, Question};
use crate::domain::id::ChoiceId;
use crate::domain::problem::{Problem, Severity};
use crate::domain::statistics::half_up;

/// Printed percentages against ours, rounded half up to the decimals printed.
pub(super) fn percentages(
    book: &Book,
    held: &Consultation,
    question: &Question,
    everyone: &Breakdown,
) -> Vec<Problem> {
    let printed: HashMap<ChoiceId, &PublishedCount> = book
        .published_counts
        .iter()
        .filter(|count| count.consultation == held.id && count.of == CountOf::Percent)
        .filter_map(|count| Some((count.choice?, count)))
        .collect();
    everyone
        .answers
        .iter()
        .filter_map(|answer| {
            let printed = printed.get(&answer.choice)?;
            let ours = half_up(answer.percent?, words::decimals(printed.value));
            (ours != printed.value).then(|| {
                found(
                    Severity::Warning,
                    "percent-disagrees",
                    at_question(held, question),
                    format!(
                        "“{}” is printed as {}%; the counts give {}%, {} of {}",
                        answer.text,
                        words::plain(printed.value),
                        words::plain(ours),
                        answer.count.unwrap_or(0),
                        everyone.base.unwrap_or(0),
                    ),
                    printed_in(&[printed]),
                    "Check the counts and their base against the report.",
                )
            })
        })
        .collect()
}

/// Two printed numbers of people who responded.
pub(super) fn totals(book: &Book, held: &Consultation) -> Option<Problem> {
    let printed = |of: CountOf| {
        book.published_counts
            .iter()
            .filter(move |count| count.consultation == held.id && count.of == of)
    };
    let (responses, respondents) = printed(CountOf::Responses).find_map(|one| {
        let other = printed(CountOf::Respondents).find(|other| other.value != one.value)?;
        Some((one, other))
    })?;
    let (more, fewer) = (
        words::plain(responses.value),
        words::plain(respondents.value),
    );
    Some(found(
        Severity::Warning,
        "published-total-disagrees",
        at(held),
        format!("{more} responses are printed, and {fewer} respondents"),
        format!(
            "{} A percentage of {more} is not a percentage of {fewer}, so the base of what was printed is unproved.",
            printed_in(&[responses, respondents])
        ),
        format!(
            "Say which base the percentages have, and who is counted in {more} but not in {fewer}."
        ),
    ))
}

/// Where figures were printed, as a sentence.
fn printed_in(counts: &[&PublishedCount]) -> String {
    let mut sources: Vec<String> = counts
        .iter()
        .map(|count| count.source.trim().to_owned())
        .filter(|source| !source.is_empty())
        .collect();
    sources.dedup();
    if sources.is_empty() {
        "Where it was printed is not recorded.".to_owned()
    } else {
        format!("Printed in: {}.", sources.join("; "))
    }
}

/// The people at the meetings against the number printed.
pub(super) fn meetings(book: &Book, held: &Consultation) -> Option<Problem> {
    let people: Vec<i64> = book
        .events
        .iter()
        .filter(|event| event.consultation == held.id)
        .map(|event| event.n_people)
        .collect();
    let sum = people.iter().fold(0_i64, |sum, n| sum.saturating_add(*n));
    let printed = book.published_counts.iter().find(|count| {
        count.consultation == held.id && count.of == CountOf::Meetings && count.value != sum as f64
    })?;
    let shown: Vec<String> = people.iter().map(ToString::to_string).collect();
    if people.is_empty() {
        return None;
    }
    Some(found(
        Severity::Warning,
        "meetings-disagree",
        at(held),
        format!(
            "{} = {sum}, the report says {}",
            shown.join(" + "),
            words::plain(printed.value)
        ),
        printed_in(&[printed]),
        "Check the meetings’ numbers; say in the report which number is used.",
    ))
}

#[cfg(test)]
mod tests {
    use crate::domain::check::sample::{Sample, none, only};
    use crate::domain::consultation::{CountOf, Leaning, QuestionKind};
    use crate::domain::id::{ChoiceId, ConsultationId};

    /// A consultation with one channel and one question of two answers.
    struct Asked {
        sample: Sample,
        held: ConsultationId,
        yes: ChoiceId,
        no: ChoiceId,
    }

    fn asked(yes: i64, no: i64) -> Asked {
        let mut sample = Sample::default();
        let held = sample.consultation("Survey");
        let channel = sample.channel(held, "Online");
        let question = sample.question(held, QuestionKind::Single);
        let choices = ["Yes", "No"].map(|text| sample.choice(question, text, Leaning::None));
        sample.tally(choices[0], channel, None, yes);
        sample.tally(choices[1], channel, None, no);
        let [yes, no] = choices;
        Asked {
            sample,
            held,
            yes,
            no,
        }
    }

    #[test]
    fn a_printed_percentage_is_checked_half_up_to_its_own_decimals() {
        #[track_caller]
        fn check(yes: i64, no: i64, printed: f64, want: Option<&str>) {
            let mut asked = asked(yes, no);
            asked.sample.printed(
                asked.held,
                CountOf::Percent,
                Some(asked.yes),
                printed,
                "p. 4",
            );
            asked
                .sample
                .printed(asked.held, CountOf::Percent, None, 99.0, "p. 4");
            let found = asked.sample.all();
            let problem = found.iter().find(|held| held.kind == "percent-disagrees");
            assert_eq!(problem.map(|held| held.what.as_str()), want);
            assert!(problem.is_none_or(|held| held.why == "Printed in: p. 4."));
        }
        check(22, 69, 24.0, None);
        check(22, 69, 24.2, None);
        check(1, 39, 3.0, None);
        check(1, 39, 2.5, None);
        check(
            22,
            69,
            25.0,
            Some("“Yes” is printed as 25%; the counts give 24%, 22 of 91"),
        );
        check(
            1,
            39,
            2.0,
            Some("“Yes” is printed as 2%; the counts give 3%, 1 of 40"),
        );
    }

    #[test]
    fn two_printed_totals_are_set_side_by_side() {
        let mut asked = asked(20, 20);
        let held = asked.held;
        asked
            .sample
            .printed(held, CountOf::Responses, None, 164.0, "report");
        none(&asked.sample.all(), "published-total-disagrees");
        let mut same = asked.sample.clone();
        same.printed(held, CountOf::Respondents, None, 164.0, "appendix");
        assert_eq!(same.all(), []);
        asked
            .sample
            .printed(held, CountOf::Respondents, None, 91.0, "appendix");
        let found = asked.sample.all();
        let problem = only(&found, "published-total-disagrees");
        assert_eq!(
            problem.what,
            "164 responses are printed, and 91 respondents"
        );
        assert!(problem.why.starts_with("Printed in: report; appendix."));
    }

    #[test]
    fn meetings_sum_to_what_is_printed() {
        let mut asked = asked(20, 20);
        let held = asked.held;
        asked
            .sample
            .printed(held, CountOf::Meetings, None, 73.0, "report");
        assert_eq!(asked.sample.all(), [], "no meeting is entered yet");
        asked.sample.meeting(held, 16);
        let mut right = asked.sample.clone();
        right.meeting(held, 57);
        assert_eq!(right.all(), []);
        asked.sample.meeting(held, 58);
        assert_eq!(
            only(&asked.sample.all(), "meetings-disagree").what,
            "16 + 58 = 74, the report says 73"
        );
    }

    #[test]
    fn another_consultation_is_none_of_its_business() {
        let mut asked = asked(20, 20);
        let other = asked.sample.consultation("Other");
        asked
            .sample
            .printed(other, CountOf::Percent, Some(asked.no), 1.0, "");
        asked
            .sample
            .printed(other, CountOf::Meetings, None, 3.0, "");
        asked.sample.meeting(asked.held, 5);
        assert_eq!(asked.sample.all(), []);
    }
}
