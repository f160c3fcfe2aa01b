//! Which tool an export comes from, told by the headings that the tool itself writes.
//!
//! Each tool joins several answers, spreads a grid and marks an unfinished response in its own way. Knowing the tool is
//! knowing how to read the rest; the reasons are given in words, and the officer may say otherwise.

use crate::domain::responses::export::Export;
use crate::domain::responses::headings::{is_idents, is_import_id};
use crate::domain::responses::words::folded;

/// The shape of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// Citizen Space: `Question - Part`, or a row of `Ident 1, Ident 2` above or below the words.
    CitizenSpace,
    /// Microsoft Forms: answers joined with `;`, one at the end too.
    MsForms,
    /// SurveyMonkey: two heading rows, one column per option.
    SurveyMonkey,
    /// Qualtrics: three heading rows, the third of keys in braces.
    Qualtrics,
    /// LimeSurvey: `Q[SQ001]`; a response without its date is incomplete.
    LimeSurvey,
    /// KoboToolbox: `Q/option` with 0 and 1.
    Kobo,
    /// Google Forms: answers joined with a comma and a space.
    GoogleForms,
    /// SmartSurvey.
    SmartSurvey,
    /// Any table with one heading row.
    Plain,
}

impl Layout {
    /// Every layout.
    pub const ALL: [Self; 9] = [
        Self::CitizenSpace,
        Self::MsForms,
        Self::SurveyMonkey,
        Self::Qualtrics,
        Self::LimeSurvey,
        Self::Kobo,
        Self::GoogleForms,
        Self::SmartSurvey,
        Self::Plain,
    ];

    /// The word on the command line and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::CitizenSpace => "citizen-space",
            Self::MsForms => "ms-forms",
            Self::SurveyMonkey => "surveymonkey",
            Self::Qualtrics => "qualtrics",
            Self::LimeSurvey => "limesurvey",
            Self::Kobo => "kobo",
            Self::GoogleForms => "google-forms",
            Self::SmartSurvey => "smartsurvey",
            Self::Plain => "plain",
        }
    }

    /// What an officer calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CitizenSpace => "Citizen Space",
            Self::MsForms => "Microsoft Forms",
            Self::SurveyMonkey => "SurveyMonkey",
            Self::Qualtrics => "Qualtrics",
            Self::LimeSurvey => "LimeSurvey",
            Self::Kobo => "KoboToolbox",
            Self::GoogleForms => "Google Forms",
            Self::SmartSurvey => "SmartSurvey",
            Self::Plain => "table of answers",
        }
    }
}

/// What an export was recognised as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// The layout.
    pub layout: Layout,
    /// By what it was known, each a sentence.
    pub reasons: Vec<String>,
    /// How sure, from 0 to 100: a rank for the officer's eye, not a probability.
    pub confidence: u8,
}

/// Recognises the tool that an export comes from.
#[must_use]
pub fn recognise(export: &Export) -> Recognised {
    let signs = Signs::new(export);
    let found = [
        signs.qualtrics(),
        signs.limesurvey(),
        signs.kobo(),
        signs.surveymonkey(),
        signs.ms_forms(),
        signs.smartsurvey(),
        signs.google_forms(),
        signs.citizen_space(),
    ];
    let best = found
        .into_iter()
        .flatten()
        .reduce(|best, one| if one.1 > best.1 { one } else { best });
    let (layout, confidence, reason) = best.unwrap_or_else(|| {
        let reason =
            "No tool's own headings are there: it is read as a table with one column per question.";
        (Layout::Plain, 50, reason.to_owned())
    });
    Recognised {
        layout,
        reasons: vec![reason],
        confidence,
    }
}

type Found = Option<(Layout, u8, String)>;

struct Signs<'e> {
    export: &'e Export,
    first: Vec<String>,
}

