//! `starcoach config`, and the user's config.toml, split into the sections that belong to the modules.
//!
//! What cannot be used is left out by itself: an unknown key, a value out of range. Takes text, never paths.

use std::collections::BTreeMap;

use clap::Args;
use schemars::JsonSchema;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use toml::de::{DeTable, DeValue};

use super::{Context, Failure, home_short, nearest, own_keys, print, print_json};
use crate::app::command::keymap::OwnKeys;
use crate::ui::theme::{Colors, Palette, Role, Theme, style_of};

/// The name of the file, in messages.
pub const FILE: &str = "config.toml";

/// Display settings.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Look {
    /// Draw with ASCII characters only.
    pub ascii: bool,
    /// Ring the terminal's bell when the time for a telling or a follow-up is up.
    pub bell: bool,
    /// The colors.
    pub theme: Palette,
    /// Styles of the user's own, by role.
    #[serde(deserialize_with = "roles")]
    pub roles: BTreeMap<String, String>,
    /// Listen to the mouse: the wheel scrolls, a click chooses.
    pub mouse: bool,
}

impl Look {
    /// The theme for a terminal.
    pub fn theme(&self, colors: Colors, ascii: bool) -> Theme {
        let theme = Theme::new(self.theme, colors, ascii);
        self.roles.iter().fold(theme, |theme, (role, words)| {
            let (Some(role), Ok(mut style)) = (Role::named(role), style_of(words)) else { return theme };
            if colors == Colors::None {
                (style.fg, style.bg) = (None, None);
            }
            theme.with(role, style)
        })
    }
}

/// Styles by role; the error names the role that does not exist, or the word that is no style.
fn roles<'de, D: Deserializer<'de>>(given: D) -> Result<BTreeMap<String, String>, D::Error> {
    let roles = BTreeMap::<String, String>::deserialize(given)?;
    for (role, words) in &roles {
        if Role::named(role).is_none() {
            let all = Role::ALL.map(Role::name);
            let meant = did_you_mean(role, all.iter().copied(), ('"', '"'));
            return Err(Error::custom(format!(
                "there is no role \"{role}\".{meant} Roles are {}",
                all.join(", ")
            )));
        }
        style_of(words).map_err(|why| Error::custom(format!("{role}: {why}")))?;
    }
    Ok(roles)
}

/// All settings.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
#[schemars(default)]
pub struct Config {
    pub look: Look,
    /// The user's own keys, by the id of the command.
    #[schemars(with = "BTreeMap<String, own_keys::Chosen>")]
    pub keys: OwnKeys,
    pub practice: crate::practice::Settings,
    pub coach: crate::coach::Settings,
    pub voice: crate::voice::Settings,
    pub questions: crate::questions::Settings,
    /// The line of each `section.key` that the file sets.
    #[serde(skip)]
    pub lines: BTreeMap<String, usize>,
}

impl Config {
    /// Parses the settings; each that cannot be used keeps its default and is reported in a sentence.
    pub fn read(text: &str) -> (Self, Vec<String>) {
        let parsed = text.parse::<toml::Table>().and_then(|table| Ok((table, DeTable::parse(text)?)));
        let (mut table, spans) = match parsed {
            Ok(parsed) => parsed,
            Err(error) => {
                let line = error.span().map_or(1, |span| line_at(text, span.start));
                let why = error.message();
                let notice = format!("{FILE}, line {line}: {why}. The usual settings are used.");
                return (Self::default(), vec![notice]);
            }
        };
        let mut reader =
            Reader { text, spans: spans.get_ref(), config: Self::default(), notices: Vec::new() };
        reader.config.look = reader.section("look", &mut table);
        reader.config.keys = reader.keys(&mut table);
        reader.config.practice = reader.section("practice", &mut table);
        reader.config.coach = reader.section("coach", &mut table);
        reader.config.voice = reader.section("voice", &mut table);
        reader.config.questions = reader.section("questions", &mut table);
        reader.unknown_rules();
        reader.unknown_sections(&table);
        (reader.config, reader.notices)
    }

    /// Every setting as `section.key`, with its value.
    pub fn values(&self) -> Vec<(String, Value)> {
        let all = serde_json::to_value(self).unwrap_or_default();
        let sections = all.as_object().into_iter().flatten();
        let keys = |(name, section): (&String, &Value)| {
            let values = section.as_object().cloned().unwrap_or_default();
            values.into_iter().map(|(key, value)| (format!("{name}.{key}"), value)).collect::<Vec<_>>()
        };
        sections.flat_map(keys).collect()
    }
}

/// Reads a file section by section.
struct Reader<'t> {
    text: &'t str,
    /// The same file, with the place of each key.
    spans: &'t DeTable<'t>,
    config: Config,
    notices: Vec<String>,
}

