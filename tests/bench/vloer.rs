//! The floor: a program that opens a SQLite file and draws a list, no more. Its source stands beside
//! the project, or where `PIKET_VLOER` says; it is copied and built here, so that nothing is written
//! outside the target folder.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::Uitkomst;

const NAAM: &str = "minimaal";

/// Builds the floor in `vloer` of the target folder that holds `piket`; `None`, after saying so, when
/// its source is not there.
pub fn bouw(piket: &Path) -> Uitkomst<Option<PathBuf>> {
    let bron = env::var_os("PIKET_VLOER")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/voorbeelden").join(NAAM), PathBuf::from);
    if !bron.join("Cargo.toml").is_file() {
        println!("There is no floor program in {}; name its folder with PIKET_VLOER.", bron.display());
        return Ok(None);
    }
    let target = piket.ancestors().nth(2).ok_or("the program stands in no target folder")?.join("vloer");
    let kopie = target.join("bron");
    fs::create_dir_all(kopie.join("src"))?;
    for deel in ["Cargo.toml", "src/main.rs"] {
        zet_over(&bron.join(deel), &kopie.join(deel))?;
    }
    println!("Building the floor …");
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--release", "--quiet", "--manifest-path"])
        .arg(kopie.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .status()?;
    if !status.success() {
        return Err("the floor does not build".into());
    }
    Ok(Some(target.join("release").join(NAAM)))
}

/// Copies what changed, so that the floor is built once.
fn zet_over(van: &Path, naar: &Path) -> Uitkomst<()> {
    let inhoud = fs::read(van)?;
    if fs::read(naar).is_ok_and(|oud| oud == inhoud) {
        return Ok(());
    }
    Ok(fs::write(naar, inhoud)?)
}
