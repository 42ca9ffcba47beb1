//! What a purge takes and leaves: files that another report still speaks of, and reports that were
//! purged by themselves.

use piket::{
    domain::{
        ids::Meldingnummer,
        melding::{Attachment, Content, Mail, MeldingKind},
        text::Vertrouwelijk,
    },
    log::event::{LogEvent, NewEvent},
    store::Blob,
};

use crate::support::{TestResult, for_writing, now, raw_connection};

/// A mail with one attachment.
pub fn mail(number: u32, original: &Blob, attachment: &Blob) -> NewEvent {
    let v = Vertrouwelijk::new;
    let letter = Mail {
        sender: v("a@voorbeeld.test"),
        recipients: vec![v("Fenna <f@voorbeeld.test>")],
        subject: v("onderwerp"),
        text: v("tekst"),
        fingerprint: v(&format!("afdruk {number}")),
        original: v(original.digest()),
        attachments: vec![Attachment {
            name: v("foto.jpg"),
            mediatype: Vertrouwelijk::new("image/jpeg"),
            bytes: 5,
            digest: v(attachment.digest()),
        }],
        ..Mail::default()
    };
    let (melding, content) = (Meldingnummer(number), Content::Mail(Box::new(letter)));
    let event = LogEvent::MeldingReceived { melding, form: MeldingKind::form("mbv"), received: now(), content };
    NewEvent { occurred_at: now(), event }
}

fn purge(number: u32) -> NewEvent {
    let event = LogEvent::MeldingPurged { melding: Meldingnummer(number), reason: Vertrouwelijk::new("klaar") };
    NewEvent { occurred_at: now(), event }
}

#[test]
fn a_file_goes_with_the_last_report_that_speaks_of_it() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut store = for_writing(folder.path())?;
    let blob = |text: &str| Blob::new(text.as_bytes().to_vec());
    let (one, two, photo) = (blob("mail een"), blob("mail twee"), blob("foto!"));
    let blobs = [one.clone(), two.clone(), photo.clone()];
    store.write(now(), "p.piket", &[mail(1, &one, &photo), mail(2, &two, &photo)], &blobs)?;
    let is_there = |store: &piket::store::Store| -> Result<[bool; 3], Box<dyn std::error::Error>> {
        let present = |b: &Blob| store.blob(b.digest()).map(|bytes| bytes.is_some());
        Ok([present(&one)?, present(&two)?, present(&photo)?])
    };
    store.write(now(), "p.piket", &[purge(1)], &[])?;
    assert_eq!(is_there(&store)?, [false, true, true]);
    // The same mail does not come in again; what it is known by says nothing of it.
    assert_eq!(store.melding_by_fingerprint("afdruk 1")?, Some(Meldingnummer(1)));
    assert_eq!(store.melding_by_fingerprint("afdruk 3")?, None);
    let kept = "SELECT count(*), count(*) FILTER (WHERE length(afdruk) = 64) FROM gewiste_mail";
    let counted = raw_connection(folder.path())?.query_row(kept, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    assert_eq!(counted, (1u32, 1u32));
    store.write(now(), "p.piket", &[purge(2)], &[])?;
    assert_eq!(is_there(&store)?, [false; 3]);
    assert_eq!(store.rebuild()?.differences, 0);
    assert_eq!(store.check()?.errors, []);
    Ok(())
}
