//! Behaviour of `questions`.
