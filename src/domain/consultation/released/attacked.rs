//! Surveys of made-up people, every table of them printed in every run there is, and a reader who lays all of them side by
//! side. The reader is written for this test alone: equations over all that was printed are solved, and bounds are passed
//! from one to the next; nothing of the rule's own attack is used.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use proptest::prelude::*;

use super::*;
use crate::domain::check::sample::Sample;
use crate::domain::consultation::heard::heard;
use crate::domain::consultation::sheet::{Cell, Column as Answers, Person, Shape};
use crate::domain::consultation::{Group, Leaning, QuestionKind};
use crate::domain::id::{BatchId, ChannelId, GroupId, ResponseId};

const CHANNELS: [&str; 4] = ["Online", "Paper", "Telephone", "Post"];
const GROUPS: [&str; 4] = ["Resident", "Parent", "Business", "Carer"];
const ANSWERS: [&str; 3] = ["Yes", "No", "Maybe"];
/// The question in which people may tick several answers.
const SEVERAL: usize = 2;

/// A person: the channel, the group, and of each question the answers given; none where it was left open.
type One = (usize, Option<usize>, [Option<Vec<u16>>; 3]);

fn survey(people: &[One], last_is_several: bool) -> (Book, Sheet) {
    let mut sample = Sample::default();
    let held = sample.consultation("Survey");
    for name in CHANNELS {
        sample.channel(held, name);
    }
    let kinds = [
        QuestionKind::Single,
        QuestionKind::Single,
        if last_is_several {
            QuestionKind::Multiple
        } else {
            QuestionKind::Single
        },
    ];
    let mut columns = Vec::new();
    for kind in kinds {
        let question = sample.question(held, kind);
        let choices = ANSWERS.map(|text| sample.choice(question, text, Leaning::None));
        columns.push(Answers::new(question, Shape::of(kind), choices.to_vec()));
    }
    let mut sheet = Sheet {
        people: Vec::new(),
        columns,
    };
    for (at, (channel, group, said)) in people.iter().enumerate() {
        sheet.people.push(Person {
            id: ResponseId(at as i64 + 1),
            batch: BatchId(1),
            line: at as u64 + 2,
            channel: ChannelId(*channel as i64 + 1),
            group: group.map(|at| GroupId(at as i64 + 1)),
        });
        for (column, said) in sheet.columns.iter_mut().zip(said) {
            let cell = match (said, column.shape()) {
                (None, _) => Cell::NotAnswered,
                (Some(said), Shape::Many) => Cell::Many(said.clone()),
                (Some(said), _) => Cell::One(said[0]),
            };
            column.push(&cell);
        }
    }
    let mut book = sample.book();
    let groups = GROUPS.iter().enumerate().map(|(at, name)| Group {
        id: GroupId(at as i64 + 1),
        consultation: held,
        name: (*name).to_owned(),
        position: at as i64,
    });
    book.groups = groups.collect::<Vec<_>>().into();
    let counted = heard(&book, &sheet, None);
    book.heard.insert(held, counted);
    (book, sheet)
}

/// What makes a person one of those who are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Is {
    Channel(usize),
    /// The last is not recorded.
    Group(usize),
    Said(usize, usize),
    DidNotTick(usize, usize),
    /// Known only where not everybody answered everything.
    Answered(usize),
}

type Key = BTreeSet<Is>;

/// All that was printed.
#[derive(Default)]
struct Seen {
    shown: BTreeMap<Key, u64>,
    hidden: BTreeSet<Key>,
    /// Hidden in a part that is hidden whole, where a nought may be.
    may_be_nobody: BTreeSet<Key>,
    equations: Vec<Vec<(Key, i64)>>,
}

struct Reader {
    /// Whether everybody answered every question, which is known.
    all_answered: bool,
    last_is_several: bool,
}

impl Reader {
    fn key(&self, held: impl IntoIterator<Item = Is>) -> Key {
        let mut key: Key = held.into_iter().collect();
        let is_known = |is: &Is| {
            matches!(is, Is::Answered(q) if self.all_answered
                || key.iter().any(|other| matches!(other, Is::Said(of, _) | Is::DidNotTick(of, _) if of == q)))
        };
        let known: Vec<Is> = key.iter().copied().filter(is_known).collect();
        known.iter().for_each(|is| {
            key.remove(is);
        });
        key
    }

