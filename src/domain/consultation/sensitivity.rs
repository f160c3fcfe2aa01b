//! Would the answer be another one if some of the responses were not counted?
//!
//! A council is asked in court whether its result hangs on a campaign, on its own staff or on one channel. Each of these
//! is left out in turn, and the balance of agreement is worked out again beside the one that is reported.
//!
//! Edges: a part whose leaving out leaves nobody gives no balance. Only individual responses can be left out by group or
//! channel together; counts of meetings go with their channel.

use crate::domain::book::Book;
use crate::domain::consultation::heard::heard;
use crate::domain::consultation::results::{Split, results, results_with};
use crate::domain::consultation::sheet::Sheet;
use crate::domain::consultation::{Channel, Group};
use crate::domain::duplicates::Counting;
use crate::domain::id::QuestionId;

/// The balance of a question with something left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Without {
    /// What is left out or counted otherwise: `without Staff`, `copies counted once`.
    pub label: String,
    /// How many answered then.
    pub base: i64,
    /// Percentage positive less percentage negative; none where nobody is left.
    pub net: Option<f64>,
    /// Whether it stands on the other side of nought from what is reported.
    pub turns: bool,
}

/// A question's balance as reported, and without each part.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// As reported.
    pub reported: Option<f64>,
    /// Its base.
    pub base: i64,
    /// Without each part in turn.
    pub without: Vec<Without>,
}

impl Sensitivity {
    /// What an officer is told.
    #[must_use]
    pub fn sentence(&self) -> String {
        let turning: Vec<&str> = self
            .without
            .iter()
            .filter(|held| held.turns)
            .map(|held| held.label.as_str())
            .collect();
        match (self.reported, turning.as_slice()) {
            (None, _) => {
                "There is no balance: the question has no sides, or nobody answered.".into()
            }
            (Some(_), []) => "The balance stays on its side whatever is left out.".into(),
            (Some(_), turning) => format!("The balance changes sides {}.", turning.join(", and ")),
        }
    }
}

/// Works a question's balance out again without each channel and group, and with copies counted by the other rules.
#[must_use]
pub fn sensitivity(
    book: &Book,
    sheet: Option<&Sheet>,
    question: QuestionId,
) -> Option<Sensitivity> {
    let asked = book.questions.get(question)?;
    let all = results(book, question, Split::All, None)
        .into_iter()
        .next()?;
    let reported = all.net();
    let mut without = Vec::new();
    let mut add = |label: String, base: i64, net: Option<f64>| {
        let turns = matches!((reported, net), (Some(a), Some(b)) if a * b < 0.0);
        without.push(Without {
            label,
            base,
            net,
            turns,
        });
    };
    let names = |split: Split| -> Vec<String> {
        match split {
            Split::Channel => book
                .channels
                .iter()
                .filter(|held: &&Channel| held.consultation == asked.consultation)
                .map(|held| held.name.clone())
                .collect(),
            _ => book
                .groups
                .iter()
                .filter(|held: &&Group| held.consultation == asked.consultation)
                .map(|held| held.name.clone())
                .collect(),
        }
    };
    for split in [Split::Channel, Split::Group] {
        let parts = results(book, question, split, None);
        if names(split).is_empty() || parts.len() < 2 {
            continue;
        }
        for left_out in 0..parts.len() {
            let Some(own) = parts[left_out].base.filter(|base| *base > 0) else {
                continue;
            };
            let rest = || parts.iter().enumerate().filter(|(at, _)| *at != left_out);
            let base = rest().filter_map(|(_, part)| part.base).sum::<i64>();
            let people: f64 = rest()
                .filter_map(|(_, part)| Some(part.net()? * part.base? as f64))
                .sum();
            let net = (base > 0 && own < base + own).then(|| people / base as f64);
            add(format!("without {}", parts[left_out].label), base, net);
        }
    }
    if let Some(sheet) = sheet {
        let clusters = || {
            let held = book.clusters.iter();
            held.filter(|held| held.consultation == asked.consultation)
        };
        for (rule, words) in [
            (Counting::Each, "with every copy counted"),
            (Counting::Once, "with copies counted once"),
            (Counting::Apart, "without copies"),
        ] {
            // What is counted so already is what is reported.
            if clusters().all(|held| held.rule == rule) {
                continue;
            }
            let counted = heard(book, sheet, Some(rule));
            let found = results_with(book, Some(&counted), question, Split::All, None);
            if let Some(all) = found.first() {
                add(words.to_owned(), all.base.unwrap_or(0), all.net());
            }
        }
    }
    Some(Sensitivity {
        reported,
        base: all.base.unwrap_or(0),
        without,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::sample::Sample;
    use crate::domain::consultation::{Leaning, QuestionKind};
    use crate::domain::id::ChannelId;

    /// A question with two sides, by two channels.
    fn book(online: (i64, i64), paper: (i64, i64)) -> Book {
        let mut sample = Sample::default();
        let held = sample.consultation("Survey");
        sample.channel(held, "Online");
        sample.channel(held, "Paper");
        let question = sample.question(held, QuestionKind::Likert);
        let agree = sample.choice(question, "Agree", Leaning::Positive);
        let disagree = sample.choice(question, "Disagree", Leaning::Negative);
        for (at, (yes, no)) in [(1, online), (2, paper)] {
            sample.tally(agree, ChannelId(at), None, yes);
            sample.tally(disagree, ChannelId(at), None, no);
        }
        sample.book()
    }

    #[test]
    fn a_result_that_hangs_on_one_channel_is_said() {
        #[track_caller]
        fn check(online: (i64, i64), paper: (i64, i64), want: &str) -> Sensitivity {
            let held = sensitivity(&book(online, paper), None, QuestionId(1)).unwrap();
            assert_eq!(held.sentence(), want);
            held
        }
        let held = check(
            (60, 20),
            (10, 30),
            "The balance changes sides without Online.",
        );
        assert_eq!((held.reported, held.base), (Some(2000.0 / 120.0), 120));
        let nets: Vec<(&str, i64, Option<f64>)> = held
            .without
            .iter()
            .map(|held| (held.label.as_str(), held.base, held.net))
            .collect();
        assert_eq!(
            nets,
            [
                ("without Online", 40, Some(-50.0)),
                ("without Paper", 80, Some(50.0))
            ]
        );
        check(
            (60, 20),
            (30, 10),
            "The balance stays on its side whatever is left out.",
        );
    }

    #[test]
    fn nobody_left_is_no_balance() {
        let held = sensitivity(&book((5, 3), (0, 0)), None, QuestionId(1)).unwrap();
        assert_eq!(held.without.len(), 1);
        assert_eq!(held.without[0].net, None);
        assert_eq!(
            sensitivity(&book((1, 1), (1, 1)), None, QuestionId(9)),
            None
        );
    }
}
