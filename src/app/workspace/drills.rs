//! Starting drills: what is drawn for them, and what is shown after each card.

use fastrand::Rng;

use super::Workspace;
use crate::app::msg::Now;
use crate::app::open::{AfterAloud, Open};
use crate::practice::{Exercise, Plan, SessionItem, SessionKind};
use crate::questions::{self, Draw, Drill, DrillCard, Principle, Prompt, Show};
use crate::story::pace::Seconds;
use crate::story::{Story, StoryId, one_line};

/// Maximum number of stories shown after a card.
const SHOWN: usize = 3;

/// Maximum length of a first line that is shown.
const LINE: usize = 140;

/// What was drawn for a round.
#[derive(Clone, Copy)]
struct Drawn<'w> {
    story: Option<&'w Story>,
    prompt: Option<&'w Prompt>,
}

impl Workspace {
    /// Starts a drill, about the story at hand if there is one; says so if there is nothing to draw.
    pub fn practice_drill(&mut self, id: &str, story: Option<&StoryId>, now: &Now) {
        let Some(drill) = questions::drills().iter().find(|drill| drill.id == id) else { return };
        let mut rng = Rng::with_seed(self.draw());
        let items = self.exercises(drill, story, &mut rng);
        if items.is_empty() {
            self.view.say(nothing(drill.draw), now);
            return;
        }
        let plan = Plan { kind: SessionKind::Drill, items, done: 0, waiting: 0, back: false };
        self.view.open(Open::Practice(Box::new(plan), AfterAloud::Back));
    }

    fn exercises(&self, drill: &Drill, story: Option<&StoryId>, rng: &mut Rng) -> Vec<SessionItem> {
        let mut drawn = self.drawn(drill.draw, story);
        rng.shuffle(&mut drawn);
        let mut items = Vec::new();
        for drawn in drawn.into_iter().take(drill.rounds) {
            let story = drawn.story.map(|story| story.id.clone());
            items.extend(self.cards(drill, drawn).into_iter().map(|exercise| SessionItem {
                story: story.clone(),
                exercise: Some(exercise),
                ..SessionItem::default()
            }));
        }
        items
    }

    /// Everything that can be drawn.
    fn drawn(&self, draw: Draw, story: Option<&StoryId>) -> Vec<Drawn<'_>> {
        if draw == Draw::Story {
            let stories = self.library.iter().map(AsRef::as_ref).filter(|s| is_told(s));
            let prompt = |s: &Story| s.answers.first().and_then(|id| self.bank.prompt(id));
            let all: Vec<_> = stories.map(|s| Drawn { story: Some(s), prompt: prompt(s) }).collect();
            let at_hand = all.iter().find(|d| story.is_some() && d.story.map(|s| &s.id) == story).copied();
            return at_hand.map_or(all, |one| vec![one]);
        }
        let answered = |prompt: &Prompt| self.library.answering(&prompt.id).iter().any(|s| is_told(s));
        let prompts = self.bank.principles().iter().flat_map(Principle::prompts);
        let fits = |prompt: &&Prompt| match draw {
            Draw::Question | Draw::Story => true,
            Draw::Answered => answered(prompt),
            Draw::Open => !answered(prompt),
        };
        prompts.filter(fits).map(|prompt| Drawn { story: None, prompt: Some(prompt) }).collect()
    }

    /// The cards of a round.
    fn cards(&self, drill: &Drill, drawn: Drawn<'_>) -> Vec<Exercise> {
        let name = drawn.story.map(Story::name).unwrap_or_default();
        let question = drawn.prompt.map_or("", |prompt| prompt.text.as_str());
        let filled = |text: &str| text.replace("{story}", &name).replace("{question}", question);
        let answer = self.answer(drill.show, drawn.prompt);
        let card = |card: &DrillCard| Exercise {
            drill: drill.name.clone(),
            ask: own_follow_up(card, drawn.prompt).unwrap_or_else(|| filled(&card.ask)),
            say: filled(&card.say),
            limit: Seconds(card.seconds),
            answer: answer.clone(),
        };
        drill.cards.iter().map(card).collect()
    }

    /// What is shown after a card: first what was asked for, then what there is to say about it.
    fn answer(&self, show: Show, prompt: Option<&Prompt>) -> Vec<String> {
        let Some(prompt) = prompt else { return Vec::new() };
        match show {
            Show::Nothing => Vec::new(),
            Show::Principle => {
                let Some((home, _)) = self.bank.find(&prompt.id) else { return Vec::new() };
                let mut lines = vec![home.name.clone(), home.summary().to_owned()];
                let others = self.bank.also_asked_under(prompt);
                lines
                    .extend((!others.is_empty()).then(|| format!("Also asked under {}.", others.join(", "))));
                lines
            }
            Show::Story => {
                let mut stories = self.library.answering(&prompt.id);
                stories.retain(|story| is_told(story));
                stories.sort_by_key(|story| std::cmp::Reverse(self.stage(story)));
                let lines = stories.iter().take(SHOWN).flat_map(|s| [s.name(), first_line(s, prompt)]);
                lines.collect()
            }
            Show::Closest => {
                let closest = self.suggestions(&prompt.id).into_iter().next();
                let closest = closest.and_then(|s| Some((self.library.get(&s.story)?.name(), s.why)));
                match closest {
                    Some((name, why)) => vec![
                        format!("Closest: {name}"),
                        format!("It {}.", why.strip_suffix('.').unwrap_or(&why)),
                        HONEST.to_owned(),
                    ],
                    None => vec!["You have nothing near it yet".to_owned(), HONEST.to_owned()],
                }
            }
        }
    }
}

/// What helps where there is no example.
const HONEST: &str = "\"I haven't been in exactly that spot. The closest I've come is ...\" An honest near miss beats a made-up hit.";

/// What is said where there is nothing to draw.
const fn nothing(draw: Draw) -> &'static str {
    match draw {
        Draw::Story | Draw::Answered => super::sessions::NOTHING_YET,
        Draw::Question => "There are no questions.",
        Draw::Open => "Every question has a story. There's nothing to draw.",
    }
}

/// Whether it is a story that can be told.
fn is_told(story: &Story) -> bool {
    story.is_complete() && story.version_of.is_none() && !story.is_pitch()
}

/// The question's own follow-up of the family that a card asks for.
fn own_follow_up(card: &DrillCard, prompt: Option<&Prompt>) -> Option<String> {
    let family = card.family?;
    let probe = prompt?.probes.iter().find(|probe| probe.family == Some(family))?;
    Some(probe.text.clone())
}

/// The first line that a story has for a question, else how it starts.
fn first_line(story: &Story, prompt: &Prompt) -> String {
    let opening = story.openings.get(&prompt.id).filter(|line| !line.trim().is_empty());
    let first = || story.situation.split_inclusive(['.', '?', '!']).next().unwrap_or_default();
    one_line(opening.map_or_else(first, String::as_str), LINE)
}
