//! The filter and order of Stories, and their wording.

use crate::app::open::{FilterChange, Picked, Sort};
use crate::app::overlay::{Overlay, Picker, PickerItem};
use crate::app::workspace::Workspace;
use crate::interview::date;
use crate::story::{Stage, Story, StoryId};

/// Conditions on the shown stories, all of which must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Told for this principle: it is the home, or the story is linked to one of its prompts.
    pub principle: Option<String>,
    pub stage: Option<Stage>,
    /// Only stories due by today.
    pub due: bool,
    /// Whether the story is linked to some prompt.
    pub answers: Option<bool>,
    pub sort: Sort,
}

impl Filter {
    /// Whether every story passes.
    pub fn is_open(&self) -> bool {
        Self { sort: Sort::default(), ..self.clone() } == Self::default()
    }

    /// The filter in words: `Ownership · draft · due`.
    pub fn words(&self, workspace: &Workspace) -> String {
        let mut words: Vec<&str> = Vec::new();
        let principle = self.principle.as_deref();
        words.extend(principle.map(|id| workspace.bank.principle(id).map_or(id, |p| p.name.as_str())));
        words.extend(self.stage.map(Stage::name));
        words.extend(self.due.then_some("due"));
        words.extend(self.answers.map(|yes| if yes { "answers a question" } else { "answers no question" }));
        words.extend((self.sort != Sort::default()).then(|| self.sort.words()));
        words.join(" · ")
    }

    pub fn change(&mut self, change: &FilterChange) {
        match change {
            FilterChange::Principles => {}
            FilterChange::Principle(principle) => self.principle.clone_from(principle),
            FilterChange::Stage(state) => self.stage = *state,
            FilterChange::Due(due) => self.due = *due,
            FilterChange::Answers(answers) => self.answers = *answers,
            FilterChange::Sort(sort) => self.sort = *sort,
            FilterChange::Clear => *self = Self { sort: self.sort, ..Self::default() },
        }
    }

    /// Filters and sorts the ids; the sort is stable.
    pub fn apply(&self, workspace: &Workspace, ids: &mut Vec<StoryId>) {
        if !self.is_open() {
            ids.retain(|id| workspace.library.get(id).is_some_and(|s| self.fits(workspace, s)));
        }
        let story = |id: &StoryId| workspace.library.get(id).cloned();
        match self.sort {
            Sort::Changed => {}
            Sort::Principle => {
                let order = workspace.bank.listed();
                let place = |s: &Story| order.iter().position(|p| p.id == s.principle);
                ids.sort_by_cached_key(|id| story(id).and_then(|s| place(&s)).unwrap_or(usize::MAX));
            }
            Sort::Weakest => ids.sort_by_cached_key(|id| {
                story(id).map(|s| (workspace.stage(&s), s.is_complete(), workspace.good_tellings(&s)))
            }),
            Sort::Due => ids.sort_by_cached_key(|id| {
                let due = story(id).and_then(|s| due(workspace, &s));
                (due.is_none(), due)
            }),
        }
    }

    fn fits(&self, workspace: &Workspace, story: &Story) -> bool {
        let principle = self.principle.as_deref().and_then(|id| workspace.bank.principle(id));
        let serves = |p: &crate::questions::Principle| {
            story.principle == p.id || p.prompts().iter().any(|q| story.answers.contains(&q.id))
        };
        principle.is_none_or(serves)
            && self.stage.is_none_or(|state| workspace.stage(story) == state)
            && (!self.due || due(workspace, story).is_some_and(|day| day <= workspace.view.today))
            && self.answers.is_none_or(|yes| story.answers.is_empty() != yes)
    }

    /// The list of filters.
    pub fn picker(&self, workspace: &Workspace) -> Overlay {
        let name = |id: &String| workspace.bank.principle(id).map_or(id.clone(), |p| p.name.clone());
        let principle = self.principle.as_ref().map_or_else(|| "all".to_owned(), name);
        let mut items = vec![item("Principle", &principle, FilterChange::Principles)];
        for state in [Stage::Draft, Stage::Solid, Stage::Ready] {
            let on = self.stage == Some(state);
            let change = FilterChange::Stage((!on).then_some(state));
            items.push(item(&format!("Only {}", state.name()), yes(on), change));
        }
        items.push(item("Only due", yes(self.due), FilterChange::Due(!self.due)));
        for (label, which) in [("Answers a question", true), ("Answers no question", false)] {
            let on = self.answers == Some(which);
            items.push(item(label, yes(on), FilterChange::Answers((!on).then_some(which))));
        }
        for sort in Sort::ALL {
            items.push(item(
                &format!("Sort: {}", sort.words()),
                yes(self.sort == sort),
                FilterChange::Sort(sort),
            ));
        }
        items.push(item("Show all", "", FilterChange::Clear));
        Overlay::Picker(Picker::new("Which stories", items, ""))
    }
}

/// The list of principles to choose one from.
pub fn principles(workspace: &Workspace) -> Overlay {
    let mut items = vec![item("All principles", "", FilterChange::Principle(None))];
    let mut principles = workspace.bank.listed();
    // Stories for what other companies ask are still there.
    for story in workspace.library.iter() {
        if !principles.iter().any(|p| p.id == story.principle) {
            principles.extend(workspace.bank.principle(&story.principle));
        }
    }
    for principle in principles {
        items.push(item(&principle.name, "", FilterChange::Principle(Some(principle.id.clone()))));
    }
    Overlay::Picker(Picker::new("Stories for", items, ""))
}

fn item(label: &str, note: &str, change: FilterChange) -> PickerItem {
    PickerItem { label: label.to_owned(), note: note.to_owned(), pick: Some(Picked::Filter(change)) }
}

const fn yes(on: bool) -> &'static str {
    if on { "yes" } else { "" }
}

/// When a story is due, in a word or two: `today`, `tomorrow`, `Nov 26`; empty for an incomplete one.
pub fn due_words(workspace: &Workspace, story: &Story) -> String {
    let Some(day) = due(workspace, story) else { return String::new() };
    match date::days_between(workspace.view.today, day) {
        ..=0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => day.strftime("%b %-d").to_string(),
    }
}

/// The due date of a story; today for a complete one that was never told.
fn due(workspace: &Workspace, story: &Story) -> Option<jiff::civil::Date> {
    if !story.is_complete() || story.version_of.is_some() {
        return None;
    }
    let planned = workspace
        .practice
        .history
        .record(&story.id)
        .and_then(|r| r.due(workspace.view.today, workspace.documents.interview()));
    planned.or(Some(workspace.view.today))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{model, story};

    #[test]
    fn filters_combine_and_clearing_keeps_the_order() {
        let mut unlinked = story(2, "Night pager", 0);
        unlinked.answers.clear();
        let model = model(&[story(1, "The auditor", 0), unlinked]);
        let mut filter = Filter::default();
        let shown = |filter: &Filter| {
            let mut ids = model.workspace.library.ids().to_vec();
            filter.apply(&model.workspace, &mut ids);
            ids
        };
        assert!(filter.is_open() && shown(&filter).len() == 2);
        filter.change(&FilterChange::Answers(Some(false)));
        assert_eq!(shown(&filter), [StoryId::from_bits(2)]);
        filter.change(&FilterChange::Stage(Some(Stage::Ready)));
        assert!(shown(&filter).is_empty());
        filter.change(&FilterChange::Sort(Sort::Weakest));
        assert_eq!(filter.words(&model.workspace), "ready · answers no question · weakest first");
        filter.change(&FilterChange::Clear);
        assert!(filter.is_open() && filter.sort == Sort::Weakest);
    }
}
