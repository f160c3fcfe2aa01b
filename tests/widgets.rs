//! The parts of the screens, used as an officer uses them: by what they are called, and by keyboard.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use egui::{Event, Key, Modifiers, Theme, accesskit::Role};
use egui_extras::{Column, TableBuilder};
use egui_kittest::{Harness, kittest::NodeT as _, kittest::Queryable as _};
use golden_thread::ui::theme::{self, Tone};
use golden_thread::ui::widgets::{
    At, Attention, Badge, Block, CellEdit, Grid, GridEvent, Sheet, attention, badge, combo,
    empty_state, meter, section, sparkline,
};

mod common;
mod specimen;

const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];

/// Three lines of money under two grants; whole pounds only.
struct Money([[i64; 2]; 3]);

impl Sheet for Money {
    fn rows(&self) -> usize {
        3
    }
    fn columns(&self) -> usize {
        2
    }
    fn row_name(&self, row: usize) -> String {
        ["Placement", "Assessment", "Training"][row].to_owned()
    }
    fn column_name(&self, col: usize) -> String {
        ["Main", "Disabled"][col].to_owned()
    }
    fn shown(&self, row: usize, col: usize) -> String {
        format!("£{}", self.0[row][col])
    }
    fn text(&self, row: usize, col: usize) -> String {
        self.0[row][col].to_string()
    }
    fn check(&self, _row: usize, _col: usize, text: &str) -> Result<(), String> {
        let refuse = |_| format!("“{text}” is not an amount: type whole pounds");
        text.parse::<i64>().map(drop).map_err(refuse)
    }
    fn editable(&self, row: usize, _col: usize) -> bool {
        row < 2
    }
}

/// A grid between two buttons, and everything it asked for.
struct Room {
    money: Money,
    asked: Vec<GridEvent>,
    drafts: Vec<String>,
}

fn draw_room(ui: &mut egui::Ui, room: &mut Room) {
    let _ = ui.button("Before");
    let mut grid = Grid::begin(ui, "money", &room.money);
    for row in 0..3 {
        ui.columns(2, |columns| {
            for (col, ui) in columns.iter_mut().enumerate() {
                grid.cell(ui, row, col);
            }
        });
    }
    let event = grid.end(ui);
    let _ = ui.button("After");
    match event {
        GridEvent::None => return,
        GridEvent::Draft { text, .. } => return room.drafts.push(text),
        GridEvent::Commit { row, col, ref text } => room.money.0[row][col] = text.parse().unwrap(),
        _ => {}
    }
    room.asked.push(event);
}

fn room(theme: Theme) -> Harness<'static, Room> {
    let room = Room {
        money: Money([[10, 20], [30, 40], [50, 60]]),
        asked: Vec::new(),
        drafts: Vec::new(),
    };
    common::window([420.0, 260.0], theme, room, draw_room)
}

fn press(harness: &mut Harness<'_, impl Sized>, keys: &[Key]) {
    for key in keys {
        harness.key_press(*key);
        harness.run();
    }
}

