//! Maps keys to commands: looks up the keys in use in the active contexts.
//!
//! Owns key sequences, the precedence of contexts, and the user's own keys, which replace those of the table.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock};

use super::context::Context;
use super::key::{Key, sequence};
use super::table::{Command, CommandRow, rows};

/// The meaning of a key.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub enum Meaning {
    /// A command.
    Command(Command),
    /// A prefix of a key sequence.
    Unfinished,
    /// A character to insert into the field.
    Type(char),
    /// Nothing.
    Nothing,
}

#[derive(Debug, Clone)]
struct Binding {
    row: &'static CommandRow,
    spelled: String,
    keys: Vec<Key>,
    /// Whether the user chose it.
    own: bool,
}

/// The user's own keys: the notations by the id of the command.
pub type OwnKeys = BTreeMap<String, Vec<String>>;

/// Commands that always have a key: without them nobody gets out of a pop-up or to the commands without a key.
pub const ESSENTIAL: [&str; 3] = ["app.back", "app.palette", "list.open"];

/// Why the user's keys do not all work.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conflict {
    /// A key of the user means another command somewhere.
    Taken { id: String, key: String, place: &'static str, title: &'static str },
    /// A command has lost its last key somewhere.
    Lost { id: &'static str, place: &'static str, title: &'static str },
    /// A command has to have a key, and so keeps its usual ones.
    Needed { id: String },
}

impl std::fmt::Display for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Taken { id, key, place, title } => {
                write!(f, "{id} = \"{key}\": in \"{place}\" that key is \"{title}\"")
            }
            Self::Lost { id, place, title } => {
                write!(f, "{id} (\"{title}\") has no key in \"{place}\" any more")
            }
            Self::Needed { id } => write!(f, "{id} needs a key and keeps its usual ones"),
        }
    }
}

/// The keys in use. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Keymap(Arc<HashMap<Context, Vec<Binding>>>);

static USUAL: LazyLock<Keymap> = LazyLock::new(|| Keymap::of(&OwnKeys::new()));

impl Default for Keymap {
    fn default() -> Self {
        USUAL.clone()
    }
}

impl Keymap {
    /// The table's keys with the user's own in their place, and where that leads to conflicts.
    pub fn with(own: &OwnKeys) -> (Self, Vec<Conflict>) {
        if own.is_empty() {
            return (Self::default(), Vec::new());
        }
        let mut own = own.clone();
        let mut conflicts = Vec::new();
        own.retain(|id, keys| {
            let needed = keys.is_empty() && ESSENTIAL.contains(&id.as_str());
            if needed {
                conflicts.push(Conflict::Needed { id: id.clone() });
            }
            !needed
        });
        let keymap = Self::of(&own);
        conflicts.extend(keymap.conflicts(&own));
        conflicts.sort();
        conflicts.dedup();
        (keymap, conflicts)
    }

    fn of(own: &OwnKeys) -> Self {
        let mut all: HashMap<Context, Vec<Binding>> = HashMap::new();
        for row in rows() {
            for &context in row.contexts {
                let (keys, own) = keys_in(row, context, own);
                let read =
                    keys.into_iter().map(|spelled| Binding { row, keys: sequence(&spelled), spelled, own });
                all.entry(context).or_default().extend(read);
            }
        }
        for bindings in all.values_mut().filter(|bindings| bindings.iter().any(|b| b.own)) {
            // Of two commands with one key in one context the user's own has it, or else the first.
            bindings.sort_by_key(|binding| !binding.own);
            let mut kept: Vec<Binding> = Vec::new();
            for binding in bindings.drain(..) {
                let clashes = |other: &Binding| {
                    let (a, b) = (&binding.keys, &other.keys);
                    let apart = other.row.command != binding.row.command && (binding.own || other.own);
                    apart && (a.starts_with(b) || b.starts_with(a))
                };
                if !kept.iter().any(clashes) {
                    kept.push(binding);
                }
            }
            // The order of the table is that of the footer.
            let place = |binding: &Binding| rows().position(|row| std::ptr::eq(row, binding.row));
            kept.sort_by_key(place);
            *bindings = kept;
        }
        Self(Arc::new(all))
    }

