//! Every rule by the sentences that must fire and those that must not.
