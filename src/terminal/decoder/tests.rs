use proptest::prelude::*;

use super::*;

/// The inputs of bytes that come at once and are followed by silence.
fn decoded(bytes: &[u8]) -> Vec<Input> {
    let (mut decoder, mut out) = (Decoder::default(), Vec::new());
    decoder.feed(bytes, &mut out);
    while decoder.patience().is_some() {
        decoder.expire(&mut out);
    }
    out
}

/// The same in the command table's spelling: keys by name, pastes in quotes.
fn spelled(bytes: &[u8]) -> String {
    let word = |input: Input| match input {
        Input::Key(key) => {
            let mut word = String::new();
            word.push_str(if key.ctrl { "ctrl-" } else { "" });
            word.push_str(if key.alt { "alt-" } else { "" });
            word.push_str(if key.shift { "shift-" } else { "" });
            match key.code {
                Code::Char(' ') => word + "space",
                Code::Char(c) => format!("{word}{c}"),
                Code::F(n) => format!("{word}f{n}"),
                code => word + &format!("{code:?}").to_lowercase(),
            }
        }
        Input::Paste(text) => format!("{text:?}"),
        other => format!("{other:?}"),
    };
    decoded(bytes).into_iter().map(word).collect::<Vec<_>>().join(" ")
}

fn check(rows: &[(&[u8], &str)]) {
    for (bytes, expected) in rows {
        assert_eq!(spelled(bytes), *expected, "{}", String::from_utf8_lossy(bytes).escape_debug());
    }
}

#[test]
fn text_is_characters() {
    check(&[
        (b"aZ 1~", "a Z space 1 ~"),
        ("é漢👍".as_bytes(), "é 漢 👍"),
        (b"\t\x7f\x08\x1b", "tab backspace ctrl-h esc"),
        (b"\x01\x18\x05\x00\x1a\x1c\x1f", "ctrl-a ctrl-x ctrl-e ctrl-space ctrl-z ctrl-4 ctrl-7"),
        // ISO 8859-1 and other bytes that are no UTF-8.
        (b"caf\xe9 x", "c a f \u{fffd} space x"),
        (b"\xff\xc0a\xed\xa0\x80", "\u{fffd} \u{fffd} a \u{fffd}"),
        (b"\xf0\x9f", "\u{fffd}"),
    ]);
}

#[test]
fn a_new_line_is_enter_however_it_is_typed() {
    check(&[
        (b"\r", "enter"),
        // Ctrl-J; tmux paste-buffer -r; expect.
        (b"a\nb", "a enter b"),
        // Alt-Enter; Shift-Enter as Claude Code and VS Code set it up.
        (b"\x1b\r", "enter"),
        (b"\x1b\n", "enter"),
        // Shift-Enter: kitty, WezTerm, foot; xterm with modifyOtherKeys, Ghostty; Konsole.
        (b"\x1b[13;2u", "enter"),
        (b"\x1b[13;5u", "enter"),
        (b"\x1b[13;2:1u", "enter"),
        (b"\x1b[27;2;13~", "enter"),
        (b"\x1b[27;5;13~", "enter"),
        (b"\x1b[27;5;106~", "enter"),
        (b"\x1bOM", "enter"),
        (b"\x1b[57414u", "enter"),
    ]);
}

#[test]
fn arrows_and_named_keys_come_as_terminals_send_them() {
    check(&[
        (b"\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F", "up down right left home end"),
        // Application mode, which a program before this one may have left on.
        (b"\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF", "up down right left home end"),
        (b"\x1b[3~\x1b[5~\x1b[6~\x1b[1~\x1b[4~\x1b[7~\x1b[8~", "delete pageup pagedown home end home end"),
        (b"\x1b[Z", "shift-tab"),
        // xterm, VTE, Windows Terminal, kitty.
        (b"\x1b[1;5D\x1b[1;3C\x1b[1;2A\x1b[1;6D", "ctrl-left alt-right shift-up ctrl-shift-left"),
        (b"\x1b[3;5~\x1b[1;1D", "ctrl-delete left"),
        // kitty: a repeated and a released key.
        (b"\x1b[1;1:2D\x1b[1;1:3D\x1b[97;1:3u", "left"),
        // F1 to F12: xterm, the Linux console, rxvt.
        (b"\x1bOP\x1bOS\x1b[15~\x1b[24~\x1b[P", "f1 f4 f5 f12 f1"),
        (b"\x1b[[A\x1b[[E\x1b[11~\x1b[1;2P", "f1 f5 f1 shift-f1"),
        // rxvt: Shift and Ctrl with arrows and numbered keys.
        (b"\x1b[a\x1b[d\x1bOd\x1bOc", "shift-up shift-left ctrl-left ctrl-right"),
        (b"\x1b[3$\x1b[3^\x1b[7@", "shift-delete ctrl-delete ctrl-shift-home"),
        // Keypads in application mode: PuTTY, xterm.
        (b"\x1bOp\x1bOy\x1bOk\x1bOX", "0 9 + ="),
        // Insert, menu and what nobody knows are no keys.
        (b"\x1b[2~\x1b[29;2~\x1b[99~\x1b[1;2Y", "shift-f14"),
    ]);
}

