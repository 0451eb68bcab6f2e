//! Exports as JSON: stories in the form of their files, plan, numbers and page for other programs.

use serde_json::{Value, json};

use super::document::{name, principle_names, told};
use super::{ExportKind, Material};
use crate::interview::{Candidate, cues, numbers as of};

/// One kind as pretty-printed JSON with a final newline; [`super::import::stories`] takes stories back without loss.
pub(super) fn render(kind: ExportKind, material: &Material<'_>) -> serde_json::Result<String> {
    let value = match kind {
        ExportKind::Stories => {
            serde_json::to_value(material.stories.iter().map(|c| c.story).collect::<Vec<_>>())?
        }
        ExportKind::Plan => plan(material),
        ExportKind::Numbers => numbers(material),
        ExportKind::Page => page(material),
    };
    let mut text = serde_json::to_string_pretty(&value)?;
    text.push('\n');
    Ok(text)
}

/// Who hears which story.
fn plan(material: &Material<'_>) -> Value {
    let preparation = material.preparation;
    let rounds = preparation.rounds.iter().zip(&material.plan.rounds).map(|(round, planned)| {
        let stories = planned.tells.iter().map(|tell| {
            json!({
                "story": tell.story,
                "name": name(material, &tell.story),
                "principles": tell.principles,
                "again": tell.again,
            })
        });
        json!({
            "interviewer": round.interviewer,
            "title": round.title,
            "stories": stories.collect::<Vec<_>>(),
            "missing": planned.missing,
            "missing_names": planned.missing.iter()
                .map(|id| principle_names(material, std::slice::from_ref(id))).collect::<Vec<_>>(),
        })
    });
    json!({
        "company": preparation.company,
        "role": preparation.role,
        "date": preparation.date,
        "rounds": rounds.collect::<Vec<_>>(),
    })
}

/// The numbers of the stories to carry.
fn numbers(material: &Material<'_>) -> Value {
    told(material).iter().flat_map(|c| numbers_of(c)).collect()
}

fn numbers_of(candidate: &Candidate<'_>) -> Vec<Value> {
    let record = |n: of::Number| {
        json!({
            "story": n.story,
            "name": candidate.story.name(),
            "baseline": n.baseline,
            "change": n.change,
            "result": n.result,
            "sentence": n.sentence,
        })
    };
    of::numbers(candidate.story).into_iter().map(record).collect()
}

/// What to carry.
fn page(material: &Material<'_>) -> Value {
    let cards = told(material).into_iter().map(|c| {
        json!({
            "story": c.story.id,
            "name": c.story.name(),
            "seconds": c.told.map(|t| t.0),
            "headline": c.story.headline,
            "cues": cues::card(c.story),
        })
    });
    let preparation = material.preparation;
    json!({
        "company": preparation.company,
        "role": preparation.role,
        "date": preparation.date,
        "cards": cards.collect::<Vec<_>>(),
        "numbers": numbers(material),
        "ask_them": preparation.ask_them,
    })
}
