//! Three-way merge of a document by field, for a file that changed on disk since it was read.
//!
//! Pure, over JSON objects, so that all documents share it and unknown keys are merged like all others.

use serde_json::{Map, Value};

/// How a field merges when both sides changed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// As a unit: two different changes are a conflict.
    Whole,
    /// As an unordered list: additions and removals of both sides apply.
    Set,
    /// Entry by entry: an object by its keys, a list of objects by the value at this key.
    ByKey(&'static str),
    /// A timestamp: the later one.
    Later,
}

/// The result of a merge.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The merged document; conflicting fields hold our value.
    pub value: Map<String, Value>,
    /// The conflicting fields, in document order.
    pub conflicts: Vec<String>,
}

/// The rule for a field of any other document: entry by entry, lists of objects by `id`.
pub fn other_rule(field: &str) -> Rule {
    match field {
        "updated" => Rule::Later,
        _ => Rule::ByKey("id"),
    }
}

/// Merges two descendants of one base.
///
/// A field changed on one side takes that side; changed on both, its rule decides. A change beats a removal.
pub fn merge(
    base: &Map<String, Value>,
    ours: &Map<String, Value>,
    theirs: &Map<String, Value>,
    rule: impl Fn(&str) -> Rule,
) -> Merged {
    let mut merged = Merged { value: Map::new(), conflicts: Vec::new() };
    for field in ours.keys().chain(theirs.keys().filter(|k| !ours.contains_key(*k))) {
        let sides = (base.get(field), ours.get(field), theirs.get(field));
        let (value, conflict) = one(sides, rule(field));
        if let Some(value) = value {
            merged.value.insert(field.clone(), value);
        }
        if conflict {
            merged.conflicts.push(field.clone());
        }
    }
    merged
}

type Sides<'a> = (Option<&'a Value>, Option<&'a Value>, Option<&'a Value>);

