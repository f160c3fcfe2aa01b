//! Files of full size that the benches read: LAIT where it is, or one of its shape; ten of it; a survey.
#![allow(dead_code, reason = "each bench uses what it needs")]

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Respondents of the survey.
pub const PEOPLE: usize = 66_690;
/// Its columns.
pub const QUESTIONS: usize = 81;
/// What a statement of the survey is answered with, or nothing.
const SCALE: [&str; 5] = [
    "Strongly agree",
    "Agree",
    "Neither agree nor disagree",
    "Disagree",
    "Strongly disagree",
];

/// The long file and, where it is real, its dictionary.
pub struct Lait {
    pub file: PathBuf,
    pub dictionary: Option<PathBuf>,
}

impl Lait {
    /// The real one unpacked, or one made up.
    pub fn into(folder: &Path) -> Self {
        let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/lait");
        let packed = real.join("lait_long.csv.gz");
        if !packed.exists() {
            return Self {
                file: made(folder),
                dictionary: None,
            };
        }
        let file = folder.join("lait.csv");
        let mut source = flate2::read::MultiGzDecoder::new(File::open(packed).expect("LAIT"));
        let mut into = BufWriter::new(File::create(&file).expect("a file"));
        std::io::copy(&mut source, &mut into).expect("LAIT unpacked");
        Self {
            file,
            dictionary: Some(real.join("lait_data_dictionary.csv")),
        }
    }

    pub fn named(&self) -> &'static str {
        if self.dictionary.is_some() {
            "LAIT, 641,070 rows"
        } else {
            "a made-up file of LAIT's size"
        }
    }

    /// The same file ten times over, each time under other names.
    pub fn ten_times(&self, folder: &Path) -> Self {
        let mut whole = String::new();
        File::open(&self.file)
            .and_then(|mut file| file.read_to_string(&mut whole))
            .expect("the file again");
        let file = folder.join("ten.csv");
        let mut into = BufWriter::new(File::create(&file).expect("a file"));
        let (heading, rows) = whole.split_once('\n').expect("a heading");
        writeln!(into, "{heading}").expect("written");
        for n in 0..10 {
            for line in rows.lines() {
                // A code in quotation marks keeps them around the whole of it.
                match line.strip_prefix('"') {
                    Some(rest) => writeln!(into, "\"{n}-{rest}"),
                    None => writeln!(into, "{n}-{line}"),
                }
                .expect("written");
            }
        }
        Self {
            file,
            dictionary: None,
        }
    }
}

fn made(folder: &Path) -> PathBuf {
    let out = folder.join("made.csv");
    let mut into = BufWriter::new(File::create(&out).expect("a file"));
    writeln!(
        into,
        "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region"
    )
    .expect("written");
    let areas: Vec<String> = golden_thread::session::file::authorities()
        .into_iter()
        .map(|(code, name)| format!("{},{code}.0", name.replace(',', "")))
        .collect();
    for measure in 0..434 {
        for year in 2016..2026 {
            for (n, area) in areas.iter().enumerate() {
                let (name, code) = area.split_once(',').expect("two parts");
                let value = f64::from((measure * 31 + year * 7 + n as i32 * 13) % 997) / 10.0;
                writeln!(
                    into,
                    "M{measure},Measure {measure},{year},{name},{value},{code},NA"
                )
                .expect("written");
            }
        }
    }
    out
}

/// Writes the survey: a number, a country, scales and a comment, 81 columns in all.
pub fn survey(file: &Path) {
    let mut text = String::from("Respondent ID,In which country do you live?");
    for question in 3..QUESTIONS {
        write!(text, ",Statement {question}: do you agree?").expect("text grows");
    }
    text.push_str(",Why?\n");
    let mut seed: u64 = 66_690;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) % below
    };
    for person in 0..PEOPLE {
        write!(text, "{},Country {}", person + 1, next(28)).expect("text grows");
        for _ in 3..QUESTIONS {
            let said = usize::try_from(next(6)).unwrap_or(0);
            text.push(',');
            text.push_str(SCALE.get(said).copied().unwrap_or_default());
        }
        if next(10) == 0 {
            write!(
                text,
                ",\"It matters to me, number {person}, for my own reason\""
            )
            .expect("text grows");
        } else {
            text.push(',');
        }
        text.push('\n');
    }
    std::fs::write(file, text).expect("the survey is written");
}
