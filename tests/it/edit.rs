//! Behaviour of `edit`.
