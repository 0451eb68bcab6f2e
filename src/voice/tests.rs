//! Recordings made here, of tones for speech and noise for silence.

use std::io::Cursor;

use hound::{SampleFormat, WavSpec, WavWriter};

use super::*;

const RATE: u32 = 16_000;

/// A recording of stretches in milliseconds: tones where the flag says so, else noise of a quiet room.
fn recording(stretches: &[(u32, bool)], channels: u16, noise: f32) -> Vec<u8> {
    let spec = WavSpec { channels, sample_rate: RATE, bits_per_sample: 16, sample_format: SampleFormat::Int };
    let mut out = Cursor::new(Vec::new());
    let mut writer = WavWriter::new(&mut out, spec).unwrap();
    let mut random = fastrand::Rng::with_seed(7);
    for &(milliseconds, speaks) in stretches {
        for n in 0..milliseconds * RATE / 1000 {
            // The loudness of speech goes up and down with its syllables, some four a second.
            let at = n as f32 / RATE as f32;
            let voice = 0.25 * (0.6 + 0.4 * (at * 25.0).sin()) * (at * 1200.0).sin();
            let sample = if speaks { voice } else { 0.0 } + noise * (random.f32() - 0.5);
            for _ in 0..channels {
                writer.write_sample((sample * f32::from(i16::MAX)) as i16).unwrap();
            }
        }
    }
    writer.finalize().unwrap();
    out.into_inner()
}

const TELLING: [(u32, bool); 7] =
    [(1500, false), (4000, true), (500, false), (3000, true), (2600, false), (5000, true), (1000, false)];

#[track_caller]
fn assert_near(is: u32, should: u32) {
    assert!(is.abs_diff(should) <= 100, "{is} is not near {should}");
}

#[test]
fn pauses_are_measured_within_a_tenth_of_a_second() {
    for (channels, noise) in [(1, 0.0), (2, 0.004), (1, 0.02)] {
        let heard = hear(&recording(&TELLING, channels, noise)).unwrap();
        assert_eq!(heard.length, 17_600);
        assert_near(heard.first_word(), 1500);
        assert_near(heard.spoken(), 12_000);
        let [pause] = heard.pauses()[..] else { panic!("{:?}", heard.pauses()) };
        assert_near(pause.at, 9000);
        assert_near(pause.length, 2600);
        assert!((78..=80).contains(&heard.share()), "{}", heard.share());
    }
}

#[test]
fn somebody_who_never_stops_has_no_pause() {
    let heard = hear(&recording(&[(6000, true)], 1, 0.0)).unwrap();
    assert_eq!((heard.pauses(), heard.share()), (vec![], 100));
}

#[test]
fn silence_is_no_telling() {
    for noise in [0.0, 0.0005] {
        assert_eq!(hear(&recording(&[(3000, false)], 1, noise)), Err(Unheard::Silent));
    }
    // A click on the desk is no word.
    assert_eq!(hear(&recording(&[(2000, false), (40, true), (2000, false)], 1, 0.0)), Err(Unheard::Silent));
}

#[test]
fn a_torn_recording_is_heard_as_far_as_it_goes() {
    let whole = recording(&TELLING, 1, 0.004);
    let torn = &whole[..=whole.len() / 2];
    assert_near(hear(torn).unwrap().length, 8800);
    for length in [0u32, u32::MAX, 0x7fff_f000] {
        let mut open = whole.clone();
        let at = open.windows(4).position(|w| w == b"data").unwrap() + 4;
        open[at..at + 4].copy_from_slice(&length.to_le_bytes());
        assert_eq!(hear(&open), hear(&whole));
    }
}

#[test]
fn no_bytes_make_hearing_fail_in_another_way() {
    let whole = recording(&[(200, true)], 1, 0.0);
    for length in 0..80 {
        assert_eq!(hear(&whole[..length.min(44)]), Err(Unheard::NotSound));
        let _ = hear(&whole[..length]);
    }
    let mut random = fastrand::Rng::with_seed(3);
    for _ in 0..2000 {
        let mut hurt = whole.clone();
        let at = random.usize(..60);
        hurt[at] = random.u8(..);
        let _ = hear(&hurt);
    }
}

#[test]
fn the_pieces_of_an_interrupted_telling_are_one() {
    let piece = hear(&recording(&[(1000, false), (2000, true)], 1, 0.0)).unwrap();
    let both = piece.clone().then(&piece);
    assert_eq!(both.length, 6000);
    assert_eq!(both.spoken(), 2 * piece.spoken());
    assert_near(both.speech[1].start, 4000);
}

#[test]
fn the_picture_shows_speech_to_scale() {
    let heard = Hearing { length: 10_000, speech: vec![0..2500, 5000..10_000] };
    assert_eq!(heard.picture(4), [1.0, 0.0, 1.0, 1.0]);
    assert_eq!(heard.picture(2), [0.5, 1.0]);
}

#[test]
fn cues_are_told_by_what_they_say_in_any_form() {
    let transcript = "So in the spring a clinic with, um, fourteen doctors told us that they would leave. I was \
                      driving there on Monday, and you know, I typed along. The refusals went from fourteen to \
                      zero and um they renewed.";
    let cues =
        ["14 doctors", "drove there Monday", "14 to 0", "the accent rule", "renewed for two years", ""];
    let said = said(transcript, 15_000, cues);
    assert_eq!(said.cues, [true, true, true, false, false, false]);
    assert_eq!(said.fillers[0], Filler { phrase: "um", count: 2 });
    assert_eq!(said.fillers[1], Filler { phrase: "you know", count: 1 });
    assert_eq!(said.pace, Some(156));
}

#[test]
fn a_voice_in_a_noisy_room_is_heard_with_its_pauses() {
    // A synthesizer's voice with silences of 1.2, 2.5, 0.7, 4.1 and 1.5 s put between its sentences, in pink noise.
    let heard = hear(include_bytes!("../../tests/voice/telling.wav")).unwrap();
    assert_near(heard.first_word(), 1200);
    let [short, long] = heard.pauses()[..] else { panic!("{:?}", heard.pauses()) };
    assert_near(short.at, 9205);
    assert_near(short.length, 2500);
    assert_near(long.at, 26_231);
    assert_near(long.length, 4100);
}

#[test]
fn what_is_installed_is_proposed_once_a_key_in_lines_that_the_settings_read() {
    let lines = settings::proposals(|program| matches!(program, "rec" | "play" | "paplay" | "say"));
    assert_eq!(lines[0], r#"record = ["rec", "-q", "-r", "16000", "-c", "1", "{wav}"]"#);
    let read: Settings = toml::from_str(&lines.join("\n")).unwrap();
    assert_eq!((read.play, read.say), (vec!["paplay".into(), WAV.into()], vec!["say".into()]));
    assert!(settings::proposals(|_| false).is_empty());
}
