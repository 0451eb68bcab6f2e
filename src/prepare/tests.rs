use jiff::Timestamp;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::questions::{Bank, Readiness};
use crate::story::{PromptId, Section, StoryId};

const TODAY: Date = date(2026, 11, 23);

fn days_later(days: i64) -> Date {
    TODAY.checked_add(jiff::Span::new().days(days)).unwrap()
}

/// A bank of principles `p0` to `p5`, asked in this order, each with prompts `q0` to `q2`.
fn bank() -> Bank {
    let pack = |at: usize| {
        let id = if at < 4 { format!("p{at}") } else { preparation::FOR_MANAGERS[at - 4].to_owned() };
        let prompts: Vec<String> = (0..3)
            .map(|q| format!(r#"{{"id":"q{q}","short":"q{q}","text":"q{q}?","kind":"case"}}"#))
            .collect();
        let text = format!(
            r#"{{"schema":1,"id":"{id}","name":"P{at}","summary":"x","asked":"{}",
            "guide":{{"situation":[],"task":[],"action":[],"result":[]}},"prompts":[{}]}}"#,
            if at == 3 { "almost always" } else { "often" },
            prompts.join(",")
        );
        crate::questions::parse(&text).unwrap()
    };
    Bank::new((0..6).map(pack).collect())
}

/// A story at home under `principle` that answers these prompts.
fn story(bits: u64, principle: &str, answers: &[&str]) -> Story {
    let mut story = Story::new(StoryId::from_bits(bits), principle, Timestamp::UNIX_EPOCH);
    story.title = format!("story {bits}");
    story.answers = answers.iter().map(|a| PromptId((*a).to_owned())).collect();
    story
}

fn candidate(story: &Story, standing: Standing) -> Candidate<'_> {
    Candidate { story, standing, told: None }
}

fn round(principles: &[&str]) -> Round {
    Round { principles: principles.iter().map(|p| (*p).to_owned()).collect(), ..Round::default() }
}

mod preparation_file {
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
}

mod covering {
    use super::*;

    #[test]
    fn a_slot_holds_own_stories_first_and_then_the_better_ones() {
        let bank = bank();
        let guest = story(1, "p1", &["p0/q0"]);
        let good_guest = story(2, "p1", &["p0/q0", "p0/q2"]);
        let own = story(3, "p0", &[]);
        let mut version = story(4, "p0", &["p0/q1"]);
        version.version_of = Some(own.id.clone());
        let mut blank = story(5, "p0", &["p0/q1"]);
        blank.title.clear();
        let all = [
            candidate(&guest, Standing::Draft),
            candidate(&good_guest, Standing::Ready),
            candidate(&own, Standing::Draft),
            candidate(&version, Standing::Ready),
            candidate(&blank, Standing::Draft),
        ];
        let principles: Vec<_> = bank.principles().iter().take(3).collect();
        let coverage = coverage(&principles, &all);
        let row = coverage.row("p0").unwrap();
        assert_eq!(row.slots, [&own, &good_guest, &guest].map(|s| s.id.clone()));
        assert_eq!((row.answered, row.prompts), (2, 3));
        assert_eq!(row.open, [PromptId::new("p0", "q1")]);
        let gaps = coverage.gaps();
        assert_eq!(
            gaps.iter().map(|g| (g.principle.as_str(), g.nth)).collect::<Vec<_>>(),
            [("p1", 3), ("p2", 1)]
        );
        assert_eq!(gaps[0].prompt, Some(PromptId::new("p1", "q0")));
    }

    #[test]
    fn a_story_that_too_much_rests_on_is_named() {
        let bank = bank();
        let all_round = story(1, "p0", &["p1/q0", "p2/q0", "p3/q0", "hire-and-develop-the-best/q0"]);
        let draft = story(2, "p1", &[]);
        let principles: Vec<_> = bank.principles().iter().collect();
        let over = |standing, second| {
            let all = [candidate(&all_round, standing), candidate(&draft, second)];
            coverage(&principles, &all).overused
        };
        let named = over(Standing::Solid, Standing::Draft);
        assert_eq!((named.len(), named[0].1.len()), (1, 5));
        assert_eq!(over(Standing::Solid, Standing::Solid), []);
        assert_eq!(over(Standing::Draft, Standing::Draft), []);
    }
}

