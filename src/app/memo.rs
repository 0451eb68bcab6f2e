//! Detects when derived data is out of date.

/// The key that data was last derived from.
#[derive(Debug, Clone)]
pub struct Memo<K>(Option<K>);

impl<K> Default for Memo<K> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: PartialEq> Memo<K> {
    /// Whether the data was derived from another key; records `key` as the current one.
    pub fn is_stale(&mut self, key: K) -> bool {
        let stale = self.0.as_ref() != Some(&key);
        if stale {
            self.0 = Some(key);
        }
        stale
    }

    /// The key of the current data.
    pub fn key(&self) -> Option<&K> {
        self.0.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_stale_once_for_each_new_key() {
        let mut memo = Memo::default();
        assert!(memo.is_stale(1));
        assert!(!memo.is_stale(1));
        assert!(memo.is_stale(2));
        assert!(memo.is_stale(1), "only the last key is remembered");
        assert_eq!(memo.key(), Some(&1));
    }
}