    fn is_several(&self, question: usize) -> bool {
        self.last_is_several && question == SEVERAL
    }

    fn part(&self, by: By, label: &str, n: usize) -> Vec<Is> {
        let at = |names: &[&str]| names.iter().position(|name| *name == label);
        match by {
            _ if label == "All" => Vec::new(),
            By::Channel => vec![Is::Channel(at(&CHANNELS).unwrap())],
            By::Group => vec![Is::Group(at(&GROUPS).unwrap_or(GROUPS.len()))],
            // Everyone of a table by a question that allows several: whoever ticked one of them.
            By::Question(_) if label == "All of these" => vec![Is::Answered(n)],
            By::Question(_) => vec![Is::Said(n, at(&ANSWERS).unwrap())],
            By::All => Vec::new(),
        }
    }

    fn read(&self, seen: &mut Seen, found: &Publication, by: By) {
        let other = match by {
            By::Question(id) => id.0 as usize - 1,
            _ => 9,
        };
        for table in &found.tables {
            let question = table.question.0 as usize - 1;
            let mut bases = Vec::new();
            let mut rows: [Vec<Key>; 3] = Default::default();
            // In a table by another question a nought may be hidden where all of its row is, or all there is.
            let is_crossed = matches!(by, By::Question(_));
            let is_open =
                |part: &PrintedPart, at: usize| part.answers[at].count.and_then(printed).is_some();
            let (all, own) = table.parts.split_last().unwrap();
            let is_closed = !own.iter().any(|part| (0..3).any(|at| is_open(part, at)));
            for part in &table.parts {
                let of = self.part(by, &part.label, other);
                let with = |more: &[Is]| self.key(of.iter().chain(more).copied());
                let base = with(&[Is::Answered(question)]);
                let is_whole = part.base == Some(Mark::Suppressed);
                let mut counts = Vec::new();
                seen.see(&base, part.base, is_whole);
                for (at, answer) in part.answers.iter().enumerate() {
                    let key = with(&[Is::Said(question, at)]);
                    let may_be_nobody = is_crossed && (is_closed || !is_open(all, at));
                    seen.see(&key, answer.count, is_whole || may_be_nobody);
                    if self.is_several(question) {
                        let rest = with(&[Is::DidNotTick(question, at)]);
                        seen.equal(&[key.clone(), rest], &base);
                    }
                    rows[at].push(key.clone());
                    counts.push(key);
                }
                if !self.is_several(question) {
                    seen.equal(&counts, &base);
                }
                bases.push(base);
            }
            let overlap =
                by == By::Question(QuestionId(other as i64 + 1)) && self.is_several(other);
            for mut line in rows.into_iter().chain([bases]) {
                let all = line.pop().unwrap();
                if !overlap && !line.is_empty() {
                    seen.equal(&line, &all);
                }
            }
        }
    }
}

impl Seen {
    fn see(&mut self, key: &Key, mark: Option<Mark>, is_whole: bool) {
        match mark {
            Some(Mark::Shown(n)) => {
                let before = self.shown.insert(key.clone(), n);
                assert!(before.is_none_or(|before| before == n));
            }
            Some(Mark::Suppressed) => {
                self.hidden.insert(key.clone());
                if is_whole {
                    self.may_be_nobody.insert(key.clone());
                }
            }
            // Nobody was counted there, which is known.
            None => {
                self.shown.insert(key.clone(), 0);
            }
            Some(Mark::Rounded(_)) => unreachable!("no rounding here"),
        }
    }

    fn equal(&mut self, parts: &[Key], total: &Key) {
        let mut line: Vec<(Key, i64)> = parts.iter().map(|key| (key.clone(), 1)).collect();
        line.push((total.clone(), -1));
        self.equations.push(line);
    }

