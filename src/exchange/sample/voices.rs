//! What people said in the sample's consultations: questions, answers, counts, meetings, themes.
//!
//! Everything is named within its consultation: a question by its number, an answer by its words.

use serde::Deserialize;

use crate::domain::consultation::{
    Channel, ChannelKind, Choice, Consultation, CountOf, Event, Group, Leaning, PublishedCount,
    Question, QuestionKind, Receipt, Stage, Tally, Theme,
};
use crate::domain::id::{
    ChannelId, ChoiceId, ConsultationId, EventId, GroupId, ObjectiveId, PriorityAreaId,
    PublishedCountId, QuestionId, ReceiptId, TallyId, ThemeId,
};
use crate::exchange::sample::Reader;
use crate::exchange::sample::known::Known;
use crate::exchange::sample::table::{Line, Refused, several};

macro_rules! row {
    ($name:ident: $($column:ident),*) => {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $name {
            $($column: String,)*
        }
    };
}

row!(ConsultationRow: title, about, asked_of, opened, closed, stage, decision, objectives, source);
row!(GroupRow: consultation, name);
row!(ChannelRow: consultation, name, kind);
row!(QuestionRow: consultation, number, text, kind, note);
row!(ChoiceRow: consultation, question, text, leaning, strength);
row!(TallyRow: consultation, question, choice, channel, group, n);
row!(EventRow: consultation, name, n_people, note);
row!(ReceiptRow: consultation, channel, received, invalid, blank, duplicate, withdrawn);
row!(PublishedCountRow: consultation, question, choice, of, value, source);
row!(ThemeRow: consultation, group, title, we_did, priority_area);

/// Every consultation and what belongs to it.
pub(super) fn add_all(reader: &mut Reader) {
    reader.add("consultation.csv", consultation);
    reader.add("group.csv", group);
    reader.add("channel.csv", channel);
    reader.add("question.csv", question);
    reader.add("choice.csv", choice);
    reader.add("tally.csv", tally);
    reader.add("event.csv", event);
    reader.add("receipt.csv", receipt);
    reader.add("published_count.csv", published_count);
    reader.add("theme.csv", theme);
}

fn consultation(
    known: &mut Known,
    line: &Line,
    row: ConsultationRow,
    position: i64,
) -> Result<Consultation, Refused> {
    let objectives = several(&row.objectives)
        .map(|number| {
            known
                .find(line, "objective", "objectives", number)
                .map(ObjectiveId)
        })
        .collect::<Result<_, _>>()?;
    Ok(Consultation {
        id: ConsultationId(known.define(line, "consultation", "title", &row.title)?),
        opened: line.date("opened", &row.opened)?,
        closed: line.date("closed", &row.closed)?,
        stage: line.word("stage", &row.stage, &Stage::ALL, Stage::word)?,
        title: row.title,
        about: row.about,
        asked_of: row.asked_of,
        decision: row.decision,
        objectives,
        source: row.source,
        position,
    })
}

/// The consultation that a row belongs to.
fn held(known: &Known, line: &Line, title: &str) -> Result<ConsultationId, Refused> {
    known
        .find(line, "consultation", "consultation", title)
        .map(ConsultationId)
}

/// The key of a thing that is named within its consultation, where the row names one.
fn within(
    known: &Known,
    line: &Line,
    noun: &str,
    consultation: &str,
    name: &str,
) -> Result<Option<i64>, Refused> {
    if name.is_empty() {
        return Ok(None);
    }
    known
        .find(line, noun, noun, &format!("{consultation}|{name}"))
        .map(Some)
}

fn group(known: &mut Known, line: &Line, row: GroupRow, position: i64) -> Result<Group, Refused> {
    let natural = format!("{}|{}", row.consultation, row.name);
    Ok(Group {
        consultation: held(known, line, &row.consultation)?,
        id: GroupId(known.define(line, "group", "name", &natural)?),
        name: row.name,
        position,
    })
}

fn channel(
    known: &mut Known,
    line: &Line,
    row: ChannelRow,
    position: i64,
) -> Result<Channel, Refused> {
    let natural = format!("{}|{}", row.consultation, row.name);
    Ok(Channel {
        consultation: held(known, line, &row.consultation)?,
        id: ChannelId(known.define(line, "channel", "name", &natural)?),
        kind: line.word("kind", &row.kind, &ChannelKind::ALL, ChannelKind::word)?,
        name: row.name,
        position,
    })
}

