//! The help of every command: what it does, examples, exit codes.

use clap::{Command, CommandFactory};

/// An example: a command line, and what it does.
type Example = (&'static str, &'static str);

/// The exit codes, below the help of every command.
const EXIT_CODES: &str = "\
Exit codes:
  0   done
  1   not found, or something failed
  2   wrong usage, or no terminal
  65  data that cannot be used
  77  no permission
  130 canceled";

/// The examples of each command, by its words.
pub const EXAMPLES: &[(&str, &[Example])] = &[
    (
        "",
        &[
            ("starcoach", "open the app"),
            ("starcoach --demo", "look at an example bank; nothing is kept"),
            ("starcoach --plain", "the app in lines, for a screen reader"),
            ("starcoach list", "your stories"),
        ],
    ),
    (
        "list",
        &[
            ("starcoach list", "all stories, by title"),
            ("starcoach list --json | jq -r '.stories[].title'", "their titles, for a script"),
        ],
    ),
    (
        "show",
        &[
            ("starcoach show 7m2", "the story whose id starts so"),
            ("starcoach show pager", "the story with this word in its title"),
            ("starcoach show 7m2 --json | jq -r .action", "one part of it"),
        ],
    ),
    (
        "new",
        &[
            ("starcoach new \"The night pager\"", "a story with this title; prints its id"),
            ("starcoach new \"The night pager\" --principle ownership --edit", "and opens your editor"),
            ("pbpaste | starcoach new \"A note\" --situation -", "its Situation from standard input"),
        ],
    ),
    (
        "edit",
        &[
            ("starcoach edit pager", "the whole story in your editor"),
            ("starcoach edit pager --part action", "only its Action"),
            ("starcoach edit pager --part result --text \"They renewed.\"", "without an editor"),
        ],
    ),
    (
        "trash",
        &[
            ("starcoach trash pager", "move a story to the trash"),
            ("starcoach trash", "what is in the trash"),
        ],
    ),
    (
        "restore",
        &[
            ("starcoach restore pager", "bring a story back from the trash"),
            ("starcoach restore pager --version 2", "go back to an earlier version"),
            ("starcoach restore --from stories.tar", "everything that a backup holds"),
        ],
    ),
    (
        "history",
        &[
            ("starcoach history pager", "the earlier versions of a story"),
            ("starcoach history pager 2", "read one of them"),
        ],
    ),
    (
        "backup",
        &[
            ("starcoach backup stories.tar", "everything in one file"),
            ("starcoach backup --force /mnt/usb/stories.tar", "and replace the last one"),
        ],
    ),
    (
        "import",
        &[
            ("starcoach import notes/*.md", "add the stories in these files"),
            ("starcoach import --dry-run notes.md", "show what would come in"),
            ("pbpaste | starcoach import -", "from standard input"),
        ],
    ),
    (
        "export",
        &[
            ("starcoach export --all -o stories.md", "every story, as Markdown"),
            ("starcoach export --page --format html -o page.html", "the page to carry"),
            ("starcoach export pager --redact", "one story, with private words masked"),
        ],
    ),
    (
        "interview",
        &[
            ("starcoach interview", "when it is, and how far you are"),
            ("starcoach interview --date \"dec 4\" --company Amazon", "say when and where"),
        ],
    ),
    (
        "coach",
        &[
            ("starcoach coach", "what it sees in all stories"),
            ("starcoach coach --strict pager", "exit code 1 while a warning is open"),
        ],
    ),
    ("coach explain", &[("starcoach coach explain no-number", "why it asks, with an example")]),
    ("coach rules", &[("starcoach coach rules", "every rule with its id")]),
    (
        "ask",
        &[
            ("starcoach ask conflict with your manager", "which story to tell"),
            ("starcoach ask --json why amazon | jq .stories[0]", "the first of them"),
        ],
    ),
    (
        "questions",
        &[
            ("starcoach questions", "everything that is asked"),
            ("starcoach questions --principle ownership", "about one principle"),
        ],
    ),
    ("questions check", &[("starcoach questions check teamwork.json", "whether a pack can be read")]),
    (
        "doctor",
        &[
            ("starcoach doctor", "whether everything works here"),
            ("starcoach doctor --json", "for a report of a mistake; it has no word of a story"),
        ],
    ),
    ("practice", &[("starcoach practice", "start today's session")]),
    (
        "due",
        &[("starcoach due", "what to tell today"), ("starcoach due --on fri", "what will be due on Friday")],
    ),
    ("stats", &[("starcoach stats", "days, times and first tries")]),
    ("log", &[("starcoach log", "every telling")]),
    ("paths", &[("cd \"$(starcoach paths --json | jq -r .data)\"", "go to where the stories are")]),
    ("config", &[("starcoach config", "every setting, and where its value comes from")]),
    ("keys", &[("starcoach keys", "every key"), ("starcoach keys | grep -i undo", "find one")]),
    (
        "schema",
        &[
            ("starcoach schema", "the forms that have a schema"),
            ("starcoach schema file-pack", "the schema of a pack of questions"),
        ],
    ),
    (
        "completions",
        &[
            ("source <(starcoach completions bash)", "in ~/.bashrc"),
            ("starcoach completions fish > ~/.config/fish/completions/starcoach.fish", "for fish"),
        ],
    ),
    (
        "man",
        &[
            ("starcoach man | man -l -", "read the manual"),
            ("starcoach man coach rules", "the page of one command"),
        ],
    ),
];

/// The command line with examples and exit codes in every help.
pub fn command() -> Command {
    explained(super::Args::command(), "")
}

fn explained(command: Command, words: &str) -> Command {
    let examples = EXAMPLES.iter().find(|(of, _)| *of == words).map_or(&[][..], |(_, examples)| examples);
    let mut text = String::new();
    if !examples.is_empty() {
        text.push_str("Examples:\n");
    }
    for (line, what) in examples {
        text.push_str(&format!("  {line}\n      {what}\n"));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(EXIT_CODES);
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    names.into_iter().fold(command.after_help(text), |command, name| {
        let words = format!("{words} {name}");
        command.mut_subcommand(&name, |below| explained(below, words.trim_start()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of every command.
    fn all(command: &Command, words: &str, out: &mut Vec<String>) {
        out.push(words.to_owned());
        for below in command.get_subcommands() {
            all(below, format!("{words} {}", below.get_name()).trim_start(), out);
        }
    }

    #[test]
    fn every_command_has_examples_and_every_example_can_be_typed() {
        let mut commands = Vec::new();
        all(&command(), "", &mut commands);
        for words in &commands {
            assert!(EXAMPLES.iter().any(|(of, _)| of == words), "\"{words}\" has no example");
        }
        for (words, examples) in EXAMPLES {
            assert!(commands.iter().any(|command| command == words), "there is no \"{words}\"");
            for (line, _) in *examples {
                let (_, line) = line.split_at(line.find("starcoach").unwrap());
                let end = [" | ", " > ", ")"].into_iter().filter_map(|mark| line.find(mark)).min();
                let (line, _) = line.split_at(end.unwrap_or(line.len()));
                let typed = shell_words::split(line).unwrap();
                assert!(typed.join(" ").starts_with(format!("starcoach {words}").trim_end()), "{line}");
                if let Err(error) = command().try_get_matches_from(typed) {
                    panic!("{line}: {error}");
                }
            }
        }
    }
}
