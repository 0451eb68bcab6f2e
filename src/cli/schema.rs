//! `starcoach schema`: the JSON Schemas of the files and of what commands print.

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use schemars::{JsonSchema, Schema, schema_for};

use super::output::Versioned;
use super::print_raw;
use super::{
    Failure, ask, backup, coach, config, doctor, edit, history, import, interview, keys, list, paths,
    practice, questions, trash,
};
use crate::interview::Preparation;
use crate::story::Story;

/// A form with a schema.
struct NamedSchema {
    name: &'static str,
    what: &'static str,
    schema: fn() -> Schema,
}

const fn file(name: &'static str, what: &'static str, schema: fn() -> Schema) -> NamedSchema {
    NamedSchema { name, what, schema }
}

/// What a command prints, called as the command is.
const fn output<T: JsonSchema>(name: &'static str, what: &'static str) -> NamedSchema {
    NamedSchema { name, what, schema: || schema_for!(Versioned<T>) }
}

/// Every form, files first.
const FORMS: &[NamedSchema] = &[
    file("file-story", "A story's file", || schema_for!(Story)),
    file("file-preparation", "The interview's file", || schema_for!(Preparation)),
    file("file-pack", "A pack of questions", crate::questions::pack_schema),
    file("file-config", "The settings, config.toml", || schema_for!(config::Config)),
    output::<ask::StoriesFound>("ask", "What \"ask --json\" prints"),
    output::<backup::Written>("backup", "What \"backup --json\" prints"),
    output::<coach::Findings>("coach", "What \"coach --json\" prints"),
    output::<coach::RuleRow>("coach-explain", "What \"coach explain --json\" prints"),
    output::<coach::Rules>("coach-rules", "What \"coach rules --json\" prints"),
    output::<config::Settings>("config", "What \"config --json\" prints"),
    output::<doctor::Report>("doctor", "What \"doctor --json\" prints"),
    output::<practice::DueStories>("due", "What \"due --json\" prints"),
    output::<edit::EditedStory>("edit", "What \"new\", \"edit\" and \"restore --version\" print with --json"),
    output::<history::Versions>("history", "What \"history --json\" prints"),
    output::<import::Added>("import", "What \"import --json\" prints"),
    output::<interview::Facts>("interview", "What \"interview --json\" prints"),
    output::<keys::Table>("keys", "What \"keys --json\" prints"),
    output::<list::Stories>("list", "What \"list --json\" prints"),
    output::<practice::Tellings>("log", "What \"log --json\" prints"),
    output::<paths::Directories>("paths", "What \"paths --json\" prints"),
    output::<questions::Asks>("questions", "What \"questions --json\" prints"),
    output::<questions::Checked>("questions-check", "What \"questions check --json\" prints"),
    output::<backup::Restored>("restore-from", "What \"restore --from FILE --json\" prints"),
    output::<list::StoryRow>("show", "What \"show --json\" and \"history STORY N --json\" print"),
    output::<practice::Figures>("stats", "What \"stats --json\" prints"),
    output::<trash::Moved>("trash", "What \"trash\" and \"restore\" print with --json"),
];

/// Print a JSON Schema, or list them.
#[derive(Debug, Args)]
pub struct SchemaCommand {
    /// The form; without it, all are listed
    #[arg(value_parser = names(), hide_possible_values = true)]
    name: Option<String>,
}

fn names() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMS.iter().map(|form| PossibleValue::new(form.name).help(form.what)))
}

impl SchemaCommand {
    /// Prints the schema, which is JSON in any case.
    pub fn run(&self) -> Result<(), Failure> {
        let named = self.name.as_ref().and_then(|name| FORMS.iter().find(|form| form.name == name));
        let Some(form) = named else {
            let row = |form: &NamedSchema| format!("{:<18}  {}\n", form.name, form.what);
            return super::print(&FORMS.iter().map(row).collect::<String>());
        };
        let mut schema = (form.schema)();
        schema.insert("title".to_owned(), form.what.into());
        let text = serde_json::to_string_pretty(&schema).map_err(anyhow::Error::from)?;
        print_raw(&format!("{text}\n"))
    }
}
