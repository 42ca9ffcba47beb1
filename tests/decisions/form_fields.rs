//! Proposals of a form: accepted, put aside or filled in by the officer; what that does in a case that the form
//! belongs to, and how it is taken back.

use piket::{
    acts::{Act, FieldVerdict, JudgeField, LinkMelding, SetAside, UnlinkMelding},
    domain::{
        ids::{Meldingnummer, Zaaknummer},
        melding::{Certainty, Content, Field, MeldingKind},
        time_kind::TimeKind,
    },
    judge::complete::{Completeness, completeness},
};

use super::dossier::{Dossier, TestResult};

const PROPOSED: Certainty = Certainty::Proposed;

fn judge(melding: Meldingnummer, field: &str, verdict: FieldVerdict) -> Act {
    Act::JudgeField(JudgeField { melding, field: field.to_owned(), verdict })
}

fn typed(text: &str) -> FieldVerdict {
    FieldVerdict::Typed(text.to_owned())
}

fn link(melding: Meldingnummer, zaak: Zaaknummer) -> Act {
    Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() })
}

impl Dossier {
    fn field(&self, melding: Meldingnummer, name: &str) -> Option<&Field> {
        match &self.desk.meldingen.get(&melding)?.content {
            Content::Mail(mail) => mail.fields.get(name),
            Content::Call(_) => None,
        }
    }

    fn asked(&self, zaak: Zaaknummer) -> (Vec<String>, Vec<String>) {
        let sender = piket::domain::message_sender::MessageSender::unnamed();
        let Some(found) = self.desk.zaken.get(&zaak) else { return <_>::default() };
        let standing = completeness(found, self.context(&sender).case_rule(found));
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        match &standing {
            Completeness::Incomplete { .. } => (owned(standing.missing()), owned(standing.unread())),
            Completeness::None | Completeness::Complete { .. } | Completeness::Provisional { .. } => <_>::default(),
        }
    }

    fn said(&self, zaak: Zaaknummer) -> Vec<(String, String)> {
        let feiten = self.desk.zaken.get(&zaak).map(|z| z.feiten.clone()).unwrap_or_default();
        feiten.into_iter().map(|f| (f.text.read().to_owned(), f.source.read().to_owned())).collect()
    }
}

#[test]
fn a_proposal_counts_once_it_is_accepted_and_no_longer_when_that_is_undone() -> TestResult {
    let mut d = Dossier::empty()?;
    let m = d.mail_read(MeldingKind::form("mbv"), &[("beschrijving", "Er was brand.", PROPOSED)])?;
    let before = d.desk.clone();
    let act = d.run(&judge(m, "beschrijving", FieldVerdict::Accepted))?;
    assert_eq!(d.field(m, "beschrijving").map(|f| f.certainty), Some(Certainty::Certain));
    assert!(d.run(&judge(m, "beschrijving", FieldVerdict::Accepted)).is_err());
    assert!(d.undo(act));
    assert_eq!(d.desk, before);
    assert!(d.run(&judge(m, "afdeling_onbekend", FieldVerdict::Accepted)).is_err());
    Ok(())
}

