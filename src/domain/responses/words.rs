//! The words by which headings and answers are known, whatever their capitals, spaces and quotation marks.
//!
//! Survey tools agree on little, yet each writes its own few headings always alike: `Completion time`, `_uuid`,
//! `submitdate`. What an officer has typed is known by the words councils use.
//!
//! Edges: a word found proves nothing. It makes a proposal, which the officer sees and puts right.

/// The text as it is compared: small letters, single spaces, straight quotation marks.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push(' ');
            gap = false;
        }
        match c {
            '\u{2018}' | '\u{2019}' => out.push('\''),
            '\u{201c}' | '\u{201d}' => out.push('"'),
            '\u{2013}' | '\u{2014}' => out.push('-'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Whether the words stand in the text between word ends. Both are [`folded`].
#[must_use]
pub fn has(text: &str, words: &str) -> bool {
    place(text, words).is_some()
}

/// Where the words first stand so.
fn place(text: &str, words: &str) -> Option<usize> {
    let is_word = |c: char| c.is_alphanumeric();
    let mut found = text.match_indices(words).map(|(at, _)| at);
    found.find(|at| {
        let before = text.get(..*at).unwrap_or_default();
        let after = text.get(at + words.len()..).unwrap_or_default();
        !before.ends_with(is_word) && !after.starts_with(is_word)
    })
}

/// Where the first of any of the words stands in the text, in bytes. All are [`folded`].
#[must_use]
pub fn first_of(text: &str, words: &[&str]) -> Option<usize> {
    words.iter().filter_map(|one| place(text, one)).min()
}

/// Whether any of the words do.
#[must_use]
pub fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|one| has(text, one))
}

/// Headings of a respondent's or response's own number.
pub(in crate::domain::responses) const IDS: [&str; 15] = [
    "respondentid",
    "respondent id",
    "respondent_id",
    "responseid",
    "response id",
    "response_id",
    "_id",
    "record id",
    "userid",
    "user id",
    "unique id",
    "response number",
    "respondent number",
    "response reference",
    "id",
];

/// Headings of when a response was sent in, the surest first.
pub(in crate::domain::responses) const SUBMITTED: [&str; 16] = [
    "completion time",
    "submitdate",
    "date submitted",
    "_submission_time",
    "timestamp",
    "recordeddate",
    "submitted",
    "submitted at",
    "submission date",
    "date of submission",
    "ended",
    "enddate",
    "end date",
    "date completed",
    "date created",
    "datestamp",
];

/// Headings of what a tool notes for itself.
pub(in crate::domain::responses) const NOTED: [&str; 48] = [
    "lastpage",
    "last page",
    "startlanguage",
    "start language",
    "seed",
    "refurl",
    "referrer url",
    "startdate",
    "start date",
    "date started",
    "date last action",
    "duration (in seconds)",
    "progress",
    "userlanguage",
    "externalreference",
    "__version__",
    "_uuid",
    "_index",
    "_tags",
    "_notes",
    "_validation_status",
    "_status",
    "_submitted_by",
    "last modified",
    "last modified time",
    "start",
    "end",
    "today",
    "start time",
    "started",
    "userno",
    "user no",
    "tracking link",
    "custom data",
    "date modified",
    "language",
    "total time",
    "_xform_id_string",
    "formhub/uuid",
    "meta/instanceid",
    "meta/rootuuid",
    "meta/instancename",
    "_parent_index",
    "deviceid",
    "interviewtime",
    "custom_1",
    "collector",
    "_parent_table_name",
];

/// Headings of how far a response came, or what sort it is.
pub(in crate::domain::responses) const STATUS: [&str; 7] = [
    "status",
    "finished",
    "completed",
    "complete",
    "response status",
    "response type",
    "is complete",
];

/// What stands in a column that says how far a response came.
pub(in crate::domain::responses) const STATES: [&str; 14] = [
    "complete",
    "completed",
    "incomplete",
    "partial",
    "finished",
    "in progress",
    "submitted",
    "draft",
    "true",
    "false",
    "ip address",
    "preview",
    "test",
    "spam",
];

/// Headings of the way a response came in.
pub(in crate::domain::responses) const CHANNEL: [&str; 14] = [
    "channel",
    "data source",
    "distributionchannel",
    "distribution channel",
    "collectorid",
    "collector id",
    "response channel",
    "source",
    "mode",
    "response method",
    "method of response",
    "how received",
    "how was this response received",
    "mode of response",
];

/// Words in the heading of the question that parts respondents into groups.
pub(in crate::domain::responses) const GROUP: [&str; 18] = [
    "respondent type",
    "respondent group",
    "type of respondent",
    "responding as",
    "in what capacity",
    "which capacity",
    "best describes you",
    "are you responding",
    "which of these are you",
    "i am responding as",
    "stakeholder group",
    "your role",
    "describes your interest",
    "which group",
    "what group",
    "which of these groups",
    "which of the following groups",
    "your connection to",
];

/// Words in the headings of questions about the respondent rather than the matter.
pub(in crate::domain::responses) const ATTRIBUTE: [&str; 40] = [
    "gender",
    "sex",
    "age",
    "age group",
    "age band",
    "ethnicity",
    "ethnic group",
    "ethnic background",
    "religion",
    "belief",
    "sexual orientation",
    "disability",
    "disabled",
    "long-term health condition",
    "income",
    "education",
    "household income",
    "location",
    "region",
    "ward",
    "district",
    "parish",
    "locality",
    "area do you live",
    "where do you live",
    "postcode sector",
    "post code sector",
    "sector",
    "type of organisation",
    "organisation type",
    "size of organisation",
    "organisation size",
    "marital status",
    "employment status",
    "carer",
    "nationality",
    "first language",
    "year group",
    "school attended",
    "geography",
];

