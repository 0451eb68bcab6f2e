//! A disk that waits, fails, fills up or takes its thread down: typing goes on, nothing is claimed that is not so.
//!
//! The program runs in a child of the test, on a file system that does as it is told over a socket: so that the
//! product needs no hook.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU8, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use rustix::process::Signal;
use starcoach::questions::Bank;
use starcoach::store::{Disk, Fs, Handle, Places, RealFs, Stamp};
use starcoach::terminal::{self, Clock};
use starcoach::ui::theme::{Colors, Palette, Theme};

use super::driver::{Start, Terminal};
use super::home::{Home, output};
use super::{begin, given_back, prose};

/// Names the socket on which the child is told what its disk does.
const TOLD: &str = "STARCOACH_TEST_DISK";

/// What the disk is told to do, one byte each.
const WAIT: u8 = b'w';
const GO_ON: u8 = b'g';
const PANIC_WHEN_WRITTEN: u8 = b'p';
const PANIC_WHEN_SYNCED: u8 = b's';

/// The real file system, which waits or panics when it was told to.
#[derive(Clone)]
struct ToldFs(Arc<Told>);

struct Told {
    what: AtomicU8,
    waits: Mutex<bool>,
    changed: Condvar,
}

impl Told {
    fn take(&self, what: u8) {
        *self.waits.lock().unwrap() = what == WAIT;
        self.what.store(what, SeqCst);
        self.changed.notify_all();
    }

    fn sync(&self) {
        self.panic_once(PANIC_WHEN_SYNCED);
        drop(self.changed.wait_while(self.waits.lock().unwrap(), |waits| *waits).unwrap());
    }

    fn write(&self) {
        self.panic_once(PANIC_WHEN_WRITTEN);
    }

    fn panic_once(&self, when: u8) {
        let told = self.what.compare_exchange(when, GO_ON, SeqCst, SeqCst);
        assert!(told.is_err(), "the disk was told to");
    }
}

struct ToldHandle(Arc<dyn Handle>, Arc<Told>);

impl ToldFs {
    fn handle(&self, file: Arc<dyn Handle>) -> Arc<dyn Handle> {
        Arc::new(ToldHandle(file, Arc::clone(&self.0)))
    }
}

impl Fs for ToldFs {
    fn read(&self, path: &Path, most: u64) -> io::Result<(Vec<u8>, Stamp)> {
        RealFs.read(path, most)
    }
    fn stat(&self, path: &Path) -> io::Result<Stamp> {
        RealFs.stat(path)
    }
    fn list(&self, dir: &Path) -> io::Result<Vec<OsString>> {
        RealFs.list(dir)
    }
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        RealFs.canonical(path)
    }
    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        RealFs.make_dir(dir)
    }
    fn create(&self, path: &Path) -> io::Result<Arc<dyn Handle>> {
        Ok(self.handle(RealFs.create(path)?))
    }
    fn open(&self, path: &Path) -> io::Result<Arc<dyn Handle>> {
        Ok(self.handle(RealFs.open(path)?))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealFs.rename(from, to)
    }
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealFs.rename_new(from, to)
    }
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        RealFs.exchange(one, other)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        RealFs.remove(path)
    }
    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.0.sync();
        RealFs.sync_dir(dir)
    }
    fn free(&self, path: &Path) -> io::Result<u64> {
        RealFs.free(path)
    }
    fn owner(&self) -> String {
        RealFs.owner()
    }
    fn may_run(&self, owner: &str) -> bool {
        RealFs.may_run(owner)
    }
    fn pause(&self, length: Duration) {
        RealFs.pause(length);
    }
}

impl Handle for ToldHandle {
    fn append(&self, bytes: &[u8]) -> io::Result<()> {
        self.1.write();
        self.0.append(bytes)
    }
    fn sync(&self) -> io::Result<()> {
        self.1.sync();
        self.0.sync()
    }
    fn cut(&self, len: u64) -> io::Result<()> {
        self.0.cut(len)
    }
    fn set_private(&self) -> io::Result<()> {
        self.0.set_private()
    }
    fn try_lock(&self) -> io::Result<bool> {
        self.0.try_lock()
    }
    fn last(&self) -> io::Result<Option<u8>> {
        self.0.last()
    }
    fn stamp(&self) -> io::Result<Stamp> {
        self.0.stamp()
    }
}

