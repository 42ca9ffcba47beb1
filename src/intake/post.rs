//! From a mail that was read to the item in the inbox: which of its texts is the report, its fields, the
//! inrichting, and the fingerprint by which the same mail is known again.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{
    Blob,
    brief::Brief,
    citaat::{self, Laag},
    einde::{self, Einde},
    etiket::Etiketten,
    grenzen,
    herken::{self, Kandidaat},
    inrichting,
    lezing::{self, Omgeving},
    regel::{self, Regel},
};
use crate::domain::{
    fout::Uitkomst,
    inrichting::Inrichtingen,
    melding::{Bijlage, MeldingSoort, Post, Veld},
    moment::Moment,
    tekst::Vertrouwelijk,
};

/// SHA-256 as hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut uit, b| {
        uit.extend([b >> 4, b & 15].into_iter().filter_map(|n| char::from_digit(u32::from(n), 16)));
        uit
    })
}

/// The item for the inbox, and what is kept with it; `origineel` is the mail as it came.
pub fn maak(
    mut brief: Brief,
    origineel: Vec<u8>,
    inrichtingen: &Inrichtingen,
) -> Uitkomst<(MeldingSoort, Post, Vec<Blob>)> {
    let om = Omgeving {
        etiketten: Etiketten::ingebouwd()?,
        inrichtingen,
        anker: brief.kop.verzonden.or(brief.kop.ontvangen).map(Moment::datum),
    };
    let (kandidaten, einde) = kandidaten(&mut brief, om);
    let (soort, velden) = oordeel(&kandidaten, einde.as_ref(), &mut brief);
    let gekozen = velden.get("inrichting").map(|v| v.waarde.lees().to_owned());
    let inrichting = gekozen.or_else(|| inrichting::uit_koppen(&brief, inrichtingen));

    let mut blobs = vec![Blob { digest: sha256(&origineel), bytes: origineel }];
    let mut bijlagen = Vec::new();
    for a in std::mem::take(&mut brief.bijlagen) {
        let digest = sha256(&a.bytes);
        bijlagen.push(Bijlage {
            naam: Vertrouwelijk::nieuw(&a.naam),
            mediatype: Vertrouwelijk::nieuw(&a.mediatype),
            bytes: a.bytes.len() as u64,
            digest: Vertrouwelijk::nieuw(&digest),
        });
        if !blobs.iter().any(|b| b.digest == digest) {
            blobs.push(Blob { digest, bytes: a.bytes });
        }
    }
    let tekst = grenzen::begin(&brief.tekst, grenzen::TEKST);
    let post = Post {
        afzender: Vertrouwelijk::nieuw(&brief.kop.afzender),
        onderwerp: Vertrouwelijk::nieuw(&brief.kop.onderwerp),
        tekst: Vertrouwelijk::nieuw(tekst),
        verzonden: brief.kop.verzonden,
        message_id: brief.kop.message_id.as_deref().map(Vertrouwelijk::nieuw),
        verwijzingen: brief.kop.verwijzingen.iter().map(|v| Vertrouwelijk::nieuw(v)).collect(),
        vingerafdruk: Vertrouwelijk::nieuw(&vingerafdruk(&brief, &bijlagen)),
        origineel: Vertrouwelijk::nieuw(blobs.first().map_or("", |b| b.digest.as_str())),
        inrichting: inrichting.and_then(|naam| inrichtingen.plek(&naam)),
        velden,
        bijlagen,
        waarschuwingen: brief.waarschuwingen.iter().map(|w| Vertrouwelijk::nieuw(w)).collect(),
    };
    Ok((soort, post, blobs))
}

/// The same mail has the same fingerprint however it travelled or was saved: it covers the sender's address,
/// the Date header, the subject, the words of the text and the digests of the attachments. Not covered are
/// the Message-ID and Received headers, which relays change, the layout of the text and the names of the
/// attachments. Two mails that an inrichting sends apart differ in Date.
fn vingerafdruk(brief: &Brief, bijlagen: &[Bijlage]) -> String {
    let mut digests: Vec<&str> = bijlagen.iter().map(|b| b.digest.lees()).collect();
    digests.sort_unstable();
    let verzonden = brief.kop.verzonden.map(Moment::log_vorm).unwrap_or_default();
    let woorden = brief.tekst.split_whitespace().collect::<Vec<_>>().join(" ");
    let adres = if brief.kop.adres.is_empty() { &brief.kop.afzender } else { &brief.kop.adres };
    let mut som = Sha256::new();
    for deel in [adres.as_str(), &verzonden, &brief.kop.onderwerp, &woorden].into_iter().chain(digests) {
        // With its length before it, no two lists of parts read the same.
        som.update((deel.len() as u64).to_be_bytes());
        som.update(deel.as_bytes());
    }
    hex(&som.finalize())
}

