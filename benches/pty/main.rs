//! What somebody at the keyboard waits for: starcoach in a pty beside a bare ratatui program.
//!
//! `cargo bench` runs every row, `cargo bench -- key paste` those with one of these words in their name,
//! `--quick` fewer rounds. The bare program is this binary itself, started with `--floor`: the same
//! profile, the same crates. Both take turns, block by block; a row's ratio is the median of the blocks'
//! ratios. Times depend on the machine and stand there for orientation.

#![allow(clippy::disallowed_methods, reason = "a bench reads the clock and starts programs")]

#[path = "../shared/mod.rs"]
mod shared;

mod driver;
mod floor;
mod proc;
mod rows;

use driver::Bench;

/// A line of the table.
#[derive(Debug)]
pub struct Line {
    /// What was measured.
    pub row: String,
    /// What came out, and what it must not exceed, in the same unit; `None` where there is no budget.
    pub value: f64,
    /// See `value`.
    pub budget: Option<f64>,
    /// The unit: `x` for a ratio to the floor.
    pub unit: &'static str,
    /// Absolute values, for orientation.
    pub note: String,
}

fn main() -> anyhow::Result<()> {
    if std::env::args().any(|a| a == "--floor") {
        return floor::run();
    }
    let choice = shared::Choice::read();
    let bench = Bench::new(choice.quick)?;
    println!("\n{:<44} {:>11} {:>11}  {:<5} orientation", "in a pty, 80x24", "measured", "budget", "");
    let mut over = 0;
    for (name, run) in rows::ROWS {
        if !choice.wants(name) {
            continue;
        }
        match run(&bench) {
            Ok(lines) if lines.is_empty() => println!("{name:<44} skipped: needs Linux"),
            Ok(lines) => over += lines.iter().map(print).filter(|ok| !ok).count(),
            Err(error) => {
                over += 1;
                println!("{name:<44} failed: {error:#}");
            }
        }
    }
    println!("{}\n", if over == 0 { "all within budget".to_owned() } else { format!("{over} over budget") });
    Ok(())
}

/// Prints a line; `false` where it is over its budget.
fn print(line: &Line) -> bool {
    let ok = line.budget.is_none_or(|budget| line.value <= budget);
    let verdict = match line.budget {
        None => "",
        Some(_) if ok => "ok",
        Some(_) => "OVER",
    };
    let number = |value: f64| match line.unit {
        "x" => format!("{value:.2}x"),
        unit => format!("{value:.1} {unit}"),
    };
    let budget = line.budget.map_or_else(|| "-".to_owned(), number);
    println!("{:<44} {:>11} {budget:>11}  {verdict:<5} {}", line.row, number(line.value), line.note);
    ok
}
