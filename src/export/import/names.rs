//! What people call the parts and details of a story, and how a heading or label is read as one of them.
//!
//! Owns the table of names: a new word for a part is a new entry here.

use crate::export::document::{ANSWERS, IF_ASKED};
use crate::questions::{Bank, Principle};
use crate::story::{Section, StoryField};

/// What a heading, label, key or column names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Part(Section),
    /// What stands in the way: the Situation, or the Task where the Situation has a name of its own.
    Obstacle,
    /// Any other field of a story.
    Field(&'static StoryField),
    /// Principles, tags or themes: those that are principles count.
    Principles,
    /// Follow-ups with their answers.
    Asked,
    /// The questions that the story answers, with their ids.
    Answers,
    /// What the story is good for, in anyone's words.
    BestFor,
}

impl Name {
    /// Whether it takes the text on its line only, so that it never ends a part that goes on below it.
    pub(super) fn is_detail(self) -> bool {
        match self {
            Self::Principles | Self::BestFor => true,
            Self::Field(field) => field.is_single(),
            Self::Part(_) | Self::Obstacle | Self::Asked | Self::Answers => false,
        }
    }

    /// Whether the text under it belongs to one of the five parts.
    pub(super) const fn is_part(self) -> bool {
        matches!(self, Self::Part(_) | Self::Obstacle)
    }

    /// The name for people.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Part(section) => section.name(),
            Self::Obstacle => "Obstacle",
            Self::Field(field) => field.label,
            Self::Principles => "Principle",
            Self::Asked => IF_ASKED,
            Self::Answers => ANSWERS,
            Self::BestFor => "Best for",
        }
    }

    fn of(key: &str) -> Option<Self> {
        Some(match key {
            "obstacle" => Self::Obstacle,
            "principle" => Self::Principles,
            "asked" => Self::Asked,
            "answers" => Self::Answers,
            "best for" => Self::BestFor,
            key => match Section::ALL.into_iter().find(|part| part.key() == key) {
                Some(part) => Self::Part(part),
                None => Self::Field(StoryField::named(key)?),
            },
        })
    }
}

/// How far a name can be trusted to be one where it stands in running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// The part's own name, in any language.
    Own,
    /// Another word for it, such as Context or Outcome.
    Alias,
    /// An upper-case letter.
    Letter,
    /// A lower-case letter.
    LowerLetter,
}

/// Each name by its key: its own words, then other words for it; folded as [`folded`] does.
#[rustfmt::skip]
static WORDS: &[(&str, &[&str], &[&str])] = &[
    ("situation",
        &["situation", "situación", "situação", "situatie", "situazione", "ausgangslage", "情境", "情况", "状況"],
        &["context", "background", "setting", "scene", "backdrop", "situation and context", "contexte", "contexto", "contesto", "kontext", "hintergrund", "lage", "the story so far", "背景"]),
    ("task",
        &["task", "tasks", "tarea", "tâche", "aufgabe", "tarefa", "taak", "compito", "任务", "課題"],
        &["job", "part", "goal", "goals", "objective", "objectives", "responsibility", "responsibilities", "role", "mission", "target", "assignment", "ziel", "objetivo", "objectif", "obiettivo", "doel", "verantwortung", "rolle", "doelstelling", "tarea o meta"]),
    ("action",
        &["action", "actions", "acción", "acciones", "aktion", "aktionen", "ação", "ações", "actie", "acties", "azione", "azioni", "行动", "行動"],
        &["approach", "steps", "did", "do", "did you do", "actions i took", "action i took", "i did", "do you do", "steps i took", "steps taken", "did i do", "solution", "execution", "response", "handlung", "vorgehen", "maßnahmen", "maßnahme", "aanpak", "démarche", "actions taken", "action taken", "action steps", "key actions"]),
    ("result",
        &["result", "results", "resultado", "resultados", "résultat", "résultats", "ergebnis", "ergebnisse", "resultat", "resultaat", "resultaten", "risultato", "risultati", "结果", "結果"],
        &["outcome", "outcomes", "impact", "achievement", "achievements", "end result", "results and impact", "result and impact", "what happened", "what happened then", "what happened next", "happened in the end", "how it ended", "outcome and impact", "wirkung", "impacto", "impatto", "auswirkung", "uitkomst", "esito"]),
    ("lesson",
        &["lesson", "lessons", "lesson learned", "lessons learned", "lesson learnt", "lessons learnt"],
        &["learning", "learnings", "learned", "learnt", "i learned", "i learnt", "did i learn", "did you learn", "i took away", "reflection", "reflections", "takeaway", "takeaways", "take-away", "key takeaway", "key takeaways", "key learning", "key learnings", "insight", "insights", "retrospective", "hindsight", "i would do differently", "would you do differently", "do differently", "lección", "lecciones", "aprendizaje", "aprendizajes", "lo aprendido", "lerneffekt", "lektion", "gelernt", "erkenntnis", "erkenntnisse", "fazit", "leçon", "leçons", "apprentissage", "apprentissages", "lição", "lições", "aprendizado", "aprendizagem", "les", "lessen", "geleerd", "lezione", "lezioni", "apprendimento"]),
    ("obstacle", &[],
        &["obstacle", "obstacles", "challenge", "challenges", "problem", "problems", "complication", "conflict", "hindrance", "issue", "herausforderung", "problema", "desafío", "desafio", "défi", "problème", "probleem", "uitdaging", "sfida"]),
    ("title", &["title", "titel", "título", "titre", "titolo"], &["name", "story", "story title", "story name"]),
    ("principle", &["principle", "principles"],
        &["leadership principle", "leadership principles", "lp", "lps", "lp tags", "amazon lp", "amazon lps", "primary lp", "secondary lp", "primary principle", "secondary principle", "prinzip", "principio", "principe", "princípio", "competency", "competencies", "competence", "theme", "themes", "tag", "tags", "tagged", "labels", "category", "categories", "value", "values", "skills"]),
    ("happened", &["when"], &["date", "year", "timeframe", "time frame", "period", "happened", "datum", "fecha", "data", "wann", "quand", "cuándo"]),
    ("customer", &["customer"], &["kunde", "cliente", "client", "klant"]),
    ("headline", &["headline"], &["quick summary", "summary", "one-liner", "one liner", "tl;dr", "tldr", "elevator pitch", "hook", "in one sentence", "in a sentence"]),
    ("cues", &["cues"], &["cue", "key words", "keywords", "bullet points", "memory hooks", "stichworte"]),
    ("asked", &["if asked"], &["follow-ups", "follow-up", "follow ups", "follow-up questions", "followups", "follow up questions", "followup questions", "possible follow-ups", "likely follow-ups", "probes"]),
    ("answers", &["questions it answers"], &["answers"]),
    ("best for", &[], &["best for", "best for questions about", "good for", "use for", "use it for", "fits", "works for", "can be used for", "use when asked", "question", "questions", "interview question", "interview questions", "best used for", "relevant questions", "answers questions about"]),
];

