//! What an officer said of the columns of an export, in a small text that is kept and given again with the next one:
//!
//! ```toml
//! layout = "surveymonkey"           # the tool; without it as the headings say
//! keep = ["incomplete"]             # doubtful rows that are kept: incomplete, tests, duplicates, without answers
//!
//! [[columns]]
//! heading = "Your e-mail"           # as the file has it; with two heading rows "Question - Option"
//! role = "drop"                     # what it says is never kept
//! tells = "e-mail address"          # what it tells of a person; without it as the heading says
//!
//! [[columns]]
//! heading = "Which parks do you use?"
//! role = "several answers in a cell"
//! separator = ", "                  # ; or | or a word: semicolon, comma, comma and space, …
//! answers = ["Parks, playgrounds", "Libraries"]   # those of the questionnaire; without it as the file has them
//!
//! [[columns]]
//! heading = "Parks"
//! role = "one column per option"    # also: row of a grid, ranking
//! question = "Which places do you use?"
//! option = "Parks"
//! ```
//!
//! The roles are `drop`, `ignore`, `respondent's number`, `sent in at`, `status`, `channel`, `group`, `attribute`, `single
//! choice`, `scale`, `several answers in a cell`, `one column per option`, `row of a grid`, `ranking`, `ranking in a
//! cell`, `one column per place`, `number`, `own words`, `consent`. A column that is not named keeps the role that is proposed.
//!
//! Edges: where several columns have one heading, its entries are theirs in order. A name that is no setting is refused
//! with its line; so are a heading that the file does not have and a role that is none.

#![allow(
    clippy::result_large_err,
    reason = "a map is refused once, and the problem is then shown"
)]

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::domain::problem::{Place, Problem};
use crate::domain::responses::export::Export;
use crate::domain::responses::layout::Layout;
use crate::domain::responses::named::{NAMES, name, role};
use crate::domain::responses::propose::{Proposal, SAID};
use crate::domain::responses::role::{Personal, Role};
use crate::domain::responses::rows::Keep;
use crate::domain::responses::split::Separator;
use crate::domain::responses::words::folded;
use crate::exchange::published::mapping::toml_problem;

/// The words for doubtful rows that are kept.
const KEEPS: [&str; 4] = ["incomplete", "tests", "duplicates", "without answers"];

/// What was said of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponsesMap {
    /// The name of the text, for messages.
    pub name: String,
    /// The tool that it comes from; none where it is as the headings say.
    pub layout: Option<Layout>,
    /// Which doubtful rows are kept.
    pub keep: Keep,
    /// What was said of its columns.
    pub columns: Vec<Said>,
}

/// What was said of one column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Its line in the text; 0 where it comes from no text.
    pub line: u64,
    /// Its heading.
    pub heading: String,
    /// Its role, one of [`NAMES`].
    pub role: String,
    /// What it tells of a person.
    pub tells: Option<Personal>,
    /// What parts several answers.
    pub separator: Option<Separator>,
    /// The question that it shares.
    pub question: Option<String>,
    /// The option, the row or the item that it is.
    pub option: Option<String>,
    /// The answers that it offers; none where they are those in the file.
    pub answers: Option<Vec<String>>,
}

/// The text as TOML has it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text<Heading> {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    layout: String,
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    keep: Vec<String>,
    #[serde(default = "Vec::new")]
    columns: Vec<Entry<Heading>>,
}

/// One column as TOML has it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry<Heading> {
    heading: Heading,
    role: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tells: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    separator: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    question: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    option: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answers: Option<Vec<String>>,
}

impl ResponsesMap {
    /// Reads what was said.
    ///
    /// # Errors
    /// What is wrong in it, with the line.
    pub fn read(name: &str, text: &str) -> Result<Self, Problem> {
        let read: Text<Spanned<String>> =
            toml::from_str(text).map_err(|error| toml_problem(name, text, &error))?;
        let layout = match read.layout.trim() {
            "" => None,
            word => Some(layout(name, word)?),
        };
        let columns = read.columns.into_iter().map(|entry| {
            let before = text.get(..entry.heading.span().start).unwrap_or_default();
            let line = before.matches('\n').count() as u64 + 1;
            said(name, line, entry)
        });
        Ok(Self {
            name: name.to_owned(),
            layout,
            keep: keep(name, &read.keep)?,
            columns: columns.collect::<Result<_, _>>()?,
        })
    }

    /// What was said as a text that [`ResponsesMap::read`] reads.
    #[must_use]
    pub fn write(&self) -> String {
        let keep = [
            self.keep.incomplete,
            self.keep.tests,
            self.keep.duplicates,
            self.keep.without_answers,
        ];
        let kept = KEEPS.into_iter().zip(keep).filter(|(_, is_kept)| *is_kept);
        let columns = self.columns.iter().map(|said| Entry {
            heading: said.heading.clone(),
            role: said.role.clone(),
            tells: said.tells.map(|tells| tells.word().to_owned()),
            separator: said.separator.map(|one| one.word().to_owned()),
            question: said.question.clone(),
            option: said.option.clone(),
            answers: said.answers.clone(),
        });
        let text = Text {
            layout: self.layout.map_or("", Layout::word).to_owned(),
            keep: kept.map(|(word, _)| word.to_owned()).collect(),
            columns: columns.collect(),
        };
        toml::to_string(&text).unwrap_or_default()
    }

