//! Tables of text: CSV in every coding and with every separator, packed or not.

use std::io::Cursor;

use golden_thread::exchange::published::text::{COLUMNS, Row, Rows, guard::ROW};

use super::known::check;

/// Rows come in rising lines, no wider or longer than is allowed; a table written anew from its cells is the same table.
pub fn target(data: &[u8]) {
    let Some(rows) = rows(data) else { return };
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    for row in &rows {
        writer.write_record(&row.cells).expect("memory suffices");
    }
    let again = writer.into_inner().expect("memory suffices");
    let plain = |row: &&Row| row.cells.iter().any(|cell| !cell.is_empty());
    // A first cell may be what another kind of file begins with, and a separator is told by the first row.
    if rows.first().is_some_and(|row| {
        row.cells.len() > 1
            && row
                .cells
                .iter()
                .all(|cell| cell.bytes().all(|b| b.is_ascii_alphanumeric()) && !cell.is_empty())
    }) && let Some(second) = self::rows(&again)
    {
        let cells = |rows: &[Row]| -> Vec<Vec<String>> {
            rows.iter()
                .filter(plain)
                .map(|row| row.cells.clone())
                .collect()
        };
        assert_eq!(cells(&rows), cells(&second));
    }
}

fn rows(data: &[u8]) -> Option<Vec<Row>> {
    let mut reader = match Rows::open("a.csv", Cursor::new(data)) {
        Ok(reader) => reader,
        Err(problem) => {
            check(&problem);
            return None;
        }
    };
    let (mut rows, mut row) = (Vec::<Row>::new(), Row::default());
    loop {
        match reader.next_into(&mut row) {
            Ok(false) => break,
            Ok(true) => {
                assert!(row.line >= rows.last().map_or(1, |row| row.line));
                assert!(row.cells.len() <= COLUMNS);
                // What comes out may be three times as long as the row in Windows-1252.
                let n: usize = row.cells.iter().map(String::len).sum();
                assert!(n as u64 <= 4 * ROW);
                rows.push(row.clone());
            }
            Err(problem) => {
                check(&problem);
                return None;
            }
        }
    }
    reader.warnings().iter().for_each(check);
    Some(rows)
}