mod planning {
    use super::*;

    fn names(round: &plan::RoundPlan) -> Vec<String> {
        round.tells.iter().map(|t| format!("{}{}", t.story, if t.again { "!" } else { "" })).collect()
    }

    #[test]
    fn nobody_hears_what_another_heard_where_it_can_be_avoided() {
        let bank = bank();
        // The greedy choice (the better story first) would leave the second interviewer a repeat.
        let (a, b) = (story(1, "p0", &["p1/q0"]), story(2, "p0", &[]));
        let all = [candidate(&a, Standing::Ready), candidate(&b, Standing::Draft)];
        let plan = plan(&[round(&["p0"]), round(&["p1", "p2"])], &all, &bank);
        assert_eq!(names(&plan.rounds[0]), [b.id.to_string()]);
        assert_eq!(names(&plan.rounds[1]), [a.id.to_string()]);
        assert_eq!(plan.rounds[1].missing, ["p2"]);
        assert_eq!((plan.stories().len(), plan.missing()), (2, 1));
    }

    #[test]
    fn a_story_is_told_again_rather_than_none_but_never_to_the_same_person() {
        let bank = bank();
        let a = story(1, "p0", &["p1/q0"]);
        let all = [candidate(&a, Standing::Ready)];
        let plan = plan(&[round(&["p0"]), round(&["p0", "p1"])], &all, &bank);
        assert_eq!(names(&plan.rounds[0]), [a.id.to_string()]);
        assert_eq!(names(&plan.rounds[1]), [format!("{}!", a.id)]);
        assert_eq!(plan.rounds[1].missing.len(), 1);
    }

    #[test]
    fn rounds_edited_by_hand_stay_and_the_others_avoid_their_stories() {
        let bank = bank();
        let (a, b) = (story(1, "p0", &["p1/q0"]), story(2, "p0", &[]));
        let all = [candidate(&a, Standing::Ready), candidate(&b, Standing::Draft)];
        let mut by_hand = round(&["p1", "p2"]);
        by_hand.stories = Some(vec![a.id.clone(), StoryId::from_bits(99)]);
        let plan = plan(&[round(&["p0"]), by_hand], &all, &bank);
        assert_eq!(names(&plan.rounds[0]), [b.id.to_string()]);
        assert_eq!(names(&plan.rounds[1]), [a.id.to_string()]);
        assert!(plan.rounds[1].by_hand);
        assert_eq!(plan.rounds[1].missing, ["p2"]);
    }

    #[test]
    fn unknown_principles_and_empty_rounds_are_no_trouble() {
        let plan = plan(&[round(&["gone"]), round(&[])], &[], &bank());
        assert_eq!(plan.rounds[0].missing, ["gone"]);
        assert_eq!(plan.rounds[1], plan::RoundPlan::default());
    }

    /// What a choice costs, in the order in which it matters: principles left out, repeats, standing.
    fn score(chosen: &[Option<usize>], costs: &[Vec<Option<i64>>], fixed: &[usize]) -> (usize, usize, i64) {
        let missing = chosen.iter().filter(|c| c.is_none()).count();
        let mut uses = std::collections::HashMap::<usize, usize>::new();
        for &story in fixed {
            *uses.entry(story).or_default() = 1;
        }
        for &story in chosen.iter().flatten() {
            *uses.entry(story).or_default() += 1;
        }
        let repeats = uses.values().map(|n| n.saturating_sub(1)).sum();
        let cost = chosen.iter().zip(costs).filter_map(|(c, costs)| costs[(*c)?]).sum();
        (missing, repeats, cost)
    }

