//! Responses that are not counted, each with its reason, and copies that count by a recorded rule.
//!
//! Nothing is deleted: a response that is set aside stays in the file, and whoever asks in a year's time can see which
//! it was and why. What was received less what was set aside is what was analysed, channel by channel.
//!
//! Edges: a response is set aside for one reason. A copy that is also set aside is set aside.

use crate::domain::book::Book;
use crate::domain::consultation::sheet::Sheet;
use crate::domain::duplicates::{Counting, Likeness};
use crate::domain::grant::kinds::kinds;
use crate::domain::id::{AsideId, ChannelId, ClusterId, ConsultationId, ResponseId};
use crate::domain::key_map::KeyMap;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

kinds! {
    /// Why a response is not counted.
    AsideReason {
        /// Not from anybody who was asked, or not readable.
        Invalid = "invalid",
        /// Nothing in it.
        Blank = "blank",
        /// The same response again.
        Duplicate = "duplicate",
        /// Taken back by whoever gave it.
        Withdrawn = "withdrawn",
    }
}

/// A response that is not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Its key.
    pub id: AsideId,
    /// The response.
    pub response: ResponseId,
    /// Why.
    pub reason: AsideReason,
    /// What there is to say of it.
    pub note: String,
}

/// Copies of one response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Its key.
    pub id: ClusterId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// What makes them copies.
    pub kind: Likeness,
    /// How they count.
    pub rule: Counting,
    /// The responses, the one that stands for them first.
    pub members: Vec<ResponseId>,
    /// What the copies have in common, and why they count so.
    pub note: String,
}

/// How a response stands in the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Among the others.
    Counted,
    /// Set aside.
    Aside(AsideReason),
    /// A copy of one that is counted.
    Copy,
    /// Beside the others.
    Apart,
}

/// How each response of a sheet stands, in the sheet's order.
///
/// With a rule given, every cluster counts by that one: what the results would be if copies counted otherwise.
#[must_use]
pub fn standings(book: &Book, sheet: &Sheet, rule: Option<Counting>) -> Vec<Standing> {
    let asides: KeyMap<ResponseId, AsideReason> = book
        .asides
        .iter()
        .map(|held| (held.response, held.reason))
        .collect();
    let mut copies: KeyMap<ResponseId, Standing> = KeyMap::default();
    for cluster in &book.clusters {
        // The first that is not set aside stands for the others.
        let mut counted = cluster
            .members
            .iter()
            .filter(|member| !asides.contains_key(member));
        let first = counted.next();
        for member in &cluster.members {
            let standing = match rule.unwrap_or(cluster.rule) {
                Counting::Each => continue,
                Counting::Once if Some(member) == first => continue,
                Counting::Once => Standing::Copy,
                Counting::Apart => Standing::Apart,
            };
            copies.insert(*member, standing);
        }
    }
    let standing = |id: &ResponseId| match asides.get(id) {
        Some(reason) => Standing::Aside(*reason),
        None => copies.get(id).copied().unwrap_or(Standing::Counted),
    };
    sheet
        .people
        .iter()
        .map(|person| standing(&person.id))
        .collect()
}

/// What came in by one channel as individual responses, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelLedger {
    /// The channel.
    pub channel: ChannelId,
    /// All that came in.
    pub received: i64,
    /// Not from anybody who was asked, or not readable.
    pub invalid: i64,
    /// Nothing in them.
    pub blank: i64,
    /// The same again, and copies that count once.
    pub duplicate: i64,
    /// Taken back.
    pub withdrawn: i64,
    /// Counted beside the others.
    pub apart: i64,
    /// Counted.
    pub analysed: i64,
}

/// The ledger of a sheet: channel by channel in the plan's order, those with responses only. Received less everything
/// that was set aside is what was analysed, by the way it is counted.
#[must_use]
pub fn ledger(book: &Book, sheet: &Sheet, standings: &[Standing]) -> Vec<ChannelLedger> {
    let mut found: KeyMap<ChannelId, ChannelLedger> = KeyMap::default();
    for (person, standing) in sheet.people.iter().zip(standings) {
        let held = found.entry(person.channel).or_insert(ChannelLedger {
            channel: person.channel,
            received: 0,
            invalid: 0,
            blank: 0,
            duplicate: 0,
            withdrawn: 0,
            apart: 0,
            analysed: 0,
        });
        held.received += 1;
        let place = match standing {
            Standing::Counted => &mut held.analysed,
            Standing::Aside(AsideReason::Invalid) => &mut held.invalid,
            Standing::Aside(AsideReason::Blank) => &mut held.blank,
            Standing::Aside(AsideReason::Withdrawn) => &mut held.withdrawn,
            Standing::Aside(AsideReason::Duplicate) | Standing::Copy => &mut held.duplicate,
            Standing::Apart => &mut held.apart,
        };
        *place += 1;
    }
    let in_order = book.channels.iter().map(|channel| channel.id);
    in_order
        .filter_map(|channel| found.remove(&channel))
        .collect()
}

impl Record for Aside {
    type Id = AsideId;
    const NOUN: &'static str = "response set aside";

    fn id(&self) -> AsideId {
        self.id
    }

    fn find(book: &Book, id: AsideId) -> Option<&Self> {
        book.asides.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Response set aside as {}", self.reason.word())
    }

    fn shown(&self, _book: &Book) -> String {
        format!("{}: {}", self.reason.word(), self.note)
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Plan
    }

    fn cell(&self) -> Option<[i64; 3]> {
        Some([self.response.0, 0, 0])
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let Some(other) = book.asides.twin(self) else {
            return Vec::new();
        };
        vec![Problem::refusal(
            "aside-twice",
            self.place(book),
            self.title(book),
            format!("it is set aside already as {}", other.reason.word()),
            "A response is set aside once, for one reason, or what was received would not balance.",
            "Change the reason that is there.",
        )]
    }
}