fn type_in(harness: &mut Harness<'_, impl Sized>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

#[track_caller]
fn focus(harness: &mut Harness<'_, impl Sized>, label: &str) {
    harness.get_by_label(label).focus();
    harness.run();
}

#[track_caller]
fn check_focus(harness: &Harness<'_, impl Sized>, label: &str) {
    assert!(
        harness.get_by_label(label).is_focused(),
        "the keyboard is not on {label}"
    );
}

fn commit(row: usize, col: usize, text: &str) -> GridEvent {
    GridEvent::Commit {
        row,
        col,
        text: text.to_owned(),
    }
}

#[test]
fn tabbing_through_a_grid_changes_nothing_and_comes_out_at_both_ends() {
    for theme in THEMES {
        let mut h = room(theme);
        focus(&mut h, "Before");
        let stops = [
            "Placement, Main: £10",
            "Placement, Disabled: £20",
            "Assessment, Main: £30",
            "Assessment, Disabled: £40",
            "Training, Main: £50",
            "Training, Disabled: £60",
            "After",
        ];
        for stop in stops {
            press(&mut h, &[Key::Tab]);
            check_focus(&h, stop);
        }
        for stop in stops.iter().rev().skip(1).chain(&["Before"]) {
            h.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
            h.run();
            check_focus(&h, stop);
        }
        assert_eq!(h.state().asked, []);
        assert_eq!(h.state().money.0, [[10, 20], [30, 40], [50, 60]]);
    }
}

#[test]
fn arrows_move_and_stop_at_the_edge() {
    for theme in THEMES {
        let mut h = room(theme);
        focus(&mut h, "Placement, Main: £10");
        press(&mut h, &[Key::ArrowDown]);
        check_focus(&h, "Assessment, Main: £30");
        press(&mut h, &[Key::ArrowRight, Key::ArrowRight]);
        check_focus(&h, "Assessment, Disabled: £40");
        press(&mut h, &[Key::ArrowUp, Key::ArrowUp, Key::ArrowUp]);
        check_focus(&h, "Placement, Disabled: £20");
        press(&mut h, &[Key::ArrowLeft]);
        check_focus(&h, "Placement, Main: £10");
        press(&mut h, &[Key::Escape]);
        check_focus(&h, "Placement, Main: £10");
    }
}

#[test]
fn typing_replaces_and_enter_keeps_and_goes_down() {
    for theme in THEMES {
        let mut h = room(theme);
        focus(&mut h, "Placement, Main: £10");
        type_in(&mut h, "4");
        type_in(&mut h, "2");
        assert_eq!(h.state().drafts.last().map(String::as_str), Some("42"));
        assert_eq!(h.state().money.0[0][0], 10, "kept before it was finished");
        press(&mut h, &[Key::Enter]);
        assert_eq!(h.state().asked, [commit(0, 0, "42")]);
        check_focus(&h, "Assessment, Main: £30");
        h.get_by_label("Placement, Main: £42");
    }
}

#[test]
fn letters_typed_faster_than_frames_are_all_there() {
    let mut h = room(Theme::Light);
    focus(&mut h, "Placement, Main: £10");
    let enter = Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let text = |t: &str| Event::Text(t.to_owned());
    h.input_mut()
        .events
        .extend([text("1"), text("2"), text("3"), enter]);
    h.run();
    assert_eq!(h.state().asked, [commit(0, 0, "123")]);
    check_focus(&h, "Assessment, Main: £30");
}

#[test]
fn f2_edits_what_is_there_and_a_text_left_alone_is_not_kept_again() {
    let mut h = room(Theme::Light);
    focus(&mut h, "Assessment, Main: £30");
    press(&mut h, &[Key::F2]);
    let value = h.get_by_label("Assessment, Main").value();
    assert_eq!(
        value.as_deref(),
        Some("30"),
        "the exact text, not the shown one"
    );
    press(&mut h, &[Key::Tab]);
    check_focus(&h, "Assessment, Disabled: £40");
    press(&mut h, &[Key::F2, Key::End]);
    type_in(&mut h, "0");
    press(&mut h, &[Key::Tab]);
    assert_eq!(h.state().asked, [commit(1, 1, "400")]);
    check_focus(&h, "Training, Main: £50");
}

#[test]
fn escape_restores() {
    for theme in THEMES {
        let mut h = room(theme);
        focus(&mut h, "Placement, Main: £10");
        type_in(&mut h, "99");
        press(&mut h, &[Key::Escape]);
        check_focus(&h, "Placement, Main: £10");
        assert_eq!(h.state().asked, []);
    }
}

#[test]
fn a_refused_text_stays_with_its_reason_until_it_is_forgotten() {
    for theme in THEMES {
        let mut h = room(theme);
        focus(&mut h, "Placement, Main: £10");
        type_in(&mut h, "4o");
        h.get_by_label_contains("is not an amount");
        press(&mut h, &[Key::Enter]);
        check_focus(&h, "Placement, Main");
        press(&mut h, &[Key::Tab]);
        check_focus(&h, "Placement, Disabled: £20");
        let cell = h.get_by_label("Placement, Main: 4o");
        let reason = cell.accesskit_node().description();
        assert!(reason.is_some_and(|r| r.contains("is not an amount")));
        assert_eq!(h.state().money.0[0][0], 10, "the value is as it was");
        assert_eq!(h.state().asked, []);
        press(&mut h, &[Key::ArrowLeft, Key::Escape]);
        check_focus(&h, "Placement, Main: £10");
    }
}

#[test]
fn a_click_elsewhere_finishes() {
    let mut h = room(Theme::Light);
    focus(&mut h, "Assessment, Main: £30");
    type_in(&mut h, "31");
    h.get_by_label("Placement, Disabled: £20").click();
    h.run();
    assert_eq!(h.state().asked, [commit(1, 0, "31")]);
    check_focus(&h, "Placement, Disabled: £20");
}

#[test]
fn a_cell_that_is_computed_cannot_be_typed_into() {
    let mut h = room(Theme::Light);
    focus(&mut h, "Training, Main: £50");
    type_in(&mut h, "1");
    press(&mut h, &[Key::F2]);
    check_focus(&h, "Training, Main: £50");
    assert_eq!(h.state().asked, []);
}

#[test]
fn blocks_are_pasted_copied_filled_and_cleared() {
    let mut h = room(Theme::Light);
    focus(&mut h, "Placement, Main: £10");
    h.event(Event::Paste("1\t2\r\n3\t4\r\n".to_owned()));
    h.run();
    let cells = |rows: &[[&str; 2]]| {
        rows.iter()
            .map(|row| row.map(str::to_owned).to_vec())
            .collect()
    };
    let paste = GridEvent::Paste {
        row: 0,
        col: 0,
        block: cells(&[["1", "2"], ["3", "4"]]),
    };
    h.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    h.run();
    h.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    h.run();
    let at = |row, col| At { row, col };
    let block = Block::between(at(0, 0), at(1, 1));
    h.event(Event::Copy);
    h.step();
    let copied: Vec<_> = h.output().platform_output.commands.clone();
    let text = egui::OutputCommand::CopyText("10\t20\n30\t40".to_owned());
    assert!(copied.contains(&text), "{copied:?}");
    h.key_press_modifiers(Modifiers::COMMAND, Key::D);
    h.run();
    press(&mut h, &[Key::Delete]);
    let asked = [
        paste,
        GridEvent::Copy(block),
        GridEvent::FillDown(block),
        GridEvent::Clear(block),
    ];
    assert_eq!(h.state().asked, asked);
}

#[test]
fn cells_say_what_and_where_they_are() {
    let h = room(Theme::Light);
    let cells: Vec<_> = h.get_all_by_role(Role::Cell).collect();
    assert_eq!(cells.len(), 6);
    let node = h.get_by_role_and_label(Role::Cell, "Training, Disabled: £60");
    let node = node.accesskit_node();
    let place = (node.data().row_index(), node.data().column_index());
    assert_eq!(place, (Some(2), Some(1)));
    assert!(node.data().is_read_only());
}

/// Two fields of a form.
#[derive(Default)]
struct Form {
    rate: String,
    kept: Vec<String>,
    drafts: Vec<String>,
    pick: usize,
}

fn draw_form(ui: &mut egui::Ui, form: &mut Form) {
    let check = |text: &str| {
        text.parse::<f64>()
            .map(drop)
            .map_err(|_| format!("“{text}” is not a number"))
    };
    let shown = form.rate.clone();
    let out = CellEdit::new("rate", "Rate", &shown)
        .right()
        .show(ui, check);
    form.drafts.extend(out.draft);
    if let Some(text) = out.committed {
        form.rate = text.clone();
        form.kept.push(text);
    }
    combo(
        ui,
        "mean",
        "Average",
        &mut form.pick,
        &["Mean", "Median", "Weighted"],
    );
    let _ = ui.button("After");
}

fn form(theme: Theme) -> Harness<'static, Form> {
    let form = Form {
        rate: "0.123456789012345".to_owned(),
        ..Form::default()
    };
    common::window([320.0, 260.0], theme, form, draw_form)
}

