//! The screens of the app, each with the keys that lead to it: for whatever holds on all of them.

use super::{bare, full};
use crate::harness::Harness;
use starcoach::story::Story;

/// What is in the files before the app starts.
#[derive(Clone, Copy, PartialEq)]
pub enum Files {
    None,
    One,
    Three,
    Twelve,
    /// Forty-eight, most of them with long titles.
    Many,
    Damaged,
    Newer,
    /// A sync tool has put another version beside a story.
    Versions,
    /// A sync tool has put another version beside the preparation.
    Preparations,
}

/// A name, what is in the files, and the keys; `<second>` and `<minute>` let one pass.
pub type Scene = (&'static str, Files, &'static str);

/// Two stories told on one day, the first with its parts measured.
macro_rules! concat_told {
    ($keys:literal) => {
        concat!(
            "p<enter><second><second><second><space><second><space><minute><space><minute><enter><enter>4",
            "<enter><minute><enter><enter>3<esc>",
            $keys
        )
    };
}
const TOLD: &str = concat_told!("");

pub const SCENES: &[Scene] = &[
    ("first-start", Files::None, ""),
    ("first-choose", Files::None, "n"),
    ("example", Files::None, "e"),
    ("example-first-try", Files::None, "e<tab>"),
    ("bring", Files::None, "i"),
    ("bring-report", Files::None, concat!("i", env!("CARGO_MANIFEST_DIR"), "/tests/stories/notes.md<enter>")),
    ("bring-failed", Files::None, "i/no/such/file.md<enter>"),
    ("example-part", Files::None, "<enter><tab><tab><esc>e"),
    ("today-1", Files::One, ""),
    ("today-3", Files::Three, ""),
    ("today-12", Files::Twelve, "<down><down>"),
    ("questions-left", Files::Three, "2"),
    ("questions-right", Files::Three, "2<enter><down>"),
    ("offer", Files::Three, "2<enter><down><down><down><enter>"),
    ("draft-empty", Files::None, "<enter>"),
    (
        "draft-writing",
        Files::None,
        "<enter>We lost a client who had been with us for six years, and nobody had asked why.",
    ),
    ("draft-stopped", Files::One, "e<esc>"),
    ("draft-situation", Files::Three, "e<esc>1<enter>"),
    ("draft-task", Files::Three, "e<esc>2<enter>"),
    ("draft-action", Files::Three, "e<esc>3<enter>"),
    ("draft-result", Files::Three, "e<esc>4<enter>"),
    ("draft-lesson", Files::Three, "e<esc>5<enter>"),
    ("draft-sequence", Files::One, "e<ctrl-x>"),
    ("draft-selected", Files::One, "e<esc>1<enter>Some words of mine<ctrl-shift-left>"),
    ("details", Files::One, "3t"),
    ("details-stopped", Files::One, "3t<esc>"),
    ("ending", Files::Twelve, "3e5<tab>"),
    ("ending-stopped", Files::Twelve, "3e5<tab><esc>"),
    ("preview", Files::One, "2<enter><down><enter><enter>"),
    ("opening", Files::One, "2<enter><down><enter><enter><enter>"),
    ("card", Files::Twelve, "3o"),
    ("card-stopped", Files::Twelve, "3o<esc>"),
    ("card-writing", Files::Twelve, "3o<tab><tab>my own cue"),
    ("coach", Files::Three, "3ec"),
    ("self-check", Files::Three, "3ecy1344"),
    ("self-check-answered", Files::Three, "3ecy13<esc>44He kept the books.<esc>"),
    ("coach-why", Files::Three, "3ecw"),
    ("draft-later", Files::Three, "3e3"),
    ("ask", Files::Three, "a"),
    ("ask-typed", Files::Three, "aa customer who was angry"),
    ("ask-stopped", Files::Three, "aa customer who was angry<esc>"),
    ("ask-nothing", Files::Three, "axyzzy"),
    ("compare", Files::Versions, "3G<enter>"),
    ("stories", Files::Twelve, "3"),
    ("stories-reading", Files::Twelve, "3<enter>"),
    ("stories-headline", Files::Twelve, "3<enter>v"),
    ("stories-cues", Files::Twelve, "3<enter>vv"),
    ("stories-openings", Files::Twelve, "3<enter>vvv"),
    ("stories-find", Files::Twelve, "/"),
    ("stories-narrowed", Files::Twelve, "/late"),
    ("stories-kept-narrow", Files::Twelve, "/late<esc>"),
    ("questions-find", Files::Three, "2/feedback"),
    ("stories-nothing", Files::Three, "/zzz"),
    ("stories-empty", Files::None, "3"),
    ("stories-damaged", Files::Damaged, "3G"),
    ("stories-newer", Files::Newer, "3"),
    ("newer-refused", Files::Newer, "3ei"),
    ("prepare-none", Files::None, "4"),
    ("prepare-when", Files::Three, "4<enter>Amazon<tab>SDE<tab>senior<tab>4 dec"),
    ("prepare-principles", Files::Three, "4<down><enter>"),
    ("prepare-round", Files::Three, "4<down><down><enter>Mia<tab>Bar raiser<tab><enter><esc>"),
    ("prepare-round-menu", Files::Three, "4<down><down><enter>Mia<tab>Bar raiser<tab><enter><esc><enter>"),
    ("prepare-question", Files::Three, "4<down><down><down><enter>About 1.5 million people."),
    ("prepare-ticked", Files::Three, "4<down><down><down><space>"),
    ("prepare-found", Files::Three, "4GGGkkkkk<enter>When did you say no?<esc><esc>"),
    (
        "prepare-asked",
        Files::Three,
        "4G<enter>A no you gave<tab>And if they had left?<tab>Rambled<tab><down><enter>",
    ),
    ("prepare-over", Files::Three, "4G<enter>A no you gave<esc><esc>j<enter>"),
    ("page-save", Files::Three, "4vs"),
    ("help", Files::Three, "?"),
    ("help-draft", Files::One, "e<esc>?"),
    ("help-field", Files::One, "e<f1>"),
    ("palette", Files::Three, ":"),
    ("palette-narrowed", Files::Three, ":story"),
    ("more", Files::Three, "3m"),
    ("link", Files::Three, "3m<down><down><down><down><enter>"),
    ("unlink", Files::Three, "3m<down><down><down><down><down><enter>"),
    ("versions", Files::Three, "3m<down><down><down><down><down><down><down><enter>"),
    ("trash", Files::Three, "3mG<enter><enter>3mGk<enter>"),
    ("trash-armed", Files::Three, "3mG<enter>"),
    ("trashed", Files::Three, "3mG<enter><enter>"),
    ("question-own", Files::Three, "2+Tell me about a time you let a customer go."),
    ("practice-waiting", Files::Three, "p"),
    ("practice-telling", Files::Three, "p<enter><second><space><second><tab><tab>"),
    ("practice-paused", Files::Three, "p<enter><second><esc>"),
    ("practice-follow-up", Files::Three, "p<enter><second><enter><second>"),
    ("practice-note", Files::Three, "p<enter><second><enter>fMia ran the tests"),
    ("practice-look", Files::Three, "p<enter><second><space><second><enter><enter>n"),
    ("practice-end", Files::Three, "p<enter><minute><minute><enter><enter>3<esc>"),
    ("practice-aloud", Files::Three, "2<enter><down><down><down><enter>p<enter><second>"),
    (
        "practice-nothing",
        Files::Three,
        "p<enter><minute><minute><enter><enter>3<enter><minute><minute><enter><enter>4<enter>p",
    ),
    ("today-48", Files::Many, ""),
    ("questions-48", Files::Many, "2<enter>"),
    ("stories-48", Files::Many, "3<down>"),
    ("draft-48", Files::Many, "3e"),
    ("practice-48", Files::Many, "p"),
    ("progress-0", Files::One, "v"),
    ("progress-48", Files::Many, "v<pagedown>"),
    ("today-told", Files::Three, TOLD),
    ("progress", Files::Three, concat_told!("v")),
    ("stories-told", Files::Three, concat_told!("3")),
    ("draft-told", Files::Three, concat_told!("3e")),
    (
        "look-told",
        Files::Three,
        concat_told!("3p<enter><minute><space><second><space><minute><enter><enter>"),
    ),
    ("drills", Files::Three, "x<down>"),
    ("drill-waiting", Files::Three, "x<down><down><enter>"),
    ("drill-telling", Files::Three, "x<down><down><down><enter><enter><second><tab>"),
    ("drill-look", Files::Three, "x<enter><enter><second><enter>"),
    ("drill-end", Files::Three, "x<down><enter><enter><second><enter><enter><enter><second><enter>x<esc>"),
    ("cards", Files::Three, "c"),
    ("cards-turned", Files::Three, "c<space>"),
    ("cards-end", Files::Three, "c<right><right><right><right>"),
    ("new-story", Files::Three, "3n"),
    ("today-eve", Files::Twelve, "4<enter>Amazon<tab>SDE<tab><tab>24 nov<esc><esc>1"),
    ("prepare", Files::Three, "4"),
    ("prepare-other", Files::Preparations, "4g"),
    ("prepare-compare", Files::Preparations, "4g<enter>"),
    ("prepare-earlier", Files::Preparations, "4g<enter>y:your preparation<enter><enter>"),
    ("prepare-dated", Files::Three, "4<enter>Amazon<tab>Engineer<tab><tab>4 dec<esc><esc>"),
    ("prepare-interview", Files::Three, "4<enter>"),
    ("prepare-know", Files::Three, "4<down><down><down>"),
    ("prepare-last", Files::Three, "4G"),
    ("prepare-page", Files::Three, "4G<up><up><up><enter>"),
    ("pitch-empty", Files::Three, "2G<enter><enter>"),
    (
        "pitch-written",
        Files::Three,
        "2G<enter><enter>I build dispatch software for couriers, and I want to build it where it matters.<esc>",
    ),
    ("prepare-pitches", Files::Three, "4gjjjjjjjjjjjjjjj"),
    ("prepare-day", Files::Three, "4gjjjjjjjjjjjj<enter>"),
    ("questions-google", Files::Three, "4<enter>Google<esc><esc>2"),
    ("questions-general", Files::Three, "4<enter>Hooli<esc><esc>2"),
    ("joggers", Files::None, "n<up><enter><esc>h"),
    ("wording", Files::None, "n<up><enter><esc>f"),
];

