//! `starcoach man`: the manual pages.

use clap::{Args, Command};

use super::print_raw;
use super::{Failure, help, nearest};

/// Print a manual page: `starcoach man | man -l -`.
#[derive(Debug, Args)]
pub struct Man {
    /// The command that the page is about, such as "coach rules"; the program itself if left out
    command: Vec<String>,
}

impl Man {
    /// Prints the page.
    pub fn run(&self) -> Result<(), Failure> {
        let mut command = help::command();
        command.build();
        for word in &self.command {
            command = below(&command, word)?;
        }
        let name = command.get_display_name().unwrap_or("starcoach").to_owned();
        let mut page = Vec::new();
        clap_mangen::Man::new(command).title(name).render(&mut page).map_err(anyhow::Error::from)?;
        print_raw(&String::from_utf8_lossy(&page))
    }
}

fn below(command: &Command, word: &str) -> Result<Command, Failure> {
    command.find_subcommand(word).cloned().ok_or_else(|| {
        let near = nearest(word, command.get_subcommands().map(Command::get_name));
        let meant = near.map_or_else(String::new, |near| format!(" Did you mean \"{near}\"?"));
        Failure::new(1, format!("There is no command \"{word}\".{meant}"))
    })
}
