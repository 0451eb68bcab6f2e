//! The rows of the table. Budgets stand beside what they hold.

use std::io::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::Context as _;

use super::driver::{self, Bench, Program};
use super::shared::{self, Home, PROSE, median, ms, quantile};
use super::{Line, floor, proc};

/// Runs a row; no line means that this system does not tell.
pub type Row = fn(&Bench) -> anyhow::Result<Vec<Line>>;

/// All rows, in the order of the table.
pub const ROWS: &[(&str, Row)] = &[
    ("start, empty", start_empty),
    ("start, 10,000 stories", start_many),
    ("key, 10,000 stories", keys),
    ("key, 20 KB paragraph", keys_long),
    ("bytes a key", bytes_a_key),
    ("burst of 1,000 keys", burst),
    ("paste of 100 KB, bracketed", paste),
    ("paste of 100 KB, unbracketed", paste_plain),
    ("idle for 10 s", idle),
    ("the clock running", clock),
    ("memory", memory),
    ("end", end),
];

/// The values of the two programs, block by block.
type Blocks = Vec<(Vec<f64>, Vec<f64>)>;

/// Lets the two programs take turns.
fn turns(
    blocks: usize,
    mut one: impl FnMut() -> anyhow::Result<Vec<f64>>,
    mut other: impl FnMut() -> anyhow::Result<Vec<f64>>,
) -> anyhow::Result<Blocks> {
    (0..blocks).map(|_| Ok((one()?, other()?))).collect()
}

/// The median of the blocks' ratios of one figure, beside its budget.
fn ratio(row: &str, blocks: &Blocks, share: f64, budget: f64, names: [&str; 2]) -> Line {
    let of = |values: &[f64]| quantile(values, share);
    let ratios: Vec<f64> = blocks.iter().map(|(f, a)| of(a) / of(f).max(1e-6)).collect();
    let floor = median(&blocks.iter().map(|(f, _)| of(f)).collect::<Vec<_>>());
    let app = median(&blocks.iter().map(|(_, a)| of(a)).collect::<Vec<_>>());
    let [app_name, floor_name] = names;
    Line {
        row: row.to_owned(),
        value: median(&ratios),
        budget: Some(budget),
        unit: "x",
        note: format!("{app_name} {app:.2} ms, {floor_name} {floor:.2} ms"),
    }
}

fn plain(row: &str, value: f64, budget: Option<f64>, unit: &'static str) -> Line {
    Line { row: row.to_owned(), value, budget, unit, note: String::new() }
}

const NAMES: [&str; 2] = ["starcoach", "floor"];

// ---- starting -----------------------------------------------------------------------------------

/// After this the system has done what the end of the program before left it to do.
const AT_REST: Duration = Duration::from_millis(10);

fn starts(times: usize, mut start: impl FnMut() -> anyhow::Result<Duration>) -> anyhow::Result<Vec<f64>> {
    let mut rested = || {
        std::thread::sleep(AT_REST);
        start()
    };
    (0..times).map(|_| Ok(ms(rested()?))).collect()
}

fn start_floor() -> anyhow::Result<Duration> {
    let mut program = Program::floor()?;
    let time = program.until(floor::READY)?;
    program.kill()?;
    Ok(time)
}

/// Starts the app and leaves it as people do: one that was killed leaves the next start something to clear up.
fn start_app(home: &Home) -> anyhow::Result<Duration> {
    let mut program = Program::app(home)?;
    let time = program.until(driver::FIRST_START)?;
    program.leave()?;
    Ok(time)
}

fn start_killed(home: &Home) -> anyhow::Result<Duration> {
    let mut program = Program::app(home)?;
    let time = program.until(driver::FIRST_START)?;
    // The journal is there when a key is answered.
    program.send_once("?")?;
    program.kill()?;
    Ok(time)
}

fn start_empty(bench: &Bench) -> anyhow::Result<Vec<Line>> {
    let home = Home::with(0)?;
    start_app(&home)?;
    let blocks = turns(bench.blocks(), || starts(8, start_floor), || starts(8, || start_app(&home)))?;
    start_killed(&home)?;
    let killed = turns(bench.blocks(), || starts(2, start_floor), || starts(2, || start_killed(&home)))?;
    Ok(vec![
        ratio("start, empty: first frame", &blocks, 0.5, 1.4, NAMES),
        Line { budget: None, ..ratio("start, empty, after a kill: first frame", &killed, 0.5, 0.0, NAMES) },
    ])
}

fn start_many(bench: &Bench) -> anyhow::Result<Vec<Line>> {
    let home = &bench.many;
    home.forget()?;
    let mut titles = Vec::new();
    let mut keys = Vec::new();
    let blocks = turns(
        bench.blocks(),
        || starts(4, start_floor),
        || {
            starts(4, || {
                let mut program = Program::app(home)?;
                let first = program.until(driver::PLACES)?;
                keys.push(ms(program.send_until("2", "of 10 answered")?));
                titles.push(ms(program.newest_first()?));
                program.leave()?;
                Ok(first)
            })
        },
    )?;
    Ok(vec![
        ratio("start, 10,000 stories: first frame", &blocks, 0.5, 1.5, NAMES),
        plain("start, 10,000 stories: titles", median(&titles), Some(100.0), "ms"),
        plain("start, 10,000 stories: a key meanwhile", median(&keys), None, "ms"),
    ])
}

