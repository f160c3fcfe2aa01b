//! How consultations, their questions, counts and themes are kept.

use rusqlite::types::Value;
use rusqlite::{Connection, Row as SqlRow};

use crate::domain::consultation::{
    Answered, Channel, Choice, Consultation, Event, Group, PublishedCount, Question, Receipt,
    Tally, Theme,
};
use crate::domain::id::ObjectiveId;
use crate::store::columns::Day;
use crate::store::objectives::{Link, attach, objectives};
use crate::store::row::{Links, Row, linked, value};

impl Row for Consultation {
    const TABLE: &'static str = "consultation";
    const ORDER: &'static str = "position, id";
    const LINKED: &'static [&'static str] = &["consultation_objective", "objective"];

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("title", value(&self.title)),
            ("about", value(&self.about)),
            ("asked_of", value(&self.asked_of)),
            ("opened", value(&Day(self.opened))),
            ("closed", value(&Day(self.closed))),
            ("stage", value(&self.stage)),
            ("decision", value(&self.decision)),
            ("source", value(&self.source)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            title: row.get("title")?,
            about: row.get("about")?,
            asked_of: row.get("asked_of")?,
            opened: row.get::<_, Day>("opened")?.0,
            closed: row.get::<_, Day>("closed")?.0,
            stage: row.get("stage")?,
            decision: row.get("decision")?,
            source: row.get("source")?,
            position: row.get("position")?,
            objectives: Vec::new(),
        })
    }

    fn links(&self) -> Vec<Links> {
        vec![Links {
            table: "consultation_objective",
            from: "consultation_id",
            to: "objective_id",
            keys: self.objectives.iter().map(|other| other.0).collect(),
        }]
    }

    fn attach(conn: &Connection, records: &mut [Self]) -> rusqlite::Result<()> {
        let mut linked = linked(
            conn,
            "consultation_objective",
            "consultation_id",
            "objective_id",
            "objective",
        )?;
        for record in records {
            let keys = linked.remove(&record.id.0).unwrap_or_default();
            record.objectives = keys.into_iter().map(ObjectiveId).collect();
        }
        Ok(())
    }
}

impl Row for Group {
    const TABLE: &'static str = "respondent_group";
    const ORDER: &'static str = "position, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("consultation_id", value(&self.consultation)),
            ("name", value(&self.name)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            consultation: row.get("consultation_id")?,
            name: row.get("name")?,
            position: row.get("position")?,
        })
    }
}

impl Row for Channel {
    const TABLE: &'static str = "channel";
    const ORDER: &'static str = "position, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("consultation_id", value(&self.consultation)),
            ("name", value(&self.name)),
            ("kind", value(&self.kind)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            consultation: row.get("consultation_id")?,
            name: row.get("name")?,
            kind: row.get("kind")?,
            position: row.get("position")?,
        })
    }
}

impl Row for Question {
    const TABLE: &'static str = "question";
    const ORDER: &'static str = "position, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("consultation_id", value(&self.consultation)),
            ("number", value(&self.number)),
            ("text", value(&self.text)),
            ("kind", value(&self.kind)),
            ("stem", value(&self.stem)),
            ("is_about", value(&self.is_about)),
            ("note", value(&self.note)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            consultation: row.get("consultation_id")?,
            number: row.get("number")?,
            text: row.get("text")?,
            stem: row.get("stem")?,
            is_about: row.get("is_about")?,
            kind: row.get("kind")?,
            note: row.get("note")?,
            position: row.get("position")?,
        })
    }
}

impl Row for Choice {
    const TABLE: &'static str = "choice";
    const ORDER: &'static str = "position, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("question_id", value(&self.question)),
            ("text", value(&self.text)),
            ("leaning", value(&self.leaning)),
            ("strength", value(&self.strength)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            question: row.get("question_id")?,
            text: row.get("text")?,
            leaning: row.get("leaning")?,
            strength: row.get("strength")?,
            position: row.get("position")?,
        })
    }
}

