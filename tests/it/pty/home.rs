//! Data, state and settings of one test, in a directory that goes with it; and the program run on them.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::harness::spawn;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_starcoach");

/// The directories of one test.
pub struct Home(tempfile::TempDir);

impl Home {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Everything that the program and a shell around it see of the environment.
    pub fn env(&self) -> Vec<(&'static str, String)> {
        let path = |name| self.path(name).to_str().unwrap().to_owned();
        vec![
            ("PATH", std::env::var("PATH").unwrap_or_else(|_| "/usr/bin:/bin".to_owned())),
            ("HOME", path("home")),
            ("TERM", "xterm-256color".to_owned()),
            ("LC_ALL", "C.UTF-8".to_owned()),
            ("TZ", "UTC".to_owned()),
            ("PROGRAM", PROGRAM.to_owned()),
            ("STARCOACH_DATA_DIR", path("data")),
            ("STARCOACH_STATE_DIR", path("state")),
            ("STARCOACH_CONFIG_DIR", path("config")),
        ]
    }

    /// The program with these arguments, not started yet; it reads nothing.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(args).env_clear().envs(self.env()).stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::from(output(&mut self.command(args)))
    }

    /// Runs a command that reads this from standard input.
    pub fn run_with(&self, args: &[&str], input: &[u8]) -> Ran {
        let (reader, mut writer) = std::io::pipe().unwrap();
        let mut command = self.command(args);
        let command_line = command.stdin(reader).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = spawn(|| command_line.spawn()).unwrap();
        drop(command);
        // A program that does not read to the end is free to do so.
        drop(std::io::Write::write_all(&mut writer, input));
        drop(writer);
        Ran::from(child.wait_with_output().unwrap())
    }

    /// What a command prints with `--json`.
    pub fn json(&self, args: &[&str]) -> Value {
        let ran = self.run(&[args, &["--json"]].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        serde_json::from_str(&ran.out).unwrap()
    }

    /// All stories as `list --json` tells them.
    pub fn stories(&self) -> Vec<Value> {
        self.json(&["list"])["stories"].as_array().unwrap().clone()
    }

    /// The only story.
    pub fn story(&self) -> Value {
        let stories = self.stories();
        assert_eq!(stories.len(), 1, "{stories:#?}");
        stories.into_iter().next().unwrap()
    }

    /// The files in a directory, by name.
    pub fn files(&self, dir: &str) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(self.path(dir)) else { return Vec::new() };
        let mut files: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).collect();
        files.sort();
        files
    }

    /// The files with this name's end anywhere below a directory.
    pub fn below(&self, dir: &str, part: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut dirs = vec![self.path(dir)];
        while let Some(dir) = dirs.pop() {
            for entry in std::fs::read_dir(dir).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    dirs.push(path);
                } else if path.to_str().unwrap().contains(part) {
                    found.push(path);
                }
            }
        }
        found
    }

    /// A program of a few lines, as a command that `sh` runs: a file that was just written cannot always be
    /// started itself while other threads start processes.
    pub fn script(&self, name: &str, lines: &str) -> String {
        let path = self.path(name);
        std::fs::write(&path, format!("{lines}\n")).unwrap();
        format!("sh {}", path.to_str().unwrap())
    }
}

/// Runs a command to its end.
pub fn output(command: &mut Command) -> Output {
    let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    spawn(|| command.spawn()).unwrap().wait_with_output().unwrap()
}

/// How a command ended and what it said.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
