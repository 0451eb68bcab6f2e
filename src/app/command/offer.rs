//! Commands of the offer.

use super::context::Context as C;
use super::row::{Row, row};

/// A command of the offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OfferCommand {
    /// A new story for this question.
    New,
    /// Answer aloud first, then write.
    Aloud,
    /// Skip it for now.
    Skip,
}

/// Rows of the offer.
pub(super) static ROWS: &[Row<OfferCommand>] = &[
    row(OfferCommand::New, "offer.new", "Write a new story", "new story", &[C::Offer], &["n"]),
    row(
        OfferCommand::Aloud,
        "offer.aloud",
        "Say it aloud first, write after",
        "say it aloud",
        &[C::Offer],
        &["p"],
    ),
    row(OfferCommand::Skip, "offer.skip", "Skip for now", "skip", &[C::Offer], &["s"]),
];
