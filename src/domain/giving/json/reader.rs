//! Reads JSON, value by value, and says where it ceases to be JSON.

use crate::domain::giving::json::{DEEPEST, Fault, Json};

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
    /// A place whose line is known, and the line: what lies before it is not counted again for each part of a list.
    known: (usize, u64),
}

impl<'a> Reader<'a> {
    /// From the beginning of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            known: (0, 1),
        }
    }

    /// The line on which the next thing stands, counted from 1.
    pub fn line(&mut self) -> u64 {
        self.space();
        let (at, line) = self.known;
        let since = self.text.get(at..self.at).unwrap_or_default();
        self.known = (self.at, line + since.matches('\n').count() as u64);
        self.known.1
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

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn space(&mut self) {
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
    fn the_line_of_each_part_is_counted_on_from_the_part_before() {
        let text = "[\n1,\n\n2, 3,\n\n4]";
        let mut reader = Reader::new(text);
        assert!(reader.take('['));
        for want in [2, 4, 4, 6] {
            let line = reader.line();
            assert_eq!((line, reader.line()), (want, want));
            // What was counted is not counted again, or a file of many grants would take the square of its length.
            assert_eq!(reader.known, (reader.at, want));
            reader.value(1).unwrap();
            reader.take(',');
        }
        assert_eq!(reader.fault("").line, 6);
    }
}
