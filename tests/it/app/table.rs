//! The one table of commands: keys, footer, help, palette and docs/keys.md say the same, and all can be reached.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use starcoach::app::command::key::{Code, Key, sequence};
use starcoach::app::command::keymap::{self, Keymap, Meaning, OwnKeys};
use starcoach::app::command::{Command, CommandRow, Context, rows};
use starcoach::app::open::Picked;
use starcoach::app::overlay::{Overlay, Picker, PickerItem};

use proptest::prelude::*;

use super::scenes::{self, SCENES};
use crate::harness::Harness;

/// The keys of the table.
fn usual() -> Keymap {
    Keymap::default()
}

/// Every stack of contexts that a scene has.
fn stacks() -> &'static BTreeSet<Vec<Context>> {
    static ALL: OnceLock<BTreeSet<Vec<Context>>> = OnceLock::new();
    ALL.get_or_init(|| SCENES.iter().map(|scene| scenes::app(scene, 80, 24).model.contexts()).collect())
}

#[test]
fn every_command_has_one_name_of_its_own_and_every_row_a_title() {
    for (one, other) in rows().flat_map(|one| rows().map(move |other| (one, other))) {
        assert_eq!(one.command == other.command, one.id == other.id, "{} and {}", one.id, other.id);
    }
    for row in rows() {
        assert!(row.title.chars().next().is_some_and(char::is_uppercase), "{}", row.id);
        assert!(!row.title.ends_with('.') && row.title.len() <= 50, "{}: {}", row.id, row.title);
        assert!(row.id.contains('.') && row.hint.len() <= 20, "{}", row.id);
    }
}

#[test]
fn every_key_can_be_read_and_is_shown_as_it_is_pressed() {
    for row in rows() {
        for keys in row.keys {
            assert_eq!(sequence(keys).len(), keys.split(' ').count(), "{}: {keys}", row.id);
            assert!(!keymap::label(keys, false).is_empty());
        }
        assert!(row.keys.is_empty() == row.contexts.is_empty(), "{}: keys need a context", row.id);
    }
}

#[test]
fn no_two_rows_of_a_context_share_a_key() {
    let mut seen: BTreeMap<(Context, &str), &str> = BTreeMap::new();
    for row in rows() {
        for (&context, &keys) in row.contexts.iter().flat_map(|c| row.keys.iter().map(move |k| (c, k))) {
            if let Some(other) = seen.insert((context, keys), row.id) {
                panic!("{keys} in {context:?} is both {other} and {}", row.id);
            }
        }
    }
}

/// Keys that mean something else on top than they do below, on purpose: the key, what is shadowed.
const SHADOWED: &[(&str, &str)] = &[
    // In a list or a form the arrows move between rows; a text of one line needs no rows of its own.
    ("down", "field.down"),
    // In Ask the whole line goes, and with it the question.
    ("ctrl-u", "field.cut-to-start"),
    ("up", "field.up"),
    // In the help they turn its pages.
    ("pagedown", "field.page-down"),
    ("pageup", "field.page-up"),
    // In practice a letter ticks what was told, and u takes the grade back.
    ("a", "app.ask"),
    ("u", "app.undo"),
    ("ctrl-c", "app.quit"),
    // In Draft the story is open already; e shows a finished one.
    ("e", "story.edit"),
    // Where n goes on to the next question, or ticks a number, it writes no new story.
    ("n", "app.new"),
    // Where more than one story could be told, p is about all of them.
    ("p", "story.practice"),
];

#[test]
fn a_key_is_shadowed_only_on_purpose() {
    let mut found = BTreeSet::new();
    for contexts in stacks() {
        for row in rows().filter(|r| r.contexts.iter().any(|c| contexts.contains(c))) {
            for keys in row.keys {
                let keys_in = sequence(keys);
                let (last, before) = keys_in.split_last().unwrap();
                if usual().resolve(contexts, before, *last) != Meaning::Command(row.command) {
                    found.insert((*keys, row.id));
                }
            }
        }
    }
    assert_eq!(found, SHADOWED.iter().copied().collect());
}

/// The list of all commands, where it is open.
fn palette(app: &Harness) -> Option<&Picker> {
    match app.model.overlays.last() {
        Some(Overlay::Picker(picker)) if picker.title == "All commands" => Some(picker),
        _ => None,
    }
}

/// Where a command stands in the list of all commands.
fn listed(picker: &Picker, command: Command) -> Option<usize> {
    picker.items.iter().position(|i| i.pick == Some(Picked::Run(command)))
}

/// Whether a key can be pressed in any terminal and multiplexer: letters, signs, Tab, Enter, Esc, arrows.
fn in_any_terminal(key: Key) -> bool {
    let everywhere = match key.code {
        Code::Char(_) | Code::Enter | Code::Tab | Code::Esc | Code::Backspace => true,
        Code::Up | Code::Down | Code::Left | Code::Right => true,
        Code::Delete | Code::Home | Code::End | Code::PageUp | Code::PageDown | Code::F(_) => false,
    };
    everywhere && !key.ctrl && !key.alt && !key.shift
}