    /// Every count that a reader can say for certain.
    fn told(&self) -> Vec<(Key, u64)> {
        let mut places: HashMap<&Key, usize> = HashMap::new();
        let mut keys: Vec<&Key> = Vec::new();
        let mut system: Vec<(BTreeMap<usize, i64>, i64)> = Vec::new();
        for line in &self.equations {
            let (mut terms, mut right) = (BTreeMap::new(), 0);
            for (key, sign) in line {
                if let Some(n) = self.shown.get(key) {
                    right -= sign * *n as i64;
                    continue;
                }
                let at = *places.entry(key).or_insert_with(|| {
                    keys.push(key);
                    keys.len() - 1
                });
                *terms.entry(at).or_insert(0) += sign;
            }
            terms.retain(|_, n| *n != 0);
            assert!(!terms.is_empty() || right == 0, "{line:?}");
            system.push((terms, right));
        }
        let mut bounds: Vec<(i64, i64)> = keys
            .iter()
            .map(|key| {
                // A nought is printed, but for a part that is hidden whole.
                let is_some = self.hidden.contains(*key) && !self.may_be_nobody.contains(*key);
                (i64::from(is_some), 1_000)
            })
            .collect();
        for (at, value) in solved(&system) {
            bounds[at] = (value, value);
        }
        for _ in 0..100 {
            let before = bounds.clone();
            for (terms, right) in &system {
                for (at, sign) in terms {
                    narrow(&mut bounds, terms, *right, *at, *sign);
                }
            }
            if bounds == before {
                break;
            }
        }
        let known = keys.into_iter().zip(bounds);
        known
            .filter(|(_, (low, high))| low == high)
            .map(|(key, (low, _))| (key.clone(), low as u64))
            .collect()
    }
}

fn narrow(
    bounds: &mut [(i64, i64)],
    terms: &BTreeMap<usize, i64>,
    right: i64,
    at: usize,
    sign: i64,
) {
    let (mut least, mut most) = (right, right);
    for (other, n) in terms.iter().filter(|term| *term.0 != at) {
        let (low, high) = bounds[*other];
        let ends = [n * low, n * high];
        least -= ends.iter().max().unwrap();
        most -= ends.iter().min().unwrap();
    }
    if sign.abs() == 1 {
        let ends = [sign * least, sign * most];
        let (low, high) = bounds[at];
        let low = low.max(*ends.iter().min().unwrap());
        let high = high.min(*ends.iter().max().unwrap());
        assert!(low <= high, "nothing true was printed");
        bounds[at] = (low, high);
    }
}

const PRIME: i128 = (1 << 61) - 1;

fn inverse(n: i128) -> i128 {
    let (mut power, mut base, mut left) = (1, n.rem_euclid(PRIME), PRIME - 2);
    while left > 0 {
        if left & 1 == 1 {
            power = power * base % PRIME;
        }
        base = base * base % PRIME;
        left >>= 1;
    }
    power
}

/// The unknowns that the equations alone determine: elimination, in numbers that do not overflow.
fn solved(system: &[(BTreeMap<usize, i64>, i64)]) -> Vec<(usize, i64)> {
    let mut rows: BTreeMap<usize, (BTreeMap<usize, i128>, i128)> = BTreeMap::new();
    for (terms, right) in system {
        let mut line: BTreeMap<usize, i128> = terms
            .iter()
            .map(|(at, n)| (*at, i128::from(*n).rem_euclid(PRIME)))
            .collect();
        let mut right = i128::from(*right).rem_euclid(PRIME);
        let take = |line: &mut BTreeMap<usize, i128>,
                    right: &mut i128,
                    at: usize,
                    by: &(BTreeMap<usize, i128>, i128)| {
            let Some(factor) = line.get(&at).copied() else {
                return;
            };
            for (other, n) in &by.0 {
                let held = line.entry(*other).or_insert(0);
                *held = (*held - factor * n).rem_euclid(PRIME);
            }
            *right = (*right - factor * by.1).rem_euclid(PRIME);
            line.retain(|_, n| *n != 0);
        };
        for (at, row) in &rows {
            take(&mut line, &mut right, *at, row);
        }
        let Some((first, n)) = line.first_key_value().map(|(at, n)| (*at, *n)) else {
            assert_eq!(right, 0, "what is printed does not add up");
            continue;
        };
        let by = inverse(n);
        line.values_mut().for_each(|n| *n = *n * by % PRIME);
        let row = (line, right * by % PRIME);
        for (other, right) in rows.values_mut() {
            take(other, right, first, &row);
        }
        rows.insert(first, row);
    }
    let alone = rows.into_iter().filter(|(_, row)| row.0.len() == 1);
    alone.map(|(at, row)| (at, row.1 as i64)).collect()
}

