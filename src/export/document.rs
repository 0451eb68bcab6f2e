//! The content of an export, independent of its format: pages of blocks.

use super::Material;
use crate::interview::cues;
use crate::interview::{Candidate, Preparation, Round, RoundPlan, Tell, date, numbers};
use crate::story::{FIELDS, FieldKind, Section, Stage, Story, StoryField, StoryId, one_line};

/// The heading of the follow-ups.
pub(super) const IF_ASKED: &str = "If asked";
/// The heading of the questions that a story answers.
pub(super) const ANSWERS: &str = "Questions it answers";

/// Pages of blocks under one title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Document {
    /// The title; never empty.
    pub title: String,
    /// The pages; each starts a new sheet in print.
    pub pages: Vec<Vec<Block>>,
    /// Whether everything should fit on one sheet.
    pub one_sheet: bool,
}

/// A block of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// The heading of the page.
    Title(String),
    /// A heading within a page.
    Part(String),
    /// Prose; line breaks are kept.
    Prose(String),
    /// Label and value pairs.
    Facts(Vec<(String, String)>),
    /// List items, each with its nested items.
    Items(Vec<(String, Vec<String>)>),
    /// Questions that a story answers.
    Answers(Vec<Answer>),
    /// A table: header, then rows.
    Table(Vec<&'static str>, Vec<Vec<String>>),
}

/// A question that a story answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    /// The id, for import.
    pub id: String,
    /// The wording, or the id where the question is unknown.
    pub asked: String,
    /// The opening sentence, if there is one.
    pub opening: Vec<String>,
}

impl Block {
    /// The block without ids: answers become items.
    pub(super) fn for_people(&self) -> std::borrow::Cow<'_, Self> {
        match self {
            Self::Answers(answers) => {
                let items = answers.iter().map(|a| (a.asked.clone(), a.opening.clone()));
                std::borrow::Cow::Owned(Self::Items(items.collect()))
            }
            other => std::borrow::Cow::Borrowed(other),
        }
    }
}

/// Every story in full, one per page.
pub(super) fn stories(material: &Material<'_>) -> Document {
    let pages = material.stories.iter().map(|c| story(material, c)).collect();
    Document { title: "Stories".to_owned(), pages, one_sheet: false }
}

fn story(material: &Material<'_>, candidate: &Candidate<'_>) -> Vec<Block> {
    let story = candidate.story;
    let own = folded(&story.title);
    let mut page = vec![Block::Title(if own.is_empty() { story.name() } else { own })];
    let facts =
        FIELDS.iter().filter_map(|field| Some((field.label.to_owned(), fact(material, field, story)?)));
    let facts: Vec<(String, String)> = facts.filter(|(_, value)| !value.is_empty()).collect();
    if !facts.is_empty() {
        page.push(Block::Facts(facts));
    }
    for field in &FIELDS {
        let FieldKind::Prose(at) = &field.kind else { continue };
        let text = at.of(story).trim();
        // The four parts stand there even where they are empty: without them it could not be imported.
        if !text.is_empty() || story.parts().iter().any(|part| part.key() == field.key) {
            page.push(Block::Part(field.label.to_owned()));
            page.push(Block::Prose(text.to_owned()));
        }
    }
    let mut list = |name: &str, items: Vec<(String, Vec<String>)>| {
        if !items.is_empty() {
            page.push(Block::Part(name.to_owned()));
            page.push(Block::Items(items));
        }
    };
    for field in &FIELDS {
        if let FieldKind::Items(at) = &field.kind {
            list(field.label, at.of(story).iter().map(|item| (folded(item), Vec::new())).collect());
        }
    }
    list(IF_ASKED, story.probes.iter().map(|p| (folded(&p.ask), under(&p.answer))).collect());
    let answers = story.answers.iter().map(|id| Answer {
        id: id.to_string(),
        asked: material.bank.prompt(id).map_or_else(|| id.to_string(), |p| folded(&p.text)),
        opening: under(story.openings.get(id).map_or("", String::as_str)),
    });
    let answers: Vec<Answer> = answers.collect();
    if !answers.is_empty() {
        page.push(Block::Part(ANSWERS.to_owned()));
        page.push(Block::Answers(answers));
    }
    page
}

