//! Which comments are shown: by words in them, theme, group and channel.

use egui::Ui;

use crate::domain::book::Book;
use crate::domain::consultation::themes::InTree;
use crate::domain::id::{ChannelId, ConsultationId, GroupId, ThemeId};
use crate::ui::consultation::comments::kept::Line;
use crate::ui::theme::size;
use crate::ui::widgets::combo;
use crate::ui::widgets::line_edit::{LineLook, line_edit};

/// Which comments by their themes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Which {
    /// Whatever themes they have.
    #[default]
    Any,
    /// Those without a theme.
    Uncoded,
    /// Those with any.
    Coded,
    /// Those with this one.
    Theme(ThemeId),
}

/// What is asked of the comments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sieve {
    find: String,
    which: Which,
    /// The inner none is for those whose group is not recorded.
    group: Option<Option<GroupId>>,
    channel: Option<ChannelId>,
}

impl Sieve {
    /// Those that have a theme.
    pub(super) fn of_theme(theme: ThemeId) -> Self {
        Self {
            which: Which::Theme(theme),
            ..Self::default()
        }
    }

    /// Whether a comment passes, given its themes. `find` is what is searched for, in small letters.
    pub(super) fn passes(&self, line: &Line, themes: &[ThemeId], find: &str) -> bool {
        let of_theme = match self.which {
            Which::Any => true,
            Which::Uncoded => themes.is_empty(),
            Which::Coded => !themes.is_empty(),
            Which::Theme(theme) => themes.contains(&theme),
        };
        of_theme
            && self.group.is_none_or(|group| group == line.group)
            && self.channel.is_none_or(|channel| channel == line.channel)
            && (find.is_empty() || line.folded.contains(find))
    }

    /// What is searched for, in small letters.
    pub(super) fn wanted(&self) -> String {
        self.find.trim().to_lowercase()
    }

    /// Draws the fields in a row that has begun.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        book: &Book,
        consultation: ConsultationId,
        tree: &[InTree],
    ) {
        let id = ui.make_persistent_id("find comments");
        let look = LineLook {
            hint: "Find words…",
            size: egui::vec2(150.0, size::CONTROL),
            ..LineLook::default()
        };
        line_edit(ui, id, "Find words in comments", &mut self.find, look);
        self.pick_which(ui, book, tree);
        self.pick_group(ui, book, consultation);
        self.pick_channel(ui, book, consultation);
        if *self != Self::default() && ui.button("Show all").clicked() {
            *self = Self::default();
        }
    }

    fn pick_which(&mut self, ui: &mut Ui, book: &Book, tree: &[InTree]) {
        let mut held = vec![
            (Which::Any, "every theme".to_owned()),
            (Which::Uncoded, "without a theme".to_owned()),
            (Which::Coded, "with any theme".to_owned()),
        ];
        held.extend(tree.iter().filter_map(|at| {
            let theme = book.themes.get(at.theme)?;
            Some((Which::Theme(at.theme), theme.title.clone()))
        }));
        pick(ui, "Comments by theme", &mut self.which, &held);
    }

    fn pick_group(&mut self, ui: &mut Ui, book: &Book, consultation: ConsultationId) {
        let groups = book.groups.iter();
        let mut held = vec![(None, "every group".to_owned())];
        held.extend(
            groups
                .filter(|group| group.consultation == consultation)
                .map(|group| (Some(Some(group.id)), group.name.clone())),
        );
        if held.len() > 1 {
            held.push((Some(None), "group not recorded".to_owned()));
            pick(ui, "Comments of group", &mut self.group, &held);
        }
    }

    fn pick_channel(&mut self, ui: &mut Ui, book: &Book, consultation: ConsultationId) {
        let channels = book.channels.iter();
        let mut held = vec![(None, "every channel".to_owned())];
        held.extend(
            channels
                .filter(|channel| channel.consultation == consultation)
                .map(|channel| (Some(channel.id), channel.name.clone())),
        );
        if held.len() > 2 {
            pick(ui, "Comments by channel", &mut self.channel, &held);
        }
    }
}

/// A list of things and their words.
fn pick<T: Copy + PartialEq>(ui: &mut Ui, name: &str, picked: &mut T, held: &[(T, String)]) {
    let labels: Vec<&str> = held.iter().map(|(_, words)| words.as_str()).collect();
    let mut at = held
        .iter()
        .position(|(thing, _)| thing == picked)
        .unwrap_or(0);
    combo(ui, name, name, &mut at, &labels);
    if let Some((thing, _)) = held.get(at) {
        *picked = *thing;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::ResponseId;

    #[test]
    fn comments_are_found_by_words_theme_group_and_channel() {
        let line = Line {
            response: ResponseId(1),
            line: 2,
            group: Some(GroupId(3)),
            channel: ChannelId(4),
            text: "More Buses".to_owned(),
            brief: "More Buses".to_owned(),
            folded: "more buses".to_owned(),
        };
        let check = |sieve: &Sieve, themes: &[ThemeId], want: bool| {
            assert_eq!(
                sieve.passes(&line, themes, &sieve.wanted()),
                want,
                "{sieve:?}"
            );
        };
        let any = Sieve::default;
        check(&any(), &[], true);
        let find = |words: &str| Sieve {
            find: words.to_owned(),
            ..any()
        };
        check(&find(" BUSES "), &[], true);
        check(&find("trams"), &[], false);
        let which = |which| Sieve { which, ..any() };
        check(&which(Which::Uncoded), &[], true);
        check(&which(Which::Uncoded), &[ThemeId(1)], false);
        check(&which(Which::Coded), &[ThemeId(1)], true);
        check(&Sieve::of_theme(ThemeId(2)), &[ThemeId(1)], false);
        check(&Sieve::of_theme(ThemeId(1)), &[ThemeId(1)], true);
        let group = |group| Sieve {
            group: Some(group),
            ..any()
        };
        check(&group(Some(GroupId(3))), &[], true);
        check(&group(None), &[], false);
        let channel = Sieve {
            channel: Some(ChannelId(5)),
            ..any()
        };
        check(&channel, &[], false);
    }
}
