//! What came in by a channel as individual responses, against the receipt that somebody entered for the channel.
//!
//! Both say how many came and how many were set aside for what. Where they differ, one of the two is wrong, or responses
//! came that are not in the plan; a report that prints either must know which.
//!
//! Edges: a channel whose answers were also counted by hand has more receipts than individual responses, so only a
//! receipt of fewer than came in as rows is found there. Nothing is said of a channel without a receipt, or without
//! responses.

use crate::domain::book::Book;
use crate::domain::check::consultation::at;
use crate::domain::check::found;
use crate::domain::consultation::aside::ChannelLedger;
use crate::domain::consultation::{Consultation, Receipt};
use crate::domain::id::ChannelId;
use crate::domain::problem::{Problem, Severity};

/// Receipts that do not say what the responses of their channel say.
pub(super) fn findings(book: &Book, held: &Consultation) -> Vec<Problem> {
    let Some(heard) = book.heard.get(&held.id) else {
        return Vec::new();
    };
    let finding = |ledger: &ChannelLedger| {
        let receipt = receipt(book, ledger.channel)?;
        let channel = book.channels.get(ledger.channel)?;
        let differs = differences(receipt, ledger, is_counted(book, ledger.channel));
        if differs.is_empty() {
            return None;
        }
        Some(found(
            Severity::Warning,
            "receipt-not-responses",
            at(held),
            format!(
                "The receipt of channel “{}” is not what its responses come to: {}",
                channel.name,
                differs.join("; ")
            ),
            format!(
                "{} individual responses came in by it, and {} of them are counted.",
                ledger.received, ledger.analysed
            ),
            "Correct the receipt, take in the responses that are missing, or set aside those that do not count.",
        ))
    };
    heard.ledger.iter().filter_map(finding).collect()
}

/// The receipt of a channel.
pub fn receipt(book: &Book, channel: ChannelId) -> Option<&Receipt> {
    book.receipts.iter().find(|held| held.channel == channel)
}

/// Whether anybody counted answers of a channel by hand.
#[must_use]
pub fn is_counted(book: &Book, channel: ChannelId) -> bool {
    book.tallies.iter().any(|held| held.channel == channel)
        || book.answered.iter().any(|held| held.channel == channel)
}

/// Where a receipt and the responses of its channel differ, each in a few words.
#[must_use]
pub fn differences(receipt: &Receipt, ledger: &ChannelLedger, is_counted: bool) -> Vec<String> {
    let pairs = [
        ("received", receipt.received, ledger.received),
        ("invalid", receipt.invalid, ledger.invalid),
        ("blank", receipt.blank, ledger.blank),
        ("duplicate", receipt.duplicate, ledger.duplicate),
        ("withdrawn", receipt.withdrawn, ledger.withdrawn),
    ];
    let differs = |entered: i64, came: i64| match is_counted {
        true => entered < came,
        false => entered != came,
    };
    pairs
        .into_iter()
        .filter(|(_, entered, came)| differs(*entered, *came))
        .map(|(name, entered, came)| format!("{name} {entered} entered, {came} by the responses"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::ReceiptId;

    #[track_caller]
    fn check(entered: [i64; 5], came: [i64; 5], is_counted: bool, want: &[&str]) {
        let channel = ChannelId(1);
        let [received, invalid, blank, duplicate, withdrawn] = entered;
        let receipt = Receipt {
            id: ReceiptId(1),
            channel,
            received,
            invalid,
            blank,
            duplicate,
            withdrawn,
        };
        let [received, invalid, blank, duplicate, withdrawn] = came;
        let ledger = ChannelLedger {
            channel,
            received,
            invalid,
            blank,
            duplicate,
            withdrawn,
            apart: 0,
            analysed: received - invalid - blank - duplicate - withdrawn,
        };
        assert_eq!(differences(&receipt, &ledger, is_counted), want);
    }

    #[test]
    fn every_figure_is_held_against_its_own() {
        check([100, 1, 2, 3, 4], [100, 1, 2, 3, 4], false, &[]);
        let want = ["received 101 entered, 100 by the responses"];
        check([101, 0, 0, 0, 0], [100, 0, 0, 0, 0], false, &want);
        let want = [
            "blank 0 entered, 2 by the responses",
            "withdrawn 1 entered, 0 by the responses",
        ];
        check([100, 0, 0, 0, 1], [100, 0, 2, 0, 0], false, &want);
    }

    #[test]
    fn paper_that_was_counted_by_hand_may_be_more() {
        check([150, 0, 0, 5, 0], [100, 0, 0, 3, 0], true, &[]);
        let want = ["received 90 entered, 100 by the responses"];
        check([90, 0, 0, 0, 0], [100, 0, 0, 0, 0], true, &want);
    }
}
