//! What changes with the list of neighbours: their average, the side of it we are on, and who came and went.
//!
//! The department replaced its list in May 2025, and councils that were better than their neighbours found themselves
//! worse without a figure having moved. So every dated list is answered side by side, and the names are given.
//!
//! Edges: a neighbour without a figure is left out of the average and counted out, as everywhere.

use crate::domain::area::{AreaCode, lists_for, neighbours_of};
use crate::domain::benchmark::{Average, Comparison, NeighbourAverage, Peers, neighbour_average};
use crate::domain::indicator::chart::View;

/// One list's answer.
#[derive(Clone, Debug, PartialEq)]
pub struct ByList {
    /// The list.
    pub list: String,
    /// Its neighbours together.
    pub neighbours: NeighbourAverage,
    /// Whether ours is better than their mean, and than their median; none where neither can be said.
    pub better: [Option<bool>; 2],
}

/// Who came and went from one list to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The older list.
    pub from: String,
    /// The newer.
    pub to: String,
    /// Names in both, nearest first by the newer.
    pub both: Vec<String>,
    /// Names that are new.
    pub joined: Vec<String>,
    /// Names that are gone.
    pub left: Vec<String>,
}

/// Every list that names our neighbours, newest first, with what it makes of one figure of ours.
#[must_use]
pub fn by_list(view: View<'_>, now: &Comparison) -> Vec<ByList> {
    let (own, period) = (&view.peers.own, now.own.period);
    let answer = |list: String| {
        let peers = Peers::of(view.book, own, &list);
        let neighbours = neighbour_average(&peers, view.panel, period);
        let value = now.own.reported.value();
        let better = Average::ALL.map(|average| {
            let figure = neighbours.figure(average)?;
            view.indicator.polarity.better(value?, figure)
        });
        ByList {
            list,
            neighbours,
            better,
        }
    };
    lists_for(view.book, own).into_iter().map(answer).collect()
}

/// Who came and went, the latest change first.
#[must_use]
pub fn moved(view: View<'_>) -> Vec<Moved> {
    let own = &view.peers.own;
    let names = |areas: Vec<&AreaCode>| -> Vec<String> {
        areas.iter().map(|code| view.book.area_name(code)).collect()
    };
    let lists = lists_for(view.book, own);
    let change = |pair: &[String]| {
        let (to, from) = (&pair[0], &pair[1]);
        let (now, was) = (
            neighbours_of(view.book, own, to),
            neighbours_of(view.book, own, from),
        );
        Moved {
            from: from.clone(),
            to: to.clone(),
            both: names(now.iter().filter(|code| was.contains(code)).collect()),
            joined: names(now.iter().filter(|code| !was.contains(code)).collect()),
            left: names(was.iter().filter(|code| !now.contains(code)).collect()),
        }
    };
    lists.windows(2).map(change).collect()
}
