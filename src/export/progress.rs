//! How practice goes, as one self-contained HTML file with pictures drawn in it (SVG): no scripts, no requests.

use std::fmt::Write as _;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::html::escaped;
use crate::practice::stats::Of;
use crate::story::pace::{Seconds, USUAL};
use crate::story::{Section, Stage};

/// The practice of one story.
#[derive(Debug, Clone)]
pub struct StoryProgress {
    pub name: String,
    pub stage: Stage,
    /// The times of its complete tellings, oldest first.
    pub times: Vec<Seconds>,
    /// For each principle, whether it serves it.
    pub serves: Vec<bool>,
    /// The time of each part as written.
    pub written: [Seconds; 4],
    /// The time of each part as told last, where it was measured.
    pub told: [Option<Seconds>; 4],
}

/// All practice.
#[derive(Debug, Clone)]
pub struct ProgressPage {
    pub on: Date,
    pub stories: Vec<StoryProgress>,
    /// The principles, in the order of `serves`.
    pub principles: Vec<String>,
    /// `22 minutes told this week`.
    pub week: String,
    pub usual: Of,
    pub first: Of,
    /// Tellings on each of the last days, oldest first, the last one `on`.
    pub heat: Vec<u32>,
}

const STYLE: &str = "\
:root{color-scheme:light dark;--good:#1a7f37;--over:#9a6700;--bar:#0969da}\
@media(prefers-color-scheme:dark){:root{--good:#3fb950;--over:#d29922;--bar:#58a6ff}}\
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;\
color:CanvasText;background:Canvas;overflow-wrap:anywhere}\
h1{font-size:1.4em;margin:0 0 .3em}h2{font-size:1em;margin:2em 0 .4em}p{margin:0}\
svg{display:block;max-width:100%;height:auto}\
svg text{font:11px system-ui,sans-serif;fill:currentColor;opacity:.8}\
.usual{fill:currentColor;opacity:.1}.in{fill:var(--good)}.over{fill:var(--over)}.low{fill:var(--bar)}\
.none{fill:currentColor;opacity:.12}.written{fill:currentColor;opacity:.35}.told{fill:var(--bar)}\
.stories{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:1.5rem}\
.scroll{overflow-x:auto}table{border-collapse:collapse}th,td{padding:.15em .5em;text-align:center}\
th{font-weight:600;font-size:.85em;text-align:start;vertical-align:bottom}\
thead th+th{writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap}\
tbody tr{border-top:1px solid color-mix(in srgb,CanvasText 20%,transparent)}\
@media print{@page{margin:15mm}:root{color-scheme:light}body{margin:0;max-width:none}.story{break-inside:avoid}}";

/// Pixels of a bar and of the gap after it.
const BAR: usize = 9;
const GAP: usize = 3;
/// Pixels of the picture of times, and the seconds that they stand for.
const HEIGHT: u32 = 90;
const SCALE: u32 = 210;
/// Pixels at the left of the bars, for the times of the usual range.
const LEFT: usize = 34;
/// The most bars of a picture.
const MOST: usize = 80;
/// Pixels of a day and the gap after it.
const DAY: usize = 12;

impl ProgressPage {
    /// The page.
    pub fn html(&self) -> String {
        let mut out = String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.push_str("<meta name=\"viewport\" content=\"width=device-width\">\n");
        out.push_str(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
        );
        let _ = writeln!(out, "<title>Progress</title>\n<style>{STYLE}</style>\n</head>\n<body>");
        let ready = self.stories.iter().filter(|s| s.stage == Stage::Ready).count();
        let _ = writeln!(out, "<h1>{ready} of {} ready</h1>", self.stories.len());
        let of = |of: Of, what: &str| format!("{} of {} {what}", of.count, of.all);
        let facts = [
            self.week.clone(),
            of(self.usual, "within the usual time"),
            of(self.first, "told well on the first try"),
        ];
        let _ = writeln!(out, "<p>{}</p>", escaped(&format!("{}. {}", self.on, facts.join(" · "))));
        out.push_str("<h2>Your days</h2>\n");
        self.days(&mut out);
        out.push_str("<h2>How long you took</h2>\n<div class=\"stories\">\n");
        for story in &self.stories {
            story.html(&mut out);
        }
        out.push_str("</div>\n<h2>What serves what</h2>\n");
        self.matrix(&mut out);
        out.push_str("</body>\n</html>\n");
        out
    }

