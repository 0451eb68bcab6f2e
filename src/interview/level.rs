//! The level of the role, and what a story for it shows.

/// The level of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    Junior,
    Mid,
    Senior,
    Lead,
    Manager,
    Director,
}

/// What the lines of a level's card are about.
pub const SCOPE: [&str; 5] = ["People", "Money", "Duration", "Ambiguity", "Who could say no"];

impl Level {
    pub const ALL: [Self; 6] =
        [Self::Junior, Self::Mid, Self::Senior, Self::Lead, Self::Manager, Self::Director];

    /// The name in the form and in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Junior => "junior",
            Self::Mid => "mid",
            Self::Senior => "senior",
            Self::Lead => "lead",
            Self::Manager => "manager",
            Self::Director => "director",
        }
    }

    /// The level that a text names; of several the last one, as in "senior manager".
    pub fn read(text: &str) -> Option<Self> {
        let named = |word: &str| Self::ALL.into_iter().find(|level| level.name().eq_ignore_ascii_case(word));
        text.rsplit(|c: char| !c.is_alphanumeric()).find_map(named)
    }

    /// Whether the role manages people.
    pub const fn manages(self) -> bool {
        matches!(self, Self::Manager | Self::Director)
    }

    /// What a story for this level shows, a line for each of [`SCOPE`].
    pub const fn card(self) -> [&'static str; 5] {
        match self {
            Self::Junior => [
                "You and one or two colleagues, and who showed you how.",
                "Hours or a few hundred dollars, from your own task.",
                "Days to a few weeks.",
                "The goal was given; how to get there was open.",
                "Your mentor, or the person next to you.",
            ],
            Self::Mid => [
                "Your team, and one or two people outside of it.",
                "Thousands, or a few percent of your team's measure.",
                "Weeks to a quarter.",
                "The problem was given; the solution was yours.",
                "Your lead, or a customer.",
            ],
            Self::Senior => [
                "Two or three teams, none of which reports to you.",
                "Tens of thousands, or a number that a director knows.",
                "A quarter to a year.",
                "You found the problem, and had to say what it was.",
                "Another team's lead, or your own manager.",
            ],
            Self::Lead => [
                "Many teams, and people who became better through you.",
                "Hundreds of thousands, or a number in the yearly plan.",
                "A year or more, with what you decided along the way.",
                "Nobody agreed on the problem; you gave the direction.",
                "A director, or leads who wanted different things.",
            ],
            Self::Manager => [
                "Your people by name: hired, grown, let go.",
                "A budget or a target that was yours.",
                "A quarter to two years, and what stayed after you.",
                "You set goals for others where none were given.",
                "Your director, finance, another manager's team.",
            ],
            Self::Director => [
                "Several teams through their managers.",
                "Millions, or a line of the company's plan.",
                "Years: what you began, and what it became.",
                "You chose which problems to have at all.",
                "Vice presidents, the board, the market.",
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_read_by_its_name() {
        for level in Level::ALL {
            assert_eq!(Level::read(&level.name().to_uppercase()), Some(level));
        }
        assert_eq!(Level::read("Senior manager, payments"), Some(Level::Manager));
        assert_eq!([Level::read("man"), Level::read(""), Level::read("boss")], [None; 3]);
        assert!(Level::Manager.manages() && !Level::Lead.manages());
    }

    #[test]
    fn every_line_of_a_card_fits_a_terminal_beside_its_label() {
        let label = SCOPE.iter().map(|label| label.len()).max().unwrap() + 2;
        for line in Level::ALL.into_iter().flat_map(Level::card) {
            assert!(line.ends_with('.') && label + line.chars().count() <= 74, "{line}");
        }
    }
}
