//! A book as records with their fields, for setting two of them side by side.
//!
//! The fields are those that are written to the file, so nothing that is kept can be overlooked.

use rusqlite::types::Value;

use crate::domain::book::{Book, Shelf};
use crate::domain::compare::{Fact, Held, Version};
use crate::domain::id::Key;
use crate::store::row::{Row, with_every_shelf};

macro_rules! telling {
    ($($shelf:ident: $noun:ident),* $(,)?) => {
        /// Every record of a book with its fields.
        #[must_use]
        pub fn version(book: &Book) -> Version {
            let mut records = Vec::new();
            $(tell(&book.$shelf, book, &mut records);)*
            let areas = book.areas.values();
            Version {
                records,
                areas: areas.map(|area| (area.code.to_string(), area.name.clone())).collect(),
            }
        }
    };
}

with_every_shelf!(telling);

fn tell<T: Row>(shelf: &Shelf<T>, book: &Book, records: &mut Vec<Held>) {
    for record in shelf {
        let mut fields: Vec<(&'static str, Fact)> = record
            .columns()
            .into_iter()
            .map(|(name, value)| (name, fact(value)))
            .collect();
        let links = record.links().into_iter();
        fields.extend(links.map(|links| (links.to, Fact::Keys(links.keys))));
        records.push(Held {
            table: T::TABLE.trim_matches('"'),
            noun: T::NOUN,
            key: record.id().number(),
            title: record.title(book),
            shown: record.shown(book),
            place: record.place(book),
            fields,
        });
    }
}

fn fact(value: Value) -> Fact {
    match value {
        Value::Null | Value::Blob(_) => Fact::Empty,
        Value::Integer(whole) => Fact::Whole(whole),
        Value::Real(real) => Fact::Real(real),
        Value::Text(text) => Fact::Text(text),
    }
}
