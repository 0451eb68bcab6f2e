//! Behaviour of `pty`.