impl Record for Cluster {
    type Id = ClusterId;
    const NOUN: &'static str = "copies";

    fn id(&self) -> ClusterId {
        self.id
    }

    fn find(book: &Book, id: ClusterId) -> Option<&Self> {
        book.clusters.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("How {} copies count", self.members.len())
    }

    fn shown(&self, _book: &Book) -> String {
        format!("{} copies, {}", self.members.len(), self.rule.word())
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Consultation(self.consultation)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = Vec::new();
        let refused = |what: String, why: &str, remedy: &str| {
            Problem::refusal(
                "copies-unclear",
                self.place(book),
                self.title(book),
                what,
                why,
                remedy,
            )
        };
        if self.members.len() < 2 {
            problems.push(refused(
                format!("{} of them", self.members.len()),
                "One response is no copy of anything.",
                "Choose at least two.",
            ));
        }
        let own: std::collections::BTreeSet<&ResponseId> = self.members.iter().collect();
        if own.len() < self.members.len() {
            problems.push(refused(
                "one response twice".into(),
                "It would count as its own copy.",
                "Name it once.",
            ));
        }
        let elsewhere = book
            .clusters
            .iter()
            .filter(|other| other.id != self.id)
            .flat_map(|other| &other.members)
            .filter(|member| own.contains(member))
            .count();
        if elsewhere > 0 {
            problems.push(refused(
                format!("{elsewhere} of them belong to other copies already"),
                "A response counts by one rule.",
                "Take them out of the others first.",
            ));
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::sample::Sample;
    use crate::domain::consultation::sheet::Person;
    use crate::domain::id::BatchId;

    fn aside(id: i64, response: i64, reason: AsideReason) -> Aside {
        Aside {
            id: AsideId(id),
            response: ResponseId(response),
            reason,
            note: String::new(),
        }
    }

    fn cluster(rule: Counting, members: &[i64]) -> Cluster {
        Cluster {
            id: ClusterId(1),
            consultation: ConsultationId(1),
            kind: Likeness::SameText,
            rule,
            members: members.iter().copied().map(ResponseId).collect(),
            note: String::new(),
        }
    }

    /// Ten responses, the last three on paper.
    fn sheet() -> Sheet {
        let person = |n: i64| Person {
            id: ResponseId(n),
            batch: BatchId(1),
            line: n.unsigned_abs() + 1,
            channel: ChannelId(if n > 7 { 2 } else { 1 }),
            group: None,
        };
        Sheet {
            people: (1..=10).map(person).collect(),
            columns: Vec::new(),
        }
    }

    fn book(asides: Vec<Aside>, clusters: Vec<Cluster>) -> Book {
        let mut sample = Sample::default();
        let held = sample.consultation("Survey");
        sample.channel(held, "Online");
        sample.channel(held, "Paper");
        let mut book = sample.book();
        book.asides = asides.into();
        book.clusters = clusters.into();
        book
    }

    #[test]
    fn received_less_what_was_set_aside_is_what_was_analysed() {
        #[track_caller]
        fn check(rule: Counting, want: [(i64, i64, i64); 2]) {
            let asides = vec![
                aside(1, 1, AsideReason::Invalid),
                aside(2, 2, AsideReason::Blank),
                aside(3, 9, AsideReason::Withdrawn),
            ];
            // The first of the copies is set aside: the next stands for them.
            let book = book(asides, vec![cluster(rule, &[2, 3, 4, 8])]);
            let sheet = sheet();
            let lines = ledger(&book, &sheet, &standings(&book, &sheet, None));
            let got =
                [0, 1].map(|n: usize| (lines[n].duplicate, lines[n].apart, lines[n].analysed));
            assert_eq!(got, want, "{rule:?}");
            for line in &lines {
                let removed =
                    line.invalid + line.blank + line.duplicate + line.withdrawn + line.apart;
                assert_eq!(line.received - removed, line.analysed);
            }
            assert_eq!(lines.iter().map(|line| line.received).sum::<i64>(), 10);
        }
        check(Counting::Each, [(0, 0, 5), (0, 0, 2)]);
        check(Counting::Once, [(1, 0, 4), (1, 0, 1)]);
        check(Counting::Apart, [(0, 2, 3), (0, 1, 1)]);
    }

    #[test]
    fn another_rule_can_be_asked_for_without_changing_the_recorded_one() {
        let book = book(Vec::new(), vec![cluster(Counting::Each, &[3, 4])]);
        let n = |rule| {
            let all = standings(&book, &sheet(), rule);
            all.iter()
                .filter(|held| **held == Standing::Counted)
                .count()
        };
        assert_eq!(
            (n(None), n(Some(Counting::Once)), n(Some(Counting::Apart))),
            (10, 9, 8)
        );
    }

    #[test]
    fn unclear_copies_are_refused() {
        #[track_caller]
        fn check(members: &[i64], want: &str) {
            let mut others = cluster(Counting::Once, &[8, 9]);
            others.id = ClusterId(2);
            let book = book(Vec::new(), vec![others]);
            let found = cluster(Counting::Once, members).problems(&book);
            let what: Vec<&str> = found.iter().map(|held| held.what.as_str()).collect();
            assert_eq!(what, [want]);
        }
        check(&[1], "1 of them");
        check(&[1, 2, 1], "one response twice");
        check(&[1, 8], "1 of them belong to other copies already");
        let book = book(vec![aside(1, 5, AsideReason::Blank)], Vec::new());
        let found = aside(2, 5, AsideReason::Invalid).problems(&book);
        assert_eq!(found[0].what, "it is set aside already as blank");
    }
}
