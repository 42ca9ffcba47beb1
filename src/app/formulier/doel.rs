//! The forms the desk knows: which fields each has, and which act a filled one stands for.

use super::{Aanvulling, Formulier, Veldnaam, Veldsoort};
use crate::{
    app::{act::Act, model::Beurt, watals::WatAls},
    domain::{
        besluit::{Besluitsoort, JaNee},
        concept::ConceptSoort,
        feit::{Feitstatus, Onderwerp},
        fout::{Fout, Uitkomst},
        ids::{Meldingnummer, Piketweek, Zaaknummer},
        inrichting::Plek,
        melding::Gesprek,
        moment::{Klokdag, Moment},
        rij::Rij,
        stap::{Stap, Stapstand},
        tegenspraak::{Tegenspraak, Uitspraak},
        tekst::Vertrouwelijk,
        termijnkeuze::Termijnstelling,
        termijnsoort::TermijnSoort,
        zaak::{Tijdsoort, Zaak},
    },
};

/// What a form leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the fields are named after what they hold")]
pub enum Doel {
    /// A phone call, new or opened again.
    Telefoon { beurt: Beurt, melding: Option<Meldingnummer> },
    /// Inrichting and times of a case.
    Gegevens { zaak: Zaaknummer },
    /// A fact.
    Feit { zaak: Zaaknummer },
    /// A decision.
    Besluit { zaak: Zaaknummer, over: Besluitsoort },
    /// A step marked by hand.
    Stap { zaak: Zaaknummer, stap: Stap, stand: Stapstand },
    /// A report set aside.
    Terzijde { melding: Meldingnummer },
    /// Another row, with the reason; and another time of the voorval, where that was tried with it.
    Herclassificeer { zaak: Zaaknummer, rij: Rij, voorval: Option<Moment> },
    /// A message that was sent.
    Verzonden { zaak: Zaaknummer, concept: ConceptSoort },
    /// A term set by hand.
    Termijn { zaak: Zaaknummer, termijn: TermijnSoort },
    /// A reading for a term, or back to what is calculated.
    Stelling { zaak: Zaaknummer, termijn: TermijnSoort, stelling: Option<Termijnstelling> },
    /// A form accepted as provisional.
    Aanvaard { zaak: Zaaknummer },
    /// Two sources that may both stand.
    Beslecht { zaak: Zaaknummer, over: Tegenspraak },
    /// A reminder.
    Herinnering { zaak: Zaaknummer },
    /// A case that goes up in another.
    VoegSamen { bron: Zaaknummer, doel: Zaaknummer },
    /// A case that comes out of another.
    Splits { bron: Zaaknummer },
    /// A closed case opened again.
    Heropen { zaak: Zaaknummer },
    /// The monitor of a week, written to a file.
    Monitor,
}

impl Doel {
    /// Which call of this session the form is about.
    pub const fn beurt(&self) -> Option<Beurt> {
        match self {
            Self::Telefoon { beurt, .. } => Some(*beurt),
            Self::Gegevens { .. }
            | Self::Feit { .. }
            | Self::Besluit { .. }
            | Self::Stap { .. }
            | Self::Terzijde { .. }
            | Self::Herclassificeer { .. }
            | Self::Verzonden { .. }
            | Self::Termijn { .. }
            | Self::Stelling { .. }
            | Self::Aanvaard { .. }
            | Self::Beslecht { .. }
            | Self::Herinnering { .. }
            | Self::VoegSamen { .. }
            | Self::Splits { .. }
            | Self::Heropen { .. }
            | Self::Monitor => None,
        }
    }
}

/// What a filled form asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gevolg {
    /// Acts on the log, in this order.
    Acts(Vec<Act>),
    /// The monitor of this week, to this file.
    Monitor(Piketweek, String),
}

fn opties(lijst: impl IntoIterator<Item = &'static str>) -> Veldsoort {
    Veldsoort::Keuze(lijst.into_iter().map(str::to_owned).collect())
}

/// A time as a field shows it: short where that reads back as the same moment, else in full, so that
/// a form that is opened and saved moves no time (seconds, the doubled hour in autumn).
fn veldtijd(moment: Option<Moment>) -> String {
    let Some(moment) = moment else { return String::new() };
    let kort = moment.amsterdam().format("%d-%m-%Y %H:%M").to_string();
    match Moment::lees(&kort, None) {
        Ok(gelezen) if gelezen.moment == moment => kort,
        Ok(_) | Err(_) => moment.rfc3339(),
    }
}

