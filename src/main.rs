//! The program: parse arguments, choose screen or command, exit code.

#![expect(clippy::disallowed_methods, reason = "the arguments")]

use std::process::ExitCode;

fn main() -> ExitCode {
    starcoach::cli::main(std::env::args_os())
}
