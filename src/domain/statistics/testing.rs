//! What the tests of the statistics share: reading the published answers, and comparing with them.

use serde_json::Value;

/// The file of published answers.
pub(super) fn vectors(text: &str) -> Value {
    serde_json::from_str(text).expect("a vectors file is JSON")
}

/// The numbers of a list of the file.
pub(super) fn numbers(list: &Value) -> Vec<f64> {
    let items = list.as_array().expect("a list");
    items.iter().map(number).collect()
}

/// A number of the file.
pub(super) fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

/// One row of a table of published answers: its fields by the heads of their columns.
pub(super) struct Row(Vec<(String, String)>);

/// The rows of a table of published answers.
pub(super) fn rows(text: &str) -> Vec<Row> {
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let heads = table.headers().expect("a vectors table has heads").clone();
    let row = |record: csv::StringRecord| {
        let fields = heads.iter().zip(&record);
        Row(fields
            .map(|(head, field)| (head.into(), field.into()))
            .collect())
    };
    let records = table.records().map(|record| record.expect("a row"));
    records.map(row).collect()
}

impl Row {
    /// The field under a head, as it is written.
    #[track_caller]
    pub(super) fn text(&self, head: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == head);
        found.map(|(_, field)| field.as_str()).expect(head)
    }

    /// The number under a head; "Inf" is one, "NA" is not.
    #[track_caller]
    pub(super) fn number(&self, head: &str) -> f64 {
        self.text(head).parse().expect(head)
    }

    /// The whole number under a head.
    #[track_caller]
    pub(super) fn count(&self, head: &str) -> u64 {
        self.text(head).parse().expect(head)
    }

    /// The numbers under a head, with spaces between them.
    #[track_caller]
    pub(super) fn numbers(&self, head: &str) -> Vec<f64> {
        let parts = self.text(head).split(' ');
        parts.map(|part| part.parse().expect(head)).collect()
    }

    /// The whole numbers under a head, with spaces between them.
    #[track_caller]
    pub(super) fn counts(&self, head: &str) -> Vec<u64> {
        let parts = self.text(head).split(' ');
        parts.map(|part| part.parse().expect(head)).collect()
    }

    /// The table that a row holds in its columns `nrow`, `ncol` and `cells_rowmajor`.
    #[track_caller]
    pub(super) fn cells(&self) -> Vec<Vec<u64>> {
        let cells = self.counts("cells_rowmajor");
        let (rows, columns) = (self.count("nrow") as usize, self.count("ncol") as usize);
        assert_eq!(cells.len(), rows * columns);
        cells.chunks(columns).map(<[u64]>::to_vec).collect()
    }
}

/// That two numbers agree to within so much of the expected one; of 1 where nought is expected.
#[track_caller]
pub(super) fn close(found: f64, expected: f64, tolerance: f64) {
    let measure = if expected == 0.0 { 1.0 } else { expected.abs() };
    assert!(
        (found - expected).abs() <= tolerance * measure,
        "{found} is not {expected}"
    );
}