/// The call: what the officer hears first stands first.
pub fn telefoon(
    (beurt, melding): (Beurt, Option<Meldingnummer>),
    gesprek: &Gesprek,
    inrichtingen: Vec<Aanvulling>,
    rijen: Vec<Aanvulling>,
) -> Formulier {
    let rij = gesprek.rij.map(|r| {
        rijen
            .iter()
            .map(|a| &a.tekst)
            .find(|t| t.split(' ').next() == Some(&r.to_string()))
            .cloned()
            .unwrap_or_default()
    });
    let oud = |v: &Vertrouwelijk| v.gevuld().unwrap_or_default().to_owned();
    Formulier::nieuw(Doel::Telefoon { beurt, melding }, "Telefonische melding")
        .veld(
            Veldnaam::Inrichting,
            "Inrichting",
            Veldsoort::Aanvulling(inrichtingen),
            gesprek.inrichting.as_ref().map_or("", Plek::naam),
        )
        .veld(Veldnaam::Tekst, "Wat is er gebeurd", Veldsoort::Tekst, &oud(&gesprek.wat))
        .veld(Veldnaam::Voorval, "Tijd voorval", Veldsoort::Tijd(Klokdag::Geweest), &veldtijd(gesprek.voorval))
        .veld(
            Veldnaam::Constatering,
            "Geconstateerd",
            Veldsoort::Tijd(Klokdag::Geweest),
            &veldtijd(gesprek.constatering),
        )
        .veld(Veldnaam::Beller, "Wie belt", Veldsoort::Tekst, &oud(&gesprek.beller))
        .veld(Veldnaam::Nummer, "Terugbelnummer", Veldsoort::Tekst, &oud(&gesprek.nummer))
        .veld(Veldnaam::Gebeld, "Gebeld om", Veldsoort::Tijd(Klokdag::Geweest), &veldtijd(gesprek.gebeld))
        .veld(Veldnaam::Rij, "Rij (nr of woord)", Veldsoort::Aanvulling(rijen), &rij.unwrap_or_default())
}

/// Inrichting and times of a case.
pub fn gegevens(zaak: &Zaak, inrichtingen: Vec<Aanvulling>) -> Formulier {
    let mut form = Formulier::nieuw(Doel::Gegevens { zaak: zaak.nummer }, format!("Gegevens van zaak {}", zaak.nummer))
        .veld(Veldnaam::Inrichting, "Inrichting", Veldsoort::Aanvulling(inrichtingen), zaak.plek().unwrap_or_default())
        .veld(Veldnaam::Voorval, "Tijd voorval", Veldsoort::Tijd(Klokdag::Geweest), &veldtijd(zaak.tijden.voorval))
        .veld(
            Veldnaam::Constatering,
            "Geconstateerd",
            Veldsoort::Tijd(Klokdag::Geweest),
            &veldtijd(zaak.tijden.constatering),
        )
        .veld(Veldnaam::Gebeld, "Gebeld om", Veldsoort::Tijd(Klokdag::Geweest), &veldtijd(zaak.tijden.gebeld));
    if zaak.rij().is_some_and(Rij::is_oa) {
        form = form.veld(
            Veldnaam::EindeOa,
            "Terug/aangehouden",
            Veldsoort::Tijd(Klokdag::Geweest),
            &veldtijd(zaak.tijden.einde_oa),
        );
    }
    form
}

/// A fact on a subject.
pub fn feit(zaak: Zaaknummer, onderwerp: Onderwerp) -> Formulier {
    Formulier::nieuw(Doel::Feit { zaak }, "Feit noteren")
        .uitleg("Geen namen: een functie of rol zegt genoeg.")
        .veld(Veldnaam::Keuze, "Onderwerp", opties(Onderwerp::ALLE.map(Onderwerp::naam)), onderwerp.naam())
        .veld(Veldnaam::Tekst, "Feit", Veldsoort::Tekst, "")
        .veld(Veldnaam::Bron, "Bron", Veldsoort::Tekst, "telefoon inrichting")
}

