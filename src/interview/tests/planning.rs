use super::*;

fn names(round: &plan::RoundPlan) -> Vec<String> {
    round.tells.iter().map(|t| format!("{}{}", t.story, if t.again { "!" } else { "" })).collect()
}

#[test]
fn nobody_hears_what_another_heard_where_it_can_be_avoided() {
    let bank = bank();
    // A greedy choice (the better story first) would leave a repeat for the second interviewer.
    let (a, b) = (story(1, "p0", &["p1/q0"]), story(2, "p0", &[]));
    let all = [candidate(&a, Stage::Ready), candidate(&b, Stage::Draft)];
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
    let all = [candidate(&a, Stage::Ready)];
    let plan = plan(&[round(&["p0"]), round(&["p0", "p1"])], &all, &bank);
    assert_eq!(names(&plan.rounds[0]), [a.id.to_string()]);
    assert_eq!(names(&plan.rounds[1]), [format!("{}!", a.id)]);
    assert_eq!(plan.rounds[1].missing.len(), 1);
}

#[test]
fn rounds_edited_by_hand_stay_and_the_others_avoid_their_stories() {
    let bank = bank();
    let (a, b) = (story(1, "p0", &["p1/q0"]), story(2, "p0", &[]));
    let all = [candidate(&a, Stage::Ready), candidate(&b, Stage::Draft)];
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

/// The cost of a choice, most significant first: principles without a story, repeats, stage.
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

/// The best score over all possible choices.
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
    options.extend((0..costs[at].len()).filter(|&s| costs[at][s].is_some() && !taken(s, chosen)).map(Some));
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
        let standings = [Stage::Draft, Stage::Solid, Stage::Ready];
        let stories: Vec<(Story, Stage)> = stories.into_iter().enumerate().map(|(at, (home, stage, answers))| {
            let answers: Vec<String> = answers.iter().map(|a| format!("p{a}/q0")).collect();
            let answers: Vec<&str> = answers.iter().map(String::as_str).collect();
            (story(at as u64 + 1, &format!("p{home}"), &answers), standings[stage])
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
        (0..10_000).map(|n| story(n + 1, homes[n as usize % 4], &["p0/q0", "p1/q1"])).collect();
    let all: Vec<_> = stories.iter().map(|s| candidate(s, Stage::Solid)).collect();
    let rounds: Vec<Round> = (0..10).map(|_| round(&homes)).collect();
    let plan = plan(&rounds, &all, &bank);
    assert_eq!((plan.stories().len(), plan.missing()), (40, 0));
}

#[test]
fn open_rounds_share_the_principles_that_nobody_asks_for() {
    let bank = bank();
    let counting = Preparation::default().counting(&bank);
    let mut by_hand = round(&[]);
    by_hand.stories = Some(Vec::new());
    let dealt = plan::spread(&[round(&[]), round(&["p0"]), by_hand, round(&[])], &counting);
    assert_eq!(dealt, [vec!["p3", "p2"], vec!["p0"], vec![], vec!["p1"]]);
    assert!(plan::spread(&[], &counting).is_empty());
}

/// Random stories: home, stage, prompts, whether told and whether weak.
type Drawn = Vec<(usize, usize, Vec<usize>, bool, bool)>;

fn drawn() -> impl Strategy<Value = Drawn> {
    prop::collection::vec(
        (0_usize..4, 0_usize..3, prop::collection::vec(0_usize..4, 0..3), any::<bool>(), any::<bool>()),
        0..9,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn neither_the_order_of_the_stories_nor_an_edit_changes_the_plan(
        stories in drawn(),
        wants in prop::collection::vec(prop::collection::btree_set(0_usize..4, 0..4), 0..5),
        by_hand in prop::option::of(prop::collection::vec(0_usize..9, 0..3)),
        order in any::<u64>(),
        edited in any::<prop::sample::Index>(),
    ) {
        let bank = bank();
        let stages = [Stage::Draft, Stage::Solid, Stage::Ready];
        let mut made: Vec<_> = stories.into_iter().zip(1..).map(|((home, stage, answers, told, weak), bits)| {
            let answers: Vec<String> = answers.iter().map(|a| format!("p{a}/q0")).collect();
            let answers: Vec<&str> = answers.iter().map(String::as_str).collect();
            (story(bits, &format!("p{home}"), &answers), stages[stage], told, weak)
        }).collect();
        let mut rounds: Vec<Round> = wants.iter().map(|w| Round {
            principles: w.iter().map(|p| format!("p{p}")).collect(), ..Round::default()
        }).collect();
        if let (Some(hand), Some(round)) = (by_hand, rounds.last_mut()) {
            round.stories = Some(hand.into_iter().map(|at| StoryId::from_bits(at as u64 + 1)).collect());
        }
        let planned = |made: &[(Story, Stage, bool, bool)]| {
            let all: Vec<_> = made.iter().map(|(story, stage, told, weak)| Candidate {
                story, stage: *stage, told: told.then_some(crate::story::pace::Seconds(90)), weak: *weak,
            }).collect();
            plan(&rounds, &all, &bank)
        };
        let before = planned(&made);
        if !made.is_empty() {
            let at = edited.index(made.len());
            let (story, ..) = &mut made[at];
            story.title.push_str(" again");
            story.action.push_str("I called her.");
            story.updated = Timestamp::MAX;
        }
        let shuffled = |id: &StoryId| id.to_string().bytes().fold(order, |h, b| h.rotate_left(7) ^ u64::from(b));
        made.sort_by_key(|(story, ..)| shuffled(&story.id));
        prop_assert_eq!(planned(&made), before);
    }
}

#[test]
fn a_draft_is_told_before_a_story_of_which_a_bigger_one_is_known() {
    let bank = bank();
    let (small, draft) = (story(1, "p0", &[]), story(2, "p0", &[]));
    for (weak, first) in [(true, &draft), (false, &small)] {
        let all = [Candidate { weak, ..candidate(&small, Stage::Solid) }, candidate(&draft, Stage::Draft)];
        assert_eq!(names(&plan(&[round(&["p0"])], &all, &bank).rounds[0]), [first.id.to_string()]);
    }
}
