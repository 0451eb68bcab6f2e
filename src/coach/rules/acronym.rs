//! Capitals that a stranger may not know.

use std::collections::HashSet;

use super::super::lexicon;
use super::super::analysis::Part;
use super::{Finding, Level, Analysis, Rule, RuleId, limits};
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("acronym"),
    level: Level::Hint,
    title: "an acronym that a stranger may not know",
    why: "The interviewer works elsewhere. Three letters they do not know cost you the next two sentences.",
    before: "I rebuilt the QRF.",
    after: "I rebuilt the form in which sales asks for a quote.",
    false_alarms: "An acronym that your listeners know: add it to acronyms in the settings. Once a word.",
    any_language: false,
    check,
};

/// Known to anybody who interviews for a job with a computer in it.
const COMMON: &[&str] = &[
    "USA", "US", "UK", "EU", "UN", "API", "CEO", "CTO", "CFO", "COO", "CIO", "HR", "IT", "KPI", "UI", "UX", "SQL",
    "PDF", "CSV", "HTML", "HTTP", "URL", "ID", "TV", "PC", "AI", "ML", "QA", "PR", "PM", "AM", "OK", "FAQ", "VP",
    "MVP", "ROI", "SLA", "NPS", "CRM", "ERP", "AWS", "GPS", "SMS", "VAT", "GDP", "DIY", "CV", "ETA", "FYI", "NHS",
    "PHD", "MBA", "GDPR", "B2B", "B2C", "BBC", "NGO", "USB", "LED", "CPU", "RAM", "DNS", "VPN", "IP", "JSON",
    "XML", "SAP", "SEO", "IOS", "GP", "MRI", "CT", "DNA", "ICU", "ER", "COVID", "NYC", "LA", "UAE", "USD", "EUR",
    "GBP", "CAD", "CNC", "ATM", "PIN", "QR", "RSVP", "ASAP", "CCTV", "DVD", "FM", "HD", "II", "III", "IV", "AC",
    "DC", "NO", "YES", "NOT", "CI", "CD", "OS", "GB", "MB", "TB", "KB", "KG", "KM", "CM", "MM", "MW", "KW", "PO",
    "SKU", "STAR", "AND", "OR", "ALL", "TO", "THE", "WE", "MY", "IS", "IN", "DO", "SO", "IF", "ON", "DID", "ANY",
    "ONE", "NEVER", "ALWAYS", "EVERY", "WHY", "WHAT", "BEFORE", "AFTER", "MUST", "ITS", "IBAN", "SIM", "BMW", "IBM",
    "MIT", "NASA", "IKEA", "DHL", "UPS", "FBI", "CIA", "EBIT", "PPE", "CPR", "HIV", "BC", "AD", "MP", "MD", "RN",
];

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    for &section in &Section::ALL {
        let part = r.part(section);
        for at in part.all() {
            let raw = part.text.raw(at);
            let raw = raw.strip_suffix("'s").or_else(|| raw.strip_suffix("\u{2019}s")).unwrap_or(raw);
            if is_acronym(raw) && seen.insert(raw) && !known(r, raw) && !emphasized(r, raw) && !expanded(part, at) && !shouted(part, at) {
                out.push(
                    r.at(RULE.id, Level::Hint, section, &(at..at + 1))
                        .says("A stranger may not know what this stands for.")
                        .asks("What would you call it to a neighbor?"),
                );
            }
        }
    }
    out.truncate(limits::CAP);
    out
}

fn is_acronym(raw: &str) -> bool {
    (2..=6).contains(&raw.len()) && raw.bytes().all(|b| b.is_ascii_uppercase())
}

fn known(r: &Analysis<'_>, raw: &str) -> bool {
    COMMON.contains(&raw) || r.settings.acronyms.iter().any(|a| a.trim().eq_ignore_ascii_case(raw))
}

/// Whether capitals are a word said loudly: one the lexicon knows, or that stands elsewhere in small letters.
fn emphasized(r: &Analysis<'_>, raw: &str) -> bool {
    let low = raw.to_lowercase();
    let small = |i: usize, s: Section| r.part(s).text.raw(i) == low;
    lexicon::entry(&low).is_some()
        || Section::ALL.iter().any(|&s| r.part(s).all().any(|i| small(i, s)))
}

/// `QRF (quote request form)`, or `quote request form (QRF)`.
fn expanded(part: &Part<'_>, at: usize) -> bool {
    part.text.gap_before(at).ends_with('(') || part.text.gap_before(at + 1).trim_start().starts_with('(')
}

/// Whether a neighbor is in capitals too: a sentence shouted, not an acronym.
fn shouted(part: &Part<'_>, at: usize) -> bool {
    let loud = |i: usize| {
        let raw = part.text.raw(i);
        raw.len() > 1 && raw.bytes().all(|b| b.is_ascii_uppercase())
    };
    at.checked_sub(1).is_some_and(loud) || loud(at + 1)
}