const TITLES: [&str; 12] = [
    "The auditor",
    "Late shipment",
    "Night pager",
    "Refund queue",
    "Wrong totals",
    "Bad estimate",
    "The quiet client",
    "Three vendors and a very long name that does not fit anywhere",
    "Onboarding in a week",
    "家族 portal",
    "Late invoice",
    "Price cut",
];

impl Files {
    pub fn stories(self) -> Vec<Story> {
        let count = match self {
            Self::None | Self::Damaged => 0,
            Self::One | Self::Newer | Self::Versions | Self::Preparations => 1,
            Self::Three => 3,
            Self::Twelve => 12,
            Self::Many => 48,
        };
        let story = |(i, title): (usize, String)| {
            let (n, title) = (i as u64 + 1, title.as_str());
            let mut story =
                if self != Self::One && i % 3 != 2 { full(n, title, i % 10) } else { bare(n, title, i % 10) };
            if i % 2 == 0 {
                story.situation = format!("It was the spring of 2024, and {title} was mine.");
            }
            story
        };
        let long = |(i, title): (usize, &&str)| match self {
            Self::Many => format!("{title}, and what came of it for the {} customers who had waited", i + 2),
            _ => (*title).to_owned(),
        };
        TITLES.iter().cycle().take(count).enumerate().map(long).enumerate().map(story).collect()
    }

