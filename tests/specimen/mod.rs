//! Every part of the screens on one sheet, to be looked at: the pictures are left in Cargo's folder for test files.

use egui::Theme;
use egui_kittest::kittest::Queryable as _;
use egui_material_icons::icons::{ICON_CONTENT_COPY, ICON_PAYMENTS, ICON_UNDO};
use golden_thread::ui::painter::picture;
use golden_thread::ui::theme::{self, Series, Tone, space};
use golden_thread::ui::widgets::{
    Attention, Badge, CellEdit, Grid, Look, Sheet, attention, badge, combo, empty_state, form_row,
    icon_button, link_button, meter, primary_button, room_heading, section, sparkline, text_field,
};

struct Allocation;

const LINES: [(&str, [Option<i64>; 2]); 5] = [
    ("Placement choice", [Some(463_950), None]),
    ("Looked after children", [Some(113_500), None]),
    ("Disabled children", [None, Some(136_700)]),
    ("Assessment", [Some(293_250), None]),
    ("Left", [Some(-2), Some(-1)]),
];

impl Sheet for Allocation {
    fn rows(&self) -> usize {
        LINES.len()
    }
    fn columns(&self) -> usize {
        2
    }
    fn row_name(&self, row: usize) -> String {
        LINES[row].0.to_owned()
    }
    fn column_name(&self, col: usize) -> String {
        ["Main", "Disabled"][col].to_owned()
    }
    fn shown(&self, row: usize, col: usize) -> String {
        match LINES[row].1[col] {
            None => "–".to_owned(),
            Some(n) if n < 0 => format!("−{}", -n),
            Some(n) => format!("{},{:03}", n / 1000, n % 1000),
        }
    }
    fn check(&self, _row: usize, _col: usize, text: &str) -> Result<(), String> {
        let refuse =
            |_| format!("“{text}” is not an amount. Type pounds, or a sum such as =290000+3250.");
        text.parse::<i64>().map(drop).map_err(refuse)
    }
    fn look(&self, row: usize, col: usize) -> Look {
        match LINES[row].1[col] {
            None => Look::Muted,
            Some(n) if n < 0 => Look::Attention,
            Some(_) => Look::Plain,
        }
    }
}

#[derive(Default)]
struct Sheet1 {
    search: String,
    name: String,
    pick: usize,
}

fn draw(ui: &mut egui::Ui, state: &mut Sheet1) {
    theme::page(ui).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.columns(3, |columns| {
            for ui in columns.iter_mut() {
                ui.spacing_mut().item_spacing.y = space::SMALL;
            }
            money(&mut columns[0]);
            signs(&mut columns[1], state);
            notes(&mut columns[2]);
        });
    });
}

fn money(ui: &mut egui::Ui) {
    theme::card(ui).show(ui, |ui| {
        ui.horizontal(|ui| {
            section(ui, "Main children’s grant");
            badge(ui, "general · revenue", Badge::Kind);
        });
        ui.label(egui::RichText::new("£1,355,598").text_style(theme::figure()));
        meter(ui, "Main children’s grant used", 0.61, false);
        meter(ui, "Disabled children used", 1.02, true);
        meter(ui, "Leaving Care Act used", 0.0, false);
        let colour = theme::palette(ui).warn.text;
        ui.label(theme::strong("⚠ £2 over").color(colour));
    });
    theme::card(ui).show(ui, |ui| {
        room_heading(ui, "Allocation by priority area");
        let mut grid = Grid::begin(ui, "allocation", &Allocation);
        egui::Grid::new("layout")
            .num_columns(3)
            .spacing([4.0, 0.0])
            .show(ui, |ui| {
                let first = theme::column_head(ui, "Priority area");
                ui.label(first);
                for col in 0..2 {
                    let room = egui::vec2(96.0, theme::size::ROW);
                    ui.allocate_ui(room, |ui| grid.head(ui, col));
                }
                ui.end_row();
                for (row, line) in LINES.iter().enumerate() {
                    ui.label(line.0);
                    for col in 0..2 {
                        ui.allocate_ui(egui::vec2(96.0, theme::size::ROW), |ui| {
                            grid.cell(ui, row, col)
                        });
                    }
                    ui.end_row();
                }
            });
        grid.end(ui);
    });
}

