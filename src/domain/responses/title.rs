//! What each column is called, and which columns stand under one question.
//!
//! A question with six options is six columns, and each tool writes the question and the option in its own way: over and
//! under (SurveyMonkey), with a dash (Citizen Space, Qualtrics, SmartSurvey), in brackets (LimeSurvey, Google Forms), with
//! a stroke (KoboToolbox).
//!
//! Edges: a heading is parted at a dash only where the column beside it has the same words before the dash, for questions
//! have dashes in them too. A column without a heading belongs to the question on its left only where a second heading row
//! says what it is.

use crate::domain::responses::export::{Column, Export};
use crate::domain::responses::headings::{is_idents, is_response};
use crate::domain::responses::layout::Layout;
use crate::domain::responses::words::{folded, numbered};

/// What a column is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// All of it, as one line.
    pub whole: String,
    /// The tool's own code for it; empty where it has none.
    pub code: String,
    /// The question it shares with its neighbours; empty where it stands alone.
    pub stem: String,
    /// Its own part of that question.
    pub part: String,
    /// What columns of one question have in common; empty where it stands alone.
    pub key: String,
}

impl Title {
    /// The number printed with it and its words; the number is empty where none is printed.
    #[must_use]
    pub fn number_and_words(&self) -> (String, String) {
        let words = if self.stem.is_empty() {
            &self.whole
        } else {
            &self.stem
        };
        if let Some((number, words)) = numbered(words) {
            return (number.to_owned(), words.to_owned());
        }
        // "Prop 1 Q1 - Do you agree?"
        if self.stem.is_empty()
            && let Some((lead, words)) = self.whole.split_once(" - ")
        {
            let is_number =
                lead.chars().count() <= 24 && lead.ends_with(|c: char| c.is_ascii_digit());
            if is_number {
                return (lead.to_owned(), words.to_owned());
            }
            if lead.trim() == words.trim() {
                return (String::new(), words.trim().to_owned());
            }
        }
        (self.code.clone(), words.clone())
    }
}

/// What every column is called.
#[must_use]
pub fn titles(export: &Export, layout: Layout) -> Vec<Title> {
    let has_idents = export.headings.iter().any(|row| is_idents(row));
    let is_below = export.headings.len() == 2 && !has_idents;
    match layout {
        Layout::SurveyMonkey if export.headings.len() == 2 => below(export),
        Layout::SmartSurvey if is_below => below(export),
        Layout::Qualtrics if export.headings.len() >= 2 => by_code(export),
        _ => with_ticks(export, parted(export, layout)),
    }
}

/// Neighbours whose only answer is their own heading are the ticks of one question, whose words the file does not have: it
/// is called by its options.
fn with_ticks(export: &Export, mut titles: Vec<Title>) -> Vec<Title> {
    let is_tick = |(title, column): (&Title, &Column)| {
        let held = column.values.get(1).filter(|_| column.n_distinct() == 1);
        title.key.is_empty() && held.is_some_and(|value| folded(value) == folded(&title.whole))
    };
    let ticks: Vec<bool> = titles.iter().zip(&export.columns).map(is_tick).collect();
    let mut from = 0;
    while from < ticks.len() {
        let n = ticks.iter().skip(from).take_while(|tick| **tick).count();
        if n >= 2 {
            let group = titles.iter_mut().skip(from).take(n);
            let group: Vec<&mut Title> = group.collect();
            let words: Vec<String> = group.iter().map(|title| title.whole.clone()).collect();
            let stem = words.join(", ");
            for title in group {
                title.part.clone_from(&title.whole);
                title.stem.clone_from(&stem);
                title.key = format!("ticks from column {}", from + 1);
            }
        }
        from += n.max(1);
    }
    titles
}

