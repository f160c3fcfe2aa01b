//! What could still be read of a damaged file, table by table: what an officer is told before, and after, it is brought
//! together in a new plan.

use crate::domain::statistics::grouped;

/// What became of one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Salvage {
    /// Its name in the file: `priority_area`.
    pub table: String,
    /// Rows that could be read and are in the new plan.
    pub n_read: u64,
    /// Rows that could not; none where some are lost and nothing says how many.
    pub n_lost: Option<u64>,
    /// Rows that could not be read, and that the history had as they last were.
    pub n_from_history: u64,
    /// Rows that are left out: no plan can hold them, or what they belong to is lost.
    pub n_left_out: u64,
    /// Rows that are in the new plan and refer to something that is lost: that place in them is empty now.
    pub n_emptied: u64,
}

impl Salvage {
    /// A table that held nothing, and that nothing happened to.
    #[must_use]
    pub fn nothing(table: &str) -> Self {
        Self {
            table: table.to_owned(),
            n_lost: Some(0),
            ..Self::default()
        }
    }

    /// Its name in words: `priority area`.
    #[must_use]
    pub fn title(&self) -> String {
        match self.table.as_str() {
            "change" => "changes in the history".to_owned(),
            "change_row" => "what each change did".to_owned(),
            "figure" => "published figures".to_owned(),
            "series" => "series of published figures".to_owned(),
            other => other.replace('_', " "),
        }
    }

    /// Whether all of it is in the new plan.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.n_lost == Some(0) && self.n_left_out == 0 && self.n_emptied == 0
    }

    /// How many are lost, as it is shown: a number, or that some are.
    #[must_use]
    pub fn lost(&self) -> String {
        self.n_lost
            .map_or_else(|| "some".to_owned(), |n| n.to_string())
    }
}

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rescue {
    /// Its tables that held anything, in the order of their names.
    pub tables: Vec<Salvage>,
    /// Changes of the history that lead back step by step from the rows as they are, so that they can be undone.
    pub n_changes: u64,
    /// Whether earlier ones were left out, since they do not.
    pub is_history_cut: bool,
    /// Whether it could not be read whose plan it is, so that its title and authority are to be looked at.
    pub is_plan_lost: bool,
}

impl Rescue {
    /// Whether nothing is lost.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.is_history_cut && !self.is_plan_lost && self.tables.iter().all(Salvage::is_whole)
    }

    /// All of it in a sentence or three.
    #[must_use]
    pub fn sentence(&self) -> String {
        let of = |count: fn(&Salvage) -> u64| self.tables.iter().map(count).sum::<u64>();
        let n_read = of(|held| held.n_read + held.n_from_history);
        let mut said = vec![match self.n_lost() {
            Some(0) if self.is_whole() => format!("All {} rows can be read.", grouped(n_read)),
            Some(0) => format!("{} rows can be read.", grouped(n_read)),
            Some(n) => format!(
                "{} rows can be read, {} cannot.",
                grouped(n_read),
                grouped(n)
            ),
            None => format!("{} rows can be read; some cannot.", grouped(n_read)),
        }];
        match of(|held| held.n_from_history) {
            0 => {}
            n => said.push(format!("{n} of them stand as the history last had them.")),
        }
        match of(|held| held.n_left_out) {
            0 => {}
            1 => said.push(
                "1 more is left out: it is spoilt, or what it belongs to is lost.".to_owned(),
            ),
            n => said.push(format!(
                "{} more are left out: they are spoilt, or what they belong to is lost.",
                grouped(n)
            )),
        }
        match of(|held| held.n_emptied) {
            0 => {}
            1 => said.push("1 has lost what it referred to.".to_owned()),
            n => said.push(format!("{} have lost what they referred to.", grouped(n))),
        }
        let spoilt: Vec<String> = self
            .tables
            .iter()
            .filter(|held| held.n_lost != Some(0))
            .map(Salvage::title)
            .collect();
        if !spoilt.is_empty() {
            said.push(format!(
                "What is left of {} may be spoilt, too: look at it.",
                spoilt.join(", ")
            ));
        }
        if self.is_plan_lost {
            said.push(
                "Its title and whose plan it is are lost: it is taken for the authority with most figures, so look at both."
                    .to_owned(),
            );
        }
        said.push(match (self.is_history_cut, self.n_changes) {
            (false, _) => "The history is whole, and every change can still be undone.".to_owned(),
            (true, 0) => "The history does not lead back any more, and begins anew.".to_owned(),
            (true, 1) => "The history leads back one change; what was before it cannot be undone any more.".to_owned(),
            (true, n) => format!(
                "The history leads back {n} changes; what was before them cannot be undone any more."
            ),
        });
        said.join(" ")
    }

    /// How many rows are lost; none where nothing says how many.
    fn n_lost(&self) -> Option<u64> {
        self.tables
            .iter()
            .map(|held| held.n_lost)
            .try_fold(0, |sum, n| Some(sum + n?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(n_read: u64, n_lost: Option<u64>, n_left_out: u64) -> Salvage {
        Salvage {
            table: "allocation".into(),
            n_read,
            n_lost,
            n_from_history: 0,
            n_left_out,
            n_emptied: 0,
        }
    }

    #[track_caller]
    fn says(tables: &[Salvage], is_history_cut: bool, n_changes: u64, want: &str) {
        let found = Rescue {
            tables: tables.to_vec(),
            n_changes,
            is_history_cut,
            is_plan_lost: false,
        };
        assert_eq!(found.sentence(), want);
    }

    #[test]
    fn it_is_said_what_is_lost() {
        says(
            &[table(3, Some(0), 0), table(2, Some(0), 0)],
            false,
            4,
            "All 5 rows can be read. The history is whole, and every change can still be undone.",
        );
        says(
            &[table(3, Some(2), 1)],
            true,
            0,
            "3 rows can be read, 2 cannot. 1 more is left out: it is spoilt, or what it belongs to is lost. What is left of allocation may be spoilt, too: look at it. The history does not lead back any more, and begins anew.",
        );
        says(
            &[table(3, None, 0), table(1, Some(1), 0)],
            true,
            7,
            "4 rows can be read; some cannot. What is left of allocation, allocation may be spoilt, too: look at it. The history leads back 7 changes; what was before them cannot be undone any more.",
        );
    }
}
