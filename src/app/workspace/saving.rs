//! Tracks unsaved changes and schedules saves.
//!
//! A document is saved after a pause in typing (debounce), or after a maximum delay while typing continues; a
//! failed save is retried.

use std::collections::HashMap;
use std::time::Duration;

use crate::app::msg::Problem;
use crate::story::DocumentId;

/// The debounce interval: a document is saved after this long without a change.
const QUIET: Duration = Duration::from_millis(1500);
/// The maximum delay of a save while changes continue.
const LONGEST: Duration = Duration::from_secs(15);
/// The delay before a failed save is retried.
pub(super) const RETRY: Duration = Duration::from_secs(10);

/// The unsaved changes of all documents.
#[derive(Debug, Default)]
pub struct Saving {
    /// Why changes are in memory only: the journal cannot be written.
    pub problem: Option<Problem>,
    /// The time of the last save, as `14:02`.
    pub saved_at: Option<String>,
    documents: HashMap<DocumentId, Unsaved>,
}

/// The change counters of one document.
#[derive(Debug, Default)]
struct Unsaved {
    /// The number of changes.
    edition: u64,
    /// The edition that the file holds.
    saved: u64,
    /// When the first unsaved change was made, and the last.
    first: Duration,
    last: Duration,
    /// The edition being saved by the disk thread.
    in_flight: Option<u64>,
    /// Whether the journal has the document's state before its first unsaved change.
    based: bool,
    /// When and why the last save failed.
    problem: Option<(Duration, Problem)>,
}

impl Unsaved {
    fn is_unsaved(&self) -> bool {
        self.edition > self.saved
    }

    fn due(&self) -> Duration {
        match &self.problem {
            Some((at, _)) => *at + RETRY,
            None => (self.last + QUIET).min(self.first + LONGEST),
        }
    }
}

impl Saving {
    /// Counts a change. True for the first one since the last save: the journal then needs the state before
    /// it.
    pub fn touch(&mut self, document: &DocumentId, at: Duration) -> bool {
        let unsaved = self.documents.entry(document.clone()).or_default();
        if !unsaved.is_unsaved() {
            unsaved.first = at;
        }
        unsaved.edition += 1;
        unsaved.last = at;
        !std::mem::replace(&mut unsaved.based, true)
    }

    /// Forgets a deleted document.
    pub fn forget(&mut self, document: &DocumentId) {
        self.documents.remove(document);
    }

    /// The documents that are due for a save, with their editions; with `all`, every unsaved one. They count
    /// as being saved from now on.
    pub fn take_due(&mut self, at: Duration, all: bool) -> Vec<(DocumentId, u64)> {
        let mut due = Vec::new();
        for (document, unsaved) in &mut self.documents {
            let wanted = all || unsaved.due() <= at;
            if unsaved.is_unsaved() && unsaved.in_flight.is_none() && wanted {
                unsaved.in_flight = Some(unsaved.edition);
                due.push((document.clone(), unsaved.edition));
            }
        }
        due.sort();
        due
    }

    /// When the next save is due.
    pub fn next_due(&self) -> Option<Duration> {
        let waiting = self.documents.values().filter(|u| u.is_unsaved() && u.in_flight.is_none());
        waiting.map(Unsaved::due).min()
    }

    /// Records that this edition of a document was saved, at this time as `14:02`; false for an unknown
    /// document.
    pub fn saved(&mut self, document: &DocumentId, edition: u64, time: String) -> bool {
        let Some(unsaved) = self.documents.get_mut(document) else { return false };
        unsaved.saved = edition;
        unsaved.in_flight = None;
        unsaved.problem = None;
        if unsaved.is_unsaved() {
            unsaved.first = unsaved.last;
        } else {
            unsaved.based = false;
        }
        if self.unsaved() == 0 {
            // The file now holds the changes that the journal could not.
            self.problem.take_if(|p| !p.journaled);
        }
        self.saved_at = Some(time);
        true
    }

    /// Records that a save failed.
    pub fn failed(&mut self, document: &DocumentId, problem: Problem, at: Duration) {
        let Some(unsaved) = self.documents.get_mut(document) else { return };
        unsaved.in_flight = None;
        unsaved.problem = Some((at, problem));
    }

