//! Holds one row of their copy against the same row here.

use std::collections::BTreeSet;

use crate::domain::compare::Fact;
use crate::domain::merge::{
    Choice, Dispute, Fields, ROW, Row, Side, Touch, Weighed, Write, together, value,
};

/// What is to be done with a row. `choose` says what was decided about a column or, by [`ROW`], the row.
#[must_use]
pub fn weigh(row: &Row, choose: impl Fn(&str) -> Option<Choice>) -> Weighed {
    match (&row.mine.now, &row.theirs.now) {
        (None, None) => Weighed::default(),
        (Some(_), Some(_)) => cells(row, &choose),
        (None, Some(theirs)) => whole(row, Write::Add(theirs.clone()), &choose),
        (Some(_), None) => whole(row, Write::Remove, &choose),
    }
}

/// What the changes of both sides say of a value.
enum Say {
    Keep,
    Take,
    Ask,
}

/// From which value the changes of one side to a column set out; none where there are no changes. The value itself may be
/// that the row was not there.
fn base<'t>(side: &'t Side, field: &str) -> Option<Option<&'t Fact>> {
    let since = side.since(field);
    Some(value(since.first()?.before.as_ref(), field))
}

/// Which of two values that differ holds: each side's changes that the other has not heard of, from where they set out.
fn say(
    mine: (Option<Option<&Fact>>, Option<&Fact>),
    theirs: (Option<Option<&Fact>>, Option<&Fact>),
) -> Say {
    let ((my_base, mine), (their_base, theirs)) = (mine, theirs);
    let Some(their_base) = their_base else {
        return Say::Keep;
    };
    // They have heard of what was done here last, and theirs is what they made of it.
    let Some(my_base) = my_base else {
        return Say::Take;
    };
    match (theirs == their_base, mine == my_base) {
        // Both took back what they did, and do not come to the same: they did not set out from the same.
        (true, true) => return Say::Ask,
        (true, false) => return Say::Keep,
        (false, true) => return Say::Take,
        (false, false) => {}
    }
    match (theirs == my_base, mine == their_base) {
        (true, false) => Say::Keep,
        (false, true) => Say::Take,
        // Each is where the other set out: one took back what the other did.
        (true, true) | (false, false) => Say::Ask,
    }
}

fn cells(row: &Row, choose: &dyn Fn(&str) -> Option<Choice>) -> Weighed {
    let (Some(mine), Some(theirs)) = (&row.mine.now, &row.theirs.now) else {
        return Weighed::default();
    };
    let mut taken = Fields::new();
    let mut asked: Vec<Vec<String>> = Vec::new();
    for (field, fact) in theirs.iter().filter(|(field, fact)| {
        mine.get(*field)
            .is_some_and(|held| held != *fact && base(&row.theirs, field).is_some())
    }) {
        let said = say(
            (base(&row.mine, field), mine.get(field)),
            (base(&row.theirs, field), Some(fact)),
        );
        match said {
            Say::Keep => {}
            Say::Take => drop(taken.insert(field.clone(), fact.clone())),
            Say::Ask => {
                let group = together(&row.table, field);
                if !asked.contains(&group) {
                    asked.push(group);
                }
            }
        }
    }
    // What goes together is taken whole or left whole.
    for field in taken.keys().cloned().collect::<Vec<_>>() {
        let group = together(&row.table, &field);
        let is_changed_here = group
            .iter()
            .any(|other| base(&row.mine, other).is_some_and(|was| value(Some(mine), other) != was));
        if group.len() < 2 || asked.contains(&group) {
            continue;
        }
        if is_changed_here {
            asked.push(group);
            continue;
        }
        // Also what they left as it was: here it is what they have heard of and decided against.
        for other in group {
            if let (Some(held), Some(fact)) = (mine.get(&other), theirs.get(&other))
                && held != fact
            {
                taken.insert(other, fact.clone());
            }
        }
    }
    let mut weighed = Weighed::default();
    for group in asked {
        let fields: Vec<String> = group
            .into_iter()
            .filter(|field| mine.get(field) != theirs.get(field))
            .collect();
        for field in &fields {
            taken.remove(field);
        }
        let Some(first) = fields.first() else {
            continue;
        };
        match choose(first) {
            Some(Choice::Mine) => weighed.kept.push(dispute(row, first.clone(), fields)),
            Some(Choice::Theirs) => {
                let whole = fields.iter().filter_map(|field| {
                    let fact = theirs.get(field)?;
                    Some((field.clone(), fact.clone()))
                });
                taken.extend(whole);
            }
            None => weighed.disputes.push(dispute(row, first.clone(), fields)),
        }
    }
    if !taken.is_empty() {
        weighed.write = Some(Write::Set(taken));
    }
    weighed
}