/// How many people are so.
fn truth(people: &[One], key: &Key) -> u64 {
    let is = |(channel, group, said): &One, is: &Is| match is {
        Is::Channel(at) => channel == at,
        Is::Group(at) => group.unwrap_or(GROUPS.len()) == *at,
        Is::Said(q, at) => said[*q]
            .as_ref()
            .is_some_and(|said| said.contains(&(*at as u16))),
        Is::DidNotTick(q, at) => said[*q]
            .as_ref()
            .is_some_and(|said| !said.contains(&(*at as u16))),
        Is::Answered(q) => said[*q].is_some(),
    };
    people
        .iter()
        .filter(|one| key.iter().all(|held| is(one, held)))
        .count() as u64
}

/// Every small count that a reader of every table can say.
fn leaks(people: &[One], last_is_several: bool, profile: Profile) -> Vec<String> {
    let (book, sheet) = survey(people, last_is_several);
    let asked = [1, 2, 3].map(QuestionId);
    let reader = Reader {
        all_answered: people.iter().all(|one| one.2.iter().all(Option::is_some)),
        last_is_several,
    };
    let mut seen = Seen::default();
    let runs = [By::All, By::Channel, By::Group];
    for by in runs.into_iter().chain(asked.map(By::Question)) {
        let found = publish(&book, Some(&sheet), &asked, by, profile, &mut |_| true).unwrap();
        reader.read(&mut seen, &found, by);
    }
    let mut leaks = Vec::new();
    for (key, n) in &seen.shown {
        if profile.hides(*n) {
            leaks.push(format!("{key:?} is printed: {n}"));
        }
    }
    for (key, n) in seen.told() {
        // Who did not answer one question of two is no answer to either.
        let is_open = |is: &Is| matches!(is, Is::Answered(_));
        if profile.hides(n) && !key.iter().any(is_open) {
            assert_eq!(n, truth(people, &key), "{key:?}");
            leaks.push(format!("{key:?} is worked out: {n}"));
        }
    }
    leaks
}

/// 68 people, all of whom answered everything, one of them by telephone: how many of each channel, group and answers.
/// Each question alone hid who telephoned; the bases of the three together told it.
const TOGETHER: &[(usize, usize, usize, [u16; 3])] = &[
    (1, 0, 2, [2, 0, 1]),
    (1, 0, 2, [2, 0, 0]),
    (2, 0, 2, [1, 1, 1]),
    (1, 0, 2, [0, 1, 0]),
    (1, 0, 2, [0, 0, 0]),
    (3, 0, 1, [2, 1, 0]),
    (1, 0, 1, [2, 0, 1]),
    (1, 0, 1, [2, 0, 0]),
    (1, 0, 1, [1, 1, 0]),
    (2, 0, 0, [2, 1, 0]),
    (3, 0, 0, [2, 0, 0]),
    (3, 0, 0, [1, 1, 0]),
    (2, 0, 0, [1, 0, 0]),
    (1, 0, 0, [0, 0, 0]),
    (1, 1, 2, [2, 0, 0]),
    (1, 1, 2, [1, 1, 0]),
    (1, 1, 2, [0, 0, 0]),
    (3, 1, 1, [0, 0, 0]),
    (1, 1, 0, [2, 1, 0]),
    (2, 1, 0, [2, 0, 0]),
    (1, 1, 0, [1, 0, 0]),
    (2, 1, 0, [0, 1, 0]),
    (1, 1, 0, [0, 0, 0]),
    (1, 3, 2, [2, 0, 0]),
    (1, 3, 1, [2, 1, 1]),
    (1, 3, 1, [2, 1, 0]),
    (1, 3, 1, [1, 0, 1]),
    (3, 3, 1, [1, 0, 0]),
    (1, 3, 1, [0, 2, 0]),
    (2, 3, 1, [0, 1, 0]),
    (1, 3, 1, [0, 0, 0]),
    (2, 3, 0, [2, 1, 0]),
    (1, 3, 0, [2, 0, 1]),
    (4, 3, 0, [2, 0, 0]),
    (2, 3, 0, [1, 1, 0]),
    (1, 3, 0, [1, 0, 1]),
    (3, 3, 0, [1, 0, 0]),
    (1, 3, 0, [0, 1, 1]),
    (2, 3, 0, [0, 1, 0]),
    (4, 3, 0, [0, 0, 0]),
    (1, 2, 1, [0, 0, 0]),
];