    /// A square a day, a column a week, Monday at the top.
    fn days(&self, out: &mut String) {
        let first = self.on.checked_sub((i64::try_from(self.heat.len()).unwrap_or(1) - 1).days());
        let before = first.map_or(0, |d| usize::from(d.weekday().to_monday_zero_offset().unsigned_abs()));
        let weeks = (before + self.heat.len()).div_ceil(7);
        let (width, height) = (weeks * DAY, 7 * DAY);
        let told = self.heat.iter().filter(|&&count| count > 0).count();
        let _ = writeln!(
            out,
            "<svg role=\"img\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\"><title>{told} days with practice</title>"
        );
        for (at, count) in (before..).zip(&self.heat) {
            let (x, y, side) = (at / 7 * DAY, at % 7 * DAY, DAY - 2);
            let look = match count {
                0 => "class=\"none\"".to_owned(),
                1 | 2 => "class=\"in\" opacity=\"0.55\"".to_owned(),
                _ => "class=\"in\"".to_owned(),
            };
            let _ = writeln!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{side}\" height=\"{side}\" rx=\"2\" {look}><title>{count} told</title></rect>"
            );
        }
        out.push_str("</svg>\n");
    }

    /// The stories by the principles that they serve.
    fn matrix(&self, out: &mut String) {
        out.push_str("<div class=\"scroll\"><table>\n<thead><tr><th>Story</th>");
        for principle in &self.principles {
            let _ = write!(out, "<th>{}</th>", escaped(principle));
        }
        out.push_str("<th>told</th></tr></thead>\n<tbody>\n");
        for story in &self.stories {
            let _ = write!(out, "<tr><th dir=\"auto\">{}</th>", escaped(&story.name));
            for &serves in &story.serves {
                let sign = if serves { sign(story.stage) } else { "" };
                let _ = write!(out, "<td>{sign}</td>");
            }
            let _ = writeln!(out, "<td>{}</td></tr>", story.times.len());
        }
        out.push_str("</tbody>\n</table></div>\n<p>○ draft · ◐ solid · ● ready</p>\n");
    }
}

const fn sign(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "○",
        Stage::Solid => "◐",
        Stage::Ready => "●",
    }
}

/// The row of a time in the picture, from the top.
fn row(time: Seconds) -> u32 {
    HEIGHT - (time.0.min(SCALE) * HEIGHT / SCALE)
}

impl StoryProgress {
    fn html(&self, out: &mut String) {
        let _ = writeln!(
            out,
            "<div class=\"story\">\n<p dir=\"auto\">{} <strong>{}</strong></p>",
            sign(self.stage),
            escaped(&self.name)
        );
        if self.times.is_empty() {
            out.push_str("<p>No time yet.</p>\n</div>\n");
            return;
        }
        self.bars(out);
        if self.told.iter().any(Option::is_some) {
            self.parts(out);
        }
        out.push_str("</div>\n");
    }

