//! `starcoach ask`: the principle that a question tests, and the story to tell.

use std::collections::HashMap;

use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Context, Failure, print, print_json};
use crate::search::{Index, Matcher, Scored, StoryMatch, likely};
use crate::story::{Section, Story};

/// Find the story for an interviewer's question.
#[derive(Debug, Args)]
pub struct Ask {
    /// What they asked, in full or in shorthand; needs no quotes
    #[arg(required = true, value_name = "WORD")]
    question: Vec<String>,
    /// The most stories to show
    #[arg(long, default_value_t = 5, value_name = "N")]
    limit: usize,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Ask {
    /// Prints the principles and the stories, best first, with the cues of the first.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let question = self.question.join(" ");
        let stories: Vec<_> = context.stories()?.into_iter().filter(|s| s.version_of.is_none()).collect();
        let index = Index::build(&stories);
        let matcher = Matcher::new(&context.bank);
        let by_id: HashMap<_, _> = stories.iter().map(|s| (&s.id, s)).collect();
        let title = |found: &StoryMatch| by_id.get(&found.story).map(|s| s.name()).unwrap_or_default();
        let principles = matcher.principles(&question);
        let found = matcher.stories(&question, &index, self.limit);
        let name = |id: &str| context.bank.principle(id).map_or_else(|| id.to_owned(), |p| p.name.clone());
        if self.json {
            let principle = |p: &Scored| PrincipleRow {
                id: p.id.clone(),
                name: name(&p.id),
                score: p.score,
                why: p.why.clone(),
            };
            let story = |s: &StoryMatch| MatchRow {
                id: s.story.to_string(),
                title: title(s),
                score: s.score,
                fits: s.fits,
                why: s.why.clone(),
            };
            return print_json(&StoriesFound {
                principles: principles.iter().map(principle).collect(),
                stories: found.iter().map(story).collect(),
                question,
            });
        }
        let names: Vec<String> = likely(&principles).map(|p| name(&p.id)).collect();
        let mut text = format!("{}\n", names.join(", or "));
        let Some(first) = found.first() else {
            text.push_str("\nNothing of yours fits yet.\n");
            return print(&text);
        };
        let cues = by_id.get(&first.story).map_or_else(String::new, |s| cues(s));
        if first.fits {
            let row =
                |s: &StoryMatch| format!("{}  {}\n          {}\n", s.story, title(s), s.why.join(" and "));
            let (best, others) = (row(first), found.iter().skip(1).map(row).collect::<String>());
            text.push_str(&format!("\n{best}{cues}"));
            if !others.is_empty() {
                text.push_str(&format!("\nOr\n{others}"));
            }
        } else {
            text.push_str(&format!("\nNothing of yours fits yet. Closest: {}.\n{cues}", title(first)));
        }
        print(&text)
    }
}

/// What `ask` prints as JSON.
#[derive(Serialize, JsonSchema)]
pub struct StoriesFound {
    question: String,
    /// Every principle, the likeliest first.
    principles: Vec<PrincipleRow>,
    /// The stories to tell, the best first.
    stories: Vec<MatchRow>,
}

/// A principle that the question may test.
#[derive(Serialize, JsonSchema)]
struct PrincipleRow {
    id: String,
    name: String,
    /// The probability, 0 to 1; those of all principles add up to 1.
    score: f32,
    why: Vec<String>,
}

/// A story that may answer it.
#[derive(Serialize, JsonSchema)]
struct MatchRow {
    id: String,
    title: String,
    /// Higher is better; comparable within one answer only.
    score: f32,
    /// Whether it answers the question well enough.
    fits: bool,
    why: Vec<String>,
}

/// A story's cues, one per part.
fn cues(story: &Story) -> String {
    let cues = crate::interview::cues::by_part(story);
    let row = |(i, cue): (usize, &String)| {
        let part = Section::STAR.get(i).map_or("Also", |s| s.name());
        format!("          {part:<11} {cue}\n")
    };
    cues.iter().enumerate().filter(|(_, c)| !c.trim().is_empty()).map(row).collect()
}
