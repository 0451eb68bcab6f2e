//! Compressed posting lists: gaps between story numbers and field masks, seven bits per byte.

/// Story numbers in ascending order, each with a field mask.
#[derive(Debug, Clone, Default)]
pub(super) struct Postings {
    bytes: Vec<u8>,
    last: u32,
    count: u32,
}

impl Postings {
    /// Appends a story, whose number must exceed all earlier ones.
    pub fn push(&mut self, doc: u32, mask: u32) {
        let step = if self.count == 0 { doc } else { doc.wrapping_sub(self.last) };
        put(&mut self.bytes, step);
        put(&mut self.bytes, mask);
        self.last = doc;
        self.count += 1;
    }

    /// The number of stories added, including those removed since.
    pub fn len(&self) -> u32 {
        self.count
    }

    /// Releases spare capacity.
    pub fn shrink(&mut self) {
        self.bytes.shrink_to_fit();
    }

    /// The story numbers and their masks.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> {
        let mut bytes = self.bytes.iter().copied();
        let mut doc = 0u32;
        std::iter::from_fn(move || {
            doc = doc.wrapping_add(take(&mut bytes)?);
            Some((doc, take(&mut bytes)?))
        })
    }
}

fn put(bytes: &mut Vec<u8>, mut n: u32) {
    while n >= 0x80 {
        bytes.push((n & 0x7f) as u8 | 0x80);
        n >>= 7;
    }
    bytes.push(n as u8);
}

fn take(bytes: &mut impl Iterator<Item = u8>) -> Option<u32> {
    let mut n = 0;
    for shift in (0..32).step_by(7) {
        let b = bytes.next()?;
        n |= u32::from(b & 0x7f) << shift;
        if b < 0x80 {
            break;
        }
    }
    Some(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn what_goes_in_comes_out(steps in proptest::collection::vec((1u32..100_000, 1u32..8192), 0..60), first in 0u32..3) {
            let mut doc = first;
            let mut list = Postings::default();
            let mut want = Vec::new();
            for (i, (step, mask)) in steps.into_iter().enumerate() {
                if i > 0 {
                    doc += step;
                }
                list.push(doc, mask);
                want.push((doc, mask));
            }
            list.shrink();
            proptest::prop_assert_eq!(list.len() as usize, want.len());
            proptest::prop_assert_eq!(list.iter().collect::<Vec<_>>(), want);
        }
    }
}
