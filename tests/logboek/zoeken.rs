//! Search as it is used: a few letters, no accents, half a number, and whatever else is typed.

use piket::{
    domain::{
        event::{LogEvent, Nieuw},
        feit::{Feitstatus, Onderwerp},
        ids::{Meldingnummer, Zaaknummer},
        inrichting::Plek,
        melding::{Gesprek, Inhoud, MeldingSoort},
        tekst::Vertrouwelijk,
        termijnsoort::Kalender,
    },
    store::Opslag,
};
use proptest::prelude::*;

use crate::hulp::{Proef, nu, regelboek, schrijvend, vul};

/// One closed case about a fire in a café-like hall, and the call about it.
fn brand(opslag: &mut Opslag) -> Result<(Zaaknummer, Meldingnummer), Box<dyn std::error::Error>> {
    let zaak = Zaaknummer { week: "2026-W47".parse()?, volgnummer: 3 };
    let melding = Meldingnummer(12);
    let bij = |event| Nieuw { voorgevallen_op: nu(), event };
    let gesprek = Gesprek {
        beller: Vertrouwelijk::nieuw("Joost Überink"),
        wat: Vertrouwelijk::nieuw("rook in de crèche"),
        inrichting: Some(Plek::Bekend("FPC De Voorbeeldhoeve".to_owned())),
        ..Gesprek::default()
    };
    let inhoud = Inhoud::Gesprek(gesprek);
    let nieuw = [
        LogEvent::MeldingOntvangen { melding, vorm: MeldingSoort::Telefoon, ontvangen: nu(), inhoud },
        LogEvent::ZaakGeopend { zaak, inrichting: None, regelboek: regelboek(), kalender: Kalender::CaoRijk },
        LogEvent::InrichtingGezet { zaak, inrichting: Some(Plek::Bekend("FPC De Voorbeeldhoeve".to_owned())) },
        LogEvent::RijGekozen {
            zaak,
            rij: Some("C".parse()?),
            reden: Vertrouwelijk::nieuw("verborgen"),
            regelboek: regelboek(),
        },
        LogEvent::FeitGenoteerd {
            zaak,
            feit: 1,
            onderwerp: Onderwerp::Gebeurtenis,
            tekst: Vertrouwelijk::nieuw("Brand in café De Hoek, één gewonde"),
            bron: Vertrouwelijk::nieuw("meldkamer"),
            status: Feitstatus::Gemeld,
        },
        LogEvent::ZaakGesloten { zaak },
    ];
    opslag.schrijf(nu(), "p", &nieuw.map(bij), &[])?;
    Ok((zaak, melding))
}

#[test]
fn beginnings_of_words_find_it() -> Proef {
    let map = tempfile::tempdir()?;
    let mut opslag = schrijvend(map.path())?;
    let (zaak, melding) = brand(&mut opslag)?;
    for vraag in ["cafe", "CAFÉ", "één gew", "gewonde brand", "2026-W47-03", "w47-03", "2026", "rij C", "voorbeeldh b"]
    {
        assert!(opslag.zoek(vraag, 9)?.zaken.contains_key(&zaak), "{vraag}");
    }
    for vraag in ["uberink", "creche", "m0012", "m00", "voorbeeldhoeve", "joost rook"] {
        assert!(opslag.zoek(vraag, 9)?.meldingen.contains_key(&melding), "{vraag}");
    }
    for vraag in ["", "  ", "-", "\"", "café niet", "ewonde", "verborgen"] {
        let desk = opslag.zoek(vraag, 9)?;
        assert!(desk.zaken.is_empty() && desk.meldingen.is_empty(), "{vraag}");
    }
    // Words that are no longer there are no longer found.
    let event = LogEvent::InrichtingGezet { zaak, inrichting: Some(Plek::Bekend("CTP Elders".to_owned())) };
    opslag.schrijf(nu(), "p", &[Nieuw { voorgevallen_op: nu(), event }], &[])?;
    assert!(opslag.zoek("voorbeeldhoeve", 9)?.zaken.is_empty());
    assert!(opslag.zoek("elders", 9)?.zaken.contains_key(&zaak));
    Ok(())
}

#[test]
fn the_newest_come_first() -> Proef {
    let map = tempfile::tempdir()?;
    let mut opslag = schrijvend(map.path())?;
    vul(&mut opslag, 300)?;
    let alle = opslag.zoek("m", 10_000)?.meldingen;
    let enkele = opslag.zoek("m", 3)?.meldingen;
    assert!(alle.len() > 3);
    assert!(enkele.keys().eq(alle.keys().rev().take(3).collect::<Vec<_>>().into_iter().rev()));
    Ok(())
}

#[test]
fn nothing_that_is_typed_is_an_operator() -> Proef {
    let map = tempfile::tempdir()?;
    let mut opslag = schrijvend(map.path())?;
    let (zaak, _) = brand(&mut opslag)?;
    proptest!(|(vraag in "[\"'*()^:+ANDORTNEWY{}a-c\\-\\x00 é]{0,24}|\\PC{0,12}")| {
        let gevonden = opslag.zoek(&vraag, 9);
        prop_assert!(gevonden.is_ok(), "{:?}: {:?}", vraag, gevonden);
    });
    assert!(opslag.zoek("brand OR niets", 9)?.zaken.is_empty());
    assert!(opslag.zoek("\"brand\"", 9)?.zaken.contains_key(&zaak));
    Ok(())
}
