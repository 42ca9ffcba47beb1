//! Measures what a frame costs when a text on it is endless: five megabytes of whatever a mail, a fact, a
//! draft or a name may hold. Prints the middle and the slowest frame in milliseconds; it judges nothing.
//! `cargo bench --bench text` runs it.
#![allow(dead_code, reason = "the desk of the screen tests is used here, and not all of it")]

#[path = "../common/acts.rs"]
mod acts;
#[path = "../screens/desk.rs"]
mod desk;
#[path = "../screens/fake_store.rs"]
mod fake_store;
#[path = "../screens/picture.rs"]
mod picture;
mod processor;
mod stats;

use chrono::Duration;
use desk::{TestDesk, TestResult};
use piket::{
    acts::{Act, NoteFeit, ReceiveMail, SaveDraft},
    desk::{
        state::{item::Item, reveal::Masking},
        view::leaf::Leaf,
    },
    domain::{
        draft::DraftKind,
        feit::{FeitStatus, Topic},
        melding::{Mail, MeldingKind},
        text::Vertrouwelijk,
    },
};

/// So long is each text, in bytes.
const BYTES: usize = 5_000_000;

/// So many frames are drawn of each screen.
const FRAMES: usize = 30;

/// So many versions a draft has.
const VERSIONS: usize = 200;

/// What a frame may cost, in milliseconds.
const TARGET: f64 = 4.0;

/// What a text may be made of, and what it begins with.
const KINDS: [(&str, &str, &str); 9] = [
    ("words", "", "De bewoner is naar het ziekenhuis gebracht. "),
    ("one word", "", "abcdefghij"),
    ("accents", "", "gëïnfecteerd cliënt, "),
    ("flood of accents", "e", "\u{301}\u{308}"),
    ("wide, no spaces", "", "界面"),
    ("families", "", "👩\u{200d}👩\u{200d}👧\u{200d}👦🇳🇱 "),
    ("spaces", "a", "  \t "),
    ("line ends", "", "ja\n"),
    ("long addresses", "", "https://voorbeeld.example/?a=1&b=2&c=%20d/e/f-g_h "),
];

fn main() -> TestResult {
    println!(
        "Frames of 120x40 with {BYTES} bytes on them: middle and slowest (ms on the processor), target <= {TARGET}\n"
    );
    println!(
        "{:<18}{:>18}{:>18}{:>18}{:>18}{:>18}{:>18}{:>18}{:>18}",
        "", "mail", "mail, far down", "facts", "timeline", "draft", "writing", "a megabyte field", "writing, saved"
    );
    for (name, start, part) in KINDS {
        let text = format!("{start}{}", part.repeat(BYTES / part.len()));
        let cells = [
            mail(&text, 0)?,
            mail(&text, 9_000)?,
            facts(&text)?,
            timeline(&text)?,
            draft(&text)?,
            writing(&text)?,
            field(&text)?,
            saving(&text)?,
        ];
        let cells: Vec<String> = cells.iter().map(|times| format!("{:>16}", cell(times))).collect();
        println!("{name:<18}{}", cells.concat());
    }
    versions()
}

/// The same for a message as one is written, of which there are many versions.
fn versions() -> TestResult {
    let mut desk = with_draft("Vanochtend is een bewoner gewond geraakt. ".repeat(100).trim_end())?;
    desk.keys("3<omlaag><enter>")?;
    for _ in 0..VERSIONS {
        desk.keys("a")?;
        desk.after(Duration::seconds(1));
    }
    desk.keys("<esc>")?;
    println!("\nA draft of {VERSIONS} versions:");
    for (what, keys) in [("opening, leaving", "<enter><esc>"), ("the list of versions", "<enter><f3><esc><esc>")] {
        println!("{what:<22}{}", cell(&frames(&mut desk, keys)?));
    }
    desk.keys("<enter>")?;
    println!("{:<22}{}", "writing", cell(&frames(&mut desk, "een ")?));
    println!("{:<22}{}", "writing, saved", cell(&saved_frames(&mut desk)?));
    Ok(())
}

fn cell(times: &[f64]) -> String {
    format!("{:.2} / {:.2}", stats::median(times), stats::percentile(times, 100))
}

/// A desk of that size on which every text is open.
fn desk() -> Result<TestDesk, Box<dyn std::error::Error>> {
    let mut desk = TestDesk::empty()?.sized(120, 40);
    desk.model.view.setup.masking = Masking::Off;
    desk.zaak("6", "FPC Pompestichting")?;
    Ok(desk)
}

