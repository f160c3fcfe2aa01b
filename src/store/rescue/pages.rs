//! The pages of a damaged file as they lie there, where SQLite itself goes no further.
//!
//! A table is a tree: its leaves hold the rows, in the order of their keys, and the pages above name the last key of each
//! leaf. With these keys every leaf can be asked for by itself, and a broken one takes none of its neighbours with it.
//!
//! Source of the format: <https://www.sqlite.org/fileformat2.html>, “B-tree Pages” and “Record Format”.

/// Where the first page's own content begins, in bytes: behind the file's header.
pub const FIRST: usize = 100;
/// What pages begin with: of a table, above and in the leaves; of a table that is kept by its key, above.
pub const BRANCHES: u8 = 0x05;
pub const ROWS: u8 = 0x0D;
const BRANCHES_BY_KEY: u8 = 0x02;
/// How high a tree can be: SQLite's own limit.
const HIGHEST: usize = 20;

/// A file's pages.
#[derive(Debug)]
pub struct Pages {
    bytes: Vec<u8>,
    size: usize,
}

impl Pages {
    /// The pages of a file; nothing where its head says no size of a page.
    #[must_use]
    pub fn of(bytes: Vec<u8>) -> Option<Self> {
        let size = match short(&bytes, 16)? {
            1 => 65_536,
            size if size >= 512 && size.is_power_of_two() => size,
            _ => return None,
        };
        Some(Self { bytes, size })
    }

    /// A page by its number, from 1, if the file has all of it.
    #[must_use]
    pub fn page(&self, number: u32) -> Option<&[u8]> {
        let before = usize::try_from(number).ok()?.checked_sub(1)?;
        let from = before.checked_mul(self.size)?;
        self.bytes.get(from..from.checked_add(self.size)?)
    }

    /// The keys that part the leaves of a table's tree, in order: none where there is one leaf only, or its top is broken.
    #[must_use]
    pub fn partings(&self, root: u32) -> Vec<i64> {
        let mut found = Vec::new();
        let mut left = self.bytes.len() / self.size;
        self.gather(root, HIGHEST, &mut left, &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// `left` is how many pages may still be looked at: a tree that goes in circles ends with it.
    fn gather(&self, number: u32, high: usize, left: &mut usize, found: &mut Vec<i64>) {
        let Some(page) = self.page(number).filter(|_| high > 0 && *left > 0) else {
            return;
        };
        *left -= 1;
        let at = if number == 1 { FIRST } else { 0 };
        let is_by_key = match page[at] {
            BRANCHES => false,
            BRANCHES_BY_KEY => true,
            _ => return,
        };
        for n in 0..short(page, at + 3).unwrap_or_default() {
            let Some(cell) = short(page, at + 12 + 2 * n) else {
                return;
            };
            let key = if is_by_key {
                first_whole(page, cell + 4)
            } else {
                varint(page, cell + 4).map(|(key, _)| key)
            };
            found.extend(key);
            if let Some(below) = long(page, cell) {
                self.gather(below, high - 1, left, found);
            }
        }
        if let Some(below) = long(page, at + 8) {
            self.gather(below, high - 1, left, found);
        }
    }
}

/// The first value of a record, where it is a whole number.
fn first_whole(page: &[u8], at: usize) -> Option<i64> {
    let (_, record) = varint(page, at)?;
    let (head, types) = varint(page, record)?;
    let (kind, _) = varint(page, types)?;
    let from = record.checked_add(usize::try_from(head).ok()?)?;
    let n = match kind {
        1..=4 => kind as usize,
        5 => 6,
        6 => 8,
        8 => return Some(0),
        9 => return Some(1),
        _ => return None,
    };
    let bytes = page.get(from..from.checked_add(n)?)?;
    let sign = i64::from((*bytes.first()? as i8) >> 7);
    Some(
        bytes
            .iter()
            .fold(sign, |held, byte| (held << 8) | i64::from(*byte)),
    )
}

/// A whole number of one to nine bytes, and where the next one begins.
fn varint(bytes: &[u8], at: usize) -> Option<(i64, usize)> {
    let mut held: u64 = 0;
    for n in 0..9 {
        let byte = *bytes.get(at + n)?;
        if n == 8 {
            return Some((((held << 8) | u64::from(byte)) as i64, at + 9));
        }
        held = (held << 7) | u64::from(byte & 0x7F);
        if byte < 0x80 {
            return Some((held as i64, at + n + 1));
        }
    }
    None
}

/// Two bytes as a number.
#[must_use]
pub fn short(bytes: &[u8], at: usize) -> Option<usize> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(usize::from(u16::from_be_bytes([two[0], two[1]])))
}

/// Four bytes as a number.
#[must_use]
pub fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    /// The keys that part the leaves are keys of the table, in order, and as many as there are leaves but one.
    #[track_caller]
    fn check(table: &str, keys: &[i64]) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let conn = Connection::open(&path).unwrap();
        conn.execute_batch(table).unwrap();
        for key in keys {
            conn.execute("insert into t values (?1, ?2)", (key, "x".repeat(300)))
                .unwrap();
        }
        let ask = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        let root = ask("select rootpage from sqlite_schema where name = 't'");
        let n_leaves = ask("select count(*) from dbstat where name = 't' and pagetype = 'leaf'");
        let pages = Pages::of(std::fs::read(&path).unwrap()).unwrap();
        let found = pages.partings(u32::try_from(root).unwrap());
        assert_eq!(found.len() as i64, n_leaves - 1, "{table}");
        assert!(found.iter().all(|key| keys.contains(key)), "{found:?}");
    }

    #[test]
    fn the_keys_between_leaves_are_found() {
        let dense: Vec<i64> = (-300..300).collect();
        let wide: Vec<i64> = (0..600).map(|n| i64::MAX / 601 * (n - 300)).collect();
        for keys in [&dense, &wide] {
            check("create table t (a integer primary key, b text)", keys);
            check(
                "create table t (a integer primary key, b text) without rowid",
                keys,
            );
        }
    }

    #[test]
    fn pages_of_chance_end() {
        let mut chance = fastrand::Rng::with_seed(5);
        for _ in 0..200 {
            let mut bytes: Vec<u8> = std::iter::repeat_with(|| chance.u8(..))
                .take(4096 * 6)
                .collect();
            bytes[16..18].copy_from_slice(&[16, 0]);
            for page in 0..6 {
                bytes[page * 4096] = if chance.bool() {
                    BRANCHES
                } else {
                    BRANCHES_BY_KEY
                };
            }
            let pages = Pages::of(bytes).unwrap();
            (0..9).for_each(|root| drop(pages.partings(root)));
        }
    }
}
