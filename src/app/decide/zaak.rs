//! Acts on a zaak: row, times, facts, weighing, decisions, steps, terms, closing.

use super::{
    Besloten, Kader, Terug, de_zaak, een_reden, merk, niet_in_de_toekomst, niet_voor_het_voorval, open_zaak,
    tegenspraak,
};
use crate::{
    app::{checklist, masker::Zicht},
    domain::{
        besluit::{Antwoord, Besluitsoort, JaNee},
        desk::Desk,
        event::{LogEvent, Nieuw},
        feit::{Feitstatus, Onderwerp},
        fout::{Fout, Uitkomst},
        ids::Zaaknummer,
        moment::Moment,
        rij::Rij,
        schoon,
        stap::{Stap, Stapstand},
        tekst::Vertrouwelijk,
        termijnsoort::Tijden,
        zaak::{Tijdsoort, Zaak},
    },
};

/// Chooses a row; choosing another one later needs a reason.
pub fn kies_rij(desk: &Desk, kader: &Kader<'_>, nummer: Zaaknummer, rij: Rij, reden: &str) -> Uitkomst<Besloten> {
    let zaak = open_zaak(desk, nummer)?;
    let eerder = zaak.rij();
    if eerder == Some(rij) {
        return Err(Fout::nee(format!("Zaak {nummer} staat al op rij {rij}.")));
    }
    let reden = if eerder.is_some() { een_reden(reden)? } else { Vertrouwelijk::nieuw(reden) };
    let terug = LogEvent::RijGekozen {
        zaak: nummer,
        rij: eerder,
        reden: Vertrouwelijk::nieuw("ongedaan gemaakt"),
        regelboek: merk(kader.boek),
    };
    let event = LogEvent::RijGekozen { zaak: nummer, rij: Some(rij), reden, regelboek: merk(kader.boek) };
    Ok(Besloten::een(kader, event, Terug::met([terug])))
}

/// Sets the inrichting, by its known name where it is recognised.
pub fn zet_inrichting(desk: &Desk, kader: &Kader<'_>, nummer: Zaaknummer, inrichting: &str) -> Uitkomst<Besloten> {
    let zaak = open_zaak(desk, nummer)?;
    let naam = kader.inrichtingen.plek(inrichting);
    let terug = LogEvent::InrichtingGezet { zaak: nummer, inrichting: zaak.inrichting.clone() };
    let event = LogEvent::InrichtingGezet { zaak: nummer, inrichting: naam };
    Ok(Besloten::een(kader, event, Terug::met([terug])))
}

/// Sets times; only what changes is recorded, and the order is judged with all changes in place.
pub fn zet_tijden(
    desk: &Desk,
    kader: &Kader<'_>,
    nummer: Zaaknummer,
    wijzigingen: &[(Tijdsoort, Option<Moment>)],
) -> Uitkomst<Besloten> {
    let zaak = open_zaak(desk, nummer)?;
    let mut tijden: Tijden = zaak.tijden;
    let (mut nieuw, mut terug) = (Vec::new(), Vec::new());
    for (soort, moment) in wijzigingen {
        if zaak.tijd(*soort) == *moment {
            continue;
        }
        if let Some(m) = moment {
            niet_in_de_toekomst(naam_van(*soort), *m, kader.nu)?;
        }
        if *soort == Tijdsoort::EindeOa && moment.is_some() && zaak.rij().is_some_and(|r| !r.is_oa()) {
            return Err(Fout::gebruik("Een terugkeer of aanhouding hoort bij een ongeoorloofde afwezigheid.")
                .hint("Kies eerst een rij A tot en met G."));
        }
        tijden = tijden.met(*soort, *moment);
        let voorgevallen_op = moment.unwrap_or(kader.nu);
        nieuw.push(Nieuw {
            voorgevallen_op,
            event: LogEvent::TijdGezet { zaak: nummer, tijd: *soort, moment: *moment },
        });
        terug.push(LogEvent::TijdGezet { zaak: nummer, tijd: *soort, moment: zaak.tijd(*soort) });
        for tegenspraak in moment.map(|m| tegenspraak::door_een_tijd(zaak, *soort, m)).unwrap_or_default() {
            let reden = Some(Vertrouwelijk::nieuw("deze tijd is met de hand gekozen"));
            let event = LogEvent::TegenspraakBeslecht { zaak: nummer, tegenspraak: tegenspraak.clone(), reden };
            nieuw.push(Nieuw { voorgevallen_op: kader.nu, event });
            terug.push(LogEvent::TegenspraakBeslecht { zaak: nummer, tegenspraak, reden: None });
        }
    }
    if nieuw.is_empty() {
        return Err(Fout::nee("Er is niets gewijzigd."));
    }
    tijden.controleer()?;
    Ok(Besloten { nieuw, terug: Terug::met(terug) })
}

