//! A published grant as it was published: every field, in its order, with every figure as it was written.
//!
//! A grant that another council publishes may hold fields that this program has never heard of, and an amount written
//! `4115.70`. Both must come out again as they went in, so a figure is kept as its text and never as a fraction of the
//! machine's, and fields keep their order.
//!
//! Edges: what is nested deeper than [`DEEPEST`] is refused, for no standard needs it and it would exhaust the stack. Of
//! two fields of one name the later one counts, as everywhere.

use std::fmt;

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

/// Whether a text is a figure as JSON writes it.
#[must_use]
pub fn is_number(text: &str) -> bool {
    let mut reader = Reader::new(text);
    reader.number().is_ok() && reader.peek().is_none()
}

/// Reads values one after another; also for a list of which each part is wanted with its line.
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    /// From the beginning of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The line on which the next thing stands, counted from 1.
    pub fn line(&mut self) -> u64 {
        self.space();
        let before = self.text.get(..self.at).unwrap_or_default();
        before.matches('\n').count() as u64 + 1
    }

    /// Passes over this character, and says whether it was there.
    pub fn take(&mut self, wanted: char) -> bool {
        self.space();
        let is_there = self.peek() == Some(wanted);
        if is_there {
            self.at += wanted.len_utf8();
        }
        is_there
    }

    /// A refusal of what stands here.
    #[must_use]
    pub fn fault(&self, what: &'static str) -> Fault {
        let before = self.text.get(..self.at).unwrap_or_default();
        let begin = before.rfind('\n').map_or(0, |at| at + 1);
        let on_line = before.get(begin..).unwrap_or_default().chars().count();
        Fault {
            line: before.matches('\n').count() as u64 + 1,
            column: on_line as u64 + 1,
            what,
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn space(&mut self) {
        let rest = self.rest();
        let held = rest.trim_start_matches([' ', '\t', '\n', '\r']);
        self.at += rest.len() - held.len();
    }

    /// The next value.
    ///
    /// # Errors
    /// Where it is none.
    pub fn value(&mut self, depth: usize) -> Result<Json, Fault> {
        self.space();
        if depth > DEEPEST {
            return Err(self.fault("values nested too deep"));
        }
        match self.peek() {
            Some('{') => self.object(depth),
            Some('[') => self.list(depth),
            Some('"') => self.string().map(Json::Text),
            Some('-' | '0'..='9') => self.number(),
            _ => {
                let known = [
                    ("null", Json::Null),
                    ("true", Json::Truth(true)),
                    ("false", Json::Truth(false)),
                ];
                for (word, value) in known {
                    if self.rest().starts_with(word) {
                        self.at += word.len();
                        return Ok(value);
                    }
                }
                Err(self.fault("no value"))
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json, Fault> {
        let mut fields = Vec::new();
        self.at += 1;
        if self.take('}') {
            return Ok(Json::Object(fields));
        }
        loop {
            fields.push(self.field(depth)?);
            if self.take('}') {
                return Ok(Json::Object(fields));
            }
            if !self.take(',') {
                return Err(self.fault("no comma and no closing bracket"));
            }
        }
    }

    fn field(&mut self, depth: usize) -> Result<(String, Json), Fault> {
        let name = self.name()?;
        Ok((name, self.value(depth + 1)?))
    }

    /// The name of a field, with the colon after it.
    ///
    /// # Errors
    /// Where there is none.
    pub fn name(&mut self) -> Result<String, Fault> {
        self.space();
        if self.peek() != Some('"') {
            return Err(self.fault("no name of a field"));
        }
        let name = self.string()?;
        if !self.take(':') {
            return Err(self.fault("no colon after a field’s name"));
        }
        Ok(name)
    }

    fn list(&mut self, depth: usize) -> Result<Json, Fault> {
        let mut held = Vec::new();
        self.at += 1;
        if self.take(']') {
            return Ok(Json::List(held));
        }
        loop {
            held.push(self.value(depth + 1)?);
            if self.take(']') {
                return Ok(Json::List(held));
            }
            if !self.take(',') {
                return Err(self.fault("no comma and no closing bracket"));
            }
        }
    }

    fn number(&mut self) -> Result<Json, Fault> {
        let rest = self.rest().as_bytes();
        let digits = |from: usize| {
            let tail = rest.get(from..).unwrap_or_default();
            tail.iter().take_while(|byte| byte.is_ascii_digit()).count()
        };
        let mut end = usize::from(rest.first() == Some(&b'-'));
        let whole = digits(end);
        if whole == 0 || (whole > 1 && rest.get(end) == Some(&b'0')) {
            return Err(self.fault("no figure as JSON writes it"));
        }
        end += whole;
        if rest.get(end) == Some(&b'.') {
            let decimals = digits(end + 1);
            if decimals == 0 {
                return Err(self.fault("no figure after the decimal point"));
            }
            end += 1 + decimals;
        }
        if matches!(rest.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(rest.get(end + 1), Some(b'+' | b'-')));
            let power = digits(end + 1 + sign);
            if power == 0 {
                return Err(self.fault("no figure after the e"));
            }
            end += 1 + sign + power;
        }
        let text = self.rest().get(..end).unwrap_or_default().to_owned();
        self.at += end;
        Ok(Json::Number(text))
    }

    fn string(&mut self) -> Result<String, Fault> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let Some(c) = self.peek() else {
                return Err(self.fault("the file ends inside quotation marks"));
            };
            match c {
                '"' => {
                    self.at += 1;
                    return Ok(out);
                }
                '\\' => {
                    self.at += 1;
                    out.push(self.escape()?);
                }
                c if (c as u32) < 0x20 => {
                    return Err(self.fault("a control character inside quotation marks"));
                }
                c => {
                    self.at += c.len_utf8();
                    out.push(c);
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, Fault> {
        let c = self.peek();
        self.at += c.map_or(0, char::len_utf8);
        Ok(match c {
            Some(c @ ('"' | '\\' | '/')) => c,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => self.unicode()?,
            _ => return Err(self.fault("a backslash that stands for nothing")),
        })
    }

    fn unicode(&mut self) -> Result<char, Fault> {
        let first = self.four()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first).ok_or_else(|| self.fault("half a letter"));
        }
        if !self.rest().starts_with("\\u") {
            return Err(self.fault("half a letter"));
        }
        self.at += 2;
        let second = self.four()?;
        let low = second.checked_sub(0xdc00).filter(|low| *low < 0x400);
        let whole = low.map(|low| 0x10000 + ((first - 0xd800) << 10) + low);
        whole
            .and_then(char::from_u32)
            .ok_or_else(|| self.fault("half a letter"))
    }

    fn four(&mut self) -> Result<u32, Fault> {
        let digits = self.rest().get(..4).unwrap_or_default();
        let is_hex = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| is_hex);
        let number = number.ok_or_else(|| self.fault("a backslash u without four figures"))?;
        self.at += 4;
        Ok(number)
    }
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