fn together() -> Vec<One> {
    let each = TOGETHER.iter().flat_map(|(n, channel, group, said)| {
        let said = said.map(|at| Some(vec![at]));
        std::iter::repeat_n((*channel, Some(*group), said), *n)
    });
    each.collect()
}

#[test]
fn one_who_telephoned_is_not_told_by_the_bases_of_three_questions() {
    let people = together();
    assert_eq!(people.len(), 68);
    assert_eq!(leaks(&people, false, Profile::Under5), Vec::<String>::new());
    // What is not small stays in print: the two channels of many people, in every question.
    let (book, sheet) = survey(&people, false);
    let asked = [1, 2, 3].map(QuestionId);
    let found = publish(
        &book,
        Some(&sheet),
        &asked,
        By::Channel,
        Profile::Under5,
        &mut |_| true,
    );
    for table in found.unwrap().tables {
        let bases: Vec<String> = table
            .parts
            .iter()
            .map(|part| part.base.map_or_else(String::new, |mark| mark.to_string()))
            .collect();
        assert_eq!(bases, ["23", "[c]", "[c]", "31", "68"]);
    }
}

#[test]
fn the_reader_finds_what_is_not_hidden_well() {
    // Telephone = 68 − 23 − 31 − 13, where another question prints what this one hides.
    let key = |at: usize| Key::from([Is::Channel(at)]);
    let mut seen = Seen::default();
    let all = Key::new();
    for (key, n) in [(&key(0), 23), (&key(3), 31), (&key(1), 13), (&all, 68)] {
        seen.see(key, Some(Mark::Shown(n)), false);
    }
    seen.see(&key(2), Some(Mark::Suppressed), false);
    seen.equal(&[key(0), key(1), key(2), key(3)], &all);
    assert_eq!(seen.told(), [(key(2), 1)]);
}

/// People from a number: channels of very different sizes, answers of which some are rare.
fn made_up(seed: u64, sizes: [usize; 4], open: u64) -> Vec<One> {
    let mut state = seed | 1;
    let mut next = move |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut people = Vec::new();
    for (channel, n) in sizes.into_iter().enumerate() {
        for _ in 0..n {
            let group = match next(40) {
                0 => None,
                1 => Some(3),
                2..6 => Some(2),
                6..18 => Some(1),
                _ => Some(0),
            };
            let rare = |n: u64| match n {
                0..16 => 0,
                16..24 => 1,
                _ => 2,
            };
            let said = [next(3) as u16, rare(next(25)), rare(next(25))].map(|at| vec![at]);
            let [first, second, mut third] = said;
            if next(3) == 0 {
                third.push((third[0] + 1) % 3);
                third.sort_unstable();
            }
            let mut keep = |said: Vec<u16>| (next(100) >= open).then_some(said);
            people.push((channel, group, [keep(first), keep(second), keep(third)]));
        }
    }
    people
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_reader_of_every_table_says_a_small_count(
        seed in any::<u64>(),
        sizes in [10_usize..50, 0_usize..40, 0_usize..5, 3_usize..40],
        open in prop::sample::select(vec![0_u64, 0, 12, 40]),
        last_is_several in any::<bool>(),
        profile in prop::sample::select(vec![Profile::Under5, Profile::Under5, Profile::Under10]),
    ) {
        let people = made_up(seed, sizes, open);
        let found = leaks(&people, last_is_several, profile);
        prop_assert!(found.is_empty(), "{found:#?}");
    }
}