/// Times of a key and the frame after it, on the processor.
fn frames(desk: &mut TestDesk, keys: &str) -> Result<Vec<f64>, Box<dyn std::error::Error>> {
    let keys = desk::parse_keys(keys)?;
    desk.draw();
    let mut times = Vec::with_capacity(FRAMES);
    for key in keys.iter().cycle().take(FRAMES) {
        desk.key(*key);
        desk.draw();
        times.push(desk.watchdog.last.as_secs_f64() * 1000.0);
    }
    Ok(times)
}

/// The same for letters that are each saved before the next: the key, the saving and the frame after it.
fn saved_frames(desk: &mut TestDesk) -> Result<Vec<f64>, Box<dyn std::error::Error>> {
    let keys = desk::parse_keys("een ")?;
    let mut times = Vec::with_capacity(FRAMES);
    for key in keys.iter().cycle().take(FRAMES) {
        desk.key(*key);
        desk.after(Duration::seconds(1));
        desk.draw();
        times.push(desk.watchdog.last.as_secs_f64() * 1000.0);
        // What a test remembers is not what is measured.
        desk.taken.clear();
    }
    Ok(times)
}

fn mail(text: &str, scroll: usize) -> Result<Vec<f64>, Box<dyn std::error::Error>> {
    let mut desk = desk()?;
    let (melding, now) = (desk.model.view.desk.next_melding(), desk.model.view.now);
    let long = |t: &str| Vertrouwelijk::new(t);
    let mail = Mail {
        sender: long(text),
        recipients: vec![long(text)],
        subject: long(text),
        text: long(text),
        sent: Some(now),
        fingerprint: long("a"),
        original: long("a"),
        warnings: vec![long(text)],
        ..Mail::default()
    };
    desk.run(&Act::ReceiveMail(ReceiveMail { form: MeldingKind::form("mbv"), received: now, mail: Box::new(mail) }))?;
    desk.model.view.choose(Some(Item::Melding(melding)));
    desk.model.view.scroll = Leaf::to(scroll);
    frames(&mut desk, "<pgdn><pgup>")
}

/// Notes a fact in these words on the newest case.
fn note(desk: &mut TestDesk, text: &str) -> Result<(), Box<dyn std::error::Error>> {
    let zaak = desk.model.view.desk.zaken.keys().next_back().copied().ok_or("no case")?;
    let (text, source) = (text.to_owned(), "meldkamer".to_owned());
    let feit = NoteFeit { zaak, topic: Topic::Injury, text, source, status: FeitStatus::Reported, happened: None };
    desk.run(&Act::NoteFeit(feit))?;
    Ok(())
}

fn facts(text: &str) -> Result<Vec<f64>, Box<dyn std::error::Error>> {
    let mut desk = desk()?;
    for _ in 0..3 {
        note(&mut desk, text)?;
    }
    desk.keys("2")?;
    frames(&mut desk, "<omlaag><omhoog>")
}

fn timeline(text: &str) -> Result<Vec<f64>, Box<dyn std::error::Error>> {
    let mut desk = desk()?;
    note(&mut desk, text)?;
    desk.keys("4")?;
    frames(&mut desk, "<omlaag><omhoog>")
}

fn draft(text: &str) -> Result<Vec<f64>, Box<dyn std::error::Error>> {
    let mut desk = with_draft(text)?;
    desk.keys("3<omlaag>")?;
    frames(&mut desk, "<pgdn><pgup>")
}

fn writing(text: &str) -> Result<Vec<f64>, Box<dyn std::error::Error>> {
    let mut desk = with_draft(text)?;
    desk.keys("3<omlaag><enter>")?;
    for _ in 0..40 {
        desk.keys("<pgdn>")?;
        desk.draw();
    }
    frames(&mut desk, "a<enter><backspace><omhoog><omlaag><pgdn><links><pgup>")
}

fn saving(text: &str) -> Result<Vec<f64>, Box<dyn std::error::Error>> {
    let mut desk = with_draft(text)?;
    desk.keys("3<omlaag><enter><pgdn>")?;
    saved_frames(&mut desk)
}

fn with_draft(text: &str) -> Result<TestDesk, Box<dyn std::error::Error>> {
    let mut desk = desk()?;
    let zaak = desk.model.view.desk.zaken.keys().next_back().copied().ok_or("no case")?;
    desk.run(&Act::SaveDraft(SaveDraft { zaak, draft: DraftKind::Piketmelding, text: text.to_owned() }))?;
    Ok(desk)
}

fn field(text: &str) -> Result<Vec<f64>, Box<dyn std::error::Error>> {
    let mut desk = desk()?;
    desk.keys("n<tab>")?;
    desk.paste(text.get(..text.floor_char_boundary(1_000_000)).unwrap_or_default());
    frames(&mut desk, "a<links><backspace>")
}