/// SurveyMonkey: the question over the first of its columns, the options below.
fn below(export: &Export) -> Vec<Title> {
    let mut over = (0, String::new());
    let mut out = Vec::new();
    for column in 0..export.columns.len() {
        let (top, under) = (export.heading(0, column), export.heading(1, column));
        if !top.is_empty() || under.is_empty() {
            over = (column, top.to_owned());
        }
        let stands_alone = under.is_empty() || is_response(under);
        let (stem, part) = if stands_alone {
            ("", "")
        } else {
            (over.1.as_str(), under)
        };
        let whole = match (over.1.is_empty(), stands_alone) {
            (_, true) => over.1.clone(),
            (true, false) => under.to_owned(),
            (false, false) => format!("{} - {under}", over.1),
        };
        let key = if stands_alone {
            String::new()
        } else {
            format!("{}", over.0)
        };
        out.push(Title {
            whole,
            code: String::new(),
            stem: stem.to_owned(),
            part: part.to_owned(),
            key,
        });
    }
    out
}

/// Qualtrics: `Q2_1` and `Q2_2` are of one question, whose words and option stand in the second row.
fn by_code(export: &Export) -> Vec<Title> {
    let title = |column: usize| {
        let (code, words) = (export.heading(0, column), export.heading(1, column));
        let base = code.split_once('_').filter(|(base, after)| {
            base.starts_with('Q')
                && after.starts_with(|c: char| c.is_ascii_digit())
                && !base.contains(' ')
        });
        let whole = if words.is_empty() { code } else { words };
        let Some((base, _)) = base else {
            let whole = whole.to_owned();
            return Title {
                whole,
                code: code.to_owned(),
                ..Title::default()
            };
        };
        let words = words.replace(" - Selected Choice", "");
        let (stem, part) = words.rsplit_once(" - ").unwrap_or((&words, code));
        let (stem, part) = if code.ends_with("_TEXT") {
            ("", "")
        } else {
            (stem, part)
        };
        Title {
            whole: words.clone(),
            code: base.to_owned(),
            stem: stem.to_owned(),
            part: part.to_owned(),
            key: if stem.is_empty() {
                String::new()
            } else {
                base.to_owned()
            },
        }
    };
    (0..export.columns.len()).map(title).collect()
}

/// One heading row that counts, its headings parted where neighbours share the beginning.
fn parted(export: &Export, layout: Layout) -> Vec<Title> {
    let is_label = |row: &&Vec<String>| !is_idents(row);
    let empty = Vec::new();
    let labels = export
        .headings
        .iter()
        .find(is_label)
        .or(export.headings.first())
        .unwrap_or(&empty);
    let cuts: Vec<Vec<(&str, &str)>> = labels.iter().map(|label| cuts(label, layout)).collect();
    let is_shared = |column: usize, stem: &str| {
        let near = [column.checked_sub(1), column.checked_add(1)];
        let mut near = near
            .into_iter()
            .flatten()
            .filter_map(|column| cuts.get(column));
        near.any(|cuts| cuts.iter().any(|(other, _)| *other == stem))
    };
    let title = |column: usize| {
        let whole = labels.get(column).cloned().unwrap_or_default();
        let alone = matches!(layout, Layout::LimeSurvey);
        let cut = cuts.get(column).and_then(|cuts| {
            cuts.iter()
                .find(|(stem, _)| alone || is_shared(column, stem))
        });
        let mut title = Title {
            whole,
            ..Title::default()
        };
        if let Some((stem, part)) = cut {
            title.stem = (*stem).to_owned();
            title.part = (*part).to_owned();
            title.key = (*stem).to_owned();
        }
        if layout == Layout::LimeSurvey && !title.whole.contains(' ') {
            title.code = title.whole.split('[').next().unwrap_or_default().to_owned();
        }
        title
    };
    (0..export.columns.len()).map(title).collect()
}

