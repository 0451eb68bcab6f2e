//! `starcoach coach`: the coach's findings, printed in the format of a linter.

use clap::{Args, Subcommand};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Context, Failure, NO_STORY, nearest, print, print_json, say};
use crate::coach::{self, Finding, Level, Passage};
use crate::story::{Section, Story};

/// Say what is good in stories and what to look at.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Coach {
    #[command(subcommand)]
    about: Option<About>,
    /// The stories, by id or title or a part of it; without any, all stories
    #[arg(value_name = "STORY")]
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
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List all rules
    Rules {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

impl Coach {
    /// Judges the stories, or explains the rules.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        match &self.about {
            Some(About::Explain { rule, json }) => return explain(rule, *json),
            Some(About::Rules { json }) => return rules(*json),
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
            let findings = found.iter().map(|(story, finding)| FindingRow::of(story, finding)).collect();
            print_json(&Findings { findings })?;
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
        let quotes = finding.quotes();
        let quote = if quotes.is_empty() { String::new() } else { format!("{quotes} ") };
        let question =
            if finding.question.is_empty() { String::new() } else { format!(" {}", finding.question) };
        let line =
            format!("{}: {place}: {quote}{}{question} [{}]\n", story.name(), finding.message, finding.rule);
        text.push_str(&line);
    }
    text
}

/// The number of Unicode scalar values before a byte of a part.
fn chars_of(story: &Story, section: Section, at: usize) -> Option<usize> {
    story.section(section).get(..at).map(|text| text.chars().count())
}

/// What `coach` prints as JSON.
#[derive(Serialize, JsonSchema)]
pub struct Findings<'a> {
    /// Praise and findings, story by story.
    findings: Vec<FindingRow<'a>>,
}

/// A finding; its place is counted in Unicode scalar values of the part.
#[derive(Serialize, JsonSchema)]
struct FindingRow<'a> {
    /// The story's id.
    story: &'a str,
    /// The rule's id.
    rule: &'static str,
    /// `warning`, `hint` or `praise`.
    level: &'static str,
    /// The part's key; null for the whole story.
    section: Option<&'static str>,
    start: Option<usize>,
    end: Option<usize>,
    /// The user's words; may be empty.
    quote: &'a str,
    /// The further places of which the same is said.
    also: Vec<PassageRow<'a>>,
    message: &'a str,
    /// May be empty.
    question: &'a str,
}

/// A further place of a finding.
#[derive(Serialize, JsonSchema)]
struct PassageRow<'a> {
    section: &'static str,
    start: Option<usize>,
    end: Option<usize>,
    quote: &'a str,
}

impl<'a> PassageRow<'a> {
    fn of(story: &Story, passage: &'a Passage) -> Self {
        let chars = |at: usize| chars_of(story, passage.section, at);
        Self {
            section: passage.section.key(),
            start: passage.span.as_ref().and_then(|s| chars(s.start)),
            end: passage.span.as_ref().and_then(|s| chars(s.end)),
            quote: &passage.quote,
        }
    }
}

impl<'a> FindingRow<'a> {
    fn of(story: &'a Story, finding: &'a Finding) -> Self {
        let chars = |at: usize| finding.section.and_then(|s| chars_of(story, s, at));
        Self {
            story: story.id.as_str(),
            rule: finding.rule.0,
            level: match finding.level {
                Level::Warning => "warning",
                Level::Hint => "hint",
                Level::Praise => "praise",
            },
            section: finding.section.map(crate::story::Section::key),
            start: finding.span.as_ref().and_then(|s| chars(s.start)),
            end: finding.span.as_ref().and_then(|s| chars(s.end)),
            quote: &finding.quote,
            also: finding.also.iter().map(|passage| PassageRow::of(story, passage)).collect(),
            message: &finding.message,
            question: &finding.question,
        }
    }
}

/// What `coach rules` prints as JSON.
#[derive(Serialize, JsonSchema)]
pub struct Rules {
    rules: Vec<RuleRow>,
}

/// A rule of the coach.
#[derive(Serialize, JsonSchema)]
pub struct RuleRow {
    id: &'static str,
    title: &'static str,
    /// Why it is asked.
    why: &'static str,
    /// An example that it finds; may be empty.
    before: &'static str,
    /// The same example, mended; may be empty.
    after: &'static str,
    /// Where it is known to be wrong; may be empty.
    false_alarms: &'static str,
}

impl RuleRow {
    fn of(rule: &coach::Rule) -> Self {
        Self {
            id: rule.id.0,
            title: rule.title,
            why: rule.why,
            before: rule.before,
            after: rule.after,
            false_alarms: rule.false_alarms,
        }
    }
}

fn explain(id: &str, json: bool) -> Result<(), Failure> {
    let Some(rule) = coach::rule(id) else {
        let near = nearest(id, coach::rules().iter().map(|rule| rule.id.0));
        let meant = near.map_or_else(String::new, |near| format!(" Did you mean \"{near}\"?"));
        let why = format!("There is no rule \"{id}\".{meant} \"starcoach coach rules\" lists them.");
        return Err(Failure::new(1, why));
    };
    if json {
        return print_json(&RuleRow::of(rule));
    }
    let mut text = format!("{}: {}\n\n{}\n", rule.id, rule.title, rule.why);
    for (label, example) in
        [("Before", rule.before), ("After", rule.after), ("When to skip it", rule.false_alarms)]
    {
        if !example.is_empty() {
            text.push_str(&format!("\n{label}\n{example}\n"));
        }
    }
    text.push_str(&format!("\nTo switch it off: in config.toml, under [coach], off = [\"{}\"]\n", rule.id));
    print(&text)
}

fn rules(json: bool) -> Result<(), Failure> {
    if json {
        return print_json(&Rules { rules: coach::rules().iter().map(RuleRow::of).collect() });
    }
    let line = |rule: &coach::Rule| format!("{:<18} {}\n", rule.id, rule.title);
    print(&coach::rules().iter().map(line).collect::<String>())
}
