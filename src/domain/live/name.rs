//! How a thing is found by what people call it, and which names are nearest to one that is not there.
//!
//! First the whole of a code, number or name is looked for; then the last words of one (`A1` for `PAF A1`); then the first
//! (`Greengate` for a consultation of that place and year). As soon as any of these finds something, the others are not
//! tried; if it finds two, that is said, never guessed.

use crate::domain::check::words::list;
use crate::domain::live::Fault;

/// A name longer than this is not searched for its neighbours, in characters.
const LONGEST: usize = 80;

/// A thing and what it is called.
#[derive(Clone, Debug)]
pub struct Named<Id> {
    /// Its key.
    pub id: Id,
    /// Its code or number, its short and its full name; the first is how it is listed.
    pub names: Vec<String>,
}

impl<Id> Named<Id> {
    /// A thing of these names; empty ones are passed over.
    pub fn new<'a>(id: Id, names: impl IntoIterator<Item = &'a str>) -> Self {
        let names = names.into_iter().map(str::trim);
        Self {
            id,
            names: names
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect(),
        }
    }
}

/// A name as it is compared: small letters, plain apostrophes, single spaces.
pub fn folded(name: &str) -> String {
    let plain = name.replace(['’', '‘'], "'").to_lowercase();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The thing of this name.
///
/// # Errors
/// When there is none, with the nearest names, or more than one.
pub fn find<Id: Copy + PartialEq>(
    asked: &str,
    noun: &str,
    known: &[Named<Id>],
) -> Result<Id, Fault> {
    let wanted = folded(asked);
    let ends = |name: &str| name.ends_with(&format!(" {wanted}"));
    let begins = |name: &str| {
        let rest = name.strip_prefix(wanted.as_str());
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let ways: [&dyn Fn(&str) -> bool; 3] = [&|name| name == wanted, &ends, &begins];
    for way in ways {
        let mut found: Vec<&Named<Id>> = Vec::new();
        for held in known {
            let is_it = held.names.iter().any(|name| way(&folded(name)));
            if is_it && !found.iter().any(|other| other.id == held.id) {
                found.push(held);
            }
        }
        match found.as_slice() {
            [] => {}
            [only] => return Ok(only.id),
            several => return Err(ambiguous(asked, noun, several)),
        }
    }
    Err(missing(asked, noun, known))
}

fn ambiguous<Id>(asked: &str, noun: &str, several: &[&Named<Id>]) -> Fault {
    let names = several.iter().take(4).filter_map(|held| {
        let first = held.names.first()?;
        Some(match held.names.last().filter(|last| *last != first) {
            Some(last) => format!("{first} {last}"),
            None => first.clone(),
        })
    });
    Fault::new(
        format!(
            "“{asked}” may be more than one {noun}: {}",
            list(&names.collect::<Vec<_>>())
        ),
        "Write enough of the name, or the code, to tell them apart.",
    )
}

fn missing<Id>(asked: &str, noun: &str, known: &[Named<Id>]) -> Fault {
    let names = known.iter().flat_map(|held| &held.names);
    Fault::new(
        format!("no {noun} is called “{asked}”"),
        suggestion(asked, names.map(String::as_str)),
    )
}

/// `Did you mean “A1”?`, or what to do where no name is near.
pub fn suggestion<'a>(asked: &str, names: impl Iterator<Item = &'a str>) -> String {
    let near = nearest(asked, names);
    if near.is_empty() {
        return "Check how it is written in its own room.".into();
    }
    let quoted: Vec<String> = near.iter().map(|name| format!("“{name}”")).collect();
    let or = match quoted.as_slice() {
        [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    };
    format!("Did you mean {or}?")
}

/// Up to three names that are near, the nearest first.
fn nearest<'a>(asked: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = folded(asked);
    let length = wanted.chars().count();
    if length > LONGEST {
        return Vec::new();
    }
    // A slip of two letters, as in `Mian`, but not in a name of three.
    let most = if length < 4 { 1 } else { (length / 3).max(2) };
    let mut near: Vec<(usize, &str)> = names
        .filter_map(|name| {
            let other = folded(name);
            let apart = distance(&wanted, &other);
            let within = length >= 4 && other.contains(&wanted);
            (apart <= most || within).then_some((apart, name))
        })
        .collect();
    near.sort_by_key(|(apart, _)| *apart);
    near.dedup_by_key(|(_, name)| *name);
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

/// How many letters must be put in, taken out or exchanged to make one word of the other (Levenshtein's distance). Words
/// longer than 80 letters are as far apart as they are long.
pub fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().take(LONGEST + 1).collect();
    let other: Vec<char> = other.chars().take(LONGEST + 1).collect();
    if one.len() > LONGEST || other.len() > LONGEST {
        return one.len().max(other.len());
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut above_left = row[0];
        row[0] = at + 1;
        for (across, held) in other.iter().enumerate() {
            let changed = above_left + usize::from(letter != held);
            above_left = row[across + 1];
            row[across + 1] = changed.min(above_left + 1).min(row[across] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}