    /// Where the user's keys do not lead to their commands, and which commands lost their last key to them.
    fn conflicts(&self, own: &OwnKeys) -> Vec<Conflict> {
        let mut conflicts = Vec::new();
        for stack in Context::STACKS {
            let place = stack.first().map_or("", |context| context.name());
            for row in rows().filter(|row| row.contexts.iter().any(|c| stack.contains(c))) {
                let keys = own.get(row.id).map_or(&[][..], Vec::as_slice);
                for key in keys.iter().filter(|key| usable_in(stack, key)) {
                    if let Some(title) = self.other(stack, &sequence(key), row.command) {
                        let (id, key) = (row.id.to_owned(), key.clone());
                        conflicts.push(Conflict::Taken { id, key, place, title });
                    }
                }
                let unbound = own.get(row.id).is_some_and(Vec::is_empty);
                let had = USUAL.shown(stack, row).is_some();
                let has = |row: &CommandRow| self.shown(stack, row).is_some();
                if had && !unbound && !rows().any(|r| r.command == row.command && has(r)) {
                    conflicts.push(Conflict::Lost { id: row.id, place, title: row.title });
                }
            }
        }
        conflicts
    }

    /// The title of another command that these keys lead to, or whose keys begin with them.
    fn other(&self, stack: &[Context], keys: &[Key], command: Command) -> Option<&'static str> {
        for (at, &key) in keys.iter().enumerate() {
            match self.resolve(stack, keys.get(..at)?, key) {
                Meaning::Command(found) if found == command => return None,
                Meaning::Command(found) => return title_of(stack, found),
                Meaning::Unfinished | Meaning::Type(_) | Meaning::Nothing => {}
            }
        }
        self.continuations(stack, keys).first().map(|(_, row)| row.title)
    }

    /// The keys of a context: the footer reads them in every frame.
    fn bindings(&self, context: Context) -> &[Binding] {
        self.0.get(&context).map_or(&[], Vec::as_slice)
    }

    /// The meaning of `key` after the keys in `pending`; the first context that knows the keys takes precedence.
    pub fn resolve(&self, contexts: &[Context], pending: &[Key], key: Key) -> Meaning {
        let typing = contexts.iter().any(|&c| types(c));
        if let (true, true, Some(c)) = (typing, pending.is_empty(), key.letter()) {
            return Meaning::Type(c);
        }
        for binding in contexts.iter().flat_map(|&context| self.bindings(context)) {
            let Some((last, before)) = binding.keys.split_last() else { continue };
            if before == pending && *last == key {
                return Meaning::Command(binding.row.command);
            }
            let so_far = binding.keys.get(..=pending.len());
            if so_far.is_some_and(|s| s.split_last() == Some((&key, pending))) {
                return Meaning::Unfinished;
            }
        }
        Meaning::Nothing
    }

    /// The continuations of an incomplete sequence: the next key and its row.
    pub fn continuations(&self, contexts: &[Context], pending: &[Key]) -> Vec<(Key, &'static CommandRow)> {
        let mut out: Vec<(Key, &'static CommandRow)> = Vec::new();
        for binding in contexts.iter().flat_map(|&context| self.bindings(context)) {
            if binding.keys.starts_with(pending)
                && let Some(&key) = binding.keys.get(pending.len())
                && !out.iter().any(|(k, row)| *k == key && row.command == binding.row.command)
            {
                out.push((key, binding.row));
            }
        }
        out
    }

    /// The key to show for a row: the first that is not shadowed in these contexts; `None` if none works.
    pub fn shown(&self, contexts: &[Context], row: &CommandRow) -> Option<&str> {
        let mut of_row = contexts.iter().flat_map(|&c| self.bindings(c)).filter(|b| std::ptr::eq(b.row, row));
        of_row.find(|binding| self.acts(contexts, binding)).map(|b| b.spelled.as_str())
    }

    /// Whether the keys of a binding lead to its command in these contexts.
    fn acts(&self, contexts: &[Context], binding: &Binding) -> bool {
        let Some((last, before)) = binding.keys.split_last() else { return false };
        self.resolve(contexts, before, *last) == Meaning::Command(binding.row.command)
    }

    /// The keys of a row anywhere, without repetitions.
    pub fn keys(&self, row: &CommandRow) -> Vec<&str> {
        let mut keys: Vec<&str> = Vec::new();
        for binding in row.contexts.iter().flat_map(|&context| self.bindings(context)) {
            if std::ptr::eq(binding.row, row) && !keys.contains(&binding.spelled.as_str()) {
                keys.push(&binding.spelled);
            }
        }
        keys
    }

    /// The keys that work in these contexts, for the help: notation and title.
    pub fn keys_of(&self, contexts: &[Context], ascii: bool) -> Vec<(String, &'static str)> {
        let mut out: Vec<(String, &'static str)> = Vec::new();
        for row in rows().filter(|r| r.contexts.iter().any(|c| contexts.contains(c))) {
            let mut keys: Vec<String> = Vec::new();
            let here = contexts.iter().flat_map(|&c| self.bindings(c));
            for binding in here.filter(|b| std::ptr::eq(b.row, row) && self.acts(contexts, b)) {
                let label = label(&binding.spelled, ascii);
                if !keys.contains(&label) {
                    keys.push(label);
                }
            }
            if !keys.is_empty() && !out.iter().any(|(_, title)| *title == row.title) {
                out.push((keys.join(" "), row.title));
            }
        }
        out
    }

    /// All keys by where they work, and at the end the commands without a key.
    pub fn pages(&self) -> Vec<KeyPage> {
        let mut pages: Vec<KeyPage> = Vec::new();
        for context in Context::ALL {
            let at = pages.iter().position(|page| page.place == context.name());
            let at = at.unwrap_or_else(|| {
                pages.push(KeyPage { place: context.name(), rows: Vec::new() });
                pages.len() - 1
            });
            let Some(page) = pages.get_mut(at) else { continue };
            for row in rows().filter(|row| row.contexts.contains(&context) && !self.keys(row).is_empty()) {
                if !page.rows.iter().any(|there| std::ptr::eq(*there, row)) {
                    page.rows.push(row);
                }
            }
        }
        let keyless =
            |row: &&CommandRow| rows().filter(|r| r.command == row.command).all(|r| self.keys(r).is_empty());
        let mut keyless: Vec<&'static CommandRow> = rows().filter(keyless).collect();
        keyless.dedup_by_key(|row| row.id);
        pages.push(KeyPage { place: "By name only", rows: keyless });
        pages.retain(|page| !page.rows.is_empty());
        pages
    }
}

/// The keys of a row in one of its contexts, and whether they are the user's own.
fn keys_in(row: &CommandRow, context: Context, own: &OwnKeys) -> (Vec<String>, bool) {
    let usual = || row.keys.iter().map(|&keys| keys.to_owned()).collect();
    let Some(chosen) = own.get(row.id) else { return (usual(), false) };
    let usable: Vec<String> = chosen.iter().filter(|keys| usable_in(&[context], keys)).cloned().collect();
    // Where letters type, a letter is no key: the usual ones stay.
    if usable.is_empty() && !chosen.is_empty() { (usual(), false) } else { (usable, true) }
}

/// Whether keys can lead to a command in these contexts: letters are typed where one is a text.
fn usable_in(contexts: &[Context], keys: &str) -> bool {
    let types = contexts.iter().any(|context| context.is_of_a_text());
    let first = sequence(keys).into_iter().next();
    first.is_some_and(|key| !types || key.letter().is_none())
}

/// What a command is called in these contexts.
fn title_of(contexts: &[Context], command: Command) -> Option<&'static str> {
    let mut of_command = rows().filter(|row| row.command == command);
    let here = |row: &&CommandRow| row.contexts.iter().any(|c| contexts.contains(c));
    of_command.clone().find(here).or_else(|| of_command.next()).map(|row| row.title)
}

