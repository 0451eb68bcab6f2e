//! Behaviour of `prepare`.