/// A decision; the reason is what counts later.
pub fn besluit(zaak: Zaaknummer, over: Besluitsoort, uitleg: String) -> Formulier {
    Formulier::nieuw(Doel::Besluit { zaak, over }, format!("Besluit {}: {}", over.letter(), over.naam()))
        .uitleg(uitleg)
        .veld(Veldnaam::Keuze, "Besluit", opties([JaNee::Ja.woord(), JaNee::Nee.woord()]), "")
        .veld(Veldnaam::Reden, "Reden", Veldsoort::Tekst, "")
}

/// A step marked by hand, with the time and what shows it.
pub fn stap(zaak: Zaaknummer, stap: Stap, naam: &str, stand: Stapstand, nu: Moment) -> Formulier {
    let (titel, label) = match stand {
        Stapstand::Gereed => (format!("{naam}: gereed"), "Waaruit blijkt dat"),
        Stapstand::NietNodig => (format!("{naam}: niet nodig"), "Reden"),
        Stapstand::Wacht => (format!("{naam}: wacht"), "Op wie of wat"),
        Stapstand::Open => (format!("{naam}: weer open"), "Reden"),
    };
    let form = Formulier::nieuw(Doel::Stap { zaak, stap, stand }, titel);
    let form = match stand {
        Stapstand::Gereed => {
            form.veld(Veldnaam::Tijd, "Wanneer", Veldsoort::Tijd(Klokdag::Geweest), &veldtijd(Some(nu.minuut())))
        }
        Stapstand::NietNodig | Stapstand::Wacht | Stapstand::Open => form,
    };
    form.veld(Veldnaam::Reden, label, Veldsoort::Tekst, "").begin_bij(Veldnaam::Reden)
}

/// A form that only asks for a reason.
pub fn reden(doel: Doel, titel: impl Into<String>, uitleg: impl Into<String>) -> Formulier {
    Formulier::nieuw(doel, titel).uitleg(uitleg).veld(Veldnaam::Reden, "Reden", Veldsoort::Tekst, "")
}

/// What was sent, when and to whom.
pub fn verzonden(zaak: Zaaknummer, concept: ConceptSoort, aan: &str, nu: Moment) -> Formulier {
    let kanaal = match concept {
        ConceptSoort::Sms => "sms",
        ConceptSoort::Piketmelding | ConceptSoort::Afloopbericht | ConceptSoort::Aanvulverzoek => "e-mail",
    };
    Formulier::nieuw(Doel::Verzonden { zaak, concept }, format!("Verzonden: {}", concept.naam()))
        .uitleg("De desk verstuurt niets zelf. Noteer hier wat u hebt verstuurd.")
        .veld(Veldnaam::Tijd, "Wanneer", Veldsoort::Tijd(Klokdag::Geweest), &veldtijd(Some(nu.minuut())))
        .veld(Veldnaam::Kanaal, "Kanaal", Veldsoort::Tekst, kanaal)
        .veld(Veldnaam::Ontvangers, "Aan", Veldsoort::Tekst, aan)
        .begin_bij(Veldnaam::Ontvangers)
}

/// A reading for a term, or back to what is calculated; the reason is what counts later.
pub fn stelling(zaak: Zaaknummer, soort: TermijnSoort, stelling: Option<Termijnstelling>) -> Formulier {
    let uitleg = match stelling {
        Some(Termijnstelling::Lezing(regel)) => format!("Lezing «{regel}». Aftellen en alarm volgen uw keuze."),
        Some(Termijnstelling::Moment(u)) => format!("Vóór {}. Aftellen en alarm volgen uw keuze.", u.als_termijn()),
        None => "Aftellen en alarm volgen weer de berekende termijn.".to_owned(),
    };
    reden(Doel::Stelling { zaak, termijn: soort, stelling }, format!("Termijn {}", soort.naam()), uitleg)
}

/// A term by hand.
pub fn termijn(zaak: Zaaknummer, soort: TermijnSoort, uiterlijk: Moment) -> Formulier {
    Formulier::nieuw(Doel::Termijn { zaak, termijn: soort }, format!("Termijn {} met de hand zetten", soort.naam()))
        .veld(Veldnaam::Tijd, "Uiterlijk", Veldsoort::Tijd(Klokdag::Komend), &veldtijd(Some(uiterlijk)))
        .veld(Veldnaam::Reden, "Reden", Veldsoort::Tekst, "")
}