/// Names of one letter.
const LETTERS: [(char, &str); 8] = [
    ('s', "situation"),
    ('t', "task"),
    ('a', "action"),
    ('r', "result"),
    ('l', "lesson"),
    ('c', "obstacle"),
    ('p', "obstacle"),
    ('o', "obstacle"),
];

/// Words before a name that do not change it: "What was the outcome?"
const LEADING: &[&str] = &[
    "what", "was", "were", "is", "are", "the", "a", "an", "your", "my", "our", "key", "main", "please",
    "describe", "explain", "which", "part", "section", "and", "how", "die", "der", "das", "la", "le", "el",
    "l'", "il", "lo", "meine", "mein", "mi", "mon", "ma", "mijn", "de", "het",
];

/// What a heading or label names, in any case, with its markup, numbering, letter and hint: `**2. S (Situation):**`.
pub(super) fn name(text: &str) -> Option<(Name, Trust)> {
    let bare = bare(text);
    if let Some(found) = exact(bare) {
        return Some(found);
    }
    let numberless = without_number(bare);
    if let Some(found) = exact(numberless) {
        return Some(found);
    }
    let hint = |c: char| matches!(c, '(' | '[' | '{');
    if let Some((before, rest)) = numberless.split_once(hint).filter(|(before, _)| !before.trim().is_empty())
    {
        let first = exact(before)?;
        // Either the letter's name or how long the part should be.
        let inside = rest.trim_end_matches([')', ']', '}']);
        return match exact(inside) {
            Some((name, _)) => (name == first.0).then_some((name, Trust::Own)),
            None => (first.1 != Trust::LowerLetter).then_some(first),
        };
    }
    let pieces: Vec<&str> = numberless
        .split(['/', '|', '–', '—', '-', ':', '：', '&', '+', '=', ')', ']', ','])
        .map(bare_ends)
        .collect();
    let mut found = pieces.iter().filter(|piece| !piece.is_empty()).map(|piece| exact(piece));
    let first = found.next()??;
    let mut trust = first.1;
    let mut several = false;
    for other in found {
        trust = if trust == Trust::Own || other?.1 == Trust::Own { Trust::Own } else { Trust::Alias };
        several = true;
    }
    several.then_some((first.0, trust)).or_else(|| (pieces.len() > 1).then_some(first))
}

