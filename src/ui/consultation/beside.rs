//! What stands beside and below the counts of a question: percentages, bases, and how to read them.
//!
//! None of it is typed, and none of it is a cell of the grid, so that the keyboard does not step through it.

use egui::Ui;

use crate::domain::consultation::chart::percent_shown;
use crate::domain::consultation::results::SMALL_BASE;
use crate::domain::consultation::{Question, QuestionKind};
use crate::ui::consultation::cells::{By, Line, Table};
use crate::ui::consultation::counts::{Counts, people};
use crate::ui::consultation::lines::{Word, row, word};
use crate::ui::consultation::live::Live;
use crate::ui::room::Desk;
use crate::ui::theme;
use crate::ui::widgets::Sheet as _;

/// What stands beside the columns that are typed into.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// The answer's people, over all columns.
    Total,
    /// Of a hundred who answered.
    Percent,
    /// How far chance alone could move the percentage.
    Interval,
    /// What the report printed.
    Printed,
}

impl Beside {
    /// What there is to show: nothing is worked out without a channel, and not every report prints percentages.
    pub fn of(table: &Table) -> Vec<Self> {
        let mut found = Vec::new();
        if !table.columns.is_empty() {
            found.extend([Self::Total, Self::Percent, Self::Interval]);
        }
        found.extend(
            table
                .printed
                .iter()
                .any(Option::is_some)
                .then_some(Self::Printed),
        );
        found
    }

    /// Points across.
    pub fn width(self) -> f32 {
        match self {
            Self::Total => 60.0,
            Self::Percent => 76.0,
            Self::Interval => 94.0,
            Self::Printed => 88.0,
        }
    }

    /// The head of its column.
    pub fn head(self, total: &'static str) -> &'static str {
        match self {
            Self::Total => total,
            Self::Percent => "%",
            Self::Interval => "95 % interval",
            Self::Printed => "Report says",
        }
    }
}

/// How wide each column is in so much room.
pub fn widths(room: f32, columns: usize, besides: &[Beside]) -> Vec<f32> {
    let beside: Vec<f32> = besides.iter().map(|held| held.width()).collect();
    let left = room - beside.iter().sum::<f32>();
    let name = (left * 0.4).clamp(124.0, 300.0);
    let each = ((left - name) / columns.max(1) as f32).clamp(76.0, 190.0);
    let mut widths = vec![name];
    widths.extend(std::iter::repeat_n(each, columns));
    widths.extend(beside);
    widths
}

/// What is worked out for a row.
pub fn beside(ui: &mut Ui, at: Beside, line: usize, table: &Table, live: &Live) {
    let name = &table.names[line];
    if matches!(table.lines[line], Line::Base(_)) {
        if at == Beside::Total {
            let shown = live.total.base.map_or_else(|| "–".to_owned(), people);
            word(ui, &format!("{name}, all"), &shown, Word::Strong, true);
        }
        return;
    }
    let answer = live.answer(line);
    let (column, shown, look) = match at {
        Beside::Total => (
            "all",
            answer.and_then(|held| held.count).map(people),
            Word::Strong,
        ),
        Beside::Percent => {
            let shown = answer
                .and_then(|held| Some(percent_shown(held.count?, live.total.base?, held.percent?)));
            ("percentage", shown, Word::Plain)
        }
        Beside::Interval => {
            let large = live.total.base.is_some_and(|base| base >= SMALL_BASE);
            let interval = answer.and_then(|held| held.interval).filter(|_| large);
            (
                "95 per cent interval",
                interval.map(|held| format!("{:.0}–{:.0}", held.lower, held.upper)),
                Word::Plain,
            )
        }
        Beside::Printed => {
            let printed = table.printed.get(line).copied().flatten();
            (
                "report says",
                printed.map(|value| format!("{value}%")),
                Word::Muted,
            )
        }
    };
    let look = if shown.is_some() { look } else { Word::Muted };
    word(
        ui,
        &format!("{name}, {column}"),
        shown.as_deref().unwrap_or("–"),
        look,
        true,
    );
}

/// Who answered, column by column: worked out, where one answer is given by each.
pub fn base_row(ui: &mut Ui, widths: &[f32], table: &Table, live: &Live) {
    let n = table.columns.len();
    row(ui, "counts base", widths, |ui, at| {
        let ground = theme::palette(ui).field;
        ui.painter().rect_filled(ui.max_rect(), 0.0, ground);
        let shown = |base: Option<i64>| base.map_or_else(|| "–".to_owned(), people);
        match at {
            0 => word(ui, "", "Answered (base)", Word::Strong, false),
            at if at <= n => {
                let name = format!("Answered (base), {}", table.columns[at - 1].name);
                word(ui, &name, &shown(live.bases[at - 1]), Word::Strong, true);
            }
            at if at == n + 1 => word(
                ui,
                "Answered (base), all",
                &shown(live.total.base),
                Word::Strong,
                true,
            ),
            _ => {}
        }
    });
}

/// How to read the figures, a sentence each.
pub fn notes(question: &Question, table: &Table, live: &Live, by: By) -> Vec<String> {
    let mut notes = Vec::new();
    let multiple = question.kind == QuestionKind::Multiple;
    let small = live
        .total
        .base
        .is_some_and(|base| base > 0 && base < SMALL_BASE);
    if multiple {
        notes.push("People may tick several answers: each percentage is of the people who answered, and together they may pass 100.".into());
    } else if let Some(sum) = live.percent_sum().filter(|sum| *sum != 100.0 && !small) {
        notes.push(format!(
            "The percentages add to {sum:.0}, not 100, because each is rounded on its own."
        ));
    }
    if small {
        notes.push(format!(
            "Fewer than {SMALL_BASE} people answered: counts are shown in place of percentages."
        ));
    }
    if table.has_sums() {
        let other = if by == By::Channel {
            "a group"
        } else {
            "a channel"
        };
        notes.push(format!(
            "Some cells are sums. Choose {other} above to enter or change their parts."
        ));
    }
    if table.cells.iter().flatten().any(|cell| cell.n.is_none()) {
        notes.push("– no count entered; 0 means that nobody gave the answer.".into());
    }
    if !question.note.is_empty() {
        notes.push(format!("Note: {}", question.note));
    }
    notes
}

/// The table as a spreadsheet takes it.
pub fn copied(desk: Desk<'_>, table: &Table, live: &Live) -> String {
    let counts = Counts {
        book: desk.book(),
        table,
    };
    let mut heads = vec!["Answer".to_owned()];
    heads.extend(table.columns.iter().map(|column| column.name.clone()));
    heads.extend(["All", "%", "95 % from", "95 % to"].map(str::to_owned));
    let mut lines = vec![heads.join("\t")];
    for line in 0..counts.rows() {
        let mut cells = vec![table.names[line].clone()];
        cells.extend((0..counts.columns()).map(|col| counts.text(line, col)));
        let answer = live.answer(line);
        let figure =
            |value: Option<f64>| value.map(|value| format!("{value:.1}")).unwrap_or_default();
        cells.push(
            answer
                .and_then(|held| held.count)
                .or(live.total.base)
                .map(|n| n.to_string())
                .unwrap_or_default(),
        );
        cells.push(figure(answer.and_then(|held| held.percent)));
        cells.push(figure(
            answer.and_then(|held| held.interval).map(|held| held.lower),
        ));
        cells.push(figure(
            answer.and_then(|held| held.interval).map(|held| held.upper),
        ));
        lines.push(cells.join("\t"));
    }
    lines.join("\n")
}
