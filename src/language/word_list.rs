//! Word lists as text: `[heading]` lines, comments after `#` at the start of a line, entries between commas.

use hashbrown::HashSet;

/// A line that is neither a heading nor a comment, with the heading that it stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'t> {
    /// The number of the line, from 1.
    pub number: usize,
    /// The last heading before it, without its brackets; empty where there is none.
    pub heading: &'t str,
    /// The line as it is.
    pub text: &'t str,
}

/// The lines of a headed text, without headings, comments and blank lines.
pub fn lines(text: &str) -> impl Iterator<Item = Line<'_>> + Clone {
    let mut heading = "";
    text.lines().zip(1..).filter_map(move |(text, number)| {
        if text.trim().is_empty() || text.starts_with('#') {
            return None;
        }
        if let Some(name) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            heading = name;
            return None;
        }
        Some(Line { number, heading, text })
    })
}

/// A line that breaks the form of a word list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// The number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: String,
}

impl std::fmt::Display for Malformed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem)
    }
}

impl std::error::Error for Malformed {}

/// A headed word list that was read and checked.
#[derive(Debug, Default)]
pub struct WordList {
    /// The headings in their order, each with its entries in theirs.
    lists: Vec<(&'static str, Vec<&'static str>)>,
}

impl WordList {
    /// Reads a list whose headings must be these; reports the first malformed line.
    ///
    /// An entry stands under a heading, once under each, and has single blanks between its words.
    pub fn read(text: &'static str, headings: &[&str]) -> Result<Self, Malformed> {
        let mut read = Self::default();
        let mut seen: HashSet<(&str, &str)> = HashSet::new();
        for Line { number, heading, text } in lines(text) {
            let malformed = |problem: String| Malformed { line: number, problem };
            if !headings.contains(&heading) {
                return Err(malformed(format!("no list is called {heading:?}")));
            }
            for entry in text.split(',').map(|e| e.strip_prefix(' ').unwrap_or(e)) {
                if entry.is_empty() || entry != entry.trim() || entry.contains("  ") {
                    return Err(malformed(format!("{entry:?} is not an entry")));
                }
                if !seen.insert((heading, entry)) {
                    return Err(malformed(format!("{entry:?} stands twice under {heading:?}")));
                }
                read.push(heading, entry);
            }
        }
        match headings.iter().find(|heading| read.under(heading).next().is_none()) {
            Some(heading) => {
                let line = text.lines().count();
                Err(Malformed { line, problem: format!("the list {heading:?} is missing or empty") })
            }
            None => Ok(read),
        }
    }

    fn push(&mut self, heading: &'static str, entry: &'static str) {
        match self.lists.iter_mut().rfind(|(h, _)| *h == heading) {
            Some((_, list)) => list.push(entry),
            None => self.lists.push((heading, vec![entry])),
        }
    }

    /// The entries under a heading, in their order.
    pub fn under(&self, heading: &str) -> impl Iterator<Item = &'static str> + use<'_> {
        let list = self.lists.iter().find(|(h, _)| *h == heading);
        list.into_iter().flat_map(|(_, entries)| entries.iter().copied())
    }

    /// Every entry with its heading, by heading and then in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
        self.lists.iter().flat_map(|(heading, list)| list.iter().map(move |&entry| (*heading, entry)))
    }

    /// The entries under a heading, for looking up.
    pub fn set(&self, heading: &str) -> HashSet<&'static str> {
        self.under(heading).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &'static str) -> String {
        WordList::read(text, &["a", "b c"]).unwrap_err().to_string()
    }

    #[test]
    fn entries_stand_under_their_headings() {
        let list =
            WordList::read("# note\n\n[a]\none, two words\nthree\n[b c]\none\n", &["a", "b c"]).unwrap();
        assert_eq!(list.under("a").collect::<Vec<_>>(), ["one", "two words", "three"]);
        assert_eq!(list.entries().last(), Some(("b c", "one")));
        assert!(list.set("b c").contains("one"));
    }

    #[test]
    fn a_malformed_line_is_reported_with_its_number() {
        assert_eq!(problem("one"), "line 1: no list is called \"\"");
        assert_eq!(problem("[a]\none\n[d]\ntwo"), "line 4: no list is called \"d\"");
        assert_eq!(problem("[a]\none, , two"), "line 2: \"\" is not an entry");
        assert_eq!(problem("[a]\none,"), "line 2: \"\" is not an entry");
        assert_eq!(problem("[a]\none  two"), "line 2: \"one  two\" is not an entry");
        assert_eq!(problem("[a]\none\ntwo, one"), "line 3: \"one\" stands twice under \"a\"");
        assert_eq!(problem("[a]\none\n[b c]\n"), "line 3: the list \"b c\" is missing or empty");
    }
}