const fn naam_van(soort: Tijdsoort) -> &'static str {
    match soort {
        Tijdsoort::Voorval => "Het voorval",
        Tijdsoort::Constatering => "De constatering",
        Tijdsoort::Gebeld => "Het telefoontje",
        Tijdsoort::EindeOa => "De terugkeer of aanhouding",
    }
}

/// Notes a fact under the next number.
pub fn noteer_feit(
    desk: &Desk,
    kader: &Kader<'_>,
    nummer: Zaaknummer,
    onderwerp: Onderwerp,
    tekst: &str,
    bron: &str,
    status: Feitstatus,
) -> Uitkomst<Besloten> {
    let zaak = open_zaak(desk, nummer)?;
    let tekst = Vertrouwelijk::nieuw(tekst);
    if tekst.is_leeg() {
        return Err(Fout::gebruik("Een feit heeft tekst nodig."));
    }
    let bron = schoon::regel(bron);
    let bron = Vertrouwelijk::nieuw(if bron.is_empty() { "eigen waarneming" } else { &bron });
    let feit = zaak.feiten.iter().map(|f| f.nummer).max().unwrap_or(0).saturating_add(1);
    let event = LogEvent::FeitGenoteerd { zaak: nummer, feit, onderwerp, tekst, bron, status };
    let terug = LogEvent::FeitBeoordeeld { zaak: nummer, feit, status: Feitstatus::Tegengesproken };
    Ok(Besloten::een(kader, event, Terug::met([terug])))
}

/// Gives a fact another status.
pub fn beoordeel_feit(
    desk: &Desk,
    kader: &Kader<'_>,
    nummer: Zaaknummer,
    feit: u32,
    status: Feitstatus,
) -> Uitkomst<Besloten> {
    let zaak = open_zaak(desk, nummer)?;
    let eerder = zaak.feiten.iter().find(|f| f.nummer == feit).map(|f| f.status);
    let eerder = eerder.ok_or_else(|| Fout::gebruik(format!("Feit {feit} bestaat niet in zaak {nummer}.")))?;
    let event = LogEvent::FeitBeoordeeld { zaak: nummer, feit, status };
    Ok(Besloten::een(kader, event, Terug::met([LogEvent::FeitBeoordeeld { zaak: nummer, feit, status: eerder }])))
}

/// Answers a weighing question that belongs to the row.
pub fn weeg(desk: &Desk, kader: &Kader<'_>, nummer: Zaaknummer, vraag: &str, antwoord: Antwoord) -> Uitkomst<Besloten> {
    let zaak = open_zaak(desk, nummer)?;
    let rij = zaak.rij().ok_or_else(eerst_een_rij)?;
    let id = checklist::weegvragen(kader.boek, rij)
        .find(|w| w.id.eq_ignore_ascii_case(vraag))
        .map(|w| w.id.clone())
        .ok_or_else(|| {
            Fout::gebruik(format!("Weegvraag «{vraag}» hoort niet bij rij {rij}."))
                .hint("«piket toon» toont de vragen.")
        })?;
    let terug =
        LogEvent::WeegvraagBeantwoord { zaak: nummer, vraag: id.clone(), antwoord: zaak.antwoorden.get(&id).copied() };
    let event = LogEvent::WeegvraagBeantwoord { zaak: nummer, vraag: id, antwoord: Some(antwoord) };
    Ok(Besloten::een(kader, event, Terug::met([terug])))
}

pub(super) fn eerst_een_rij() -> Fout {
    Fout::nee("De rij van de meldingenmatrix is nog niet gekozen.").hint("Kies eerst de rij.")
}

/// Decides on P or A, with a reason. What was sent already cannot be decided away.
pub fn besluit(
    desk: &Desk,
    kader: &Kader<'_>,
    nummer: Zaaknummer,
    over: Besluitsoort,
    keuze: JaNee,
    reden: &str,
) -> Uitkomst<Besloten> {
    let zaak = open_zaak(desk, nummer)?;
    zaak.rij().ok_or_else(eerst_een_rij)?;
    let reden = een_reden(reden)?;
    let (keuze_was, reden_was) = match zaak.besluit(over) {
        Some(b) => (Some(b.keuze), b.reden.clone()),
        None => (None, Vertrouwelijk::default()),
    };
    let terug = LogEvent::BesluitGenomen { zaak: nummer, over, keuze: keuze_was, reden: reden_was };
    let event = LogEvent::BesluitGenomen { zaak: nummer, over, keuze: Some(keuze), reden };
    Ok(Besloten::een(kader, event, Terug::met_tijd(terug, zaak.besluit(over).map(|b| b.op))))
}

