//! An old workbook (`.xls`), taken out of its container and looked through before the reader of workbooks sees it.
//!
//! The container is a small file system of its own, whose chains may lead in circles; the records in it may claim four
//! thousand million cells, or one long text a million times. So the stream of records is taken out here, each chain no
//! longer than the file; what the records would become is added up; what no table needs (formulas, names, the size that a
//! sheet says it has) is blotted out; and the stream is put into a container made anew.
//!
//! Source of the layouts: Microsoft, Compound File Binary File Format (MS-CFB) sections 2.2 to 2.6, and Excel Binary File
//! Format (MS-XLS) sections 2.4 and 2.5.293.
//!
//! Edges: sheets must begin where records begin, and each in a place of its own. Files locked with a password are left to
//! the reader, which says so.

use std::collections::{BTreeSet, HashMap};

use crate::exchange::published::workbook::Halt;
use crate::exchange::published::workbook::bounds::{CELLS, TEXT};

/// The most sheets.
const SHEETS: usize = 1_000;
/// The most records that are looked at, counted once for each sheet that comes to them.
const RECORDS: usize = 10_000_000;
/// Ends a chain of sectors.
const END: u32 = 0xFFFF_FFFE;
/// Sectors above are none.
const LAST: u32 = 0xFFFF_FFFA;
/// A record of no kind, which every reader passes over.
const BLOT: [u8; 2] = [0xFF, 0xFF];

/// The same workbook in a container made anew, if it is no larger than it may be.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Halt> {
    let mut stream = stream(bytes).ok_or_else(|| halt("its container does not hold together"))?;
    bounded(&mut stream)?;
    Ok(contained(&stream))
}

fn halt(why: &str) -> Halt {
    Halt::Broken(why.to_owned())
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// Sectors, and the table that says which follows which.
struct Sectors<'b> {
    bytes: &'b [u8],
    size: usize,
    next: Vec<u32>,
}

impl Sectors<'_> {
    fn get(&self, id: u32) -> Option<&[u8]> {
        let from = (id as usize).checked_mul(self.size)?;
        // The last one may be cut short.
        let to = from.checked_add(self.size)?.min(self.bytes.len());
        self.bytes.get(from..to).filter(|held| !held.is_empty())
    }

    /// The sectors from one on, put together; none where they lead in a circle or out of the file.
    fn chain(&self, first: u32, most: usize) -> Option<Vec<u8>> {
        let (mut out, mut id) = (Vec::new(), first);
        while id < LAST && out.len() < most {
            out.extend_from_slice(self.get(id)?);
            if out.len() > self.bytes.len() {
                return None;
            }
            id = *self.next.get(id as usize)?;
        }
        out.truncate(most);
        Some(out)
    }
}

/// The stream of records.
fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = match u16_at(bytes, 30)? {
        9 => 512,
        12 => 4_096,
        _ => return None,
    };
    let mut sectors = Sectors {
        bytes: bytes.get(size..)?,
        size,
        next: Vec::new(),
    };
    sectors.next = table(bytes, &sectors)?;
    let directory = sectors.chain(u32_at(bytes, 48)?, usize::MAX)?;
    let entries = || directory.chunks_exact(128);
    let found = ["Workbook", "Book", "WORKBOOK", "BOOK"]
        .into_iter()
        .find_map(|name| entries().find(|entry| is_named(entry, name)))?;
    let length = u32_at(found, 120)? as usize;
    let start = u32_at(found, 116)?;
    if length >= u32_at(bytes, 56)? as usize {
        return sectors.chain(start, length);
    }
    let root = entries().next()?;
    let small = sectors.chain(u32_at(root, 116)?, u32_at(root, 120)? as usize)?;
    let next = sectors.chain(u32_at(bytes, 60)?, usize::MAX)?;
    let small = Sectors {
        bytes: &small,
        size: 64,
        next: words(&next),
    };
    small.chain(start, length)
}

/// The table of sectors, from the list in the header and where that goes on.
fn table(bytes: &[u8], sectors: &Sectors<'_>) -> Option<Vec<u32>> {
    let mut list = words(bytes.get(76..512)?);
    let n_sectors = sectors.bytes.len() / sectors.size + 1;
    let mut more = u32_at(bytes, 68)?;
    while more < LAST {
        let mut part = words(sectors.get(more)?);
        more = part.pop()?;
        list.extend(part);
        if list.len() > 2 * n_sectors + 2_048 {
            return None;
        }
    }
    let mut table = Vec::new();
    for id in list.into_iter().filter(|id| *id < LAST) {
        table.extend(words(sectors.get(id)?));
        if table.len() > 2 * n_sectors + 2_048 {
            break;
        }
    }
    Some(table)
}

fn words(bytes: &[u8]) -> Vec<u32> {
    let words = bytes.as_chunks::<4>().0.iter();
    words.map(|word| u32::from_le_bytes(*word)).collect()
}