    /// The best score of all choices there are.
    fn best(
        rounds: &[usize],
        costs: &[Vec<Option<i64>>],
        fixed: &[usize],
        chosen: &mut Vec<Option<usize>>,
    ) -> (usize, usize, i64) {
        let at = chosen.len();
        if at == costs.len() {
            return score(chosen, costs, fixed);
        }
        let taken = |story: usize, chosen: &[Option<usize>]| {
            chosen.iter().zip(rounds).any(|(c, r)| *c == Some(story) && *r == rounds[at])
        };
        let mut options: Vec<Option<usize>> = vec![None];
        options
            .extend((0..costs[at].len()).filter(|&s| costs[at][s].is_some() && !taken(s, chosen)).map(Some));
        options
            .into_iter()
            .map(|option| {
                chosen.push(option);
                let score = best(rounds, costs, fixed, chosen);
                chosen.pop();
                score
            })
            .min()
            .unwrap()
    }

    proptest! {
        #[test]
        fn no_other_plan_is_better(
            wants in prop::collection::vec(prop::collection::btree_set(0_usize..4, 1..3), 1..4),
            stories in prop::collection::vec((0_usize..4, 0_usize..3, prop::collection::vec(0_usize..4, 0..3)), 0..5),
            by_hand in prop::collection::vec(0_usize..5, 0..3),
        ) {
            let bank = bank();
            let standings = [Standing::Draft, Standing::Solid, Standing::Ready];
            let stories: Vec<(Story, Standing)> = stories.into_iter().enumerate().map(|(at, (home, standing, answers))| {
                let answers: Vec<String> = answers.iter().map(|a| format!("p{a}/q0")).collect();
                let answers: Vec<&str> = answers.iter().map(String::as_str).collect();
                (story(at as u64 + 1, &format!("p{home}"), &answers), standings[standing])
            }).collect();
            let all: Vec<Candidate<'_>> = stories.iter().map(|(s, st)| candidate(s, *st)).collect();
            let mut rounds: Vec<Round> = wants.iter().map(|w| Round {
                principles: w.iter().map(|p| format!("p{p}")).collect(), ..Round::default()
            }).collect();
            let fixed: Vec<usize> = by_hand.iter().copied().filter(|&s| s < all.len()).collect();
            rounds.push(Round {
                stories: Some(by_hand.iter().map(|&s| StoryId::from_bits(s as u64 + 1)).collect()),
                ..Round::default()
            });
            let mut of_round = Vec::new();
            let mut costs = Vec::new();
            for (at, round) in rounds.iter().enumerate().filter(|(_, r)| r.stories.is_none()) {
                for principle in &round.principles {
                    of_round.push(at);
                    let asked = bank.principle(principle).unwrap();
                    costs.push(all.iter().map(|c| c.serves(asked).then(|| plan::cost(c, principle))).collect::<Vec<_>>());
                }
            }
            let plan = plan(&rounds, &all, &bank);
            let mut chosen = Vec::new();
            for (at, round) in rounds.iter().enumerate().filter(|(_, r)| r.stories.is_none()) {
                let mut heard = std::collections::HashSet::new();
                for principle in &round.principles {
                    let tell = plan.rounds[at].tells.iter().find(|t| t.principles.contains(principle));
                    prop_assert!(tell.is_some() != plan.rounds[at].missing.contains(principle));
                    let choice = tell.map(|t| all.iter().position(|c| c.story.id == t.story).unwrap());
                    prop_assert!(choice.is_none_or(|c| heard.insert(c)), "one person hears a story twice");
                    prop_assert!(choice.is_none_or(|c| costs[chosen.len()][c].is_some()), "a story that does not fit");
                    chosen.push(choice);
                }
            }
            let ours = score(&chosen, &costs, &fixed);
            prop_assert_eq!(ours, best(&of_round, &costs, &fixed, &mut Vec::new()));
        }
    }

    #[test]
    fn ten_interviewers_and_many_stories_are_planned_at_once() {
        let bank = bank();
        let homes = ["p0", "p1", "p2", "p3"];
        let stories: Vec<Story> =
            (0..600).map(|n| story(n + 1, homes[n as usize % 4], &["p0/q0", "p1/q1"])).collect();
        let all: Vec<_> = stories.iter().map(|s| candidate(s, Standing::Solid)).collect();
        let rounds: Vec<Round> = (0..10).map(|_| round(&homes)).collect();
        let plan = plan(&rounds, &all, &bank);
        assert_eq!((plan.stories().len(), plan.missing()), (40, 0));
    }
}

