//! `starcoach ask`: the principle that a question tests, and the story to tell.

use std::collections::HashMap;

use clap::Args;
use serde_json::{Value, json};

use super::{Context, Failure, print, print_json};
use crate::search::{Index, Matcher};

/// Find the story for an interviewer's question.
#[derive(Debug, Args)]
pub struct Ask {
    /// What they asked, in full or in shorthand
    question: String,
    /// The most stories to show
    #[arg(long, default_value_t = 5, value_name = "N")]
    limit: usize,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Ask {
    /// Prints the principles and the stories, best first.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let stories: Vec<_> = context.stories()?.into_iter().filter(|s| s.version_of.is_none()).collect();
        let index = Index::build(&stories);
        let matcher = Matcher::new(&context.bank);
        let names: HashMap<_, _> = stories.iter().map(|s| (&s.id, s.name())).collect();
        let principles = matcher.principles(&self.question);
        let found = matcher.stories(&self.question, &index, self.limit);
        let name = |id: &str| context.bank.principle(id).map_or_else(|| id.to_owned(), |p| p.name.clone());
        if self.json {
            let principle = |p: &crate::search::Scored| json!({"id": p.id, "name": name(&p.id), "score": p.score, "why": p.why});
            let story = |s: &crate::search::StoryMatch| json!({"id": s.story, "title": names.get(&s.story), "score": s.score, "why": s.why});
            return print_json(&json!({
                "question": self.question,
                "principles": principles.iter().map(principle).collect::<Vec<Value>>(),
                "stories": found.iter().map(story).collect::<Vec<Value>>(),
            }));
        }
        let mut text = String::new();
        let likely: Vec<String> = principles.iter().take(2).map(|p| name(&p.id)).collect();
        text.push_str(&format!("{}\n", likely.join(", or ")));
        match found.first() {
            None => text.push_str("\nNothing of yours fits yet.\n"),
            Some(first) if !first.fits => {
                let closest = names.get(&first.story).map_or("", String::as_str);
                text.push_str(&format!("\nNothing of yours fits yet. Closest: {closest}.\n"));
            }
            Some(_) => {
                text.push('\n');
                for story in &found {
                    let title = names.get(&story.story).map_or("", String::as_str);
                    text.push_str(&format!(
                        "{}  {title}\n          {}\n",
                        story.story,
                        story.why.join(" and ")
                    ));
                }
            }
        }
        print(&text)
    }
}
