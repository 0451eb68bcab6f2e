//! How near two spellings are.

/// Whether `a` becomes `b` by at most `most` letters added, dropped, changed or swapped with the next.
pub fn is_near(a: &str, b: &str, most: usize) -> bool {
    let (long, short) = (a.chars().count(), b.chars().count());
    long.abs_diff(short) <= most && strsim::osa_distance(a, b) <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_near() {
        for (a, b) in [("manger", "manager"), ("custmoer", "customer"), ("conflcit", "conflict"), ("", "")] {
            assert!(is_near(a, b, 1), "{a} {b}");
        }
        assert!(!is_near("manager", "customer", 2));
        assert!(!is_near("abc", "", 2));
        assert!(!is_near("abc", "abd", 0));
    }
}