fn question(
    known: &mut Known,
    line: &Line,
    row: QuestionRow,
    position: i64,
) -> Result<Question, Refused> {
    let natural = format!("{}|{}", row.consultation, row.number);
    Ok(Question {
        consultation: held(known, line, &row.consultation)?,
        id: QuestionId(known.define(line, "question", "number", &natural)?),
        kind: line.word("kind", &row.kind, &QuestionKind::ALL, QuestionKind::word)?,
        number: row.number,
        text: row.text,
        stem: String::new(),
        is_about: false,
        note: row.note,
        position,
    })
}

fn choice(
    known: &mut Known,
    line: &Line,
    row: ChoiceRow,
    position: i64,
) -> Result<Choice, Refused> {
    let question = format!("{}|{}", row.consultation, row.question);
    let natural = format!("{question}|{}", row.text);
    Ok(Choice {
        question: QuestionId(known.find(line, "question", "question", &question)?),
        id: ChoiceId(known.define(line, "choice", "text", &natural)?),
        leaning: line.word("leaning", &row.leaning, &Leaning::ALL, Leaning::word)?,
        strength: line.whole("strength", &row.strength)?,
        text: row.text,
        position,
    })
}

fn tally(known: &mut Known, line: &Line, row: TallyRow, _: i64) -> Result<Tally, Refused> {
    let choice = format!("{}|{}|{}", row.consultation, row.question, row.choice);
    let channel = format!("{}|{}", row.consultation, row.channel);
    let natural = format!("{choice}|{}|{}", row.channel, row.group);
    let group = within(known, line, "group", &row.consultation, &row.group)?;
    Ok(Tally {
        choice: ChoiceId(known.find(line, "choice", "choice", &choice)?),
        channel: ChannelId(known.find(line, "channel", "channel", &channel)?),
        group: group.map(GroupId),
        id: TallyId(known.define(line, "tally", "choice", &natural)?),
        n: line.whole("n", &row.n)?,
    })
}

fn event(known: &mut Known, line: &Line, row: EventRow, position: i64) -> Result<Event, Refused> {
    let natural = format!("{}|{}", row.consultation, row.name);
    Ok(Event {
        consultation: held(known, line, &row.consultation)?,
        id: EventId(known.define(line, "meeting", "name", &natural)?),
        n_people: line.whole("n_people", &row.n_people)?,
        name: row.name,
        note: row.note,
        position,
    })
}

fn receipt(known: &mut Known, line: &Line, row: ReceiptRow, _: i64) -> Result<Receipt, Refused> {
    let channel = format!("{}|{}", row.consultation, row.channel);
    Ok(Receipt {
        channel: ChannelId(known.find(line, "channel", "channel", &channel)?),
        id: ReceiptId(known.define(line, "receipt", "channel", &channel)?),
        received: line.whole("received", &row.received)?,
        invalid: line.whole("invalid", &row.invalid)?,
        blank: line.whole("blank", &row.blank)?,
        duplicate: line.whole("duplicate", &row.duplicate)?,
        withdrawn: line.whole("withdrawn", &row.withdrawn)?,
    })
}

fn published_count(
    known: &mut Known,
    line: &Line,
    row: PublishedCountRow,
    _: i64,
) -> Result<PublishedCount, Refused> {
    let choice = if row.choice.is_empty() {
        String::new()
    } else {
        format!("{}|{}", row.question, row.choice)
    };
    let natural = format!("{}|{}|{choice}|{}", row.consultation, row.of, row.source);
    let answer = within(known, line, "choice", &row.consultation, &choice)?;
    let value = line.number("value", &row.value)?.ok_or_else(|| {
        let why = "A printed count has a figure.";
        line.fault(
            "value",
            &row.value,
            why,
            "Write the figure, or remove the row.",
        )
    })?;
    Ok(PublishedCount {
        consultation: held(known, line, &row.consultation)?,
        choice: answer.map(ChoiceId),
        id: PublishedCountId(known.define(line, "published count", "of", &natural)?),
        of: line.word("of", &row.of, &CountOf::ALL, CountOf::word)?,
        value,
        source: row.source,
    })
}

fn theme(known: &mut Known, line: &Line, row: ThemeRow, position: i64) -> Result<Theme, Refused> {
    let natural = format!("{}|{}|{}", row.consultation, row.group, row.title);
    let group = within(known, line, "group", &row.consultation, &row.group)?;
    let pays = known.find_any(line, "priority area", "priority_area", &row.priority_area)?;
    Ok(Theme {
        consultation: held(known, line, &row.consultation)?,
        group: group.map(GroupId),
        id: ThemeId(known.define(line, "theme", "title", &natural)?),
        title: row.title,
        definition: String::new(),
        parent: None,
        we_did: row.we_did,
        priority_area: pays.map(PriorityAreaId),
        indicator: None,
        objectives: Vec::new(),
        position,
    })
}
