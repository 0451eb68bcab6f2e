//! The places and what pops up above them.

use super::{bare, full};
use crate::harness::Harness;

fn three(columns: u16, rows: u16) -> Harness {
    let stories = [full(1, "The auditor", 0), full(2, "Late shipment", 1), bare(3, "Night pager", 2)];
    Harness::with(columns, rows, &stories)
}

#[test]
fn digits_and_tab_go_to_the_places_and_esc_goes_home() {
    let mut app = three(80, 24);
    app.keys("2");
    assert!(app.screen().contains("1 of 10") || app.screen().contains("of 10 answered"));
    app.keys("<tab>");
    assert!(app.screen().contains("3 stories"), "{}", app.screen());
    app.keys("<esc>");
    assert!(app.screen().contains("Monday, November 23"), "{}", app.screen());
}

#[test]
fn the_chosen_row_of_today_is_in_view_wherever_it_is() {
    for (columns, rows) in [(80, 24), (40, 12), (30, 8)] {
        let mut app = three(columns, rows);
        app.keys("1g");
        for at in 0..25 {
            assert!(app.screen().contains('▸'), "{at} down:\n{}", app.screen());
            app.keys("j");
        }
        app.keys("G21");
        assert!(app.screen().contains('▸'), "{}", app.screen());
    }
}

#[test]
fn the_further_rows_of_a_cue_stand_under_its_first() {
    let mut story = full(1, "The auditor", 0);
    story.cues = vec![
        "spring, hotline drowned, eleven calls an hour, twice as many as the residents who park there".into(),
    ];
    let mut app = Harness::with(80, 24, &[story]);
    app.keys("3<enter>vv");
    let rows = app.rows();
    let first = rows
        .iter()
        .position(|r| r.contains("Situation   spring"))
        .unwrap_or_else(|| panic!("{}", app.screen()));
    let column = rows[first].find("spring").unwrap();
    assert_eq!(rows[first + 1].find(|c: char| c != ' '), Some(column), "{}", app.screen());
}

#[test]
fn typing_narrows_to_many_one_and_none() {
    let mut app = three(80, 24);
    app.keys("/");
    assert!(app.screen().contains("3 stories"));
    app.keys("auditor l");
    assert!(app.screen().contains("2 stories"), "{}", app.screen());
    app.keys("ate ship");
    assert!(app.screen().contains("1 story"), "{}", app.screen());
    app.keys("x");
    assert!(app.screen().contains("0 stories"), "{}", app.screen());
    assert!(app.screen().contains("No stories match."), "{}", app.screen());
    app.keys("<esc><esc>");
    assert!(app.screen().contains("3 stories"), "Esc, then Esc again, shows all:\n{}", app.screen());
}

#[test]
fn the_reader_shows_full_headline_cues_and_openings() {
    let mut app = three(80, 24);
    app.keys("/late<enter>");
    assert!(app.screen().contains("Situation"), "{}", app.screen());
    for (view, text) in
        [("Headline", "No headline yet."), ("Cues", "Situation "), ("Openings", "No opening line")]
    {
        app.keys("v");
        assert!(app.screen().contains(view) && app.screen().contains(text), "{view}:\n{}", app.screen());
    }
    app.keys("v");
    assert!(app.screen().contains("Action"), "and full again:\n{}", app.screen());
}

#[test]
fn space_reads_on_and_then_takes_the_next_story() {
    let mut app = three(80, 16);
    app.keys("3<enter>");
    let first = app.stories()[0].name();
    assert!(app.screen().contains(&first));
    for _ in 0..6 {
        app.keys("<space>");
    }
    assert!(!app.rows()[1].contains(&first) && !app.screen().contains(&first), "{}", app.screen());
}

#[test]
fn the_palette_finds_commands_by_the_words_of_other_programs() {
    let mut app = Harness::with(80, 24, &[bare(1, "The auditor", 1)]);
    for (word, found) in
        [("import", "Bring in stories"), ("backup", "Earlier versions"), ("delete", "Move to the trash")]
    {
        app.keys("3:").keys(word);
        assert!(app.screen().contains(found), "{word}:\n{}", app.screen());
        app.keys("<esc>");
    }
}

#[test]
fn the_palette_finds_a_command_by_a_word_and_runs_it() {
    let mut app = three(80, 24);
    app.keys(":place<space>b<enter>");
    assert!(
        app.screen().contains("So far   Stories"),
        "the place before Today is Prepare:\n{}",
        app.screen()
    );
}

