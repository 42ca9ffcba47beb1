//! The intake from the outside: the sample mails with every field they hold and no other.

use std::{collections::BTreeMap, fs, path::PathBuf};

use piket::intake::{self, Gelezen};
use serde_json::Value;

type Uitslag = Result<(), Box<dyn std::error::Error>>;

fn map() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/mail")
}

fn velden(g: &Gelezen) -> BTreeMap<String, String> {
    g.post.velden.iter().map(|(naam, v)| (naam.clone(), v.waarde.lees().to_owned())).collect()
}

#[test]
fn the_sample_mails_give_what_they_hold_and_nothing_else() -> Uitslag {
    let lijst = intake::inrichtingen()?;
    let verwacht: BTreeMap<String, Value> = serde_json::from_str(&fs::read_to_string(map().join("verwacht.json"))?)?;
    let mut fouten = Vec::new();
    for (naam, verwacht) in &verwacht {
        let gelezen = match intake::lees_bestand(&map().join(naam), &lijst) {
            Ok(g) => g,
            Err(f) => {
                fouten.push(format!("{naam}: {f}"));
                continue;
            }
        };
        let mut goed: BTreeMap<String, String> = serde_json::from_value(verwacht["velden"].clone())?;
        if let Some(einde) = verwacht.get("einde_oa").and_then(Value::as_str) {
            goed.insert("einde_oa".to_owned(), einde.to_owned());
        }
        if verwacht["soort"] != gelezen.soort.sleutel() {
            fouten.push(format!("{naam}: soort {}", gelezen.soort.sleutel()));
        }
        if verwacht["inrichting"].as_str() != gelezen.post.inrichting.as_deref() {
            fouten.push(format!("{naam}: inrichting {:?}", gelezen.post.inrichting));
        }
        let gevonden = velden(&gelezen);
        for (veld, waarde) in &goed {
            if gevonden.get(veld) != Some(waarde) {
                fouten.push(format!("{naam}: {veld} is {:?} en niet {waarde:?}", gevonden.get(veld)));
            }
        }
        for (veld, waarde) in gevonden.iter().filter(|(v, _)| !goed.contains_key(*v)) {
            fouten.push(format!("{naam}: {veld} is verzonnen: {waarde:?}"));
        }
        assert_eq!(gelezen.origineel(), fs::read(map().join(naam))?);
    }
    assert!(fouten.is_empty(), "\n{}", fouten.join("\n"));
    Ok(())
}
