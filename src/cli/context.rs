//! What every command needs: the store, the settings, the bank, and the stories by what people call them.

use std::sync::Arc;

use super::config::Config;
use super::{Failure, warn};
use crate::coach::{Facts, Review};
use crate::practice::{History, Log, Record};
use crate::questions::Bank;
use crate::store::{Disk, Places, StoryFile};
use crate::story::{DocumentId, Stage, Story};
use crate::terminal::Clock;

/// What every command needs.
pub struct Context {
    pub places: Places,
    pub disk: Disk,
    pub bank: Bank,
    pub config: Config,
    /// What is wrong with the settings and packs.
    pub notices: Vec<String>,
    pub clock: Clock,
    /// Whether the data directory was named in the arguments.
    pub data_dir_given: bool,
}

impl Context {
    /// Reads the settings and the user's packs.
    pub fn new(places: Places, disk: Disk, clock: Clock, data_dir_given: bool) -> Self {
        let (bank, config, notices) = super::settings(&disk);
        Self { places, disk, bank, config, notices, clock, data_dir_given }
    }

    /// Finishes the recovery of an earlier run and reports errors in the settings.
    pub fn settle(&mut self) {
        let recovered = self.disk.recover(self.clock.now().wall.timestamp());
        let imports = recovered.imports.iter().map(ToString::to_string);
        let edits = recovered.edits.iter().map(ToString::to_string);
        let apart = recovered.apart.iter().map(|(_, error)| {
            format!("What was typed last is kept beside {}, since {}.", error.path.display(), error.reason())
        });
        for told in imports.chain(edits).chain(apart) {
            warn(&format!("starcoach: {told}"));
        }
        for (_, error) in recovered.failed {
            warn(&format!("starcoach: {error}"));
        }
        for notice in &self.notices {
            warn(&format!("starcoach: {notice}"));
        }
    }

    /// Adds the user's own prompts to the bank, which is that of the interview's company.
    pub fn add_own(&mut self) {
        let preparation = self.disk.load_document(&DocumentId::Preparation).ok().flatten();
        let company = preparation.as_ref().and_then(|p| p.get("company")?.as_str());
        self.bank = self.bank.for_company(company.unwrap_or_default());
        match self.disk.load_document(&DocumentId::OwnQuestions) {
            Ok(document) => self.bank.add_own(crate::questions::own(&document.unwrap_or_default())),
            Err(error) => warn(&format!("starcoach: {error}")),
        }
    }

    /// Names the other versions of a document on standard error.
    pub fn tell_others(&self, doc: &DocumentId) {
        for other in self.disk.other_versions().iter().filter(|other| other.doc == *doc) {
            let (file, name) = (&other.file, doc.name());
            warn(&format!(
                "starcoach: {file} is another version of {name}.json. Prepare in the app shows both."
            ));
        }
    }

    /// All stories by title; unreadable files are reported on standard error.
    pub fn stories(&mut self) -> Result<Vec<Arc<Story>>, Failure> {
        let mut stories = Vec::new();
        for entry in self.disk.load_all()? {
            match entry {
                StoryFile::Story { story, .. } => stories.push(story),
                StoryFile::Version { .. } => {}
                StoryFile::Damaged { file, reason, .. } => {
                    warn(&format!("starcoach: {file} cannot be read and is left as it is: {reason}."));
                }
            }
        }
        Ok(stories)
    }

    pub fn history(&mut self) -> Result<History, Failure> {
        let log = self.disk.read_log()?;
        if let Some(error) = log.problem() {
            warn(&format!("starcoach: {error}"));
        }
        let log = Log::parse(log.lines.iter().map(String::as_bytes));
        Ok(History::replay(&log.entries, self.config.practice.day_start))
    }

    /// The coach's review of a story for the first prompt that it answers.
    pub fn review(&self, story: &Story, told: &History) -> Review {
        let prompt = crate::coach::strictest(story, &self.bank);
        crate::coach::review(story, prompt, &self.config.coach, self.facts(story, told))
    }

