//! The amount of a row: one signed column, or what was spent and what came back.

use crate::domain::money::Pence;

/// An amount as a ledger writes it: as officers do, or with `CR` or `DR` behind it. Spreadsheets leave the noise of
/// sums worked out in fractions of the machine, `82261.119999999995`, also in what they save as CSV; it is less than a
/// thousandth of a penny and is taken off.
pub(super) fn read(text: &str) -> Result<Option<Pence>, String> {
    let trimmed = text.trim();
    let lower = trimmed.to_ascii_lowercase();
    let marked = |mark: &str| {
        let bare = lower.strip_suffix(mark).map(|rest| rest.trim_end().len());
        bare.and_then(|length| trimmed.get(..length))
    };
    if let Some(bare) = marked("cr") {
        let amount = figure(bare)?;
        // A minus and a CR could be meant either way.
        return match amount {
            Some(amount) if amount.is_negative() => {
                Err(format!("“{text}”: a minus and CR together"))
            }
            Some(amount) => Ok(Some(Pence(-amount.0))),
            None => Err(format!("“{text}”: no figure")),
        };
    }
    figure(marked("dr").unwrap_or(trimmed))
}

fn figure(text: &str) -> Result<Option<Pence>, String> {
    match Pence::read_figure(text) {
        Ok(amount) => Ok(amount),
        Err(error) => match quieted(text) {
            Some(quiet) => Pence::read_figure(&quiet).map_err(|_| error.to_string()),
            None => Err(error.to_string()),
        },
    }
}

/// A figure without the noise of a machine's fractions: `1234.5600000000001` is `1234.56`.
fn quieted(text: &str) -> Option<String> {
    let (whole, decimals) = text.split_once('.')?;
    let digits = whole.trim_start_matches('-');
    let is_figure = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    if !is_figure(digits) || !is_figure(decimals) || decimals.len() < 8 {
        return None;
    }
    let (pence, noise) = (decimals.get(..2)?, decimals.get(2..7)?);
    match noise {
        "00000" => Some(format!("{whole}.{pence}")),
        "99999" => {
            let sum = digits.parse::<i128>().ok()?.checked_mul(100)?;
            let sum = sum.checked_add(pence.parse().ok()?)?.checked_add(1)?;
            let sign = if whole.starts_with('-') { "-" } else { "" };
            Some(format!("{sign}{}.{:02}", sum / 100, sum % 100))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: Option<i64>) {
        let found = read(text).ok().flatten().map(|held| held.0);
        assert_eq!(found, want, "{text}");
    }

    #[test]
    fn amounts_are_read_as_ledgers_write_them() {
        for (text, want) in [
            ("£1,234.50", 123_450),
            ("(1,234.50)", -123_450),
            ("1,234.50-", -123_450),
            ("-12", -1_200),
            ("12.50 CR", -1_250),
            ("12.50cr", -1_250),
            ("12.50DR", 1_250),
        ] {
            check(text, Some(want));
        }
        for text in [
            "=12*450",
            "1+1",
            "12.345",
            "-12 CR",
            "CR",
            "n/a",
            "99999999999999999999",
        ] {
            check(text, None);
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(read(" "), Ok(None));
    }

    #[test]
    fn the_noise_of_a_spreadsheet_is_taken_off() {
        check("1234.5600000000001", Some(123_456));
        check("-0.29999999999999999", Some(-30));
        check("999.9999999999999", Some(100_000));
        check("82261.119999999995", Some(8_226_112));
        check("12.345", None);
        check("12.34500001", None);
    }
}
