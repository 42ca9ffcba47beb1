//! What is still going on when the demo opens: a dozen open cases, each to show something of the desk
//! (a term that is near, one that is over, a case without terms), and an inbox to work through.

use chrono::{Duration, NaiveTime};

use super::{
    Basis, Plan, Spel, Vastlegging,
    geschiedenis::berichten,
    kans::Kans,
    post::{self, Regel},
    script::Script,
    stof::{Stof, Voorval, een},
};
use crate::domain::{
    besluit::{Besluitsoort, JaNee},
    concept::ConceptSoort,
    event::{LogEvent, Nieuw},
    feit::{Feitstatus, Onderwerp},
    fout::Uitkomst,
    ids::{Meldingnummer, Piketweek},
    inrichting::Plek,
    melding::{Gesprek, Inhoud, MeldingSoort, Post},
    moment::Moment,
    rij::Rij,
    stap::{Stap, Stapstand},
    tekst::Vertrouwelijk,
    termijnsoort::TermijnSoort,
    zaak::Tijdsoort,
};

/// Row, minutes since it happened, minutes since the call, and its course.
const OPEN: [(&str, i64, i64, Spel); 12] = [
    ("10", 9 * 60, 9 * 60 - 20, verzonden),
    ("A", 26 * 60, 26 * 60 - 12, terug),
    ("22", 31 * 60, 31 * 60 - 40, datalek),
    ("20", 20 * 60, 19 * 60, geen_p),
    ("11", 12 * 60, 12 * 60 - 30, zonder_termijn),
    ("5", 7 * 60, 7 * 60 - 15, visie),
    ("9", 6 * 60, 6 * 60 - 25, morgen),
    ("2", 5 * 60, 5 * 60 - 10, te_laat),
    ("6", 95, 80, straks),
    ("G", 48, 35, weg),
    ("D", 20, 11, net_weg),
    ("23", 14, 5, nog_geen_rij),
];

/// Rows with one form and no other clock.
const TWINTIG: [&str; 20] =
    ["1", "2", "3", "5", "6", "7", "8", "9", "10", "14", "15", "16", "17", "18", "20", "21", "23", "6", "9", "2"];

pub(super) fn plannen<'a>(basis: &Basis<'_>, stof: &'a Stof) -> Uitkomst<Vec<Plan<'a>>> {
    OPEN.iter().map(|(rij, begin, gebeld, spel)| plan(basis, stof, rij, (*begin, *gebeld), *spel)).collect()
}

pub(super) fn twintig<'a>(basis: &Basis<'_>, stof: &'a Stof) -> Uitkomst<Vec<Plan<'a>>> {
    TWINTIG.iter().zip(1..).map(|(rij, i)| plan(basis, stof, rij, (60 + i, 30 + i), aftellend)).collect()
}

fn plan<'a>(
    basis: &Basis<'_>,
    stof: &'a Stof,
    rij: &str,
    (begin, gebeld): (i64, i64),
    spel: Spel,
) -> Uitkomst<Plan<'a>> {
    let terug = |minuten: i64| basis.nu.plus(Duration::minutes(-minuten));
    // An open case belongs to the current week, even when that has only just begun.
    let begin_week = Piketweek::van(basis.nu, basis.start).begin(basis.start);
    let vanaf = Moment::lokaal(begin_week, basis.start.tijd).map_or(basis.nu, |g| g.moment).min(basis.nu);
    let voorval = stof.voorval(Rij::lees(rij)?, &mut Kans::nieuw(gebeld.unsigned_abs()))?;
    Ok(Plan { voorval, begin: terug(begin), gebeld: terug(gebeld), vanaf, spel })
}

fn kies_en_beeld(s: &mut Script<'_>, v: &Voorval) {
    s.rij(v.rij, "Past bij wat de inrichting meldt.");
    s.beeld(v);
}

fn beslis(s: &mut Script<'_>, v: &Voorval) {
    s.weeg(v);
    s.besluit(Besluitsoort::P, v.p, v.p_reden.as_deref().unwrap_or_default());
    s.besluit(Besluitsoort::A, v.a, "Volgt uit de rij en het beeld.");
}

fn mbv(s: &mut Script<'_>, v: &Voorval, minuten: i64) {
    s.formulier(MeldingSoort::Mbv, s.gebeld.plus(Duration::minutes(minuten)), v);
}

fn verzonden(s: &mut Script<'_>, v: &Voorval) {
    kies_en_beeld(s, v);
    beslis(s, v);
    berichten(s, v);
    mbv(s, v, 110);
}

