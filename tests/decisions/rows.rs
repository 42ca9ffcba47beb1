//! One file and one row per act: what is typed becomes the act it says, and no file is without its row.

use std::{collections::BTreeSet, fs, path::Path};

use piket::{
    desk::verb::{self, StoreUse},
    domain::{dossier_kind::DossierKind, ids::Zaaknummer, message_sender::MessageSender},
    report::dossier::{CaseFile, dossier as on_paper},
};

use crate::dossier::{Dossier, TestResult};

/// What a line in the shell stands for, judged one after the other, and the sentences that say so.
fn type_in(dossier: &mut Dossier, line: &str) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let piket = verb::parse(format!("piket {line}").split(' ')).map_err(|e| verb::translate(&e))?;
    let verb = piket.verb.ok_or("geen opdracht")?;
    let StoreUse::Acts(typed) = verb.store_use() else { return Err("legt niets vast".into()) };
    let acts = typed.acts(&dossier.desk, &dossier.context(&MessageSender::unnamed()))?;
    let mut told = Vec::new();
    for act in &acts {
        told.extend(dossier.run_told(act)?);
    }
    Ok(told)
}

#[test]
fn what_is_typed_becomes_the_act_it_says() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    for (line, sentence) in [
        ("meld --inrichting Mesdag --wat brand", "Het telefoontje is bewaard."),
        ("gegevens Z --voorval 00:30", "Vastgelegd: voorval zo 22-11 00:30."),
        ("gegevens Z --inrichting Mesdag", "De inrichting is FPC Dr. S. van Mesdag."),
        ("feit Z LETSEL snee", "Het feit over letsel is genoteerd."),
        ("feit-status Z 1 bevestigd", "is bevestigd."),
        ("weeg Z g1 nee", "Vraag G1 is beantwoord: nee."),
        ("besluit Z p Nee --reden rustig", "Besluit P: nee. Geen piket-SMS en geen piketmelding."),
        ("stap Z teruggebeld wacht", "Inrichting teruggebeld: wacht."),
        ("stap Z formulier ja --wat formulier --langs fax", "MBV ontvangen: gereed, met het formulier zelf."),
        ("doorgemeld Z --aan directeur --om 02:05", "Doorgemeld aan directeur, per telefoon."),
        ("zet-termijn Z mbv --reden terug", "De termijn MBV is weer de berekende."),
        ("herinner Z 23:30 bellen", "De herinnering staat op"),
        ("herinner Z --af 1", "Herinnering 1 (zo 22-11 23:30: «bellen») is af."),
        ("rij Z 9 --reden anders", "Rij 9 ("),
        ("bewaartermijn houd Z --reden onderzoek", "wordt vastgehouden."),
        ("bewaartermijn vrij Z --reden klaar", "wordt niet langer vastgehouden."),
    ] {
        let line = line.replace('Z', &zaak.to_string());
        let said = type_in(&mut dossier, &line).map_err(|e| format!("{line}: {e}"))?;
        assert!(said.first().is_some_and(|s| s.contains(sentence)), "{line}: {said:?}");
    }
    Ok(())
}

#[test]
fn a_choice_that_is_none_is_refused_with_the_choices() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let before = dossier.desk.clone();
    for (line, sentence, hint) in [
        ("besluit Z T ja --reden x", "laat over T geen keuze: T+M+(P)", "haakjes"),
        ("doorgemeld Z --aan directeur --kanaal duif", "«duif» is geen kanaal.", "Kies uit telefoon, sms"),
        ("stap Z doorgemeld gereed", "als er staat wie is ingelicht", "«doorgemeld»"),
        ("feit Z weer nat", "«weer» is geen keuze.", "Kies uit: gebeurtenis"),
        ("feit-status Z 1 tegengesproken", "alleen door een ander feit", "beslecht"),
        ("feit Z letsel geen --status tegengesproken", "alleen door een ander feit", "beslecht"),
        ("weeg Z g1 misschien", "«misschien» is geen keuze.", "Kies uit: ja, nee, onbekend."),
        ("besluit Z Q ja --reden x", "«Q» is geen besluit.", "Kies T, P of A."),
        ("stap Z formulier gereed --reden gebeld", "is het zover?", "--wat en --langs"),
        ("stap Z formulier gereed --wat formulier --langs fax", "is het zover?", "ja, nee of nog-niet"),
        ("stap Z formulier ja --langs fax", "Wat is er binnengekomen", "nee of nog niet"),
        ("stap Z monitor ja", "vraagt geen ja of nee", "gereed"),
        ("stap Z formulier ja --wat formulier --langs telefoon", "niet per telefoon", "nog niet"),
        ("stap Z formulier ja --wat formulier", "Langs welke weg", "ander-postvak"),
        (
            "stap Z formulier ja --wat aanvulling --langs fax",
            "nog geen formulier om aan te vullen",
            "loopt de termijn door",
        ),
        (
            "stap Z formulier ja --wat afloop --langs fax",
            "komt niet binnen bij stap formulier",
            "formulier, aanvulling",
        ),
        ("stap Z afloop ja --langs telefoon", "Wat is de afloop?", "toelichting"),
        ("stap Z teruggebeld ja --wat formulier --langs fax", "horen bij een ja", "--reden"),
        ("stap Z beeld gereed --wat formulier --langs fax", "horen bij een ja", "--reden"),
        ("stap Z formulier nee --wat formulier --langs fax", "horen bij een ja", "--reden"),
        ("gegevens Z", "Er is niets opgegeven om te wijzigen.", "--voorval"),
        ("beslecht Z 1 eerste", "Tegenspraak 1 is er niet", "nummert wat elkaar tegenspreekt"),
    ] {
        let error = type_in(&mut dossier, &line.replace('Z', &zaak.to_string())).err().ok_or(line)?.to_string();
        assert!(error.contains(sentence) && error.contains(hint), "{line}: {error}");
    }
    assert_eq!(dossier.desk, before);
    Ok(())
}

