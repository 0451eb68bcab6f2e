//! Maps keys to commands: looks up the table's keys in the active contexts.
//!
//! Owns key sequences and the precedence of contexts.

use std::collections::HashMap;
use std::sync::OnceLock;

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

struct Binding {
    row: &'static CommandRow,
    spelled: &'static str,
    keys: Vec<Key>,
}

/// The keys of a context, cached: the footer reads them in every frame.
fn bindings(context: Context) -> &'static [Binding] {
    static ALL: OnceLock<HashMap<Context, Vec<Binding>>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let mut all: HashMap<Context, Vec<Binding>> = HashMap::new();
        for row in rows() {
            for &context in row.contexts {
                let keys = row.keys.iter();
                let read = keys.map(|&spelled| Binding { row, spelled, keys: sequence(spelled) });
                all.entry(context).or_default().extend(read);
            }
        }
        all
    });
    all.get(&context).map_or(&[], Vec::as_slice)
}

/// Whether a context is a text field being edited, in which printable keys insert.
pub fn types(context: Context) -> bool {
    matches!(context, Context::Field | Context::Palette | Context::Starter)
}

/// The meaning of `key` after the keys in `pending`; the first context that knows the keys takes precedence.
pub fn resolve(contexts: &[Context], pending: &[Key], key: Key) -> Meaning {
    let typing = contexts.iter().any(|&c| types(c));
    if let (true, true, Some(c)) = (typing, pending.is_empty(), key.letter()) {
        return Meaning::Type(c);
    }
    for binding in contexts.iter().flat_map(|&context| bindings(context)) {
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
pub fn continuations(contexts: &[Context], pending: &[Key]) -> Vec<(Key, &'static CommandRow)> {
    let mut out = Vec::new();
    for row in rows().filter(|r| r.contexts.iter().any(|c| contexts.contains(c))) {
        for keys in row.keys {
            let keys = sequence(keys);
            if keys.starts_with(pending) {
                out.extend(keys.get(pending.len()).map(|&k| (k, row)));
            }
        }
    }
    out
}

/// The key to show for a row: the first that is not shadowed in these contexts; `None` if none works.
pub fn shown(contexts: &[Context], row: &CommandRow) -> Option<&'static str> {
    let mut of_row = contexts.iter().flat_map(|&c| bindings(c)).filter(|b| std::ptr::eq(b.row, row));
    let acts = |b: &&Binding| {
        let Some((last, before)) = b.keys.split_last() else { return false };
        resolve(contexts, before, *last) == Meaning::Command(row.command)
    };
    of_row.find(acts).map(|b| b.spelled)
}

/// The display notation of a table entry.
pub fn label(keys: &str, ascii: bool) -> String {
    sequence(keys).iter().map(|k| k.label(ascii)).collect::<Vec<_>>().join(" ")
}

/// The keys that work in these contexts, for the help: notation and title.
pub fn keys_of(contexts: &[Context], ascii: bool) -> Vec<(String, &'static str)> {
    let mut out: Vec<(String, &'static str)> = Vec::new();
    for row in rows().filter(|r| r.contexts.iter().any(|c| contexts.contains(c))) {
        let acts = |keys: &&&str| {
            let keys = sequence(keys);
            let Some((last, before)) = keys.split_last() else { return false };
            resolve(contexts, before, *last) == Meaning::Command(row.command)
        };
        let keys: Vec<String> = row.keys.iter().filter(acts).map(|k| label(k, ascii)).collect();
        if !keys.is_empty() && !out.iter().any(|(_, title)| *title == row.title) {
            out.push((keys.join(" "), row.title));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::key::Code;
    use crate::app::command::{AppCommand, DraftCommand};

    #[test]
    fn in_a_field_every_printable_key_types() {
        let field = [Context::DraftField, Context::Field];
        for c in ['q', '?', '/', '1', ' ', 'é', '家'] {
            assert_eq!(resolve(&field, &[], Key::char(c)), Meaning::Type(c));
        }
        let tab = Key::plain(Code::Tab);
        assert_eq!(resolve(&field, &[], tab), Meaning::Command(Command::Draft(DraftCommand::Next)));
    }

    #[test]
    fn a_sequence_waits_and_then_acts() {
        let field = [Context::DraftField, Context::Field];
        let x = Key::parse("ctrl-x").unwrap();
        let e = Key::parse("ctrl-e").unwrap();
        assert_eq!(resolve(&field, &[], x), Meaning::Unfinished);
        assert_eq!(resolve(&field, &[x], e), Meaning::Command(Command::Draft(DraftCommand::Editor)));
        assert_eq!(continuations(&field, &[x]).len(), 1);
    }

    #[test]
    fn outside_a_field_letters_act() {
        let quit = Meaning::Command(Command::App(AppCommand::Quit));
        assert_eq!(resolve(&[Context::Today, Context::Places, Context::Global], &[], Key::char('q')), quit);
        assert_eq!(resolve(&[Context::Draft, Context::Global], &[], Key::char('q')), Meaning::Nothing);
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
