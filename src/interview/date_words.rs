//! The words of a date as it stands in an invitation: its time of day left out, its names in English.

use crate::language::{accents, calendar};

/// Names in German, French, Spanish, Italian, Dutch and Portuguese, without accents, where they do not begin as in
/// English; a word of at least four letters may be their beginning.
const NAMES: &[(&str, &[&str])] = &[
    ("january", &["janvier", "enero", "gennaio", "janeiro"]),
    ("february", &["fevrier", "febbraio", "fevereiro"]),
    ("march", &["marz", "maerz", "marzo", "maart", "mars", "marco"]),
    ("april", &["avril", "abril"]),
    ("may", &["mai", "mayo", "maggio", "mei", "maio"]),
    ("june", &["juin", "junio", "giugno", "junho", "juni"]),
    ("july", &["juillet", "julio", "luglio", "julho", "juli"]),
    ("august", &["aout", "agosto"]),
    ("september", &["septiembre", "settembre", "setembro", "septembre"]),
    ("october", &["oktober", "octubre", "ottobre", "outubro", "octobre", "okt"]),
    ("november", &["noviembre", "novembro", "novembre"]),
    ("december", &["dezember", "diciembre", "dicembre", "dezembro", "decembre", "dez"]),
    ("monday", &["montag", "lundi", "lunes", "lunedi", "maandag"]),
    ("tuesday", &["dienstag", "mardi", "martes", "martedi", "dinsdag"]),
    ("wednesday", &["mittwoch", "mercredi", "miercoles", "mercoledi", "woensdag"]),
    ("thursday", &["donnerstag", "jeudi", "jueves", "giovedi", "donderdag"]),
    ("friday", &["freitag", "vendredi", "viernes", "venerdi", "vrijdag"]),
    ("saturday", &["samstag", "sonnabend", "samedi", "sabado", "sabato", "zaterdag"]),
    ("sunday", &["sonntag", "dimanche", "domingo", "domenica", "zondag"]),
    ("today", &["heute", "aujourd'hui", "hoy", "oggi", "vandaag", "hoje"]),
    ("tomorrow", &["morgen", "demain", "manana", "domani", "amanha"]),
];

/// Words that say nothing of the day.
const FILLING: &[&str] =
    &["on", "the", "of", "this", "coming", "den", "der", "dem", "le", "el", "il", "de", "di", "op"];

/// Words around a time of day.
const AROUND_TIMES: &[&str] = &[
    "at", "from", "to", "until", "till", "between", "and", "um", "von", "bis", "ab", "las", "alle", "om",
    "-", "–", "@", "am", "pm", "a.m.", "p.m.", "a.m", "p.m", "uhr", "h", "o'clock", "hrs", "hours", "noon",
    "midday", "midnight", "time", "local", "eastern", "central", "mountain", "pacific", "standard",
    "daylight", "z", "utc", "gmt", "cet", "cest", "est", "edt", "et", "cst", "cdt", "ct", "mst", "mdt", "mt",
    "pst", "pdt", "pt", "bst", "ist", "jst", "aest",
];

/// The words that name the day, in lower case.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut lower = String::new();
    text.chars().for_each(|c| accents::push_plain(c, &mut lower));
    let lower = lower.replace([',', ';', '(', ')', '|'], " ").replace("am-", "am ").replace("pm-", "pm ");
    let mut words: Vec<String> = lower.split_whitespace().flat_map(split).collect();
    leave_out_time(&mut words);
    words.retain(|word| !FILLING.contains(&word.as_str()));
    // "am 4. Dezember".
    if words.first().is_some_and(|word| word == "am") {
        words.remove(0);
    }
    words.iter().map(|word| english(word)).collect()
}

/// Splits a word that is more than one: "4-Dec-2026", "Dec.4", "20261204T140000Z".
fn split(word: &str) -> Vec<String> {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let day = word.split('t').next().unwrap_or_default();
    if day.len() == 8 && digits(day) {
        let field = |from, to| day.get(from..to).unwrap_or_default();
        return vec![format!("{}-{}-{}", field(0, 4), field(4, 6), field(6, 8))];
    }
    if day.len() == 10 && day.split('-').count() == 3 && day.split('-').all(digits) {
        return vec![day.to_owned()];
    }
    let parts: Vec<&str> = word.split(['-', '.', '/']).filter(|part| !part.is_empty()).collect();
    let named = parts.iter().any(|part| calendar::month(&english(part)).is_some());
    if parts.len() > 1 && named && parts.iter().any(|part| digits(part)) {
        return parts.into_iter().map(str::to_owned).collect();
    }
    vec![word.to_owned()]
}

/// Removes a time of day with what belongs to it: "at 2:00 - 3:00 PM CET", "um 14 Uhr".
fn leave_out_time(words: &mut Vec<String>) {
    const MARKS: &[&str] = &["am", "pm", "a.m.", "p.m.", "a.m", "p.m", "uhr", "h", "o'clock", "hrs"];
    let number = |word: &String| word.bytes().all(|b| b.is_ascii_digit()) && word.len() <= 2;
    let mut times: Vec<bool> = (0..words.len())
        .map(|at| {
            let marked = words.get(at + 1).is_some_and(|next| MARKS.contains(&next.as_str()));
            let word = words.get(at);
            word.is_some_and(|word| is_time(word) || (number(word) && marked))
        })
        .collect();
    if !times.contains(&true) {
        return;
    }
    // French "à 14h"; elsewhere it is the article of "in a week".
    for at in 1..times.len() {
        if times.get(at) == Some(&true) && words.get(at - 1).is_some_and(|word| word == "a") {
            times.get_mut(at - 1).into_iter().for_each(|time| *time = true);
        }
    }
    let mut time = times.into_iter();
    words.retain(|word| {
        let around =
            AROUND_TIMES.contains(&word.as_str()) || word.starts_with("utc") || word.starts_with("gmt");
        !time.next().unwrap_or(false) && !around
    });
}

/// "14:30", "2:00pm", "2pm", "2-3pm", "2.30pm", "14h30", "noon".
fn is_time(word: &str) -> bool {
    if matches!(word, "noon" | "midday" | "midnight") {
        return true;
    }
    let bare = ["am", "pm", "a.m.", "p.m.", "uhr", "h", "z"].iter().find_map(|end| word.strip_suffix(end));
    let inside = bare.unwrap_or(word);
    let fits = inside.starts_with(|c: char| c.is_ascii_digit())
        && inside.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '-' | '–' | 'h' | '+'));
    fits && (bare.is_some_and(|_| !word.ends_with('z')) || inside.contains([':', 'h']))
}

/// The English name for one of another language; any other word as it is.
fn english(word: &str) -> String {
    let bare = word.trim_end_matches('.');
    let names = |name: &&str| *name == bare || (bare.len() >= 4 && name.starts_with(bare));
    if calendar::month(bare).is_some() || calendar::weekday(bare).is_some() {
        return word.to_owned();
    }
    let found = NAMES.iter().find(|(_, others)| others.iter().any(names));
    found.map_or_else(|| word.to_owned(), |(name, _)| (*name).to_owned())
}
