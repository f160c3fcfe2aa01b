//! What a file would bring into a plan, and taking it in, both done beside the window's own work.
//!
//! A thread has a connection of its own: the window goes on reading through its own, and sees what was written as it
//! sees any change made elsewhere.

use std::path::Path;

use crate::domain::problem::{Place, Problem};
use crate::domain::revision::{Against, is_same};
use crate::session::import::{Arrived, Order, Progress, read};
use crate::session::{Session, StoreError};

/// A file, read and held against the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The file.
    pub arrived: Arrived,
    /// Everything that is wrong with it, worst first.
    pub problems: Vec<Problem>,
    /// How its figures stand to those the plan has.
    pub against: Against,
    /// How many of its indicators the plan does not have.
    pub n_new_indicators: usize,
}

/// Reads a file and holds it against a plan: one answer, or one for each data file of a release.
///
/// # Errors
/// Why the file, or the plan, cannot be read.
pub fn preview(
    plan: &Path,
    order: &Order,
    tick: &mut dyn FnMut(Progress) -> bool,
) -> Result<Vec<Preview>, Vec<Problem>> {
    let session = Session::open_again(plan).map_err(|error| vec![of_plan(plan, &error)])?;
    let arrived = read(order, &session.reading_plan(), tick)?;
    let held = arrived.into_iter().map(|arrived| session.preview(arrived));
    held.collect::<Result<_, _>>()
        .map_err(|error| vec![of_plan(plan, &error)])
}

/// What became of taking files in.
#[derive(Debug, Default)]
pub struct Taken {
    /// How many were taken in.
    pub n: usize,
    /// Why the next one was not: it was stopped, it was refused, or the plan's file could not be written.
    pub broke_off: Option<StoreError>,
}

/// Takes files in on a connection of its own, one step each, and goes no further where one is refused.
pub fn take_in(plan: &Path, files: &[Arrived], tick: &mut dyn FnMut(Progress) -> bool) -> Taken {
    let mut taken = Taken::default();
    if let Err(error) = take_each(plan, files, &mut taken.n, tick) {
        taken.broke_off = Some(error);
    }
    taken
}

fn take_each(
    plan: &Path,
    files: &[Arrived],
    n: &mut usize,
    tick: &mut dyn FnMut(Progress) -> bool,
) -> Result<(), StoreError> {
    let mut session = Session::open_again(plan)?;
    let of: u64 = files
        .iter()
        .map(|held| held.intake.series.len() as u64)
        .sum();
    let mut before = 0;
    for file in files {
        let mut within = |at: Progress| {
            tick(Progress {
                done: before + at.done,
                of,
            })
        };
        session.take_in(file, &mut within)?;
        *n += 1;
        before += file.intake.series.len() as u64;
    }
    Ok(())
}

fn of_plan(plan: &Path, error: &StoreError) -> Problem {
    let name = plan.file_name().unwrap_or_default().to_string_lossy();
    Problem::refusal(
        "plan-unreadable",
        Place::Plan,
        name,
        error.to_string().trim_end_matches('.'),
        "What the file brings could not be held against the plan.",
        "Look whether the plan is still where it was, and try again.",
    )
}

impl Session {
    /// A file that was read, held against this plan.
    ///
    /// # Errors
    /// When the plan's figures cannot be read.
    pub fn preview(&self, arrived: Arrived) -> Result<Preview, StoreError> {
        let book = self.book();
        let intake = &arrived.intake;
        let mut against = Against::default();
        let mut n_new_indicators = 0;
        for (n, indicator) in intake.indicators.iter().enumerate() {
            let series = intake.series.iter().filter(|held| held.indicator == n);
            let mut held = book.indicators.iter();
            let Some(held) = held.find(|held| held.code == indicator.code) else {
                n_new_indicators += 1;
                against.new += series.map(|held| held.cells.len() as u64).sum::<u64>();
                continue;
            };
            let panel = self.store.panel(held.id)?;
            for arriving in series {
                for (area, cell) in &arriving.cells {
                    let area = intake.areas.get(usize::from(*area));
                    let has = area.and_then(|area| panel.cell(area, arriving.period));
                    match has {
                        None => against.new += 1,
                        Some(has) if is_same(&has.reported, &cell.reported) => against.same += 1,
                        Some(_) => against.revised += 1,
                    }
                }
            }
        }
        Ok(Preview {
            problems: arrived.problems(book),
            arrived,
            against,
            n_new_indicators,
        })
    }
}
