//! Acts on the inbox: a call or mail comes in, opens a zaak, is linked to one, or is set aside.

use super::{Besloten, Kader, Terug, de_melding, een_reden, merk, niet_in_de_toekomst, open_zaak};
use crate::domain::{
    desk::Desk,
    event::{LogEvent, Nieuw},
    feit::{Feitstatus, Onderwerp},
    fout::{Fout, Uitkomst},
    ids::{Meldingnummer, Piketweek, Zaaknummer},
    melding::{Gesprek, Inhoud, Melding, MeldingSoort, Meldingstaat, Post},
    moment::Moment,
    rij::Rij,
    tekst::Vertrouwelijk,
    termijnsoort::Tijden,
    zaak::{Tijdsoort, Zaak},
};

/// Notes a call; while a form is being typed nothing is required, so nothing is refused either.
pub fn noteer_gesprek(
    desk: &Desk,
    kader: &Kader<'_>,
    nummer: Option<Meldingnummer>,
    gesprek: &Gesprek,
) -> Uitkomst<Besloten> {
    let mut gesprek = gesprek.clone();
    gesprek.inrichting = gesprek.inrichting.and_then(|p| kader.inrichtingen.plek(p.naam()));
    let ontvangen = gesprek.gebeld.unwrap_or(kader.nu);
    let Some(nummer) = nummer else {
        let melding = desk.volgende_melding();
        let event = LogEvent::MeldingOntvangen {
            melding,
            vorm: MeldingSoort::Telefoon,
            ontvangen,
            inhoud: Inhoud::Gesprek(gesprek),
        };
        let nieuw = vec![Nieuw { voorgevallen_op: ontvangen.min(kader.nu), event }];
        return Ok(Besloten {
            nieuw,
            terug: Terug::Niet("Een melding blijft bewaard; leg haar terzijde met een reden."),
        });
    };
    let melding = de_melding(desk, nummer)?;
    let Inhoud::Gesprek(eerder) = &melding.inhoud else {
        return Err(Fout::gebruik(format!("Melding {nummer} is geen telefoontje.")));
    };
    let terug = LogEvent::GesprekBijgewerkt { melding: nummer, gesprek: eerder.clone() };
    Ok(Besloten::een(kader, LogEvent::GesprekBijgewerkt { melding: nummer, gesprek }, Terug::met([terug])))
}

/// Puts a mail in the inbox under the next number.
pub fn ontvang_post(desk: &Desk, vorm: MeldingSoort, ontvangen: Moment, post: &Post) -> Besloten {
    let inhoud = Inhoud::Post(Box::new(post.clone()));
    let event = LogEvent::MeldingOntvangen { melding: desk.volgende_melding(), vorm, ontvangen, inhoud };
    let nieuw = vec![Nieuw { voorgevallen_op: ontvangen, event }];
    Besloten { nieuw, terug: Terug::Niet("Een mail blijft bewaard; leg hem terzijde met een reden.") }
}

/// Opens a case from a report and takes over what the report says.
pub fn open(desk: &Desk, kader: &Kader<'_>, nummer: Meldingnummer) -> Uitkomst<Besloten> {
    let melding = de_open_melding(desk, nummer)?;
    let zaak = desk.volgende_zaak(Piketweek::van(kader.nu, kader.weekstart));
    // A case that opens has no row yet, and without one nothing ends.
    let tijden = Tijden { einde_oa: None, ..melding.tijden() };
    tijden.controleer()?;
    for (naam, t) in
        [("Het voorval", tijden.voorval), ("De constatering", tijden.constatering), ("Het telefoontje", tijden.gebeld)]
    {
        if let Some(t) = t {
            niet_in_de_toekomst(naam, t, kader.nu)?;
        }
    }
    let inrichting = melding.inrichting().and_then(|naam| kader.inrichtingen.plek(naam));
    let mut events = vec![
        LogEvent::ZaakGeopend { zaak, inrichting, regelboek: merk(kader.boek), kalender: kader.kalender },
        melding.koppeling(zaak),
    ];
    for (tijd, moment) in [
        (Tijdsoort::Gebeld, tijden.gebeld),
        (Tijdsoort::Voorval, tijden.voorval),
        (Tijdsoort::Constatering, tijden.constatering),
    ] {
        if moment.is_some() {
            events.push(LogEvent::TijdGezet { zaak, tijd, moment });
        }
    }
    if let Some(rij) = rij_van(melding) {
        let reden = Vertrouwelijk::nieuw("gekozen bij de melding");
        events.push(LogEvent::RijGekozen { zaak, rij: Some(rij), reden, regelboek: merk(kader.boek) });
    }
    events.extend(feiten_van(zaak, melding, 1));
    let nieuw = events.into_iter().map(|event| Nieuw { voorgevallen_op: kader.nu, event }).collect();
    Ok(Besloten { nieuw, terug: Terug::Niet("Een zaaknummer blijft bestaan; sluit de zaak met een reden per stap.") })
}

