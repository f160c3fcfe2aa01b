//! A release of Explore Education Statistics as it is downloaded: a zip with its data files and what describes them.
//!
//! The release holds `data/*.csv`, beside each a `.meta.csv`, and a text that explains them. The data files are listed
//! for an officer to choose from, and each is read as it is unpacked, never as a whole.
//!
//! Edges: a zip can be made to unpack to more than any disk holds. Entries, sizes and the rate of packing are bounded
//! by what the zip says of itself, and again by what comes out of it. A zip inside the zip is passed over.

use std::io::{Read, Seek};

use ::zip::ZipArchive;
use ::zip::result::ZipError;

use crate::domain::problem::Problem;
use crate::exchange::published::ees::Meta;
use crate::exchange::published::text::guard::Bounded;
use crate::exchange::published::text::whole;

/// The most entries a release has.
const ENTRIES: usize = 2_000;
/// The most that all of it may unpack to: 1 GB.
const UNPACKED: u64 = 1 << 30;
/// A file of more than this is looked at for how much it is packed: 50 MB.
const LARGE: u64 = 50 << 20;
/// The most times smaller a large table of figures becomes.
const RATIO: u64 = 200;

/// One data file of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFile {
    /// Its name in the zip: `data/cla_rates.csv`.
    pub name: String,
    /// How large it is unpacked, in bytes, as the zip says.
    pub size: u64,
    place: usize,
    meta: Option<usize>,
}

impl DataFile {
    /// Whether its `.meta.csv` is in the zip too.
    #[must_use]
    pub fn has_meta(&self) -> bool {
        self.meta.is_some()
    }
}

/// A release, opened.
pub struct Release<R> {
    name: String,
    archive: ZipArchive<R>,
    files: Vec<DataFile>,
}

struct Entry {
    name: String,
    size: u64,
    packed: u64,
    locked: bool,
}

impl<R: Read + Seek> Release<R> {
    /// Opens a zip and lists its data files, in the order of their names.
    ///
    /// # Errors
    /// That it is no zip or breaks off, is locked by a password, would unpack to more than is taken, or has no data file.
    pub fn open(name: &str, bytes: R) -> Result<Self, Problem> {
        let mut archive = ZipArchive::new(bytes).map_err(|error| broken(name, &error))?;
        if archive.len() > ENTRIES {
            return Err(bomb(name, &format!("{} files in one zip", archive.len())));
        }
        let mut entries = Vec::new();
        for place in 0..archive.len() {
            let file = archive
                .by_index_raw(place)
                .map_err(|error| broken(name, &error))?;
            entries.push(Entry {
                name: file.name().to_owned(),
                size: file.size(),
                packed: file.compressed_size(),
                locked: file.encrypted(),
            });
        }
        bounded(name, &entries)?;
        let files = data_files(&entries);
        if let Some(file) = files.iter().find(|file| entries[file.place].locked) {
            let what = format!("{}, which is locked by a password", file.name);
            let remedy = "Unpack it with its password, and give the table itself.";
            return Err(whole(
                "locked-zip",
                name,
                &what,
                "The program asks for no passwords.",
                remedy,
            ));
        }
        if files.is_empty() {
            let held: Vec<&str> = entries
                .iter()
                .take(10)
                .map(|entry| entry.name.as_str())
                .collect();
            let why = format!(
                "It holds {}.",
                if held.is_empty() {
                    "nothing".into()
                } else {
                    held.join(", ")
                }
            );
            let remedy = "Give the release as it was downloaded, or the table itself.";
            return Err(whole(
                "no-data-file",
                name,
                "no data file (.csv) in the zip",
                &why,
                remedy,
            ));
        }
        Ok(Self {
            name: name.to_owned(),
            archive,
            files,
        })
    }

    /// The data files.
    #[must_use]
    pub fn files(&self) -> &[DataFile] {
        &self.files
    }