// ---- typing -------------------------------------------------------------------------------------

fn typed(program: &mut Program, keys: usize) -> anyhow::Result<Vec<f64>> {
    PROSE.chars().cycle().take(keys).map(|c| Ok(ms(program.key(c.to_ascii_lowercase())?))).collect()
}

/// Keys a block; 2,000 in all.
fn keys_a_block(bench: &Bench) -> usize {
    if bench.quick { 150 } else { 400 }
}

fn keys(bench: &Bench) -> anyhow::Result<Vec<Line>> {
    let count = keys_a_block(bench);
    let blocks = turns(
        bench.blocks(),
        || typed_in(driver::floor()?, count),
        || typed_in(driver::many(&bench.many)?, count),
    )?;
    Ok(vec![
        ratio("key, 10,000 stories: median", &blocks, 0.5, 1.3, NAMES),
        ratio("key, 10,000 stories: 95th of 100", &blocks, 0.95, 1.5, NAMES),
    ])
}

fn typed_in(mut program: Program, keys: usize) -> anyhow::Result<Vec<f64>> {
    let times = typed(&mut program, keys)?;
    program.kill()?;
    Ok(times)
}

fn keys_long(bench: &Bench) -> anyhow::Result<Vec<Line>> {
    let count = keys_a_block(bench);
    let home = Home::with(1)?;
    // The same story, and so the same screen around the part, with one word in it.
    let typed_before = |bytes: usize| {
        let mut story = shared::story(0, 1)?;
        story.situation = shared::prose(bytes);
        home.forget()?;
        home.write(&story)?;
        let mut program = driver::newest(&home)?;
        program.send("\x1b[1;5H")?;
        typed_in(program, count)
    };
    let blocks = turns(bench.blocks(), || typed_before(1), || typed_before(20_000))?;
    let names = ["20 KB", "one word"];
    Ok(vec![ratio("key, 20 KB paragraph, at its start: median", &blocks, 0.5, 1.2, names)])
}

fn bytes_a_key(_: &Bench) -> anyhow::Result<Vec<Line>> {
    let prose = shared::prose(600);
    let mut figures = Vec::new();
    for mut program in [driver::floor()?, driver::fresh(&Home::with(0)?)?] {
        let before = program.written;
        for c in prose.chars() {
            program.key(c)?;
        }
        let written = program.written - before + program.kill()?;
        figures.push(written as f64 / prose.chars().count() as f64);
    }
    let [floor, app] = figures.as_slice() else { return Ok(Vec::new()) };
    let mut line = plain("bytes a key, over 600 letters of prose", *app, Some(50.0), "bytes");
    line.note = format!("floor {floor:.1} bytes");
    Ok(vec![line])
}

// ---- much at once -------------------------------------------------------------------------------

const MARK: &str = "zqzqzq";

/// Lets both take the same input until its last word is on the screen.
fn poured(
    bench: &Bench,
    name: &str,
    input: &str,
    shown: &str,
    budget: f64,
) -> anyhow::Result<(Line, Vec<f64>)> {
    let pour = |mut program: Program| {
        let time = ms(program.pour_until(input.to_owned(), shown)?);
        program.kill()?;
        Ok(time)
    };
    let rounds = 3;
    let blocks = turns(
        bench.blocks(),
        || (0..rounds).map(|_| pour(driver::floor()?)).collect(),
        || (0..rounds).map(|_| pour(driver::fresh(&Home::with(0)?)?)).collect(),
    )?;
    let times = blocks.iter().flat_map(|(_, app)| app.clone()).collect();
    Ok((ratio(name, &blocks, 0.5, budget, NAMES), times))
}

fn burst(bench: &Bench) -> anyhow::Result<Vec<Line>> {
    let input = format!("{}{MARK}", shared::prose(980));
    Ok(vec![poured(bench, "burst of 1,000 keys", &input, MARK, 3.0)?.0])
}

fn paste(bench: &Bench) -> anyhow::Result<Vec<Line>> {
    let input = format!("\x1b[200~{}{MARK}\x1b[201~", shared::prose(100_000));
    Ok(vec![poured(bench, "paste of 100 KB, bracketed", &input, MARK, 2.0)?.0])
}

fn paste_plain(bench: &Bench) -> anyhow::Result<Vec<Line>> {
    let input = format!("{}{MARK}", shared::prose(100_000));
    let mut times = Vec::new();
    for _ in 0..bench.blocks() {
        let mut program = driver::fresh(&Home::with(0)?)?;
        times.push(ms(program.pour_until(input.clone(), MARK)?));
        program.kill()?;
    }
    Ok(vec![plain("paste of 100 KB, unbracketed", median(&times), Some(250.0), "ms")])
}

// ---- doing nothing ------------------------------------------------------------------------------