/// Links a report; its facts come along, and an end of OA brings its time.
pub fn koppel(desk: &Desk, kader: &Kader<'_>, nummer: Meldingnummer, zaak: Zaaknummer) -> Uitkomst<Besloten> {
    let melding = de_open_melding(desk, nummer)?;
    let doel = open_zaak(desk, zaak)?;
    let mut events = vec![melding.koppeling(zaak)];
    let mut terug = vec![LogEvent::MeldingOntkoppeld { zaak, melding: nummer }];
    for (tijd, moment) in nieuwe_tijden(doel, melding) {
        events.push(LogEvent::TijdGezet { zaak, tijd, moment: Some(moment) });
        terug.push(LogEvent::TijdGezet { zaak, tijd, moment: None });
    }
    let volgende = doel.feiten.iter().map(|f| f.nummer).max().unwrap_or(0).saturating_add(1);
    for feit in feiten_van(zaak, melding, volgende) {
        if let LogEvent::FeitGenoteerd { feit, .. } = &feit {
            // A noted fact stays in the log; undoing the link takes it out of the picture.
            terug.push(LogEvent::FeitBeoordeeld { zaak, feit: *feit, status: Feitstatus::Tegengesproken });
        }
        events.push(feit);
    }
    let nieuw = events.into_iter().map(|event| Nieuw { voorgevallen_op: kader.nu, event }).collect();
    Ok(Besloten { nieuw, terug: Terug::met(terug) })
}

/// Undoes a link.
pub fn ontkoppel(desk: &Desk, kader: &Kader<'_>, nummer: Meldingnummer) -> Uitkomst<Besloten> {
    let melding = de_melding(desk, nummer)?;
    match &melding.staat {
        Meldingstaat::Gekoppeld(zaak) => {
            let zaak = open_zaak(desk, *zaak)?;
            // Set aside by itself it could be purged, and the case would be kept without it.
            if zaak.bewaring.is_some() {
                return Err(Fout::nee(format!(
                    "Zaak {} wordt vastgehouden; haar meldingen blijven erbij.",
                    zaak.nummer
                ))
                .hint(format!("Geef haar eerst vrij met «piket bewaartermijn vrij {}».", zaak.nummer)));
            }
            let mut events = vec![LogEvent::MeldingOntkoppeld { zaak: zaak.nummer, melding: nummer }];
            let mut terug = vec![melding.koppeling(zaak.nummer)];
            let aanvaard = zaak.meldingen.iter().find(|k| k.melding == nummer).and_then(|k| k.aanvaard.clone());
            terug.extend(aanvaard.map(|reden| LogEvent::FormulierAanvaard {
                zaak: zaak.nummer,
                melding: nummer,
                reden: Some(reden),
            }));
            neem_terug(desk, zaak, melding, &mut events, &mut terug);
            let nieuw = events.into_iter().map(|event| Nieuw { voorgevallen_op: kader.nu, event }).collect();
            Ok(Besloten { nieuw, terug: Terug::met(terug) })
        }
        Meldingstaat::Open | Meldingstaat::Terzijde(_) => {
            Err(Fout::nee(format!("Melding {nummer} is aan geen zaak gekoppeld.")))
        }
    }
}

/// What came into the case with a report goes out with it: a return that belongs to somebody else must
/// not end this absence. What another linked report says as well stays.
fn neem_terug(desk: &Desk, zaak: &Zaak, melding: &Melding, events: &mut Vec<LogEvent>, terug: &mut Vec<LogEvent>) {
    let nummer = zaak.nummer;
    let van_anderen = || {
        let anderen = zaak.meldingen.iter().map(|k| k.melding).filter(|m| *m != melding.nummer);
        anderen.filter_map(|m| desk.meldingen.get(&m)).flat_map(genoemde_tijden)
    };
    for (tijd, moment) in genoemde_tijden(melding) {
        if zaak.tijd(tijd) == Some(moment) && !van_anderen().any(|ander| ander == (tijd, moment)) {
            events.push(LogEvent::TijdGezet { zaak: nummer, tijd, moment: None });
            terug.push(LogEvent::TijdGezet { zaak: nummer, tijd, moment: Some(moment) });
        }
    }
    for komt_mee in feiten_van(nummer, melding, 1) {
        let LogEvent::FeitGenoteerd { onderwerp, bron, .. } = &komt_mee else { continue };
        for feit in zaak.feiten_over(*onderwerp).filter(|f| f.bron == *bron) {
            let weg = Feitstatus::Tegengesproken;
            events.push(LogEvent::FeitBeoordeeld { zaak: nummer, feit: feit.nummer, status: weg });
            terug.push(LogEvent::FeitBeoordeeld { zaak: nummer, feit: feit.nummer, status: feit.status });
        }
    }
}

/// The times a report names for a case.
fn genoemde_tijden(melding: &Melding) -> impl Iterator<Item = (Tijdsoort, Moment)> {
    let tijden = melding.tijden();
    [Tijdsoort::Voorval, Tijdsoort::Constatering, Tijdsoort::EindeOa]
        .into_iter()
        .filter_map(move |soort| tijden.van(soort).map(|m| (soort, m)))
}