impl<'e> Signs<'e> {
    fn new(export: &'e Export) -> Self {
        let first = export.headings.first();
        let first = first
            .map(|row| row.iter().map(|cell| folded(cell)).collect())
            .unwrap_or_default();
        Self { export, first }
    }

    fn has(&self, heading: &str) -> bool {
        self.first.iter().any(|held| held == heading)
    }

    fn has_all(&self, headings: &[&str]) -> bool {
        headings.iter().all(|heading| self.has(heading))
    }

    fn share(&self, is: impl Fn(&str) -> bool) -> (usize, usize) {
        let filled: Vec<&String> = self.first.iter().filter(|cell| !cell.is_empty()).collect();
        (filled.iter().filter(|cell| is(cell)).count(), filled.len())
    }

    fn qualtrics(&self) -> Found {
        let keys = self
            .export
            .headings
            .iter()
            .any(|row| row.iter().any(|cell| is_import_id(cell)));
        if keys {
            let reason = "The third heading row has Qualtrics' keys, {\"ImportId\": …}.";
            return Some((Layout::Qualtrics, 99, reason.to_owned()));
        }
        let own =
            self.has_all(&["startdate", "enddate", "responseid"]) || self.has("recipientlastname");
        own.then(|| {
            (
                Layout::Qualtrics,
                85,
                "It has Qualtrics' columns StartDate, EndDate and ResponseId.".to_owned(),
            )
        })
    }

    fn limesurvey(&self) -> Found {
        let codes = self.has_all(&["submitdate", "lastpage"]);
        let words = self.has_all(&["date submitted", "last page"]);
        if codes || words {
            let reason = "It has LimeSurvey's columns for the date submitted and the last page.";
            return Some((Layout::LimeSurvey, 96, reason.to_owned()));
        }
        let (n, _) = self.share(|cell| cell.contains("[sq0"));
        (n > 0).then(|| {
            (
                Layout::LimeSurvey,
                90,
                format!("{n} headings name sub-questions as LimeSurvey does: Q[SQ001]."),
            )
        })
    }

    fn kobo(&self) -> Found {
        let own = ["_submission_time", "_uuid", "_id", "_index"]
            .iter()
            .filter(|name| self.has(name))
            .count();
        (own >= 2).then(|| {
            (
                Layout::Kobo,
                96,
                "It has KoboToolbox's columns _id, _uuid or _submission_time.".to_owned(),
            )
        })
    }

    fn surveymonkey(&self) -> Found {
        let top = self.export.headings.first()?;
        let below = self.export.headings.get(1);
        let own = self.has("respondentid")
            || self.has("respondent id")
            || self.has("collectorid")
            || self.has("collector id");
        if let Some(below) = below
            .filter(|below| !is_idents(below) && !is_idents(top) && self.export.headings.len() == 2)
        {
            let n = top
                .iter()
                .zip(below)
                .filter(|(top, below)| top.is_empty() && !below.is_empty())
                .count();
            let why = format!(
                "Two heading rows: {n} columns have their option below and the question over the first of them."
            );
            return Some((Layout::SurveyMonkey, if own { 98 } else { 90 }, why));
        }
        own.then(|| {
            (
                Layout::SurveyMonkey,
                70,
                "It has SurveyMonkey's column of respondents' numbers.".to_owned(),
            )
        })
        .filter(|_| self.has("collectorid") || self.has("collector id"))
    }

    fn ms_forms(&self) -> Found {
        let own = self.has_all(&["start time", "completion time"]);
        own.then(|| {
            (
                Layout::MsForms,
                95,
                "It has Microsoft Forms' columns Start time and Completion time.".to_owned(),
            )
        })
    }

    fn smartsurvey(&self) -> Found {
        let own = [
            "userid",
            "user id",
            "userno",
            "user no",
            "tracking link",
            "unique id",
            "started",
            "ended",
        ];
        let n = own.iter().filter(|name| self.has(name)).count();
        (n >= 2).then(|| {
            (
                Layout::SmartSurvey,
                // Its two heading rows look like SurveyMonkey's: its own columns are the surer sign.
                if n >= 3 { 96 } else { 91 },
                format!("It has {n} of SmartSurvey's own columns, such as UserID."),
            )
        })
    }