#[test]
fn a_field_keeps_every_digit_it_is_only_tabbed_through() {
    for theme in THEMES {
        let mut h = form(theme);
        focus(&mut h, "Rate");
        press(&mut h, &[Key::Tab, Key::Tab, Key::Tab]);
        press(&mut h, &[Key::Tab; 4]);
        assert_eq!(h.state().kept, [""; 0]);
        assert_eq!(h.state().rate, "0.123456789012345");
    }
}

#[test]
fn a_field_keeps_on_enter_restores_on_escape_and_holds_what_it_refuses() {
    for theme in THEMES {
        let mut h = form(theme);
        focus(&mut h, "After");
        h.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
        h.run();
        h.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
        h.run();
        check_focus(&h, "Rate");
        type_in(&mut h, "7.5");
        assert_eq!(
            h.state().drafts.last().map(String::as_str),
            Some("7.5"),
            "typing replaces"
        );
        assert_eq!(h.state().kept, [""; 0]);
        press(&mut h, &[Key::Enter]);
        assert_eq!(h.state().kept, ["7.5"]);
        check_focus(&h, "Rate");
        type_in(&mut h, "8");
        press(&mut h, &[Key::Escape]);
        assert_eq!(h.get_by_label("Rate").value().as_deref(), Some("7.5"));
        type_in(&mut h, "7..5");
        press(&mut h, &[Key::Tab]);
        check_focus(&h, "Average");
        assert_eq!(h.get_by_label("Rate").value().as_deref(), Some("7..5"));
        h.get_by_label_contains("is not a number");
        assert_eq!(h.state().kept, ["7.5"]);
    }
}

