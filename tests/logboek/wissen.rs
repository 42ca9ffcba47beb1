//! What a purge takes and leaves: files that another report still speaks of, and reports that were
//! purged by themselves.

use piket::{
    domain::{
        event::{LogEvent, Nieuw},
        ids::Meldingnummer,
        melding::{Bijlage, Inhoud, MeldingSoort, Post},
        tekst::Vertrouwelijk,
    },
    store::Blob,
};

use crate::hulp::{Proef, nu, schrijvend};

/// A mail with one attachment.
pub fn mail(nummer: u32, origineel: &Blob, bijlage: &Blob) -> Nieuw {
    let v = Vertrouwelijk::nieuw;
    let post = Post {
        afzender: v("a@voorbeeld.test"),
        onderwerp: v("onderwerp"),
        tekst: v("tekst"),
        verzonden: None,
        message_id: None,
        verwijzingen: Vec::new(),
        vingerafdruk: v(&format!("afdruk {nummer}")),
        origineel: v(origineel.digest()),
        inrichting: None,
        velden: [].into(),
        bijlagen: vec![Bijlage {
            naam: v("foto.jpg"),
            mediatype: Vertrouwelijk::nieuw("image/jpeg"),
            bytes: 5,
            digest: v(bijlage.digest()),
        }],
        waarschuwingen: Vec::new(),
    };
    let (melding, inhoud) = (Meldingnummer(nummer), Inhoud::Post(Box::new(post)));
    let event = LogEvent::MeldingOntvangen { melding, vorm: MeldingSoort::Mbv, ontvangen: nu(), inhoud };
    Nieuw { voorgevallen_op: nu(), event }
}

fn wis(nummer: u32) -> Nieuw {
    let event = LogEvent::MeldingGewist { melding: Meldingnummer(nummer), reden: Vertrouwelijk::nieuw("klaar") };
    Nieuw { voorgevallen_op: nu(), event }
}

#[test]
fn a_file_goes_with_the_last_report_that_speaks_of_it() -> Proef {
    let map = tempfile::tempdir()?;
    let mut opslag = schrijvend(map.path())?;
    let blob = |tekst: &str| Blob::nieuw(tekst.as_bytes().to_vec());
    let (een, twee, foto) = (blob("mail een"), blob("mail twee"), blob("foto!"));
    let blobs = [een.clone(), twee.clone(), foto.clone()];
    opslag.schrijf(nu(), "p.piket", &[mail(1, &een, &foto), mail(2, &twee, &foto)], &blobs)?;
    let er_is = |opslag: &piket::store::Opslag| -> Result<[bool; 3], Box<dyn std::error::Error>> {
        let er = |b: &Blob| opslag.blob(b.digest()).map(|bytes| bytes.is_some());
        Ok([er(&een)?, er(&twee)?, er(&foto)?])
    };
    opslag.schrijf(nu(), "p.piket", &[wis(1)], &[])?;
    assert_eq!(er_is(&opslag)?, [false, true, true]);
    // The same mail may come in again; nothing is left to know it by.
    assert_eq!(opslag.melding_met_vingerafdruk("afdruk 1")?, None);
    opslag.schrijf(nu(), "p.piket", &[wis(2)], &[])?;
    assert_eq!(er_is(&opslag)?, [false; 3]);
    assert_eq!(opslag.herbouw()?.verschillen, 0);
    assert_eq!(opslag.controleer()?.fouten, []);
    Ok(())
}