    /// The file of this name, with or without its folder.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&DataFile> {
        let same =
            |file: &&DataFile| file.name == name || file.name.rsplit('/').next() == Some(name);
        self.files.iter().find(same)
    }

    /// The metadata of a data file, where the zip has it.
    ///
    /// # Errors
    /// That it cannot be unpacked, or is not metadata.
    pub fn meta(&mut self, file: &DataFile) -> Result<Option<Meta>, Problem> {
        let Some(place) = file.meta else {
            return Ok(None);
        };
        let name = file.name.clone();
        let bytes = self.unpack(place)?;
        Meta::read(
            &format!("{} (metadata)", name.rsplit('/').next().unwrap_or(&name)),
            bytes,
        )
        .map(Some)
    }

    /// The bytes of a data file, unpacked as they are read.
    ///
    /// # Errors
    /// That it cannot be unpacked.
    pub fn bytes(&mut self, file: &DataFile) -> Result<impl Read + '_, Problem> {
        self.unpack(file.place)
    }

    fn unpack(&mut self, place: usize) -> Result<impl Read + '_, Problem> {
        let name = self.name.clone();
        let file = self
            .archive
            .by_index(place)
            .map_err(|error| broken(&name, &error))?;
        // Not more than the zip says of it, whatever comes out.
        let limit = file.size().min(UNPACKED);
        Ok(Bounded::new(file, limit))
    }
}

fn bounded(name: &str, entries: &[Entry]) -> Result<(), Problem> {
    let total: u64 = entries
        .iter()
        .fold(0, |sum, entry| sum.saturating_add(entry.size));
    if total > UNPACKED {
        return Err(bomb(
            name,
            &format!("a zip that unpacks to {} MB", total >> 20),
        ));
    }
    let is_bomb = |entry: &&Entry| entry.size > LARGE && entry.size / entry.packed.max(1) > RATIO;
    match entries.iter().find(is_bomb) {
        Some(entry) => {
            let what = format!(
                "{}, which unpacks to {} MB out of {} KB",
                entry.name,
                entry.size >> 20,
                entry.packed >> 10
            );
            Err(bomb(name, &what))
        }
        None => Ok(()),
    }
}

