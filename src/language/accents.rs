//! Letters without their accents, for comparing.

use unicode_width::UnicodeWidthChar;

/// Letters that two plain ones stand for.
const TWO_LETTERS: [(char, &str); 3] = [('æ', "ae"), ('œ', "oe"), ('ß', "ss")];

/// Whether a character is a mark or a joiner: it takes no column and belongs to the letter before it.
pub fn is_mark(c: char) -> bool {
    !c.is_ascii() && c.width() == Some(0)
}

/// Appends a character in lower case and without accents; a combining mark appends nothing.
pub fn push_plain(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    for c in c.to_lowercase().filter(|c| !is_mark(*c)) {
        match TWO_LETTERS.iter().find(|(letter, _)| *letter == c) {
            Some((_, plain)) => out.push_str(plain),
            None => out.push(nucleo_matcher::chars::normalize(c)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        let mut out = String::new();
        text.chars().for_each(|c| push_plain(c, &mut out));
        out
    }

    #[test]
    fn latin_letters_lose_their_accents() {
        let letters = "àáâãäåāăą æ çćč ďđ èéêëēęě ìíîïīı ł ñńň òóôõöøōő œ ř śšş ß ť ùúûüūůű ýÿ źżž";
        assert_eq!(
            plain(letters),
            "aaaaaaaaa ae ccc dd eeeeeee iiiiii l nnn oooooooo oe r sss ss t uuuuuuu yy zzz"
        );
        assert_eq!(plain("ÅNGSTRÖM"), "angstrom");
    }

    #[test]
    fn combining_marks_go_and_other_scripts_stay() {
        assert_eq!(plain("cafe\u{301}"), "cafe");
        assert_eq!(plain("客户"), "客户");
    }
}
