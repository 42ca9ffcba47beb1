//! The shape of a row of the table, apart from the rows, and how one column of all of them is handed out.

/// The one place that knows the shape of a row: it takes the rows apart in their columns. A row is
///
/// ```text
/// Kind = "name_in_the_log" version, Zaak(zaak) Melding(melding) { field "name_in_the_log": Type, … }
/// decides (fields it looks at) { Option<DecisionMark> }
/// says (fields it names) shown { String }
/// named Leads (fields it names) books { String }
/// touches (fields it looks at) { (Place, Vec<Place>) }
/// undone (fields it looks at) before { Reversed }
/// moves ZaakOpens
/// lives Begins
/// brings (fields) { Option<Brought> }
/// types (fields) { Option<OwnText> }
/// leaves (fields) { Option<Leaving> }
/// versions (fields) { Option<(DraftKind, VersionChange)> }
/// purges Zaak(case) { … };
/// ```
///
/// `Zaak(…)`, `Melding(…)`, the name of a field, `decides` and what stands behind `undone` stand where they differ from nothing;
/// so does `Leads`, which says whether the kind names an act that more came along with ([`Lead`](super::deed_name::Lead)).
/// A sentence reads confidential texts through `shown`, which also knows what the book of the case calls things; a name
/// asks `books` for that. What takes a fact back is found in `before`, the desk as it
/// was. `moves` says what comes to stand open at the desk or stands open no more ([`DeskMove`](super::desk_move::DeskMove)),
/// `lives` that what it is about begins or ends with it, `brings` what came in, `types` which text of the officer
/// stands elsewhere than in the entry, `leaves` what it says of what went out of the desk, and `versions` what becomes of a
/// message by it: whoever asks that asks these, and knows no kind. A purge empties what the kind left in `case`, or in a report. What a row needs that no other row has, it calls
/// by its path from `crate`. A kind whose form changes gets the next version and a row in
/// [`upcast`](super::upcast) that lifts the old one.
macro_rules! hand_out {
    (
        $callback:ident $column:ident $first:tt
        $(
            $(#[$doc:meta])*
            $kind:ident = $name:literal $version:literal,
            $(Zaak($zaak:ident))? $(Melding($melding:ident))?
            { $($fields:tt)* }
            $(decides $weighed:tt $mark:block)?
            says ($($told:tt)*) $($shown:ident)? $sentence:block
            named $($lead:ident)? ($($called:tt)*) $($books:ident)? $title:block
            touches $looked_at:tt $places:block
            undone ($($back:tt)*) $($before:ident)? $facts:block
            $(moves $moved:ident)?
            $(lives $life:ident)?
            $(brings $brought:tt $arrival:block)?
            $(types $typed:tt $own:block)?
            $(leaves $left:tt $leaving:block)?
            $(versions $changed:tt $change:block)?
            $(purges $whose:ident($held:ident) $texts:block)?;
        )*
    ) => {
        $crate::log::row_shape::column! {
            $callback $column $first
            [form $($(#[$doc])* $kind = $name $version, $(Zaak($zaak))? $(Melding($melding))? { $($fields)* };)*]
            [about $($kind [$($zaak)?] [$($melding)?];)*]
            [decides $($kind $($weighed $mark)?;)*]
            [says $($kind ($($told)*) $($shown)? $sentence;)*]
            [named $($kind $($lead)? ($($called)*) $($books)? $title;)*]
            [touches $($kind $looked_at $places;)*]
            [undone $($kind ($($back)*) $($before)? $facts;)*]
            [moves $($name $($moved)?;)*]
            [lives $($kind $name $($life)?;)*]
            [brings $($kind $($brought $arrival)?;)*]
            [types $($kind $($typed $own)?;)*]
            [leaves $($kind $($left $leaving)?;)*]
            [versions $($kind $($changed $change)?;)*]
            [purges $($($whose($held) $texts;)?)*]
        }
    };
}
pub(crate) use hand_out;

/// Gives a macro the column that it asked for.
macro_rules! column {
    ($callback:ident form [$($first:tt)*] [form $($rows:tt)*] $($rest:tt)*) => {
        $callback! { $($first)* $($rows)* }
    };
    ($callback:ident about [$($first:tt)*] [about $($rows:tt)*] $($rest:tt)*) => {
        $callback! { $($first)* $($rows)* }
    };
    ($callback:ident decides [$($first:tt)*] [decides $($rows:tt)*] $($rest:tt)*) => {
        $callback! { $($first)* $($rows)* }
    };
    ($callback:ident says [$($first:tt)*] [says $($rows:tt)*] $($rest:tt)*) => {
        $callback! { $($first)* $($rows)* }
    };
    ($callback:ident named [$($first:tt)*] [named $($rows:tt)*] $($rest:tt)*) => {
        $callback! { $($first)* $($rows)* }
    };
    ($callback:ident touches [$($first:tt)*] [touches $($rows:tt)*] $($rest:tt)*) => {
        $callback! { $($first)* $($rows)* }
    };
    ($callback:ident undone [$($first:tt)*] [undone $($rows:tt)*] $($rest:tt)*) => {
        $callback! { $($first)* $($rows)* }
    };
    ($callback:ident moves [$($first:tt)*] [moves $($rows:tt)*] $($rest:tt)*) => {
        $callback! { $($first)* $($rows)* }
    };
    ($callback:ident lives [$($first:tt)*] [lives $($rows:tt)*] $($rest:tt)*) => {
        $callback! { $($first)* $($rows)* }
    };
    ($callback:ident brings [$($first:tt)*] [brings $($rows:tt)*] $($rest:tt)*) => {
        $callback! { $($first)* $($rows)* }
    };
    ($callback:ident types [$($first:tt)*] [types $($rows:tt)*] $($rest:tt)*) => {
        $callback! { $($first)* $($rows)* }
    };
    ($callback:ident leaves [$($first:tt)*] [leaves $($rows:tt)*] $($rest:tt)*) => {
        $callback! { $($first)* $($rows)* }
    };
    ($callback:ident versions [$($first:tt)*] [versions $($rows:tt)*] $($rest:tt)*) => {
        $callback! { $($first)* $($rows)* }
    };
    ($callback:ident purges [$($first:tt)*] [purges $($rows:tt)*] $($rest:tt)*) => {
        $callback! { $($first)* $($rows)* }
    };
    ($callback:ident $column:ident $first:tt [$other:ident $($rows:tt)*] $($rest:tt)*) => {
        $crate::log::row_shape::column! { $callback $column $first $($rest)* }
    };
}
pub(crate) use column;