/// Back since two hours: the form about the end is due and the outcome is being written.
fn terug(s: &mut Script<'_>, v: &Voorval) {
    kies_en_beeld(s, v);
    beslis(s, v);
    s.gereed(Stap::Alarm112, "Door de inrichting gebeld.");
    s.gereed(Stap::FastNl, "Door de inrichting gebeld.");
    berichten(s, v);
    s.gereed(Stap::MoaFastNl, "Kopie van de mail aan Fast NL gezien.");
    s.formulier(MeldingSoort::Moa, s.gebeld.plus(Duration::minutes(75)), v);
    let einde = s.basis.nu.plus(Duration::minutes(-125));
    s.tot(einde.plus(Duration::minutes(10)));
    s.tijd(Tijdsoort::EindeOa, einde);
    s.gereed(Stap::EindeOa, "De inrichting belde dat hij is aangehouden.");
    s.feit(Onderwerp::Afloop, s.stof.feit(v, Onderwerp::Afloop), Feitstatus::Gemeld);
    s.concept(ConceptSoort::Afloopbericht);
}

/// The clock of the AP runs; the form is in.
fn datalek(s: &mut Script<'_>, v: &Voorval) {
    verzonden(s, v);
    s.stap(Stap::Ap, Stapstand::Wacht, "Hoofdkantoor DJI beslist; vraag staat uit.");
}

fn geen_p(s: &mut Script<'_>, v: &Voorval) {
    verzonden(s, v);
}

fn zonder_termijn(s: &mut Script<'_>, v: &Voorval) {
    kies_en_beeld(s, v);
}

/// The transporter writes; the officer still has to check the facts.
fn visie(s: &mut Script<'_>, v: &Voorval) {
    kies_en_beeld(s, v);
    beslis(s, v);
    s.stap(Stap::Visie, Stapstand::Wacht, "De vervoerder stuurt zijn tekst nog.");
    mbv(s, v, 95);
}

/// Due tomorrow at noon; the weighing is still open.
fn morgen(s: &mut Script<'_>, v: &Voorval) {
    kies_en_beeld(s, v);
    let noen = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    let dag = s.basis.nu.datum().succ_opt().unwrap_or_else(|| s.basis.nu.datum());
    if let Ok(uiterlijk) = Moment::lokaal(dag, noen) {
        s.termijn(TermijnSoort::Mbv, uiterlijk.moment, "De directie levert morgen vóór 12:00 uur; zo afgesproken.");
    }
}

fn te_laat(s: &mut Script<'_>, v: &Voorval) {
    kies_en_beeld(s, v);
    beslis(s, v);
    berichten(s, v);
    let uiterlijk = s.basis.nu.plus(Duration::minutes(-25));
    s.termijn(TermijnSoort::Mbv, uiterlijk, "De lijn wil het formulier eerder hebben dan de instructie vraagt.");
    s.stap(Stap::Formulier, Stapstand::Wacht, "Aangemaand; het directielid is onderweg.");
}

/// Decided and announced; the piketmelding itself still has a gap.
fn straks(s: &mut Script<'_>, v: &Voorval) {
    s.rij(v.rij, "Past bij wat de inrichting meldt.");
    s.na(5);
    s.gereed(Stap::Teruggebeld, "Teruggebeld; letsel wordt nog nagevraagd.");
    for onderwerp in [Onderwerp::Betrokkenen, Onderwerp::Situatie, Onderwerp::Maatregelen, Onderwerp::Politie] {
        s.feit(onderwerp, s.stof.feit(v, onderwerp), Feitstatus::Gemeld);
    }
    s.besluit(Besluitsoort::P, Some(JaNee::Ja), "Ernstig letsel bij personeel en onrust in het team.");
    s.verstuur(ConceptSoort::Sms);
    s.concept(ConceptSoort::Piketmelding);
    let uiterlijk = s.basis.nu.plus(Duration::minutes(41));
    s.termijn(TermijnSoort::Mbv, uiterlijk, "De directie heeft het formulier binnen het uur toegezegd.");
}

/// Gone for 48 minutes: the MOA has to reach Fast NL within twelve.
fn weg(s: &mut Script<'_>, v: &Voorval) {
    s.rij(v.rij, "Niet terug van onbegeleid verlof.");
    s.na(4);
    s.gereed(Stap::Teruggebeld, "Teruggebeld met de kliniek.");
    s.gereed(Stap::Alarm112, "Door de inrichting gebeld.");
    s.gereed(Stap::FastNl, "Door de inrichting gebeld.");
    s.feit(Onderwerp::Situatie, s.stof.feit(v, Onderwerp::Situatie), Feitstatus::Gemeld);
    s.besluit(Besluitsoort::P, v.p, v.p_reden.as_deref().unwrap_or_default());
    s.verstuur(ConceptSoort::Sms);
}

