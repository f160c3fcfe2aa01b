//! Reads a count of people as an officer types it.
//!
//! A tally holds whole people. A decimal, a percentage or a word is refused with what to type in its stead; a count
//! below nought is left to the domain's own rule, so that window and command line say the same.
//!
//! Edges: nothing typed means that no count is held, which is not the same as 0. Commas part thousands only: `2,5` is
//! refused and not read as 25.

/// More people than England has is a slip of the hand.
const MOST: i64 = 60_000_000;

/// The count, or none where the field was emptied.
///
/// # Errors
/// What was typed, why it is not a count, and what to type.
pub fn read(text: &str) -> Result<Option<i64>, String> {
    let typed = text.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    if typed.ends_with('%') {
        return Err(format!(
            "“{typed}” is a percentage. Type how many people; the percentage is worked out."
        ));
    }
    let (sign, digits) = match typed.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, typed),
    };
    let Some(n) = whole(digits) else {
        return Err(refusal(typed));
    };
    if n > MOST {
        return Err(format!(
            "“{typed}” is more people than England has. Check the count."
        ));
    }
    Ok(Some(sign * n))
}

/// A count that must be there: in a form, not in a cell that may be emptied.
///
/// # Errors
/// As [`read`], and when nothing is typed.
pub fn read_needed(text: &str) -> Result<i64, String> {
    read(text)?.ok_or_else(|| "Nothing is entered. Type how many people, such as 16.".to_owned())
}

fn whole(digits: &str) -> Option<i64> {
    let groups: Vec<&str> = digits.split(',').collect();
    let grouped = groups.len() == 1
        || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    let all_digits = groups
        .iter()
        .all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit()));
    // Longer than any count there can be, and so not a number that could overflow.
    if !grouped || !all_digits || digits.len() > 15 {
        return None;
    }
    groups.concat().parse().ok()
}

fn refusal(typed: &str) -> String {
    let numeric = typed
        .chars()
        .all(|c| c.is_ascii_digit() || ".,-−".contains(c));
    if numeric {
        format!("“{typed}” is not a whole number. People are counted whole: type 2 or 3, not 2.5.")
    } else {
        format!("“{typed}” is not a number. Type how many people, such as 22.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: Result<Option<i64>, &str>) {
        match (read(text), want) {
            (Ok(n), want) => assert_eq!(Ok(n), want, "{text:?}"),
            (Err(said), Err(part)) => assert!(said.contains(part), "{text:?}: {said}"),
            (Err(said), Ok(_)) => panic!("{text:?}: {said}"),
        }
    }

    #[test]
    fn counts_are_whole_people() {
        check("22", Ok(Some(22)));
        check(" 0 ", Ok(Some(0)));
        check("1,234", Ok(Some(1234)));
        check("-3", Ok(Some(-3)));
        check("−3", Ok(Some(-3)));
        check("", Ok(None));
        check("  ", Ok(None));
        check("2.5", Err("not a whole number"));
        check("2,5", Err("not a whole number"));
        check("24%", Err("a percentage"));
        check("many", Err("is not a number"));
        check("twenty-two", Err("is not a number"));
        check("99999999999999999999", Err("not a whole number"));
        check("999999999", Err("England"));
        check("-", Err("not a whole number"));
    }

    #[test]
    fn a_form_must_have_a_count() {
        assert_eq!(read_needed("16"), Ok(16));
        assert!(read_needed("").is_err());
    }
}