#[test]
fn the_help_shows_the_keys_that_work_here_and_scrolls() {
    let mut app = three(80, 24);
    app.keys("e<esc>?");
    let top = app.screen();
    assert!(top.contains("Help me start") && top.contains("Keys"), "{top}");
    app.keys("<down><down>");
    assert_ne!(app.screen(), top, "it scrolls");
    app.keys("<pagedown><pagedown><pagedown>");
    let end = app.screen();
    app.keys("<down><down><down><up>");
    assert_ne!(app.screen(), end, "one step up from the end is seen at once");
    app.keys("<esc>");
    assert!(!app.screen().contains("Help me start"), "{}", app.screen());
}

#[test]
fn help_also_opens_while_typing() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>word<f1>");
    assert!(app.screen().contains("Next part"), "{}", app.screen());
    app.keys("<esc>s");
    assert_eq!(app.stories()[0].situation, "words");
}

#[test]
fn a_picker_keeps_the_chosen_row_in_view() {
    let mut app = three(80, 24);
    app.keys("3m<down><down><down><down><enter>");
    assert!(app.screen().contains("Use it for"), "{}", app.screen());
    for _ in 0..60 {
        app.keys("<down>");
        assert!(app.screen().contains("▸"), "{}", app.screen());
    }
    app.keys("<esc>");
    assert!(!app.screen().contains("Use it for"));
}

#[test]
fn a_prompt_nobody_answers_offers_the_stories_there_are() {
    let mut app = three(80, 24);
    app.keys("2<enter><down><down><down><enter>");
    let screen = app.screen();
    for text in ["Tell \"Late shipment\"", "Tell \"The auditor\"", "Write a new story", "Skip for now"] {
        assert!(screen.contains(text), "{text}:\n{screen}");
    }
    app.keys("s");
    assert!(app.screen().contains("question 5 of 10"), "{}", app.screen());
}

#[test]
fn a_damaged_file_can_be_asked_about_on_a_narrow_screen() {
    let files = [("broken.json".to_owned(), String::new())];
    let mut app = Harness::with_files(40, 12, &files);
    app.keys("3<enter>");
    assert!(app.screen().contains("broken.json cannot be read"), "{}", app.screen());
    app.keys("<esc>");
    assert!(app.screen().contains("▸ ! broken.json"), "{}", app.screen());
}

#[test]
fn today_writes_the_proposed_story_with_d() {
    let mut app = three(80, 24);
    assert!(app.screen().contains("Write the"), "{}", app.screen());
    app.keys("d");
    assert!(app.screen().contains("Tell \""), "{}", app.screen());
}

#[test]
fn on_a_form_u_takes_the_last_words_back() {
    let mut app = three(80, 24);
    app.keys("3t<end> again<esc>");
    let named = app.stories().iter().filter(|s| s.title.ends_with(" again")).count();
    assert_eq!(named, 1);
    app.keys("u");
    assert!(app.stories().iter().all(|s| !s.title.ends_with(" again")), "{}", app.screen());
}

#[test]
fn a_window_too_small_says_so_and_loses_nothing() {
    let mut app = Harness::new(80, 24);
    app.keys("<enter>Words").resize(29, 7);
    assert!(app.screen().contains("Enlarge the window."), "{}", app.screen());
    app.keys(" more").resize(80, 24);
    assert!(app.screen().contains("Words more"), "{}", app.screen());
}

#[test]
fn what_narrows_stories_is_marked_in_the_list_and_in_the_text() {
    let mut stories = super::ask::two();
    stories[0].lesson = "I look twice at every halibut since.".into();
    let mut app = Harness::with(80, 24, &stories);
    app.keys("/halibut");
    assert!(app.screen().contains("every halibut"), "it is scrolled to:\n{}", app.screen());
    assert!(app.roles().contains("phrase"), "{}", app.roles());
    app.keys("<ctrl-u>late<esc>");
    let row = app.rows().iter().position(|r| r.contains("▸") && r.contains("Late")).unwrap();
    let roles = app.roles();
    let marked = roles.lines().any(|l| l.starts_with(&format!("{row:>2}:")) && l.contains("phrase"));
    assert!(marked, "{roles}");
}