    /// Everything that stands in a proposal, said.
    #[must_use]
    pub fn of(proposal: &Proposal) -> Self {
        let columns = proposal.columns.iter().map(|held| {
            let mut said = Said {
                heading: held.title.whole.clone(),
                role: name(&held.role).to_owned(),
                ..Said::default()
            };
            match &held.role {
                Role::Drop(tells) => said.tells = Some(*tells),
                Role::MultiCell { separator } | Role::RankCell { separator } => {
                    said.separator = Some(*separator);
                }
                Role::MultiColumns { stem, option } => {
                    (said.question, said.option) = (Some(stem.clone()), Some(option.clone()));
                }
                Role::GridRow { stem, row } => {
                    (said.question, said.option) = (Some(stem.clone()), Some(row.clone()));
                }
                Role::Rank { stem, item: part } | Role::RankPlace { stem, place: part } => {
                    (said.question, said.option) = (Some(stem.clone()), Some(part.clone()));
                }
                _ => {}
            }
            if held.is_options_said {
                said.answers = Some(held.options.iter().map(|one| one.text.clone()).collect());
            }
            said
        });
        Self {
            name: String::new(),
            layout: Some(proposal.recognised.layout),
            keep: proposal.keep,
            columns: columns.collect(),
        }
    }

    /// What the officer changed in a proposal, said; none where it is as it looked. Of columns with one heading all are
    /// said where one was changed, since they are told apart by their order.
    #[must_use]
    pub fn of_changes(proposal: &Proposal) -> Option<Self> {
        let is_layout_said = proposal.recognised.reasons == [SAID];
        let columns = proposal.columns.iter();
        let changed: Vec<String> = columns
            .filter(|held| held.is_said() || held.is_options_said)
            .map(|held| folded(&held.title.whole))
            .collect();
        if changed.is_empty() && !is_layout_said && proposal.keep == Keep::default() {
            return None;
        }
        let mut map = Self::of(proposal);
        if !is_layout_said {
            map.layout = None;
        }
        map.columns
            .retain(|said| changed.contains(&folded(&said.heading)));
        for said in &mut map.columns {
            let mut held = proposal.columns.iter();
            let looks = held.find(|held| held.title.whole == said.heading);
            if said.tells.is_none() {
                said.tells = looks.and_then(|held| held.personal);
            }
        }
        Some(map)
    }

    /// Whether the officer said of a column that it is kept though it tells this of a person.
    #[must_use]
    pub fn keeps(&self, heading: &str, personal: Option<Personal>) -> bool {
        let mut said = self.columns.iter();
        said.any(|said| {
            folded(&said.heading) == folded(heading)
                && said.tells.is_some()
                && said.tells == personal
        })
    }