/// A reminder of the officer's own.
pub fn herinnering(zaak: Zaaknummer) -> Formulier {
    Formulier::nieuw(Doel::Herinnering { zaak }, format!("Herinnering bij zaak {zaak}"))
        .uitleg("Het alarm noemt alleen het zaaknummer; uw tekst staat in de zaak.")
        .veld(Veldnaam::Tijd, "Om", Veldsoort::Tijd(Klokdag::Komend), "")
        .veld(Veldnaam::Tekst, "Waaraan", Veldsoort::Tekst, "")
}

/// The monitor of a week.
pub fn monitor(week: Piketweek) -> Formulier {
    Formulier::nieuw(Doel::Monitor, "Incidentenmonitor maken")
        .uitleg("Bestand op .md, .csv of .json. Er staan geen persoonsgegevens in.")
        .veld(Veldnaam::Keuze, "Piketweek", Veldsoort::Tekst, &week.to_string())
        .veld(Veldnaam::Bestand, "Bestand", Veldsoort::Tekst, &format!("monitor-{week}.md"))
}

/// The row in the form: by number or letter, else the best suggestion for the words typed there.
fn rij(form: &Formulier) -> Option<Rij> {
    let veld = form.vind(Veldnaam::Rij)?;
    let getypt = veld.invoer.tekst();
    let eerste = |tekst: &str| tekst.split_whitespace().next().and_then(|r| Rij::lees(r).ok());
    eerste(&getypt).or_else(|| veld.voorstellen().first().and_then(|v| eerste(v)))
}

/// What was heard so far, whatever is missing. What was typed as a time or a row and does not read as
/// one stands in the text, so that no word is lost.
pub fn gesprek(form: &Formulier, nu: Moment) -> Gesprek {
    let tijd = |naam| form.tijd(naam, nu).ok().flatten();
    let inrichting = form.tekst(Veldnaam::Inrichting);
    let mut wat = form.tekst(Veldnaam::Tekst);
    for naam in [Veldnaam::Voorval, Veldnaam::Constatering, Veldnaam::Gebeld, Veldnaam::Rij] {
        let leesbaar = if naam == Veldnaam::Rij { rij(form).is_some() } else { form.tijd(naam, nu).is_ok() };
        let getypt = form.tekst(naam);
        if !leesbaar && !getypt.is_empty() {
            let label = form.vind(naam).map_or("", |v| v.label);
            wat = [wat, format!("[{label}: {getypt}]")].join(" ");
        }
    }
    Gesprek {
        beller: Vertrouwelijk::nieuw(&form.tekst(Veldnaam::Beller)),
        nummer: Vertrouwelijk::nieuw(&form.tekst(Veldnaam::Nummer)),
        inrichting: Plek::geschreven(&inrichting),
        wat: Vertrouwelijk::nieuw(wat.trim()),
        gebeld: tijd(Veldnaam::Gebeld),
        voorval: tijd(Veldnaam::Voorval),
        constatering: tijd(Veldnaam::Constatering),
        rij: rij(form),
    }
}

