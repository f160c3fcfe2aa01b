//! What people answered: counts, bases, percentages and net agreement, for everyone or by channel or group.
//!
//! The base of a percentage is the people who answered the question, also those who answered otherwise than it
//! offers, and of a ranking those who ranked the answer; it is always given with the percentage. Percentages
//! are rounded plainly, so a column may not add to 100. Below thirty people a percentage misleads and the
//! count is shown as "7 of 12". Respondents chose themselves: the Wilson interval says how much the count
//! alone could vary, not how far the answers stand for everyone.

use crate::domain::book::Book;
use crate::domain::consultation::heard::Heard;
use crate::domain::consultation::{Choice, Leaning, Question, QuestionKind};
use crate::domain::id::{ChannelId, ChoiceId, GroupId, QuestionId};
use crate::domain::statistics::{self, Interval};

/// Below this many people a result is shown as "7 of 12", not as a percentage.
pub const SMALL_BASE: i64 = 30;

/// What a question's answers are split by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Split {
    /// Everyone together.
    All,
    /// Each channel.
    Channel,
    /// Each respondent group.
    Group,
}

/// A tally cell as it would be if the officer's draft were kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The answer.
    pub choice: ChoiceId,
    /// The channel.
    pub channel: ChannelId,
    /// The group.
    pub group: Option<GroupId>,
    /// How many people; none when the cell is being cleared.
    pub n: Option<i64>,
}

/// How many gave one answer.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerCount {
    /// The answer.
    pub choice: ChoiceId,
    /// The answer's words.
    pub text: String,
    /// Which side it stands on.
    pub leaning: Leaning,
    /// 2 strong, 1 mild.
    pub strength: u8,
    /// How many people; none where nobody has entered a count.
    pub count: Option<i64>,
    /// The people that the percentage is of: those who answered or, of a ranking, those who ranked this answer.
    pub base: Option<i64>,
    /// Of a hundred who answered; none without a base.
    pub percent: Option<f64>,
    /// Wilson 95 % interval of the percentage, as percentages.
    pub interval: Option<Interval>,
}

/// The answers of everyone, or of one channel or group.
#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown {
    /// `All`, or the channel's or group's name.
    pub label: String,
    /// How many people answered; none where nothing is entered.
    pub base: Option<i64>,
    /// Those of them who are individual responses; none where there are none.
    pub of_people: Option<i64>,
    /// Those of them who come from counts, as of meetings and paper; none where no count is entered.
    pub of_counts: Option<i64>,
    /// Those of the base who answered otherwise than the question offers.
    pub other: i64,
    /// Each answer, in the question's order.
    pub answers: Vec<AnswerCount>,
}

impl Breakdown {
    /// Percentage positive minus percentage negative; none without a base or without sides.
    #[must_use]
    pub fn net(&self) -> Option<f64> {
        let base = u64::try_from(self.base?).ok().filter(|base| *base > 0)?;
        if self
            .answers
            .iter()
            .all(|answer| answer.leaning == Leaning::None)
        {
            return None;
        }
        let difference = self
            .people(Leaning::Positive)
            .saturating_sub(self.people(Leaning::Negative));
        // Multiplied first, as in `percent`, so that a half is held as a half.
        Some(difference as f64 * 100.0 / base as f64)
    }

    /// The percentage on one side.
    #[must_use]
    pub fn side(&self, leaning: Leaning) -> Option<f64> {
        let base = u64::try_from(self.base?).ok()?;
        statistics::percent(u64::try_from(self.people(leaning)).ok()?, base)
    }

    /// How many people stand on one side.
    fn people(&self, leaning: Leaning) -> i64 {
        sum(self
            .answers
            .iter()
            .filter(|answer| answer.leaning == leaning)
            .filter_map(|answer| answer.count))
    }
}

/// A sum of people held at the largest number there is: a slip of the keyboard must not stop the program.
fn sum(counts: impl Iterator<Item = i64>) -> i64 {
    counts.fold(0, i64::saturating_add)
}