    /// A proposal for an export by what was said: the layout, then the roles, then the rows that are kept.
    ///
    /// # Errors
    /// Every heading that the export does not have, and every role that is none, with the line.
    pub fn apply(&self, export: &Export) -> Result<Proposal, Vec<Problem>> {
        let mut proposal = match self.layout {
            Some(layout) => Proposal::with_layout(export, layout),
            None => Proposal::new(export),
        };
        let mut is_taken = vec![false; proposal.columns.len()];
        let (mut roles, mut problems) = (Vec::new(), Vec::new());
        let mut answers: Vec<(usize, &[String])> = Vec::new();
        for said in &self.columns {
            match self.role(said, export, &proposal, &mut is_taken) {
                Ok((column, role)) => {
                    answers.extend(said.answers.as_deref().map(|held| (column, held)));
                    let held = proposal.columns.get(column).map(|held| &held.role);
                    if held != Some(&role) {
                        roles.push((column, role));
                    }
                }
                Err(problem) => problems.push(problem),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        if !roles.is_empty() {
            proposal.set_roles(export, roles);
        }
        if !answers.is_empty() {
            proposal.set_all_options(export, &answers);
        }
        if proposal.keep != self.keep {
            proposal.set_keep(export, self.keep);
        }
        Ok(proposal)
    }

    /// The column that something was said of, and its role.
    fn role(
        &self,
        said: &Said,
        export: &Export,
        proposal: &Proposal,
        is_taken: &mut [bool],
    ) -> Result<(usize, Role), Problem> {
        let wanted = folded(&said.heading);
        let is = |at: usize| {
            let title = proposal.columns.get(at).map(|held| &held.title.whole);
            title.is_some_and(|title| folded(title) == wanted)
                || export
                    .headings
                    .iter()
                    .any(|row| row.get(at).is_some_and(|cell| folded(cell) == wanted))
        };
        let named: Vec<usize> = (0..proposal.columns.len()).filter(|at| is(*at)).collect();
        let free = |at: &usize| is_taken.get(*at) == Some(&false);
        let Some(at) = named.iter().copied().find(free) else {
            return Err(self.no_column(said, export, proposal, named.len()));
        };
        if let Some(place) = is_taken.get_mut(at) {
            *place = true;
        }
        let held = proposal.columns.get(at);
        let found = held.and_then(|held| role(&said.role, held, export.columns.get(at)));
        let Some(mut found) = found else {
            return Err(bad_role(&self.name, said.line, said));
        };
        match &mut found {
            Role::Drop(tells) => *tells = said.tells.unwrap_or(*tells),
            Role::MultiCell { separator } | Role::RankCell { separator } => {
                *separator = said.separator.unwrap_or(*separator)
            }
            Role::MultiColumns { stem, option: part }
            | Role::GridRow { stem, row: part }
            | Role::Rank { stem, item: part }
            | Role::RankPlace { stem, place: part } => {
                if let Some(question) = &said.question {
                    stem.clone_from(question);
                }
                if let Some(option) = &said.option {
                    part.clone_from(option);
                }
            }
            _ => {}
        }
        Ok((at, found))
    }

    fn no_column(&self, said: &Said, export: &Export, proposal: &Proposal, n: usize) -> Problem {
        let what = match n {
            0 => format!("{} has no column “{}”", export.name, said.heading),
            n => format!(
                "“{}” is named more often than {} has it: {n} times",
                said.heading, export.name
            ),
        };
        let headings: Vec<&str> = proposal
            .columns
            .iter()
            .map(|held| held.title.whole.as_str())
            .filter(|heading| !heading.is_empty())
            .take(12)
            .collect();
        let why = format!("Its headings begin with: {}.", headings.join(" | "));
        let remedy = "Write the heading as the file has it, or leave the entry out.";
        at_line("no-such-column", &self.name, said.line, what, why, remedy)
    }
}

fn at_line(
    kind: &'static str,
    name: &str,
    line: u64,
    what: String,
    why: String,
    remedy: impl Into<String>,
) -> Problem {
    let at = (line > 0).then_some(line);
    let location = match at {
        Some(line) => format!("{name}, line {line}"),
        None => name.to_owned(),
    };
    let place = Place::File(name.to_owned(), at, None);
    Problem::refusal(kind, place, location, what, why, remedy.into())
}

fn bad_role(name: &str, line: u64, said: &Said) -> Problem {
    let what = format!("“{}” is no role of a column", said.role);
    let why = format!("It is said of “{}”.", said.heading);
    let remedy = format!("Write one of: {}.", NAMES.join(", "));
    at_line("bad-mapping", name, line, what, why, remedy)
}

fn layout(name: &str, word: &str) -> Result<Layout, Problem> {
    let found = Layout::ALL.into_iter().find(|held| held.word() == word);
    found.ok_or_else(|| {
        let words = Layout::ALL.map(Layout::word).join(", ");
        let what = format!("layout = “{word}”");
        let why = "It is none of the tools whose exports are known.".to_owned();
        let remedy = format!("Write one of {words}, or leave it out.");
        at_line("bad-mapping", name, 0, what, why, remedy)
    })
}

fn keep(name: &str, words: &[String]) -> Result<Keep, Problem> {
    let mut keep = Keep::default();
    for word in words {
        let place = match word.as_str() {
            "incomplete" => &mut keep.incomplete,
            "tests" => &mut keep.tests,
            "duplicates" => &mut keep.duplicates,
            "without answers" => &mut keep.without_answers,
            other => {
                let what = format!("keep = “{other}”");
                let why = "It is none of the kinds of doubtful rows.".to_owned();
                let remedy = format!("Write some of {}.", KEEPS.join(", "));
                return Err(at_line("bad-mapping", name, 0, what, why, remedy));
            }
        };
        *place = true;
    }
    Ok(keep)
}

/// What is said of a column, with every word of it known.
fn said(name: &str, line: u64, entry: Entry<Spanned<String>>) -> Result<Said, Problem> {
    let mut said = Said {
        line,
        heading: entry.heading.into_inner(),
        role: entry.role.trim().to_owned(),
        question: entry.question,
        option: entry.option,
        answers: entry.answers,
        ..Said::default()
    };
    if said.role == "drop: personal" {
        said.role = "drop".to_owned();
    }
    if !NAMES.contains(&said.role.as_str()) {
        return Err(bad_role(name, line, &said));
    }
    let refused = |what: String, known: String| {
        let why = format!("It is said of “{}”.", said.heading);
        at_line(
            "bad-mapping",
            name,
            line,
            what,
            why,
            format!("Write one of: {known}."),
        )
    };
    let tells = entry.tells.map(|word| {
        let found = Personal::ALL.into_iter().find(|held| held.word() == word);
        found.ok_or_else(|| {
            let known = Personal::ALL.map(Personal::word).join(", ");
            refused(format!("“{word}” is not what a column tells"), known)
        })
    });
    let separator = entry.separator.map(|mark| {
        Separator::of(&mark).ok_or_else(|| {
            let known = Separator::ALL.map(Separator::word).join(", ");
            refused(format!("“{mark}” parts no answers"), known)
        })
    });
    let (tells, separator) = (tells.transpose()?, separator.transpose()?);
    (said.tells, said.separator) = (tells, separator);
    Ok(said)
}

#[cfg(test)]
mod tests;