/// Not a test by itself: the program on a disk that does as it is told.
#[test]
#[ignore = "run by other tests, in a terminal of its own"]
fn the_program_as_a_child_on_a_disk_that_is_told() {
    let told =
        Arc::new(Told { what: AtomicU8::new(GO_ON), waits: Mutex::new(false), changed: Condvar::new() });
    let fs = ToldFs(Arc::clone(&told));
    let mut teller = UnixStream::connect(std::env::var_os(TOLD).unwrap()).unwrap();
    std::thread::spawn(move || {
        let mut what = [0];
        while teller.read_exact(&mut what).is_ok() {
            told.take(what[0]);
            drop(teller.write_all(&what));
        }
    });
    let dir = |name| PathBuf::from(std::env::var_os(name).unwrap());
    let places = Places {
        data: dir("STARCOACH_DATA_DIR"),
        state: dir("STARCOACH_STATE_DIR"),
        config: dir("STARCOACH_CONFIG_DIR"),
    };
    let clock = Clock::start();
    let now = clock.now().stamp();
    let disk = Disk::open(&places, Arc::new(fs), now).unwrap();
    let start = terminal::Start {
        bank: Arc::new(Bank::built_in()),
        theme: Theme::new(Palette::Dark, Colors::Many, false),
        forces_color: false,
        ascii: false,
        bell: false,
        coach: starcoach::coach::Settings::default(),
        voice: starcoach::voice::Settings::default(),
        allowed: Vec::new(),
        practice: starcoach::practice::Settings::default(),
        opens_practice: false,
        data_dir: places.data.display().to_string(),
        elsewhere: Vec::new(),
        keymap: starcoach::app::command::keymap::Keymap::default(),
        mouse: false,
        greeting: None,
        notices: Vec::new(),
    };
    terminal::run(start, disk, clock).unwrap();
}

/// The program with its first question open, and who tells its disk what to do.
struct OnToldDisk {
    app: Terminal,
    teller: UnixStream,
}

impl OnToldDisk {
    fn begin(home: &Home) -> Self {
        let mut told = Self::started(home, "Write your first story");
        told.app.press("\r", "stop writing");
        told
    }

    /// The program, once it shows this.
    fn started(home: &Home, shown: &str) -> Self {
        let socket = home.path("told");
        let listener = UnixListener::bind(&socket).unwrap();
        let this = std::env::current_exe().unwrap();
        let child = "pty::disk::the_program_as_a_child_on_a_disk_that_is_told";
        let args = ["--exact", child, "--ignored", "--nocapture", "--test-threads=1"];
        let mut start =
            Start::program(home, this.to_str().unwrap(), &args).env(TOLD, socket.to_str().unwrap());
        // So small that the clock of practice is plain digits.
        (start.columns, start.rows) = (60, 15);
        let mut app = start.run();
        let (teller, _) = listener.accept().unwrap();
        app.wait_for(shown);
        Self { app, teller }
    }

    fn tell(&mut self, what: u8) {
        self.teller.write_all(&[what]).unwrap();
        self.teller.read_exact(&mut [0]).unwrap();
    }
}

#[test]
fn typing_goes_on_while_the_disk_waits_and_nothing_is_called_saved() {
    let home = Home::new();
    let OnToldDisk { mut app, .. } = {
        let mut told = OnToldDisk::begin(&home);
        told.app.type_text("", "Before");
        told.app.press("\x13", "Saved");
        told.tell(WAIT);
        told.app.type_text("Before", " and while the disk waits");
        told.app.send("\x13");
        told.app.type_text("Before and while the disk waits", " and waits");
        assert!(!told.app.text().contains("Saved"), "{}", told.app.text());
        told.tell(GO_ON);
        told.app.wait_for("Saved");
        assert_eq!(home.story()["situation"], "Before and while the disk waits and waits");
        told.tell(WAIT);
        told.app.type_text("Before and while the disk waits and waits", " again");
        told
    };
    app.signal(Signal::KILL);
    app.wait_for_end();
    assert_eq!(home.story()["situation"], "Before and while the disk waits and waits again");
}

#[test]
fn a_telling_that_was_shown_as_finished_survives_a_kill_while_the_disk_waits() {
    let home = Home::new();
    let story = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stories/strong/angry-tenant.json");
    assert_eq!(home.run(&["import", story]).code, 0);
    let mut told = OnToldDisk::started(&home, "p practice");
    told.app.press("p", "enter start");
    told.app.press("\r", "enter done");
    told.tell(WAIT);
    // The first second must have begun: a key that bounces is no telling.
    told.app.wait_for("0:01");
    told.app.press("\r", "Answer it aloud");
    told.app.signal(Signal::KILL);
    told.app.wait_for_end();
    let log = home.run(&["log", "--json"]);
    assert!(log.out.contains("\"seconds\""), "{} {}", log.out, log.err);
}

#[test]
fn a_signal_ends_the_program_even_while_the_disk_waits() {
    let home = Home::new();
    let mut told = OnToldDisk::begin(&home);
    told.app.type_text("", "Before");
    told.tell(WAIT);
    told.app.type_text("Before", " and more");
    told.app.signal(Signal::TERM);
    assert_eq!(told.app.wait_for_end().exit_code(), 143);
    given_back(&told.app);
    assert_eq!(home.story()["situation"], "Before and more");
}

