//! One case goes up in another, and out of it again. Every step is a fact of its own on one of the two
//! cases, in one transaction; what they sent and decided stays where it was done.

use super::{Besloten, Kader, Tegenboeking, Terug, de_zaak, een_reden, merk, open_zaak};
use crate::{
    deadline,
    domain::{
        desk::Desk,
        event::{LogEvent, Nieuw},
        feit::Feitstatus,
        fout::{Fout, Uitkomst},
        ids::{Meldingnummer, Zaaknummer},
        moment::Moment,
        rij::Rij,
        samenvoeging::{Meegekomen, Tijdwissel},
        tekst::Vertrouwelijk,
        termijnsoort::Tijden,
        zaak::{Koppeling, Tijdsoort, Zaak},
    },
};

/// Lets `bron` go up in `doel`.
pub fn voeg_samen(
    desk: &Desk,
    kader: &Kader<'_>,
    (bron, doel): (Zaaknummer, Zaaknummer),
    reden: &str,
) -> Uitkomst<Besloten> {
    let (uit, naar) = (open_zaak(desk, bron)?, open_zaak(desk, doel)?);
    passen_samen(uit, naar)?;
    let reden = een_reden(reden)?;
    let mut b = Boekhouding::nieuw(kader.nu);
    let rij = naar.rij().or(uit.rij());
    let mee = Meegekomen {
        meldingen: uit.meldingen.iter().map(|k| k.melding).collect(),
        feiten: feiten_mee(&mut b, uit, naar),
        tijden: tijden_mee(&mut b, kader, (uit, naar), rij)?,
        rij: rij_mee(&mut b, kader, uit, naar),
        herinneringen: herinneringen_mee(&mut b, uit, naar),
    };
    for k in &uit.meldingen {
        b.verhuis(k, bron, doel);
    }
    b.boek(
        LogEvent::ZaakSamengevoegd { zaak: doel, uit: bron, mee, reden: reden.clone() },
        [LogEvent::ZaakGesplitst { zaak: doel, uit: bron }],
    );
    b.boek(
        LogEvent::ZaakOpgegaan { zaak: bron, naar: doel, reden },
        [LogEvent::ZaakTeruggekomen { zaak: bron, uit: doel, reden: Vertrouwelijk::nieuw("ongedaan gemaakt") }],
    );
    Ok(b.besloten())
}

/// Gives a case back what it brought into another, as far as it is still there.
pub fn splits(desk: &Desk, kader: &Kader<'_>, bron: Zaaknummer, reden: &str) -> Uitkomst<Besloten> {
    let uit = de_zaak(desk, bron)?;
    let doel = uit.opgegaan.ok_or_else(|| Fout::nee(format!("Zaak {bron} is in geen andere zaak opgegaan.")))?;
    if uit.gewist.is_some() {
        return Err(Fout::nee(format!("De teksten van zaak {bron} zijn gewist; splitsen kan niet meer.")));
    }
    let naar = de_zaak(desk, doel)?;
    if let Some(verder) = naar.opgegaan {
        return Err(Fout::nee(format!("Zaak {doel} is zelf opgegaan in {verder}."))
            .hint(format!("Splits eerst {doel}, en daarna {bron}.")));
    }
    let naar = open_zaak(desk, doel)?;
    if naar.bewaring.is_some() {
        return Err(vastgehouden(doel));
    }
    let reden = een_reden(reden)?;
    let samen = naar.samengevoegd.iter().find(|s| s.uit == bron);
    let samen = samen.ok_or_else(|| Fout::gegevens(format!("Zaak {doel} weet niet van zaak {bron}.")))?;

    let mut b = Boekhouding::nieuw(kader.nu);
    for k in naar.meldingen.iter().filter(|k| samen.mee.meldingen.contains(&k.melding)) {
        b.verhuis(k, doel, bron);
    }
    for f in naar.feiten.iter().filter(|f| samen.mee.feiten.contains(&f.nummer)) {
        // As with a report that is unlinked: what was noted stays in the log and no longer counts.
        let status = |status| LogEvent::FeitBeoordeeld { zaak: doel, feit: f.nummer, status };
        if f.status.telt() {
            b.boek(status(Feitstatus::Tegengesproken), [status(f.status)]);
        }
    }
    for w in samen.mee.tijden.iter().rev().filter(|w| naar.tijd(w.tijd) == w.werd) {
        let tijd = |moment| LogEvent::TijdGezet { zaak: doel, tijd: w.tijd, moment };
        b.boek(tijd(w.was), [tijd(w.werd)]);
    }
    if samen.mee.rij.is_some() && samen.mee.rij == naar.rij() {
        b.boek(rijkeuze(kader, doel, None, "splitsen"), [rijkeuze(kader, doel, samen.mee.rij, "ongedaan gemaakt")]);
    }
    for (oud, nieuw) in &samen.mee.herinneringen {
        if let Some(h) = naar.lopende_herinneringen().find(|h| h.nummer == *nieuw) {
            let zet =
                |zaak, herinnering| LogEvent::HerinneringGezet { zaak, herinnering, om: h.om, tekst: h.tekst.clone() };
            b.boek(LogEvent::HerinneringAf { zaak: doel, herinnering: *nieuw }, [zet(doel, *nieuw)]);
            b.boek(zet(bron, *oud), [LogEvent::HerinneringAf { zaak: bron, herinnering: *oud }]);
        }
    }
    let hersteld =
        LogEvent::ZaakSamengevoegd { zaak: doel, uit: bron, mee: samen.mee.clone(), reden: samen.reden.clone() };
    b.boek(LogEvent::ZaakGesplitst { zaak: doel, uit: bron }, [hersteld]);
    b.boek(
        LogEvent::ZaakTeruggekomen { zaak: bron, uit: doel, reden },
        [LogEvent::ZaakOpgegaan { zaak: bron, naar: doel, reden: samen.reden.clone() }],
    );
    Ok(b.besloten())
}