/// The name that a text is as a whole.
fn exact(text: &str) -> Option<(Name, Trust)> {
    let text = bare_ends(text);
    let mut letters = text.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && letter.is_ascii_alphabetic()
    {
        let (_, key) = LETTERS.iter().find(|(known, _)| letter.eq_ignore_ascii_case(known))?;
        let trust = if letter.is_uppercase() { Trust::Letter } else { Trust::LowerLetter };
        return Some((Name::of(key)?, trust));
    }
    if text.len() > 60 {
        return None;
    }
    let folded = folded(text);
    let find = |text: &str| {
        WORDS.iter().find_map(|(key, own, others)| {
            let trust = match (own.contains(&text), others.contains(&text)) {
                (true, _) => Trust::Own,
                (_, true) => Trust::Alias,
                _ => return None,
            };
            Some((Name::of(key)?, trust))
        })
    };
    let mut rest = folded.as_str();
    loop {
        if let Some(found) = find(rest) {
            return Some(found);
        }
        let (first, more) = rest.split_once(' ')?;
        if !LEADING.contains(&first) {
            return None;
        }
        rest = more;
    }
}

/// What people put before words that are about a story and not of it.
const ASIDES: &[&str] = &[
    "note",
    "notes",
    "my notes",
    "note to self",
    "notes to self",
    "todo",
    "todos",
    "to do",
    "reminder",
    "reminders",
    "notiz",
    "notizen",
    "nota",
    "notas",
    "remarque",
    "remarques",
];

/// Whether a label begins a note beside the story: `Notes to self:`.
pub(super) fn is_aside(text: &str) -> bool {
    ASIDES.contains(&folded(bare(text).trim_end_matches([':', '：'])).as_str())
}

/// Lower case, single blanks, plain apostrophes.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().replace('’', "'").replace('‐', "-")
}

/// A heading or label without markup, icons and a callout's mark around it.
fn bare(text: &str) -> &str {
    let text = bare_ends(text);
    let callout = text.strip_prefix("[!").and_then(|rest| rest.split_once(']')).map(|(_, rest)| rest);
    bare_ends(callout.map_or(text, |rest| rest.trim_start_matches(['-', '+'])))
}

fn bare_ends(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | '['));
    text.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | ']'))
}

/// A text without the number or letter of an outline before it: `2.`, `1.3`, `b)`, `iv.`
pub(super) fn without_number(text: &str) -> &str {
    let Some((first, rest)) = text.trim_start().split_once([' ', '\t']) else { return text };
    let number = first.trim_end_matches(['.', ')', ':']).trim_start_matches(['(', '#']);
    let digits = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    let letters = (1..=4).contains(&number.len())
        && number.len() < first.len()
        && (number.len() == 1 && number.chars().all(|c| c.is_ascii_alphabetic())
            || number.chars().all(|c| matches!(c.to_ascii_lowercase(), 'i' | 'v' | 'x')));
    if digits && (number.len() < first.len() || number.contains('.')) || letters {
        rest.trim_start()
    } else {
        text
    }
}

/// The principle that a text names, by its id or by its name as people write it.
pub(super) fn principle<'b>(said: &str, bank: &'b Bank) -> Option<&'b Principle> {
    let said = said.trim();
    if let Some(found) = bank.principle(said) {
        return Some(found);
    }
    let mut wanted = principle_words(without_number(bare(said)));
    for lead in [&["leadership", "principle"] as &[&str], &["principle"], &["lp"]] {
        if wanted.iter().map(String::as_str).zip(lead).filter(|(a, b)| a == *b).count() == lead.len() {
            wanted.drain(..lead.len());
        }
    }
    let same = |p: &&Principle| principle_words(&p.name) == wanted || principle_words(&p.id) == wanted;
    let begins = |p: &&Principle| wanted.len() >= 2 && principle_words(&p.name).starts_with(&wanted);
    let all = || bank.principles().iter();
    all().find(same).or_else(|| all().find(begins)).filter(|_| !wanted.is_empty())
}

/// The words of a principle's name that tell it from others.
fn principle_words(text: &str) -> Vec<String> {
    let plain = text.to_lowercase().replace(['’', '\''], "");
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.filter(|w| !["the", "and", "a", "of", "to"].contains(w)).map(str::to_owned).collect()
}

/// The principles among several names on one line, and the names that are none.
pub(super) fn principles<'b, 't>(said: &'t str, bank: &'b Bank) -> (Vec<&'b Principle>, Vec<&'t str>) {
    if let Some(whole) = principle(said, bank) {
        return (vec![whole], Vec::new());
    }
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for piece in said.split([',', ';', '|', '/', '·', '•', '[', ']', '"', '+']) {
        let piece = piece.trim().trim_start_matches('#');
        match principle(piece, bank) {
            Some(found) if known.iter().all(|p: &&Principle| p.id != found.id) => known.push(found),
            Some(_) => {}
            None if piece.chars().any(char::is_alphanumeric) => unknown.push(piece),
            None => {}
        }
    }
    (known, unknown)
}
