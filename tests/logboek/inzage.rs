//! The audit: it grows beside a desk that writes, refuses every change, and names what was changed
//! in spite of that.

use piket::{
    domain::inzage::{Handeling, Herkomst, Inzage, Uitslag},
    store::{Opslag, Toegang, open},
};

use crate::hulp::{Proef, buitenom, nu, schrijvend};

fn inzage(object: &str) -> Inzage {
    let (uitkomst, herkomst) = (Uitslag::Gelukt, Herkomst::Opdracht);
    Inzage { handeling: Handeling::Onthuld, object: object.to_owned(), uitkomst, herkomst }
}

fn vul(opslag: &mut Opslag) -> Proef {
    for object in ["2026-W47-01", "inbox", "logboek", "2026-W47-02"] {
        opslag.noteer_inzage(nu(), "p.piket", &inzage(object))?;
    }
    Ok(())
}

#[test]
fn a_store_open_for_reading_records_beside_the_desk_and_can_write_nothing_else() -> Proef {
    let map = tempfile::tempdir()?;
    let mut desk = schrijvend(map.path())?;
    let mut lezer = open(map.path(), Toegang::Lezen, None, piket::store::Ontgrendeling::Geen, nu())?;
    lezer.noteer_inzage(nu(), "p.piket\nnep", &inzage("2026-W47-01"))?;
    desk.noteer_inzage(nu().plus(chrono::Duration::minutes(-5)), "p.desk", &inzage("inbox"))?;
    assert!(lezer.herbouw().is_err());
    let regels = lezer.inzagen()?;
    assert_eq!(regels, desk.inzagen()?);
    let kern: Vec<_> = regels.iter().map(|r| (r.seq, r.actor.as_str(), r.inzage.object.as_str())).collect();
    assert_eq!(kern, [(1, "p.piket nep", "2026-W47-01"), (2, "p.desk", "inbox")]);
    assert!(regels.is_sorted_by_key(|r| r.op));
    assert_eq!((lezer.controleer_inzage()?.regels, lezer.controleer_inzage()?.fouten), (2, vec![]));
    Ok(())
}

#[test]
fn the_audit_refuses_every_change_and_names_one_made_past_it() -> Proef {
    let alles = "op, actor, handeling, object, uitkomst, herkomst, vorige, hash FROM inzage";
    let map = tempfile::tempdir()?;
    vul(&mut schrijvend(map.path())?)?;
    for sql in [
        "UPDATE inzage SET actor = 'ander'".to_owned(),
        "DELETE FROM inzage WHERE seq = 4".to_owned(),
        format!("INSERT INTO inzage SELECT 6, {alles} WHERE seq = 4"),
        format!("INSERT INTO inzage SELECT 5, {alles} WHERE seq = 4"),
        format!("INSERT OR REPLACE INTO inzage SELECT 2, {alles} WHERE seq = 1"),
    ] {
        assert!(buitenom(map.path())?.execute_batch(&sql).is_err(), "{sql}");
    }
    let open = "DROP TRIGGER inzage_vast; DROP TRIGGER inzage_blijft; DROP TRIGGER inzage_sluit_aan;";
    for (sql, verwacht) in [
        ("UPDATE inzage SET actor = 'ander' WHERE seq = 2", &[2][..]),
        ("UPDATE inzage SET object = 'niets' WHERE seq = 4", &[4]),
        ("DELETE FROM inzage WHERE seq = 2", &[3]),
        ("DELETE FROM inzage WHERE seq = 1", &[2]),
        ("DELETE FROM inzage WHERE seq = 2; UPDATE inzage SET seq = seq - 1 WHERE seq > 2", &[2, 2, 3]),
    ] {
        let map = tempfile::tempdir()?;
        vul(&mut schrijvend(map.path())?)?;
        buitenom(map.path())?.execute_batch(&format!("{open}{sql}"))?;
        let keten = schrijvend(map.path())?.controleer_inzage()?;
        let genoemd: Vec<u64> = keten.fouten.iter().map(|f| f.seq).collect();
        assert_eq!(genoemd, verwacht, "{sql}\n{:?}", keten.fouten);
    }
    Ok(())
}