impl Reader<'_> {
    /// Takes a section out of the file: every key that is known and has a usable value.
    fn section<T>(&mut self, name: &str, file: &mut toml::Table) -> T
    where
        T: Default + Serialize + DeserializeOwned,
    {
        let given = match file.remove(name) {
            None => return T::default(),
            Some(toml::Value::Table(given)) => given,
            Some(_) => {
                let line = self.line(name, None);
                self.notices.push(format!("{FILE}, line {line}: [{name}] is a section, not a value."));
                return T::default();
            }
        };
        let usual = serde_json::to_value(T::default()).unwrap_or_default();
        let known: Vec<&str> = usual.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
        let mut taken = toml::Table::new();
        for (key, value) in given {
            let line = self.line(name, Some(&key));
            if !known.contains(&key.as_str()) {
                let meant = did_you_mean(&key, known.iter().copied(), ('"', '"'));
                self.notices.push(format!("{FILE}, line {line}: [{name}] has no \"{key}\".{meant}"));
                continue;
            }
            taken.insert(key.clone(), value);
            if let Err(error) = taken.clone().try_into::<T>() {
                taken.remove(&key);
                let why = none_of(error.message()).unwrap_or_else(|| format!("{}.", error.message()));
                let usual = usual.get(&key).unwrap_or(&Value::Null);
                self.notices.push(format!("{FILE}, line {line}: {key}: {why} {usual} is used."));
            } else {
                self.config.lines.insert(format!("{name}.{key}"), line);
            }
        }
        taken.try_into().unwrap_or_default()
    }

    /// Takes the user's own keys.
    fn keys(&mut self, file: &mut toml::Table) -> OwnKeys {
        let (keys, mistakes) = own_keys::read(file.remove("keys"));
        for own_keys::Mistake { id, why } in mistakes {
            let line = self.line("keys", Some(&id));
            self.notices.push(format!("{FILE}, line {line}: [keys] {why}."));
        }
        for id in keys.keys() {
            self.config.lines.insert(format!("keys.{id}"), self.line("keys", Some(id)));
        }
        keys
    }

    /// Reports what is left of the file after all sections were taken.
    fn unknown_sections(&mut self, file: &toml::Table) {
        let usual = serde_json::to_value(Config::default()).unwrap_or_default();
        let sections = || usual.as_object().into_iter().flatten();
        for (name, value) in file {
            let line = self.line(name, None);
            let holds = |(_, section): &(&String, &Value)| section.get(name).is_some();
            let notice = match sections().find(holds) {
                _ if value.is_table() => {
                    let meant = did_you_mean(name, sections().map(|(name, _)| name.as_str()), ('[', ']'));
                    format!("there is no section [{name}].{meant}")
                }
                Some((section, _)) => format!("\"{name}\" belongs under [{section}]."),
                None => format!("\"{name}\" is no setting."),
            };
            self.notices.push(format!("{FILE}, line {line}: {notice}"));
        }
    }

    /// Reports rules that are switched off and do not exist.
    fn unknown_rules(&mut self) {
        let rules = crate::coach::rules();
        for off in &self.config.coach.off {
            if !rules.iter().any(|rule| off.trim().eq_ignore_ascii_case(rule.id.0)) {
                let meant = did_you_mean(off, rules.iter().map(|rule| rule.id.0), ('"', '"'));
                let line = self.line("coach", Some("off"));
                self.notices.push(format!("{FILE}, line {line}: there is no rule \"{off}\".{meant}"));
            }
        }
    }

    /// The line of a section or of a key in it, from 1.
    fn line(&self, section: &str, key: Option<&str>) -> usize {
        let Some((name, value)) = self.spans.get_key_value(section) else { return 1 };
        let of_key = match (key, value.get_ref()) {
            (Some(key), DeValue::Table(keys)) => {
                // The id of a command may be written as a key in a table of its group.
                let group = key.split_once('.').map_or(key, |(group, _)| group);
                let found = keys.get_key_value(key).or_else(|| keys.get_key_value(group));
                found.map(|(key, _)| key.span())
            }
            _ => None,
        };
        line_at(self.text, of_key.unwrap_or_else(|| name.span()).start)
    }
}

/// The line of a byte, from 1.
fn line_at(text: &str, byte: usize) -> usize {
    1 + text.get(..byte).unwrap_or_default().matches('\n').count()
}

/// ` Did you mean "x"?`, or nothing where nothing is near.
fn did_you_mean<'k>(word: &str, known: impl Iterator<Item = &'k str>, (open, close): (char, char)) -> String {
    nearest(word, known).map_or_else(String::new, |meant| format!(" Did you mean {open}{meant}{close}?"))
}

/// What serde says of a value that is none of the known ones, as people say it.
fn none_of(why: &str) -> Option<String> {
    let (given, known) = why.strip_prefix("unknown variant `")?.split_once("`, expected ")?;
    let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    let meant = did_you_mean(given, known.iter().copied(), ('"', '"'));
    Some(format!("\"{given}\" is none of {}.{meant}", known.join(", ")))
}

