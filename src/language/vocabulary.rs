//! Word lists of what stories are made of; who reads them gives each list its meaning.

/// How people write of mistakes, decisions, other people, results and what they hope for.
pub const SUBSTANCE: &str = include_str!("substance.txt");
