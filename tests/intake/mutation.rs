//! Every reader, given documents that went wrong on the way: bytes changed, lengths that lie, halves, pieces twice. Each
//! is read within five seconds, without a panic, and comes back byte for byte; `cost` sees to the memory.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    time::{Duration, Instant},
};

use piket::intake;

use super::{TestResult, hostile, shapes::Rng};

/// The kinds of document, by the end of their name.
const KINDS: [&str; 9] = ["docx", "odt", "rtf", "pdf", "dat", "p7m", "zip", "ics", "html"];
/// Documents of a kind, and changes of each; `RONDES` asks for more of those.
const SAMPLES: usize = 2;
const CHANGES: u64 = 25;
const LONGEST: Duration = Duration::from_secs(5);

/// A document with its name.
type Sample = (String, Vec<u8>);

/// Documents that came with the sample mails, and the messages of Outlook among those.
fn samples() -> Result<Vec<Sample>, Box<dyn std::error::Error>> {
    let list = intake::inrichtingen()?;
    let mut by_kind: BTreeMap<String, Vec<Sample>> = BTreeMap::new();
    let mut keep = |name: String, bytes: Vec<u8>| {
        let kind = name.rsplit('.').next().unwrap_or_default().to_lowercase();
        let known = by_kind.entry(kind).or_default();
        if known.len() < SAMPLES {
            known.push((name, bytes));
        }
    };
    for folder in ["onbekend", "mail"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
        let mut files: Vec<_> = fs::read_dir(folder)?.map(|f| f.map(|f| f.path())).collect::<Result<_, _>>()?;
        files.sort();
        for path in files.iter().filter(|path| path.extension().is_some_and(|e| e == "eml" || e == "msg")) {
            for mail in intake::read_file(path, &list)? {
                for attachment in &mail.mail.attachments {
                    let bytes = mail.attachments.iter().find(|blob| blob.digest == attachment.digest.read());
                    if let Some(blob) = bytes {
                        keep(attachment.name.read().to_owned(), blob.bytes.clone());
                    }
                }
            }
            if path.extension().is_some_and(|e| e == "msg") {
                keep("bericht.msg".to_owned(), fs::read(path)?);
            }
        }
    }
    let page = "<html><body><div class=x><p>Beste,<table border=1><tr><td><b>Naam</b><td>X<tr><td>Delict<td><s>a</s> b\
                </table><dl><dt>Soort<dd><input type=radio checked>intra</dl><ul><li>een<li>twee</ul><!-- x --></body>";
    keep("pagina.html".to_owned(), page.repeat(3).into_bytes());
    let found: Vec<String> = by_kind.keys().cloned().collect();
    assert!(KINDS.iter().filter(|kind| **kind != "ics").all(|kind| by_kind.contains_key(*kind)), "{found:?}");
    Ok(by_kind.into_values().flatten().collect())
}

/// How long this thread was on a processor, where the system tells; else the time that went by since then.
fn spent(start: Instant) -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.as_deref().and_then(|text| text.split(' ').next()).and_then(|text| text.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// One way in which a document goes wrong.
fn changed(sample: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut out = sample.to_vec();
    let length = u32::try_from(out.len()).unwrap_or(u32::MAX).max(1);
    let place = |rng: &mut Rng| rng.until(length) as usize;
    match rng.until(5) {
        0 => {
            for _ in 0..=rng.until(12) {
                let (at, byte) = (place(rng), u8::try_from(rng.until(256)).unwrap_or_default());
                if let Some(there) = out.get_mut(at) {
                    *there = byte;
                }
            }
        }
        1 => out.truncate(place(rng)),
        2 => {
            // Where a length stands, it becomes the largest there is.
            let at = place(rng);
            let until = (at + 4).min(out.len());
            out.splice(at.min(until)..until, [0xff, 0xff, 0xff, 0x7f]);
        }
        3 => {
            let (one, other) = (place(rng), place(rng));
            let piece = out.get(one.min(other)..one.max(other)).unwrap_or_default().to_vec();
            let at = place(rng);
            out.splice(at..at, piece);
        }
        _ => {
            let (one, other) = (place(rng), place(rng));
            out.drain(one.min(other)..one.max(other));
        }
    }
    out
}

#[test]
fn documents_that_went_wrong_are_read_in_time_and_come_back_whole() -> TestResult {
    let start = Instant::now();
    let changes = std::env::var("RONDES").ok().and_then(|text| text.parse().ok()).unwrap_or(CHANGES);
    for (nr, (name, sample)) in samples()?.into_iter().enumerate() {
        for seed in 0..changes {
            let bytes = changed(&sample, &mut Rng::new(1_000_000 * nr as u64 + seed));
            let whole = name == "bericht.msg";
            let mail = if whole { bytes } else { hostile::with_attachment(&name, &bytes) };
            let begin = spent(start);
            // What is no message of Outlook any more is refused as a file; as an attachment it is kept.
            if let Err(error) = hostile::read(&mail) {
                assert!(whole, "{name} #{seed}: {error}");
            }
            let took = spent(start).saturating_sub(begin);
            assert!(took < LONGEST, "{name} #{seed} duurt {took:?}");
        }
    }
    Ok(())
}
