//! How many responses came in, what was set aside and why, and what that leaves: the sum that a report must get right.
//!
//! Received, less each removal with its reason, is what the report includes; what came by each channel sums to what was
//! received; standard and varied copies of a campaign's letter sum to what the campaign sent. A published report states
//! some of these figures and not others, so each may be missing, and only what is stated is held against the rest. Our
//! own receipts are kept channel by channel ([`Receipt`]); they are read into the same statement and checked alike.
//!
//! Nothing is deleted by a removal: it says why a response is not in the figures, not that it is gone.
//!
//! Edges: missing is not nought. A campaign counted apart leaves less in the figures than was included; which copies
//! were taken out is part of the statement, for reports take out the standard ones and keep the varied.

use crate::domain::consultation::Receipt;
use crate::domain::problem::{Place, Problem};
use crate::domain::statistics::grouped;

/// Why a response is not in the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Not from somebody who was asked, without a valid name or address, or not readable.
    Invalid,
    /// Empty.
    Blank,
    /// The same response again, merged with the first.
    Duplicate,
    /// Taken back by who sent it.
    Withdrawn,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::Invalid, Self::Blank, Self::Duplicate, Self::Withdrawn];

    /// The word on screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::Blank => "blank",
            Self::Duplicate => "duplicate",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A campaign's letter: how many sent it as it was, and how many with words of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// As it was.
    pub standard: u64,
    /// With words of their own.
    pub varied: u64,
}

/// Which copies of a campaign's letter are among the figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Copies {
    /// All.
    #[default]
    All,
    /// Those with words of their own; the standard ones are counted apart.
    Varied,
    /// None: all are counted apart.
    None,
}

/// What a report states of its responses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// All that came in.
    pub received: Option<u64>,
    /// What came by each channel, by its name; empty where the report does not say.
    pub by_channel: Vec<(String, u64)>,
    /// What was set aside, reason by reason.
    pub removed: Vec<(Reason, u64)>,
    /// What the report includes.
    pub included: Option<u64>,
    /// What the included came from, such as individuals and organisations; empty where the report does not say.
    pub made_up_of: Vec<(String, u64)>,
    /// The channel that is a campaign's letters, and how many were varied.
    pub campaign: Option<(String, Campaign)>,
    /// Which copies are among the figures.
    pub copies: Copies,
    /// The number of responses that the figures are of.
    pub in_figures: Option<u64>,
}

impl Statement {
    /// Our own receipts, with the channels' names, as a statement.
    ///
    /// # Errors
    /// When a count is below nought.
    pub fn of(receipts: &[(&str, &Receipt)]) -> Result<Self, Box<Problem>> {
        let mut held = Self::default();
        let mut removed = [0_u64; Reason::ALL.len()];
        for (channel, receipt) in receipts {
            let count = |n: i64| u64::try_from(n).map_err(|_| below_nought(channel, n));
            held.by_channel
                .push(((*channel).to_owned(), count(receipt.received)?));
            let aside = [
                receipt.invalid,
                receipt.blank,
                receipt.duplicate,
                receipt.withdrawn,
            ];
            for (sum, n) in removed.iter_mut().zip(aside) {
                *sum = sum.saturating_add(count(n)?);
            }
        }
        held.received = Some(sum(&held.by_channel));
        held.removed = Reason::ALL
            .into_iter()
            .zip(removed)
            .filter(|(_, n)| *n > 0)
            .collect();
        held.included = held.analysed();
        Ok(held)
    }

    /// Received less all removals; none where it is not stated what was received, or more was removed.
    #[must_use]
    pub fn analysed(&self) -> Option<u64> {
        self.received?.checked_sub(sum(&self.removed))
    }

    /// Analysed less the campaign's copies that are counted apart; none where that cannot be said.
    #[must_use]
    pub fn counted(&self) -> Option<u64> {
        let copies = self.campaign.as_ref().map(|campaign| campaign.1);
        let apart = match (self.copies, copies) {
            (Copies::All, _) | (_, None) => 0,
            (Copies::Varied, Some(copies)) => copies.standard,
            (Copies::None, Some(copies)) => copies.standard.saturating_add(copies.varied),
        };
        self.analysed()?.checked_sub(apart)
    }

