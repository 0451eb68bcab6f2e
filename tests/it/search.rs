//! Behaviour of `search`.
