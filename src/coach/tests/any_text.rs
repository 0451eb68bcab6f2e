//! Any text in any language: no panics, spans on grapheme boundaries within their part.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-zA-Z ,.'\"\u{201c}\u{201d}\u{2019}\u{e9}\u{301}\u{200d}\u{1f469}\u{600}\u{915}\u{94d}\u{937}0-9%$\n-]{0,120}",
        prop::collection::vec(
            prop::sample::select(vec![
                "I",
                "we",
                "significantly",
                "QRF",
                "14",
                "%",
                "e\u{301}",
                "\u{1f469}\u{200d}\u{1f467}",
                "usually",
                ".",
                "\n\n",
                "\"",
                "aligned",
                "stakeholders",
                "\u{4f60}\u{597d}",
                "never",
                "they",
                "maybe",
                "basically",
                ",",
            ]),
            0..60
        )
        .prop_map(|w| w.join(" ")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]
    #[test]
    fn spans_lie_on_graphemes_inside_their_part(parts in prop::array::uniform5(text()), customer in text()) {
        let mut s = good();
        for (section, t) in Section::ALL.into_iter().zip(&parts) {
            s.section_mut(section).push_str(t);
        }
        s.situation = parts[0].clone() + "x";
        s.action = parts[2].clone() + " x";
        s.customer = customer;
        let r = judged(&s, Failure);
        for f in r.findings.iter().chain(&r.praise) {
            let (Some(section), Some(span)) = (f.section, f.span.clone()) else { continue };
            let text = s.section(section);
            let edges: Vec<usize> = text.grapheme_indices(true).map(|(i, _)| i).chain([text.len()]).collect();
            prop_assert!(edges.contains(&span.start) && edges.contains(&span.end), "{} {span:?}", f.rule);
            prop_assert!(span.start < span.end);
        }
        for part in &parts {
            for span in private_data(part) {
                prop_assert!(part.get(span).is_some());
            }
        }
    }
}
