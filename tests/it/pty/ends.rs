//! However the program ends, all words are kept and the terminal is as it was before.

use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::time::{Duration, Instant};

use rustix::process::Signal;
#[cfg(target_os = "linux")]
use rustix::process::{Resource, Rlimit, prlimit, setrlimit};

use super::driver::{Start, Terminal};
use super::home::Home;
use super::{begin, given_back, prose};

/// The program ends within a second; the rest is for a machine with much else to do.
const SOON: Duration = Duration::from_secs(4);
/// Memory in which the stack of no thread has room.
#[cfg(target_os = "linux")]
const LESS_THAN_A_THREAD: u64 = 1 << 20;
/// Names the socket on which a child of this test is told to panic.
const PANIC: &str = "STARCOACH_TEST_PANIC";

/// Waits for the end and checks what every end owes: in time, and nothing left switched on.
fn end_of(app: &mut Terminal, code: u32) {
    let start = Instant::now();
    let status = app.wait_for_end();
    let took = start.elapsed();
    println!("ended {took:?} after it was told to");
    assert!(took < SOON, "it took {took:?}");
    assert_eq!(status.exit_code(), code, "{status:?}\n{}", app.text());
    given_back(app);
}

/// 500 characters are typed, then this signal comes.
fn ended_by(signal: Signal, code: u32) -> Home {
    let home = Home::new();
    let mut app = begin(&home);
    app.type_burst(&prose(500));
    app.signal(signal);
    end_of(&mut app, code);
    home
}

#[test]
fn sigterm_keeps_every_word_and_the_next_start_says_nothing() {
    let home = ended_by(Signal::TERM, 143);
    let mut app = Start::app(&home).run();
    app.wait_until("a screen", |s| s.contents().contains("1 Today") || s.contents().contains("Situation"));
    app.send("\x03");
    end_of(&mut app, 0);
    assert!(!String::from_utf8_lossy(&app.raw).contains("unsaved"), "an orderly end needs no message");
    assert_eq!(home.story()["situation"], prose(500));
}

#[test]
fn sigint_keeps_every_word() {
    assert_eq!(ended_by(Signal::INT, 130).story()["situation"], prose(500));
}

#[test]
fn sigquit_keeps_every_word() {
    assert_eq!(ended_by(Signal::QUIT, 131).story()["situation"], prose(500));
}

#[test]
fn sighup_keeps_every_word() {
    assert_eq!(ended_by(Signal::HUP, 129).story()["situation"], prose(500));
}

#[test]
fn a_second_signal_changes_nothing() {
    let home = Home::new();
    let mut app = begin(&home);
    app.type_burst(&prose(500));
    app.signals(&[Signal::TERM, Signal::TERM, Signal::TERM]);
    end_of(&mut app, 143);
    assert_eq!(home.story()["situation"], prose(500));
}