fn signs(ui: &mut egui::Ui, state: &mut Sheet1) {
    theme::card(ui).show(ui, |ui| {
        section(ui, "Fields");
        text_field(
            ui,
            "search",
            "Search indicators",
            &mut state.search,
            "Search 412 indicators…",
        );
        form_row(ui, "Name", |ui| {
            text_field(ui, "name", "Name", &mut state.name, "")
        });
        form_row(ui, "Amount", |ui| {
            CellEdit::new("amount", "Amount", "293,250.00")
                .right()
                .show(ui, |_| Err("no".to_owned()))
        });
        ui.horizontal(|ui| {
            combo(
                ui,
                "neighbours",
                "Average",
                &mut state.pick,
                &["Mean", "Median"],
            );
            icon_button(ui, ICON_CONTENT_COPY, "Copy");
            icon_button(ui, ICON_UNDO, "Undo “Amount”");
        });
        ui.horizontal(|ui| {
            primary_button(ui, "New plan…");
            icon_button(ui, ICON_PAYMENTS, "Grant");
            link_button(ui, "Show working");
        });
        ui.horizontal(|ui| {
            badge(ui, "All", Badge::Picked);
            badge(ui, "Safe", Badge::Kind);
            badge(ui, "C", Badge::Plain);
            badge(ui, "Low", Badge::Tone(Tone::Ok));
            badge(ui, "Medium", Badge::Tone(Tone::Warn));
            badge(ui, "High", Badge::Tone(Tone::Error));
        });
        ui.label("0123456789 £1,111,111 £8,888,888");
        ui.label("→ ← ↑ ↓ ▲ ▼ ✓ ✗ ⚠ ● ≈ – − £ … “ ” « » ≤ ≥ ² ½ ▾ ▸");
        let small = theme::small(
            ui,
            "▲ better than England, ▼ worse, ≈ not distinguishable (95 %)",
        );
        ui.label(small);
        let points = [
            Some(30.5),
            Some(19.0),
            None,
            Some(24.0),
            Some(15.0),
            Some(28.0),
            Some(24.8),
        ];
        ui.horizontal(|ui| {
            for series in [Series::Authority, Series::Attention, Series::Neighbours] {
                let colour = theme::palette(ui).of(series);
                sparkline(ui, "24.8 in 2024/25, down 2.1", &points, colour);
            }
        });
        ui.horizontal(|ui| {
            for n in 0..6 {
                let colour = theme::palette(ui).series_text[n];
                ui.label(theme::strong("Series").color(colour));
            }
        });
    });
    theme::card(ui).show(ui, |ui| {
        empty_state(
            ui,
            "No consultations yet",
            "What children, young people and families said, question by question, with who was asked and who answered.",
            "Add a consultation…",
        );
    });
}

fn notes(ui: &mut egui::Ui) {
    theme::card(ui).show(ui, |ui| {
        section(ui, "Checks");
        let warn = Attention {
            tone: Tone::Warn,
            title: "Disabled children is £1 over its ring-fence.",
            detail: "£136,700 against £136,699.",
            links: &["Take £1 off", "Pay £1 from main"],
        };
        attention(ui, &warn);
        let ok = Attention {
            tone: Tone::Ok,
            title: "The three grants sum to the published £2,475,945.",
            detail: "",
            links: &[],
        };
        attention(ui, &ok);
        let error = Attention {
            tone: Tone::Error,
            title: "Row 14, “Number”: “12O” is not a number.",
            detail: "The letter O stands where a nought was meant. The reading of 2024/25 is left as it was.",
            links: &["Open the row"],
        };
        attention(ui, &error);
        theme::quiet(ui).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.vertical(|ui| {
                let finding = "24.8 % in 2024/25, down 2.1 points on the year.";
                ui.label(theme::strong(finding));
                ui.label("Neighbours average 25.9 % (median 25.3, 10 of 10), England 24.5 %.");
            });
        });
        let words = theme::muted(ui, "Text of second rank, such as dates and sources.");
        ui.label(words);
    });
}

const SIZE: [f32; 2] = [1200.0, 760.0];

#[test]
fn the_specimen_draws_in_both_themes() {
    for (dark, name) in [(false, "light"), (true, "dark")] {
        let mut state = Sheet1::default();
        let picture = picture(SIZE, 1.0, dark, 3, |ui| draw(ui, &mut state));
        let page = if dark {
            theme::DARK.page
        } else {
            theme::LIGHT.page
        };
        let other = picture
            .rgba
            .chunks(4)
            .filter(|p| *p != page.to_array())
            .count();
        assert!(
            other > 200_000,
            "{name}: only {other} pixels are not the page"
        );
        let path =
            std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("specimen-{name}.png"));
        std::fs::write(path, picture.png().unwrap()).unwrap();
    }
}

/// The same with a list open, at one and a half times the pixels.
#[test]
fn the_specimen_draws_with_a_list_open() {
    let mut harness = super::common::window(SIZE, Theme::Dark, Sheet1::default(), draw);
    harness.set_pixels_per_point(1.5);
    harness.get_by_label("Average").focus();
    harness.run();
    harness.key_press(egui::Key::Space);
    harness.run();
    let picture = harness.render().unwrap();
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("specimen-list.png");
    picture.save(path).unwrap();
}

/// The same with the keyboard in a cell and a text that is refused.
#[test]
fn the_specimen_draws_while_one_types() {
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut harness = super::common::window(SIZE, theme, Sheet1::default(), draw);
        harness.get_by_label("Assessment, Main: 293,250").focus();
        harness.run();
        harness.event(egui::Event::Text("29o".to_owned()));
        harness.run();
        let picture = harness.render().unwrap();
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("specimen-typing-{name}.png"));
        picture.save(path).unwrap();
    }
}