/// Show every setting, and where its value comes from.
#[derive(Debug, Args)]
pub struct ConfigCommand {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What `config` prints as JSON.
#[derive(Serialize, JsonSchema)]
pub struct Settings<'a> {
    /// The directories, then every setting as `section.key`.
    settings: Vec<SettingRow>,
    /// What cannot be used, a sentence each.
    problems: &'a [String],
}

/// A setting.
#[derive(Serialize, JsonSchema)]
struct SettingRow {
    name: String,
    value: Value,
    /// `usual`, an option, a variable, or the file with its line.
    from: String,
}

/// Where a value comes from that nobody set.
const USUAL: &str = "usual";

impl ConfigCommand {
    /// Prints a line for each directory and each setting.
    pub fn run(&self, context: &Context) -> Result<(), Failure> {
        let settings: Vec<(String, Value, String)> =
            places(context).into_iter().chain(settings(&context.config)).collect();
        if self.json {
            let row = |(name, value, from)| SettingRow { name, value, from };
            let settings = settings.into_iter().map(row).collect();
            return print_json(&Settings { settings, problems: &context.notices });
        }
        let mut text = String::new();
        for (name, value, from) in &settings {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            text.push_str(&format!("{name:<24}  {value:<30}  {from}\n"));
        }
        print(&text)
    }
}

/// The directories, with the variable or option that names them.
fn places(context: &Context) -> Vec<(String, Value, String)> {
    let row = |name: &str, path: &std::path::Path, variable: &str| {
        let set = std::env::var_os(variable).is_some_and(|value| !value.is_empty());
        let from = if set { variable } else { USUAL };
        (name.to_owned(), home_short(path).into(), from.to_owned())
    };
    let mut data = row("data", &context.places.data, "STARCOACH_DATA_DIR");
    if context.data_dir_given {
        "--data-dir".clone_into(&mut data.2);
    }
    let state = row("state", &context.places.state, "STARCOACH_STATE_DIR");
    vec![data, state, row("config", &context.places.config, "STARCOACH_CONFIG_DIR")]
}

/// Every setting, with the line that sets it.
fn settings(config: &Config) -> Vec<(String, Value, String)> {
    let row = |(name, value): (String, Value)| {
        let from = config.lines.get(&name).map(|line| format!("{FILE}, line {line}"));
        (name, value, from.unwrap_or_else(|| USUAL.to_owned()))
    };
    config.values().into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_named_with_its_line_and_everything_else_works() {
        let text =
            "[look]\nasci = true\nascii = true\n\n[practice]\nminutes = 7\nday_start = 5\n[loko]\nx = 1\n";
        let (config, notices) = Config::read(text);
        assert!(config.look.ascii);
        assert_eq!((config.practice.minutes, config.practice.day_start), (10, 5));
        assert_eq!(
            notices,
            [
                "config.toml, line 2: [look] has no \"asci\". Did you mean \"ascii\"?",
                "config.toml, line 6: minutes: use 5, 10 or 20 minutes. 10 is used.",
                "config.toml, line 8: there is no section [loko]. Did you mean [look]?",
            ]
        );
        assert_eq!(config.lines["practice.day_start"], 7);
        assert!(!config.lines.contains_key("practice.minutes"), "what is not used comes from nowhere");
    }

    #[test]
    fn what_stands_in_the_wrong_place_is_sent_to_the_right_one() {
        let (config, notices) =
            Config::read("minutes = 5\nlook = 1\nzzz = 1\n[coach]\noff = [\"no-nubmer\"]\n");
        assert_eq!(config.practice.minutes, 10);
        let expected = [
            "config.toml, line 2: [look] is a section, not a value.",
            "config.toml, line 5: there is no rule \"no-nubmer\". Did you mean \"no-number\"?",
            "config.toml, line 1: \"minutes\" belongs under [practice].",
            "config.toml, line 3: \"zzz\" is no setting.",
        ];
        assert_eq!(notices, expected);
    }

    #[test]
    fn a_value_that_is_none_of_the_known_ones_is_told_with_all_of_them() {
        let (_, notices) = Config::read("[look]\ntheme = \"ligth\"\n[voice]\nkeep = \"some\"\n");
        let expected = [
            "config.toml, line 2: theme: \"ligth\" is none of auto, light, dark, contrast, mono. Did you mean \"light\"? \"auto\" is used.",
            "config.toml, line 4: keep: \"some\" is none of none, last, all. \"none\" is used.",
        ];
        assert_eq!(notices, expected);
    }

    #[test]
    fn a_file_that_is_not_toml_is_named_with_its_line() {
        let (config, notices) = Config::read("[look]\nascii = \n");
        assert_eq!(config, Config::default());
        assert!(notices[0].starts_with("config.toml, line 2"), "{notices:?}");
    }
}
