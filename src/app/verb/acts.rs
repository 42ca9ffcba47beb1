//! From verbs to acts. Times are read with the moment of asking at hand, so that "02:10" is today.

use super::{
    args::{BeslechtArgs, ConceptArgs, MeldArgs, StapStandArg, ZetTermijnArgs},
    grammatica::Verb,
    onderhoud::Bewaarverb,
};
use crate::{
    app::{act::Act, tegenspraak::tegenspraken},
    domain::{
        besluit::{Antwoord, JaNee},
        desk::Desk,
        feit::{Feitstatus, Onderwerp},
        fout::{Fout, Uitkomst},
        inrichting::Plek,
        melding::Gesprek,
        moment::{Klokdag, Moment},
        stap::Stapstand,
        tegenspraak::Uitspraak,
        tekst::Vertrouwelijk,
        termijnkeuze::Termijnstelling,
        termijnsoort::TermijnSoort,
        zaak::Tijdsoort,
    },
};

fn tijd(tekst: Option<&str>, nu: Moment) -> Uitkomst<Option<Moment>> {
    tekst.map(|t| Moment::lees(t, Some(nu)).map(|g| g.moment)).transpose()
}

fn kies<T: Copy, const N: usize>(alle: [T; N], naam: fn(T) -> &'static str, gekozen: &str) -> Uitkomst<T> {
    alle.into_iter().find(|t| naam(*t) == gekozen.to_lowercase()).ok_or_else(|| {
        Fout::gebruik(format!("«{gekozen}» is geen keuze."))
            .hint(format!("Kies uit: {}.", alle.iter().map(|t| naam(*t)).collect::<Vec<_>>().join(", ")))
    })
}

/// The acts a verb stands for; `None` when it is no act on the log.
///
/// # Errors
/// When a time or a choice in it does not read.
pub fn acts(verb: &Verb, desk: &Desk, nu: Moment) -> Uitkomst<Option<Vec<Act>>> {
    let act = match verb {
        Verb::Meld(args) => return meld(args, desk, nu).map(Some),
        Verb::Concept(args) => return concept(args, nu),
        Verb::Open { melding } => Act::Open { melding: *melding },
        Verb::Koppel { melding, zaak } => Act::Koppel { melding: *melding, zaak: *zaak },
        Verb::Ontkoppel { melding } => Act::Ontkoppel { melding: *melding },
        Verb::Aanvaard { zaak, reden } => Act::Aanvaard { zaak: *zaak, reden: reden.clone() },
        Verb::Terzijde { melding, reden } => Act::LegTerzijde { melding: *melding, reden: reden.clone() },
        Verb::Terugleggen { melding } => Act::LegTerug { melding: *melding },
        Verb::Rij { zaak, nr, reden } => Act::KiesRij { zaak: *zaak, rij: *nr, reden: reden.clone() },
        Verb::Gegevens { zaak, inrichting, voorval, constatering, gebeld, einde_oa } => {
            let mut tijden = Vec::new();
            for (soort, tekst) in [
                (Tijdsoort::Voorval, voorval),
                (Tijdsoort::Constatering, constatering),
                (Tijdsoort::Gebeld, gebeld),
                (Tijdsoort::EindeOa, einde_oa),
            ] {
                if let Some(t) = tijd(tekst.as_deref(), nu)? {
                    tijden.push((soort, Some(t)));
                }
            }
            let mut acts = Vec::new();
            acts.extend(inrichting.as_ref().map(|i| Act::ZetInrichting { zaak: *zaak, inrichting: i.clone() }));
            acts.extend((!tijden.is_empty()).then_some(Act::ZetTijden { zaak: *zaak, tijden }));
            if acts.is_empty() {
                return Err(
                    Fout::gebruik("Er is niets opgegeven om te wijzigen.").hint("Geef bijvoorbeeld --voorval 02:10.")
                );
            }
            return Ok(Some(acts));
        }
        Verb::Feit { zaak, onderwerp, tekst, bron, status } => Act::NoteerFeit {
            zaak: *zaak,
            onderwerp: kies(Onderwerp::ALLE, Onderwerp::naam, onderwerp)?,
            tekst: tekst.clone(),
            bron: bron.clone(),
            status: kies(Feitstatus::ALLE, Feitstatus::woord, status)?,
        },
        Verb::FeitStatus { zaak, feit, status } => {
            Act::BeoordeelFeit { zaak: *zaak, feit: *feit, status: kies(Feitstatus::ALLE, Feitstatus::woord, status)? }
        }
        Verb::Beslecht(args) => beslecht(args, desk)?,
        Verb::Weeg { zaak, vraag, antwoord } => {
            let alle = [Antwoord::Ja, Antwoord::Nee, Antwoord::Onbekend];
            Act::Weeg { zaak: *zaak, vraag: vraag.clone(), antwoord: kies(alle, Antwoord::woord, antwoord)? }
        }
        Verb::Besluit { zaak, over, keuze, reden } => {
            let keuze = kies([JaNee::Ja, JaNee::Nee], JaNee::woord, keuze)?;
            Act::Besluit { zaak: *zaak, over: *over, keuze, reden: reden.clone() }
        }
        Verb::Stap { zaak, stap, stand, reden, om } => {
            let stand = match stand {
                StapStandArg::Gereed => Stapstand::Gereed,
                StapStandArg::NietNodig => Stapstand::NietNodig,
                StapStandArg::Wacht => Stapstand::Wacht,
                StapStandArg::Open => Stapstand::Open,
            };
            Act::ZetStap { zaak: *zaak, stap: *stap, stand, reden: reden.clone(), op: tijd(om.as_deref(), nu)? }
        }
        Verb::ZetTermijn(args) => zet_termijn(args, nu)?,
        Verb::Herinner { zaak, af: Some(herinnering), .. } => {
            Act::HerinneringAf { zaak: *zaak, herinnering: *herinnering }
        }
        Verb::Herinner { zaak, tijd, tekst, af: None } => Act::ZetHerinnering {
            zaak: *zaak,
            om: Moment::lees_op(tijd.as_deref().unwrap_or_default(), Some((nu, Klokdag::Komend)))?.moment,
            tekst: tekst.clone().unwrap_or_default(),
        },
        Verb::Sluit { zaak } => Act::Sluit { zaak: *zaak },
        Verb::Samenvoegen(args) => Act::VoegSamen { bron: args.zaak, doel: args.met, reden: args.reden.clone() },
        Verb::Splitsen(args) => Act::Splits { bron: args.zaak, reden: args.reden.clone() },
        Verb::Heropen { zaak, reden } => Act::Heropen { zaak: *zaak, reden: reden.clone() },
        Verb::Bewaartermijn { wat: Some(Bewaarverb::Houd { zaak, reden }), .. } => {
            Act::Houd { zaak: *zaak, reden: reden.clone() }
        }
        Verb::Bewaartermijn { wat: Some(Bewaarverb::Vrij { zaak, reden }), .. } => {
            Act::Vrij { zaak: *zaak, reden: reden.clone() }
        }
        Verb::Bewaartermijn { wat: None | Some(Bewaarverb::Wis { .. }), .. }
        | Verb::Demo { .. }
        | Verb::Termijn(_)
        | Verb::Matrix { .. }
        | Verb::Kalender { .. }
        | Verb::Importeer { .. }
        | Verb::Inbox(_)
        | Verb::Incidenten(_)
        | Verb::Toon { .. }
        | Verb::Monitor { .. }
        | Verb::SmsTelling { .. }
        | Verb::Logboek { .. }
        | Verb::Sleutel { .. }
        | Verb::Reservekopie { .. }
        | Verb::Overdracht { .. }
        | Verb::Inrichtingen { .. }
        | Verb::Wekker { .. }
        | Verb::Wacht { .. }
        | Verb::Controle { .. }
        | Verb::Herbouw
        | Verb::Aanvullingen { .. }
        | Verb::Man => return Ok(None),
    };
    Ok(Some(vec![act]))
}