    /// Every figure that does not agree with the others.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let parts = |held: &[(String, u64)]| (!held.is_empty()).then(|| sum(held));
        let mut problems = Vec::new();
        let mut hold = |where_: &str, stated: Option<u64>, found: Option<u64>, sum: &str| {
            if let (Some(stated), Some(found)) = (stated, found)
                && stated != found
            {
                problems.push(differs(where_, stated, found, sum));
            }
        };
        hold(
            "received",
            self.received,
            parts(&self.by_channel),
            "The channels sum to",
        );
        hold(
            "included",
            self.included,
            self.analysed(),
            "Received less what was set aside is",
        );
        hold(
            "made up of",
            self.analysed(),
            parts(&self.made_up_of),
            "Its parts sum to",
        );
        hold(
            "figures",
            self.in_figures,
            self.counted(),
            "Included less what is counted apart is",
        );
        if let Some((channel, copies)) = &self.campaign {
            let sent = self
                .by_channel
                .iter()
                .find(|held| held.0 == *channel)
                .map(|held| held.1);
            let both = copies.standard.saturating_add(copies.varied);
            hold(
                channel,
                sent,
                Some(both),
                "Standard and varied copies sum to",
            );
        }
        if let Some(received) = self.received.filter(|_| self.analysed().is_none()) {
            problems.push(differs(
                "set aside",
                received,
                sum(&self.removed),
                "What was set aside sums to",
            ));
        }
        problems
    }

    /// The sum in words, such as `7,667 − 199 − 70 − 200 = 7,198`; none where what was received is not stated.
    #[must_use]
    pub fn sentence(&self) -> Option<String> {
        let mut text = grouped(self.received?);
        for (_, n) in &self.removed {
            text.push_str(&format!(" − {}", grouped(*n)));
        }
        Some(format!("{text} = {}", grouped(self.analysed()?)))
    }
}

fn sum<T>(held: &[(T, u64)]) -> u64 {
    held.iter().fold(0, |sum, (_, n)| sum.saturating_add(*n))
}

fn differs(where_: &str, stated: u64, found: u64, what: &str) -> Problem {
    Problem::refusal(
        "receipts-do-not-add",
        Place::Field(where_.to_owned()),
        format!("Receipts, {where_}"),
        format!("{} stated", grouped(stated)),
        format!("{what} {}.", grouped(found)),
        "Find the responses that make the difference, or say that the report does not account for them.",
    )
}

