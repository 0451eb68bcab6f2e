//! The program: parse arguments, choose screen or command, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    starcoach::cli::main(std::env::args_os())
}