/// Whether a context is a text field being edited, in which printable keys insert.
pub fn types(context: Context) -> bool {
    matches!(context, Context::Field | Context::Palette | Context::Starter)
}

/// The display notation of a table entry.
pub fn label(keys: &str, ascii: bool) -> String {
    sequence(keys).iter().map(|k| k.label(ascii)).collect::<Vec<_>>().join(" ")
}

/// The keys that work somewhere, for the documentation.
#[derive(Debug)]
pub struct KeyPage {
    /// Where they work.
    pub place: &'static str,
    pub rows: Vec<&'static CommandRow>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::key::Code;
    use crate::app::command::{AppCommand, DraftCommand};

    fn usual() -> Keymap {
        Keymap::default()
    }

    fn own(keys: &[(&str, &[&str])]) -> OwnKeys {
        let list = |keys: &[&str]| keys.iter().map(|&k| k.to_owned()).collect();
        keys.iter().map(|&(id, keys)| (id.to_owned(), list(keys))).collect()
    }

    const TODAY: [Context; 5] =
        [Context::Today, Context::Story, Context::List, Context::Places, Context::Global];

    #[test]
    fn own_keys_replace_the_usual_ones_where_they_can_be_pressed() {
        let (keymap, conflicts) = Keymap::with(&own(&[("app.help", &["H"]), ("app.quit", &["Q", "ctrl-q"])]));
        assert_eq!(conflicts, []);
        let means = |contexts: &[Context], key| keymap.resolve(contexts, &[], Key::parse(key).unwrap());
        let (help, quit) = (Command::App(AppCommand::Help), Command::App(AppCommand::Quit));
        assert_eq!(means(&TODAY, "H"), Meaning::Command(help));
        assert_eq!((means(&TODAY, "?"), means(&TODAY, "q")), (Meaning::Nothing, Meaning::Nothing));
        assert_eq!(means(&TODAY, "ctrl-q"), Meaning::Command(quit));
        let field = [Context::DraftField, Context::Field];
        assert_eq!(means(&field, "H"), Meaning::Type('H'));
        assert_eq!(means(&field, "f1"), Meaning::Command(help), "where a letter types, the usual key stays");
    }