fn below_nought(channel: &str, n: i64) -> Box<Problem> {
    Box::new(Problem::refusal(
        "receipts-below-zero",
        Place::Field(channel.to_owned()),
        format!("Receipts, {channel}"),
        format!("{n} given"),
        "A count of responses is nought or more.",
        "Enter how many there were.",
    ))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::domain::id::{ChannelId, ReceiptId};

    const VECTOR: &str = include_str!("../../tests/vectors/survey_receipt_reconciliation.json");

    fn reason(word: &str) -> Reason {
        match word {
            "invalid_name_or_address" => Reason::Invalid,
            "blank" => Reason::Blank,
            "duplicates" | "duplicates_merged" => Reason::Duplicate,
            other => panic!("no reason {other}"),
        }
    }

    fn counts(value: &Value) -> Vec<(String, u64)> {
        let held = value.as_object().into_iter().flatten();
        held.map(|(name, n)| (name.clone(), n.as_u64().unwrap()))
            .collect()
    }

    fn statement(value: &Value) -> Statement {
        let mut removed: Vec<(Reason, u64)> = counts(&value["removed"])
            .iter()
            .map(|(word, n)| (reason(word), *n))
            .collect();
        removed.sort_unstable();
        let campaign = value["campaign_standard"].as_u64().map(|standard| {
            let varied = value["campaign_varied"].as_u64().unwrap();
            ("campaign".to_owned(), Campaign { standard, varied })
        });
        let parts = ["individuals", "organisations"];
        Statement {
            received: value["received"].as_u64(),
            by_channel: counts(&value["by_channel"]),
            removed,
            included: value["included"].as_u64(),
            made_up_of: parts
                .iter()
                .filter_map(|part| Some(((*part).to_owned(), value[part].as_u64()?)))
                .collect(),
            campaign,
            copies: if value["in_quant"].is_u64() {
                Copies::Varied
            } else {
                Copies::All
            },
            in_figures: value["in_quant"].as_u64(),
        }
    }

    #[test]
    fn published_receipts_balance() {
        let cases: Value = serde_json::from_str(VECTOR).unwrap();
        let held: Vec<Statement> = cases.as_array().unwrap().iter().map(statement).collect();
        for held in &held {
            assert_eq!(held.problems(), [], "{held:?}");
        }
        let sentences: Vec<String> = held.iter().filter_map(Statement::sentence).collect();
        assert_eq!(sentences.len(), 4);
        assert_eq!(sentences[0], "7,667 − 199 − 70 − 200 = 7,198");
        assert_eq!(sentences[1], "1,443 = 1,443");
        assert_eq!(sentences[3], "67 − 3 = 64");
        assert_eq!(held[2].counted(), Some(399));
    }

    #[test]
    fn what_does_not_balance_is_said() {
        let cases: Value = serde_json::from_str(VECTOR).unwrap();
        #[track_caller]
        fn check(value: &Value, spoil: impl Fn(&mut Statement), want: &[&str]) {
            let mut held = statement(value);
            spoil(&mut held);
            let said: Vec<String> = held
                .problems()
                .iter()
                .map(|problem| format!("{}: {}. {}", problem.location, problem.what, problem.why))
                .collect();
            assert_eq!(said, want);
        }
        check(
            &cases[0],
            |held| held.removed.clear(),
            &["Receipts, included: 7,198 stated. Received less what was set aside is 7,667."],
        );
        check(
            &cases[0],
            |held| held.by_channel[0].1 += 1,
            &["Receipts, received: 7,667 stated. The channels sum to 7,668."],
        );
        check(
            &cases[1],
            |held| held.campaign.as_mut().unwrap().1.varied = 22,
            &["Receipts, campaign: 1,383 stated. Standard and varied copies sum to 1,382."],
        );
        check(
            &cases[2],
            |held| held.copies = Copies::None,
            &["Receipts, figures: 399 stated. Included less what is counted apart is 355."],
        );
        check(
            &cases[3],
            |held| held.made_up_of[0].1 = 21,
            &["Receipts, made up of: 64 stated. Its parts sum to 65."],
        );
        check(
            &cases[3],
            |held| held.removed.push((Reason::Blank, 65)),
            &["Receipts, set aside: 67 stated. What was set aside sums to 68."],
        );
        check(&cases[3], |held| *held = Statement::default(), &[]);
    }

    fn receipt(received: i64, aside: [i64; 4]) -> Receipt {
        let [invalid, blank, duplicate, withdrawn] = aside;
        Receipt {
            id: ReceiptId(1),
            channel: ChannelId(1),
            received,
            invalid,
            blank,
            duplicate,
            withdrawn,
        }
    }

    #[test]
    fn our_own_receipts_make_a_statement() {
        let (post, online) = (receipt(80, [0; 4]), receipt(7_587, [199, 70, 200, 0]));
        let held = Statement::of(&[("E-mail or post", &post), ("Online", &online)]).unwrap();
        assert_eq!(held.sentence().unwrap(), "7,667 − 199 − 70 − 200 = 7,198");
        assert_eq!(held.included, Some(7_198));
        assert_eq!(
            held.included,
            u64::try_from(post.analysed() + online.analysed()).ok()
        );
        let problem = Statement::of(&[("Online", &receipt(-1, [0; 4]))]).unwrap_err();
        assert_eq!(problem.location, "Receipts, Online");
    }

    proptest! {
        #[test]
        fn our_own_receipts_agree_with_themselves(
            held in prop::collection::vec((0_i64..900, prop::array::uniform4(0_i64..200)), 0..6),
        ) {
            let receipts: Vec<Receipt> = held.iter().map(|(received, aside)| receipt(received + aside.iter().sum::<i64>(), *aside)).collect();
            let named: Vec<(&str, &Receipt)> = receipts.iter().map(|receipt| ("Channel", receipt)).collect();
            let statement = Statement::of(&named).unwrap();
            prop_assert!(statement.problems().is_empty());
            let analysed: i64 = receipts.iter().map(Receipt::analysed).sum();
            prop_assert_eq!(statement.analysed(), u64::try_from(analysed).ok());
        }
    }
}