mod looking_ahead {
    use super::*;

    fn done() -> Check {
        Check { note: String::new(), done: true }
    }

    #[test]
    fn one_line_answers_how_it_looks() {
        let stories: Vec<Story> = (1..4).map(|n| story(n, "p0", &[])).collect();
        let all: Vec<_> = stories
            .iter()
            .zip([Standing::Ready, Standing::Ready, Standing::Solid])
            .map(|(s, st)| candidate(s, st))
            .collect();
        let mut preparation = Preparation { date: Some(date(2026, 11, 27)), ..Preparation::default() };
        for question in &Readiness::built_in().questions[..4] {
            preparation.readiness.insert(question.id.clone(), done());
        }
        preparation.research.insert("glassdoor".into(), done());
        let look =
            |p: &Preparation| outlook(p, &all, &LoopPlan::default(), &Readiness::built_in(), TODAY).line;
        assert_eq!(
            look(&preparation),
            "For Friday: 2 of 3 stories ready, 4 of 6 questions answered, LinkedIn open."
        );
        preparation.date = Some(date(2026, 12, 4));
        preparation.research.clear();
        for question in Readiness::built_in().questions {
            preparation.readiness.insert(question.id.clone(), done());
        }
        assert_eq!(
            look(&preparation),
            "For Fri 4 Dec: 2 of 3 stories ready, all questions answered, Glassdoor and LinkedIn open."
        );
        preparation.date = None;
        assert!(look(&preparation).starts_with("So far: 2 of 3"));
        preparation.date = Some(TODAY);
        assert!(look(&preparation).starts_with("For today: "));
    }

    #[test]
    fn with_rounds_the_planned_and_the_missing_stories_count() {
        let (a, spare) = (story(1, "p0", &[]), story(2, "p3", &[]));
        let all = [candidate(&a, Standing::Ready), candidate(&spare, Standing::Ready)];
        let preparation = Preparation { rounds: vec![round(&["p0", "p1"])], ..Preparation::default() };
        let plan = plan(&preparation.rounds, &all, &bank());
        let out = outlook(&preparation, &all, &plan, &Readiness::built_in(), TODAY);
        assert_eq!((out.ready, out.stories), (1, 2));
    }

    #[test]
    fn tight_is_said_only_when_the_plan_does_not_fit_and_it_still_helps() {
        let solid = story(1, "p0", &[]);
        let tight = |stories: usize, standing, days: i64| {
            let all = vec![candidate(&solid, standing); stories];
            let preparation = Preparation { date: Some(days_later(days)), ..Preparation::default() };
            outlook(&preparation, &all, &LoopPlan::default(), &Readiness::built_in(), TODAY).tight
        };
        assert!(tight(0, Standing::Draft, 4), "three to write and to tell twice in four days");
        assert!(!tight(0, Standing::Draft, 5));
        assert!(!tight(3, Standing::Solid, 2));
        assert!(tight(12, Standing::Solid, 7));
        assert!(!tight(12, Standing::Solid, 8));
        assert!(!tight(12, Standing::Ready, 2));
        assert!(!tight(0, Standing::Draft, 1), "on the eve it helps nobody");
        assert!(!tight(0, Standing::Draft, -1));
    }

    #[test]
    fn the_day_decides_the_first_line() {
        let mut whole = story(1, "p0", &[]);
        for section in Section::STAR {
            *whole.section_mut(section) = "x".into();
        }
        let all = vec![candidate(&whole, Standing::Solid); 8];
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
        assert_eq!(today(&noted, &all, false, TODAY), None);
        assert_eq!(today(&Preparation::default(), &all, false, TODAY), None);
    }
}

mod cue_cards {
    use super::*;

