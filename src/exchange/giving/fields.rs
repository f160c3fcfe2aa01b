//! The fields of the 360Giving standard 1.4, by their titles in a spreadsheet and their names in JSON.
//!
//! A spreadsheet heads a column `Recipient Org:Name`, or, as programs write it, `recipientOrganization/0/name`. Capitals
//! and signs do not matter: real files have `From an open call?` and `Last modified`. Whatever the standard does not know
//! is a field under the words of its own heading.
//!
//! The titles and names are those of the standard's schema (ThreeSixtyGiving, 1.4.3).

use crate::exchange::published::ees::headings::bare;

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A figure.
    Number,
    /// A day.
    Day,
    /// Several words with `;` between them.
    List,
}

/// A step on the way to a field.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// The field of this name.
    Name(String),
    /// The part at this place, counted from 0.
    At(usize),
}

/// The way to a field.
pub type Path = Vec<Step>;

type Field = (&'static str, &'static str, Kind);

use Kind::{Day, List, Number, Text};

const TOP: &[Field] = &[
    ("Identifier", "id", Text),
    ("Title", "title", Text),
    ("Description", "description", Text),
    ("Currency", "currency", Text),
    ("Amount Applied For", "amountAppliedFor", Number),
    ("Amount Awarded", "amountAwarded", Number),
    ("Amount Disbursed", "amountDisbursed", Number),
    ("Award Date", "awardDate", Day),
    ("URL", "url", Text),
    ("From An Open Call?", "fromOpenCall", Text),
    ("Related Activity", "relatedActivity", List),
    ("Last Modified", "dateModified", Text),
    ("Data Source", "dataSource", Text),
    ("For Regrant Type", "regrantType", Text),
    ("Location Scope", "locationScope", Text),
];

/// A part of a grant: its title, its name, whether there may be several, and its fields.
struct Part {
    title: &'static str,
    name: &'static str,
    is_list: bool,
    fields: &'static [Field],
}

const EVENT: &[Field] = &[
    ("Title", "title", Text),
    ("Start Date", "startDate", Day),
    ("End Date", "endDate", Day),
    ("Duration (months)", "duration", Number),
    ("Description", "description", Text),
    ("Last Modified", "dateModified", Text),
];
const ORGANISATION: &[Field] = &[
    ("Identifier", "id", Text),
    ("Name", "name", Text),
    ("Department", "department", Text),
    ("Contact Name", "contactName", Text),
    ("Charity Number", "charityNumber", Text),
    ("Company Number", "companyNumber", Text),
    ("Street Address", "streetAddress", Text),
    ("City", "addressLocality", Text),
    ("County", "addressRegion", Text),
    ("Country", "addressCountry", Text),
    ("Postal Code", "postalCode", Text),
    ("Phone Number", "telephone", Text),
    ("Alternate Name", "alternateName", Text),
    ("Email", "email", Text),
    ("Description", "description", Text),
    ("Organisation Type", "organisationType", Text),
    ("Web Address", "url", Text),
    ("Last Modified", "dateModified", Text),
];
const PERSON: &[Field] = &[("Identifier", "id", Text), ("Name", "name", Text)];
const REASONS: &[Field] = &[
    ("Primary Grant Reason", "primaryGrantReason", Text),
    ("Secondary Grant Reason", "secondaryGrantReason", Text),
    ("Grant Purpose", "grantPurpose", List),
];
const LOCATION: &[Field] = &[
    ("Identifier", "id", Text),
    ("Name", "name", Text),
    ("Country Code", "countryCode", Text),
    ("Latitude", "latitude", Number),
    ("Longitude", "longitude", Number),
    ("Description", "description", Text),
    ("Geographic Code", "geoCode", Text),
    ("Geographic Code Type", "geoCodeType", Text),
    ("Last Modified", "dateModified", Text),
];
const PROGRAMME: &[Field] = &[
    ("Code", "code", Text),
    ("Title", "title", Text),
    ("Description", "description", Text),
    ("URL", "url", Text),
    ("Last Modified", "dateModified", Text),
];
const CLASSIFICATION: &[Field] = &[
    ("Vocabulary", "vocabulary", Text),
    ("Code", "code", Text),
    ("Title", "title", Text),
    ("Description", "description", Text),
    ("URL", "url", Text),
    ("Last Modified", "dateModified", Text),
];
const DOCUMENT: &[Field] = &[
    ("Identifier", "id", Text),
    ("Title", "title", Text),
    ("Web Address", "url", Text),
    ("Description", "description", Text),
    ("Document Type", "documentType", Text),
    ("Last Modified", "dateModified", Text),
];
const TRANSACTION: &[Field] = &[
    ("Identifier", "id", Text),
    ("Transaction Date", "transactionDate", Day),
    ("Currency", "currency", Text),
    ("Value", "value", Number),
    ("Value Date", "valueDate", Day),
    ("Description", "description", Text),
    ("Provider", "provider", Text),
    ("Recipient", "recipient", Text),
    ("Last Modified", "dateModified", Text),
];

