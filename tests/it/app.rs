//! Behaviour of `app`.