fn idle(bench: &Bench) -> anyhow::Result<Vec<Line>> {
    let home = Home::with(0)?;
    let mut program = driver::fresh(&home)?;
    for c in "We lost a client".chars() {
        program.key(c)?;
    }
    let pid = program.pid()?;
    // It saves after a pause, and only then it has nothing more to do.
    while std::fs::read_dir(home.path("data/stories"))?.next().is_none() {
        proc::settled(pid);
    }
    proc::settled(pid);
    let (Some(before), Some(written)) = (proc::used(pid), proc::written(pid)) else { return Ok(Vec::new()) };
    let seconds = if bench.quick { 3 } else { 10 };
    std::thread::sleep(Duration::from_secs(seconds));
    let after = proc::used(pid).context("The program ended.")?;
    let bytes = proc::written(pid).context("The program ended.")? - written;
    program.kill()?;
    let row = |what: &str| format!("idle for {seconds} s: {what}");
    Ok(vec![
        plain(&row("processor ticks"), (after.ticks - before.ticks) as f64, Some(0.0), ""),
        plain(&row("wake-ups"), (after.wakes - before.wakes) as f64, Some(0.0), ""),
        plain(&row("bytes written"), bytes as f64, Some(0.0), ""),
    ])
}

fn clock(bench: &Bench) -> anyhow::Result<Vec<Line>> {
    let home = Home::with(1)?;
    let mut program = Program::app(&home)?;
    program.until(driver::PLACES)?;
    program.until_seen("Practice 1")?;
    program.send_until("p", "enter start")?;
    program.send_until("\r", "next part")?;
    let pid = program.pid()?;
    proc::settled(pid);
    let written = program.written;
    let Some(before) = proc::used(pid) else { return Ok(Vec::new()) };
    let seconds = if bench.quick { 3 } else { 10 };
    std::thread::sleep(Duration::from_secs(seconds));
    let after = proc::used(pid).context("The program ended.")?;
    let bytes = program.written + program.kill()? - written;
    let a_second = |n: u64| n as f64 / seconds as f64;
    let wakes = a_second(after.wakes - before.wakes);
    Ok(vec![
        plain("the clock running: wake-ups a second", wakes, Some(1.1), ""),
        plain("the clock running: bytes a second", a_second(bytes), Some(120.0), ""),
    ])
}

fn memory(bench: &Bench) -> anyhow::Result<Vec<Line>> {
    let floor = driver::floor()?;
    let Some(bare) = proc::memory(floor.pid()?) else { return Ok(Vec::new()) };
    floor.kill()?;
    let mut lines = Vec::new();
    let homes = [("memory, empty", 4.0, driver::fresh(&Home::with(0)?)?), {
        ("memory, 10,000 stories", 64.0, driver::many(&bench.many)?)
    }];
    for (row, budget, program) in homes {
        let used = proc::memory(program.pid()?).context("The program ended.")?;
        program.kill()?;
        let mut line = plain(row, used, Some(budget), "MB");
        line.note = format!("floor {bare:.1} MB");
        lines.push(line);
    }
    Ok(lines)
}

// ---- leaving ------------------------------------------------------------------------------------

fn end(bench: &Bench) -> anyhow::Result<Vec<Line>> {
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    let [quit, term, sync] = &mut times;
    for _ in 0..bench.blocks() {
        quit.push(ms(leave(&Home::with(0)?, |program| {
            program.send_once("\x1b")?;
            program.send_until("\x1b", driver::PLACES)?;
            let from = Instant::now();
            program.send("q")?;
            Ok(from)
        })?));
        if cfg!(unix) {
            term.push(ms(leave(&Home::with(0)?, |program| {
                let pid = program.pid()?.to_string();
                let from = Instant::now();
                Command::new("kill").args(["-TERM", &pid]).status()?;
                Ok(from)
            })?));
        }
        sync.push(ms(synced(&Home::with(0)?)?));
    }
    let budget = (2.0 * median(sync)).max(25.0);
    let mut lines = vec![plain("end after q", median(quit), Some(budget), "ms")];
    if cfg!(unix) {
        lines.push(plain("end after SIGTERM, while typing", median(term), Some(budget), "ms"));
    }
    for line in &mut lines {
        line.note = format!("one fdatasync here {:.1} ms", median(sync));
    }
    Ok(lines)
}

/// Types a sentence, then leaves in some way; gives how long the last step took.
fn leave(home: &Home, go: impl FnOnce(&mut Program) -> anyhow::Result<Instant>) -> anyhow::Result<Duration> {
    let mut program = driver::fresh(home)?;
    for c in "We lost a client".chars() {
        program.key(c)?;
    }
    let from = go(&mut program)?;
    program.ended(from)
}

/// How long the disk takes to make a line durable.
fn synced(home: &Home) -> anyhow::Result<Duration> {
    let mut file = std::fs::File::create(home.path("state/synced"))?;
    file.write_all(PROSE.as_bytes())?;
    let start = Instant::now();
    file.sync_data()?;
    Ok(start.elapsed())
}
