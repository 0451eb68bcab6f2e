//! One change to a document, as the journal writes it before the frame that shows it.

use serde_json::{Map, Value};

/// One change to a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A replacement within the text at a top-level key; see [`Change::splice`].
    Splice {
        /// The top-level key, for example `situation`.
        field: String,
        /// The byte offset of the replacement.
        at: usize,
        /// The number of bytes removed.
        deleted: usize,
        /// The text inserted instead.
        inserted: String,
        /// The CRC-32 of the whole text afterwards; `None` in lines of early versions, which are not checked.
        crc: Option<u32>,
    },
    /// A new value at a top-level key; null removes the key.
    Set {
        /// The top-level key.
        field: String,
        /// The new value.
        value: Value,
    },
    /// The whole document; also the first change of a new one.
    Whole(Value),
    /// The document was moved to the trash.
    Deleted,
}

impl Change {
    /// A replacement within a text; `after` is the whole text afterwards.
    pub fn splice(field: &str, at: usize, deleted: usize, inserted: &str, after: &str) -> Self {
        let (field, inserted) = (field.to_owned(), inserted.to_owned());
        Self::Splice { field, at, deleted, inserted, crc: Some(crc32fast::hash(after.as_bytes())) }
    }

    /// Applies the change; returns `false`, with the document unchanged, where it does not fit.
    pub fn apply(&self, document: &mut Value) -> bool {
        match self {
            Self::Whole(value) => *document = value.clone(),
            Self::Deleted => {}
            Self::Set { field, value } => {
                let Some(map) = object(document) else { return false };
                if value.is_null() {
                    map.shift_remove(field);
                } else {
                    map.insert(field.clone(), value.clone());
                }
            }
            Self::Splice { field, at, deleted, inserted, crc } => {
                let Some(map) = object(document) else { return false };
                let text = map.get(field).and_then(Value::as_str).unwrap_or_default();
                let end = at.saturating_add(*deleted);
                let (Some(before), Some(after)) = (text.get(..*at), text.get(end..)) else {
                    return false;
                };
                let text = format!("{before}{inserted}{after}");
                if crc.is_some_and(|crc| crc != crc32fast::hash(text.as_bytes())) {
                    return false;
                }
                map.insert(field.clone(), text.into());
            }
        }
        true
    }
}

fn object(document: &mut Value) -> Option<&mut Map<String, Value>> {
    if !document.is_object() {
        *document = Value::Object(Map::new());
    }
    document.as_object_mut()
}
