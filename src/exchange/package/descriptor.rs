//! `datapackage.json`: what the tables of a package are, for any program that reads Frictionless data packages.

use serde_json::{Map, Value, json};

use crate::domain::naming::{self, Holds};
use crate::domain::package::{Column, Kind, Package, Reference, Resource, Shape};
use crate::domain::problem::{Place, Problem};
use crate::exchange::package::DESCRIPTOR;

/// The licence of what the Department for Education publishes.
const LICENCE: (&str, &str, &str) = (
    "OGL-UK-3.0",
    "Open Government Licence v3.0: contains public sector information",
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
);
/// Tables that hold published figures and lists, which are under that licence.
const PUBLISHED: [&str; 4] = ["area", "figure", "neighbour", "series"];
/// Where our own notes stand in the package.
const OURS: &str = "goldenThread";
/// How a package is to be read, in words.
const RULES: &str = "A text cell that begins with an apostrophe is the text after that apostrophe: it keeps spreadsheets \
    from running it. An empty cell is nothing where a column may hold nothing, and empty text where it may not; a lone \
    apostrophe is empty text. Money is whole pence. Keys have up to nineteen figures: spreadsheets shorten them when they \
    save.";

/// The package as JSON text.
#[must_use]
pub fn written(package: &Package) -> String {
    let mut about = vec![package.about.trim().to_owned(), RULES.to_owned()];
    about.extend(package.left_out.iter().cloned());
    about.retain(|part| !part.is_empty());
    let resources: Vec<Value> = package
        .resources
        .iter()
        .map(|held| resource(held, &package.sources))
        .collect();
    let json = json!({
        "profile": "tabular-data-package",
        "name": slug(&package.title),
        "title": package.title,
        "description": about.join("\n\n"),
        OURS: {
            "version": package.version,
            "about": package.about,
            "leftOut": package.left_out,
            "sources": package.sources,
        },
        "resources": resources,
    });
    // Pretty text of a value that is made here cannot fail.
    let mut text = serde_json::to_string_pretty(&json).unwrap_or_default();
    text.push('\n');
    text
}

/// A name as packages have them: small letters, figures and hyphens.
fn slug(title: &str) -> String {
    let mut slug = String::new();
    for letter in title.to_lowercase().chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug: String = slug.chars().take(80).collect();
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "plan".into()
    } else {
        slug.into()
    }
}

fn resource(held: &Resource, sources: &[String]) -> Value {
    let shape = &held.shape;
    let (title, about) = naming::about(&shape.name).map_or_else(
        || (shape.name.replace('_', " "), ""),
        |(title, about)| (title.to_owned(), about),
    );
    let mut json = json!({
        "profile": "tabular-data-resource",
        "name": shape.name,
        "title": title,
        "path": held.file(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": held.n_bytes,
        "hash": format!("sha256:{}", held.sha256),
        "rows": held.n_rows,
        "schema": schema(shape),
    });
    if let Some(fields) = json.as_object_mut() {
        if !about.is_empty() {
            fields.insert("description".into(), about.into());
        }
        if PUBLISHED.contains(&shape.name.as_str()) {
            let (name, title, path) = LICENCE;
            fields.insert(
                "licenses".into(),
                json!([{ "name": name, "title": title, "path": path }]),
            );
            if !sources.is_empty() {
                let sources: Vec<Value> = sources
                    .iter()
                    .map(|said| json!({ "title": said }))
                    .collect();
                fields.insert("sources".into(), sources.into());
            }
        }
    }
    json
}

fn schema(shape: &Shape) -> Value {
    let fields: Vec<Value> = shape
        .columns
        .iter()
        .map(|column| field(shape, column))
        .collect();
    let references: Vec<Value> = shape
        .references
        .iter()
        .map(|held| {
            // A table that refers to itself is told by an empty name.
            let to = if held.table == shape.name {
                ""
            } else {
                &held.table
            };
            json!({ "fields": held.columns, "reference": { "resource": to, "fields": held.to } })
        })
        .collect();
    let mut json = json!({ "fields": fields, "missingValues": [""], "primaryKey": shape.keys });
    if !references.is_empty()
        && let Some(fields) = json.as_object_mut()
    {
        fields.insert("foreignKeys".into(), references.into());
    }
    json
}

fn field(shape: &Shape, column: &Column) -> Value {
    let named = naming::column(&shape.name, &column.name);
    let mut json = Map::new();
    json.insert("name".into(), column.name.clone().into());
    json.insert("type".into(), kind(column.kind).into());
    json.insert("title".into(), named.words.into());
    if let Some(about) = about(named.holds, column.kind) {
        json.insert("description".into(), about.into());
    }
    // Empty text is an empty cell, which the standard would take for a breach.
    if !column.may_be_empty && column.kind != Kind::Text && column.kind != Kind::Bytes {
        json.insert("constraints".into(), json!({ "required": true }));
    }
    if column.may_be_empty {
        json.insert("mayBeEmpty".into(), true.into());
    }
    if column.kind == Kind::Bytes {
        json.insert("isBytes".into(), true.into());
    }
    Value::Object(json)
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Whole => "integer",
        Kind::Real => "number",
        Kind::Text | Kind::Bytes => "string",
    }
}

