//! `starcoach completions`: completion scripts for shells.

use clap::Args;
use clap_complete::Shell;

use super::print_raw;
use super::{Failure, help};

/// Print what completes the commands in your shell.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    /// Prints the script.
    pub fn run(&self) -> Result<(), Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut help::command(), "starcoach", &mut script);
        print_raw(&String::from_utf8_lossy(&script))
    }
}
