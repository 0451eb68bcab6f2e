//! `starcoach interview`: shows or sets date, company and role.

use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Context, Failure, print, print_json, say};
use crate::interview::{Preparation, date};
use crate::story::DocumentId;

/// Show the interview, or say when, where and for which role it is.
#[derive(Debug, Args)]
pub struct Interview {
    /// When: "dec 4", "fri", "3w"; "none" takes the date away
    #[arg(long)]
    date: Option<String>,
    /// Where
    #[arg(long)]
    company: Option<String>,
    /// For which role
    #[arg(long)]
    role: Option<String>,
    /// Its level: junior, mid, senior, lead, manager or director
    #[arg(long)]
    level: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Interview {
    /// Applies the given options, then shows the interview.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let today = context.clock.now().wall.date();
        context.tell_others(&DocumentId::Preparation);
        let mut preparation = context.preparation()?;
        let before = preparation.clone();
        if let Some(company) = &self.company {
            company.trim().clone_into(&mut preparation.company);
        }
        if let Some(role) = &self.role {
            role.trim().clone_into(&mut preparation.role);
        }
        if let Some(level) = &self.level {
            preparation.set_level(level.trim());
        }
        match self.date.as_deref().map(str::trim) {
            None => {}
            Some("none" | "") => preparation.date = None,
            Some(text) => {
                let read = date::parse(text, today).map_err(|e| Failure::new(2, e.to_string()))?;
                preparation.date = Some(read);
            }
        }
        if preparation != before {
            context.keep_preparation(&before, &preparation)?;
        }
        if self.json {
            return print_json(&Facts {
                company: &preparation.company,
                role: &preparation.role,
                level: &preparation.level,
                date: preparation.date,
                days: preparation.days_left(today),
            });
        }
        self::show(&preparation, context, today)
    }
}

/// What `interview` prints as JSON.
#[derive(Serialize, JsonSchema)]
pub struct Facts<'a> {
    /// May be empty.
    company: &'a str,
    /// May be empty.
    role: &'a str,
    /// As typed; may be empty.
    level: &'a str,
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    date: Option<jiff::civil::Date>,
    /// The days that are left; null without a date.
    days: Option<i64>,
}

fn show(preparation: &Preparation, context: &mut Context, today: jiff::civil::Date) -> Result<(), Failure> {
    let what = [&preparation.company, &preparation.role];
    let what: Vec<&str> = what.into_iter().map(|t| t.trim()).filter(|t| !t.is_empty()).collect();
    let name = if what.is_empty() { "The interview".to_owned() } else { what.join(", ") };
    let Some(day) = preparation.date else {
        if !what.is_empty() {
            print(&format!("{name}\n"))?;
        }
        say("No date yet. \"starcoach interview --date 'dec 4'\" sets one.");
        return Ok(());
    };
    let when = format!("{}, {}", date::in_full(day), date::when(today, day));
    let progress = context.progress(preparation, today)?;
    let mut text = format!("{name}: {when}\n{}\n", progress.line);
    if progress.tight {
        text.push_str(crate::interview::progress::TIGHT);
        text.push('\n');
    }
    print(&text)
}

impl Context {
    /// The preparation; blank if there is no file yet.
    pub(super) fn preparation(&mut self) -> Result<Preparation, Failure> {
        let Some(value) = self.disk.load_document(&DocumentId::Preparation)? else {
            return Ok(Preparation::default());
        };
        let read = Preparation::from_value(&value).map_err(|e| {
            Failure::new(65, format!("preparation.json cannot be read ({e}). It is left as it is."))
        })?;
        if read.schema > crate::interview::SCHEMA {
            let why = format!(
                "preparation.json was written by a newer starcoach (version {}). Update starcoach.",
                read.schema
            );
            return Err(Failure::new(65, why));
        }
        Ok(read)
    }

    /// Saves the preparation; what somebody else changed meanwhile is kept.
    fn keep_preparation(&mut self, before: &Preparation, after: &Preparation) -> Result<(), Failure> {
        let there = self.disk.load_document(&DocumentId::Preparation)?.unwrap_or_default();
        let mut ours = there.as_object().cloned().unwrap_or_default();
        let old = serde_json::to_value(before).map_err(anyhow::Error::from)?;
        let new = serde_json::to_value(after).map_err(anyhow::Error::from)?;
        for (key, value) in new.as_object().into_iter().flatten() {
            // Another program may have written the rest since it was read.
            if old.get(key) == Some(value) && there.get(key).is_some() {
                continue;
            }
            if value.is_null() {
                ours.shift_remove(key);
            } else {
                ours.insert(key.clone(), value.clone());
            }
        }
        self.disk.keep(&DocumentId::Preparation, there, ours.into(), self.clock.now().wall.timestamp())?;
        Ok(())
    }

    /// The progress toward the interview.
    fn progress(
        &mut self,
        preparation: &Preparation,
        today: jiff::civil::Date,
    ) -> Result<crate::interview::Progress, Failure> {
        let weighed = self.weighed()?;
        let candidates = super::export::candidates(&weighed);
        let plan = crate::interview::plan(&preparation.rounds, &candidates, &self.bank);
        let list = crate::questions::Readiness::built_in();
        Ok(crate::interview::progress(preparation, &candidates, &plan, &list, today))
    }
}