/// Refuses two cases that cannot become one.
fn passen_samen(uit: &Zaak, naar: &Zaak) -> Uitkomst<()> {
    let (bron, doel) = (uit.nummer, naar.nummer);
    if bron == doel {
        return Err(Fout::gebruik("Een zaak gaat niet op in zichzelf.").hint("Kies een andere zaak."));
    }
    if uit.bewaring.is_some() {
        return Err(vastgehouden(bron));
    }
    let verzonden = |z: &Zaak| z.concepten.values().any(|c| !c.verzonden.is_empty());
    if verzonden(uit) && !verzonden(naar) {
        return Err(Fout::nee(format!("Over zaak {bron} is al bericht verzonden, over zaak {doel} niet."))
            .hint(format!("Voeg ze andersom samen: {doel} in {bron}.")));
    }
    Ok(())
}

fn vastgehouden(zaak: Zaaknummer) -> Fout {
    Fout::nee(format!("Zaak {zaak} wordt vastgehouden; wat erin zit blijft erin."))
        .hint(format!("Geef haar eerst vrij met «piket bewaartermijn vrij {zaak}»."))
}

/// The facts that count, with the case they come from beside their source.
fn feiten_mee(b: &mut Boekhouding, uit: &Zaak, naar: &Zaak) -> Vec<u32> {
    let eerste = naar.feiten.iter().map(|f| f.nummer).max().unwrap_or(0);
    let geldig = uit.feiten.iter().filter(|f| f.status.telt());
    let mut nummers = Vec::new();
    for (feit, f) in (eerste.saturating_add(1)..).zip(geldig) {
        let noteer = LogEvent::FeitGenoteerd {
            zaak: naar.nummer,
            feit,
            onderwerp: f.onderwerp,
            tekst: f.tekst.clone(),
            bron: Vertrouwelijk::nieuw(&format!("{}, uit {}", f.bron.lees(), uit.nummer)),
            status: f.status,
        };
        let weg = LogEvent::FeitBeoordeeld { zaak: naar.nummer, feit, status: Feitstatus::Tegengesproken };
        b.boek_toen(f.op, noteer, [weg]);
        nummers.push(feit);
    }
    nummers
}

/// What either case knows; of two sets of times the one by which the first term ends earliest, until the
/// officer says which counts. Joining two cases must not move a term away.
fn tijden_mee(
    b: &mut Boekhouding,
    kader: &Kader<'_>,
    (uit, naar): (&Zaak, &Zaak),
    rij: Option<Rij>,
) -> Uitkomst<Vec<Tijdwissel>> {
    let samen = |eerst: &Zaak, dan: &Zaak| {
        Tijdsoort::ALLE.into_iter().fold(Tijden::default(), |tijden, soort| {
            let hoort = soort != Tijdsoort::EindeOa || rij.is_some_and(Rij::is_oa);
            tijden.met(soort, eerst.tijd(soort).or(dan.tijd(soort)).filter(|_| hoort))
        })
    };
    let eerste_termijn = |tijden: &Tijden| {
        let termijnen = deadline::termijnen(kader.boek, rij?, tijden, naar.kalender).ok()?;
        termijnen.iter().map(deadline::Termijn::streng).min()
    };
    let (eigen, andere) = (samen(naar, uit), samen(uit, naar));
    let eerder = eerste_termijn(&andere).zip(eerste_termijn(&eigen)).is_some_and(|(a, e)| a < e);
    let gekozen = match (eigen.controleer(), andere.controleer()) {
        (Ok(()), Ok(())) if eerder => andere,
        (Ok(()), _) => eigen,
        (Err(_), Ok(())) => andere,
        (Err(fout), Err(_)) => return Err(fout),
    };
    let wissel = |tijd| Tijdwissel { tijd, was: naar.tijd(tijd), werd: gekozen.van(tijd) };
    let mut wissels: Vec<Tijdwissel> = Tijdsoort::ALLE.map(wissel).into_iter().filter(|w| w.was != w.werd).collect();
    // The voorval comes first in time: it moves back before the others, and forward after them.
    if naar.tijden.voorval.zip(gekozen.voorval).is_some_and(|(was, werd)| werd > was) {
        wissels.reverse();
    }
    for Tijdwissel { tijd, was, werd } in &wissels {
        let zet = |moment: &Option<Moment>| LogEvent::TijdGezet { zaak: naar.nummer, tijd: *tijd, moment: *moment };
        b.boek(zet(werd), [zet(was)]);
    }
    Ok(wissels)
}