#[test]
fn in_its_case_an_accepted_proposal_brings_its_fact_its_time_and_its_item() -> TestResult {
    let (mut d, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let found = d.after(-5);
    let m = d.mail_read(
        MeldingKind::form("mbv"),
        &[("beschrijving", "Er was brand.", PROPOSED), ("constatering", &found.rfc3339(), PROPOSED)],
    )?;
    d.run(&link(m, zaak))?;
    let (_, unread) = d.asked(zaak);
    assert!(unread.iter().any(|name| name.contains("beschrijving")), "{unread:?}");
    let before = (d.desk.clone(), d.said(zaak));

    let one = d.run(&judge(m, "beschrijving", FieldVerdict::Accepted))?;
    let two = d.run(&judge(m, "constatering", FieldVerdict::Accepted))?;
    assert!(d.said(zaak).iter().any(|(text, source)| text == "Er was brand." && source.starts_with("MBV")));
    assert_eq!(d.zaak(zaak)?.time(TimeKind::Constatering), Some(found));
    let (missing, unread) = d.asked(zaak);
    assert!(!missing.iter().chain(&unread).any(|name| name.contains("beschrijving")), "{missing:?} {unread:?}");

    assert!(!d.undo(one), "wat erna kwam staat er nog");
    assert!(d.undo(two));
    assert!(d.undo(one));
    assert_eq!(d.said(zaak), before.1);
    assert_eq!(d.desk.meldingen, before.0.meldingen);
    assert_eq!(d.zaak(zaak)?.meldingen, before.0.zaken.get(&zaak).map(|z| z.meldingen.clone()).unwrap_or_default());
    assert_eq!(d.zaak(zaak)?.time(TimeKind::Constatering), None);
    Ok(())
}

#[test]
fn what_is_put_aside_is_asked_of_the_inrichting() -> TestResult {
    let (mut d, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let m = d.mail_read(MeldingKind::form("mbv"), &[("beschrijving", "n.v.t. zie bijlage", PROPOSED)])?;
    d.run(&link(m, zaak))?;
    let missing = |d: &Dossier| d.asked(zaak).0.iter().any(|name| name.contains("beschrijving"));
    assert!(!missing(&d));
    d.run(&judge(m, "beschrijving", FieldVerdict::PutAside))?;
    assert!(missing(&d));
    assert!(d.said(zaak).iter().all(|(text, _)| !text.contains("zie bijlage")));
    Ok(())
}

#[test]
fn what_the_officer_fills_in_is_the_officers_word() -> TestResult {
    let (mut d, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let m = d.mail_read(
        MeldingKind::form("mbv"),
        &[("beschrijving", "Er was brnd.", Certainty::Certain), ("geboortedatum", "1950-01-01", PROPOSED)],
    )?;
    d.run(&link(m, zaak))?;
    d.run(&judge(m, "beschrijving", typed("Er was brand.")))?;
    let said = d.said(zaak);
    assert!(said.contains(&("Er was brand.".to_owned(), "piketfunctionaris".to_owned())), "{said:?}");
    assert!(said.iter().all(|(text, _)| text != "Er was brnd."), "{said:?}");

    d.run(&judge(m, "geboortedatum", typed("3-4-1987")))?;
    assert_eq!(d.field(m, "geboortedatum").map(|f| f.value.read()), Some("1987-04-03"));
    assert!(d.run(&judge(m, "geboortedatum", typed("vorig jaar"))).is_err());
    d.run(&judge(m, "constatering", typed("02:05")))?;
    assert_eq!(d.zaak(zaak)?.time(TimeKind::Constatering), Some(d.after(-5)));
    assert!(d.run(&judge(m, "constatering", typed("23-11-2026 02:05"))).is_err(), "de toekomst");

    // It leaves the case with the form, and the officer's other facts stay.
    d.run(&Act::UnlinkMelding(UnlinkMelding { melding: m }))?;
    assert!(d.said(zaak).iter().all(|(text, _)| text != "Er was brand."));
    Ok(())
}

#[test]
fn the_inrichting_of_a_report_follows_its_item() -> TestResult {
    let mut d = Dossier::empty()?;
    let m = d.mail_read(MeldingKind::form("mbv"), &[("inrichting", "CTP Veldzicht", PROPOSED)])?;
    let named = |d: &Dossier| d.desk.meldingen.get(&m).and_then(|m| m.inrichting().map(str::to_owned));
    assert_eq!(named(&d), None);
    let act = d.run(&judge(m, "inrichting", FieldVerdict::Accepted))?;
    assert_eq!(named(&d).as_deref(), Some("CTP Veldzicht"));
    d.undo(act);
    assert_eq!(named(&d), None);
    Ok(())
}

#[test]
fn where_nothing_is_read_nothing_is_judged() -> TestResult {
    let (mut d, _) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let call = d.desk.meldingen.keys().copied().next().ok_or("geen melding")?;
    assert!(d.run(&judge(call, "beschrijving", FieldVerdict::Accepted)).is_err());
    let m = d.mail_read(MeldingKind::form("mbv"), &[("beschrijving", "x", PROPOSED)])?;
    d.run(&Act::SetAside(SetAside { melding: m, reason: "dubbel".to_owned() }))?;
    assert!(d.run(&judge(m, "beschrijving", FieldVerdict::Accepted)).is_err());
    Ok(())
}