fn is_named(entry: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name
        .encode_utf16()
        .chain([0])
        .flat_map(u16::to_le_bytes)
        .collect();
    entry.starts_with(&wanted)
}

/// One record: where it begins, its kind, its bytes, and where the next begins.
struct Record {
    at: usize,
    kind: u16,
    from: usize,
    to: usize,
}

fn record(stream: &[u8], at: usize) -> Option<Record> {
    let (kind, length) = (u16_at(stream, at)?, u16_at(stream, at + 2)?);
    let (from, to) = (at + 4, at + 4 + usize::from(length));
    (to <= stream.len()).then_some(Record { at, kind, from, to })
}

/// Blots out what is not needed, and adds up what the rest would become.
fn bounded(stream: &mut [u8]) -> Result<(), Halt> {
    let mut starts = BTreeSet::new();
    let mut sheets = Vec::new();
    let mut texts = Vec::new();
    let mut at = 0;
    while let Some(record) = record(stream, at) {
        starts.insert(at);
        if starts.len() > RECORDS {
            return Err(Halt::TooLarge);
        }
        at = record.to;
        match record.kind {
            // The sheet's own word on its size, names, and the files that formulas refer to.
            0x0200 | 0x0018 | 0x0017 | 0x013D => {
                if let Some(kind) = stream.get_mut(record.at..record.at + 2) {
                    kind.copy_from_slice(&BLOT);
                }
            }
            // A formula: how long it is becomes nought.
            0x0006 if record.to >= record.from + 22 => {
                if let Some(length) = stream.get_mut(record.from + 20..record.from + 22) {
                    length.fill(0);
                }
            }
            0x0085 => sheets.extend(u32_at(stream, record.from).map(|at| at as usize)),
            0x00FC => texts = shared(stream, &record),
            _ => {}
        }
    }
    let apart: BTreeSet<usize> = sheets.iter().copied().collect();
    if apart.len() < sheets.len() || !apart.is_subset(&starts) {
        return Err(halt("a sheet does not begin where it says"));
    }
    if sheets.len() > SHEETS {
        return Err(Halt::TooLarge);
    }
    let mut sum = Sum::default();
    for at in sheets {
        sum.sheet(stream, at, &texts)?;
    }
    Ok(())
}

/// How long each shared text can become, in bytes: three a letter.
fn shared(stream: &[u8], first: &Record) -> Vec<usize> {
    let mut parts = vec![stream.get(first.from + 8..first.to).unwrap_or_default()];
    let mut at = first.to;
    while let Some(more) = record(stream, at).filter(|more| more.kind == 0x003C) {
        parts.push(stream.get(more.from..more.to).unwrap_or_default());
        at = more.to;
    }
    let mut texts = Vec::new();
    let mut cursor = Cursor {
        parts: &parts,
        part: 0,
        at: 0,
    };
    while let Some(text) = cursor.text() {
        texts.push(text);
    }
    texts
}

/// A place in a record that goes on in others.
struct Cursor<'p> {
    parts: &'p [&'p [u8]],
    part: usize,
    at: usize,
}

impl Cursor<'_> {
    fn left(&self) -> &[u8] {
        let part = self.parts.get(self.part).copied().unwrap_or_default();
        part.get(self.at..).unwrap_or_default()
    }

    /// On to the next part, where this one is at its end.
    fn next_part(&mut self) -> bool {
        self.part += 1;
        self.at = 0;
        self.part < self.parts.len()
    }

    fn skip(&mut self, mut n: usize) -> Option<()> {
        while n > 0 {
            let left = self.left().len();
            if left >= n {
                self.at += n;
                return Some(());
            }
            n -= left;
            if !self.next_part() {
                return None;
            }
        }
        Some(())
    }

    /// Passes over the next text and says how long it can become; none at the end.
    fn text(&mut self) -> Option<usize> {
        if self.left().is_empty() && !self.next_part() {
            return None;
        }
        let n = usize::from(u16_at(self.left(), 0)?);
        let flags = *self.left().get(2)?;
        let mut head = 3;
        let (mut after, mut is_wide) = (0_usize, flags & 1 != 0);
        if flags & 8 != 0 {
            after += usize::from(u16_at(self.left(), head)?) * 4;
            head += 2;
        }
        if flags & 4 != 0 {
            after = after.checked_add(u32_at(self.left(), head)? as usize)?;
            head += 4;
        }
        self.skip(head)?;
        let mut letters = n;
        while letters > 0 {
            let width = if is_wide { 2 } else { 1 };
            let here = (self.left().len() / width).min(letters);
            self.skip(here * width)?;
            letters -= here;
            if letters > 0 {
                if !self.next_part() {
                    return None;
                }
                is_wide = self.left().first()? & 1 != 0;
                self.skip(1)?;
            }
        }
        self.skip(after)?;
        Some(n * 3)
    }
}