    /// A bar a telling, on the usual range.
    fn bars(&self, out: &mut String) {
        let last = self.times.get(self.times.len().saturating_sub(MOST)..).unwrap_or_default();
        let width = LEFT + last.len().max(8) * (BAR + GAP);
        let times: Vec<String> = last.iter().map(ToString::to_string).collect();
        let _ = writeln!(
            out,
            "<svg role=\"img\" viewBox=\"0 0 {width} {HEIGHT}\" width=\"{width}\" height=\"{HEIGHT}\"><title>{}</title>",
            times.join(", ")
        );
        let (start, end) = (*USUAL.start(), *USUAL.end());
        let _ = writeln!(
            out,
            "<rect class=\"usual\" x=\"{LEFT}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            row(end),
            width - LEFT,
            row(start) - row(end)
        );
        for time in [start, end] {
            let _ = writeln!(out, "<text x=\"0\" y=\"{}\">{time}</text>", row(time) + 4);
        }
        for (at, &time) in last.iter().enumerate() {
            let class = if time > end {
                "over"
            } else if time < start {
                "low"
            } else {
                "in"
            };
            let (x, y) = (LEFT + at * (BAR + GAP), row(time));
            let _ = writeln!(
                out,
                "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{BAR}\" height=\"{}\"><title>{time}</title></rect>",
                HEIGHT - y
            );
        }
        out.push_str("</svg>\n");
    }

    /// Two bars a part: as written, and as told last.
    fn parts(&self, out: &mut String) {
        let most =
            self.written.iter().chain(self.told.iter().flatten()).map(|s| s.0).max().unwrap_or(0).max(1);
        let length = |time: Seconds| time.0 * 130 / most;
        out.push_str("<svg role=\"img\" viewBox=\"0 0 250 80\" width=\"250\" height=\"80\"><title>The parts as written and as told</title>\n");
        let parts = Section::STAR.into_iter().zip(self.written).zip(self.told);
        for (at, ((section, written), told)) in (0_u32..).zip(parts) {
            let y = at * 20;
            let _ = writeln!(out, "<text x=\"0\" y=\"{}\">{}</text>", y + 11, section.name());
            let _ = writeln!(
                out,
                "<rect class=\"written\" x=\"60\" y=\"{}\" width=\"{}\" height=\"6\"><title>{written} written</title></rect>",
                y + 1,
                length(written)
            );
            let Some(told) = told else { continue };
            let _ = writeln!(
                out,
                "<rect class=\"told\" x=\"60\" y=\"{}\" width=\"{}\" height=\"6\"><title>{told} told</title></rect>\n<text x=\"{}\" y=\"{}\">{told}</text>",
                y + 8,
                length(told),
                64 + length(told).max(length(written)),
                y + 12
            );
        }
        out.push_str("</svg>\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(name: &str) -> String {
        let seconds = [12, 9, 40, 20].map(Seconds);
        let story = StoryProgress {
            name: name.to_owned(),
            stage: Stage::Ready,
            times: [60, 120, 200].map(Seconds).to_vec(),
            serves: vec![true, false],
            written: seconds,
            told: seconds.map(Some),
        };
        ProgressPage {
            on: jiff::civil::date(2026, 11, 23),
            stories: vec![story],
            principles: vec!["Ownership".to_owned(), "Dive Deep".to_owned()],
            week: "6 minutes told this week".to_owned(),
            usual: Of { count: 1, all: 3 },
            first: Of { count: 1, all: 1 },
            heat: vec![0, 1, 3],
        }
        .html()
    }

    #[test]
    fn each_telling_is_a_bar_by_how_it_stands_to_the_usual() {
        let html = page("The auditor");
        for class in ["low", "in", "over"] {
            assert!(html.contains(&format!("<rect class=\"{class}\" x=")), "{class}");
        }
        assert!(html.contains("1 of 1 ready") && html.contains("<td>●</td><td></td>"));
        assert!(html.contains("2:00") && html.contains("0:40 told"));
    }

    #[test]
    fn it_asks_for_nothing_and_takes_no_markup_from_a_title() {
        let html = page("<script>alert(1)</script> & \"co\"");
        assert!(!html.contains("<script") && html.contains("&lt;script&gt;"));
        assert!(!html.contains("http://") && !html.contains("https://") && !html.contains("url("));
    }
}
