//! Everything a menu entry or a key can do. This one list feeds the menu, the finder, the keys and the page of keys.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::ui::room::Room;

/// Something a menu entry or a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Start a plan for an authority.
    NewPlan,
    /// Open a plan's file by the system's dialog.
    Open,
    /// Open a plan's file by typing its path.
    OpenByPath,
    /// Write a copy of the plan under another name.
    SaveCopy,
    /// Take in a file of published figures.
    TakeIn,
    /// Take back the latest change.
    Undo,
    /// Make the undone change once more.
    Redo,
    /// Find a command, an indicator, a grant, a consultation.
    Find,
    /// Go to a room.
    Go(Room),
    /// Larger text.
    LargerText,
    /// Smaller text.
    SmallerText,
    /// Text at its ordinary size.
    OrdinaryText,
    /// Light or dark.
    SwitchTheme,
    /// The guide, at the page for the room in view.
    Guide,
    /// The guide's page of keys.
    Keys,
    /// Close the program.
    Quit,
}

/// Where an action stands in the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Menu {
    /// Files.
    File,
    /// Changes.
    Edit,
    /// Rooms.
    Go,
    /// How things look.
    View,
    /// Help.
    Help,
}

impl Menu {
    /// Every menu, from left to right.
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::Go, Self::View, Self::Help];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Go => "Go",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

impl Action {
    /// Every action, in the order of the menus.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all = vec![
            Self::NewPlan,
            Self::Open,
            Self::OpenByPath,
            Self::SaveCopy,
            Self::TakeIn,
            Self::Quit,
            Self::Undo,
            Self::Redo,
            Self::Find,
        ];
        all.extend(Room::ALL.map(Self::Go));
        all.extend([
            Self::LargerText,
            Self::SmallerText,
            Self::OrdinaryText,
            Self::SwitchTheme,
            Self::Guide,
            Self::Keys,
        ]);
        all
    }

    /// The words in the menu and the finder. An ellipsis where more will be asked.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NewPlan => "New plan for my authority…",
            Self::Open => "Open…",
            Self::OpenByPath => "Open by path…",
            Self::SaveCopy => "Save a copy…",
            Self::TakeIn => "Take in a file of figures…",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::Find => "Find anything…",
            Self::Go(room) => room.name(),
            Self::LargerText => "Larger text",
            Self::SmallerText => "Smaller text",
            Self::OrdinaryText => "Ordinary text size",
            Self::SwitchTheme => "Light or dark",
            Self::Guide => "Guide",
            Self::Keys => "Keys",
            Self::Quit => "Quit",
        }
    }

    /// The menu it stands in.
    #[must_use]
    pub fn menu(self) -> Menu {
        match self {
            Self::NewPlan
            | Self::Open
            | Self::OpenByPath
            | Self::SaveCopy
            | Self::TakeIn
            | Self::Quit => Menu::File,
            Self::Undo | Self::Redo | Self::Find => Menu::Edit,
            Self::Go(_) => Menu::Go,
            Self::LargerText | Self::SmallerText | Self::OrdinaryText | Self::SwitchTheme => {
                Menu::View
            }
            Self::Guide | Self::Keys => Menu::Help,
        }
    }

    /// Its key, if it has one.
    #[must_use]
    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        const ROOM_KEYS: [Key; 7] = [
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Num5,
            Key::Num6,
            Key::Num7,
        ];
        let command = |key| Some(KeyboardShortcut::new(Modifiers::COMMAND, key));
        match self {
            Self::NewPlan => command(Key::N),
            Self::Open => command(Key::O),
            Self::OpenByPath => Some(KeyboardShortcut::new(
                Modifiers::COMMAND | Modifiers::SHIFT,
                Key::O,
            )),
            Self::SaveCopy => Some(KeyboardShortcut::new(
                Modifiers::COMMAND | Modifiers::SHIFT,
                Key::S,
            )),
            Self::TakeIn => command(Key::I),
            Self::Undo => command(Key::Z),
            Self::Redo => command(Key::Y),
            Self::Find => command(Key::K),
            Self::Go(room) => {
                let place = Room::ALL.iter().position(|held| *held == room)?;
                command(*ROOM_KEYS.get(place)?)
            }
            Self::LargerText => command(Key::Plus),
            Self::SmallerText => command(Key::Minus),
            Self::OrdinaryText => command(Key::Num0),
            Self::SwitchTheme => None,
            Self::Guide => Some(KeyboardShortcut::new(Modifiers::NONE, Key::F1)),
            Self::Keys => Some(KeyboardShortcut::new(Modifiers::SHIFT, Key::F1)),
            Self::Quit => command(Key::Q),
        }
    }

    /// Whether its key means something else while text is being edited.
    #[must_use]
    pub fn yields_to_text(self) -> bool {
        matches!(self, Self::Undo | Self::Redo)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_actions_share_a_key_and_every_one_is_listed_once() {
        let all = Action::all();
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
        let keys: Vec<_> = all.iter().filter_map(|action| action.shortcut()).collect();
        assert_eq!(keys.iter().collect::<HashSet<_>>().len(), keys.len());
        assert!(
            Menu::ALL
                .iter()
                .all(|menu| all.iter().any(|action| action.menu() == *menu))
        );
    }
}