/// What all sheets come to.
#[derive(Default)]
struct Sum {
    records: usize,
    cells: usize,
    text: usize,
}

impl Sum {
    /// Adds a sheet up, from its beginning to its end.
    fn sheet(&mut self, stream: &[u8], from: usize, texts: &[usize]) -> Result<(), Halt> {
        // Values and formulas are each laid out over a rectangle.
        let mut areas: HashMap<bool, Area> = HashMap::new();
        let mut at = from;
        while let Some(record) = record(stream, at) {
            at = record.to;
            self.records += 1;
            if self.records > RECORDS {
                return Err(Halt::TooLarge);
            }
            let half = |at: usize| u16_at(stream, record.from + at).map(usize::from);
            match record.kind {
                0x000A => break,
                0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD | 0x0006 | 0x00BD => {
                    let (Some(row), Some(column)) = (half(0), half(2)) else {
                        continue;
                    };
                    let last = match record.kind {
                        // Several numbers in a row: the last column stands at the end.
                        0x00BD => column + (record.to - record.from) / 6,
                        _ => column,
                    };
                    for column in [column, last] {
                        areas.entry(false).or_default().take(row, column);
                        if record.kind == 0x0006 {
                            areas.entry(true).or_default().take(row, column);
                        }
                    }
                    if record.kind == 0x00FD {
                        let place = u32_at(stream, record.from + 6).unwrap_or_default() as usize;
                        self.text += texts.get(place).copied().unwrap_or_default();
                    }
                }
                _ => {}
            }
        }
        self.cells += areas.values().map(Area::cells).sum::<usize>();
        if self.cells > CELLS || self.text > TEXT {
            return Err(Halt::TooLarge);
        }
        Ok(())
    }
}

/// The rectangle around cells.
struct Area {
    rows: (usize, usize),
    columns: (usize, usize),
}

impl Default for Area {
    fn default() -> Self {
        Self {
            rows: (usize::MAX, 0),
            columns: (usize::MAX, 0),
        }
    }
}

impl Area {
    fn take(&mut self, row: usize, column: usize) {
        self.rows = (self.rows.0.min(row), self.rows.1.max(row));
        self.columns = (self.columns.0.min(column), self.columns.1.max(column));
    }

    fn cells(&self) -> usize {
        let long = |(first, last): (usize, usize)| last.saturating_sub(first) + 1;
        long(self.rows).saturating_mul(long(self.columns))
    }
}