/// The mark of a story on Today and in Stories.
fn marks(app: &mut Harness, name: &str) -> [char; 2] {
    ['1', '3'].map(|place| {
        let screen = app.keys(&place.to_string()).screen();
        // Beside its name, or beside the question that it answers.
        let row = screen.lines().find(|row| row.contains(name) && row.contains(['○', '◐', '●']));
        let shown = row.and_then(|row| row.chars().find(|c| "○◐●".contains(*c)));
        shown.unwrap_or_else(|| panic!("no mark of {name}:\n{screen}"))
    })
}

#[test]
fn a_mark_is_true_again_as_soon_as_a_story_its_links_or_its_tellings_change() {
    let mut story = full(1, "Auditor", 1);
    story.lesson.clear();
    story.result =
        "She signed a day early. Her findings went from 14 to 0, and the 40 suppliers were paid on time. \
                    The client renewed for two years and named that page as the reason."
            .into();
    let mut app = Harness::with(80, 24, &[story]);
    assert_eq!(marks(&mut app, "Auditor"), ['◐', '◐']);
    // That it answers a question about a failure as well takes nothing away.
    let failure = super::ten()[0].clone();
    let id = app.stories()[0].id.clone();
    app.model.workspace.link(&id, &failure, &app.now());
    assert_eq!(marks(&mut app, "Auditor"), ['◐', '◐']);
    let result = app.stories()[0].result.clone();
    app.model.workspace.set(&id, &app.now(), |s| s.result = "It went well.".into());
    assert_eq!(marks(&mut app, "Auditor"), ['○', '○']);
    app.model.workspace.set(&id, &app.now(), |s| s.result = result);
    assert_eq!(marks(&mut app, "Auditor"), ['◐', '◐']);
    // A telling far too short for what is written is a warning, in the running app as after a restart.
    app.model.workspace.told_for_real(&id, None, starcoach::story::pace::Seconds(25), &app.now());
    let there = marks(&mut app, "Auditor");
    app.restart();
    assert_eq!(marks(&mut app, "Auditor"), there);
}

#[test]
fn finding_on_questions_narrows_the_questions_and_goes_nowhere_else() {
    let mut app = three(80, 24);
    app.keys("2/feedback");
    let screen = app.screen();
    assert!(screen.contains("customer feedback") && screen.contains("questions"), "{screen}");
    assert!(!screen.contains("an apology"), "{screen}");
    app.keys("<down><enter>");
    assert!(app.screen().contains("Tell \"") || app.screen().contains("question"), "{}", app.screen());
    app.keys("<esc>");
    assert!(app.screen().contains("Find feedback"), "it comes back to where it was:\n{}", app.screen());
    app.keys("<esc>");
    assert!(app.rows()[0].ends_with("answered"), "{}", app.screen());
    app.keys("/zzzz");
    assert!(app.screen().contains("No questions match."), "{}", app.screen());
}

#[test]
fn more_shows_only_what_can_be_done_now() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    app.keys("3m");
    assert!(app.screen().contains("Practice this story") && app.screen().contains("Ask: the story"));
    assert!(app.screen().contains("Stop using it for"), "{}", app.screen());
    app.keys("?");
    assert!(app.screen().contains("Keys"), "help opens above a list too:\n{}", app.screen());
    let mut story = bare(1, "Night pager", 0);
    story.answers.clear();
    let mut app = Harness::with(80, 24, &[story]);
    app.keys("3m");
    assert!(!app.screen().contains("Stop using it for"), "{}", app.screen());
}

#[test]
fn the_list_of_stories_says_what_each_is_for_how_long_it_took_and_when_it_is_due() {
    let titles = ["Three vendors and one long week", "Late shipment", "Night pager"];
    let stories: Vec<_> = titles.iter().enumerate().map(|(i, t)| full(i as u64 + 1, t, i)).collect();
    let mut app = Harness::with(120, 70, &stories);
    app.keys("3");
    let row = app.rows().into_iter().find(|r| r.contains("Late shipment")).unwrap();
    let row: String = row.chars().take(40).collect();
    for text in ["◐ Late shipment", "2:06", "due today"] {
        assert!(row.contains(text), "{text}: {row}");
    }
    assert!(app.screen().contains("solid · about 2:07 aloud · Customer Obsession"), "{}", app.screen());
    app.keys("/late<enter>p<enter>").wait(80_000).keys("<enter><enter>3<esc>3");
    assert!(app.screen().contains("Told once, to tell "), "the reader knows it:\n{}", app.screen());
    assert!(app.screen().contains("Told it"), "{}", app.screen());
}