fn about(holds: Holds, kind: Kind) -> Option<String> {
    Some(match holds {
        Holds::Money => "Whole pence.".into(),
        Holds::Key(table) => format!("The key of a row of “{table}”."),
        Holds::Area => "The code of an area, as the Department for Education has it.".into(),
        Holds::Period => "A period: its kind and its label.".into(),
        Holds::FiscalYear => "The year in which the fiscal year begins, on 1 April.".into(),
        Holds::YesNo => "1 for yes, 0 for no.".into(),
        Holds::Order => "The place in the list, the lowest first.".into(),
        Holds::Derived => "The last day of the period.".into(),
        Holds::Plain if kind == Kind::Bytes => "Two hexadecimal figures a byte.".into(),
        Holds::Plain => return None,
    })
}

/// The package that JSON text describes.
///
/// # Errors
/// What is not as our packages are, by the name of the part.
pub fn read(text: &str) -> Result<Package, Box<Problem>> {
    let json: Value = serde_json::from_str(text).map_err(|error| {
        Box::new(Problem::refusal(
            "package",
            Place::File(
                DESCRIPTOR.into(),
                Some(error.line() as u64),
                Some(error.column() as u64),
            ),
            format!(
                "{DESCRIPTOR}, line {}, column {}",
                error.line(),
                error.column()
            ),
            "It is not JSON",
            format!("It cannot be read ({error})."),
            AGAIN,
        ))
    })?;
    let ours = &json[OURS];
    let version = ours["version"]
        .as_i64()
        .and_then(|version| i32::try_from(version).ok())
        .filter(|version| *version >= 1)
        .ok_or_else(|| {
            fault(
                "It does not say that Golden Thread made it",
                "Only a package that was exported from a plan can become one.",
                "Import other tables into a plan with the verb import.",
            )
        })?;
    let resources = json["resources"]
        .as_array()
        .ok_or_else(|| odd("resources"))?
        .iter()
        .enumerate()
        .map(|(at, held)| {
            read_resource(held).ok_or_else(|| odd(&format!("resources, number {}", at + 1)))
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Package {
        title: text_of(&json, "title").unwrap_or_default(),
        about: text_of(ours, "about").unwrap_or_default(),
        version,
        resources,
        left_out: texts(&ours["leftOut"]).unwrap_or_default(),
        sources: texts(&ours["sources"]).unwrap_or_default(),
    })
}

/// The way on where a package is not what was exported.
const AGAIN: &str = "Take the package from the plan again.";

fn odd(part: &str) -> Box<Problem> {
    fault(
        &format!("“{part}” is not as a plan’s package has it"),
        "It was changed after it was exported.",
        AGAIN,
    )
}

fn fault(what: &str, why: &str, remedy: &str) -> Box<Problem> {
    Box::new(Problem::refusal(
        "package",
        Place::File(DESCRIPTOR.into(), None, None),
        DESCRIPTOR,
        what,
        why,
        remedy,
    ))
}

fn text_of(json: &Value, name: &str) -> Option<String> {
    json[name].as_str().map(str::to_owned)
}

fn texts(json: &Value) -> Option<Vec<String>> {
    json.as_array()?
        .iter()
        .map(|text| text.as_str().map(str::to_owned))
        .collect()
}

fn read_resource(json: &Value) -> Option<Resource> {
    let name = text_of(json, "name")?;
    // The file stands beside the package under its table's name, and nowhere else.
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || !name.chars().all(is_plain) || json["path"] != format!("{name}.csv") {
        return None;
    }
    let schema = &json["schema"];
    let columns = schema["fields"].as_array()?;
    let references = schema["foreignKeys"]
        .as_array()
        .map_or(&[] as &[Value], Vec::as_slice);
    let sha256 = json["hash"].as_str()?.strip_prefix("sha256:")?;
    Some(Resource {
        n_rows: json["rows"].as_u64()?,
        n_bytes: json["bytes"].as_u64()?,
        sha256: sha256.to_owned(),
        shape: Shape {
            columns: columns.iter().map(read_column).collect::<Option<_>>()?,
            keys: texts(&schema["primaryKey"])?,
            references: references
                .iter()
                .map(|held| read_reference(held, &name))
                .collect::<Option<_>>()?,
            name,
        },
    })
}

fn read_column(json: &Value) -> Option<Column> {
    let is = |name: &str| json[name].as_bool().unwrap_or(false);
    Some(Column {
        name: text_of(json, "name")?,
        kind: match json["type"].as_str()? {
            "integer" => Kind::Whole,
            "number" => Kind::Real,
            "string" if is("isBytes") => Kind::Bytes,
            "string" => Kind::Text,
            _ => return None,
        },
        may_be_empty: is("mayBeEmpty"),
    })
}

fn read_reference(json: &Value, own: &str) -> Option<Reference> {
    let table = json["reference"]["resource"].as_str()?;
    Some(Reference {
        columns: texts(&json["fields"])?,
        table: if table.is_empty() { own } else { table }.to_owned(),
        to: texts(&json["reference"]["fields"])?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package() -> Package {
        let column = |name: &str, kind, may_be_empty| Column {
            name: name.into(),
            kind,
            may_be_empty,
        };
        Package {
            title: "Leicester: plan for “children” 2001/02".into(),
            about: "A sample.".into(),
            version: 6,
            left_out: vec!["Comments are left out.".into()],
            sources: vec!["DfE.".into()],
            resources: vec![Resource {
                shape: Shape {
                    name: "figure".into(),
                    columns: vec![
                        column("id", Kind::Whole, false),
                        column("value", Kind::Real, true),
                        column("parent_id", Kind::Whole, true),
                        column("content", Kind::Bytes, false),
                        column("note", Kind::Text, false),
                    ],
                    keys: vec!["id".into()],
                    references: vec![Reference {
                        columns: vec!["parent_id".into()],
                        table: "figure".into(),
                        to: vec!["id".into()],
                    }],
                },
                n_rows: 3,
                n_bytes: 40,
                sha256: "ab".repeat(32),
            }],
        }
    }

    #[test]
    fn a_package_is_read_as_it_was_written() {
        let package = package();
        let text = written(&package);
        assert_eq!(read(&text).unwrap(), package);
        for words in [
            "\"name\": \"leicester-plan-for-children-2001-02\"",
            "OGL-UK-3.0",
            "\"resource\": \"\"",
            "\"profile\": \"tabular-data-package\"",
            "Comments are left out.",
        ] {
            assert!(text.contains(words), "{words} is not in {text}");
        }
    }

    #[test]
    fn a_package_that_is_none_of_ours_is_refused() {
        #[track_caller]
        fn check(from: &str, to: &str, want: &str) {
            let text = written(&package());
            assert!(text.contains(from), "{from}");
            let error = read(&text.replace(from, to)).unwrap_err().to_string();
            assert!(error.contains(want), "{error}");
        }
        check("{", "", "It is not JSON");
        check("goldenThread", "another", "Golden Thread");
        check("figure.csv", "../figure.csv", "resources, number 1");
        check(
            "\"path\": \"figure.csv\"",
            "\"path\": [\"figure.csv\"]",
            "resources, number 1",
        );
        check("sha256:", "md5:", "resources, number 1");
        check("\"integer\"", "\"geopoint\"", "resources, number 1");
    }
}
