//! Each rule is shown to fail, on a text that breaks it in one way.

use super::source::read;
use super::wrong;

fn faults(module: &[&str], text: &str) -> usize {
    wrong(&read(module, text)).len()
}

/// Texts that a module must not hold.
const BAD: &[(&[&str], &str)] = &[
    // Layers.
    (&["story"], "use crate::questions::Bank;"),
    (&["coach", "text"], "use crate::practice::Settings;"),
    (&["app", "key"], "fn f() { let disk = crate::store::Disk::default(); }"),
    (&["app", "key"], "use crate::{story::Story, store::Disk};"),
    (
        &["app", "key"],
        "use crate::{\n    story::{\n        Story,\n    },\n    store::{\n        Disk,\n    },\n};",
    ),
    (&["app"], "use super::terminal::Clock;"),
    (&["app", "screen"], "use super::super::ui;"),
    (&["app", "screen"], "use crate as house;\nfn f() { house::store::open() }"),
    (&["app", "screen"], "pub use crate::store::Disk;"),
    (&["app", "screen"], "use crate::story;\nuse super::super::store as kept;"),
    (&["app", "screen"], "mod inner { fn f() { super::super::super::store::open() } }"),
    (&["app"], "fn f(disk: &crate::store::Disk) {}"),
    (&["app"], "impl crate::store::Fs for App {}"),
    (&["app"], "type Disk = crate::store::Disk;"),
    (&["app"], "fn f() { println!(\"{:?}\", crate::store::open()) }"),
    (&["app"], "use crate::store::*;"),
    // Words of the system.
    (&["app"], "use ratatui::style::Style;"),
    (&["ui"], "fn f() { let size = crossterm::terminal::size(); }"),
    (&["app"], "fn f() { std::fs::write(path, text); }"),
    (&["app"], "use std::{fs, env};"),
    (&["app"], "use std::{\n    collections::HashMap,\n    fs::{\n        self,\n        File,\n    },\n};"),
    (&["app"], "use std::fs as disk;\nfn f() { disk::read(path); }"),
    (&["app"], "use std as s;\nfn f() { s::fs::read(path); }"),
    (&["app"], "extern crate std as s;\nfn f() { s::fs::read(path); }"),
    (&["app"], "use fs::File;\nuse std::fs;"),
    (&["app"], "fn f() { use std::fs; fs::read(path); }"),
    (&["app"], "fn f() { vec![std::fs::read(path)]; }"),
    (&["app"], "#[cfg(test)]\nmod tests {}\nuse std::fs;"),
    (&["app"], "#[cfg(test)]\nmod tests {\n    fn f() {}\n}\nfn f() { std::fs::read(path); }"),
    (&["store"], "fn f() { let now = jiff::Timestamp::now(); }"),
    (&["store"], "use jiff::Timestamp;\nfn f() { Timestamp::now(); }"),
    (&["store"], "use jiff::Timestamp as Moment;\nfn f() -> fn() -> Moment { Moment::now }"),
    (&["cli"], "use std::time;\nfn f() { time::Instant::now(); }"),
    (&["cli"], "use std::time::Instant;\nfn f() { <Instant>::now(); }"),
    (&["cli"], "type Clock = std::time::Instant;\nfn f() { Clock::now(); }"),
    (&["practice"], "fn f() { std::env::var(\"HOME\"); }"),
    (&["terminal"], "fn f() { std::net::TcpListener::bind(to); }"),
    (&["terminal"], "use std::os::unix::net::UnixListener;"),
    (&["coach"], "use toml::Table;"),
    (&["store"], "fn f() { tempfile::tempdir(); }"),
    (&["store"], "fn f() { if cfg!(test) {} }"),
    (&["store"], "#[cfg(not(test))]\nfn f() {}"),
    (&["store"], "#[cfg(windows)]\nfn f() {}"),
    (&["store"], "#[path = \"elsewhere.rs\"]\nmod here;"),
];

/// Texts that look alike and are fine.
const GOOD: &[(&[&str], &str)] = &[
    (&["story", "id"], "use super::Story;"),
    (&["app", "screen", "draft"], "use super::super::workspace::Workspace;"),
    (&["app"], "// never crate::store\n/// Nor [`crate::store`].\nfn f() {}"),
    (&["app"], "fn f() -> &'static str { \"crate::store std::fs\" }"),
    (&["app"], "#[cfg(test)]\nmod tests {\n    use crate::store::Disk;\n    use std::fs;\n}\nfn f() {}"),
    (&["app"], "#[cfg(test)]\nuse std::fs;"),
    (&["app"], "#[test]\nfn f() { std::fs::read(path); }"),
    (&["app"], "impl App {\n    #[cfg(test)]\n    fn f() { std::fs::read(path); }\n}"),
    (&["app"], "fn store() {}\nfn f() { let store = store(); store.fs(); }"),
    (&["app"], "mod fs;\nuse fs::File;\nfn f() { fs::read(); self::fs::read(); }"),
    (&["terminal", "inbox"], "use crate::store::Disk;\nuse std::os::unix::net::UnixStream;"),
    (&["store", "fs"], "use std::fs::File;"),
    (&["cli"], "use std::time::Instant;\nfn f(since: Instant) {}"),
    (&["store"], "#[cfg(target_os = \"linux\")]\nfn f() {}"),
];

#[test]
fn what_breaks_a_rule_is_found() {
    for (module, text) in BAD {
        assert!(faults(module, text) > 0, "{module:?}:\n{text}");
    }
}

#[test]
fn what_keeps_to_the_rules_is_left_alone() {
    for (module, text) in GOOD {
        assert_eq!(faults(module, text), 0, "{module:?}: {:?}\n{text}", wrong(&read(module, text)));
    }
}

#[test]
fn names_types_and_first_lines_are_read_as_they_stand() {
    let text = "//! What it owns.\n\nstruct A;\nenum B {}\ntype C = A;\ntrait D {}\n\
                impl Iterator for A { type Item = u8; }\n#[cfg(test)]\nmod tests { struct E; }\nstruct F;";
    let file = read(&["story"], text);
    assert_eq!(file.types, ["A", "B", "C", "D", "F"]);
    assert!(file.says_what_it_owns);
    assert!(!read(&["story"], "// What it owns.\nstruct A;").says_what_it_owns);
    assert!(
        !read(&["story"], "use std::fmt;\n//! What it owns.".replace("//!", "//").as_str()).says_what_it_owns
    );
}
