//! A published grant as it was published: every field, in its order, with every figure as it was written.
//!
//! A grant that another council publishes may hold fields that this program has never heard of, and an amount written
//! `4115.70`. Both must come out again as they went in, so a figure is kept as its text and never as a fraction of the
//! machine's, and fields keep their order.
//!
//! Edges: what is nested deeper than [`DEEPEST`] is refused, for no standard needs it and it would exhaust the stack. Of
//! two fields of one name the later one counts, as everywhere.

mod reader;

use std::fmt;

pub use reader::{Reader, is_number};

/// How deep values may be nested.
pub const DEEPEST: usize = 64;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// Said to be nothing.
    Null,
    /// Yes or no.
    Truth(bool),
    /// A figure, as it was written.
    Number(String),
    /// Words.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// Fields, in their order.
    Object(Vec<(String, Json)>),
}

/// Why a text is not JSON, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, counted from 1.
    pub line: u64,
    /// The character on it, counted from 1.
    pub column: u64,
    /// What stands there.
    pub what: &'static str,
}

impl Json {
    /// Reads a text that is one value and nothing else.
    ///
    /// # Errors
    /// Where it ceases to be one.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let mut reader = Reader::new(text);
        let value = reader.value(0)?;
        reader.space();
        match reader.peek() {
            None => Ok(value),
            Some(_) => Err(reader.fault("something after the end")),
        }
    }

    /// A field of an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields
                .iter()
                .rev()
                .find(|(held, _)| held == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The first of a list.
    #[must_use]
    pub fn first(&self) -> Option<&Self> {
        match self {
            Self::List(held) => held.first(),
            _ => None,
        }
    }

    /// The words, or the figure as it was written; nothing for what has parts.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number(text) => text,
            Self::Truth(true) => "true",
            Self::Truth(false) => "false",
            Self::Null | Self::List(_) | Self::Object(_) => "",
        }
    }

    /// The text over several lines, as a published file has it.
    #[must_use]
    pub fn pretty(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, Some(0));
        out
    }

    fn write(&self, out: &mut String, indent: Option<usize>) {
        let deeper = indent.map(|n| n + 1);
        match self {
            Self::Null => out.push_str("null"),
            Self::Truth(_) | Self::Number(_) => out.push_str(self.words()),
            Self::Text(text) => quote(text, out),
            Self::List(held) if held.is_empty() => out.push_str("[]"),
            Self::Object(fields) if fields.is_empty() => out.push_str("{}"),
            Self::List(held) => {
                out.push('[');
                for (n, value) in held.iter().enumerate() {
                    part(out, n, deeper);
                    value.write(out, deeper);
                }
                line(out, indent);
                out.push(']');
            }
            Self::Object(fields) => {
                out.push('{');
                for (n, (name, value)) in fields.iter().enumerate() {
                    part(out, n, deeper);
                    quote(name, out);
                    out.push_str(if indent.is_some() { ": " } else { ":" });
                    value.write(out, deeper);
                }
                line(out, indent);
                out.push('}');
            }
        }
    }
}

/// The text without a space that need not be: how it is kept.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        self.write(&mut out, None);
        f.write_str(&out)
    }
}

fn part(out: &mut String, n: usize, indent: Option<usize>) {
    if n > 0 {
        out.push(',');
    }
    line(out, indent);
}

fn line(out: &mut String, indent: Option<usize>) {
    if let Some(n) = indent {
        out.push('\n');
        out.push_str(&"  ".repeat(n));
    }
}

fn quote(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if (c as u32) < 0x20 => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        #[track_caller]
        fn check(text: &str) {
            assert_eq!(
                Json::read(text).map(|held| held.to_string()),
                Ok(text.to_owned())
            );
        }
        check(r#"{"amount":4115.70,"b":[1,{"c":null}],"d":"é\n\"\\","e":-0.5e+10,"f":{},"g":[]}"#);
        check(r#"{"z":1,"a":2}"#);
        check("3150.00");
        check(r#""\u0001""#);
    }

    #[test]
    fn escapes_are_understood() {
        let text = r#""\u00a3 \ud83d\ude00 \/ \t""#;
        assert_eq!(Json::read(text), Ok(Json::Text("£ 😀 / \t".into())));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        #[track_caller]
        fn check(text: &str, line: u64, column: u64) {
            let fault = Json::read(text).unwrap_err();
            assert_eq!((fault.line, fault.column), (line, column), "{}", fault.what);
        }
        check("", 1, 1);
        check("{\"a\":1,\n \"b\" 2}", 2, 6);
        check("[1 2]", 1, 4);
        check("{\"a\":01}", 1, 6);
        check("\"abc", 1, 5);
        check("\"\\ud83d x\"", 1, 8);
        check("{} x", 1, 4);
        check(&"[".repeat(100), 1, 66);
        check("1.", 1, 1);
    }

    #[test]
    fn fields_are_found_and_the_later_of_two_counts() {
        let held = Json::read(r#"{"a":[{"b":7}],"a":[{"b":8}]}"#).unwrap();
        let b = held
            .get("a")
            .and_then(Json::first)
            .and_then(|one| one.get("b"));
        assert_eq!(b.map(Json::words), Some("8"));
        assert_eq!(held.get("c"), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_stops_the_program(text: String) {
            if let Ok(held) = Json::read(&text) {
                proptest::prop_assert_eq!(Json::read(&held.pretty()), Ok(held));
            }
        }

        #[test]
        fn it_reads_what_other_programs_write(words: String, figure: i64) {
            let other = serde_json::json!({"words": words, "figure": figure, "list": [null, true]});
            let own = Json::read(&other.to_string()).unwrap();
            let back: serde_json::Value = serde_json::from_str(&own.pretty()).unwrap();
            proptest::prop_assert_eq!(back, other);
        }
    }
}