const fn part(
    title: &'static str,
    name: &'static str,
    is_list: bool,
    fields: &'static [Field],
) -> Part {
    Part {
        title,
        name,
        is_list,
        fields,
    }
}

const PARTS: &[Part] = &[
    part("Planned Dates", "plannedDates", true, EVENT),
    part("Actual Dates", "actualDates", true, EVENT),
    part("Recipient Org", "recipientOrganization", true, ORGANISATION),
    part("Recipient Ind", "recipientIndividual", false, PERSON),
    part(
        "To Individuals Details",
        "toIndividualsDetails",
        false,
        REASONS,
    ),
    part(
        "Beneficiary Location",
        "beneficiaryLocation",
        true,
        LOCATION,
    ),
    part("Funding Org", "fundingOrganization", true, ORGANISATION),
    part("Grant Programme", "grantProgramme", true, PROGRAMME),
    part("Funding Type", "fundingType", true, CLASSIFICATION),
    part("Classifications", "classifications", true, CLASSIFICATION),
    part("Related Document", "relatedDocument", true, DOCUMENT),
    part(
        "Application Transaction",
        "applicationTransaction",
        true,
        TRANSACTION,
    ),
    part(
        "Commitment Transaction",
        "commitmentTransaction",
        true,
        TRANSACTION,
    ),
    part(
        "Disbursement Transaction",
        "disbursementTransaction",
        true,
        TRANSACTION,
    ),
];

/// Places within an organisation are headed `Recipient Org:Location:Name`.
const WITHIN: &str = "location";

fn name(held: impl Into<String>) -> Step {
    Step::Name(held.into())
}

/// The field of a title or a name, whatever its capitals and signs.
fn field<'a>(fields: &'a [Field], words: &str) -> Option<&'a Field> {
    let wanted = bare(words);
    fields
        .iter()
        .find(|(title, name, _)| bare(title) == wanted || bare(name) == wanted)
}

/// What a heading stands for.
#[must_use]
pub fn column(heading: &str) -> (Path, Kind) {
    if let Some((_, key, kind)) = field(TOP, heading) {
        return (vec![name(*key)], *kind);
    }
    let sign = if heading.contains('/') { '/' } else { ':' };
    let mut steps = heading.split(sign).map(str::trim).peekable();
    let first = bare(steps.next().unwrap_or_default());
    let known = PARTS
        .iter()
        .find(|part| bare(part.title) == first || bare(part.name) == first);
    let (Some(part), true) = (known, steps.peek().is_some()) else {
        return other(heading);
    };
    let mut path = vec![name(part.name)];
    let place = |steps: &mut std::iter::Peekable<_>, path: &mut Path, is_list: bool| {
        let at = steps.peek().and_then(|step: &&str| step.parse().ok());
        if at.is_some() {
            steps.next();
        }
        if is_list {
            path.push(Step::At(at.unwrap_or(0)));
        }
    };
    place(&mut steps, &mut path, part.is_list);
    let mut fields = part.fields;
    if std::ptr::eq(fields, ORGANISATION) && steps.peek().is_some_and(|held| bare(held) == WITHIN) {
        steps.next();
        path.push(name(WITHIN));
        place(&mut steps, &mut path, true);
        fields = LOCATION;
    }
    let rest: Vec<&str> = steps.collect();
    if let [last] = rest.as_slice()
        && let Some((_, key, kind)) = field(fields, last)
    {
        path.push(name(*key));
        return (path, *kind);
    }
    if rest.is_empty() || rest.iter().any(|step| step.is_empty()) {
        return other(heading);
    }
    path.extend(rest.into_iter().map(step));
    (path, Text)
}

fn step(words: &str) -> Step {
    words
        .parse()
        .map_or_else(|_| Step::Name(words.to_owned()), Step::At)
}

