//! How everything that people read is worded: spoken American English.

use starcoach::questions::{Bank, Principle, Readiness};
use starcoach::story::Section;

/// Words that nobody says here, by their beginning up to a `*`.
const WORDS: &str = "whom whilst amongst towards half-way artefact* queue* mail mails fortnight cannot somebody* \
     anybody* everybody* colour* favour* behaviour* honour* labour* neighbour* humour* rumour* organis* realis* \
     apologis* prioritis* recognis* summaris* criticise* criticising analyse* analysing centre* theatre* defence offence licence* \
     grey judgement* sceptic* programme* cheque* travell* cancell* labell* learnt spelt practise*";

/// Phrases of a translation.
const PHRASES: [&str; 6] = ["by what", "in figures", "at the weekend", "to whom", "at present", "in which"];

/// What is right although a rule finds it.
const EXCEPTIONS: [&str; 4] = [
    "What would have to be true?",
    "Somebody should really look at that.",
    "Somebody doing an impression of you at a party.",
    "The day somebody rang a bell.",
];

/// The words of a text in lower case, and after each its punctuation.
fn words(text: &str) -> Vec<(String, bool)> {
    let low = text.to_lowercase().replace('\u{2019}', "'");
    let split = low.split_whitespace();
    let inner = |c: char| !c.is_alphanumeric();
    split
        .map(|w| (w.trim_matches(inner).to_owned(), w.ends_with(inner)))
        .filter(|(w, _)| !w.is_empty())
        .collect()
}

/// Whether two words in a row would be one in speech: "did not", "it is", "you are", "would have".
fn uncontracted(first: &str, second: &str, third: Option<&str>) -> bool {
    let of = |list: &str, word: &str| list.split(' ').any(|w| w == word);
    // At the end of a clause nothing is contracted: "what it is", "than I would have".
    let Some(third) = third else { return second == "not" && of("did was were is do does", first) };
    let done = third.ends_with("ed") || of("been had got done made seen known taken given told heard", third);
    match second {
        "not" => of("do does did is are was were has have had can could should would will", first),
        "is" => of("it that what there who how here he she where", first),
        "are" => of("you they we", first),
        "am" => first == "i",
        "will" => of("i you he she it we they that there who", first),
        "have" => of("would could should might", first) || of("i you we they", first) && done,
        "had" => of("i you he she we they", first) && done && third != "had",
        _ => false,
    }
}

/// The first thing in a text that is not worded as people speak.
fn fault(text: &str) -> Option<String> {
    if EXCEPTIONS.iter().any(|e| text.contains(e)) {
        return None;
    }
    let said = words(text);
    let banned = |word: &str| {
        WORDS.split_whitespace().any(|w| w.strip_suffix('*').map_or(w == word, |head| word.starts_with(head)))
    };
    if let Some((word, _)) = said.iter().find(|(w, _)| banned(w)) {
        return Some(word.clone());
    }
    let line: Vec<&str> = said.iter().map(|(w, _)| w.as_str()).collect();
    let line = format!(" {} ", line.join(" "));
    if let Some(phrase) = PHRASES.iter().find(|p| line.contains(&format!(" {p} "))) {
        return Some((*phrase).to_owned());
    }
    said.windows(2).enumerate().find_map(|(at, pair)| {
        let [(first, stop), (second, end)] = pair else { return None };
        let third = said.get(at + 2).filter(|_| !end).map(|(w, _)| w.as_str());
        // "What would you have done?" has its "would" already.
        let asks =
            at.checked_sub(1).is_some_and(|b| ["would", "could", "should", "might"].contains(&&*said[b].0));
        (!stop && !asks && uncontracted(first, second, third)).then(|| format!("{first} {second}"))
    })
}

/// Every text of a pack but its name, its sources and the seed's questions.
fn texts(p: &Principle) -> impl Iterator<Item = &str> {
    let guide = Section::ALL.iter().flat_map(|&s| p.guide().of(s)).map(String::as_str);
    let quoted = p.id == "customer-obsession";
    let prompts = p.prompts().iter().flat_map(move |q| {
        let text = (!quoted).then_some(q.text.as_str());
        let probes =
            q.probes.iter().map(|probe| probe.text.as_str()).chain(q.guide.iter().map(String::as_str));
        text.into_iter().chain([q.short.as_str()]).chain(probes).chain(q.joggers.iter().map(String::as_str))
    });
    guide.chain(prompts).chain(p.cues().iter().map(String::as_str)).chain([p.summary()])
}

/// Every built-in pack, of whatever company, each once.
pub fn all_packs() -> Vec<Principle> {
    let mut all: Vec<Principle> = Vec::new();
    for company in ["Amazon", "Google", "Meta", "McKinsey", "Hooli"] {
        for p in Bank::built_in().for_company(company).listed() {
            if !all.iter().any(|have| have.id == p.id) {
                all.push(p.clone());
            }
        }
    }
    all
}

#[test]
fn packs_are_worded_as_americans_speak() {
    let mut faults = Vec::new();
    for p in all_packs() {
        let p = &p;
        faults.extend(texts(p).filter_map(|t| fault(t).map(|f| format!("{}: \"{f}\" in: {t}", p.id))));
    }
    let list = Readiness::built_in();
    let questions = list.questions.iter().flat_map(|q| [&q.text, &q.help]);
    let research = list.research.iter().flat_map(|r| r.steps.iter().chain([&r.text]));
    let written = list.written.about.iter().chain(&list.written.subjects);
    let ready = questions.chain(research).chain(&list.ask_them).chain(&list.day).chain(written);
    faults.extend(ready.filter_map(|t| fault(t).map(|f| format!("readiness: \"{f}\" in: {t}"))));
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_measure_of_speech_finds_what_is_written_and_lets_speech_pass() {
    for (text, want) in [
        ("With whom did you talk it over?", "whom"),
        ("What did you see that they did not mind?", "did not"),
        ("How do you know that it is fixed?", "it is"),
        ("What do you know that others do not?", "do not"),
        ("What would have happened otherwise?", "would have"),
        ("Something you had prepared.", "you had"),
        ("A queue in front of one desk.", "queue"),
        ("By what did you choose?", "by what"),
        ("What's your judgement?", "judgement"),
    ] {
        assert_eq!(fault(text).as_deref(), Some(want), "{text}");
    }
    for text in [
        "What would've happened if you hadn't?",
        "Who it is, and what they lack.",
        "Did it cost more than it would have?",
        "A test you had to pass.",
        "What would you have wanted most?",
        "Not what you have in mind.",
        "An analysis of the numbers.",
    ] {
        assert_eq!(fault(text), None, "{text}");
    }
}
