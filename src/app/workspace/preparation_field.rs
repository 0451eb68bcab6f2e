//! The text fields of the preparation.

use jiff::civil::Date;

use crate::interview::{Asked, Level, Preparation, date};
use crate::text::capital;

/// A text field of the preparation; entries of lists are given by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PreparationField {
    Company,
    Role,
    /// The level of the role, as typed.
    Level,
    /// The date, as typed.
    Date,
    Interviewer(String),
    /// Their job, or the name of the round.
    Title(String),
    /// The note on a readiness question.
    Ready(String),
    /// The note on a research task.
    Research(String),
    /// A question reported by others.
    Found(String),
    /// Questions for the interviewers, one per line.
    AskThem,
    /// Words to mask, one per line.
    Masks,
    /// A question that was asked.
    Asked(String),
    /// The hardest follow-up.
    FollowUp(String),
    /// How it went.
    Went(String),
}

impl PreparationField {
    /// The document key that contains it.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Role => "role",
            Self::Level => "level",
            Self::Date => "date",
            Self::Interviewer(_) | Self::Title(_) => "rounds",
            Self::Ready(_) => "readiness",
            Self::Research(_) => "research",
            Self::Found(_) => "found",
            Self::AskThem => "ask_them",
            Self::Masks => "redactions",
            Self::Asked(_) | Self::FollowUp(_) | Self::Went(_) => "afterwards",
        }
    }

    /// The current text in the preparation.
    pub fn of(&self, p: &Preparation) -> String {
        let round = |id: &String| p.rounds.iter().find(|r| r.id == *id);
        let asked = |id: &String| p.afterwards.iter().find(|a| a.id == *id);
        let text = match self {
            Self::Company => Some(&p.company),
            Self::Role => Some(&p.role),
            Self::Level => Some(&p.level),
            Self::Date => return p.date.map(|d| d.strftime("%b %-d, %Y").to_string()).unwrap_or_default(),
            Self::Interviewer(id) => round(id).map(|r| &r.interviewer),
            Self::Title(id) => round(id).map(|r| &r.title),
            Self::Ready(id) => p.readiness.get(id).map(|c| &c.note),
            Self::Research(id) => p.research.get(id).map(|c| &c.note),
            Self::Found(id) => p.found.iter().find(|f| f.id == *id).map(|f| &f.text),
            Self::AskThem => return p.ask_them.join("\n"),
            Self::Masks => return p.redactions.join("\n"),
            Self::Asked(id) => asked(id).map(|a| &a.asked),
            Self::FollowUp(id) => asked(id).map(|a| &a.follow_up),
            Self::Went(id) => asked(id).map(|a| &a.went),
        };
        text.cloned().unwrap_or_default()
    }

    /// Sets a typed text; a date that cannot be parsed leaves the old one unchanged.
    pub fn put(&self, p: &mut Preparation, text: &str, today: Date) {
        let lines = || text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect();
        let asked = |p: &mut Preparation, id: &String, to: fn(&mut Asked) -> &mut String| {
            if let Some(a) = p.afterwards.iter_mut().find(|a| a.id == *id) {
                text.clone_into(to(a));
            }
        };
        match self {
            Self::Company => text.clone_into(&mut p.company),
            Self::Role => text.clone_into(&mut p.role),
            Self::Level => p.set_level(text),
            Self::Date if text.trim().is_empty() => p.date = None,
            Self::Date => p.date = date::parse(text, today).ok().or(p.date),
            Self::Interviewer(id) | Self::Title(id) => {
                let Some(round) = p.rounds.iter_mut().find(|r| r.id == *id) else { return };
                let there =
                    if matches!(self, Self::Title(_)) { &mut round.title } else { &mut round.interviewer };
                text.clone_into(there);
            }
            Self::Ready(id) => text.clone_into(&mut p.readiness.entry(id.clone()).or_default().note),
            Self::Research(id) => text.clone_into(&mut p.research.entry(id.clone()).or_default().note),
            Self::Found(id) => {
                if let Some(found) = p.found.iter_mut().find(|f| f.id == *id) {
                    text.clone_into(&mut found.text);
                }
            }
            Self::AskThem => p.ask_them = lines(),
            Self::Masks => p.redactions = lines(),
            Self::Asked(id) => asked(p, id, |a| &mut a.asked),
            Self::FollowUp(id) => asked(p, id, |a| &mut a.follow_up),
            Self::Went(id) => asked(p, id, |a| &mut a.went),
        }
    }

    /// Whether a typed text means what the preparation holds, however it is spelled.
    pub fn says(&self, text: &str, p: &Preparation, today: Date) -> bool {
        let mut typed = p.clone();
        self.put(&mut typed, text, today);
        typed == *p
    }

    /// Whether a typed text cannot be parsed and so is not saved.
    pub fn is_unclear(&self, text: &str, today: Date) -> bool {
        *self == Self::Date && !text.trim().is_empty() && date::parse(text, today).is_err()
    }

    /// How a typed text was understood; empty if that is obvious.
    pub fn explain(&self, text: &str, p: &Preparation, today: Date) -> String {
        if *self == Self::Level {
            return level(text);
        }
        if *self != Self::Date || text.trim().is_empty() {
            return String::new();
        }
        let kept = |d: Date| format!(" Kept: {}.", date::in_full(d));
        match date::parse(text, today) {
            Ok(d) => {
                let read = format!("{}, {}", date::in_full(d), date::when(today, d));
                // "5 nov" in late November more likely means the past one.
                let gone = date::days_between(today, d) > 300 && !text.contains(&d.year().to_string());
                if gone { format!("{read}. If it is over, add {}.", today.year()) } else { read }
            }
            Err(why) => format!("{why}{}", p.date.map(kept).unwrap_or_default()),
        }
    }
}

/// How a typed level was understood.
fn level(text: &str) -> String {
    match Level::read(text) {
        None if text.trim().is_empty() => String::new(),
        None => format!("One of {}", Level::ALL.map(Level::name).join(", ")),
        Some(level) if level.manages() => {
            format!("{}: the two principles for managers count", capital(level.name()))
        }
        Some(level) => capital(level.name()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_taken_when_it_can_be_read_and_explained_either_way() {
        let today = "2026-11-23".parse().unwrap();
        let mut p = Preparation::default();
        PreparationField::Date.put(&mut p, "4 dec", today);
        assert_eq!(p.date, Some("2026-12-04".parse().unwrap()));
        assert_eq!(PreparationField::Date.explain("4 dec", &p, today), "Fri, Dec 4, 2026, in 11 days");
        PreparationField::Date.put(&mut p, "4 dex", today);
        assert_eq!(p.date, Some("2026-12-04".parse().unwrap()));
        let why = PreparationField::Date.explain("4 dex", &p, today);
        assert!(why.contains("4 dex") && why.ends_with("Kept: Fri, Dec 4, 2026."), "{why}");
        let shown = PreparationField::Date.of(&p);
        assert!(PreparationField::Date.says(&shown, &p, today), "{shown}");
        PreparationField::Date.put(&mut p, "", today);
        assert_eq!(p.date, None);
    }
}
