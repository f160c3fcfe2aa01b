//! A plan as plain tables: what any program can read, and from which the plan can be made again with nothing lost.
//!
//! A council must be able to take its plan elsewhere. So every table can leave as it is kept, with its types, its keys and
//! what refers to what, and come back. The shapes here are what the file hands over and what the package is written from.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Whole numbers.
    Whole,
    /// Numbers.
    Real,
    /// Text.
    Text,
    /// Bytes; in a package, two hexadecimal figures each.
    Bytes,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may hold nothing at all, which is not the same as empty text.
    pub may_be_empty: bool,
}

/// Columns that name a row of another table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The columns here.
    pub columns: Vec<String>,
    /// The other table.
    pub table: String,
    /// The columns there.
    pub to: Vec<String>,
}

/// A table without its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Its name.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// The columns of its key.
    pub keys: Vec<String>,
    /// What refers to what.
    pub references: Vec<Reference>,
}

impl Shape {
    /// The place of a column, from 0.
    #[must_use]
    pub fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|held| held.name == column)
    }
}

/// A value in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// A whole number.
    Whole(i64),
    /// A number.
    Real(f64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
}

/// Why a row that was read does not fit among the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Unfit {
    /// Its table.
    pub table: String,
    /// The columns of its key, each with its value as a package writes it.
    pub key: Vec<(String, String)>,
    /// The column that is at fault, where one is.
    pub column: Option<String>,
    /// What is wrong.
    pub why: String,
}

/// A table as it stands in a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// Its shape.
    pub shape: Shape,
    /// Rows, without the heading.
    pub n_rows: u64,
    /// Bytes of its file.
    pub n_bytes: u64,
    /// SHA-256 of its file, in hexadecimal.
    pub sha256: String,
}

impl Resource {
    /// The name of its file.
    #[must_use]
    pub fn file(&self) -> String {
        file_of(&self.shape.name)
    }
}

/// The name of a table's file.
#[must_use]
pub fn file_of(table: &str) -> String {
    format!("{table}.csv")
}

/// A package, without its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The plan's title.
    pub title: String,
    /// What the plan says of itself.
    pub about: String,
    /// The version of the plan's file.
    pub version: i32,
    /// The tables, in the order of their names.
    pub resources: Vec<Resource>,
    /// What was left out, in sentences.
    pub left_out: Vec<String>,
    /// What must be said wherever published figures are shown, each once.
    pub sources: Vec<String>,
}