/// Whether a row's keys work with letters, Tab, Enter, Esc and arrows alone.
fn portable(row: &CommandRow) -> bool {
    row.keys.iter().any(|keys| sequence(keys).into_iter().all(in_any_terminal))
}

#[test]
fn every_command_is_reached_without_modifiers() {
    let scenes: Vec<Harness> = SCENES.iter().map(|scene| scenes::app(scene, 80, 24)).collect();
    let stacks: Vec<Vec<Context>> = scenes.iter().map(|app| app.model.contexts()).collect();
    for row in rows() {
        let direct = rows().filter(|r| r.command == row.command && portable(r)).any(|r| {
            stacks.iter().any(|s| r.contexts.iter().any(|c| s.contains(c)) && usual().shown(s, r).is_some())
        });
        let by_name = || {
            let here = |app: &Harness| {
                app.model.available(row.command).is_ok() && app.model.contexts().contains(&Context::Global)
            };
            let Some(at) = scenes.iter().position(here) else { return false };
            let mut app = scenes::app(&SCENES[at], 80, 24);
            app.keys(":");
            let down = palette(&app).and_then(|p| listed(p, row.command)).unwrap();
            app.keys(&format!("{}<enter>", "<down>".repeat(down)));
            if palette(&app).is_some() {
                // What destroys something asks once more.
                app.keys("<enter>");
            }
            palette(&app).is_none()
        };
        assert!(direct || by_name(), "{} cannot be reached by letters, Tab, Enter, Esc and arrows", row.id);
    }
}

#[test]
fn every_stack_of_contexts_is_known_by_name() {
    for contexts in stacks() {
        assert!(Context::STACKS.contains(&contexts.as_slice()), "{contexts:?}");
        let types = contexts.iter().any(|&c| keymap::types(c));
        assert!(contexts.iter().all(|c| c.is_of_a_text() == types || !types), "{contexts:?}");
    }
    let all: BTreeSet<Context> = Context::STACKS.iter().flat_map(|stack| stack.iter().copied()).collect();
    assert_eq!(all, Context::ALL.into_iter().collect());
}

/// Keys that a user might choose.
const CHOICE: &[&str] = &[
    "a", "p", "q", "z", "Z", "1", "?", "space", "ctrl-x", "ctrl-q", "alt-z", "f5", "f1", "ctrl-x x", "g g",
    "up",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever somebody remaps: what footer, help and list of commands show works, and what works no more is named.
    #[test]
    fn own_keys_lead_to_their_commands_or_the_conflict_is_named(
        chosen in prop::collection::btree_map(
            prop::sample::select(rows().map(|row| row.id).collect::<Vec<_>>()),
            prop::collection::vec(prop::sample::select(CHOICE), 0..3),
            1..11,
        ),
        scene in 0..SCENES.len(),
    ) {
        let own: OwnKeys = chosen
            .iter()
            .map(|(&id, keys)| (id.to_owned(), keys.iter().map(|&k| k.to_owned()).collect()))
            .collect();
        let (keymap, conflicts) = Keymap::with(&own);
        let conflicts: Vec<String> = conflicts.iter().map(ToString::to_string).collect();
        let named = |start: &str| conflicts.iter().any(|c| c.starts_with(start));
        for stack in Context::STACKS {
            for row in rows().filter(|row| row.contexts.iter().any(|c| stack.contains(c))) {
                if let Some(keys) = keymap.shown(stack, row) {
                    let keys = sequence(keys);
                    let (last, before) = keys.split_last().unwrap();
                    prop_assert_eq!(keymap.resolve(stack, before, *last), Meaning::Command(row.command));
                }
                for keys in own.get(row.id).into_iter().flatten() {
                    let read = sequence(keys);
                    let (last, before) = read.split_last().unwrap();
                    let typed = stack.iter().any(|c| c.is_of_a_text()) && read[0].letter().is_some();
                    let means = keymap.resolve(stack, before, *last);
                    let leads = means == Meaning::Command(row.command);
                    prop_assert!(
                        typed || leads || named(&format!("{} = \"{keys}\": in", row.id)),
                        "{} {keys} in {stack:?}: {means:?}", row.id
                    );
                }
                let has = rows().any(|r| r.command == row.command && keymap.shown(stack, r).is_some());
                let unbound = own.get(row.id).is_some_and(Vec::is_empty);
                if !has && !unbound && usual().shown(stack, row).is_some() {
                    prop_assert!(named(&format!("{} (", row.id)), "{} in {stack:?}: {conflicts:?}", row.id);
                }
            }
        }
        let mut app = scenes::app(&SCENES[scene], 80, 24);
        app.model.keymap = keymap.clone();
        let contexts = app.model.contexts();
        for (keys, row) in app.model.hints() {
            let keys = sequence(keys);
            let (last, before) = keys.split_last().unwrap();
            prop_assert_eq!(keymap.resolve(&contexts, before, *last), Meaning::Command(row.command));
        }
        for (_, title) in keymap.keys_of(&contexts, false) {
            prop_assert!(rows().any(|row| row.title == title && keymap.shown(&contexts, row).is_some()));
        }
        app.cursor();
    }
}

