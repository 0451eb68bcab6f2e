//! Whatever is pressed: no panic, the cursor on the screen, every hint works, no typed word is lost.

use proptest::prelude::*;
use starcoach::app::command::key::sequence;
use starcoach::app::command::keymap::{Keymap, Meaning};
use starcoach::app::command::rows;
use starcoach::app::msg::{Input, Msg};
use starcoach::story::Story;

use super::scenes::Files;
use crate::harness::Harness;

#[derive(Debug, Clone)]
enum Step {
    Keys(String),
    /// Any keys of the table, one after the other.
    Known(usize, usize),
    Paste(String),
    /// So fast that the letters wait one behind the other.
    Burst(String),
    Resize(u16, u16),
    Wait(u64),
    LookAway,
    Restart,
    Crash,
}

fn step() -> impl Strategy<Value = Step> {
    let portable = "(<enter>|<tab>|<esc>|<up>|<down>|[a-z]|[1-5]|[ /:?G]){1,6}";
    prop_oneof![
        8 => portable.prop_map(Step::Keys),
        4 => (0..rows().len(), 0..4_usize).prop_map(|(row, key)| Step::Known(row, key)),
        2 => "[a-zé家 ]{1,12}".prop_map(Step::Keys),
        1 => prop_oneof!["\\PC{0,40}", "[a-z\\r\\n\\t\u{202e}\u{200d}👩家e\u{301} ]{0,60}"].prop_map(Step::Paste),
        1 => "[a-z é家]{2,20}".prop_map(Step::Burst),
        1 => (1..=200_u16, 1..=60_u16).prop_map(|(c, r)| Step::Resize(c, r)),
        2 => (0..20_000_u64).prop_map(Step::Wait),
        1 => Just(Step::LookAway),
        1 => Just(Step::Restart),
        2 => Just(Step::Crash),
    ]
}

/// All texts that somebody typed.
fn texts(app: &Harness) -> Vec<Story> {
    let mut stories = app.stories();
    for story in &mut stories {
        story.updated = story.created;
    }
    stories.sort_by(|a, b| a.id.cmp(&b.id));
    stories
}

fn take(app: &mut Harness, step: &Step) {
    match step {
        Step::Keys(keys) => drop(app.keys(keys)),
        Step::Known(row, key) => {
            let keys = rows().as_slice()[*row].keys;
            if let Some(keys) = keys.get(key % keys.len().max(1)) {
                for key in sequence(keys) {
                    app.tell(Msg::Input(Input::Key(key)));
                }
            }
        }
        Step::Paste(text) => drop(app.paste(text)),
        Step::Burst(text) => drop(app.burst(text)),
        Step::Resize(columns, rows) => drop(app.resize(*columns, *rows)),
        Step::Wait(ms) => drop(app.wait(*ms)),
        Step::LookAway => drop(app.look_away()),
        Step::Restart | Step::Crash => {
            let before = texts(app);
            if matches!(step, Step::Crash) {
                app.crash()
            } else {
                app.restart()
            };
            assert_eq!(texts(app), before, "after {step:?}");
        }
    }
    if app.left {
        let before = texts(app);
        app.restart();
        assert_eq!(texts(app), before, "after leaving");
    }
}

fn check(app: &Harness) {
    // Drawing looks at the cursor, too.
    app.cursor();
    let contexts = app.model.contexts();
    for (keys, row) in app.model.hints() {
        assert!(app.model.available(row.command).is_ok(), "{}", row.id);
        let keys = sequence(keys);
        let (last, before) = keys.split_last().unwrap();
        assert_eq!(Keymap::default().resolve(&contexts, before, *last), Meaning::Command(row.command));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: if crate::pty::long() { 400 } else { 12 }, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_pressed_nothing_breaks_and_no_word_is_lost(
        three in any::<bool>(),
        steps in prop::collection::vec(step(), 1..80),
    ) {
        let mut app = if three { Files::Three } else { Files::None }.start(80, 24);
        for step in &steps {
            take(&mut app, step);
            check(&app);
        }
    }
}
