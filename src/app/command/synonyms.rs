//! Other words for commands: what people of other programs type into the palette.

/// The command's id, and the words by which it is found besides those of its title.
const SYNONYMS: &[(&str, &str)] = &[
    ("app.ask", "interviewer answer match live call"),
    ("app.bring", "import load open file paste docx csv markdown notes"),
    ("app.copy-unsaved", "backup rescue"),
    ("app.example", "sample tutorial demo"),
    ("app.help", "help shortcuts keyboard manual"),
    ("app.new", "create add draft"),
    ("app.notices", "config errors warnings"),
    ("app.prepare", "interview date company role rounds interviewers plan page print numbers metrics"),
    ("app.progress", "stats statistics history charts graphs"),
    ("app.quit", "exit close"),
    ("app.redraw", "refresh repaint"),
    ("app.save", "write sync"),
    ("app.search", "search filter"),
    ("app.suspend", "background shell"),
    ("app.today", "home start plan"),
    ("app.trash", "restore recover undelete deleted removed"),
    ("app.undo", "revert back"),
    ("coach.check", "review honest"),
    ("coach.open", "feedback review advice remarks"),
    ("draft.aloud", "record speak dictate"),
    ("draft.editor", "vim vi nano external"),
    ("draft.joggers", "hints ideas prompts stuck"),
    ("interview.page", "print sheet handout"),
    ("practice.cards", "flashcards evening"),
    ("practice.headlines", "short pitch"),
    ("practice.mock", "interview simulation rehearsal"),
    ("practice.today", "rehearse review due train"),
    ("questions.add", "custom new"),
    ("story.card", "cues flashcard"),
    ("story.copy", "clipboard yank share"),
    ("story.delete", "delete remove"),
    ("story.details", "rename date customer"),
    ("story.duplicate", "clone"),
    ("story.export", "export print html pdf markdown share download"),
    ("story.link", "link connect assign"),
    ("story.practice", "rehearse tell train"),
    ("story.unlink", "disconnect"),
    ("story.versions", "history backup restore diff changes"),
    ("viewer.save", "export print html pdf"),
];

/// The other words of a command, separated by blanks; empty if it has none.
pub fn of(id: &str) -> &'static str {
    SYNONYMS.iter().find(|(of, _)| *of == id).map_or("", |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::rows;
    use super::*;

    #[test]
    fn each_is_of_a_command_and_says_more_than_its_title() {
        let mut seen = HashSet::new();
        for (id, words) in SYNONYMS {
            assert!(seen.insert(id), "{id} twice");
            let row = rows().find(|row| row.id == *id);
            let title = row.unwrap_or_else(|| panic!("no command {id}")).title.to_lowercase();
            for word in words.split(' ') {
                assert!(!title.split(' ').any(|own| own == word), "{id}: {word} is in its title");
            }
        }
    }
}