/// Every text of the mail, read; and the end of an absence, if the newest text tells of one in words.
fn kandidaten(brief: &mut Brief, om: Omgeving<'_>) -> (Vec<Kandidaat>, Option<Einde>) {
    let aard = brief.kop.aard();
    let mut uit = Vec::new();
    let mut einde = None;
    for bron in std::mem::take(&mut brief.bronnen) {
        let delen = if bron.brief {
            citaat::delen(bron.regels, aard)
        } else {
            vec![citaat::Deel { laag: Laag::Nieuw, regels: bron.regels }]
        };
        let rest: String = delen.iter().skip(1).map(|d| regel::als_tekst(&d.regels)).collect();
        for deel in delen {
            let laag = deel.laag.max(bron.laag);
            let waar = match deel.laag {
                Laag::Nieuw => bron.waar.clone(),
                Laag::Doorgestuurd => format!("{}, doorgestuurd deel", bron.waar),
                Laag::Geciteerd => format!("{}, geciteerd deel", bron.waar),
            };
            let kandidaat = kandidaat(waar, laag, &deel.regels, om);
            if einde.is_none() && bron.brief && laag != Laag::Geciteerd && kandidaat.soort == MeldingSoort::Onbekend {
                einde = einde::vind(&deel.regels, &rest, om.anker).map(|e| (laag, uit.len(), e));
            }
            uit.push(kandidaat);
        }
    }
    let einde = einde.map(|(_, plek, e)| {
        if let Some(k) = uit.get_mut(plek) {
            k.soort = MeldingSoort::EindeOa;
        }
        e
    });
    (uit, einde)
}

fn kandidaat(waar: String, laag: Laag, regels: &[Regel], om: Omgeving<'_>) -> Kandidaat {
    let lezing = lezing::lees(regels, om);
    let soort = herken::soort(&lezing, regels);
    Kandidaat { waar, laag, lezing, soort }
}

/// The kind of the mail and its fields.
fn oordeel(
    kandidaten: &[Kandidaat],
    einde: Option<&Einde>,
    brief: &mut Brief,
) -> (MeldingSoort, BTreeMap<String, Veld>) {
    let Some(gekozen) = herken::kies(kandidaten) else {
        if kandidaten.iter().any(|k| k.soort != MeldingSoort::Onbekend) {
            brief.waarschuw("Er staat alleen een formulier in het geciteerde deel; dat telt niet opnieuw mee.");
        }
        return (MeldingSoort::Onbekend, BTreeMap::new());
    };
    let soort = gekozen.soort;
    let mut velden = BTreeMap::new();
    neem(&mut velden, soort, gekozen);
    for zin in &gekozen.lezing.waarschuwingen {
        brief.waarschuw(zin);
    }
    if let (MeldingSoort::EindeOa, Some(e)) = (soort, einde) {
        einde_in_woorden(&mut velden, e, gekozen, brief);
    }
    for ander in kandidaten.iter().filter(|k| !std::ptr::eq(*k, gekozen)) {
        let aanvulling = ander.soort == soort && ander.laag == gekozen.laag;
        // Who came back stands in the form that the sentence answers.
        let wie = soort == MeldingSoort::EindeOa && ander.soort == MeldingSoort::Moa;
        if (aanvulling || wie) && herken::zelfde(gekozen, ander) {
            if let Some(zin) = spreekt_tegen(&velden, soort, ander) {
                brief.waarschuw(zin);
            }
            neem(&mut velden, soort, ander);
        } else if aanvulling {
            brief.waarschuw(format!("In {} staat nog een ander formulier: zelf lezen.", ander.waar));
        } else if is_formulier(soort) && is_formulier(ander.soort) && ander.laag == gekozen.laag {
            brief.waarschuw(format!("In {} staat ook een {}: zelf lezen.", ander.waar, ander.soort.naam()));
        } else if ander.soort == MeldingSoort::EindeOa && ander.laag == Laag::Nieuw {
            brief.waarschuw("De tekst van de mail meldt ook het einde van een afwezigheid: zelf lezen.");
        }
    }
    (soort, velden)
}

/// Says what another version of the same form says otherwise; the two renderings of one text do not differ.
fn spreekt_tegen(velden: &BTreeMap<String, Veld>, soort: MeldingSoort, ander: &Kandidaat) -> Option<String> {
    let kaal = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let anders: Vec<String> = herken::velden(soort, &ander.lezing)
        .into_iter()
        .filter(|(naam, g)| velden.get(naam).is_some_and(|v| kaal(v.waarde.lees()) != kaal(&g.waarde)))
        .map(|(_, g)| format!("«{}»", g.etiket))
        .collect();
    (!anders.is_empty()).then(|| format!("In {} staat iets anders bij {}: zelf lezen.", ander.waar, anders.join(", ")))
}

const fn is_formulier(soort: MeldingSoort) -> bool {
    matches!(soort, MeldingSoort::Mbv | MeldingSoort::Moa)
}

fn einde_in_woorden(velden: &mut BTreeMap<String, Veld>, einde: &Einde, gekozen: &Kandidaat, brief: &mut Brief) {
    match einde.moment {
        Some(vondst) if !velden.contains_key("einde_oa") => {
            let bron = format!("{}, «{}», regel {}", gekozen.waar, einde.woorden, einde.nr);
            velden.insert(
                "einde_oa".to_owned(),
                Veld { waarde: Vertrouwelijk::nieuw(&vondst.moment.rfc3339()), bron: Vertrouwelijk::nieuw(&bron) },
            );
        }
        Some(_) => {}
        None => brief.waarschuw("Wanneer de afwezigheid eindigde staat er niet bij, of niet leesbaar: zelf lezen."),
    }
}

/// Adds the fields of a text that are not there yet.
fn neem(velden: &mut BTreeMap<String, Veld>, soort: MeldingSoort, uit: &Kandidaat) {
    for (naam, gevonden) in herken::velden(soort, &uit.lezing) {
        velden.entry(naam).or_insert_with(|| Veld {
            waarde: Vertrouwelijk::nieuw(&gevonden.waarde),
            bron: Vertrouwelijk::nieuw(&format!("{}, «{}», regel {}", uit.waar, gevonden.etiket, gevonden.nr)),
        });
    }
}