#[test]
fn a_terminal_that_reads_nothing_is_given_back() {
    let home = Home::new();
    let mut app = begin(&home);
    app.type_burst(&prose(500));
    app.stop_reading();
    app.send("z");
    app.signal(Signal::TERM);
    assert_eq!(app.wait_for_exit().exit_code(), 143);
    assert_eq!(app.modes(), app.before, "while nothing is read");
    app.read_again();
    end_of(&mut app, 143);
    assert!(home.story()["situation"].as_str().unwrap().starts_with(&prose(500)));
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_ends_the_program_where_no_thread_can_be_started() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let home = Home::new();
        let mut app = begin(&home);
        app.type_burst(&prose(500));
        let most = address_space(&app.pid().as_raw_nonzero().to_string()) + LESS_THAN_A_THREAD;
        let limit = Rlimit { current: Some(most), maximum: Some(most) };
        prlimit(Some(app.pid()), Resource::As, limit).unwrap();
        app.signal(signal);
        end_of(&mut app, code);
        assert_eq!(home.story()["situation"], prose(500));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_start_without_threads_says_so_and_gives_the_terminal_back() {
    let home = Home::new();
    let this = std::env::current_exe().unwrap();
    let child = "pty::ends::the_program_as_a_child_without_threads";
    let args = ["--exact", child, "--ignored", "--nocapture", "--test-threads=1"];
    let mut app = Start::program(&home, this.to_str().unwrap(), &args).run();
    end_of(&mut app, 1);
    assert!(app.text().contains("no more threads"), "{}", app.text());
}

/// The bytes of memory that a process has reserved.
#[cfg(target_os = "linux")]
fn address_space(process: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let size = status.lines().find_map(|line| line.strip_prefix("VmSize:")).unwrap();
    size.trim().trim_end_matches(" kB").parse::<u64>().unwrap() << 10
}

/// Not a test by itself: the program where there is memory for itself, but for the stack of no thread.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "run by another test, in a terminal of its own"]
fn the_program_as_a_child_without_threads() {
    // Memory that the program may use: freed, but not given back, since the last piece is not.
    let pieces: Vec<Vec<u8>> = (0..400).map(|_| vec![1; 64 << 10]).collect();
    std::mem::forget(vec![1_u8; 64 << 10]);
    drop(pieces);
    let most = address_space("self") + LESS_THAN_A_THREAD;
    setrlimit(Resource::As, Rlimit { current: Some(most), maximum: Some(most) }).unwrap();
    let code = starcoach::cli::main(["starcoach".into()]);
    std::process::exit(i32::from(code != std::process::ExitCode::SUCCESS));
}

#[test]
fn the_process_ends_with_its_terminal() {
    for controlling in [true, false] {
        let home = Home::new();
        let mut start = Start::app(&home);
        start.controlling = controlling;
        let mut app = start.run();
        app.wait_for("Write your first story");
        app.press("\r", "stop writing");
        app.type_burst(&prose(500));
        app.close();
        let closed = Instant::now();
        assert_eq!(app.wait_for_end().exit_code(), 129, "controlling: {controlling}");
        assert!(closed.elapsed() < SOON, "controlling: {controlling}, {:?}", closed.elapsed());
        // The driver's own end of the terminal types a newline as it goes.
        assert_eq!(home.story()["situation"].as_str().unwrap().trim_end(), prose(500));
    }
}

#[test]
fn q_and_ctrl_c_leave_nothing_behind() {
    let home = Home::new();
    let mut app = Start::app(&home).run();
    app.wait_for("Write your first story");
    app.send("q");
    end_of(&mut app, 0);
    assert_eq!(app.text(), "", "nothing is written on the terminal that was there before");
    let mut app = begin(&home);
    app.type_burst(&prose(500));
    app.send("\x03");
    end_of(&mut app, 0);
    assert_eq!(app.text(), "1 story, not ready yet.", "what there is, in one line");
    assert_eq!(home.story()["situation"], prose(500));
    assert_eq!(home.below("state", "/journal/"), [] as [std::path::PathBuf; 0], "nothing is left to save");
}

#[test]
fn a_panic_gives_the_terminal_back_and_says_where_the_words_are() {
    let home = Home::new();
    let socket = home.path("panic");
    let listener = UnixListener::bind(&socket).unwrap();
    let this = std::env::current_exe().unwrap();
    let child = "pty::ends::the_program_as_a_child_that_panics_when_told";
    let args = ["--exact", child, "--ignored", "--nocapture", "--test-threads=1"];
    let mut app =
        Start::program(&home, this.to_str().unwrap(), &args).env(PANIC, socket.to_str().unwrap()).run();
    let (mut tell, _) = listener.accept().unwrap();
    app.wait_for("Write your first story");
    app.press("\r", "stop writing");
    app.type_burst(&prose(500));
    tell.write_all(b"!").unwrap();
    end_of(&mut app, 101);
    let said = app.text();
    assert!(said.contains("Your words are kept"), "{said}");
    assert!(said.contains("data"), "where they are: {said}");
    let log = std::fs::read_to_string(home.path("state/log")).unwrap();
    assert!(said.contains("state/log") && log.lines().count() == 1, "{said}\n{log}");
    assert!(log.contains("ends.rs:") && log.contains(env!("CARGO_PKG_VERSION")), "{log}");
    assert!(!log.contains("word"), "no word of a story: {log}");

    let mut app = Start::app(&home).run();
    app.wait_for("unsaved change");
    app.send("\x03");
    end_of(&mut app, 0);
    assert_eq!(home.story()["situation"], prose(500));
}

#[test]
fn without_a_terminal_that_can_show_it_nothing_is_started() {
    let home = Home::new();
    let ran = home.run(&[]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("needs a terminal") && ran.err.contains("starcoach list"), "{}", ran.err);
    let mut app = Start::app(&home).env("TERM", "dumb").run();
    app.wait_for("What next?");
    app.send("q\r");
    assert_eq!(app.wait_for_end().exit_code(), 0);
    assert!(!app.raw.contains(&0x1b), "only lines: {:?}", String::from_utf8_lossy(&app.raw));
    assert_eq!(app.modes(), app.before);
}

/// Not a test by itself: the program with a thread beside it that panics, so that the product needs no hook.
#[test]
#[ignore = "run by another test, in a terminal of its own"]
fn the_program_as_a_child_that_panics_when_told() {
    let mut told = UnixStream::connect(std::env::var_os(PANIC).unwrap()).unwrap();
    std::thread::spawn(move || {
        told.read_exact(&mut [0]).unwrap();
        panic!("told to");
    });
    starcoach::cli::main(["starcoach".into()]);
}
