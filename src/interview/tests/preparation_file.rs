use super::*;

#[test]
fn it_is_one_flat_object_and_unknown_keys_survive() {
    let text = r#"{"company":"Amazon","date":"2026-12-04","mood":{"b":1},"rounds":[{"id":"r1"}]}"#;
    let read: Preparation = serde_json::from_str(text).unwrap();
    assert_eq!(read.date, Some(date(2026, 12, 4)));
    assert_eq!(read.rounds[0].stories, None);
    let written = serde_json::to_value(&read).unwrap();
    assert_eq!(written["mood"]["b"], 1);
    assert_eq!(written["schema"], 1);
    assert_eq!(serde_json::from_value::<Preparation>(written).unwrap(), read);
    assert_eq!(serde_json::from_str::<Preparation>("{}").unwrap(), Preparation::default());
}

#[test]
fn the_principles_for_managers_count_for_managers_only_unless_chosen() {
    let bank = bank();
    let ids = |p: &Preparation| p.counting(&bank).iter().map(|p| p.id.clone()).collect::<Vec<_>>();
    let mut preparation = Preparation::default();
    assert_eq!(ids(&preparation), ["p3", "p0", "p1", "p2"]);
    preparation.set_counts(&bank, preparation::FOR_MANAGERS[0], true);
    preparation.set_counts(&bank, "p0", false);
    assert_eq!(ids(&preparation), ["p3", "p1", "p2", preparation::FOR_MANAGERS[0]]);
    let manager = Preparation { manager: true, ..Preparation::default() };
    assert_eq!(ids(&manager).len(), 6);
}

#[test]
fn closing_an_interview_keeps_what_serves_the_next() {
    let mut preparation = Preparation {
        company: "Amazon".into(),
        date: Some(TODAY),
        rounds: vec![round(&["p0"])],
        afterwards: vec![Asked { asked: "why?".into(), ..Asked::default() }],
        ask_them: vec!["who?".into()],
        ..Preparation::default()
    };
    preparation.close(Some(date(2026, 12, 4)));
    assert_eq!(preparation.date, Some(date(2026, 12, 4)));
    assert_eq!(
        (preparation.rounds.len(), preparation.afterwards.len(), preparation.ask_them.len()),
        (0, 0, 1)
    );
    preparation.close(None);
    preparation.date = Some(date(2026, 12, 4));
    preparation.close(None);
    let ids: Vec<&str> = preparation.past.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(ids, ["2026-11-23", "2026-12-04", "2026-12-04-2"]);
    let past = &preparation.past[0];
    assert_eq!((past.company.as_str(), past.date, past.afterwards.len()), ("Amazon", Some(TODAY), 1));
}

#[test]
fn the_level_of_a_manager_selects_the_principles_for_managers() {
    let (bank, mut p) = (Bank::built_in(), Preparation::default());
    assert!(!p.counts(&bank, FOR_MANAGERS[0]));
    p.set_level("manager");
    assert!(FOR_MANAGERS.iter().all(|id| p.counts(&bank, id)));
    p.set_level("senior");
    assert!(!p.counts(&bank, FOR_MANAGERS[0]));
    p.principles = Some(vec!["p0".to_owned()]);
    p.set_level("director");
    assert!(p.counts(&bank, "p0") && FOR_MANAGERS.iter().all(|id| p.counts(&bank, id)));
    p.set_level("somewhere between");
    assert_eq!(
        (p.level.as_str(), p.manager),
        ("somewhere between", true),
        "what is not understood changes nothing"
    );
}
