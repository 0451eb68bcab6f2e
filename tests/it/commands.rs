//! Behaviour of `commands`.
