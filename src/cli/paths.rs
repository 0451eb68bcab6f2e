//! `starcoach paths`: prints the directories that are used.

use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Failure, print, print_json};
use crate::store::Places;

/// Show where everything is kept.
#[derive(Debug, Args)]
pub struct Paths {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What `paths` prints as JSON.
#[derive(Serialize, JsonSchema)]
pub struct Directories {
    data: String,
    state: String,
    config: String,
}

impl Paths {
    /// Prints the three directories.
    pub fn run(&self, places: &Places) -> Result<(), Failure> {
        let [data, state, config] =
            [&places.data, &places.state, &places.config].map(|path| path.display().to_string());
        if self.json {
            return print_json(&Directories { data, state, config });
        }
        print(&format!("data    {data}\nstate   {state}\nconfig  {config}\n"))
    }
}
