//! Finds out what a file is from its first bytes: how its letters are coded, what parts its cells, or what else it is.

use std::io::{self, Chain, Cursor, Read};

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE};

use crate::domain::problem::Problem;
use crate::exchange::published::text::guard::Bounded;
use crate::exchange::published::text::whole;

/// How much of the beginning is looked at.
const HEAD: u64 = 16 << 10;

/// The most that a gzip may unpack to: 4 GB.
const UNPACKED: u64 = 4 << 30;

type Boxed<'a> = Box<dyn Read + 'a>;

/// The text of the file in UTF-8 (or in nothing that its first bytes tell), and the byte that parts its cells.
pub(in crate::exchange::published) fn open<'a>(
    name: &str,
    bytes: Boxed<'a>,
) -> Result<(Boxed<'a>, u8), Problem> {
    let (head, bytes) = peek(name, bytes)?;
    let (head, bytes) = if head.starts_with(&[0x1f, 0x8b]) {
        let unpacked = Bounded::new(flate2::read::MultiGzDecoder::new(bytes), UNPACKED);
        peek(name, Box::new(unpacked))?
    } else {
        (head, bytes)
    };
    not_a_table(name, &head)?;
    let bytes: Boxed<'a> = match coding(&head) {
        Coding::Utf8 { mark } => skip(name, bytes, mark)?,
        Coding::Utf16 { decoder } => Box::new(Utf16::new(bytes, decoder)),
    };
    let (head, bytes) = peek(name, bytes)?;
    not_a_page(name, &head)?;
    Ok((bytes, separator(&head)))
}

/// The first bytes, and a reader that still has them.
fn peek<'a>(name: &str, mut bytes: Boxed<'a>) -> Result<(Vec<u8>, Boxed<'a>), Problem> {
    let mut head = Vec::new();
    let read = bytes.by_ref().take(HEAD).read_to_end(&mut head);
    read.map_err(|error| {
        whole(
            "unreadable-file",
            name,
            &format!("the file cannot be read: {error}"),
            "It is damaged, or was not downloaded to its end.",
            "Download it again.",
        )
    })?;
    let again: Chain<Cursor<Vec<u8>>, Boxed<'a>> = Cursor::new(head.clone()).chain(bytes);
    Ok((head, Box::new(again)))
}

fn skip<'a>(name: &str, mut bytes: Boxed<'a>, n: usize) -> Result<Boxed<'a>, Problem> {
    let mut mark = vec![0; n];
    bytes.read_exact(&mut mark).map_err(|error| {
        whole(
            "unreadable-file",
            name,
            &error.to_string(),
            "The file cannot be read.",
            "Download it again.",
        )
    })?;
    Ok(bytes)
}

/// Refuses what is plainly something else, by the bytes such files begin with.
fn not_a_table(name: &str, head: &[u8]) -> Result<(), Problem> {
    let kinds: [(&[u8], &str, &str); 7] = [
        (
            b"PK\x03\x04",
            "a workbook (.xlsx) or a zip",
            "Give it under its own ending, .xlsx or .zip, or save the sheet as CSV.",
        ),
        (b"PK\x05\x06", "an empty zip", "Download the release again."),
        (
            b"\xd0\xcf\x11\xe0",
            "an older workbook (.xls)",
            "Give it under its own ending, .xls, or save the sheet as CSV.",
        ),
        (b"%PDF", "a PDF", "Download the table itself, as CSV."),
        (b"SQLite format 3\0", "a database", "Give the table as CSV."),
        (b"{\\rtf", "a text document", "Save the table in it as CSV."),
        (b"\x89PNG", "a picture", "Give the table as CSV."),
    ];
    if head.is_empty() {
        let why = "There is not a byte in it.";
        return Err(whole(
            "empty-file",
            name,
            "an empty file",
            why,
            "Download it again.",
        ));
    }
    let found = kinds.iter().find(|(magic, _, _)| head.starts_with(magic));
    found.map_or(Ok(()), |(_, what, remedy)| {
        let why = "Only a table of text, such as CSV, is read here.";
        Err(whole("not-a-table", name, what, why, remedy))
    })
}