    /// Whether a document has changes that are not in its file.
    pub fn is_unsaved(&self, document: &DocumentId) -> bool {
        self.documents.get(document).is_some_and(Unsaved::is_unsaved)
    }

    /// The number of unsaved documents.
    pub fn unsaved(&self) -> usize {
        self.documents.values().filter(|u| u.is_unsaved()).count()
    }

    /// The unsaved documents, sorted.
    pub fn unsaved_documents(&self) -> Vec<&DocumentId> {
        let unsaved = self.documents.iter().filter(|(_, u)| u.is_unsaved());
        let mut documents: Vec<&DocumentId> = unsaved.map(|(document, _)| document).collect();
        documents.sort();
        documents
    }

    /// The current obstacle to saving.
    pub fn trouble(&self) -> Option<&Problem> {
        let failed = || self.documents.values().find_map(|u| u.problem.as_ref().map(|(_, p)| p));
        self.problem.as_ref().or_else(failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn problem(journaled: bool) -> Problem {
        Problem { what: "Disk full".to_owned(), detail: "The disk is full.".to_owned(), journaled }
    }

    #[test]
    fn a_document_is_saved_after_a_pause_or_after_fifteen_seconds_of_typing() {
        let (mut saving, story) = (Saving::default(), DocumentId::Preparation);
        assert!(saving.touch(&story, SECOND), "the first change needs the document as it was");
        assert!(!saving.touch(&story, SECOND * 2));
        assert_eq!(saving.next_due(), Some(SECOND * 2 + QUIET));
        assert_eq!(saving.take_due(SECOND * 3, false), []);
        for second in 3..16 {
            saving.touch(&story, SECOND * second);
        }
        assert_eq!(saving.next_due(), Some(SECOND + LONGEST), "typing on does not put it off for ever");
        assert_eq!(saving.take_due(SECOND + LONGEST, false), [(story.clone(), 15)]);
        assert_eq!(saving.next_due(), None, "one save at a time");
        saving.touch(&story, SECOND * 17);
        assert!(saving.saved(&story, 15, "14:02".to_owned()));
        assert!(saving.is_unsaved(&story), "what was typed meanwhile is not in the file");
        assert_eq!(saving.next_due(), Some(SECOND * 17 + QUIET));
        assert_eq!(saving.take_due(Duration::ZERO, true), [(story.clone(), 16)]);
        saving.saved(&story, 16, "14:03".to_owned());
        assert_eq!((saving.unsaved(), saving.saved_at.as_deref()), (0, Some("14:03")));
        assert!(saving.touch(&story, SECOND * 30), "saved, so the next change needs a base again");
    }

    #[test]
    fn a_failed_save_stays_unsaved_says_why_and_is_tried_again() {
        let (mut saving, own) = (Saving::default(), DocumentId::OwnQuestions);
        saving.touch(&own, SECOND);
        saving.take_due(SECOND, true);
        saving.failed(&own, problem(true), SECOND * 5);
        assert_eq!(saving.trouble().unwrap().what, "Disk full");
        assert_eq!(saving.next_due(), Some(SECOND * 5 + RETRY));
        assert_eq!(saving.take_due(SECOND * 14, false), []);
        assert_eq!(saving.take_due(SECOND * 15, false).len(), 1);
        saving.saved(&own, 1, "14:02".to_owned());
        assert_eq!(saving.trouble(), None);
    }

    #[test]
    fn words_that_were_only_in_memory_are_no_trouble_once_they_are_in_their_files() {
        let mut saving = Saving { problem: Some(problem(false)), ..Saving::default() };
        let (one, two) = (DocumentId::Preparation, DocumentId::OwnQuestions);
        saving.touch(&one, SECOND);
        saving.touch(&two, SECOND);
        saving.take_due(SECOND, true);
        saving.saved(&one, 1, String::new());
        assert!(saving.trouble().is_some(), "the other document is still in memory only");
        saving.saved(&two, 1, String::new());
        assert!(saving.trouble().is_none());
    }

    #[test]
    fn a_document_that_is_gone_is_not_saved() {
        let (mut saving, one) = (Saving::default(), DocumentId::Preparation);
        saving.touch(&one, SECOND);
        saving.forget(&one);
        assert_eq!(saving.take_due(SECOND * 99, true), []);
        assert!(!saving.saved(&one, 1, String::new()));
    }
}