#[test]
fn every_hint_of_the_footer_does_something() {
    let mut seen = BTreeSet::new();
    for scene in SCENES {
        let app = scenes::app(scene, 80, 24);
        let contexts = app.model.contexts();
        let before = app.snapshot();
        for (keys, row) in app.model.hints() {
            assert!(app.model.available(row.command).is_ok());
            let parsed = sequence(keys);
            let (last, first) = parsed.split_last().unwrap();
            assert_eq!(usual().resolve(&contexts, first, *last), Meaning::Command(row.command));
            if !seen.insert((contexts.clone(), row.id)) {
                continue;
            }
            let mut app = scenes::app(scene, 80, 24);
            let pressed: String = keys.split(' ').map(|k| format!("<{k}>")).collect();
            app.keys(&pressed);
            assert!(app.left || app.snapshot() != before, "{}: {keys} ({}) did nothing", scene.0, row.hint);
        }
    }
}

#[test]
fn the_help_lists_every_key_that_works() {
    for contexts in stacks() {
        let listed = usual().keys_of(contexts, false);
        for row in rows().filter(|r| usual().shown(contexts, r).is_some()) {
            let in_stack = row.contexts.iter().any(|c| contexts.contains(c));
            assert!(!in_stack || listed.iter().any(|(_, title)| *title == row.title), "{}", row.id);
        }
    }
}

#[test]
fn the_palette_lists_each_command_that_works_here_once_and_first_those_without_a_key() {
    for scene in SCENES.iter().filter(|s| scenes::app(s, 80, 24).model.contexts().contains(&Context::Global))
    {
        let mut app = scenes::app(scene, 80, 24);
        let works: Vec<&CommandRow> = rows().filter(|r| app.model.available(r.command).is_ok()).collect();
        app.keys(":");
        let picker = palette(&app).unwrap();
        for row in rows() {
            let times = picker.items.iter().filter(|i| i.pick == Some(Picked::Run(row.command))).count();
            let here = works.iter().any(|r| r.command == row.command);
            assert_eq!(times, usize::from(here), "{}: {}", scene.0, row.id);
        }
        let destroys = |i: &PickerItem| i.pick.as_ref().is_some_and(Picked::destroys);
        let (last, first): (Vec<_>, Vec<_>) = picker.items.iter().partition(|i| destroys(i));
        let keyed: Vec<bool> = first.iter().map(|i| !i.note.is_empty()).collect();
        assert!(keyed.is_sorted(), "{}", scene.0);
        assert!(picker.items.iter().rev().take(last.len()).all(destroys), "{}", scene.0);
    }
}

// ---- docs/keys.md -------------------------------------------------------------------------------

/// The commands that matter first.
const FIRST: [&str; 8] = [
    "list.open",
    "app.back",
    "draft.next",
    "practice.today",
    "app.ask",
    "app.search",
    "app.palette",
    "app.help",
];

fn spelled(row: &CommandRow) -> String {
    match (row.keys, row.command) {
        ([], Command::Story(_)) => "`m` `:`".into(),
        ([], _) => "`:`".into(),
        (keys, _) => {
            keys.iter().map(|k| format!("`{}`", keymap::label(k, false))).collect::<Vec<_>>().join(" ")
        }
    }
}

/// The text of docs/keys.md.
fn keys_page() -> String {
    let mut out = String::from(
        "# Keys\n\nEvery command with its keys, by where they work; `starcoach keys` prints the same. Written by a test from the \
         table of commands: `UPDATE_KEYS=1 cargo test docs_keys` writes it anew.\n\n\
         What counts in a text works while you type in it, and what counts on a screen, once Esc has stopped the typing. \
         A command without a key is in the list of all commands, which `:` opens, and one about a story also in the list that `m` opens.\n\n\
         ## The eight that matter first\n\n| Keys | What it does | Command |\n|---|---|---|\n",
    );
    let line = |row: &CommandRow| format!("| {} | {} | `{}` |\n", spelled(row), row.title, row.id);
    for id in FIRST {
        out.push_str(&line(rows().find(|row| row.id == id && !row.keys.is_empty()).unwrap()));
    }
    for page in usual().pages() {
        out.push_str(&format!("\n## {}\n\n| Keys | What it does | Command |\n|---|---|---|\n", page.place));
        out.extend(page.rows.iter().map(|row| line(row)));
    }
    out
}

#[test]
fn every_key_of_the_table_is_documented() {
    let pages = usual().pages();
    for row in rows() {
        assert!(pages.iter().any(|page| page.rows.iter().any(|r| std::ptr::eq(*r, row))), "{}", row.id);
    }
}

#[test]
fn docs_keys_say_what_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md");
    let wanted = keys_page();
    if std::env::var_os("UPDATE_KEYS").is_some() {
        std::fs::write(&path, wanted).unwrap();
        return;
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(there == wanted, "docs/keys.md is out of date: UPDATE_KEYS=1 cargo test docs_keys writes it");
}