/// Refuses a web page: what a browser saves when a link has gone or asks for a password.
fn not_a_page(name: &str, head: &[u8]) -> Result<(), Problem> {
    let text = String::from_utf8_lossy(head.get(..head.len().min(2_048)).unwrap_or_default());
    let text = text.trim_start().to_lowercase();
    let begins = [
        "<!doctype",
        "<html",
        "<table",
        "<head",
        "<body",
        "<?xml",
        "<script",
    ];
    let page = begins.iter().any(|begin| text.starts_with(begin))
        || (text.starts_with("<!--") && text.contains("<html"));
    if page {
        return Err(whole(
            "web-page",
            name,
            "this is a web page saved under the name of a table",
            "It holds what the browser showed, not the figures.",
            "Download it again with the CSV button.",
        ));
    }
    Ok(())
}

enum Coding {
    Utf8 { mark: usize },
    Utf16 { decoder: Decoder },
}

fn coding(head: &[u8]) -> Coding {
    let utf16 = |encoding: &'static encoding_rs::Encoding| Coding::Utf16 {
        decoder: encoding.new_decoder_with_bom_removal(),
    };
    match head {
        [0xff, 0xfe, ..] => utf16(UTF_16LE),
        [0xfe, 0xff, ..] => utf16(UTF_16BE),
        _ if every_other_is_nul(head, 1) => utf16(UTF_16LE),
        _ if every_other_is_nul(head, 0) => utf16(UTF_16BE),
        _ => Coding::Utf8 { mark: marks(head) },
    }
}

/// How long the marks at the beginning are that say "this is UTF-8": the mark itself, and what becomes of it when a
/// program takes it for three letters of Windows-1252 (`ï»¿`) and saves those as UTF-8, once or twice.
fn marks(head: &[u8]) -> usize {
    const MARKS: [&[u8]; 3] = [
        b"\xef\xbb\xbf",
        b"\xc3\xaf\xc2\xbb\xc2\xbf",
        b"\xc3\x83\xc2\xaf\xc3\x82\xc2\xbb\xc3\x82\xc2\xbf",
    ];
    let mut at = 0;
    while let Some(mark) = MARKS
        .iter()
        .find(|mark| head.get(at..).is_some_and(|rest| rest.starts_with(mark)))
    {
        at += mark.len();
    }
    at
}

/// Whether the text is Latin letters of two bytes each, though no mark says so.
fn every_other_is_nul(head: &[u8], from: usize) -> bool {
    let pairs = head.as_chunks::<2>().0;
    pairs.len() >= 8
        && pairs.iter().take(64).all(|pair| {
            let (nul, letter) = if from == 0 {
                (pair[0], pair[1])
            } else {
                (pair[1], pair[0])
            };
            nul == 0 && letter != 0
        })
}

/// What parts the cells of the first line: whichever stands in it most often outside quotation marks.
fn separator(head: &[u8]) -> u8 {
    let candidates = [b',', b'\t', b';', b'|'];
    let mut counts = [0_usize; 4];
    let mut quoted = false;
    for &byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted && counts.iter().any(|&n| n > 0) => break,
            _ if !quoted => {
                if let Some(place) = candidates.iter().position(|&one| one == byte) {
                    counts[place] += 1;
                }
            }
            _ => {}
        }
    }
    // The earlier of two that are as frequent, so a comma before the rest.
    let mut best = 0;
    for place in 1..counts.len() {
        if counts[place] > counts[best] {
            best = place;
        }
    }
    candidates[best]
}

/// UTF-16 as UTF-8, a piece at a time.
struct Utf16<'a> {
    inner: Boxed<'a>,
    decoder: Decoder,
    ready: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<'a> Utf16<'a> {
    fn new(inner: Boxed<'a>, decoder: Decoder) -> Self {
        Self {
            inner,
            decoder,
            ready: Vec::new(),
            given: 0,
            ended: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        let mut raw = [0; 4_096];
        let n = self.inner.read(&mut raw)?;
        self.ended = n == 0;
        let piece = raw.get(..n).unwrap_or_default();
        let room = self.decoder.max_utf8_buffer_length(n).unwrap_or(16 << 10);
        let mut text = vec![0; room];
        let (_, _, written, _) = self.decoder.decode_to_utf8(piece, &mut text, self.ended);
        text.truncate(written);
        self.ready = text;
        self.given = 0;
        Ok(())
    }
}

impl Read for Utf16<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() && !self.ended {
            self.refill()?;
        }
        let left = self.ready.get(self.given..).unwrap_or_default();
        let n = left.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..n), left.get(..n)) {
            to.copy_from_slice(from);
        }
        self.given += n;
        Ok(n)
    }
}
