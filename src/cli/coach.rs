//! `starcoach coach`: the coach's findings, printed in the format of a linter.

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::{Context, Failure, NO_STORY, print, print_json, say};
use crate::coach::{self, Finding, Level};
use crate::story::Story;

/// Say what is good in stories and what to look at.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Coach {
    #[command(subcommand)]
    about: Option<About>,
    /// The stories' ids, or the starts of them; without any, all stories
    ids: Vec<String>,
    /// All stories
    #[arg(long)]
    all: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Fail with exit code 1 while a warning is open
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, Subcommand)]
enum About {
    /// Explain a rule: why, an example before and after, where it is known to be wrong
    Explain {
        /// The rule, as it stands in brackets behind a finding
        rule: String,
    },
    /// List all rules
    Rules,
}

impl Coach {
    /// Judges the stories, or explains the rules.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        match &self.about {
            Some(About::Explain { rule }) => return explain(rule),
            Some(About::Rules) => return rules(),
            None => {}
        }
        let stories = if self.all || self.ids.is_empty() {
            context.stories()?.into_iter().filter(|s| s.version_of.is_none()).collect()
        } else {
            self.ids.iter().map(|id| context.story(id)).collect::<Result<Vec<_>, _>>()?
        };
        let mut found: Vec<(&Story, Finding)> = Vec::new();
        let told = context.history()?;
        for story in &stories {
            let review = context.review(story, &told);
            found.extend(review.praise.into_iter().chain(review.findings).map(|f| (story.as_ref(), f)));
        }
        let open = found.iter().any(|(_, f)| f.level == Level::Warning);
        if self.json {
            print_json(&found.iter().map(|(story, finding)| to_json(story, finding)).collect())?;
        } else {
            match found.as_slice() {
                [] if stories.is_empty() => say(NO_STORY),
                [] => say("Nothing to ask. A story is judged once all four parts have text."),
                found => print(&text(found))?,
            }
        }
        if self.strict && open {
            return Err(Failure::new(1, "A warning is open."));
        }
        Ok(())
    }
}

fn text(found: &[(&Story, Finding)]) -> String {
    let mut text = String::new();
    for (story, finding) in found {
        let place = finding.section.map_or("story", crate::story::Section::key);
        let quote = if finding.quote.is_empty() { String::new() } else { format!("\"{}\" ", finding.quote) };
        let question =
            if finding.question.is_empty() { String::new() } else { format!(" {}", finding.question) };
        let line =
            format!("{}: {place}: {quote}{}{question} [{}]\n", story.name(), finding.message, finding.rule);
        text.push_str(&line);
    }
    text
}

/// A finding as JSON; offsets count Unicode scalar values of the part.
fn to_json(story: &Story, finding: &Finding) -> Value {
    let text = finding.section.map(|s| story.section(s));
    let chars = |at: usize| text.and_then(|t| t.get(..at)).map(|t| t.chars().count());
    let level = match finding.level {
        Level::Warning => "warning",
        Level::Hint => "hint",
        Level::Praise => "praise",
    };
    json!({
        "story": story.id,
        "rule": finding.rule.0,
        "level": level,
        "section": finding.section.map(crate::story::Section::key),
        "start": finding.span.as_ref().and_then(|s| chars(s.start)),
        "end": finding.span.as_ref().and_then(|s| chars(s.end)),
        "quote": finding.quote,
        "message": finding.message,
        "question": finding.question,
    })
}

fn explain(id: &str) -> Result<(), Failure> {
    let Some(rule) = coach::rule(id) else {
        return Err(Failure::new(
            1,
            format!("There is no rule \"{id}\". \"starcoach coach rules\" lists them."),
        ));
    };
    let mut text = format!("{}: {}\n\n{}\n", rule.id, rule.title, rule.why);
    for (label, example) in
        [("Before", rule.before), ("After", rule.after), ("When to pass over it", rule.false_alarms)]
    {
        if !example.is_empty() {
            text.push_str(&format!("\n{label}\n{example}\n"));
        }
    }
    text.push_str(&format!("\nTo switch it off: in config.toml, under [coach], off = [\"{}\"]\n", rule.id));
    print(&text)
}

fn rules() -> Result<(), Failure> {
    let line = |rule: &coach::Rule| format!("{:<18} {}\n", rule.id, rule.title);
    print(&coach::rules().iter().map(line).collect::<String>())
}