    #[test]
    fn conflicts_are_named() {
        let (keymap, conflicts) = Keymap::with(&own(&[("app.ask", &["p"]), ("app.back", &[])]));
        let words: Vec<String> = conflicts.iter().map(ToString::to_string).collect();
        assert!(
            words.iter().any(|w| w.starts_with("app.ask = \"p\": in \"Today\" that key is")),
            "{words:?}"
        );
        assert!(words.contains(&"app.back needs a key and keeps its usual ones".to_owned()), "{words:?}");
        let esc = Key::plain(Code::Esc);
        assert_eq!(keymap.resolve(&TODAY, &[], esc), Meaning::Command(Command::App(AppCommand::Back)));
        let (_, conflicts) = Keymap::with(&own(&[("app.palette", &["a"])]));
        let words: Vec<String> = conflicts.iter().map(ToString::to_string).collect();
        assert!(
            words.iter().any(|w| w.starts_with("app.ask (\"Ask: the story for a question\") has no key")),
            "{words:?}"
        );
    }

    #[test]
    fn two_commands_can_change_their_keys_for_one_another() {
        let (keymap, conflicts) = Keymap::with(&own(&[("app.quit", &["?"]), ("app.help", &["q"])]));
        assert_eq!(conflicts, []);
        let means = |key| keymap.resolve(&TODAY, &[], Key::char(key));
        assert_eq!(means('?'), Meaning::Command(Command::App(AppCommand::Quit)));
        assert_eq!(means('q'), Meaning::Command(Command::App(AppCommand::Help)));
    }

    #[test]
    fn in_a_field_every_printable_key_types() {
        let field = [Context::DraftField, Context::Field];
        for c in ['q', '?', '/', '1', ' ', 'é', '家'] {
            assert_eq!(usual().resolve(&field, &[], Key::char(c)), Meaning::Type(c));
        }
        let tab = Key::plain(Code::Tab);
        assert_eq!(usual().resolve(&field, &[], tab), Meaning::Command(Command::Draft(DraftCommand::Next)));
    }

    #[test]
    fn a_sequence_waits_and_then_acts() {
        let field = [Context::DraftField, Context::Field];
        let x = Key::parse("ctrl-x").unwrap();
        let e = Key::parse("ctrl-e").unwrap();
        assert_eq!(usual().resolve(&field, &[], x), Meaning::Unfinished);
        assert_eq!(usual().resolve(&field, &[x], e), Meaning::Command(Command::Draft(DraftCommand::Editor)));
        assert_eq!(usual().continuations(&field, &[x]).len(), 1);
    }

    #[test]
    fn outside_a_field_letters_act() {
        let quit = Meaning::Command(Command::App(AppCommand::Quit));
        assert_eq!(
            usual().resolve(&[Context::Today, Context::Places, Context::Global], &[], Key::char('q')),
            quit
        );
        assert_eq!(
            usual().resolve(&[Context::Draft, Context::Global], &[], Key::char('q')),
            Meaning::Nothing
        );
    }

    #[test]
    fn every_key_of_the_table_can_be_read() {
        for row in rows() {
            for keys in row.keys {
                assert_eq!(sequence(keys).len(), keys.split(' ').count(), "{}: {keys}", row.id);
            }
        }
    }
}
