//! The floor: a program that opens a SQLite file and draws a list, no more. Its source stands beside
//! the project, or where `PIKET_VLOER` says; it is copied and built here, so that nothing is written
//! outside the target folder.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::Result;

const NAME: &str = "minimaal";

/// Builds the floor in `vloer` of the target folder that holds `piket`; `None`, after saying so, when
/// its source is not there.
pub fn build(piket: &Path) -> Result<Option<PathBuf>> {
    let source = env::var_os("PIKET_VLOER")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/voorbeelden").join(NAME), PathBuf::from);
    if !source.join("Cargo.toml").is_file() {
        println!("There is no floor program in {}; name its folder with PIKET_VLOER.", source.display());
        return Ok(None);
    }
    let target = piket.ancestors().nth(2).ok_or("the program stands in no target folder")?.join("vloer");
    let copy = target.join("bron");
    fs::create_dir_all(copy.join("src"))?;
    for part in ["Cargo.toml", "src/main.rs"] {
        copy_over(&source.join(part), &copy.join(part))?;
    }
    println!("Building the floor …");
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--release", "--quiet", "--manifest-path"])
        .arg(copy.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .status()?;
    if !status.success() {
        return Err("the floor does not build".into());
    }
    Ok(Some(target.join("release").join(NAME)))
}

/// Copies what changed, so that the floor is built once.
fn copy_over(from: &Path, to: &Path) -> Result<()> {
    let content = fs::read(from)?;
    if fs::read(to).is_ok_and(|old| old == content) {
        return Ok(());
    }
    Ok(fs::write(to, content)?)
}