/// Sets a report aside, with a reason.
pub fn leg_terzijde(desk: &Desk, kader: &Kader<'_>, nummer: Meldingnummer, reden: &str) -> Uitkomst<Besloten> {
    let melding = de_open_melding(desk, nummer)?.nummer;
    let event = LogEvent::MeldingTerzijde { melding, reden: een_reden(reden)? };
    Ok(Besloten::een(kader, event, Terug::met([LogEvent::MeldingTeruggelegd { melding }])))
}

/// Puts a report that was set aside back in the inbox.
pub fn leg_terug(desk: &Desk, kader: &Kader<'_>, nummer: Meldingnummer) -> Uitkomst<Besloten> {
    let melding = de_melding(desk, nummer)?;
    match &melding.staat {
        Meldingstaat::Terzijde(reden) => {
            let terug = LogEvent::MeldingTerzijde { melding: nummer, reden: reden.clone() };
            Ok(Besloten::een(kader, LogEvent::MeldingTeruggelegd { melding: nummer }, Terug::met([terug])))
        }
        Meldingstaat::Open | Meldingstaat::Gekoppeld(_) => {
            Err(Fout::nee(format!("Melding {nummer} ligt niet terzijde.")))
        }
    }
}

fn de_open_melding(desk: &Desk, nummer: Meldingnummer) -> Uitkomst<&Melding> {
    let melding = de_melding(desk, nummer)?;
    match &melding.staat {
        Meldingstaat::Open => Ok(melding),
        Meldingstaat::Gekoppeld(zaak) => Err(Fout::nee(format!("Melding {nummer} hoort al bij zaak {zaak}."))
            .hint("Maak haar eerst los als dat niet klopt.")),
        Meldingstaat::Terzijde(_) => {
            Err(Fout::nee(format!("Melding {nummer} ligt terzijde.")).hint("Leg haar eerst terug in de inbox."))
        }
    }
}

/// The row that was already chosen in a call.
const fn rij_van(melding: &Melding) -> Option<Rij> {
    match &melding.inhoud {
        Inhoud::Gesprek(g) => g.rij,
        Inhoud::Post(_) => None,
    }
}

/// The times the report knows and the case does not, as far as they fit together.
fn nieuwe_tijden(zaak: &Zaak, melding: &Melding) -> Vec<(Tijdsoort, Moment)> {
    let hoort_erbij = |soort| soort != Tijdsoort::EindeOa || zaak.rij().is_none_or(Rij::is_oa);
    let mut tijden = zaak.tijden;
    let mut nieuw = Vec::new();
    for (soort, moment) in genoemde_tijden(melding) {
        if zaak.tijd(soort).is_some() || !hoort_erbij(soort) {
            continue;
        }
        let proef = tijden.met(soort, Some(moment));
        if proef.controleer().is_ok() {
            tijden = proef;
            nieuw.push((soort, moment));
        }
    }
    nieuw
}

/// The facts a report brings, numbered from `eerste`.
fn feiten_van(zaak: Zaaknummer, melding: &Melding, eerste: u32) -> Vec<LogEvent> {
    let nummer = melding.nummer;
    let gevonden: Vec<(Onderwerp, String, String)> = match &melding.inhoud {
        Inhoud::Gesprek(g) => g
            .wat
            .gevuld()
            .map(|wat| {
                (Onderwerp::Gebeurtenis, wat.to_owned(), format!("telefoon {} ({nummer})", melding.ontvangen.klok()))
            })
            .into_iter()
            .collect(),
        Inhoud::Post(p) => UIT_FORMULIER
            .iter()
            .filter_map(|(veld, onderwerp, aanhef)| {
                let waarde = p.veld(veld).filter(|w| !matches!(*w, "-" | "geen" | "n.v.t." | "nvt"))?;
                Some((*onderwerp, format!("{aanhef}{waarde}"), format!("{} {nummer}", melding.soort.naam())))
            })
            .collect(),
    };
    (eerste..)
        .zip(gevonden)
        .map(|(feit, (onderwerp, tekst, bron))| LogEvent::FeitGenoteerd {
            zaak,
            feit,
            onderwerp,
            tekst: Vertrouwelijk::nieuw(&tekst),
            bron: Vertrouwelijk::nieuw(&bron),
            status: Feitstatus::Gemeld,
        })
        .collect()
}

/// Which fields of a form are facts of the beeld, and the words that make them readable there.
const UIT_FORMULIER: [(&str, Onderwerp, &str); 8] = [
    ("beschrijving", Onderwerp::Gebeurtenis, ""),
    ("wijze_van_onttrekking", Onderwerp::Gebeurtenis, ""),
    ("maatregelen", Onderwerp::Maatregelen, ""),
    ("gemeld_opsporing", Onderwerp::Politie, "opsporing: "),
    ("gemeld_om", Onderwerp::Politie, "OM: "),
    ("media", Onderwerp::Media, ""),
    ("omwonenden", Onderwerp::Omgeving, "omwonenden: "),
    ("slachtoffers", Onderwerp::Omgeving, "slachtoffers: "),
];
