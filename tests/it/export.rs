//! Behaviour of `export`.