/// Marks a step by hand. A step that is not needed has a reason; some steps have their own act.
pub fn zet_stap(
    desk: &Desk,
    kader: &Kader<'_>,
    nummer: Zaaknummer,
    stap: Stap,
    stand: Stapstand,
    reden: &str,
    op: Option<Moment>,
) -> Uitkomst<Besloten> {
    let zaak = open_zaak(desk, nummer)?;
    if let (Stapstand::Gereed, Some((zin, hint))) = (stand, eigen_handeling(stap)) {
        return Err(Fout::nee(zin).hint(hint));
    }
    if stap == Stap::Sluiten {
        return Err(Fout::nee("Een zaak sluiten is een eigen handeling.")
            .hint("Gebruik «sluiten», of in de shell «piket sluit ZAAK»."));
    }
    let reden = match stand {
        Stapstand::NietNodig => een_reden(reden)?,
        Stapstand::Open | Stapstand::Wacht | Stapstand::Gereed => Vertrouwelijk::nieuw(reden),
    };
    let op = op.unwrap_or(kader.nu);
    niet_in_de_toekomst("Deze tijd", op, kader.nu)?;
    niet_voor_het_voorval("Deze tijd", zaak, op)?;
    let terug = match zaak.stappen.get(&stap) {
        Some(n) => LogEvent::StapGezet { zaak: nummer, stap, stand: n.stand, reden: n.reden.clone() },
        None => LogEvent::StapGezet { zaak: nummer, stap, stand: Stapstand::Open, reden: Vertrouwelijk::default() },
    };
    let event = LogEvent::StapGezet { zaak: nummer, stap, stand, reden };
    Ok(Besloten {
        nieuw: vec![Nieuw { voorgevallen_op: op, event }],
        terug: Terug::met_tijd(terug, zaak.stappen.get(&stap).map(|n| n.op)),
    })
}

/// Steps that are done by an act of their own, which leaves better proof than a tick.
const fn eigen_handeling(stap: Stap) -> Option<(&'static str, &'static str)> {
    match stap {
        Stap::BesluitP | Stap::BesluitA => Some(("Een besluit vraagt ja of nee, met een reden.", "Gebruik «besluit».")),
        Stap::Sms | Stap::Piketmelding | Stap::Afloopbericht => Some((
            "Een bericht is gereed als het is verzonden.",
            "Maak het concept, controleer het en meld het verzonden.",
        )),
        Stap::Melding
        | Stap::Teruggebeld
        | Stap::Beeld
        | Stap::Oordeel
        | Stap::Visie
        | Stap::Formulier
        | Stap::Alarm112
        | Stap::FastNl
        | Stap::MoaFastNl
        | Stap::EindeOa
        | Stap::EindeFormulier
        | Stap::Ap
        | Stap::Afloop
        | Stap::Monitor
        | Stap::Sluiten => None,
    }
}

/// Closes a case; refused with the list while steps are open.
pub fn sluit(desk: &Desk, kader: &Kader<'_>, nummer: Zaaknummer) -> Uitkomst<Besloten> {
    let zaak = open_zaak(desk, nummer)?;
    let open = checklist::nog_open(&lijst_van(zaak, kader));
    if !open.is_empty() {
        return Err(Fout::nee(format!("Zaak {nummer} heeft nog open stappen: {}.", open.join(", ")))
            .hint("Rond ze af, of merk ze als niet nodig met een reden."));
    }
    let terug = LogEvent::ZaakHeropend { zaak: nummer, reden: Vertrouwelijk::nieuw("sluiten ongedaan gemaakt") };
    Ok(Besloten::een(kader, LogEvent::ZaakGesloten { zaak: nummer }, Terug::met([terug])))
}

fn lijst_van(zaak: &Zaak, kader: &Kader<'_>) -> Vec<checklist::Stapregel> {
    let inrichting = zaak.plek().and_then(|n| kader.inrichtingen.met_naam(n));
    checklist::checklist(zaak, kader.boek, inrichting, Zicht::Open)
}

/// Opens a closed case again, with a reason.
pub fn heropen(desk: &Desk, kader: &Kader<'_>, nummer: Zaaknummer, reden: &str) -> Uitkomst<Besloten> {
    let zaak = de_zaak(desk, nummer)?;
    if zaak.is_open() {
        return Err(Fout::nee(format!("Zaak {nummer} is al open.")));
    }
    if let Some(doel) = zaak.opgegaan {
        return Err(Fout::nee(format!("Zaak {nummer} is opgegaan in zaak {doel}."))
            .hint("Met splitsen wordt ze weer een eigen zaak."));
    }
    if zaak.gewist.is_some() {
        return Err(Fout::nee(format!("De teksten van zaak {nummer} zijn gewist; heropenen kan niet meer.")));
    }
    let event = LogEvent::ZaakHeropend { zaak: nummer, reden: een_reden(reden)? };
    Ok(Besloten::een(kader, event, Terug::met_tijd(LogEvent::ZaakGesloten { zaak: nummer }, zaak.gesloten)))
}