    /// The app started with these files.
    pub fn start(self, columns: u16, rows: u16) -> Harness {
        let mut files: Vec<(String, String)> = self
            .stories()
            .iter()
            .map(|s| (format!("{}.json", s.id), serde_json::to_string(s).unwrap()))
            .collect();
        match self {
            Self::Damaged => files.push(("broken.json".into(), "{ \"schema\": 1, \"title\": ".into())),
            Self::Newer => files[0].1 = files[0].1.replacen("\"schema\":1", "\"schema\":2", 1),
            Self::Versions => {
                let text = files[0].1.replace("spring of 2024", "summer of 2024");
                files.push((files[0].0.replace(".json", ".sync-conflict-20261120.json"), text));
            }
            Self::None | Self::One | Self::Three | Self::Twelve | Self::Many => {}
            Self::Preparations => {
                let preparation = |company: &str, role: &str| {
                    format!("{{\"schema\": 1, \"company\": \"{company}\", \"role\": \"{role}\"}}")
                };
                files.push(("../preparation.json".to_owned(), preparation("Amazon", "")));
                let copy = "../preparation.sync-conflict-20261120.json".to_owned();
                files.push((copy, preparation("Amazon Web Services", "Engineer")));
            }
        }
        Harness::with_files(columns, rows, &files)
    }
}

/// The app on a scene.
pub fn app(scene: &Scene, columns: u16, rows: u16) -> Harness {
    let mut app = scene.1.start(columns, rows);
    play(&mut app, scene.2);
    app
}

/// Presses the keys of a scene.
pub fn play(app: &mut Harness, keys: &str) {
    let mut rest = keys;
    while let Some((at, token, pause)) = [("<second>", 1000), ("<minute>", 60_000)]
        .into_iter()
        .filter_map(|(token, pause)| Some((rest.find(token)?, token, pause)))
        .min()
    {
        app.keys(&rest[..at]);
        app.wait(pause);
        rest = &rest[at + token.len()..];
    }
    app.keys(rest);
}