    fn facts(&self, story: &Story, told: &History) -> Facts {
        let last = told.record(&story.id).and_then(Record::last_seconds);
        Facts { today: self.clock.now().wall.date(), told: last }
    }

    /// A story's stage.
    pub fn stage(&self, story: &Story, told: &History) -> Stage {
        let settings = &self.config.coach;
        let least = settings.shortest(story);
        let good = told.record(&story.id).map_or(0, |record| record.good_tellings_of(least));
        let standing = crate::coach::standing(story, &self.bank, settings, self.facts(story, told));
        crate::coach::stage(&standing, good)
    }

    /// The story that a text names.
    pub fn story(&mut self, wanted: &str) -> Result<Arc<Story>, Failure> {
        named(&self.stories()?, wanted, "starcoach list").cloned()
    }
}

/// The one story that a text names: by its id or the start of it, by its title or a part of it.
///
/// `list` is the command that shows them all.
pub fn named<'s, S: AsRef<Story>>(stories: &'s [S], wanted: &str, list: &str) -> Result<&'s S, Failure> {
    let typed = wanted.trim().to_lowercase();
    let by = |fits: &dyn Fn(&Story) -> bool| -> Vec<&'s S> {
        stories.iter().filter(|story| !typed.is_empty() && fits((*story).as_ref())).collect()
    };
    let title = |story: &Story| story.title.trim().to_lowercase();
    let ways: [&dyn Fn(&Story) -> bool; 3] = [
        &|story| story.id.as_str() == wanted,
        &|story| story.version_of.is_none() && title(story) == typed,
        &|story| {
            let in_title = story.version_of.is_none() && title(story).contains(&typed);
            in_title || story.id.as_str().starts_with(wanted)
        },
    ];
    let found = ways.into_iter().map(by).find(|found| !found.is_empty()).unwrap_or_default();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            let why =
                format!("No story has \"{wanted}\" as its id or in its title. \"{list}\" shows them all.");
            Err(Failure::new(1, why))
        }
        several => {
            let row = |story: &&S| format!("\n  {}  {}", (*story).as_ref().id, (*story).as_ref().name());
            let rows: String = several.iter().map(row).collect();
            Err(Failure::new(1, format!("\"{wanted}\" fits several stories. Name one by its id:{rows}")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::StoryId;
    use jiff::Timestamp;

    fn story(id: &str, title: &str) -> Arc<Story> {
        let mut story = Story::new(StoryId::parse(id).unwrap(), "ownership", Timestamp::UNIX_EPOCH);
        title.clone_into(&mut story.title);
        Arc::new(story)
    }

    #[test]
    fn a_story_is_named_by_id_title_or_a_part_of_either_if_only_one_fits() {
        let stories = [
            story("abcd1234", "Night pager"),
            story("abzz1234", "The pager, again"),
            story("pager123", "Pager"),
            story("zzzz1234", "The auditor"),
        ];
        let found = |wanted: &str| named(&stories, wanted, "starcoach list").map(|s| s.id.to_string());
        for (wanted, id) in [
            ("abc", "abcd1234"),
            ("abzz1234", "abzz1234"),
            ("night", "abcd1234"),
            (" the AUDITOR ", "zzzz1234"),
            ("pager", "pager123"),
            ("audit", "zzzz1234"),
        ] {
            assert_eq!(found(wanted).unwrap(), id, "{wanted}");
        }
        let several = found("ab").unwrap_err();
        assert!(several.text.contains("abcd1234  Night pager\n  abzz1234  The pager"), "{}", several.text);
        assert!(found("page").unwrap_err().text.contains("several"));
        for unknown in ["", "abcd12345", "../abcd1234", "clinic"] {
            assert!(found(unknown).unwrap_err().text.contains("starcoach list"), "{unknown}");
        }
    }
}
