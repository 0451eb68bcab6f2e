//! The section [keys] of config.toml: the user's own keys by the id of the command.

use std::collections::BTreeMap;

use schemars::JsonSchema;

use super::nearest;
use crate::app::command::key::Key;
use crate::app::command::keymap::{Conflict, Keymap, OwnKeys};
use crate::app::command::rows;

/// One key or several, as the file may have them.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
pub enum Chosen {
    One(String),
    Several(Vec<String>),
}

/// What is wrong with the keys of a command.
pub struct Mistake {
    pub id: String,
    pub why: String,
}

/// Keys that reach no program as what they are, and what terminals send instead.
const SENT_AS: &[(&str, &str)] =
    &[("ctrl-i", "tab"), ("ctrl-j", "enter"), ("ctrl-m", "enter"), ("ctrl-[", "esc")];

/// Reads the section; what cannot be used is left out and told, and so is every conflict.
pub fn read(section: Option<toml::Value>) -> (OwnKeys, Vec<Mistake>) {
    let (mut own, mut mistakes) = (OwnKeys::new(), Vec::new());
    let mut given = Vec::new();
    flatten(String::new(), section, &mut given);
    for (id, value) in given {
        let mut wrong = |why: String| mistakes.push(Mistake { id: id.clone(), why });
        if !rows().any(|row| row.id == id) {
            let near = nearest(&id, rows().map(|row| row.id));
            let meant = near.map_or_else(String::new, |near| format!("; did you mean \"{near}\""));
            wrong(format!("there is no command \"{id}\"{meant}"));
            continue;
        }
        let Some(keys) = texts(&value) else {
            wrong(format!("{id} is a key or a list of keys, in quotes"));
            continue;
        };
        let asked = keys.len();
        let mut usable = Vec::new();
        for key in keys {
            match readable(&key) {
                Ok(()) => usable.push(key),
                Err(why) => wrong(format!("{id} = \"{key}\": {why}")),
            }
        }
        if !usable.is_empty() || asked == 0 {
            own.insert(id, usable);
        }
    }
    if !own.is_empty() {
        mistakes.extend(told(&Keymap::with(&own).1));
    }
    (own, mistakes)
}

/// What is told of conflicts: a key and a command once, with all places. Where a key is taken it is not told again
/// that its command has none.
fn told(conflicts: &[Conflict]) -> Vec<Mistake> {
    let (mut mistakes, mut taken, mut lost) = (Vec::new(), PlacesBy::new(), PlacesBy::new());
    for conflict in conflicts {
        match conflict {
            Conflict::Needed { id } => mistakes.push(Mistake { id: id.clone(), why: conflict.to_string() }),
            Conflict::Taken { id, key, place, title } => {
                taken.entry((id, key)).or_default().entry(*title).or_default().push(place);
            }
            Conflict::Lost { id, place, title } => {
                let is_taken = |other: &Conflict| matches!(other, Conflict::Taken { id: i, place: p, .. } if i == id && p == place);
                if !conflicts.iter().any(is_taken) {
                    lost.entry((id, title)).or_default().entry("").or_default().push(place);
                }
            }
        }
    }
    for ((id, key), titles) in taken {
        let means = titles.iter().map(|(title, places)| format!("\"{title}\" in {}", places.join(", ")));
        let why = format!("{id} = \"{key}\": that key is {}", means.collect::<Vec<_>>().join("; "));
        mistakes.push(Mistake { id: id.to_owned(), why });
    }
    for ((id, title), titles) in lost {
        let places = titles.into_values().flatten().collect::<Vec<_>>().join(", ");
        let why = format!("{id} (\"{title}\") has no key any more in {places}");
        mistakes.push(Mistake { id: id.to_owned(), why });
    }
    mistakes
}

/// Places by a command with a key or a title, and by what a key does there.
type PlacesBy<'c> = BTreeMap<(&'c str, &'c str), BTreeMap<&'c str, Vec<&'c str>>>;

