//! What leans on what, and how far that goes round: circles stay small and inside one folder, and what a table writes
//! out elsewhere names nothing that its own floor does not know.

use std::collections::BTreeSet;

use super::{
    TestResult,
    graph::{Graph, OwnFolder, in_one_folder},
    module,
    names::declared_type,
    none,
    source::files,
};

/// Files that one circle inside a folder may have.
const CIRCLE: usize = 4;

/// Files that one circle may have when also counts what a file calls in the folder that it opens.
const CIRCLE_WITH_OWN: usize = 6;

#[test]
fn files_lean_on_each_other_in_small_circles() -> TestResult {
    let graph = Graph::of(&files()?, OwnFolder::Free);
    let circles = graph.circles();
    let too_large = circles.iter().filter(|c| c.len() > CIRCLE);
    none(too_large.map(|circle| described(&graph, circle)));
    Ok(())
}

#[test]
fn what_the_files_of_a_folder_share_stands_beside_them() -> TestResult {
    let graph = Graph::of(&files()?, OwnFolder::Counts);
    let circles = graph.circles();
    let too_large = circles.iter().filter(|c| c.len() > CIRCLE_WITH_OWN);
    none(too_large.map(|circle| described(&graph, circle)));
    Ok(())
}

/// Whoever calls whom, and however many that are: what goes round is one folder and the file that opens it.
#[test]
fn no_circle_of_files_lies_in_two_folders() -> TestResult {
    let graph = Graph::of(&files()?, OwnFolder::CountsOfTables);
    let circles = graph.circles();
    none(circles.iter().filter(|circle| !in_one_folder(circle)).map(|circle| described(&graph, circle)));
    Ok(())
}

fn described(graph: &Graph, circle: &[&str]) -> String {
    let arrows = circle.iter().flat_map(|f| graph.arrows(f, circle).map(move |t| format!("  {f} → {t}")));
    format!("een kring van {}:\n{}", circle.len(), arrows.collect::<Vec<_>>().join("\n"))
}

/// The rows of the event table are written out where they are asked for: a name in them is no path.
#[test]
fn the_rows_of_the_log_name_nothing_of_a_later_floor() -> TestResult {
    let all = files()?;
    let below = ["domain", "log"];
    let later: BTreeSet<&str> = all
        .iter()
        .filter(|b| !b.is_test() && !below.contains(&module(b)))
        .flat_map(|b| b.lines().filter_map(|(_, code)| declared_type(code)))
        .collect();
    let rows = all.iter().filter(|b| b.path.starts_with("src/log/table"));
    none(rows.flat_map(|b| {
        let named =
            b.paths().into_iter().filter(|(_, path)| path.split("::").next().is_some_and(|name| later.contains(name)));
        named.map(|(line, path)| format!("{}:{line}: {path}", b.path)).collect::<Vec<_>>()
    }));
    Ok(())
}