/// A heading that the standard does not know: a way in names, or the words themselves.
fn other(heading: &str) -> (Path, Kind) {
    let steps: Vec<&str> = heading.split('/').collect();
    let is_way = steps.len() > 1
        && steps[0].parse::<usize>().is_err()
        && steps
            .iter()
            .all(|step| !step.is_empty() && !step.contains(char::is_whitespace));
    if is_way {
        return (steps.into_iter().map(step).collect(), Text);
    }
    (vec![name(heading)], Text)
}

/// The heading of a field: its title where the standard has one and it is the first of its part, else the way to it.
#[must_use]
pub fn heading(path: &[Step]) -> String {
    let by_key = |fields: &'static [Field], wanted: &str| {
        fields
            .iter()
            .find(|(_, key, _)| *key == wanted)
            .map(|(title, _, _)| *title)
    };
    let title = match path {
        [Step::Name(key)] => by_key(TOP, key).map(str::to_owned),
        [Step::Name(own), Step::At(0), Step::Name(key)] | [Step::Name(own), Step::Name(key)] => {
            let part = PARTS.iter().find(|part| part.name == own);
            let part = part.filter(|part| part.is_list == (path.len() == 3));
            part.and_then(|part| {
                by_key(part.fields, key).map(|title| format!("{}:{title}", part.title))
            })
        }
        _ => None,
    };
    title.unwrap_or_else(|| {
        let steps: Vec<String> = path
            .iter()
            .map(|step| match step {
                Step::Name(held) => held.clone(),
                Step::At(at) => at.to_string(),
            })
            .collect();
        steps.join("/")
    })
}

/// Whether a list of words stands in one cell.
#[must_use]
pub fn is_list(path: &[Step]) -> bool {
    column(&heading(path)).1 == List
}

/// Where a field stands among the others in a file that follows no other order.
#[must_use]
pub fn rank(path: &[Step]) -> (usize, usize) {
    let Some(Step::Name(first)) = path.first() else {
        return (usize::MAX, 0);
    };
    if let Some(at) = TOP.iter().position(|(_, key, _)| key == first) {
        // The parts stand between the address of the grant and how it came about, as in the standard's own template.
        let after = if at < 9 { 0 } else { 2 };
        return (after, at);
    }
    let Some(at) = PARTS.iter().position(|part| part.name == first) else {
        return (3, 0);
    };
    let fields = PARTS[at].fields;
    let own = match path.last() {
        Some(Step::Name(key)) => fields.iter().position(|(_, held, _)| held == key),
        _ => None,
    };
    (1, at * 100 + own.unwrap_or(99))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_title_and_by_way_whatever_their_capitals() {
        #[track_caller]
        fn check(said: &str, way: &str, kind: Kind) {
            let (path, found) = column(said);
            let shown: Vec<String> = path
                .iter()
                .map(|step| match step {
                    Step::Name(held) => held.clone(),
                    Step::At(at) => at.to_string(),
                })
                .collect();
            assert_eq!((shown.join("|").as_str(), found), (way, kind), "{said}");
            assert_eq!(column(&heading(&path)), (path, found), "{said}");
        }
        check("Identifier", "id", Text);
        check("amount awarded", "amountAwarded", Number);
        check("amountAwarded", "amountAwarded", Number);
        check("From an open call?", "fromOpenCall", Text);
        check("Last modified", "dateModified", Text);
        check("Recipient Org:Name", "recipientOrganization|0|name", Text);
        check("recipient org: name", "recipientOrganization|0|name", Text);
        check(
            "recipientOrganization/0/name",
            "recipientOrganization|0|name",
            Text,
        );
        check(
            "Beneficiary Location:1:Latitude",
            "beneficiaryLocation|1|latitude",
            Number,
        );
        check("Recipient Ind:Name", "recipientIndividual|name", Text);
        check(
            "Recipient Org:Location:Geographic Code",
            "recipientOrganization|0|location|0|geoCode",
            Text,
        );
        check(
            "Planned Dates:Duration (months)",
            "plannedDates|0|duration",
            Number,
        );
        check(
            "To Individuals Details:Grant Purpose",
            "toIndividualsDetails|grantPurpose",
            List,
        );
        check(
            "Recipient Org:Shoe size",
            "recipientOrganization|0|Shoe size",
            Text,
        );
        check("Ward", "Ward", Text);
        check("Yes / no", "Yes / no", Text);
        check("custom/0/name", "custom|0|name", Text);
        check("Funding Org", "Funding Org", Text);
    }

    proptest::proptest! {
        #[test]
        fn a_heading_that_is_written_is_understood(said: String) {
            let (path, _) = column(&said);
            let (again, _) = column(&heading(&path));
            proptest::prop_assert_eq!(heading(&again), heading(&path));
        }
    }
}