/// Reads a filled form.
///
/// # Errors
/// When a time or a name in it does not read; the form stays open.
pub fn gevolg(form: &Formulier, nu: Moment) -> Uitkomst<Gevolg> {
    let reden = form.tekst(Veldnaam::Reden);
    let act = match &form.doel {
        Doel::Telefoon { melding, .. } => {
            for naam in [Veldnaam::Voorval, Veldnaam::Constatering, Veldnaam::Gebeld] {
                form.tijd(naam, nu)?;
            }
            Act::NoteerGesprek { melding: *melding, gesprek: gesprek(form, nu) }
        }
        Doel::Gegevens { zaak } => return gegevens_acts(form, *zaak, nu),
        Doel::Feit { zaak } => Act::NoteerFeit {
            zaak: *zaak,
            onderwerp: kies(Onderwerp::ALLE, Onderwerp::naam, &form.tekst(Veldnaam::Keuze))?,
            tekst: form.tekst(Veldnaam::Tekst),
            bron: form.tekst(Veldnaam::Bron),
            status: Feitstatus::Gemeld,
        },
        Doel::Besluit { zaak, over } => {
            let keuze = kies([JaNee::Ja, JaNee::Nee], JaNee::woord, &form.tekst(Veldnaam::Keuze))?;
            Act::Besluit { zaak: *zaak, over: *over, keuze, reden }
        }
        Doel::Stap { zaak, stap, stand } => {
            Act::ZetStap { zaak: *zaak, stap: *stap, stand: *stand, reden, op: form.tijd(Veldnaam::Tijd, nu)? }
        }
        Doel::Terzijde { melding } => Act::LegTerzijde { melding: *melding, reden },
        Doel::Herclassificeer { zaak, rij, voorval } => {
            let proef = WatAls { zaak: *zaak, voorval: *voorval, rij: Some(*rij) };
            return Ok(Gevolg::Acts(proef.acts(&reden)));
        }
        Doel::Verzonden { zaak, concept } => Act::MeldVerzonden {
            zaak: *zaak,
            concept: *concept,
            op: form.tijd(Veldnaam::Tijd, nu)?.unwrap_or(nu),
            kanaal: form.tekst(Veldnaam::Kanaal),
            ontvangers: form.tekst(Veldnaam::Ontvangers),
        },
        Doel::Termijn { zaak, termijn } => {
            let uiterlijk = form.tijd(Veldnaam::Tijd, nu)?;
            let uiterlijk =
                uiterlijk.ok_or_else(|| Fout::gebruik("Wanneer?").hint("Schrijf een tijd, bijvoorbeeld 09:00."))?;
            let stelling = Some(Termijnstelling::Moment(uiterlijk));
            Act::ZetTermijn { zaak: *zaak, termijn: *termijn, stelling, reden }
        }
        Doel::Stelling { zaak, termijn, stelling } => {
            Act::ZetTermijn { zaak: *zaak, termijn: *termijn, stelling: *stelling, reden }
        }
        Doel::Aanvaard { zaak } => Act::Aanvaard { zaak: *zaak, reden },
        Doel::Beslecht { zaak, over } => {
            Act::Beslecht { zaak: *zaak, over: over.clone(), uitspraak: Uitspraak::Beide, reden }
        }
        Doel::Herinnering { zaak } => {
            let om = form.tijd(Veldnaam::Tijd, nu)?;
            let om = om.ok_or_else(|| Fout::gebruik("Wanneer?").hint("Schrijf een tijd, bijvoorbeeld 03:30."))?;
            Act::ZetHerinnering { zaak: *zaak, om, tekst: form.tekst(Veldnaam::Tekst) }
        }
        Doel::VoegSamen { bron, doel } => Act::VoegSamen { bron: *bron, doel: *doel, reden },
        Doel::Splits { bron } => Act::Splits { bron: *bron, reden },
        Doel::Heropen { zaak } => Act::Heropen { zaak: *zaak, reden },
        Doel::Monitor => {
            let week = form.tekst(Veldnaam::Keuze).parse()?;
            return Ok(Gevolg::Monitor(week, form.tekst(Veldnaam::Bestand)));
        }
    };
    Ok(Gevolg::Acts(vec![act]))
}

fn gegevens_acts(form: &Formulier, zaak: Zaaknummer, nu: Moment) -> Uitkomst<Gevolg> {
    let mut tijden = vec![
        (Tijdsoort::Voorval, form.tijd(Veldnaam::Voorval, nu)?),
        (Tijdsoort::Constatering, form.tijd(Veldnaam::Constatering, nu)?),
        (Tijdsoort::Gebeld, form.tijd(Veldnaam::Gebeld, nu)?),
    ];
    if form.vind(Veldnaam::EindeOa).is_some() {
        tijden.push((Tijdsoort::EindeOa, form.tijd(Veldnaam::EindeOa, nu)?));
    }
    let inrichting = form.tekst(Veldnaam::Inrichting);
    Ok(Gevolg::Acts(vec![Act::ZetInrichting { zaak, inrichting }, Act::ZetTijden { zaak, tijden }]))
}

fn kies<T: Copy, const N: usize>(alle: [T; N], naam: fn(T) -> &'static str, gekozen: &str) -> Uitkomst<T> {
    alle.into_iter().find(|t| naam(*t) == gekozen).ok_or_else(|| Fout::gebruik(format!("«{gekozen}» is geen keuze.")))
}
