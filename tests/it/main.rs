//! One integration binary, a module a feature.

mod app;
mod coach;
mod commands;
mod edit;
mod export;
mod harness;
mod practice;
mod prepare;
mod pty;
mod questions;
mod search;
mod store;