/// A question's results, one breakdown for each part of the split; with [`Split::All`] exactly one.
#[must_use]
pub fn results(
    book: &Book,
    question: QuestionId,
    split: Split,
    draft: Option<Draft>,
) -> Vec<Breakdown> {
    let asked = book.questions.get(question);
    let heard = asked.and_then(|asked| book.heard.get(&asked.consultation));
    results_with(book, heard, question, split, draft)
}

/// The same with individual responses counted otherwise than the plan has it.
#[must_use]
pub fn results_with(
    book: &Book,
    heard: Option<&Heard>,
    question: QuestionId,
    split: Split,
    draft: Option<Draft>,
) -> Vec<Breakdown> {
    let Some(asked) = book.questions.get(question) else {
        return Vec::new();
    };
    let choices: Vec<&Choice> = book
        .choices
        .iter()
        .filter(|choice| choice.question == question)
        .collect();
    let mut cells = cells(book, &choices, draft);
    cells.extend(of_people(heard, asked.id));
    let breakdown = |label: &str, wanted: &dyn Fn(&Cell) -> bool| {
        let chosen: Vec<&Cell> = cells.iter().filter(|cell| wanted(cell)).collect();
        breakdown(book, asked, &choices, label, &chosen, wanted)
    };
    match split {
        Split::All => vec![breakdown("All", &|_| true)],
        Split::Channel => book
            .channels
            .iter()
            .filter(|channel| channel.consultation == asked.consultation)
            .map(|channel| breakdown(&channel.name, &|cell| cell.channel == channel.id))
            .collect(),
        Split::Group => book
            .groups
            .iter()
            .filter(|group| group.consultation == asked.consultation)
            .map(|group| breakdown(&group.name, &|cell| cell.group == Some(group.id)))
            .chain(
                cells
                    .iter()
                    .any(|cell| cell.group.is_none())
                    .then(|| breakdown("Group not recorded", &|cell| cell.group.is_none())),
            )
            .collect(),
    }
}

/// A count in the grid or from individual responses, or a base standing among them.
struct Cell {
    choice: Option<ChoiceId>,
    channel: ChannelId,
    group: Option<GroupId>,
    n: i64,
    /// Of individual responses: the people whom the count is of.
    of: i64,
    /// Of individual responses: those who answered otherwise than offered.
    others: i64,
    is_of_people: bool,
}

fn cells(book: &Book, choices: &[&Choice], draft: Option<Draft>) -> Vec<Cell> {
    let is_draft = |cell: &Cell, draft: Draft| {
        cell.choice == Some(draft.choice)
            && cell.channel == draft.channel
            && cell.group == draft.group
    };
    let mut cells: Vec<Cell> = book
        .tallies
        .iter()
        .filter(|tally| choices.iter().any(|choice| choice.id == tally.choice))
        .map(|tally| Cell {
            choice: Some(tally.choice),
            channel: tally.channel,
            group: tally.group,
            n: tally.n,
            of: 0,
            others: 0,
            is_of_people: false,
        })
        .filter(|cell| draft.is_none_or(|draft| !is_draft(cell, draft)))
        .collect();
    if let Some(Draft {
        choice,
        channel,
        group,
        n: Some(n),
    }) = draft
        && choices.iter().any(|held| held.id == choice)
    {
        cells.push(Cell {
            choice: Some(choice),
            channel,
            group,
            n,
            of: 0,
            others: 0,
            is_of_people: false,
        });
    }
    cells
}

/// The counts of individual responses to a question.
fn of_people(heard: Option<&Heard>, question: QuestionId) -> Vec<Cell> {
    let question = heard.and_then(|heard| heard.questions.get(&question));
    let cells = question.map_or(&[][..], |question| &question.cells);
    cells
        .iter()
        .map(|cell| Cell {
            choice: cell.choice,
            channel: cell.channel,
            group: cell.group,
            n: cell.n,
            of: cell.of,
            others: cell.others,
            is_of_people: true,
        })
        .collect()
}