#[test]
fn esc_before_a_key_is_alt() {
    check(&[
        (b"\x1bb\x1bB\x1b\x7f", "alt-b alt-B alt-backspace"),
        ("\x1bé".as_bytes(), "alt-é"),
        (b"\x1b\x01\x1b\t", "ctrl-alt-a alt-tab"),
        // Option-Left: Terminal.app, iTerm2, rxvt and PuTTY with ESC ESC; iTerm2 with the meta bit.
        (b"\x1b\x1b[D", "alt-left"),
        (b"\x1b\x1bOC", "alt-right"),
        (b"\x1b\x1b[3~", "alt-delete"),
        (b"\x1b[1;9D", "alt-left"),
        // Esc pressed before.
        (b"\x1b\x1b", "esc esc"),
        (b"\x1b\x1b\x1b[D", "esc alt-left"),
        (b"\x1b\x1bb", "esc alt-b"),
        // Keys whose letter also introduces a sequence.
        (b"\x1b[", "alt-["),
        (b"\x1bO", "alt-O"),
        (b"\x1b]", "alt-]"),
        (b"\x1bPx", "alt-P x"),
        (b"\x1b_hello", "alt-_ h e l l o"),
        (b"\x1b^\x1bX", "alt-^ alt-X"),
    ]);
}

#[test]
fn keys_of_the_kitty_protocol_and_of_modify_other_keys_are_the_same_keys() {
    check(&[
        (b"\x1b[27u\x1b[9u\x1b[9;2u\x1b[127u\x1b[127;5u", "esc tab shift-tab backspace ctrl-backspace"),
        (b"\x1b[97u\x1b[97;2u\x1b[97:65;2u\x1b[97;65u", "a A A A"),
        (b"\x1b[97;5u\x1b[98;3u\x1b[65;6u", "ctrl-a alt-b ctrl-a"),
        (b"\x1b[27;5;97~\x1b[27;3;98~", "ctrl-a alt-b"),
        // What has a byte of its own in the old encoding.
        (b"\x1b[91;5u\x1b[105;5u\x1b[109;5u\x1b[47;5u\x1b[95;5u", "esc tab enter ctrl-7 ctrl-_"),
        (b"\x1b[233u\x1b[27074u", "é 槂"),
        // The keypad; Shift, Ctrl and Alt alone; Super with a letter.
        (b"\x1b[57400u\x1b[57417u\x1b[57412u", "1 left -"),
        (b"\x1b[57441;2u\x1b[57442;5u\x1b[57443;3u\x1b[99;9u", ""),
    ]);
}