#[test]
fn a_list_works_by_keyboard_alone() {
    for theme in THEMES {
        let mut h = form(theme);
        focus(&mut h, "Average");
        press(&mut h, &[Key::Space]);
        check_focus(&h, "Mean");
        press(&mut h, &[Key::ArrowDown, Key::ArrowDown, Key::ArrowDown]);
        check_focus(&h, "Weighted");
        press(&mut h, &[Key::Enter]);
        assert_eq!(h.state().pick, 2);
        assert!(
            h.query_by_label("Median").is_none(),
            "the list is still open"
        );
        check_focus(&h, "Average");
        press(&mut h, &[Key::Space]);
        check_focus(&h, "Weighted");
        press(&mut h, &[Key::ArrowUp, Key::Escape]);
        assert!(
            h.query_by_label("Median").is_none(),
            "the list is still open"
        );
        assert_eq!(h.state().pick, 2);
        check_focus(&h, "Average");
    }
}

#[test]
fn bars_notes_and_lines_say_what_they_show() {
    let mut pressed = None;
    let draw = |ui: &mut egui::Ui, pressed: &mut Option<usize>| {
        meter(ui, "Main grant used", 1.02, true);
        sparkline(ui, "24.8, down 2.1", &[Some(1.0), None], egui::Color32::RED);
        badge(ui, "Late", Badge::Tone(Tone::Warn));
        section(ui, "Checks");
        let note = Attention {
            tone: Tone::Error,
            title: "One over.",
            detail: "",
            links: &["Take £1 off", "Pay from main", "Show", "a fourth"],
        };
        *pressed = attention(ui, &note).or(*pressed);
        if empty_state(ui, "Nothing yet", "What belongs here.", "Add one…") {
            *pressed = Some(99);
        }
    };
    let mut h = common::window([300.0, 500.0], Theme::Dark, pressed.take(), draw);
    let used = h.get_by_role_and_label(Role::Meter, "Main grant used");
    assert_eq!(used.accesskit_node().numeric_value(), Some(102.0));
    h.get_by_role_and_label(Role::Figure, "24.8, down 2.1");
    h.get_by_role_and_label(Role::Heading, "Checks");
    h.get_by_label("Late");
    assert!(h.query_by_label("a fourth").is_none());
    h.get_by_label("Pay from main").click();
    h.run();
    assert_eq!(*h.state(), Some(1));
    h.get_by_label("Add one…").click();
    h.run();
    assert_eq!(*h.state(), Some(99));
}

/// A long list, of which a table draws only what is in view.
struct Long;