/// The settings of the section by their full names, however they are nested.
fn flatten(name: String, value: Option<toml::Value>, out: &mut Vec<(String, toml::Value)>) {
    match value {
        None => {}
        Some(toml::Value::Table(table)) => {
            for (key, value) in table {
                let name = if name.is_empty() { key } else { format!("{name}.{key}") };
                flatten(name, Some(value), out);
            }
        }
        Some(value) => out.push((name, value)),
    }
}

/// The texts of a value that is one or a list of them.
fn texts(value: &toml::Value) -> Option<Vec<String>> {
    match value.as_array() {
        Some(values) => values.iter().map(|value| value.as_str().map(str::to_owned)).collect(),
        None => Some(vec![value.as_str()?.to_owned()]),
    }
}

/// Whether keys can be read and pressed.
fn readable(keys: &str) -> Result<(), String> {
    if keys.is_empty() {
        return Err("there is no key".to_owned());
    }
    for word in keys.split(' ') {
        let Some(key) = Key::parse(word) else {
            return Err(format!(
                "\"{word}\" is no key; write it as ctrl-x, alt-x, shift-tab, f5, space, enter or x"
            ));
        };
        if let Some((_, sent)) = SENT_AS.iter().find(|(name, _)| *name == word) {
            return Err(format!("terminals send it as {sent}"));
        }
        if key.shift && matches!(key.code, crate::app::command::key::Code::Char(_)) {
            return Err("write the letter as it is typed, without shift-".to_owned());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (OwnKeys, Vec<String>) {
        let mut table: toml::Table = text.parse().unwrap();
        let (own, mistakes) = read(table.remove("keys"));
        (own, mistakes.into_iter().map(|mistake| mistake.why).collect())
    }

    #[test]
    fn keys_are_read_one_or_several_quoted_or_nested() {
        let (own, mistakes) = of("[keys]\napp.help = \"H\"\n\"app.quit\" = [\"Q\", \"ctrl-q\"]\n");
        assert_eq!(mistakes, [] as [String; 0]);
        assert_eq!((own["app.help"].as_slice(), own["app.quit"].len()), (&["H".to_owned()][..], 2));
    }

    #[test]
    fn what_is_no_command_or_no_key_is_told_and_the_rest_works() {
        let (own, mistakes) = of(
            "[keys]\napp.hepl = \"H\"\napp.quit = [\"ctl-q\", \"Q\"]\napp.help = 7\napp.search = \"ctrl-i\"\napp.redraw = \"shift-r\"\n",
        );
        assert_eq!(own.keys().collect::<Vec<_>>(), ["app.quit"]);
        let all = mistakes.join("\n");
        for words in [
            "no command \"app.hepl\"; did you mean \"app.help\"",
            "\"ctl-q\" is no key",
            "in quotes",
            "send it as tab",
            "without shift-",
        ] {
            assert!(all.contains(words), "{words}: {all}");
        }
    }

    #[test]
    fn conflicts_are_told_with_the_command_that_has_the_key() {
        let (_, mistakes) = of("[keys]\napp.ask = \"p\"\n");
        let [one] = mistakes.as_slice() else { panic!("{mistakes:?}") };
        assert!(one.starts_with("app.ask = \"p\": that key is "), "{one}");
        assert!(one.contains("\"Today's practice\" in Today"), "{one}");
        assert!(one.contains("\"Practice this story\" in Ask, Prepare, Questions, Stories"), "{one}");
        let (_, mistakes) = of("[keys]\napp.palette = \"a\"\n");
        let lost = "app.ask (\"Ask: the story for a question\") has no key any more in ";
        assert!(mistakes.iter().any(|m| m.starts_with(lost) && m.contains("Today")), "{mistakes:?}");
        assert!(mistakes.len() < 5, "{mistakes:#?}");
    }
}