/// A field that stands at the head of a story, on one line; `None` for any other field.
fn fact(material: &Material<'_>, field: &StoryField, story: &Story) -> Option<String> {
    let value = match &field.kind {
        FieldKind::Principle(at) => {
            let id = at.of(story);
            material.bank.principle(id).map_or(id.as_str(), |principle| &principle.name).to_owned()
        }
        FieldKind::When(_) | FieldKind::Line(_) if field.key != "title" => field.shown(story),
        FieldKind::Line(_)
        | FieldKind::When(_)
        | FieldKind::Meta
        | FieldKind::Prose(_)
        | FieldKind::Items(_)
        | FieldKind::Prompts(_)
        | FieldKind::ByPrompt(_)
        | FieldKind::Probes(_)
        | FieldKind::Checks(_)
        | FieldKind::Keys(_) => return None,
    };
    Some(folded(&value))
}

/// The interview on one line: "Amazon, Product manager, Fri, Dec 4".
fn interview(preparation: &Preparation) -> String {
    let day = preparation.date.map(date::words_of).unwrap_or_default();
    let known = [folded(&preparation.company), folded(&preparation.role), day];
    known.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Who hears which story.
pub(super) fn plan(material: &Material<'_>) -> Document {
    let mut page = vec![Block::Title("The loop".to_owned())];
    let what = interview(material.preparation);
    if !what.is_empty() {
        page.push(Block::Prose(what));
    }
    let rounds = material.preparation.rounds.iter().zip(&material.plan.rounds).enumerate();
    for (at, (round, planned)) in rounds {
        page.push(Block::Part(round_name(round, at)));
        page.push(Block::Items(round_items(material, planned)));
    }
    if material.preparation.rounds.is_empty() {
        page.push(Block::Prose("No interviewers entered yet.".to_owned()));
    }
    Document { title: "The loop".to_owned(), pages: vec![page], one_sheet: false }
}

/// `Mia, Bar raiser`, or the number of the round.
fn round_name(round: &Round, at: usize) -> String {
    let known = [folded(&round.interviewer), folded(&round.title)];
    let who = known.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
    if who.is_empty() { format!("Round {}", at + 1) } else { who }
}

fn round_items(material: &Material<'_>, planned: &RoundPlan) -> Vec<(String, Vec<String>)> {
    let told = planned.tells.iter().map(|tell: &Tell| {
        let mut under: Vec<String> = Vec::new();
        if !tell.principles.is_empty() {
            under.push(format!("for {}", principle_names(material, &tell.principles)));
        }
        if tell.again {
            under.push("an earlier interviewer hears it too".to_owned());
        }
        (name(material, &tell.story), under)
    });
    let missing = planned.missing.iter();
    let missing = missing.map(|id| {
        (format!("No story left for {}", principle_names(material, std::slice::from_ref(id))), Vec::new())
    });
    told.chain(missing).collect()
}

pub(super) fn principle_names(material: &Material<'_>, ids: &[String]) -> String {
    let name = |id: &String| material.bank.principle(id).map_or_else(|| id.clone(), |p| p.name.clone());
    ids.iter().map(name).collect::<Vec<_>>().join(", ")
}

pub(super) fn name(material: &Material<'_>, id: &StoryId) -> String {
    let story = material.stories.iter().find(|c| c.story.id == *id);
    story.map_or_else(|| id.to_string(), |c| c.story.name())
}

/// The numbers of all stories.
pub(super) fn numbers_document(material: &Material<'_>) -> Document {
    let mut page = vec![Block::Title("Numbers".to_owned())];
    page.push(numbers_block(&told(material)));
    Document { title: "Numbers".to_owned(), pages: vec![page], one_sheet: false }
}

fn numbers_block(stories: &[&Candidate<'_>]) -> Block {
    let rows: Vec<Vec<String>> = stories
        .iter()
        .flat_map(|c| {
            numbers::numbers(c.story).into_iter().map(|n| {
                let cell = |value: Option<String>| value.unwrap_or_default();
                vec![c.story.name(), cell(n.baseline), cell(n.change), cell(n.result), n.sentence]
            })
        })
        .collect();
    if rows.is_empty() {
        return Block::Prose("No numbers in the results yet.".to_owned());
    }
    Block::Table(vec!["Story", "Was", "Change", "Is", "In its words"], rows)
}

/// The stories to carry: those of the plan in its order, or all that count where there is no plan.
pub(super) fn told<'a>(material: &Material<'a>) -> Vec<&'a Candidate<'a>> {
    let planned = material.plan.stories();
    if planned.is_empty() {
        return material.stories.iter().filter(|c| c.counts()).collect();
    }
    planned.into_iter().filter_map(|id| material.stories.iter().find(|c| c.story.id == *id)).collect()
}

/// Everything to carry, on one sheet: for each round its stories with their cues, else all stories; then the ready
/// ones that no round hears, and the questions to ask.
pub(super) fn page(material: &Material<'_>) -> Document {
    let what = interview(material.preparation);
    let title = if what.is_empty() { "Your page".to_owned() } else { what };
    let mut page = vec![Block::Title(title.clone())];
    if material.plan.stories().is_empty() {
        all_cards(material, &mut page);
    } else {
        round_cards(material, &mut page);
    }
    let ask: Vec<(String, Vec<String>)> =
        material.preparation.ask_them.iter().map(|q| (folded(q), Vec::new())).collect();
    if !ask.is_empty() {
        page.push(Block::Part("Questions to ask them".to_owned()));
        page.push(Block::Items(ask));
    }
    Document { title, pages: vec![page], one_sheet: true }
}

/// A card for each story, then the numbers of all.
fn all_cards(material: &Material<'_>, page: &mut Vec<Block>) {
    let stories = told(material);
    for candidate in &stories {
        page.push(Block::Part(candidate.story.name()));
        page.push(card(candidate));
    }
    let figures = stories.iter().map(|c| (c.story.name(), figures(c.story)));
    let figures: Vec<(String, String)> = figures.filter(|(_, figures)| !figures.is_empty()).collect();
    if !figures.is_empty() {
        page.push(Block::Part("Numbers".to_owned()));
        page.push(Block::Facts(figures));
    }
}

/// The rounds, each with the cards of what is told there, and the ready stories that no round hears.
fn round_cards(material: &Material<'_>, page: &mut Vec<Block>) {
    let candidate = |id: &StoryId| material.stories.iter().find(|c| c.story.id == *id);
    let rounds = material.preparation.rounds.iter().zip(&material.plan.rounds).enumerate();
    for (at, (round, planned)) in rounds {
        let asks = principle_names(material, &round.principles);
        let who = round_name(round, at);
        page.push(Block::Part(if asks.is_empty() { who } else { format!("{who}: {asks}") }));
        for tell in &planned.tells {
            let Some(told) = candidate(&tell.story) else { continue };
            let mut facts = vec![("Tell".to_owned(), told.story.name())];
            if tell.again {
                facts.push(("!".to_owned(), "an earlier interviewer hears it too".to_owned()));
            } else {
                facts.extend(whole_card(told));
            }
            page.push(Block::Facts(facts));
        }
    }
    let planned = material.plan.stories();
    let left = material.stories.iter().filter(|c| c.counts() && c.stage == Stage::Ready);
    let left: Vec<&Candidate<'_>> = left.filter(|c| !planned.contains(&&c.story.id)).collect();
    if !left.is_empty() {
        page.push(Block::Part("Ready, in no round".to_owned()));
        for told in left {
            let mut facts = vec![("Tell".to_owned(), told.story.name())];
            facts.extend(whole_card(told));
            page.push(Block::Facts(facts));
        }
    }
}

/// A story to carry: its first sentence, its cues, its number, and the answers to follow-ups.
fn whole_card(candidate: &Candidate<'_>) -> Vec<(String, String)> {
    /// The follow-ups of a story.
    const FOLLOW_UPS: usize = 2;
    let story = candidate.story;
    let opening = story.answers.iter().find_map(|id| story.openings.get(id)).map(|o| folded(o));
    let mut facts = vec![("Begin".to_owned(), opening.unwrap_or_default())];
    match card(candidate) {
        Block::Facts(cues) => facts.extend(cues),
        Block::Items(cues) => facts.extend(cues.into_iter().map(|(cue, _)| ("+".to_owned(), cue))),
        Block::Title(_) | Block::Part(_) | Block::Prose(_) | Block::Answers(_) | Block::Table(..) => {}
    }
    facts.push(("#".to_owned(), figures(story)));
    let answered = story.probes.iter().filter(|p| !p.answer.trim().is_empty()).take(FOLLOW_UPS);
    facts.extend(answered.map(|p| ("?".to_owned(), format!("{} {}", folded(&p.ask), folded(&p.answer)))));
    facts.retain(|(_, text)| !text.is_empty());
    facts
}

/// The numbers of a story worth carrying, each as its clause: those with a baseline, else the first.
fn figures(story: &Story) -> String {
    const MOST: usize = 2;
    let all = numbers::numbers(story);
    let (against, alone): (Vec<_>, Vec<_>) = all.iter().partition(|n| n.baseline.is_some());
    let chosen = if against.is_empty() { alone.into_iter().take(1).collect() } else { against };
    chosen.iter().take(MOST).map(|n| clause(n)).collect::<Vec<_>>().join("; ")
}

/// The clause of a sentence that contains its number: "Findings went from 14 to 0".
fn clause(number: &numbers::Number) -> String {
    const LONG: usize = 90;
    let sentence = number.sentence.trim_end_matches(['.', '!']);
    let clauses: Vec<&str> = sentence.split_inclusive([',', ';', ':', '–']).collect();
    let says = |text: &&&str| {
        let wanted = [&number.baseline, &number.result].into_iter().flatten();
        wanted.filter(|value| *value != "0").all(|value| text.contains(value.as_str()))
    };
    let holds = |text: &&&str| numbers::has_quantity(text);
    let whole = sentence.chars().count() <= LONG && number.baseline.is_none();
    let found = clauses.iter().find(says).or_else(|| clauses.iter().find(holds)).filter(|_| !whole);
    // Where baseline and result stand in different clauses, use the whole sentence.
    let split = number.baseline.is_some() && !clauses.iter().any(|c| says(&c));
    let text = if split { sentence } else { found.copied().unwrap_or(sentence) };
    let text = text.trim().trim_end_matches([',', ';', ':', '–']);
    one_line(text.strip_prefix("and ").unwrap_or(text), 2 * LONG)
}

/// The cues of a story, the first four labeled with the initials of their parts.
fn card(candidate: &Candidate<'_>) -> Block {
    let labels = Section::STAR
        .iter()
        .map(|s| s.name().chars().take(1).collect())
        .chain(std::iter::repeat("+".to_owned()));
    let cues = cues::by_part(candidate.story);
    let facts = labels.zip(cues.iter().map(|c| folded(c))).filter(|(_, cue)| !cue.is_empty());
    let facts: Vec<(String, String)> = facts.collect();
    if facts.is_empty() {
        let other = cues::card(candidate.story);
        return Block::Items(other.iter().map(|cue| (folded(cue), Vec::new())).collect());
    }
    Block::Facts(facts)
}

fn under(text: &str) -> Vec<String> {
    let text = folded(text);
    if text.is_empty() { Vec::new() } else { vec![text] }
}

/// The text on one line, white space collapsed.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