fn meld(args: &MeldArgs, desk: &Desk, nu: Moment) -> Uitkomst<Vec<Act>> {
    let gesprek = Gesprek {
        beller: Vertrouwelijk::nieuw(&args.beller),
        nummer: Vertrouwelijk::nieuw(&args.nummer),
        inrichting: args.inrichting.as_deref().and_then(Plek::geschreven),
        wat: Vertrouwelijk::nieuw(&args.wat),
        gebeld: Some(tijd(args.gebeld.as_deref(), nu)?.unwrap_or(nu)),
        voorval: tijd(args.voorval.as_deref(), nu)?,
        constatering: tijd(args.constatering.as_deref(), nu)?,
        rij: args.nr,
    };
    let melding = desk.volgende_melding();
    Ok(vec![Act::NoteerGesprek { melding: None, gesprek }, Act::Open { melding }])
}

fn zet_termijn(args: &ZetTermijnArgs, nu: Moment) -> Uitkomst<Act> {
    let komend = |t: &str| Moment::lees_op(t, Some((nu, Klokdag::Komend))).map(|g| Termijnstelling::Moment(g.moment));
    let stelling = match args.lezing {
        Some(regel) => Some(Termijnstelling::Lezing(regel)),
        None => args.uiterlijk.as_deref().map(komend).transpose()?,
    };
    let termijn = kies(TermijnSoort::ALLE, TermijnSoort::sleutel, &args.soort)?;
    Ok(Act::ZetTermijn { zaak: args.zaak, termijn, stelling, reden: args.reden.clone() })
}

/// The contradiction of that number, as `toon` numbers them.
fn beslecht(args: &BeslechtArgs, desk: &Desk) -> Uitkomst<Act> {
    let zaak = args.zaak;
    let alle = desk.zaken.get(&zaak).map(tegenspraken).unwrap_or_default();
    let over = args.nr.checked_sub(1).and_then(|plek| alle.into_iter().nth(plek)).ok_or_else(|| {
        Fout::gebruik(format!("Tegenspraak {} is er niet in zaak {zaak}.", args.nr))
            .hint(format!("«piket toon {zaak}» nummert wat elkaar tegenspreekt."))
    })?;
    let uitspraak = kies(Uitspraak::ALLE, Uitspraak::naam, &args.telt)?;
    Ok(Act::Beslecht { zaak, over, uitspraak, reden: args.reden.clone() })
}

fn concept(args: &ConceptArgs, nu: Moment) -> Uitkomst<Option<Vec<Act>>> {
    let (zaak, soort) = (args.zaak, args.soort);
    let mut acts = Vec::new();
    if args.gecontroleerd {
        acts.push(Act::ControleerConcept { zaak, concept: soort });
    }
    if args.verzonden {
        acts.push(Act::MeldVerzonden {
            zaak,
            concept: soort,
            op: tijd(args.om.as_deref(), nu)?.unwrap_or(nu),
            kanaal: args.kanaal.clone(),
            ontvangers: args.aan.clone().unwrap_or_default(),
        });
    }
    Ok((!acts.is_empty()).then_some(acts))
}