/// A row that only one side has.
fn whole(row: &Row, write: Write, choose: &dyn Fn(&str) -> Option<Choice>) -> Weighed {
    let take = Weighed {
        write: Some(write),
        ..Weighed::default()
    };
    let asked = || vec![dispute(row, ROW.to_owned(), vec![ROW.to_owned()])];
    match say_whole(row) {
        Say::Keep => Weighed::default(),
        Say::Take => take,
        Say::Ask => match choose(ROW) {
            Some(Choice::Theirs) => take,
            Some(Choice::Mine) => Weighed {
                kept: asked(),
                ..Weighed::default()
            },
            None => Weighed {
                disputes: asked(),
                ..Weighed::default()
            },
        },
    }
}

fn say_whole(row: &Row) -> Say {
    // With its links: what was done to one of them was done to the record.
    let parts: Vec<(&Side, &Side)> = std::iter::once(row)
        .chain(&row.links)
        .map(|part| (&part.mine, &part.theirs))
        .filter(|(mine, theirs)| is_touched(mine) || is_touched(theirs))
        .collect();
    let (mine, theirs) = (
        || parts.iter().map(|(mine, _)| *mine),
        || parts.iter().map(|(_, theirs)| *theirs),
    );
    if !theirs().any(is_touched) {
        return Say::Keep;
    }
    if !mine().any(is_touched) {
        return Say::Take;
    }
    match (theirs().all(is_back), mine().all(is_back)) {
        (true, true) => return Say::Ask,
        (true, false) => return Say::Keep,
        (false, true) => return Say::Take,
        (false, false) => {}
    }
    let is_at = |now: &Side, side: &Side| agree(now.now.as_ref(), set_out(side));
    match (
        theirs().zip(mine()).all(|(now, side)| is_at(now, side)),
        mine().zip(theirs()).all(|(now, side)| is_at(now, side)),
    ) {
        (true, false) => Say::Keep,
        (false, true) => Say::Take,
        _ => Say::Ask,
    }
}

/// The state from which the changes of a side set out.
fn set_out(side: &Side) -> Option<&Fields> {
    unheard(side)
        .first()
        .map_or(side.now.as_ref(), |first| first.before.as_ref())
}

impl Side {
    /// The changes to the row that the other side has not heard of, or has not decided about.
    #[must_use]
    pub fn news(&self) -> BTreeSet<String> {
        let news = unheard(self).into_iter();
        news.map(|touch| touch.change.clone()).collect()
    }
}

fn is_touched(side: &Side) -> bool {
    changed(side).next().is_some()
}

/// The columns that were changed on a side since the other heard of it, and whether the row is there.
fn changed(side: &Side) -> impl Iterator<Item = &str> {
    let mut fields: BTreeSet<&str> = BTreeSet::new();
    for touch in &side.touches {
        let held = touch.before.iter().chain(&touch.after);
        fields.extend(held.flat_map(Fields::keys).map(String::as_str));
    }
    fields.insert(ROW);
    fields
        .into_iter()
        .filter(|field| !side.since(field).is_empty())
}

/// The changes to a row that count, whichever of its columns they changed.
fn unheard(side: &Side) -> Vec<&Touch> {
    let counts = |touch: &&Touch| {
        changed(side).any(|field| {
            side.since(field)
                .iter()
                .any(|held| std::ptr::eq(*held, *touch))
        })
    };
    side.touches.iter().filter(counts).collect()
}

/// Whether everything that was done to a row on a side has been taken back there.
fn is_back(side: &Side) -> bool {
    changed(side)
        .all(|field| base(side, field).is_none_or(|was| was == value(side.now.as_ref(), field)))
}

/// Whether two states of a row agree in the columns that both know: a later version of the file may have more.
fn agree(one: Option<&Fields>, other: Option<&Fields>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one
            .iter()
            .all(|(field, fact)| other.get(field).is_none_or(|held| held == fact)),
        (None, None) => true,
        _ => false,
    }
}

fn dispute(row: &Row, field: String, fields: Vec<String>) -> Dispute {
    let touches = |side: &'_ Side| -> Vec<Touch> {
        let counts = |touch: &&Touch| {
            field == ROW
                || fields.iter().any(|field| {
                    let since = side.since(field);
                    since.iter().any(|held| std::ptr::eq(*held, *touch))
                })
        };
        unheard(side).into_iter().filter(counts).cloned().collect()
    };
    let (mine, theirs) = (touches(&row.mine), touches(&row.theirs));
    let first = theirs.first().or(mine.first());
    let was = match first {
        Some(touch) => touch.before.clone(),
        // Only its links were changed.
        None => row.mine.now.clone().or_else(|| row.theirs.now.clone()),
    };
    let changes = theirs.iter().map(|touch| touch.change.clone()).collect();
    // Its own come last: who changed the record itself is named before who changed a link.
    let with_links = |own: Vec<Touch>, of: fn(&Row) -> &Side| -> Vec<Touch> {
        let links = row.links.iter().filter(|_| field == ROW);
        links
            .flat_map(|link| touches(of(link)))
            .chain(own)
            .collect()
    };
    let mine = with_links(mine, |row| &row.mine);
    let theirs = with_links(theirs, |row| &row.theirs);
    let author = |touches: &[Touch]| touches.last().map(|touch| touch.by.clone());
    Dispute {
        was,
        mine_by: author(&mine),
        theirs_by: author(&theirs),
        changes,
        field,
        fields,
    }
}
