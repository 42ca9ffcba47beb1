//! Whether a match would go on compiling with one more variant in an enum: whether its arms, without those that have a
//! condition, take every value in which that variant occurs.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    own::OwnEnums,
    pattern::{Kind, Pattern, Shape, shapes},
};

/// Whether these arms take everything, also where `grown` has one variant more than any of them names.
pub fn takes_more(arms: &[Pattern], grown: &str, own: &OwnEnums) -> bool {
    let rows: Vec<Row> = arms.iter().map(|arm| Row { named: BTreeMap::new(), rest: vec![arm.clone()] }).collect();
    covers(&rows, grown, own)
}

/// What is left of an arm to look at, and by their names the parts of the shape that was opened last.
#[derive(Clone)]
struct Row {
    named: BTreeMap<String, Pattern>,
    rest: Vec<Pattern>,
}

fn covers(rows: &[Row], grown: &str, own: &OwnEnums) -> bool {
    // The parts of what was opened become columns, the same for every arm.
    let names: BTreeSet<&String> = rows.iter().flat_map(|row| row.named.keys()).collect();
    let flat = |row: &Row| {
        let parts = names.iter().map(|name| row.named.get(*name).cloned().unwrap_or(Pattern::All));
        parts.chain(row.rest.iter().cloned()).collect::<Vec<_>>()
    };
    let mut rows: Vec<Vec<Pattern>> = rows.iter().map(flat).collect();
    loop {
        let Some(first) = rows.first() else { return false };
        if first.is_empty() {
            return true;
        }
        rows = rows.into_iter().flat_map(alternatives).collect();
        let opened = |row: &Vec<Pattern>| row.first().is_some_and(|one| matches!(one, Pattern::Shape(..)));
        if rows.iter().any(opened) {
            break;
        }
        for row in &mut rows {
            row.remove(0);
        }
    }
    let heads: BTreeSet<Shape> = rows.iter().filter_map(|row| shape(row)).collect();
    let whole = heads.iter().find(|head| head.kind != Kind::Value).map(|head| head.kind.clone());
    let complete = whole.filter(|kind| *kind != Kind::Own(grown.to_owned())).and_then(|kind| {
        let all = shapes(&kind, own)?;
        Some(all.iter().all(|name| heads.iter().any(|head| head.name == *name)))
    });
    let each = heads.iter().all(|head| {
        let of_head: Vec<Row> = rows.iter().filter_map(|row| open(row, Some(head))).collect();
        covers(&of_head, grown, own)
    });
    let others = || covers(&rows.iter().filter_map(|row| open(row, None)).collect::<Vec<_>>(), grown, own);
    each && (complete == Some(true) || others())
}

/// A row for each of the alternatives that it begins with.
fn alternatives(row: Vec<Pattern>) -> Vec<Vec<Pattern>> {
    match row.first() {
        Some(Pattern::Either(all)) => {
            let with = |one: &Pattern| std::iter::once(one.clone()).chain(row.iter().skip(1).cloned()).collect();
            all.iter().map(with).flat_map(alternatives).collect()
        }
        Some(Pattern::All | Pattern::Shape(..)) | None => vec![row],
    }
}

fn shape(row: &[Pattern]) -> Option<Shape> {
    match row.first()? {
        Pattern::Shape(shape, _) => Some(shape.clone()),
        Pattern::All | Pattern::Either(_) => None,
    }
}

/// What a row asks further of a value of this shape, or of one that no row names; nothing where it does not take it.
fn open(row: &[Pattern], head: Option<&Shape>) -> Option<Row> {
    let (first, rest) = row.split_first()?;
    let named = match first {
        Pattern::All => BTreeMap::new(),
        Pattern::Shape(shape, parts) => (Some(shape) == head).then(|| parts.iter().cloned().collect())?,
        Pattern::Either(_) => return None,
    };
    Some(Row { named, rest: rest.to_vec() })
}