fn rij_mee(b: &mut Boekhouding, kader: &Kader<'_>, uit: &Zaak, naar: &Zaak) -> Option<Rij> {
    let rij = uit.rij().filter(|_| naar.rij().is_none())?;
    let reden = format!("uit {}", uit.nummer);
    b.boek(rijkeuze(kader, naar.nummer, Some(rij), &reden), [rijkeuze(kader, naar.nummer, None, "ongedaan gemaakt")]);
    Some(rij)
}

fn rijkeuze(kader: &Kader<'_>, zaak: Zaaknummer, rij: Option<Rij>, reden: &str) -> LogEvent {
    LogEvent::RijGekozen { zaak, rij, reden: Vertrouwelijk::nieuw(reden), regelboek: merk(kader.boek) }
}

fn herinneringen_mee(b: &mut Boekhouding, uit: &Zaak, naar: &Zaak) -> Vec<(u32, u32)> {
    let hoogste = naar.herinneringen.iter().map(|h| h.nummer).max().unwrap_or(0);
    let mut nummers = Vec::new();
    for (nieuw, h) in (hoogste.saturating_add(1)..).zip(uit.lopende_herinneringen()) {
        let zet =
            |zaak, herinnering| LogEvent::HerinneringGezet { zaak, herinnering, om: h.om, tekst: h.tekst.clone() };
        b.boek(zet(naar.nummer, nieuw), [LogEvent::HerinneringAf { zaak: naar.nummer, herinnering: nieuw }]);
        b.boek(LogEvent::HerinneringAf { zaak: uit.nummer, herinnering: h.nummer }, [zet(uit.nummer, h.nummer)]);
        nummers.push((h.nummer, nieuw));
    }
    nummers
}

/// Facts to record, each with what undoes it.
struct Boekhouding {
    nu: Moment,
    nieuw: Vec<Nieuw>,
    terug: Vec<Vec<LogEvent>>,
}

impl Boekhouding {
    const fn nieuw(nu: Moment) -> Self {
        Self { nu, nieuw: Vec::new(), terug: Vec::new() }
    }

    fn boek(&mut self, event: LogEvent, terug: impl IntoIterator<Item = LogEvent>) {
        self.boek_toen(self.nu, event, terug);
    }

    fn boek_toen(&mut self, voorgevallen_op: Moment, event: LogEvent, terug: impl IntoIterator<Item = LogEvent>) {
        self.nieuw.push(Nieuw { voorgevallen_op, event });
        self.terug.push(terug.into_iter().collect());
    }

    /// Moves a report, with what was accepted of it.
    fn verhuis(&mut self, k: &Koppeling, van: Zaaknummer, naar: Zaaknummer) {
        let melding = k.melding;
        self.boek(ontkoppeld(van, melding), gekoppeld(van, k));
        let mut erbij = gekoppeld(naar, k).into_iter();
        if let Some(koppeling) = erbij.next() {
            self.boek(koppeling, [ontkoppeld(naar, melding)]);
        }
        for aanvaard in erbij {
            // Who unlinks a report takes back what was accepted of it.
            self.boek(aanvaard, []);
        }
    }

    /// The last is undone first.
    fn besloten(self) -> Besloten {
        let terug = self.terug.into_iter().rev().flatten().map(|event| Tegenboeking { event, op: None });
        Besloten { nieuw: self.nieuw, terug: Terug::Met(terug.collect()) }
    }
}

const fn ontkoppeld(zaak: Zaaknummer, melding: Meldingnummer) -> LogEvent {
    LogEvent::MeldingOntkoppeld { zaak, melding }
}

fn gekoppeld(zaak: Zaaknummer, k: &Koppeling) -> Vec<LogEvent> {
    let aanvaard =
        k.aanvaard.clone().map(|reden| LogEvent::FormulierAanvaard { zaak, melding: k.melding, reden: Some(reden) });
    let koppeling = LogEvent::MeldingGekoppeld {
        zaak,
        melding: k.melding,
        vorm: k.vorm,
        ontvangen: k.ontvangen,
        ingevuld: k.ingevuld.clone(),
        genoemd: k.genoemd,
    };
    std::iter::once(koppeling).chain(aanvaard).collect()
}
