//! Behaviour of `coach`.
