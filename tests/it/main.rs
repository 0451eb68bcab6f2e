//! One integration test binary, with one module per feature.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests prepare files, start programs, measure time and listen"
)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::format_collect,
    clippy::assigning_clones,
    reason = "a test may stop at what it did not expect"
)]

mod app;
mod cli;
mod coach;
mod commands;
mod companies;
mod cues;
mod examples;
mod export;
mod fluent;
mod harness;
mod import;
mod interview;
mod leaving;
mod numbers;
mod plain;
mod practice;
mod pty;
mod questions;
mod schemas;
mod search;
mod settings;
mod store;
mod text;
mod voice;
