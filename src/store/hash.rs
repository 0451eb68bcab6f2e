//! The store's hash, the same in every release and on every machine.
//!
//! It names state directories, so a faster or better known one (XXH3) cannot replace it: existing users' journals would
//! no longer be found. Everything else it is used for (temporary names, ids of siblings) is just as well served by it.

/// A 64-bit hash: FNV-1a over the length and then over little-endian words of eight bytes, the last padded with
/// zeros. Not cryptographic.
pub fn fnv(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ bytes.len() as u64;
    hash = hash.wrapping_mul(PRIME);
    let mut take = |word: [u8; 8]| {
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(PRIME);
        // Multiplication only propagates to higher bits; this mixes the high bits back in.
        hash ^= hash >> 32;
    };
    let (words, rest) = bytes.as_chunks();
    words.iter().copied().for_each(&mut take);
    if !rest.is_empty() {
        let mut word = [0; 8];
        word.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        take(word);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_same_in_every_release() {
        assert_eq!(fnv(b""), 0xaf63_bd4c_8601_b7df);
        assert_eq!(fnv(b"The auditor"), 0xa854_9203_62ab_bb4e);
    }

    #[test]
    fn a_flipped_bit_or_a_longer_text_is_another_hash() {
        let text = b"We lost a client".to_vec();
        for at in 0..text.len() * 8 {
            let mut other = text.clone();
            other[at / 8] ^= 1 << (at % 8);
            assert_ne!(fnv(&text), fnv(&other));
        }
        assert_ne!(fnv(b"a"), fnv(b"a\0"));
    }
}
