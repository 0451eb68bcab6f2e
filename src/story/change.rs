//! One change to a document, small enough to be written before the frame that shows it.

use serde_json::{Map, Value};

/// One change to a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A replacement inside the text at a top-level key. Make it with [`Change::splice`].
    Splice {
        /// The top-level key, for example `situation`.
        field: String,
        /// Where it begins, in bytes.
        at: usize,
        /// How many bytes went.
        deleted: usize,
        /// What came in their place.
        inserted: String,
        /// The CRC of the whole text afterwards; `None` in a line of an early version, which is not checked.
        crc: Option<u32>,
    },
    /// Another value at a top-level key; null takes the key away.
    Set {
        /// The top-level key.
        field: String,
        /// The value from now on.
        value: Value,
    },
    /// The whole document from now on; also the first change of a new one.
    Whole(Value),
    /// The document went to the trash.
    Deleted,
}

impl Change {
    /// A replacement inside a text; `after` is that whole text as it is afterwards.
    pub fn splice(field: &str, at: usize, deleted: usize, inserted: &str, after: &str) -> Self {
        let (field, inserted) = (field.to_owned(), inserted.to_owned());
        Self::Splice { field, at, deleted, inserted, crc: Some(crc32fast::hash(after.as_bytes())) }
    }

    /// Applies the change; `false`, and the document as it was, where it does not fit.
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
