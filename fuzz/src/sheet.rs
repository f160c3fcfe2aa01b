//! Workbooks, as bytes and as parts: most bytes are no workbook, so parts of one are also put together from the input.

use std::io::{Cursor, Write};

use golden_thread::exchange::published::workbook;
use zip::write::SimpleFileOptions;

use super::known::{check, parts};

/// The most that calamine is let read of one sheet: see `src/exchange/published/workbook/bounds.rs`.
const CELLS: usize = 5_000_000;

/// The parts of a workbook in the order in which the input gives them; one that is left out is as it usually is.
const XLSX: [(&str, &str); 6] = [
    (
        "xl/worksheets/sheet1.xml",
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"#,
    ),
    ("xl/sharedStrings.xml", ""),
    ("xl/styles.xml", ""),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
];

/// Any bytes as a workbook; and the same bytes, by their first, as parts of one: `X` for .xlsx, `O` for .ods.
pub fn workbook(data: &[u8]) {
    match data.split_first() {
        Some((b'X', rest)) => read(&xlsx(&parts(rest))),
        Some((b'O', rest)) => read(&ods(rest)),
        _ => read(data),
    }
}

/// An old workbook, its stream of records made from the input inside a container that holds together; or any bytes that
/// begin as one.
pub fn xls(data: &[u8]) {
    match data.split_first() {
        Some((b'B', records)) => read(&compound(records)),
        _ => {
            let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0];
            bytes.extend_from_slice(data.strip_prefix(&bytes[..]).unwrap_or(data));
            read(&bytes);
        }
    }
}

/// Reads it: as many cells as are allowed, each row in its place.
pub fn read(bytes: &[u8]) {
    match workbook::first_sheet(bytes, "a.xlsx") {
        Ok(rows) => {
            let n: usize = rows.iter().map(Vec::len).sum();
            assert!(n <= CELLS && rows.len() <= 1 << 20, "{n} cells");
        }
        Err(problem) => check(&problem),
    }
}

/// A workbook of these parts.
pub fn xlsx(parts: &[&[u8]]) -> Vec<u8> {
    let files: Vec<(&str, &[u8])> = XLSX
        .iter()
        .enumerate()
        .map(|(n, (name, usual))| {
            let given = parts.get(n).copied().filter(|part| !part.is_empty());
            (*name, given.unwrap_or(usual.as_bytes()))
        })
        .filter(|(_, bytes)| !bytes.is_empty())
        .collect();
    packed(&files)
}

/// An OpenDocument workbook with this content.
pub fn ods(content: &[u8]) -> Vec<u8> {
    let manifest = br#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"#;
    packed(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", content),
    ])
}

/// A zip of these files.
pub fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // Packed only where it matters to the reader how much: small parts are faster as they are.
    for (name, bytes) in files {
        let method = if bytes.len() > 1 << 16 {
            zip::CompressionMethod::Deflated
        } else {
            zip::CompressionMethod::Stored
        };
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(*name, options).expect("a name");
        zip.write_all(bytes).expect("memory suffices");
    }
    zip.finish().expect("memory suffices").into_inner()
}

/// A compound file, version 3, with one stream `Workbook` in sectors of 512 bytes. Layout after Microsoft's MS-CFB: the
/// header, one sector of the table of sectors, one of the directory, then the stream.
pub fn compound(stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const FREE: u32 = 0xFFFF_FFFF;
    const END: u32 = 0xFFFF_FFFE;
    const TABLE: u32 = 0xFFFF_FFFD;
    // One sector of the table has room for 128; a stream shorter than 4,096 bytes would be kept elsewhere.
    let n_sectors = stream.len().max(4_096).div_ceil(SECTOR).min(120);
    let length = n_sectors * SECTOR;
    let mut out = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    out.extend([0; 16]);
    for half in [0x3e_u16, 3, 0xfffe, 9, 6] {
        out.extend(half.to_le_bytes());
    }
    out.extend([0; 6]);
    for word in [0, 1, 1, 0, 4_096, END, 0, END, 0, 0] {
        out.extend(u32::to_le_bytes(word));
    }
    out.extend(FREE.to_le_bytes().repeat(108));
    let mut table = vec![TABLE, END];
    for n in 0..n_sectors {
        let last = n + 1 == n_sectors;
        table.push(if last { END } else { n as u32 + 3 });
    }
    table.resize(SECTOR / 4, FREE);
    out.extend(table.iter().flat_map(|word| word.to_le_bytes()));
    let entry = |name: &str, kind: u8, child: u32, start: u32, size: u32| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let used = if name.is_empty() {
            0
        } else {
            entry.len() as u16 + 2
        };
        entry.resize(64, 0);
        entry.extend(used.to_le_bytes());
        entry.extend([kind, 1]);
        for word in [FREE, FREE, child] {
            entry.extend(word.to_le_bytes());
        }
        entry.extend([0; 36]);
        entry.extend(start.to_le_bytes());
        entry.extend(u64::from(size).to_le_bytes());
        entry
    };
    out.extend(entry("Root Entry", 5, 1, END, 0));
    out.extend(entry("Workbook", 2, FREE, 2, length as u32));
    out.extend(entry("", 0, FREE, 0, 0));
    out.extend(entry("", 0, FREE, 0, 0));
    let from = out.len();
    out.extend(&stream[..stream.len().min(length)]);
    out.resize(from + length, 0);
    out
}

/// A record of an old workbook: its number, its length, its bytes.
pub fn record(number: u16, bytes: &[u8]) -> Vec<u8> {
    let mut out = number.to_le_bytes().to_vec();
    out.extend((bytes.len() as u16).to_le_bytes());
    out.extend(bytes);
    out
}