impl Row for Tally {
    const TABLE: &'static str = "tally";
    const ORDER: &'static str = "id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("choice_id", value(&self.choice)),
            ("channel_id", value(&self.channel)),
            ("group_id", value(&self.group)),
            ("n", value(&self.n)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            choice: row.get("choice_id")?,
            channel: row.get("channel_id")?,
            group: row.get("group_id")?,
            n: row.get("n")?,
        })
    }
}

impl Row for Answered {
    const TABLE: &'static str = "answered";
    const ORDER: &'static str = "id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("question_id", value(&self.question)),
            ("channel_id", value(&self.channel)),
            ("group_id", value(&self.group)),
            ("n", value(&self.n)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            question: row.get("question_id")?,
            channel: row.get("channel_id")?,
            group: row.get("group_id")?,
            n: row.get("n")?,
        })
    }
}

impl Row for Event {
    const TABLE: &'static str = "event";
    const ORDER: &'static str = "position, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("consultation_id", value(&self.consultation)),
            ("name", value(&self.name)),
            ("n_people", value(&self.n_people)),
            ("note", value(&self.note)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            consultation: row.get("consultation_id")?,
            name: row.get("name")?,
            n_people: row.get("n_people")?,
            note: row.get("note")?,
            position: row.get("position")?,
        })
    }
}

impl Row for Receipt {
    const TABLE: &'static str = "receipt";
    const ORDER: &'static str = "id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("channel_id", value(&self.channel)),
            ("received", value(&self.received)),
            ("invalid", value(&self.invalid)),
            ("blank", value(&self.blank)),
            ("duplicate", value(&self.duplicate)),
            ("withdrawn", value(&self.withdrawn)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            channel: row.get("channel_id")?,
            received: row.get("received")?,
            invalid: row.get("invalid")?,
            blank: row.get("blank")?,
            duplicate: row.get("duplicate")?,
            withdrawn: row.get("withdrawn")?,
        })
    }
}

impl Row for PublishedCount {
    const TABLE: &'static str = "published_count";
    const ORDER: &'static str = "id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("consultation_id", value(&self.consultation)),
            ("choice_id", value(&self.choice)),
            ("count_of", value(&self.of)),
            ("value", value(&self.value)),
            ("source", value(&self.source)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            consultation: row.get("consultation_id")?,
            choice: row.get("choice_id")?,
            of: row.get("count_of")?,
            value: row.get("value")?,
            source: row.get("source")?,
        })
    }
}

const THEME_LINK: Link = Link::new("theme_objective", "theme_id");

impl Row for Theme {
    const TABLE: &'static str = "theme";
    const ORDER: &'static str = "position, id";
    const LINKED: &'static [&'static str] = &["theme_objective", "objective"];

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("consultation_id", value(&self.consultation)),
            ("group_id", value(&self.group)),
            ("title", value(&self.title)),
            ("definition", value(&self.definition)),
            ("parent_id", value(&self.parent)),
            ("we_did", value(&self.we_did)),
            ("priority_area_id", value(&self.priority_area)),
            ("indicator_id", value(&self.indicator)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            consultation: row.get("consultation_id")?,
            group: row.get("group_id")?,
            title: row.get("title")?,
            definition: row.get("definition")?,
            parent: row.get("parent_id")?,
            we_did: row.get("we_did")?,
            priority_area: row.get("priority_area_id")?,
            indicator: row.get("indicator_id")?,
            objectives: Vec::new(),
            position: row.get("position")?,
        })
    }

    fn links(&self) -> Vec<Links> {
        vec![objectives(&THEME_LINK, &self.objectives)]
    }

    fn attach(conn: &Connection, records: &mut [Self]) -> rusqlite::Result<()> {
        attach(conn, &THEME_LINK, records, |record| &mut record.objectives)
    }
}