/// A container, version 4, with this one stream in sectors of 4,096 bytes: the header, the table of sectors, the directory,
/// the stream.
fn contained(stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 4_096;
    const FREE: u32 = 0xFFFF_FFFF;
    const TABLE: u32 = 0xFFFF_FFFD;
    // A shorter one would be kept in smaller sectors; what follows the last record is never read.
    let n_stream = stream.len().max(SECTOR).div_ceil(SECTOR);
    let mut n_table = 1;
    while n_table * (SECTOR / 4) < n_table + 1 + n_stream {
        n_table += 1;
    }
    let word = |n: usize| u32::try_from(n).unwrap_or(END);
    let mut out = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    out.resize(24, 0);
    out.extend(
        [0x3e_u16, 4, 0xfffe, 12, 6]
            .iter()
            .flat_map(|n| n.to_le_bytes()),
    );
    out.resize(40, 0);
    let header = [1, word(n_table), word(n_table), 0, 4_096, END, 0, END, 0];
    out.extend(header.iter().flat_map(|n| n.to_le_bytes()));
    let places = (0..109).map(|n| if n < n_table { word(n) } else { FREE });
    out.extend(places.flat_map(u32::to_le_bytes));
    out.resize(SECTOR, 0);
    let first = n_table + 1;
    let chain = (1..=n_stream).map(|n| if n == n_stream { END } else { word(first + n) });
    let marks = std::iter::repeat_n(TABLE, n_table)
        .chain([END])
        .chain(chain);
    out.extend(marks.flat_map(u32::to_le_bytes));
    out.resize(SECTOR + n_table * SECTOR, 0xFF);
    let from = out.len();
    for (name, kind, start, length) in [
        ("Root Entry", 5, 0, 0),
        ("Workbook", 2, word(first), word(n_stream * SECTOR)),
    ] {
        let entry = out.len();
        out.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        out.resize(entry + 64, 0);
        let used = u16::try_from(name.len() * 2 + 2).unwrap_or_default();
        out.extend(used.to_le_bytes());
        out.extend([kind, 1]);
        let child = if kind == 5 { 1 } else { FREE };
        out.extend([FREE, FREE, child].iter().flat_map(|n| n.to_le_bytes()));
        out.resize(entry + 116, 0);
        out.extend([start, length, 0].iter().flat_map(|n| n.to_le_bytes()));
    }
    out.resize(from + SECTOR, 0);
    let from = out.len();
    out.extend_from_slice(stream);
    out.resize(from + n_stream * SECTOR, 0);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(records: &[(u16, &[u8])]) -> Vec<u8> {
        let mut out = Vec::new();
        for (kind, bytes) in records {
            out.extend(kind.to_le_bytes());
            out.extend((bytes.len() as u16).to_le_bytes());
            out.extend_from_slice(bytes);
        }
        out
    }

    /// A workbook with one sheet of these records.
    fn book(records: &[(u16, &[u8])]) -> Vec<u8> {
        let bof = |kind: u16| [0x600, kind, 0, 0].map(u16::to_le_bytes).concat();
        let sheet = |at: u32| [&at.to_le_bytes()[..], &[0, 0, 1, 0, b'a']].concat();
        let globals = |at| made(&[(0x0809, &bof(5)), (0x0085, &sheet(at)), (0x000A, &[])]);
        let at = globals(0).len() as u32;
        let begins = bof(0x10);
        let sheet = [(0x0809, begins.as_slice())].into_iter();
        let records: Vec<(u16, &[u8])> = sheet
            .chain(records.iter().copied())
            .chain([(0x000A, [].as_slice())])
            .collect();
        [globals(at), made(&records)].concat()
    }

    fn number(row: u16, column: u16) -> Vec<u8> {
        let place = [row, column, 0].map(u16::to_le_bytes).concat();
        [place, 1.5_f64.to_le_bytes().to_vec()].concat()
    }

    fn read(stream: &[u8]) -> Result<Vec<u8>, &'static str> {
        clean(&contained(stream)).map_err(|halt| match halt {
            Halt::TooLarge => "too large",
            Halt::Locked => "locked",
            Halt::Broken(_) => "broken",
        })
    }

    #[test]
    fn a_stream_comes_out_as_it_went_in() {
        for n in [10, 4_096, 5_000, 9_000_000] {
            let stream: Vec<u8> = (0..n).map(|n: u32| (n % 251) as u8).collect();
            let mut out = super::stream(&contained(&stream)).unwrap();
            out.truncate(stream.len());
            assert!(out == stream, "{n} bytes");
        }
    }

    #[test]
    fn chains_that_lead_in_circles_are_refused() {
        let mut bytes = contained(&[1; 9_000]);
        // The second sector of the stream leads back to the first.
        bytes[4_096 + 4 * 3..4_096 + 4 * 4].copy_from_slice(&2_u32.to_le_bytes());
        let chain = super::stream(&bytes);
        assert!(chain.is_none_or(|chain| chain.len() <= bytes.len()));
        // And the directory leads to itself.
        bytes[4_096 + 4..4_096 + 8].copy_from_slice(&1_u32.to_le_bytes());
        assert!(super::stream(&bytes).is_none());
        assert!(clean(&bytes).is_err());
        assert!(super::stream(&[0; 100]).is_none());
    }

    #[test]
    fn what_a_sheet_would_become_is_added_up() {
        let (one, far) = (number(0, 0), number(65_535, 65_535));
        assert!(read(&book(&[(0x0203, &one)])).is_ok());
        assert_eq!(
            read(&book(&[(0x0203, &one), (0x0203, &far)])),
            Err("too large")
        );
        let size = [0_u32, u32::MAX].map(u32::to_le_bytes).concat();
        let size = [size, vec![0, 0, 255, 255, 0, 0]].concat();
        let cleaned = read(&book(&[(0x0200, &size), (0x0203, &one)])).unwrap();
        assert!(!cleaned.windows(4).any(|held| held == [0x00, 0x02, 14, 0]));
    }

    #[test]
    fn a_text_is_counted_as_often_as_it_stands() {
        let long = [
            vec![1, 0, 0, 0, 1, 0, 0, 0, 0x00, 0x7F, 0],
            vec![b'a'; 0x7F00 - 11],
        ]
        .concat();
        let rest = [vec![0], vec![b'a'; 11]].concat();
        let label = [0_u16, 0, 0, 0, 0].map(u16::to_le_bytes).concat();
        let texts = shared(
            &made(&[(0x00FC, &long), (0x003C, &rest)]),
            &Record {
                at: 0,
                kind: 0x00FC,
                from: 4,
                to: 4 + long.len(),
            },
        );
        assert_eq!(texts, [0x7F00 * 3]);
        let mut records: Vec<(u16, &[u8])> = vec![(0x00FC, &long), (0x003C, &rest)];
        records.extend(std::iter::repeat_n((0x00FD, label.as_slice()), 3_000));
        assert_eq!(read(&book(&records)), Err("too large"));
        records.truncate(100);
        assert!(read(&book(&records)).is_ok());
    }
}