/// Words in the heading of leave to publish or to quote.
pub(in crate::domain::responses) const CONSENT: [&str; 9] = [
    "consent",
    "to be published",
    "to publish",
    "may we quote",
    "permission",
    "happy to be quoted",
    "publish your response",
    "agree to be quoted",
    "quote your response",
];

/// Words in the heading of a question that people answer in their own words.
pub(in crate::domain::responses) const OWN_WORDS: [&str; 10] = [
    "explain",
    "comments",
    "comment",
    "suggestions",
    "tell us",
    "in your own words",
    "reasons for",
    "why",
    "describe",
    "anything else",
];

/// Whether a value says that an option is ticked or is not; none where it says something else. `option` is what the
/// column stands for: many tools print it in place of a tick.
#[must_use]
pub fn tick(value: &str, option: &str) -> Option<bool> {
    let value = folded(value);
    match value.as_str() {
        "1" | "true" | "yes" | "y" | "x" | "✓" | "✔" | "checked" | "selected" | "ticked" | "on" => {
            Some(true)
        }
        "0" | "false" | "no" | "n" | "unchecked" | "not selected" | "unselected" | "off" => {
            Some(false)
        }
        _ if !option.is_empty() && value == folded(option) => Some(true),
        _ => None,
    }
}

/// Whether a text is a date, or a date with its time, in any of the usual ways.
#[must_use]
pub fn is_date(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let parts = text
        .bytes()
        .filter(|b| matches!(b, b'/' | b'-' | b':'))
        .count();
    let fits = |c: char| c.is_ascii_digit() || "/-:. TZ+AMPamp,".contains(c);
    (4..=17).contains(&digits)
        && parts >= 2
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(fits)
}

/// A number as people write it: `1,200`, `£5`, `40%`; none where it is not one.
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    let text = text
        .trim()
        .trim_start_matches(['£', '$', '€'])
        .trim_end_matches('%')
        .trim();
    if !text.bytes().any(|b| b.is_ascii_digit()) || text.bytes().any(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let plain: String = text.chars().filter(|c| *c != ',').collect();
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}

/// The number a question is printed with, and its words: `Q3. Why?` as `3` and `Why?`.
#[must_use]
pub fn numbered(heading: &str) -> Option<(&str, &str)> {
    let rest = ["Question ", "question ", "Q", "q"]
        .iter()
        .find_map(|lead| heading.strip_prefix(lead));
    let is_led = rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let rest = if is_led {
        rest.unwrap_or(heading)
    } else {
        heading
    };
    let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if n_digits == 0 || n_digits > 3 {
        return None;
    }
    let mut end = n_digits;
    let after = rest.as_bytes();
    if after.get(end).is_some_and(u8::is_ascii_lowercase)
        && !after.get(end + 1).is_some_and(u8::is_ascii_alphanumeric)
    {
        end += 1;
    }
    while after.get(end) == Some(&b'.') && after.get(end + 1).is_some_and(u8::is_ascii_digit) {
        end += 1 + after[end + 1..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
    }
    let (number, words) = rest.split_at_checked(end)?;
    let bare = words.trim_start_matches(['.', ')', ':', '-', ' ']);
    let is_parted = words.starts_with(['.', ')', ':'])
        || words.starts_with(" - ")
        || (is_led && words.starts_with(' '));
    (is_parted && !bare.is_empty()).then_some((number, bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_as_people_read_them() {
        assert_eq!(folded("  Don\u{2019}t\u{a0} KNOW "), "don't know");
        assert!(has("what is your age?", "age") && !has("village", "age"));
        assert_eq!(tick("Parks", "parks "), Some(true));
        assert_eq!(
            (tick("FALSE", "x"), tick("maybe", "x")),
            (Some(false), None)
        );
    }

    #[test]
    fn dates_and_numbers_are_known() {
        for date in [
            "04/09/2013",
            "2026-01-31T10:00:00Z",
            "31/1/26 9:05",
            "9/2/2026 10:05:11 AM",
        ] {
            assert!(is_date(date), "{date}");
        }
        for other in ["2013", "1-2", "07700 900123", "EH6 5", "18-29", "Leith"] {
            assert!(!is_date(other), "{other}");
        }
        assert_eq!(number("£1,200"), Some(1_200.0));
        assert_eq!(
            (number("3 buses"), number(""), number("-")),
            (None, None, None)
        );
    }

    #[test]
    fn a_question_is_parted_from_its_number() {
        #[track_caller]
        fn check(heading: &str, want: Option<(&str, &str)>) {
            assert_eq!(numbered(heading), want, "{heading}");
        }
        check("Q3. Why?", Some(("3", "Why?")));
        check("12a) Why?", Some(("12a", "Why?")));
        check("Q1: How far?", Some(("1", "How far?")));
        check("Question 4 How far?", Some(("4", "How far?")));
        check("2.1. How far?", Some(("2.1", "How far?")));
        check("5 - How far?", Some(("5", "How far?")));
        check("2026 budget", None);
        check("20 mph zones", None);
        check("Quite good?", None);
        check("Why?", None);
    }
}