/// A thread of the program panics: the terminal is given back, and every word that was shown is there again.
fn after_a_panic(what: u8) {
    let home = Home::new();
    let mut told = OnToldDisk::begin(&home);
    told.app.type_text("", "Before the panic");
    told.tell(what);
    told.app.send("x");
    assert_eq!(told.app.wait_for_end().exit_code(), 101);
    given_back(&told.app);
    assert!(told.app.text().contains("Your words are kept"), "{}", told.app.text());
    let kept = home.story()["situation"].as_str().unwrap().to_owned();
    assert!(kept == "Before the panic" || kept == "Before the panicx", "{kept}");
}

#[test]
fn a_panic_in_the_loop_keeps_every_word() {
    after_a_panic(PANIC_WHEN_WRITTEN);
}

#[test]
fn a_panic_in_the_disk_thread_keeps_every_word() {
    after_a_panic(PANIC_WHEN_SYNCED);
}

#[test]
fn a_limit_on_the_size_of_files_is_told_and_words_go_where_the_user_says() {
    let home = Home::new();
    // 16 blocks of 512 bytes: more than an empty store needs, less than the text.
    let mut app = Start::program(&home, "/bin/sh", &["-c", "ulimit -f 16; exec $PROGRAM"]).run();
    app.wait_for("Write your first story");
    app.press("\r", "stop writing");
    let text = prose(12_000);
    app.send(format!("\x1b[200~{text}\x1b[201~"));
    app.wait_for_typed(&text);
    app.wait_for("Too large. Your words are only in memory");
    app.send("\x13");
    app.type_text(&text, " and more");
    assert!(!app.text().contains("Saved"), "{}", app.text());
    app.press("\x03", "▸ Save copies");
    app.send("\x1b[B\x1b[B");
    app.press("\x1b[B", "▸ Leave, and print them");
    app.send("\r");
    assert_eq!(app.wait_for_end().exit_code(), 0);
    let whole = format!("{text} and more");
    assert!(String::from_utf8_lossy(&app.raw).contains(&whole), "it is printed whole");
    given_back(&app);
}

/// A small file system of its own, gone with the value; `None` where this user may not make one.
struct Small(PathBuf);

impl Small {
    fn mounted(at: PathBuf) -> Option<Self> {
        std::fs::create_dir_all(&at).unwrap();
        // By way of a shell, which is there where `mount` may not be.
        let mount = format!("mount -t tmpfs -o size=256k tmpfs '{}'", at.display());
        output(Command::new("/bin/sh").args(["-c", &mount])).status.success().then_some(Self(at))
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let umount = format!("umount -l '{}'", self.0.display());
        output(Command::new("/bin/sh").args(["-c", &umount]));
    }
}

#[test]
fn a_disk_that_is_full_is_told_and_once_there_is_room_all_is_saved() {
    let home = Home::new();
    let Some(small) = Small::mounted(home.path("small")) else {
        println!("1 skipped: this user may not mount a file system");
        return;
    };
    let at = |name: &str| small.0.join(name).to_str().unwrap().to_owned();
    let start =
        Start::app(&home).env("STARCOACH_DATA_DIR", at("data")).env("STARCOACH_STATE_DIR", at("state"));
    let mut app = start.run();
    app.wait_for("Write your first story");
    app.press("\r", "stop writing");
    app.type_text("", "Before");
    app.press("\x13", "Saved");
    let filler = small.0.join("filler");
    let mut file = std::fs::File::create(&filler).unwrap();
    while file.write_all(&[b'x'; 512]).is_ok() {}
    drop(file);
    let text = prose(6_000);
    app.send(&text);
    app.wait_for_typed(&text);
    app.wait_for("Disk full");
    app.send("\x13");
    app.type_text(&text, " and more");
    assert!(!app.text().contains("Saved"), "{}", app.text());
    std::fs::remove_file(filler).unwrap();
    app.press("\x13", "Saved");
    app.signal(Signal::KILL);
    app.wait_for_end();
    let args = ["list", "--json", "--data-dir", &at("data")];
    let mut list = home.command(&args);
    let out = output(list.env("STARCOACH_STATE_DIR", at("state")));
    let list: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(list["stories"][0]["situation"], format!("Before{text} and more"));
}

#[test]
fn a_directory_that_takes_no_changes_is_told() {
    let home = Home::new();
    let mut app = begin(&home);
    app.type_text("", "Before");
    app.press("\x13", "Saved");
    // A file stands where the directory was: no right is needed for this, and root is refused as well.
    std::fs::rename(home.path("data/stories"), home.path("data/away")).unwrap();
    std::fs::write(home.path("data/stories"), "in the way").unwrap();
    app.type_text("Before", " and more");
    app.send("\x13");
    app.wait_for("Your words are safe; trying again");
    app.type_text("Before and more", " of it");
    std::fs::remove_file(home.path("data/stories")).unwrap();
    std::fs::rename(home.path("data/away"), home.path("data/stories")).unwrap();
    app.press("\x13", "Saved");
    app.send("\x03");
    assert_eq!(app.wait_for_end().exit_code(), 0);
    assert_eq!(home.story()["situation"], "Before and more of it");
}
