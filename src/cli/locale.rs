//! What the locale says of the terminal's characters.

/// Whether the locale names a character set other than UTF-8. `var` gives the environment's variables.
///
/// Nothing set says nothing: that is so in containers and over ssh, with terminals that read UTF-8.
pub(super) fn lacks_utf8(var: impl Fn(&str) -> Option<String>) -> bool {
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(var).find(|value| !value.is_empty());
    named.is_some_and(|locale| {
        // language_TERRITORY.charset@modifier; macOS sets the character set alone.
        let locale = locale.split('@').next().unwrap_or_default();
        let charset = locale.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        !matches!(charset.as_str(), "utf-8" | "utf8")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lacks(all: &str, ctype: &str, lang: &str) -> bool {
        lacks_utf8(|name| {
            let value = match name {
                "LC_ALL" => all,
                "LC_CTYPE" => ctype,
                _ => lang,
            };
            (value != "unset").then(|| value.to_owned())
        })
    }

    #[test]
    fn the_first_of_the_variables_that_is_set_and_not_empty_says_the_character_set() {
        for (all, ctype, lang) in [
            ("C", "unset", "en_US.UTF-8"),
            ("POSIX", "C.UTF-8", "C.UTF-8"),
            ("", "de_DE.ISO-8859-1", "de_DE.UTF-8"),
            ("unset", "", "de_DE@euro"),
            ("unset", "unset", "en_US"),
            ("unset", "unset", "ja_JP.eucJP"),
            ("unset", "unset", "ru_RU.KOI8-R"),
        ] {
            assert!(lacks(all, ctype, lang), "{all} {ctype} {lang}");
        }
        for (all, ctype, lang) in [
            ("unset", "unset", "unset"),
            ("", "", ""),
            ("C.UTF-8", "C", "C"),
            ("unset", "UTF-8", "C"),
            ("unset", "unset", "en_US.utf8"),
            ("unset", "unset", "ca_ES.UTF-8@valencia"),
        ] {
            assert!(!lacks(all, ctype, lang), "{all} {ctype} {lang}");
        }
    }
}
