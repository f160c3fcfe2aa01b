//! What sort of file a file is, by its beginning; and LAIT's dictionary, which lies beside it.
//!
//! Edges: a guess is offered, never acted upon unseen. What cannot be opened or read is a table of figures, and the
//! reading of it then says what is wrong.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::domain::intake::FileKind;

/// How much of a file is looked at, in bytes.
const BEGINNING: u64 = 64 * 1024;

/// What sort of file it looks like.
#[must_use]
pub fn guess_kind(path: &Path) -> FileKind {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(BEGINNING).read_to_end(&mut bytes));
    if read.is_err() {
        return FileKind::Indicators;
    }
    kind_of(&bytes)
}

fn kind_of(bytes: &[u8]) -> FileKind {
    if bytes.starts_with(b"PK") {
        // A workbook is a zip as well. Its parts are named without being packed.
        return match holds(bytes, b"xl/") || holds(bytes, b"[Content_Types].xml") {
            true => FileKind::Indicators,
            false => FileKind::Ees,
        };
    }
    let text: String = String::from_utf8_lossy(bytes)
        .chars()
        .filter(|c| *c != '\0' && *c != '"')
        .collect();
    let text = text.to_lowercase();
    let heads = text.lines().take(5).collect::<Vec<_>>().join("\n");
    let has = |word: &str| heads.contains(word);
    if has("geographic_level") {
        FileKind::Ees
    } else if has("short desc") || has("short_desc") {
        FileKind::Lait
    } else if has("indicator id") {
        FileKind::Fingertips
    } else if has("sn1") || has("sn_rank") || has("sn 1") {
        FileKind::Neighbours
    } else {
        FileKind::Indicators
    }
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|held| held == wanted)
}

/// A table with “dictionary” in its name, in the same folder; the first by name.
#[must_use]
pub fn dictionary_beside(path: &Path) -> Option<PathBuf> {
    let folder = path.parent()?;
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let files = std::fs::read_dir(folder).ok()?;
    let mut found: Vec<PathBuf> = files
        .filter_map(|file| Some(file.ok()?.path()))
        .filter(|file| file != path && is_dictionary(file))
        .collect();
    found.sort();
    found.into_iter().next()
}

fn is_dictionary(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_lowercase();
    name.contains("dictionary") && name.ends_with(".csv")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_beginning() {
        #[track_caller]
        fn check(bytes: &[u8], want: FileKind) {
            assert_eq!(kind_of(bytes), want);
        }
        check(
            b"time_period,time_identifier,geographic_level\n",
            FileKind::Ees,
        );
        check(b"PK\x03\x04 data/rates.csv", FileKind::Ees);
        check(b"PK\x03\x04 [Content_Types].xml", FileKind::Indicators);
        check(b"\"Topic\",\"Short Desc\",\"LA Number\"\n", FileKind::Lait);
        check(
            b"LA number,LA name,SN1,SN1 closeness\n",
            FileKind::Neighbours,
        );
        check(b"la_code,sn_rank,sn_code\n", FileKind::Neighbours);
        check(
            b"Indicator ID,Indicator Name,Parent Code\n",
            FileKind::Fingertips,
        );
        check(b"measure,area,year,value\n", FileKind::Indicators);
        check(b"", FileKind::Indicators);
        let utf16: Vec<u8> = "geographic_level"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        check(&utf16, FileKind::Ees);
    }

    #[test]
    fn a_dictionary_is_found_beside_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("lait.csv");
        assert_eq!(dictionary_beside(&file), None);
        let dictionary = folder.path().join("LAIT Data Dictionary.csv");
        std::fs::write(&dictionary, "x").unwrap();
        std::fs::write(folder.path().join("other.csv"), "x").unwrap();
        assert_eq!(dictionary_beside(&file), Some(dictionary));
    }
}