#[test]
fn every_place_is_sensible_with_none_one_many_and_very_many_stories() {
    for count in [0, 1, 48, 10_000] {
        // Whole stories that are all alike would all be copies of each other.
        let whole = if count > 100 { bare } else { full };
        let story = |n: usize| whole(n as u64 + 1, &format!("Story number {n}"), n % 10);
        let stories: Vec<_> = (0..count).map(story).collect();
        let mut app = Harness::with(80, 24, &stories);
        for (columns, rows) in [(80, 24), (120, 40), (40, 12)] {
            app.resize(columns, rows);
            for place in ["1", "2", "3", "4"] {
                app.keys(place);
                let screen = app.screen();
                assert!(screen.trim().lines().count() > 4, "{count} at {columns}x{rows}, {place}:\n{screen}");
                assert!(app.rows().iter().all(|r| starcoach::text::columns(r) <= usize::from(columns)));
                if count > 0 || place == "4" || place == "2" {
                    let before = app.snapshot();
                    app.keys("j");
                    assert!(
                        count == 1 || app.snapshot() != before,
                        "{count}, {place}: j does nothing\n{screen}"
                    );
                    app.keys("k");
                }
            }
        }
    }
}

#[test]
fn a_story_that_answers_no_question_yet_has_its_slot_at_home() {
    let mut story = bare(1, "Night pager", 0);
    story.principle = "ownership".into();
    story.answers.clear();
    let others = [(2, "The auditor"), (3, "Late shipment"), (4, "Refund queue")];
    let others = others.map(|(n, title)| full(n, title, n as usize));
    let mut app = Harness::with(80, 24, &[&[story], others.as_slice()].concat());
    let slot =
        |app: &Harness| app.rows().into_iter().find(|r| r.trim_start().starts_with("Ownership")).unwrap();
    assert!(slot(&app).contains("○ Night pager"), "{}", app.screen());
    app.keys("2");
    assert!(slot(&app).contains("○ · ·"), "{}", app.screen());
}

#[test]
fn a_principle_is_read_with_its_definition_its_source_and_what_holds_for_all() {
    let mut app = Harness::new(80, 24);
    app.keys("2");
    // The pane at the right.
    let rows: Vec<String> = app.rows().iter().map(|row| row.chars().skip(32).collect()).collect();
    let flat = rows.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    for said in ["Leaders start with the customer", "obsess over customers", "Holly Lee Coaching"] {
        assert!(flat.contains(said), "{said}: {}", app.screen());
    }
    // A question of it is read with its wording instead.
    app.keys("<enter>");
    assert!(app.screen().contains("Share an example"), "{}", app.screen());
    assert!(!app.screen().contains("Leaders start"), "{}", app.screen());
    for (columns, rows) in [(80, 24), (40, 12)] {
        let mut app = Harness::new(columns, rows);
        app.keys("2w");
        let mut seen = String::new();
        for _ in 0..30 {
            seen.push_str(&app.screen());
            app.keys("j");
        }
        for said in ["Leaders start", "Holly Lee", "STAR", "the end customer", "three different types"] {
            let found = seen.contains(said) || said.split(' ').all(|word| seen.contains(word));
            assert!(found, "{columns}x{rows}, {said}: {seen}");
        }
    }
}

#[test]
fn more_questions_stand_below_their_heading_and_say_where_else_they_are_asked() {
    let mut app = Harness::new(80, 24);
    app.keys("2<enter>");
    app.keys(&"<down>".repeat(10));
    assert!(app.screen().contains("Also asked about customers"), "{}", app.screen());
    assert!(app.screen().contains("11 going above and beyond"), "{}", app.screen());
    app.keys(&"<down>".repeat(4));
    assert!(app.screen().contains("Tell me about a time you had to give a"), "{}", app.screen());
    assert!(app.screen().contains("Also asked under Earn Trust, Hire and Develop"), "{}", app.screen());
    app.keys("<enter>");
    assert!(app.screen().contains("question 15 of 15"), "{}", app.screen());
}

#[test]
fn today_proposes_a_question_of_another_type_than_the_stories_there_are() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0), full(2, "Late shipment", 1)]);
    app.keys("1");
    // A failure and a conflict are there, so no second failure, which would come next in order.
    let row = app.rows().into_iter().find(|r| r.contains("the third for Customer Obsession")).unwrap();
    assert!(row.contains("when to push back or say no"), "{row}");
}
