//! Grants that the council itself makes, as it publishes them under the 360Giving standard.
//!
//! A published grant is kept whole, field by field, as it was given: the amount, the day, the recipient and the funder
//! are taken from it for lists and sums, and are never a second truth. Its key is made from its identifier, which the
//! standard makes unique in the world, so that one grant in two copies of a plan is one grant.
//!
//! Edges: only awards in pounds are kept, since sums of pounds and euros mean nothing. An award with a fraction of a
//! penny is rounded for sums, halves up; the published figure stays as it is.

pub mod intake;
pub mod json;
pub mod sums;

use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::giving::json::Json;
use crate::domain::id::GivingId;
use crate::domain::money::Pence;
use crate::domain::period::Period;
use crate::domain::plan::name_empty;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// The only currency that amounts are kept in.
pub const CURRENCY: &str = "GBP";

/// A grant that the council made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Giving {
    /// Its key, made from its identifier.
    pub id: GivingId,
    /// Its identifier under the standard: `360G-traffordmbc-VSG1342`.
    pub identifier: String,
    /// Its title.
    pub title: String,
    /// How much was awarded.
    pub amount: Pence,
    /// The currency, by its three letters.
    pub currency: String,
    /// When it was awarded.
    pub awarded: Date,
    /// Who receives it.
    pub recipient: String,
    /// Who gives it.
    pub funder: String,
    /// Under which programme; empty where none is published.
    pub programme: String,
    /// All of it, as JSON without spaces.
    pub body: String,
    /// Where it stands in the list.
    pub position: i64,
}

impl GivingId {
    /// The key of the grant with this identifier: the 64-bit FNV-1a hash of its bytes, less the sign.
    #[must_use]
    pub fn of(identifier: &str) -> Self {
        let hash = identifier
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
            });
        Self((hash >> 1).max(1) as i64)
    }
}

impl Giving {
    /// The grant in a published object, whose award and day were read from it already.
    #[must_use]
    pub fn of(body: &Json, amount: Pence, awarded: Date, position: i64) -> Self {
        let words = |name: &str| body.get(name).map_or("", Json::words).trim().to_owned();
        let within = |list: &str, name: &str| {
            let part = body.get(list).map(|held| held.first().unwrap_or(held));
            let held = part.and_then(|part| part.get(name));
            held.map_or("", Json::words).trim().to_owned()
        };
        let identifier = words("id");
        let mut recipient = within("recipientOrganization", "name");
        if recipient.is_empty() {
            recipient = within("recipientIndividual", "name");
        }
        Self {
            id: GivingId::of(&identifier),
            identifier,
            title: words("title"),
            amount,
            currency: words("currency"),
            awarded,
            recipient,
            funder: within("fundingOrganization", "name"),
            programme: within("grantProgramme", "title"),
            body: body.to_string(),
            position,
        }
    }

    /// The fiscal year of the award, by the year in which it begins.
    #[must_use]
    pub fn fiscal_year(&self) -> i16 {
        match self.awarded.month() {
            1..=3 => self.awarded.year() - 1,
            _ => self.awarded.year(),
        }
    }

    /// The same, as `2012/13`.
    #[must_use]
    pub fn year(&self) -> Period {
        Period::Financial(self.fiscal_year())
    }
}

impl Record for Giving {
    type Id = GivingId;
    const NOUN: &'static str = "grant made";

    fn id(&self) -> GivingId {
        self.id
    }

    fn find(book: &Book, id: GivingId) -> Option<&Self> {
        book.givings.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Grant made {}", self.identifier)
    }

    fn shown(&self, _book: &Book) -> String {
        format!("{} to {}", self.amount, self.recipient)
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Plan
    }

    fn problems(&self, _book: &Book) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.identifier.is_empty() {
            problems.push(name_empty(Place::Plan, "Grant made, identifier"));
        }
        if self.currency != CURRENCY {
            problems.push(Problem::refusal(
                "not-in-pounds",
                Place::Plan,
                format!("Grant made {}, currency", self.identifier),
                format!("“{}”", self.currency),
                "Grants made are kept in pounds, so that they can be summed.",
                "Give the award in GBP.",
            ));
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = r#"{"id":"360G-x-1","title":"T","currency":"GBP","amountAwarded":10.50,
        "recipientOrganization":[{"id":"r","name":"Choir"}],"fundingOrganization":[{"name":"Council"}],
        "grantProgramme":[{"title":"Voluntary"}],"own":{"x":[1]}}"#;

    fn giving(day: &str) -> Giving {
        let body = Json::read(BODY).unwrap();
        Giving::of(&body, Pence(1_050), day.parse().unwrap(), 1)
    }

    #[test]
    fn a_grant_is_taken_from_its_object_and_kept_whole() {
        let held = giving("2013-01-18");
        assert_eq!(held.identifier, "360G-x-1");
        assert_eq!(
            (
                held.recipient.as_str(),
                held.funder.as_str(),
                held.programme.as_str()
            ),
            ("Choir", "Council", "Voluntary")
        );
        assert!(held.body.contains(r#""own":{"x":[1]}"#), "{}", held.body);
        assert!(held.body.contains("10.50"), "{}", held.body);
        assert_eq!(held.id, GivingId::of("360G-x-1"));
        assert_ne!(held.id, GivingId::of("360G-x-2"));
    }

    #[test]
    fn the_year_begins_in_april() {
        assert_eq!(giving("2013-03-31").fiscal_year(), 2012);
        assert_eq!(giving("2013-04-01").year().label(), "2013/14");
    }

    #[test]
    fn other_money_is_refused() {
        let held = Giving {
            currency: "EUR".into(),
            ..giving("2013-01-18")
        };
        assert_eq!(held.problems(&Book::default())[0].kind, "not-in-pounds");
        assert!(giving("2013-01-18").problems(&Book::default()).is_empty());
    }
}
