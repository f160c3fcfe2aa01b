//! New plans, and the working copy of the sample that opens at the first start.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::domain::area::{Area, AreaCode, AreaKind};
use crate::domain::command::Command;
use crate::domain::id::{ObjectiveId, PlanId};
use crate::domain::objective::{self, Objective};
use crate::domain::plan::Plan;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Edit;
use crate::exchange::{authorities, framework, sample};
use crate::session::{Session, Which};
use crate::store::error::StoreError;
use crate::store::{Opened, Store};

/// The frameworks that a new plan can begin with.
pub const FRAMEWORKS: [(&str, &str); 3] = [
    ("quality-protects", "Quality Protects: eleven objectives"),
    ("every-child-matters", "Every Child Matters: five outcomes"),
    ("none", "None: the council's own objectives"),
];

/// The authorities that a plan can be for, by code and name, in the order of their names.
#[must_use]
pub fn authorities() -> Vec<(AreaCode, String)> {
    let mut found: Vec<(AreaCode, String)> = authorities::areas()
        .into_iter()
        .filter(|area| area.kind == AreaKind::Authority)
        .map(|area| (area.code, area.name))
        .collect();
    found.sort_by(|a, b| a.1.cmp(&b.1));
    found
}

impl Session {
    /// Makes an empty plan for an authority and opens it.
    ///
    /// # Errors
    /// When no authority has that code, no framework that name, or the file is there already or cannot be written.
    pub fn new_plan(path: &Path, area: &AreaCode, framework: &str) -> Result<Self, StoreError> {
        let areas = authorities::areas();
        let own = authority(&areas, area, "New plan, authority")?;
        let Some(objectives) = framework::objectives(framework) else {
            return Err(refused(
                "unknown-framework",
                "New plan, framework",
                framework.to_owned(),
                "There is no framework of that name.",
                "Use quality-protects, every-child-matters or none.",
            ));
        };
        let plan = Plan {
            id: PlanId(1),
            title: format!("{} plan for children", own.name),
            area: area.clone(),
            framework: framework.to_owned(),
            about: String::new(),
        };
        let mut records: Vec<Command> = sample::neighbours(area)
            .into_iter()
            .map(|place| Edit::add(place).into())
            .collect();
        for (position, (number, short, title)) in (0..).zip(objectives) {
            let objective = Objective {
                id: ObjectiveId(fastrand::i64(1..=i64::MAX)),
                number: number.to_owned(),
                short: short.to_owned(),
                title: title.to_owned(),
                position,
            };
            records.push(Edit::add(objective).into());
        }
        let store = Store::create(path, &plan, &areas, &records, None)?;
        store.note_beginning(&format!("{:.3}", jiff::Timestamp::now()))?;
        Self::holding(store, Opened::default())
    }

    /// The change that adds the objectives of a national framework to the plan; none when it has them all, or when there is
    /// no framework of that name.
    #[must_use]
    pub fn add_framework(&self, name: &str) -> Option<Command> {
        let objectives = framework::objectives(name)?;
        objective::add_framework(self.book(), name, &objectives, || self.new_key())
    }

    /// Opens the working copy of the sample, making it the first time.
    ///
    /// The copy stands in the officer's own data folder, so that trying things out changes nothing of anyone's.
    ///
    /// # Errors
    /// When the folder cannot be written or the copy cannot be opened.
    pub fn first_start() -> Result<Self, StoreError> {
        data_folder()?;
        let path = working_copy();
        if path.exists() {
            Self::open(&path)
        } else {
            Self::sample(Which::Leicester, &path)
        }
    }

    /// Whether this is the working copy of the sample that opens by itself.
    #[must_use]
    pub fn is_first_start_sample(&self) -> bool {
        self.is_working_copy
    }
}

/// The authority of a code.
///
/// # Errors
/// When no authority has it.
pub(super) fn authority<'a>(
    areas: &'a [Area],
    code: &AreaCode,
    location: &str,
) -> Result<&'a Area, StoreError> {
    let is_it = |held: &&Area| &held.code == code && held.kind == AreaKind::Authority;
    areas.iter().find(is_it).ok_or_else(|| {
        refused(
            "unknown-area",
            location,
            code.to_string(),
            "No authority has that code.",
            "Give a three-digit DfE code, such as 856 for Leicester.",
        )
    })
}

fn refused(
    kind: &'static str,
    location: &str,
    what: String,
    why: &str,
    remedy: &str,
) -> StoreError {
    StoreError::Refused(vec![Problem::refusal(
        kind,
        Place::Plan,
        location,
        format!("“{what}”"),
        why,
        remedy,
    )])
}

/// Where the program's own files stand.
fn data_path() -> PathBuf {
    etcetera::choose_base_strategy()
        .map_or_else(|_| std::env::temp_dir(), |base| base.data_dir())
        .join("golden-thread")
}

/// The working copy of the sample, whether it is there yet or not.
pub(super) fn working_copy() -> PathBuf {
    data_path().join("leicester.sqlite")
}

/// The folder for the program's own files, made if it is not there.
fn data_folder() -> Result<PathBuf, StoreError> {
    let folder = data_path();
    std::fs::create_dir_all(&folder).map_err(|source| StoreError::File {
        path: folder.clone(),
        why: source,
    })?;
    Ok(folder)
}

/// The files opened of late, newest first, that are still there.
#[must_use]
pub fn recent() -> Vec<PathBuf> {
    let Ok(folder) = data_folder() else {
        return Vec::new();
    };
    let text = std::fs::read_to_string(folder.join("recent.txt")).unwrap_or_default();
    text.lines()
        .map(PathBuf::from)
        .filter(|path| path.exists())
        .take(8)
        .collect()
}

/// Puts a file at the head of [`recent`]. A list that cannot be kept is no reason to stop.
pub fn remember(path: &Path) {
    let Ok(folder) = data_folder() else {
        return;
    };
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut lines = vec![path.display().to_string()];
    lines.extend(
        recent()
            .into_iter()
            .filter(|held| held != &path)
            .map(|held| held.display().to_string()),
    );
    lines.truncate(8);
    drop(std::fs::write(folder.join("recent.txt"), lines.join("\n")));
}