    #[test]
    fn a_cue_holds_the_first_words_and_the_numbers() {
        let cue = |text: &str| cues::cue(text);
        assert_eq!(
            cue("In March 2024 our largest client's auditor refused to sign. We had two days."),
            "March 2024 · largest client's auditor refused · sign · two days"
        );
        assert_eq!(
            cue(
                "I asked her to show me the three reports she could not trace. After many words of no use at all I wrote 14 tests."
            ),
            "asked · three reports · not trace · wrote 14 tests"
        );
        assert_eq!(cue("Refunded 1,200 users"), "Refunded 1,200 users");
        assert_eq!(cue("客户拒绝签字\u{ff0c}只有两天。"), "客户拒绝签字 · 只有两天");
        assert_eq!(cue("..."), "...");
    }

    #[test]
    fn own_cues_win_and_a_title_alone_is_a_cue() {
        let mut s = story(1, "p0", &[]);
        assert_eq!(cues::card(&s), ["story 1"]);
        s.action = "I rewrote the report.".into();
        assert_eq!(cues::card(&s), ["rewrote · report"]);
        s.cues = vec!["sat with her".into()];
        assert_eq!(cues::card(&s), ["sat with her"]);
    }

    proptest! {
        #[test]
        fn a_cue_card_is_never_empty(texts in prop::collection::vec("\\PC{0,60}|[a-z ,.0-9\n]{0,200}", 5)) {
            let mut s = story(1, "p0", &[]);
            s.title.clear();
            for (section, text) in Section::ALL.into_iter().zip(&texts) {
                s.section_mut(section).clone_from(text);
            }
            let cards = cues::card(&s);
            prop_assert_eq!(cards.is_empty(), s.is_blank());
            for cue in &cards {
                prop_assert!(!cue.trim().is_empty());
                prop_assert!(!cue.contains('\n'));
            }
            prop_assert!(cues::suggest(&s).len() <= 5);
        }
    }
}

mod the_numbers {
    use super::*;

    fn of(result: &str) -> Vec<(String, [Option<String>; 3])> {
        let mut s = story(1, "p0", &[]);
        s.result = result.to_owned();
        numbers::numbers(&s).into_iter().map(|n| (n.sentence, [n.baseline, n.change, n.result])).collect()
    }

    #[test]
    fn baseline_change_and_result_are_read_from_the_sentence() {
        let row = |text: &str| of(text).remove(0).1;
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(row("Findings went from 14 to 0."), [some("14"), None, some("0")]);
        assert_eq!(
            row("It fell from 3 days to 4 hours, a drop of 94%."),
            [some("3 days"), some("94%"), some("4 hours")]
        );
        assert_eq!(row("Refunds went down by 40 percent."), [None, some("40 percent"), None]);
        assert_eq!(row("We refunded 14 clients."), [None, None, some("14")]);
        assert_eq!(row("Sales doubled to $3.5 million."), [None, some("doubled"), some("$3.5 million")]);
    }

    #[test]
    fn years_times_and_names_are_no_quantities() {
        for text in
            ["In 2024 it was done.", "At 14:30 she came.", "On the 3rd try.", "We used v2 and Q3.", "No."]
        {
            assert!(!numbers::has_quantity(text), "{text}");
        }
        for text in ["14", "3.5%", "$40k", "twenty-one", "half of it", "1,200 users", "٣ أيام", "(12)"] {
            assert!(numbers::has_quantity(text), "{text}");
        }
    }

    #[test]
    fn only_sentences_with_a_quantity_are_listed() {
        let all = of("She signed, approx. 2 days early. Everybody was glad.\nVersion 1.5 holds 20 tests");
        assert_eq!(
            all.iter().map(|(s, _)| s.as_str()).collect::<Vec<_>>(),
            ["She signed, approx. 2 days early.", "Version 1.5 holds 20 tests"]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,120}|(from|to|by|14|3|half|%|days|[.,!])( (from|to|by|14|3|half|%|days|[.,!])){0,12}") {
            for (sentence, _) in of(&text) {
                prop_assert!(!sentence.is_empty());
            }
        }
    }
}
