//! The plan's own record, the areas that it names, and its statistical neighbours by two dated lists.

use serde::Deserialize;

use crate::domain::area::{Area, AreaCode, AreaKind, Neighbour};
use crate::domain::id::{NeighbourId, PlanId};
use crate::domain::plan::Plan;
use crate::exchange::sample::Reader;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanRow {
    title: String,
    area: String,
    framework: String,
    about: String,
}

/// The plan's own record; none when its row cannot be read, which is then among the problems.
pub(super) fn plan(reader: &mut Reader) -> Option<Plan> {
    let plans = reader.read("plan.csv", |_, _, row: PlanRow, _| {
        Ok(Plan {
            id: PlanId(1),
            title: row.title,
            area: AreaCode::new(&row.area),
            framework: row.framework,
            about: row.about,
        })
    });
    plans.into_iter().next()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AreaRow {
    code: String,
    name: String,
    kind: String,
    region: String,
}

/// Every area, each defined once so that figures and neighbours can name it.
pub(super) fn areas(reader: &mut Reader) -> Vec<Area> {
    reader.read("area.csv", |known, line, row: AreaRow, _| {
        known.define(line, "area", "code", &row.code)?;
        // A region stands above its authorities in the file, so it is already known.
        known.find_any(line, "area", "region", &row.region)?;
        Ok(Area {
            code: AreaCode::new(&row.code),
            kind: line.word("kind", &row.kind, &AreaKind::ALL, AreaKind::word)?,
            name: row.name,
            region: Some(AreaCode::new(&row.region)).filter(|region| !region.0.is_empty()),
        })
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NeighbourRow {
    list: String,
    area: String,
    rank: String,
    neighbour: String,
    closeness: String,
}

/// The neighbours of one authority, or of every authority in the shared file, by both lists.
pub(super) fn neighbours(reader: &mut Reader, own: Option<&AreaCode>) -> Vec<Neighbour> {
    let read = reader.read("neighbour.csv", |known, line, row: NeighbourRow, _| {
        if own.is_some_and(|own| row.area != own.0) {
            return Ok(None);
        }
        known.find(line, "area", "neighbour", &row.neighbour)?;
        let natural = format!("{}|{}|{}", row.list, row.area, row.rank);
        Ok(Some(Neighbour {
            id: NeighbourId(known.define(line, "neighbour", "rank", &natural)?),
            rank: line.whole("rank", &row.rank)?,
            list: row.list,
            area: AreaCode::new(&row.area),
            neighbour: AreaCode::new(&row.neighbour),
            closeness: row.closeness,
        }))
    });
    read.into_iter().flatten().collect()
}