    fn google_forms(&self) -> Found {
        let own = self.first.first().is_some_and(|cell| cell == "timestamp");
        own.then(|| {
            (
                Layout::GoogleForms,
                90,
                "Its first column is Google Forms' Timestamp.".to_owned(),
            )
        })
    }

    fn citizen_space(&self) -> Found {
        if self.export.headings.iter().any(|row| is_idents(row)) {
            let reason = "One heading row names the columns Ident 1, Ident 2 and so on, as Citizen Space's tools do.";
            return Some((Layout::CitizenSpace, 95, reason.to_owned()));
        }
        let (n, of) = self.share(|cell| cell.contains(" - "));
        if n >= 2 && n * 2 >= of {
            let reason = format!("{n} of {of} headings are written “Question - Part”.");
            return Some((Layout::CitizenSpace, 80, reason));
        }
        let is_blank = |row: usize| {
            self.export
                .columns
                .iter()
                .all(|column| column.text(row).is_empty())
        };
        let gap = self.export.n_rows() > 1
            && self.export.columns.len() > 1
            && is_blank(0)
            && !is_blank(1);
        let reason = "An empty line stands between the headings and the answers, as in files made from Citizen Space.";
        gap.then(|| (Layout::CitizenSpace, 60, reason.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::responses::export::sample;

    #[test]
    fn each_tool_is_known_by_its_own_headings() {
        #[track_caller]
        fn check(rows: &[&str], want: Layout) {
            let found = recognise(&sample(rows));
            assert_eq!(found.layout, want, "{:?}", found.reasons);
            assert!(!found.reasons.is_empty() && found.confidence <= 100);
        }
        check(
            &[
                "ID|Start time|Completion time|Email|Name|Which?",
                "1|a|b|c|d|Parks;",
            ],
            Layout::MsForms,
        );
        check(&["Timestamp|Which?", "1|Parks"], Layout::GoogleForms);
        check(
            &["RespondentID|Which?||", "|Parks|Pools|Halls", "7|Parks||"],
            Layout::SurveyMonkey,
        );
        check(
            &[
                "Q1|Q2",
                "A?|B?",
                "{\"ImportId\":\"QID1\"}|{\"ImportId\":\"QID2\"}",
                "1|2",
            ],
            Layout::Qualtrics,
        );
        check(
            &["id|submitdate|lastpage|G1[SQ001]", "1|2|3|Y"],
            Layout::LimeSurvey,
        );
        check(&["G1[SQ001]|G1[SQ002]", "Y|"], Layout::LimeSurvey);
        check(
            &["which|which/parks|_id|_submission_time", "parks|1|7|t"],
            Layout::Kobo,
        );
        check(
            &["UserID|UserNo|Started|Ended|Q1. Which?", "1|2|3|4|5"],
            Layout::SmartSurvey,
        );
        check(
            &[
                "UserID|UserNo|Name|Started|Ended|Tracking Link|1. Agree?|2. Which?|",
                "|||||||Parks|Halls",
                "1|2|n|s|e||Yes|Parks|",
            ],
            Layout::SmartSurvey,
        );
        check(
            &["You - Type|You - Area|Q1 - Do you agree?", "a|b|Agree"],
            Layout::CitizenSpace,
        );
        check(&["Ident 1|Ident 2", "A?|B?", "1|2"], Layout::CitizenSpace);
        check(&["A?|B?", "Ident 1|Ident 2", "1|2"], Layout::CitizenSpace);
        check(&["A?|B?", "", "1|2"], Layout::CitizenSpace);
        check(&["A?|B?", "1|2"], Layout::Plain);
    }
}
