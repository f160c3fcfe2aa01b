//! Makes the sample plans' files from the text beside them.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::domain::batch::Batch;
use crate::domain::id::BatchId;
use crate::domain::record::Edit;
use crate::exchange::sample::{self, Which};
use crate::session::Session;
use crate::store::error::StoreError;
use crate::store::{Bulk, Opened, Store};

/// When the samples' figures count as entered: a fixed moment, so that rebuilding gives the same file.
const ENTERED: &str = "2026-11-01T00:00:00Z";

impl Session {
    /// Makes a sample plan's file and opens it.
    ///
    /// # Errors
    /// When the file is there already or cannot be written.
    pub fn sample(which: Which, path: &Path) -> Result<Self, StoreError> {
        let sample = sample::read(which).map_err(StoreError::Refused)?;
        let hash = Sha256::digest(format!("{:?}", sample.figures));
        let key = hash[..8]
            .iter()
            .fold(0_i64, |key, byte| (key << 8 | i64::from(*byte)) & i64::MAX);
        let figures = &sample.figures;
        let n = figures
            .series
            .iter()
            .map(|series| series.cells.len() as u64)
            .sum();
        let batch = Batch {
            id: BatchId(key),
            kind: "sample".into(),
            name: format!("{} sample", which.word()),
            sha256: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
            entered: ENTERED.into(),
            source: sample.figures_source,
            n_read: n,
            n_kept: n,
            n_figures: n,
            skipped: Vec::new(),
        };
        let bulk = Bulk {
            batch: batch.id,
            indicators: &figures.indicators,
            areas: &figures.areas,
            series: &figures.series,
        };
        let mut commands = sample.commands;
        commands.push(Edit::add(batch).into());
        let store = Store::create(path, &sample.plan, &sample.areas, &commands, Some(&bulk))?;
        store.note_beginning(ENTERED)?;
        Self::holding(store, Opened::default())
    }
}