fn net_weg(s: &mut Script<'_>, v: &Voorval) {
    s.rij(v.rij, "Weggelopen bij begeleid verlof.");
    s.na(2);
    s.gereed(Stap::Alarm112, "De begeleider heeft 112 gebeld.");
}

fn nog_geen_rij(_: &mut Script<'_>, _: &Voorval) {}

/// One term that runs, at its own distance from now.
fn aftellend(s: &mut Script<'_>, v: &Voorval) {
    s.rij(v.rij, "Past bij wat de inrichting meldt.");
    // The calls came a minute apart, which spreads the terms from 3 to under 29 hours ahead.
    let minuten = s.basis.nu.sinds(s.gebeld).num_minutes() - 30;
    let uiterlijk = s.basis.nu.plus(Duration::minutes(100 + minuten * 80));
    s.termijn(TermijnSoort::Mbv, uiterlijk, "Met de directie afgesproken.");
}

/// Five reports that nobody has looked at yet.
pub(super) fn inbox(basis: &Basis<'_>, stof: &Stof, kans: &mut Kans) -> Vec<Vastlegging> {
    let terug = |minuten: i64| basis.nu.plus(Duration::minutes(-minuten));
    let plaats = |kans: &mut Kans| een(kans, &stof.inrichtingen);
    let (naam, kliniek) = (een(kans, &stof.verpleegden), plaats(kans));
    let geboren = || Regel::dag("geboortedatum", "Geboortedatum", "1984-03-12");
    let mbv = [
        Regel::tekst("verpleegde", "Verpleegde", een(kans, &stof.verpleegden)),
        geboren(),
        Regel::tekst("inrichting", "Inrichting", kliniek.clone()),
        Regel::tekst("afdeling", "Afdeling", een(kans, &stof.afdelingen)),
        Regel::tijd("voorval", "Datum en tijdstip voorval", terug(160)),
        Regel::tekst("beschrijving", "Beschrijving", "Bij een kamercontrole zijn twee telefoons gevonden."),
        Regel::tekst("maatregelen", "Maatregelen", "Kamers doorzocht, verlof opgeschort."),
        Regel::tekst("media", "Mediacontacten", "geen"),
        Regel::tekst("ondertekend_door", "Ondertekend door", een(kans, &stof.bellers)),
    ];
    let moa = [
        Regel::tekst("naam", "Naam", naam.clone()),
        geboren(),
        Regel::tekst("wijze_van_onttrekking", "Wijze van onttrekking", "Niet teruggekeerd van onbegeleid verlof"),
        Regel::tekst("inrichting", "Inrichting", kliniek.clone()),
        Regel::tijd("voorval", "Datum en tijdstip voorval", terug(48)),
        Regel::tijd("constatering", "Geconstateerd op", terug(44)),
    ];
    let einde = [Regel::tekst("naam", "Naam", naam), geboren(), Regel::tijd("einde_oa", "Terug op", terug(65))];
    let gesprek = Gesprek {
        beller: Vertrouwelijk::nieuw(&een(kans, &stof.bellers)),
        nummer: Vertrouwelijk::nieuw("06-00000042"),
        inrichting: Some(Plek::Bekend(plaats(kans))),
        wat: Vertrouwelijk::nieuw("Onrust op de afdeling, er is een ruit ingegooid; belt zo terug."),
        gebeld: Some(terug(3)),
        ..Gesprek::default()
    };
    let post = |post: Post| Inhoud::Post(Box::new(post));
    let nieuwsbrief = post::los(
        "Redactie <nieuws@zorgkrant.example>",
        "Nieuwsbrief forensische zorg, deze week",
        "In dit nummer: een congres, drie vacatures en een boekbespreking.",
        terug(70),
    );
    [
        (terug(70), MeldingSoort::Onbekend, post(nieuwsbrief)),
        (terug(31), MeldingSoort::EindeOa, post(post::formulier(MeldingSoort::EindeOa, &kliniek, terug(31), &einde))),
        (terug(18), MeldingSoort::Mbv, post(post::formulier(MeldingSoort::Mbv, &kliniek, terug(18), &mbv))),
        (terug(7), MeldingSoort::Moa, post(post::formulier(MeldingSoort::Moa, &kliniek, terug(7), &moa))),
        (terug(3), MeldingSoort::Telefoon, Inhoud::Gesprek(gesprek)),
    ]
    .into_iter()
    .zip(1_000_000..)
    .map(|((ontvangen, vorm, inhoud), nummer)| {
        let event = LogEvent::MeldingOntvangen { melding: Meldingnummer(nummer), vorm, ontvangen, inhoud };
        (ontvangen, Nieuw { voorgevallen_op: ontvangen, event })
    })
    .collect()
}