fn breakdown(
    book: &Book,
    asked: &Question,
    choices: &[&Choice],
    label: &str,
    chosen: &[&Cell],
    wanted: &dyn Fn(&Cell) -> bool,
) -> Breakdown {
    let of_people = people(chosen);
    let of_counts = counted(book, asked, chosen, wanted);
    let base = match (of_people, of_counts) {
        (None, None) => None,
        (people, counts) => Some(sum([people, counts].into_iter().flatten())),
    };
    let answers = choices
        .iter()
        .map(|choice| {
            let own: Vec<&&Cell> = chosen
                .iter()
                .filter(|cell| cell.choice == Some(choice.id))
                .collect();
            let count = (!own.is_empty()).then(|| sum(own.iter().map(|cell| cell.n)));
            let is_ranked = asked.kind == QuestionKind::Ranking && of_people.is_some();
            let of = if is_ranked {
                let ranked = own.iter().map(|cell| cell.of);
                Some(sum(ranked.chain(of_counts)))
            } else {
                base
            };
            answer(choice, count, of)
        })
        .collect();
    Breakdown {
        label: label.to_owned(),
        base,
        of_people,
        of_counts,
        other: sum(chosen.iter().map(|cell| cell.others)),
        answers,
    }
}

/// The individual responses that answered.
fn people(chosen: &[&Cell]) -> Option<i64> {
    let bases = || {
        let cells = chosen.iter().filter(|cell| cell.is_of_people);
        cells.filter(|cell| cell.choice.is_none())
    };
    bases().next().map(|_| sum(bases().map(|cell| cell.n)))
}

/// The people behind the counts that were entered: of several answers they are entered by themselves, of one answer each
/// the counts sum to them.
fn counted(
    book: &Book,
    asked: &Question,
    chosen: &[&Cell],
    wanted: &dyn Fn(&Cell) -> bool,
) -> Option<i64> {
    let bases: Vec<i64> = if asked.kind == QuestionKind::Multiple {
        book.answered
            .iter()
            .filter(|base| base.question == asked.id)
            .map(|base| Cell {
                choice: None,
                channel: base.channel,
                group: base.group,
                n: base.n,
                of: 0,
                others: 0,
                is_of_people: false,
            })
            .filter(|cell| wanted(cell))
            .map(|cell| cell.n)
            .collect()
    } else {
        let counts = chosen.iter().filter(|cell| !cell.is_of_people);
        counts.map(|cell| cell.n).collect()
    };
    (!bases.is_empty()).then(|| sum(bases.iter().copied()))
}