#[test]
fn answers_of_the_terminal_are_no_text() {
    check(&[
        // Colors (OSC 11, OSC 4), with BEL and with ST; the title; the clipboard.
        (b"a\x1b]11;rgb:1c1c/1c1c/1c1c\x07b", "a Background(false) b"),
        (b"a\x1b]11;rgb:ffff/ffff/d7d7\x1b\\b", "a Background(true) b"),
        (b"\x1b]11;rgb:f/f/d\x07\x1b]11;rgb:00/80/00\x07", "Background(true) Background(false)"),
        (b"\x1b]11;?\x07\x1b]11;rgb:\x07\x1b]11;rgb:x/y/z\x07\x1b]10;rgb:ff/ff/ff\x07", ""),
        (b"a\x1b]4;0;rgb:0000/0000/0000\x1b\\b\x1b]lTitle\x1b\\", "a b"),
        (b"\x1b]52;c;aGVsbG8=\x07", ""),
        // Device attributes: xterm, kitty, Windows Terminal, tmux, VTE.
        (b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c", ""),
        (b"\x1b[?62c\x1b[?61;4;6;7;14;21;22;23;24;28;32;42c\x1b[>84;0;0c\x1b[>65;7600;1c\x1b[=0c", ""),
        // DCS: XTVERSION, DECRQSS, XTGETTCAP, tertiary attributes.
        (b"\x1bP>|kitty(0.36.4)\x1b\\x", "x"),
        (b"\x1bP1$r0m\x1b\\\x1bP1+r544e=787465726d\x1b\\\x1bP!|00000000\x1b\\", ""),
        // APC: kitty graphics.
        (b"\x1b_Gi=31;OK\x1b\\x", "x"),
        // Cursor position, status, window size, modes, color scheme, kitty flags, in-band resize.
        (b"\x1b[24;80R\x1b[1;2R\x1b[0n\x1b[4;600;800t\x1b[8;24;80t", ""),
        (b"\x1b[?2026;2$y\x1b[4;1$y\x1b[?997;1n\x1b[?0u\x1b[48;24;80;480;640t", ""),
        // Mouse: X10, rxvt; of SGR the release, another button, dragging, and what is cut off.
        (b"\x1b[M !!\x1b[32;5;6M\x1b[<0;5;6m\x1b[<2;5;6M\x1b[<32;5;6Mx", "x"),
        (b"\x1b[<0;5M\x1b[<0;0;0M\x1b[<99999999;1;1M\x1b[<Mx", "x"),
        // Focus.
        (b"\x1b[I\x1b[Oa", "FocusGained a"),
        // A string that is cut short by a key, by CAN, by silence.
        (b"\x1b]11;rgb:\x1b[Dx", "left x"),
        (b"\x1b]11;rgb:\x18x", "x"),
        (b"\x1b]11;rgb:", ""),
        (b"\x1b]11;rgb:\x1b", ""),
        // A sequence that is cut short by a control character or by silence.
        (b"\x1b[12\rx\x1b[1", "enter x"),
        (b"\x1b[201~", ""),
    ]);
    let long = [b"\x1b[".as_slice(), &b"1;".repeat(100_000), b"Dx"].concat();
    assert_eq!(spelled(&long), "left x");
}

#[test]
fn clicks_and_the_wheel_are_told_with_their_cell() {
    check(&[
        (b"\x1b[<0;5;6Mx", "Mouse(Click { column: 4, row: 5 }) x"),
        (b"\x1b[<0;300;1M", "Mouse(Click { column: 299, row: 0 })"),
        (b"\x1b[<64;5;6M\x1b[<65;5;6M", "Mouse(Wheel { down: false }) Mouse(Wheel { down: true })"),
    ]);
}

#[test]
fn a_paste_is_one_text_with_lines_that_end_with_lf() {
    check(&[
        // CR: xterm, iTerm2, VTE, tmux. CRLF: Windows Terminal. LF: kitty.
        (b"\x1b[200~one\rtwo\r\x1b[201~x", "\"one\\ntwo\\n\" x"),
        (b"\x1b[200~one\r\ntwo\r\n\x1b[201~", "\"one\\ntwo\\n\""),
        (b"\x1b[200~one\ntwo\n\nthree\x1b[201~", "\"one\\ntwo\\n\\nthree\""),
        // Sequences within are text; a start within is no second paste.
        (b"\x1b[200~a\x1b[Db\x1b[200~c\x1b[201~d", "\"a\\u{1b}[Db\\u{1b}[200~c\" d"),
        (b"\x1b[200~caf\xe9\x1b[201~", "\"caf\u{fffd}\""),
        (b"\x1b[200~\x1b[201~x", "x"),
    ]);
}

#[test]
fn a_paste_whose_end_is_lost_is_delivered_and_esc_leaves_it() {
    let (mut decoder, mut out) = (Decoder::default(), Vec::new());
    decoder.feed(b"\x1b[200~words\x1b[20", &mut out);
    assert_eq!((decoder.patience(), out.len()), (Some(UNFINISHED_PASTE), 0));
    decoder.expire(&mut out);
    assert_eq!(out, [Input::Paste("words".to_owned())]);
    assert_eq!(decoder.patience(), None);
    decoder.feed(b"1~x", &mut out);
    assert_eq!(out.pop(), Some(Input::Key(Key::char('x'))), "the end may still come");
    decoder.feed(b"\x1b[200~more\x1b", &mut out);
    decoder.expire(&mut out);
    decoder.feed(b"x", &mut out);
    assert_eq!(out.split_off(1), [Input::Paste("more".to_owned()), Input::Key(Key::char('x'))]);
}

#[test]
fn only_what_is_unfinished_waits_and_a_lone_esc_the_shortest() {
    let patience = |bytes: &[u8]| {
        let mut decoder = Decoder::default();
        decoder.feed(bytes, &mut Vec::new());
        decoder.patience()
    };
    assert_eq!(patience(b"\x1b"), Some(Duration::from_millis(25)));
    assert_eq!(patience(b"\x1b\x1b"), Some(Duration::from_millis(25)));
    for unfinished in [b"\x1b[".as_slice(), b"\x1b[1;", b"\x1bO", b"\x1b]1", b"\x1bP1\x1b", b"\xe6"] {
        assert_eq!(patience(unfinished), Some(UNFINISHED));
    }
    for finished in
        [b"a".as_slice(), b"\x1b[D", b"\x1bb", b"\x1b[200~", b"\x1b[200~a\x1b[201~", b"\x1b]1\x07"]
    {
        assert_eq!(patience(finished), None);
    }
}

/// What terminals send, in one piece each.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let sequences = prop::sample::select(vec![
        "\x1b[D",
        "\x1b\x1b[D",
        "\x1b[1;5C",
        "\x1b[13;2u",
        "\x1b[27;2;13~",
        "\x1b\r",
        "\n",
        "\r",
        "\x1bb",
        "\x1bOA",
        "\x1b[3~",
        "\x1b[200~a story\r\nof two lines\x1b[201~",
        "\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\",
        "\x1b[?62;4c",
        "\x1bP>|tmux 3.4\x1b\\",
        "\x1b[24;80R",
        "\x1b[I",
        "\x1b[O",
        "\x1b[<0;5;6M",
        "é",
        "漢字",
        "👍🏽",
    ]);
    let some =
        prop_oneof![sequences.prop_map(|s| s.as_bytes().to_vec()), "[ -~]{1,6}".prop_map(String::into_bytes)];
    prop::collection::vec(some, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn a_stream_cut_anywhere_with_gaps_is_the_same_keys_and_text(
        bytes in prop_oneof![pieces(), prop::collection::vec(any::<u8>(), 0..60)],
        cuts in prop::collection::vec((1_usize..4, any::<bool>()), 60),
    ) {
        let (mut decoder, mut out) = (Decoder::default(), Vec::new());
        let mut rest = bytes.as_slice();
        for &(len, gap) in cuts.iter().cycle() {
            let (piece, later) = rest.split_at(len.min(rest.len()));
            decoder.feed(piece, &mut out);
            rest = later;
            if rest.is_empty() {
                break;
            }
            // A gap of any length where nothing is unfinished; elsewhere one that is short enough is none.
            if gap && decoder.patience().is_none() {
                decoder.expire(&mut out);
            }
        }
        while decoder.patience().is_some() {
            decoder.expire(&mut out);
        }
        prop_assert_eq!(out, decoded(&bytes));
    }

    #[test]
    fn after_silence_the_next_keys_are_themselves(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let (mut decoder, mut out) = (Decoder::default(), Vec::new());
        decoder.feed(&bytes, &mut out);
        while decoder.patience().is_some() {
            decoder.expire(&mut out);
        }
        // Only a paste without an end goes on, until Esc leaves it.
        if decoder.state == ParserState::Paste {
            decoder.feed(b"\x1b", &mut out);
            decoder.expire(&mut out);
        }
        out.clear();
        decoder.feed(b"ok", &mut out);
        prop_assert_eq!(out, [Input::Key(Key::char('o')), Input::Key(Key::char('k'))]);
    }
}