impl Sheet for Long {
    fn rows(&self) -> usize {
        500
    }
    fn columns(&self) -> usize {
        1
    }
    fn row_name(&self, row: usize) -> String {
        format!("Row {row}")
    }
    fn column_name(&self, _col: usize) -> String {
        "Value".to_owned()
    }
    fn shown(&self, row: usize, _col: usize) -> String {
        row.to_string()
    }
    fn check(&self, _row: usize, _col: usize, _text: &str) -> Result<(), String> {
        Ok(())
    }
}

fn draw_long(ui: &mut egui::Ui, asked: &mut Vec<GridEvent>) {
    let mut grid = Grid::begin(ui, "long", &Long);
    let mut table = TableBuilder::new(ui).column(Column::exact(120.0));
    if let Some(row) = grid.row_to_show() {
        table = table.scroll_to_row(row, None);
    }
    table.body(|body| {
        body.rows(theme::size::ROW, 500, |mut row| {
            let index = row.index();
            row.col(|ui| drop(grid.cell(ui, index, 0)));
        });
    });
    let event = grid.end(ui);
    if !matches!(event, GridEvent::None | GridEvent::Draft { .. }) {
        asked.push(event);
    }
}

#[test]
fn the_keyboard_goes_to_rows_that_are_not_in_view() {
    let mut h = common::window([240.0, 300.0], Theme::Light, Vec::new(), draw_long);
    focus(&mut h, "Row 0, Value: 0");
    assert!(h.query_by_label("Row 499, Value: 499").is_none());
    h.key_press_modifiers(Modifiers::COMMAND, Key::ArrowDown);
    h.run();
    check_focus(&h, "Row 499, Value: 499");
    press(&mut h, &[Key::PageUp, Key::ArrowDown]);
    check_focus(&h, "Row 490, Value: 490");
}

#[test]
fn the_keyboard_and_a_half_typed_text_survive_scrolling_away() {
    let mut h = common::window([240.0, 300.0], Theme::Light, Vec::new(), draw_long);
    focus(&mut h, "Row 1, Value: 1");
    let scroll = |h: &mut Harness<'_, Vec<GridEvent>>| {
        h.hover_at(egui::pos2(60.0, 150.0));
        h.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, -3000.0),
            source: egui::MouseWheelSource::Unknown,
            phase: egui::TouchPhase::Move,
            modifiers: Modifiers::NONE,
        });
        h.run();
    };
    scroll(&mut h);
    assert!(
        h.query_by_label("Row 3, Value: 3").is_none(),
        "it did not scroll"
    );
    press(&mut h, &[Key::ArrowDown]);
    check_focus(&h, "Row 2, Value: 2");
    type_in(&mut h, "8");
    scroll(&mut h);
    assert_eq!(*h.state(), [commit(2, 0, "8")]);
}

#[test]
fn a_block_is_selected_by_dragging() {
    let mut h = room(Theme::Light);
    let middle = |h: &Harness<'_, Room>, label| h.get_by_label(label).rect().center();
    let from = middle(&h, "Placement, Main: £10");
    let to = middle(&h, "Assessment, Disabled: £40");
    h.drag_at(from);
    h.run();
    h.hover_at(from + egui::vec2(20.0, 4.0));
    h.run();
    h.hover_at(to);
    h.run();
    h.drop_at(to);
    h.run();
    check_focus(&h, "Assessment, Disabled: £40");
    press(&mut h, &[Key::Delete]);
    let at = |row, col| At { row, col };
    let block = Block::between(at(0, 0), at(1, 1));
    assert_eq!(h.state().asked, [GridEvent::Clear(block)]);
}

/// A value that somebody changed while one typed is replaced only when asked for once more, with both in view.
#[test]
fn a_value_that_changed_meanwhile_is_not_overwritten_unseen() {
    let mut h = room(Theme::Light);
    focus(&mut h, "Placement, Main: £10");
    type_in(&mut h, "42");
    h.state_mut().money.0[0][0] = 99;
    h.run();
    press(&mut h, &[Key::Enter]);
    assert_eq!(h.state().money.0[0][0], 99, "theirs stands");
    assert!(
        h.query_all_by_label_contains("It was “10” when you began and is now “99”")
            .next()
            .is_some()
    );
    press(&mut h, &[Key::Enter]);
    assert_eq!(h.state().money.0[0][0], 42, "asked for once more");
}