fn data_files(entries: &[Entry]) -> Vec<DataFile> {
    let is_hidden = |name: &str| {
        name.starts_with("__MACOSX")
            || name
                .rsplit('/')
                .next()
                .is_some_and(|file| file.starts_with('.'))
    };
    let ends = |name: &str, ending: &str| name.to_lowercase().ends_with(ending);
    let is_data = |entry: &&(usize, &Entry)| {
        let name = &entry.1.name;
        ends(name, ".csv") && !ends(name, ".meta.csv") && !is_hidden(name)
    };
    let meta_of = |name: &str| {
        let wanted = format!("{}.meta.csv", name.get(..name.len() - 4).unwrap_or(name));
        entries
            .iter()
            .position(|entry| entry.name.eq_ignore_ascii_case(&wanted))
    };
    let numbered: Vec<(usize, &Entry)> = entries.iter().enumerate().collect();
    let mut files: Vec<DataFile> = numbered
        .iter()
        .filter(is_data)
        .map(|(place, entry)| DataFile {
            name: entry.name.clone(),
            size: entry.size,
            place: *place,
            meta: meta_of(&entry.name),
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn bomb(name: &str, what: &str) -> Problem {
    whole(
        "zip-bomb",
        name,
        what,
        "No release is so, and unpacking it could fill the memory.",
        "Unpack it with your own tools, look at it, and give the table itself.",
    )
}

fn broken(name: &str, error: &ZipError) -> Problem {
    let what = match error {
        ZipError::UnsupportedArchive(why) => format!("a zip that cannot be unpacked here: {why}"),
        ZipError::InvalidArchive(_) => {
            "not a zip, or one that breaks off before its end".to_owned()
        }
        other => format!("a zip that cannot be read: {other}"),
    };
    whole(
        "unreadable-zip",
        name,
        &what,
        "It is damaged, was not downloaded to its end, or is packed in another way.",
        "Download it again, or unpack it and give the table itself.",
    )
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use proptest::prelude::*;

    use super::*;

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, ::zip::write::SimpleFileOptions::default())
                .unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn open(bytes: Vec<u8>) -> Result<Release<Cursor<Vec<u8>>>, Problem> {
        Release::open("r.zip", Cursor::new(bytes))
    }

    #[test]
    fn the_data_files_of_a_release_are_listed_with_their_metadata() {
        let meta = b"col_name,col_type,label\nn,Indicator,Number of n\n";
        let mut release = open(packed(&[
            ("data/b.csv", b"x,y\n1,2\n"),
            ("data-guidance/data-guidance.txt", b"words"),
            ("data/a.csv", b"n\n1\n"),
            ("data/a.meta.csv", meta),
            ("__MACOSX/data/._a.csv", b"?"),
            ("inner.zip", b"PK"),
        ]))
        .unwrap();
        let files = release.files().to_vec();
        let names: Vec<(&str, bool)> = files
            .iter()
            .map(|file| (file.name.as_str(), file.has_meta()))
            .collect();
        assert_eq!(names, [("data/a.csv", true), ("data/b.csv", false)]);
        let meta = release.meta(&files[0]).unwrap().unwrap();
        assert_eq!(meta.column("n").unwrap().label, "Number of n");
        let mut text = String::new();
        release
            .bytes(&files[1])
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "x,y\n1,2\n");
        assert_eq!(release.find("b.csv").map(|file| file.size), Some(8));
    }

    #[test]
    fn what_is_no_release_is_refused_by_name() {
        #[track_caller]
        fn check(bytes: Vec<u8>, kind: &str) {
            assert_eq!(open(bytes).map(|_| ()).unwrap_err().kind, kind);
        }
        check(Vec::new(), "unreadable-zip");
        check(b"PK\x03\x04 and no more".to_vec(), "unreadable-zip");
        check(packed(&[("a.txt", b"x")]), "no-data-file");
        let whole = packed(&[("a.csv", b"x,y\n1,2\n")]);
        check(whole[..whole.len() - 12].to_vec(), "unreadable-zip");
        let large = vec![b'0'; usize::try_from(LARGE).unwrap() + 1];
        check(packed(&[("a.csv", &large)]), "zip-bomb");
        let names: Vec<String> = (0..=ENTRIES).map(|n| format!("{n}.csv")).collect();
        let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        check(packed(&many), "zip-bomb");
    }

    #[test]
    fn sizes_are_bounded_by_what_the_zip_says() {
        let entry = |size, packed| Entry {
            name: "a.csv".into(),
            size,
            packed,
            locked: false,
        };
        assert!(bounded("r.zip", &[entry(LARGE, 1)]).is_ok());
        assert!(bounded("r.zip", &[entry(LARGE + 1, 1 << 20)]).is_ok());
        assert!(bounded("r.zip", &[entry(LARGE + 1, 1 << 10)]).is_err());
        assert!(bounded("r.zip", &[entry(UNPACKED, 1 << 29), entry(1, 1)]).is_err());
        assert!(bounded("r.zip", &[entry(u64::MAX, 1), entry(u64::MAX, 1)]).is_err());
    }

    proptest! {
        #[test]
        fn no_bytes_stop_the_program(bytes: Vec<u8>, at in 0_usize..100, with: u8) {
            let _ = open(bytes);
            let mut damaged = packed(&[("a.csv", b"x,y\n1,2\n")]);
            let place = at % damaged.len();
            damaged[place] = with;
            if let Ok(mut release) = open(damaged) {
                for file in release.files().to_vec() {
                    let mut text = Vec::new();
                    if let Ok(mut bytes) = release.bytes(&file) {
                        let _ = bytes.read_to_end(&mut text);
                    }
                }
            }
        }
    }
}