/// An answer's count with its percentage and interval on a base.
pub(in crate::domain::consultation) fn answer(
    choice: &Choice,
    count: Option<i64>,
    base: Option<i64>,
) -> AnswerCount {
    let whole = |n: Option<i64>| n.and_then(|n| u64::try_from(n).ok());
    let (percent, interval) = match (whole(count), whole(base)) {
        (Some(count), Some(base)) if base > 0 && count <= base => {
            let interval = statistics::wilson(count, base).map(|held| Interval {
                lower: held.lower * 100.0,
                upper: held.upper * 100.0,
            });
            (statistics::percent(count, base), interval)
        }
        _ => (None, None),
    };
    AnswerCount {
        choice: choice.id,
        text: choice.text.clone(),
        leaning: choice.leaning,
        strength: choice.strength,
        count,
        base,
        percent,
        interval,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::sample::Sample;

    const ONLINE: ChannelId = ChannelId(1);
    const PAPER: ChannelId = ChannelId(2);
    const FIRST: QuestionId = QuestionId(1);
    const AGREE: ChoiceId = ChoiceId(1);

    /// A question with three sides, by two channels, and a second question that nobody has answered.
    fn sample(kind: QuestionKind) -> Sample {
        let mut sample = Sample::default();
        let held = sample.consultation("Survey");
        sample.channel(held, "Online");
        sample.channel(held, "Paper");
        let question = sample.question(held, kind);
        let sides = [Leaning::Positive, Leaning::Negative, Leaning::Neutral];
        for (leaning, (online, paper)) in sides.into_iter().zip([(22, 8), (26, 4), (10, 0)]) {
            let choice = sample.choice(question, leaning.word(), leaning);
            sample.tally(choice, ONLINE, None, online);
            sample.tally(choice, PAPER, None, paper);
        }
        let second = sample.question(held, QuestionKind::Single);
        sample.choice(second, "Yes", Leaning::None);
        sample
    }

    fn everyone(sample: &Sample, question: QuestionId, draft: Option<Draft>) -> Breakdown {
        results(&sample.book(), question, Split::All, draft).remove(0)
    }

    #[test]
    fn percentages_and_net_agreement_are_of_those_who_answered() {
        let held = everyone(&sample(QuestionKind::Likert), FIRST, None);
        assert_eq!(held.base, Some(70));
        assert_eq!(held.answers[0].count, Some(30));
        assert_eq!(held.answers[0].percent, Some(3000.0 / 70.0));
        assert_eq!(held.side(Leaning::Negative), Some(3000.0 / 70.0));
        assert_eq!(held.net(), Some(0.0));
        let interval = held.answers[0].interval.unwrap();
        assert!(interval.lower < 42.8 && 42.9 < interval.upper);
    }

    #[test]
    fn channels_sum_to_everyone() {
        let book = sample(QuestionKind::Likert).book();
        let parts = results(&book, FIRST, Split::Channel, None);
        let bases: Vec<(&str, Option<i64>)> = parts
            .iter()
            .map(|part| (part.label.as_str(), part.base))
            .collect();
        assert_eq!(bases, [("Online", Some(58)), ("Paper", Some(12))]);
        assert_eq!(parts[1].net(), Some(400.0 / 12.0));
        let groups = results(&book, FIRST, Split::Group, None);
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].label, "Group not recorded");
    }

    #[test]
    fn several_answers_have_people_for_a_base() {
        let mut sample = sample(QuestionKind::Multiple);
        let held = everyone(&sample, FIRST, None);
        assert_eq!((held.base, held.answers[0].percent), (None, None));
        assert_eq!(held.answers[0].count, Some(30));
        sample.answered(FIRST, ONLINE, 40);
        let held = everyone(&sample, FIRST, None);
        assert_eq!((held.base, held.answers[0].percent), (Some(40), Some(75.0)));
        sample.answered(FIRST, PAPER, -15);
        // More ticks than people are no percentage.
        assert_eq!(everyone(&sample, FIRST, None).answers[0].percent, None);
    }

    #[test]
    fn nothing_entered_is_not_nought() {
        let sample = sample(QuestionKind::Single);
        let held = everyone(&sample, QuestionId(2), None);
        assert_eq!(
            (held.base, held.net(), held.answers[0].count),
            (None, None, None)
        );
        assert_eq!(results(&sample.book(), QuestionId(9), Split::All, None), []);
    }

    #[test]
    fn a_draft_replaces_its_cell_and_touches_no_other_question() {
        let sample = sample(QuestionKind::Single);
        let draft = |n| {
            Some(Draft {
                choice: AGREE,
                channel: ONLINE,
                group: None,
                n,
            })
        };
        let base = |question, n| everyone(&sample, question, draft(n)).base;
        assert_eq!(base(FIRST, Some(23)), Some(71));
        assert_eq!(base(FIRST, None), Some(48));
        assert_eq!(base(QuestionId(2), Some(23)), None);
        assert_eq!(base(FIRST, Some(i64::MAX)), Some(i64::MAX));
    }
}
