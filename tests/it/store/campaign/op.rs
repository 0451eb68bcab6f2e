//! What can happen in a random history, and how often.

use proptest::prelude::*;

#[derive(Debug, Clone)]
pub(super) enum Op {
    Type {
        window: usize,
        story: usize,
        section: usize,
    },
    Undo {
        window: usize,
        story: usize,
        section: usize,
    },
    Begin {
        window: usize,
    },
    Sync {
        window: usize,
    },
    Save {
        window: usize,
        story: usize,
    },
    /// Saves, types on while the disk works, and takes note afterwards.
    SaveTyping {
        window: usize,
        story: usize,
    },
    Delete {
        window: usize,
        story: usize,
    },
    Restore {
        window: usize,
    },
    Look {
        window: usize,
    },
    Close {
        window: usize,
    },
    Kill {
        window: usize,
    },
    Restart {
        window: usize,
    },
    Fail {
        window: usize,
        after: u64,
        count: u64,
        error: usize,
    },
    Die {
        window: usize,
        after: u64,
    },
    OutsideWrite {
        story: usize,
        section: usize,
    },
    OutsideDelete {
        story: usize,
    },
    OutsideDamage {
        story: usize,
    },
    Cut,
}

pub(super) fn op() -> impl Strategy<Value = Op> {
    let (window, story, section) = (0..2usize, 0..3usize, 0..2usize);
    let typing = (window.clone(), story.clone(), section.clone());
    prop_oneof![
        12 => typing.clone().prop_map(|(window, story, section)| Op::Type { window, story, section }),
        2 => typing.prop_map(|(window, story, section)| Op::Undo { window, story, section }),
        1 => window.clone().prop_map(|window| Op::Begin { window }),
        3 => window.clone().prop_map(|window| Op::Sync { window }),
        5 => (window.clone(), story.clone()).prop_map(|(window, story)| Op::Save { window, story }),
        2 => (window.clone(), story.clone()).prop_map(|(window, story)| Op::SaveTyping { window, story }),
        1 => (window.clone(), story.clone()).prop_map(|(window, story)| Op::Delete { window, story }),
        1 => window.clone().prop_map(|window| Op::Restore { window }),
        2 => window.clone().prop_map(|window| Op::Look { window }),
        1 => window.clone().prop_map(|window| Op::Close { window }),
        2 => window.clone().prop_map(|window| Op::Kill { window }),
        3 => window.clone().prop_map(|window| Op::Restart { window }),
        2 => (window.clone(), 0..12u64, 1..8u64, 0..3usize)
            .prop_map(|(window, after, count, error)| Op::Fail { window, after, count, error }),
        2 => (window, 0..25u64).prop_map(|(window, after)| Op::Die { window, after }),
        2 => (story.clone(), section).prop_map(|(story, section)| Op::OutsideWrite { story, section }),
        1 => story.clone().prop_map(|story| Op::OutsideDelete { story }),
        1 => story.prop_map(|story| Op::OutsideDamage { story }),
        2 => Just(Op::Cut),
    ]
}
