use jiff::ToSpan as _;

use super::*;

fn done() -> Check {
    Check { note: String::new(), done: true }
}

#[test]
fn one_line_answers_how_it_looks() {
    let stories: Vec<Story> = (1..4).map(|n| story(n, "p0", &[])).collect();
    let all: Vec<_> = stories
        .iter()
        .zip([Stage::Ready, Stage::Ready, Stage::Solid])
        .map(|(s, st)| candidate(s, st))
        .collect();
    let mut preparation = Preparation { date: Some(date(2026, 11, 27)), ..Preparation::default() };
    for question in &Readiness::built_in().questions[..4] {
        preparation.readiness.insert(question.id.clone(), done());
    }
    preparation.research.insert("glassdoor".into(), done());
    let look = |p: &Preparation| progress(p, &all, &LoopPlan::default(), &Readiness::built_in(), TODAY).line;
    assert_eq!(
        look(&preparation),
        "For Friday: 2 of 3 stories ready, 4 of 6 questions answered, LinkedIn and Recruiter open."
    );
    preparation.research.insert("recruiter".into(), done());
    assert!(look(&preparation).ends_with("answered, LinkedIn open."));
    preparation.date = Some(date(2026, 12, 4));
    preparation.research.clear();
    for question in Readiness::built_in().questions {
        preparation.readiness.insert(question.id.clone(), done());
    }
    assert_eq!(
        look(&preparation),
        "For Fri, Dec 4: 2 of 3 stories ready, all questions answered, 3 things to look up."
    );
    preparation.date = None;
    assert!(look(&preparation).starts_with("So far: 2 of 3"));
    preparation.date = Some(TODAY);
    assert!(look(&preparation).starts_with("For today: "));
}

#[test]
fn with_rounds_the_planned_and_the_missing_stories_count() {
    let (a, spare) = (story(1, "p0", &[]), story(2, "p3", &[]));
    let all = [candidate(&a, Stage::Ready), candidate(&spare, Stage::Ready)];
    let preparation = Preparation { rounds: vec![round(&["p0", "p1"])], ..Preparation::default() };
    let plan = plan(&preparation.rounds, &all, &bank());
    let out = progress(&preparation, &all, &plan, &Readiness::built_in(), TODAY);
    assert_eq!((out.ready, out.stories), (1, 2));
}

#[test]
fn tight_is_said_only_when_the_plan_does_not_fit_and_it_still_helps() {
    let solid = story(1, "p0", &[]);
    let tight = |stories: usize, stage, days: i64| {
        let all = vec![candidate(&solid, stage); stories];
        let preparation = Preparation { date: Some(days_later(days)), ..Preparation::default() };
        progress(&preparation, &all, &LoopPlan::default(), &Readiness::built_in(), TODAY).tight
    };
    assert!(tight(0, Stage::Draft, 4), "three to write and to tell twice in four days");
    assert!(!tight(0, Stage::Draft, 5));
    assert!(!tight(3, Stage::Solid, 2));
    assert!(tight(12, Stage::Solid, 7));
    assert!(!tight(12, Stage::Solid, 8));
    assert!(!tight(12, Stage::Ready, 2));
    assert!(!tight(0, Stage::Draft, 1), "on the eve it helps nobody");
    assert!(!tight(0, Stage::Draft, -1));
}

#[test]
fn the_day_decides_the_first_line() {
    let mut whole = story(1, "p0", &[]);
    for section in Section::STAR {
        *whole.section_mut(section) = "x".into();
    }
    let all = vec![candidate(&whole, Stage::Solid); 8];
    let line = |days: i64, all: &[Candidate<'_>], told| {
        let preparation = Preparation { date: Some(days_later(days)), ..Preparation::default() };
        today(&preparation, all, told, TODAY).map(Today::text).unwrap_or_default()
    };
    assert_eq!(line(11, &[], false), "Write your first story");
    assert_eq!(line(11, &all, false), "");
    assert_eq!(line(1, &all, false), "Run through 8 headlines, about 6 minutes");
    assert_eq!(line(1, &all, true), "Read your page");
    assert_eq!(line(0, &all, false), "Open Ask");
    assert_eq!(line(-1, &all, false), "Write down what they asked, while you still know");
    assert_eq!(line(-9, &all, false), "");
    let noted = Preparation {
        date: Some(days_later(-1)),
        afterwards: vec![Asked::default()],
        ..Preparation::default()
    };
    let line = today(&noted, &all, false, TODAY).map(Today::text);
    assert_eq!(line.as_deref(), Some("Write down what else they asked: 1 so far"), "one is rarely all");
    assert_eq!(today(&Preparation::default(), &all, false, TODAY), None);
}

#[test]
fn dates_are_said_as_people_say_them() {
    let said = |days: i64| date::when(TODAY, TODAY.checked_add(days.days()).unwrap());
    assert_eq!(
        [0, 1, -1, 11, -3, 60].map(said),
        ["today", "tomorrow", "yesterday", "in 11 days", "3 days ago", "in 60 days"]
    );
    assert_eq!(date::words_of(TODAY), "Mon, Nov 23");
    assert_eq!(date::in_full(TODAY), "Mon, Nov 23, 2026");
}