/// Where a heading may be parted into question and option, the likeliest first.
fn cuts(heading: &str, layout: Layout) -> Vec<(&str, &str)> {
    let brackets = || {
        let inner = heading.strip_suffix(']')?;
        let (stem, part) = inner.split_once('[')?;
        let stem = stem.trim_end();
        (!stem.is_empty() && !part.is_empty()).then_some((stem, part))
    };
    let at = |mark: &str| -> Vec<(&str, &str)> {
        let found = heading.rmatch_indices(mark);
        found
            .filter_map(|(at, _)| {
                Some((
                    heading.get(..at)?.trim(),
                    heading.get(at + mark.len()..)?.trim(),
                ))
            })
            .filter(|(stem, part)| !stem.is_empty() && !part.is_empty())
            .collect()
    };
    match layout {
        Layout::LimeSurvey => {
            // A comment beside an option, and what was written in, are words of their own.
            let found = brackets()
                .filter(|(_, part)| !part.contains("comment") && !part.ends_with("other"));
            found.into_iter().collect()
        }
        Layout::Kobo => at("/").into_iter().take(1).collect(),
        _ => brackets().into_iter().chain(at(" - ")).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::responses::export::sample;

    #[track_caller]
    fn check(layout: Layout, rows: &[&str], want: &[(&str, &str)]) {
        let titles = titles(&sample(rows), layout);
        let found: Vec<(&str, &str)> = titles
            .iter()
            .map(|one| (one.stem.as_str(), one.part.as_str()))
            .collect();
        assert_eq!(found, want);
    }

    #[test]
    fn columns_of_one_question_are_found_in_each_tools_way() {
        check(
            Layout::SurveyMonkey,
            &["Id|Which?||Age", "|Parks|Pools|Response", "1|a|b|c"],
            &[("", ""), ("Which?", "Parks"), ("Which?", "Pools"), ("", "")],
        );
        check(
            Layout::CitizenSpace,
            &["Q1 - Which? - Parks|Q1 - Which? - Pools|Q2 - Why?", "a|b|c"],
            &[("Q1 - Which?", "Parks"), ("Q1 - Which?", "Pools"), ("", "")],
        );
        check(
            Layout::LimeSurvey,
            &["id|Q2[SQ001]|Q2[SQ001comment]|Q2[other]", "1|Y|b|c"],
            &[("", ""), ("Q2", "SQ001"), ("", ""), ("", "")],
        );
        check(
            Layout::SmartSurvey,
            &[
                "UserID|1. Agree?|2. Which?||",
                "||Parks|Halls|Clubs",
                "1|Yes|Parks||",
            ],
            &[
                ("", ""),
                ("", ""),
                ("2. Which?", "Parks"),
                ("2. Which?", "Halls"),
                ("2. Which?", "Clubs"),
            ],
        );
        check(
            Layout::Plain,
            &["ID|Parks|Pools|Agree?", "1|Parks||Yes", "2|Parks|Pools|No"],
            &[
                ("", ""),
                ("Parks, Pools", "Parks"),
                ("Parks, Pools", "Pools"),
                ("", ""),
            ],
        );
        check(
            Layout::Kobo,
            &["which|which/parks|which/pools", "a|1|0"],
            &[("", ""), ("which", "parks"), ("which", "pools")],
        );
        check(
            Layout::GoogleForms,
            &["How far? [Parks]|How far? [Pools]|Why?", "a|b|c"],
            &[("How far?", "Parks"), ("How far?", "Pools"), ("", "")],
        );
        check(
            Layout::Plain,
            &["Parks - yes?|Pools - no?", "a|b"],
            &[("", ""), ("", "")],
        );
    }

    #[test]
    fn the_printed_number_is_parted_from_the_words() {
        let titles = titles(
            &sample(&[
                "Q7. Why?|Prop 1 Q2 - How far?|Type - Type|Say - more",
                "1|2|3|4",
            ]),
            Layout::CitizenSpace,
        );
        let found: Vec<(String, String)> = titles.iter().map(Title::number_and_words).collect();
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|(number, words)| (number.as_str(), words.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("7", "Why?"),
                ("Prop 1 Q2", "How far?"),
                ("", "Type"),
                ("", "Say - more")
            ]
        );
    }
}
