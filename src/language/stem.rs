//! Forms of English words: the stem that they share, and the plural of a noun.

/// The stem of a lower-case English word by Porter's algorithm (1980); other words come back unchanged.
pub fn stem(word: &str) -> String {
    if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    if let Some((_, own)) = KEPT_APART.iter().find(|(start, _)| word.starts_with(start)) {
        return (*own).to_owned();
    }
    let mut w = american(word);
    cut_plural(&mut w);
    cut_past(&mut w);
    if w.ends_with('y') && w.len() > 2 && has_vowel(head(&w, 1)) {
        replace(&mut w, 1, "i");
    }
    swap(&mut w, STEP_2, 0);
    swap(&mut w, STEP_3, 0);
    cut_ending(&mut w);
    if w.ends_with('e') {
        let m = measure(head(&w, 1));
        if m > 1 || (m == 1 && !short_end(head(&w, 1))) {
            w.pop();
        }
    }
    if w.ends_with("ll") && measure(&w) > 1 {
        w.pop();
    }
    w
}

/// Words in -ise to their American form in -ize.
fn american(word: &str) -> String {
    for (end, other) in [("ise", "ize"), ("ised", "ized"), ("ising", "izing"), ("isation", "ization")] {
        if let Some(head) = word.strip_suffix(end)
            && head.len() > 4
        {
            return format!("{head}{other}");
        }
    }
    word.to_owned()
}

/// Words that the rules would throw together with another, by their beginning.
const KEPT_APART: &[(&str, &str)] = &[
    ("experienc", "experience"),
    ("improvis", "improvise"),
    ("communit", "community"),
    ("universit", "university"),
    ("organizational", "organization"),
    ("organization", "organization"),
    ("personal", "personal"),
    ("generous", "generous"),
    ("importan", "important"),
    ("relative", "relative"),
    ("realistic", "realistic"),
    ("severe", "severe"),
];

const STEP_2: &[(&str, &str)] = &[
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("abli", "able"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
];
const STEP_3: &[(&str, &str)] = &[
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
];
const STEP_4: &[&str] = &[
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism", "ate",
    "iti", "ous", "ive", "ize",
];

fn head(word: &str, less: usize) -> &str {
    word.get(..word.len().saturating_sub(less)).unwrap_or_default()
}

fn replace(word: &mut String, less: usize, with: &str) {
    word.truncate(word.len().saturating_sub(less));
    word.push_str(with);
}

/// Porter's measure: how often a run of vowels is followed by a run of consonants.
fn measure(word: &str) -> usize {
    let mut before = false;
    let mut count = 0;
    for vowel in vowels(word) {
        count += usize::from(before && !vowel);
        before = vowel;
    }
    count
}

/// For each letter whether it sounds as a vowel; a y does after a consonant.
fn vowels(word: &str) -> impl Iterator<Item = bool> {
    let mut before = true;
    word.bytes().map(move |b| {
        before = matches!(b, b'a' | b'e' | b'i' | b'o' | b'u') || (b == b'y' && !before);
        before
    })
}

fn has_vowel(word: &str) -> bool {
    vowels(word).any(|v| v)
}

/// Consonant, vowel, consonant at the end, the last none of w, x, y: as in "hop".
fn short_end(word: &str) -> bool {
    let sounds: Vec<bool> = vowels(word).collect();
    sounds.ends_with(&[false, true, false]) && !word.ends_with(['w', 'x', 'y'])
}

fn cut_plural(w: &mut String) {
    if w.ends_with("sses") || (w.ends_with("ies") && w.len() > 4) {
        replace(w, 2, "");
    } else if w.ends_with('s') && !w.ends_with("ss") && !w.ends_with("us") {
        replace(w, 1, "");
    }
}

fn cut_past(w: &mut String) {
    if w.ends_with("eed") {
        if measure(head(w, 3)) > 0 {
            w.pop();
        }
        return;
    }
    let less = match () {
        () if w.ends_with("ed") => 2,
        () if w.ends_with("ing") => 3,
        () => return,
    };
    if !has_vowel(head(w, less)) {
        return;
    }
    replace(w, less, "");
    let mut last = w.bytes().rev();
    let doubled = last.next() == last.next();
    if w.ends_with("at") || w.ends_with("bl") || w.ends_with("iz") {
        w.push('e');
    } else if doubled && !w.ends_with(['l', 's', 'z', 'e', 'o']) {
        w.pop();
    } else if measure(w) == 1 && short_end(w) {
        w.push('e');
    }
}

fn swap(w: &mut String, table: &[(&str, &str)], least: usize) {
    if let Some((end, with)) = table.iter().find(|(end, _)| w.ends_with(end))
        && measure(head(w, end.len())) > least
    {
        replace(w, end.len(), with);
    }
}

fn cut_ending(w: &mut String) {
    let ion = w.ends_with("sion") || w.ends_with("tion");
    let longest = STEP_4.iter().filter(|end| w.ends_with(**end)).map(|end| end.len()).max();
    let less = if ion { Some(3) } else { longest };
    if let Some(less) = less
        && measure(head(w, less)) > 1
    {
        replace(w, less, "");
    }
}

/// The regular plural of an English noun.
pub fn plural(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if noun.ends_with("ss") || noun.ends_with("ch") || noun.ends_with("sh") => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (a, b) in [
            ("refused", "refusing"),
            ("customers", "customer"),
            ("disagreed", "disagree"),
            ("simplify", "simplified"),
            ("stopped", "stop"),
            ("organised", "organize"),
            ("decisions", "decision"),
            ("commitment", "commitments"),
            ("prioritize", "prioritizing"),
            ("quickly", "quick"),
        ] {
            let (a, b) = (stem(a), stem(b));
            assert!(a == b || a.trim_end_matches("li") == b, "{a} {b}");
        }
        assert_ne!(stem("trust"), stem("truck"));
        assert_eq!(stem("客户"), "客户");
    }

    #[test]
    fn plurals_are_regular() {
        for (noun, plural_form) in
            [("agency", "agencies"), ("key", "keys"), ("class", "classes"), ("user", "users")]
        {
            assert_eq!(plural(noun), plural_form);
        }
    }
}
