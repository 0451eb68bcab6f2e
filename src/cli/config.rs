//! The user's config.toml, split into the sections that belong to the modules.
//!
//! An error in one section does not affect the others. Takes text, never paths.

use serde::Deserialize;

/// Display settings.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Look {
    /// Draw with ASCII characters only.
    pub ascii: bool,
}

/// All settings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Config {
    pub look: Look,
    pub practice: crate::practice::Settings,
    pub coach: crate::coach::Settings,
}

impl Config {
    /// Parses the settings; each invalid one keeps its default and is reported in a sentence.
    pub fn read(text: &str) -> (Self, Vec<String>) {
        let mut config = Self::default();
        let mut mistakes = Vec::new();
        let table = match text.parse::<toml::Table>() {
            Ok(table) => table,
            Err(error) => {
                let line = error
                    .span()
                    .map_or(1, |s| 1 + text.get(..s.start).unwrap_or_default().matches('\n').count());
                let why = error.message();
                return (
                    config,
                    vec![format!("config.toml, line {line}: {why}. The usual settings are used.")],
                );
            }
        };
        for (name, value) in table {
            let done = match name.as_str() {
                "look" => value.try_into().map(|v| config.look = v),
                "coach" => value.try_into().map(|v| config.coach = v),
                "practice" => value.try_into().map(|v| config.practice = v),
                _ => {
                    mistakes.push(format!("config.toml: there is no section [{name}]."));
                    continue;
                }
            };
            if let Err(error) = done {
                mistakes.push(format!(
                    "config.toml, [{name}]: {}. The usual settings are used there.",
                    error.message()
                ));
            }
        }
        (config, mistakes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_named_and_the_rest_works() {
        let (config, mistakes) =
            Config::read("[look]\nascii = true\n[practice]\nminutes = 7\n[color]\nx = 1\n");
        assert!(config.look.ascii);
        assert_eq!(config.practice.minutes, 10);
        assert_eq!(mistakes.len(), 2);
        assert!(mistakes.iter().any(|m| m.contains("[color]")), "{mistakes:?}");
        assert!(mistakes.iter().any(|m| m.contains("5, 10 or 20")), "{mistakes:?}");
    }

    #[test]
    fn a_file_that_is_not_toml_is_named_with_its_line() {
        let (config, mistakes) = Config::read("[look]\nascii = \n");
        assert_eq!(config, Config::default());
        assert!(mistakes[0].starts_with("config.toml, line 2"), "{mistakes:?}");
    }
}
