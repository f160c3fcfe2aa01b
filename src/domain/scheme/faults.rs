//! Amounts that a scheme leaves to nobody, or gives to more than one, found for each kind of move to the penny.
//!
//! The bands' edges cut the amounts into stretches, on each of which the same bands hold. A stretch with no band is a gap,
//! one with several an overlap; stretches that meet and say the same are told as one.
//!
//! Edges: a band whose upper amount is not above its lower one holds nothing, and is refused by itself.

use crate::domain::check::words::list;
use crate::domain::money::Pence;
use crate::domain::scheme::{Band, Kind, Scheme};

/// From this penny up to, but not including, that one; none for no end.
type Stretch = (i64, Option<i64>);

impl Scheme {
    /// Amounts that are nobody's or more than one person's, in words, each with the kinds of move it is so for.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults: Vec<(String, Vec<Kind>)> = Vec::new();
        for kind in Kind::all() {
            for fault in self.faults_of(kind) {
                match faults.iter_mut().find(|(known, _)| *known == fault) {
                    Some((_, kinds)) => kinds.push(kind),
                    None => faults.push((fault, vec![kind])),
                }
            }
        }
        let n_kinds = Kind::all().count();
        let said = |(fault, kinds): (String, Vec<Kind>)| {
            if kinds.len() == n_kinds {
                return fault;
            }
            let kinds: Vec<String> = kinds.iter().map(|kind| kind.words()).collect();
            format!("{fault} ({})", kinds.join("; "))
        };
        faults.into_iter().map(said).collect()
    }

    fn faults_of(&self, kind: Kind) -> Vec<String> {
        let bands: Vec<&Band> = self.bands.iter().filter(|band| band.covers(kind)).collect();
        let mut told: Vec<(Stretch, Vec<&str>)> = Vec::new();
        for stretch in stretches(&bands) {
            let at = Pence(stretch.0);
            let holders: Vec<&str> = bands
                .iter()
                .filter(|band| band.holds(at))
                .map(|band| band.approver.trim())
                .collect();
            match told.last_mut() {
                Some((before, same)) if *same == holders => before.1 = stretch.1,
                _ => told.push((stretch, holders)),
            }
        }
        told.into_iter()
            .filter_map(|(stretch, holders)| fault(stretch, &holders))
            .collect()
    }
}

/// The amounts from nought upwards, cut at every edge of a band.
fn stretches(bands: &[&Band]) -> Vec<Stretch> {
    let ends = bands.iter().filter_map(|band| band.below);
    let mut edges: Vec<i64> = bands
        .iter()
        .map(|band| band.from)
        .chain(ends)
        .map(|edge| edge.0)
        .filter(|edge| *edge > 0)
        .collect();
    edges.push(0);
    edges.sort_unstable();
    edges.dedup();
    let next = edges.iter().skip(1).map(|edge| Some(*edge)).chain([None]);
    edges.iter().copied().zip(next).collect()
}

fn fault(stretch: Stretch, holders: &[&str]) -> Option<String> {
    let from = Pence(stretch.0);
    let amounts = match stretch.1 {
        None => format!("{from} and more"),
        // An edge above nought has a penny before it.
        Some(end) if end - 1 == from.0 => from.to_string(),
        Some(end) => format!("{from} to {}", Pence(end - 1)),
    };
    let whose = |name: &&str| {
        if name.is_empty() {
            "a band’s without an approver".to_owned()
        } else {
            format!("{name}’s")
        }
    };
    match holders {
        [] => Some(format!("{amounts} is nobody’s")),
        [_] => None,
        [first, rest @ ..] if rest.iter().all(|other| other == first) => Some(format!(
            "{amounts} is {} in more than one band",
            whose(first)
        )),
        [_, _] => {
            let names: Vec<String> = holders.iter().map(whose).collect();
            Some(format!("{amounts} is both {}", list(&names)))
        }
        _ => {
            let names: Vec<String> = holders.iter().map(whose).collect();
            Some(format!("{amounts} is {}", list(&names)))
        }
    }
}