fn one((base, ours, theirs): Sides<'_>, rule: Rule) -> (Option<Value>, bool) {
    if ours == theirs || theirs == base {
        return (ours.cloned(), false);
    }
    if ours == base {
        return (theirs.cloned(), false);
    }
    // Both sides changed it; a removal gives way to the other side's change.
    let (Some(a), Some(b)) = (ours, theirs) else {
        return (ours.or(theirs).cloned(), false);
    };
    // A new field that one side left empty was written only by the other.
    match (base, is_empty(a), is_empty(b)) {
        (None, true, _) => return (theirs.cloned(), false),
        (None, _, true) => return (ours.cloned(), false),
        _ => {}
    }
    let merged = match rule {
        Rule::Whole => None,
        Rule::Later => later(a, b).map(|v| (v, false)),
        Rule::Set => sets(base, a, b).map(|v| (v, false)),
        Rule::ByKey(key) => objects(base, a, b).or_else(|| lists(base, a, b, key)),
    };
    match merged {
        Some((value, conflict)) => (Some(value), conflict),
        None => (Some(a.clone()), true),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn later(a: &Value, b: &Value) -> Option<Value> {
    let time = |v: &Value| v.as_str()?.parse::<jiff::Timestamp>().ok();
    Some(if time(a)? >= time(b)? { a.clone() } else { b.clone() })
}

fn sets(base: Option<&Value>, a: &Value, b: &Value) -> Option<Value> {
    let (a, b) = (a.as_array()?, b.as_array()?);
    let before = base.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let kept = a.iter().filter(|v| b.contains(v) || !before.contains(v));
    let added = b.iter().filter(|v| !a.contains(v) && !before.contains(v));
    Some(Value::Array(kept.chain(added).cloned().collect()))
}

fn objects(base: Option<&Value>, a: &Value, b: &Value) -> Option<(Value, bool)> {
    let nothing = Map::new();
    let before = base.and_then(Value::as_object).unwrap_or(&nothing);
    let merged = merge(before, a.as_object()?, b.as_object()?, |_| Rule::Whole);
    Some((Value::Object(merged.value), !merged.conflicts.is_empty()))
}

/// Merges two lists of objects entry by entry, in our order; `None` where an entry's name is missing or repeated.
fn lists(base: Option<&Value>, a: &Value, b: &Value, key: &str) -> Option<(Value, bool)> {
    let none = Value::Array(Vec::new());
    let before = named(base.unwrap_or(&none), key)?;
    let merged = merge(&before, &named(a, key)?, &named(b, key)?, |_| Rule::Whole);
    let list = merged.value.into_iter().map(|(_, v)| v).collect();
    Some((Value::Array(list), !merged.conflicts.is_empty()))
}

fn named(list: &Value, key: &str) -> Option<Map<String, Value>> {
    let mut map = Map::new();
    for item in list.as_array()? {
        let name = item.get(key)?.as_str()?.to_owned();
        if map.insert(name, item.clone()).is_some() {
            return None;
        }
    }
    Some(map)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::merge_rule;
    use proptest::prelude::*;
    use serde_json::json;

    fn three(base: &Value, ours: &Value, theirs: &Value) -> Merged {
        let map = |v: &Value| v.as_object().unwrap().clone();
        merge(&map(base), &map(ours), &map(theirs), merge_rule)
    }

    #[test]
    fn a_field_changed_on_one_side_takes_that_side() {
        let m = three(
            &json!({"task": "a", "action": "b", "mood": 1}),
            &json!({"task": "A", "action": "b", "mood": 1}),
            &json!({"task": "a", "action": "B", "mood": 2, "new": true}),
        );
        assert_eq!(Value::Object(m.value), json!({"task": "A", "action": "B", "mood": 2, "new": true}));
        assert!(m.conflicts.is_empty());
    }

    #[test]
    fn the_same_field_changed_on_both_is_ours_and_said() {
        let m = three(&json!({"task": "a"}), &json!({"task": "b"}), &json!({"task": "c"}));
        assert_eq!(m.value["task"], "b");
        assert_eq!(m.conflicts, ["task"]);
    }

    #[test]
    fn a_new_field_that_one_side_left_empty_takes_the_other() {
        let m = three(
            &json!({}),
            &json!({"company": "Kiln", "role": "", "rounds": []}),
            &json!({"company": "", "role": "Lead", "rounds": [1]}),
        );
        assert_eq!(Value::Object(m.value), json!({"company": "Kiln", "role": "Lead", "rounds": [1]}));
        assert!(m.conflicts.is_empty());
        let m = three(&json!({"role": "a"}), &json!({"role": "b"}), &json!({"role": ""}));
        assert_eq!(m.conflicts, ["role"], "a text that was emptied was changed");
    }

    #[test]
    fn links_merge_as_sets() {
        let m = three(
            &json!({"answers": ["a", "b", "c"]}),
            &json!({"answers": ["b", "c", "x"]}),
            &json!({"answers": ["a", "b", "y"]}),
        );
        assert_eq!(m.value["answers"], json!(["b", "x", "y"]));
        assert!(m.conflicts.is_empty());
    }

    #[test]
    fn openings_and_probes_merge_by_their_key() {
        let m = three(
            &json!({"openings": {"p": "1", "q": "1"}, "probes": [{"ask": "why", "answer": ""}]}),
            &json!({"openings": {"p": "2", "q": "1"}, "probes": [{"ask": "why", "answer": "so"}]}),
            &json!({"openings": {"p": "1", "q": "3"}, "probes": [{"ask": "why", "answer": ""}, {"ask": "who", "answer": "me"}]}),
        );
        assert_eq!(m.value["openings"], json!({"p": "2", "q": "3"}));
        assert_eq!(
            m.value["probes"],
            json!([{"ask": "why", "answer": "so"}, {"ask": "who", "answer": "me"}])
        );
        assert!(m.conflicts.is_empty());
        let m = three(
            &json!({"openings": {"p": "1"}}),
            &json!({"openings": {"p": "2"}}),
            &json!({"openings": {"p": "3"}}),
        );
        assert_eq!(m.conflicts, ["openings"]);
    }

    #[test]
    fn updated_takes_the_later() {
        let m = three(
            &json!({"updated": "2026-01-01T00:00:00Z"}),
            &json!({"updated": "2026-01-02T00:00:00Z"}),
            &json!({"updated": "2026-01-02T00:00:00.5Z"}),
        );
        assert_eq!(m.value["updated"], "2026-01-02T00:00:00.5Z");
        assert!(m.conflicts.is_empty());
    }

    fn documents() -> impl Strategy<Value = Map<String, Value>> {
        let text = prop::sample::select(vec!["", "a", "b"]);
        let list = prop::collection::vec(prop::sample::select(vec!["x", "y", "z"]), 0..3);
        (text.clone(), text, list, any::<Option<bool>>()).prop_map(|(task, action, answers, mood)| {
            let mut v = json!({"task": task, "action": action, "answers": answers});
            if let Some(mood) = mood {
                v["mood"] = json!(mood);
            }
            v.as_object().unwrap().clone()
        })
    }

    proptest! {
        #[test]
        fn whoever_changed_nothing_gets_the_other_side(base in documents(), other in documents()) {
            prop_assert_eq!(merge(&base, &other, &base, merge_rule).value, other.clone());
            prop_assert_eq!(merge(&base, &base, &other, merge_rule).value, other.clone());
            prop_assert!(merge(&base, &other, &other, merge_rule).conflicts.is_empty());
        }

        #[test]
        fn every_field_is_one_sides_or_said(base in documents(), ours in documents(), theirs in documents()) {
            let m = merge(&base, &ours, &theirs, merge_rule);
            for field in ["task", "action"] {
                let it = &m.value[field];
                prop_assert!(*it == ours[field] || *it == theirs[field]);
                // Their change is lost only where a conflict is reported.
                if theirs[field] != base[field] && *it != theirs[field] {
                    prop_assert!(m.conflicts.contains(&field.to_owned()));
                }
            }
        }
    }
}