#[test]
fn what_a_verb_names_is_what_must_be_at_hand() -> TestResult {
    let zaak: Zaaknummer = "2026-W47-03".parse()?;
    for (line, names) in [
        ("open M0012", (None, Some(12))),
        ("koppel M0012 2026-W47-03", (Some(zaak), Some(12))),
        ("ontkoppel M0012", (None, Some(12))),
        ("samenvoegen 2026-W47-03 --met 2026-W47-01 --reden x", (Some(zaak), None)),
        ("concept 2026-W47-03 sms", (Some(zaak), None)),
        ("meld --wat brand", (None, None)),
    ] {
        let piket = verb::parse(format!("piket {line}").split(' ')).map_err(|e| verb::translate(&e))?;
        let Some(StoreUse::Acts(typed)) = piket.verb.as_ref().map(verb::Verb::store_use) else {
            return Err(line.into());
        };
        let subject = typed.subject();
        assert_eq!((subject.zaak, subject.melding.map(|m| m.0)), names, "{line}");
    }
    Ok(())
}

/// The name of a type as a file has it.
fn snake(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

#[test]
fn every_act_has_one_file_and_one_row() -> TestResult {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/acts");
    let rows = fs::read_to_string(folder.with_extension("rs"))?;
    let rows: BTreeSet<&str> = rows
        .lines()
        .filter_map(|l| l.strip_prefix("    ")?.split_once("::").filter(|_| l.ends_with(';')))
        .map(|(file, _)| file)
        .collect();
    let mut files = BTreeSet::new();
    for item in fs::read_dir(&folder)? {
        let path = item?.path();
        if path.is_dir() {
            continue;
        }
        let name = path.file_stem().ok_or("naam")?.to_string_lossy().into_owned();
        let text = fs::read_to_string(&path)?;
        let acts: Vec<&str> = text.lines().filter_map(|l| l.strip_prefix("impl Judged for ")).collect();
        assert!(acts.len() <= 1, "{name}: {acts:?}");
        if let Some(act) = acts.first() {
            assert_eq!(snake(act.trim_end_matches(" {")), name);
            files.insert(name);
        }
    }
    assert_eq!(files.iter().map(String::as_str).collect::<BTreeSet<_>>(), rows);
    assert!(rows.len() > 30);
    Ok(())
}

#[test]
fn a_time_long_ago_is_told_with_its_year_its_days_and_the_term_that_lapsed() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let told = type_in(&mut dossier, &format!("gegevens {zaak} --voorval 2025-11-21T01:00"))?.join(" ");
    for part in ["voorval vr 21-11-2025 01:00.", "MBV vóór vr 21-11-2025 12:00, dat is al te laat", "366 dagen geleden"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    // Of today nothing is remarked.
    let told = type_in(&mut dossier, &format!("gegevens {zaak} --voorval 00:30"))?.join(" ");
    assert!(!told.contains("2026") && !told.contains("te laat") && !told.contains("geleden"), "{told}");
    Ok(())
}

#[test]
fn an_answer_says_who_writes_and_which_row_it_leads_to_and_a_decision_what_leaves_the_matrix() -> TestResult {
    for (rij, line, said) in [
        ("6", "weeg Z 6.1 nee", "Kies rij 23"),
        ("18", "weeg Z 18.1 nee", "Maak de piketmelding zelf"),
        ("21", "weeg Z 21.1 nee", "Kies rij 23"),
        ("10", "besluit Z P nee --reden rustig", "wijkt af van de matrix: bij rij 10 is P ja"),
    ] {
        let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
        let told = type_in(&mut dossier, &line.replace('Z', &zaak.to_string()))?.join(" ");
        assert!(told.contains(said), "{line}: {told}");
    }
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let told = type_in(&mut dossier, &format!("weeg {zaak} g1 nee"))?.join(" ");
    assert!(!told.contains("Weegt niet mee"), "{told}");
    Ok(())
}

/// What the matrix leaves no choice in is decided, and messages go on it: the paper of the case says so.
#[test]
fn a_dossier_names_what_the_row_decided() -> TestResult {
    let (dossier, zaak) = Dossier::with_rij("D", "FPC Kijvelanden")?;
    let sender = MessageSender::unnamed();
    let file = CaseFile {
        zaak: dossier.zaak(zaak)?,
        desk: &dossier.desk,
        case: dossier.case_rule(zaak)?,
        book: dossier.book,
        inrichting: None,
        entries: &[],
        countdowns: &[],
        provisions: &[],
        sender: &sender,
        now: dossier.now,
    };
    let text = on_paper(DossierKind::Dossier, &file)?.text();
    let besluiten = "\nBESLUITEN\n- P: ja, vast bij rij D\n- A: ja, vast bij rij D\n";
    assert!(text.contains(besluiten), "{text}");
    Ok(())
}
