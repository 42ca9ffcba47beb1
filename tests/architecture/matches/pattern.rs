//! A pattern as the tests read it: what it takes apart, and where it takes all that is left. Of the texts in the code only
//! blanks are left, so that a text is a value like any other.

use super::own::OwnEnums;

/// A pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// Everything that there is, under a name or under none.
    All,
    /// One shape, with the patterns of its parts by their names.
    Shape(Shape, Vec<(String, Pattern)>),
    /// One of these.
    Either(Vec<Pattern>),
}

/// What kind of thing has this shape, and which of its shapes this is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shape {
    /// The kind.
    pub kind: Kind,
    /// Its name among those of the kind.
    pub name: String,
}

/// What has shapes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An enum of this crate, by its name.
    Own(String),
    /// An enum of a library, by its name.
    Foreign(String),
    /// A pair or a struct: one shape.
    Whole,
    /// A list, by its length.
    List,
    /// Numbers and texts: without end.
    Value,
}

/// Up to this length lists are told apart.
const LONGEST: usize = 8;

impl Pattern {
    /// Reads a pattern without its guard; `of_self` is what `Self` means where it stands.
    pub fn read(text: &str, own: &OwnEnums, of_self: &str) -> Self {
        let mut parts: Vec<&str> = split(text, '|');
        if parts.len() > 1 {
            parts.retain(|part| !part.is_empty());
            return Self::Either(parts.into_iter().map(|part| Self::read(part, own, of_self)).collect());
        }
        let mut one = text.trim();
        for before in ["&mut ", "&", "ref ", "mut "] {
            one = one.strip_prefix(before).map_or(one, str::trim);
        }
        if let [_, bound] = split(one, '@')[..] {
            return Self::read(bound, own, of_self);
        }
        if let Some(inner) = within(one, '(', ')') {
            let parts = items(inner);
            if let ([only], false) = (&parts[..], inner.trim_end().ends_with(',')) {
                return Self::read(only, own, of_self);
            }
            return Self::Shape(Shape::whole("()"), numbered(&parts, own, of_self));
        }
        if let Some(inner) = within(one, '[', ']') {
            return list(&items(inner), own, of_self);
        }
        // A byte or its text: the letter is left, and the blanks of what it stood before.
        let is_text = |word: &str| text.split_once(word).is_some_and(|(_, after)| after.starts_with("  "));
        match one {
            "true" | "false" => return Self::Shape(Shape::foreign("bool", one), Vec::new()),
            "b" | "r" | "br" if is_text(one) => return Self::value(one),
            _ if one.contains("..") && !one.contains(['(', '{']) => return Self::value(one),
            _ => {}
        }
        let is_name = one.starts_with(|c: char| c == '_' || c.is_lowercase());
        if is_name && one.chars().all(|c| c.is_alphanumeric() || c == '_') {
            return Self::All;
        }
        Self::read_path(one, own, of_self)
    }

    fn value(text: &str) -> Self {
        Self::Shape(Shape { kind: Kind::Value, name: text.to_owned() }, Vec::new())
    }

    /// A name with what it holds.
    fn read_path(one: &str, own: &OwnEnums, of_self: &str) -> Self {
        let end = one.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(one.len());
        let (path, rest) = (&one[..end], one[end..].trim());
        let parts = match (within(rest, '(', ')'), within(rest, '{', '}')) {
            (Some(inner), _) => numbered(&items(inner), own, of_self),
            (None, Some(inner)) => named(&items(inner), own, of_self),
            (None, None) => Vec::new(),
        };
        let (before, name) = path.rsplit_once("::").unwrap_or(("", path));
        let of = before.rsplit("::").next().unwrap_or_default();
        let of = if of == "Self" { of_self } else { of };
        let is_constant = name.len() > 1 && !name.chars().any(char::is_lowercase);
        let shape = match (of, name) {
            _ if own.has(of) && (!is_constant || own.variants(of).is_some_and(|all| all.contains(name))) => {
                Shape { kind: Kind::Own(of.to_owned()), name: name.to_owned() }
            }
            (_, "Some" | "None") => Shape::foreign("Option", name),
            (_, "Ok" | "Err") => Shape::foreign("Result", name),
            _ if is_constant || name.is_empty() || !name.starts_with(char::is_uppercase) => return Self::value(one),
            ("", _) => match own.imported(name) {
                Some(of) => Shape { kind: Kind::Own(of.to_owned()), name: name.to_owned() },
                None => Shape::whole(name),
            },
            (of, _) if of.starts_with(char::is_uppercase) => Shape::foreign(of, name),
            _ => Shape::whole(name),
        };
        Self::Shape(shape, parts)
    }

    /// The own enums of which it names a variant, at whatever depth.
    pub fn own_enums(&self) -> Vec<&str> {
        match self {
            Self::All => Vec::new(),
            Self::Either(all) => all.iter().flat_map(Self::own_enums).collect(),
            Self::Shape(shape, parts) => {
                let own = match &shape.kind {
                    Kind::Own(name) => Some(name.as_str()),
                    Kind::Foreign(_) | Kind::Whole | Kind::List | Kind::Value => None,
                };
                own.into_iter().chain(parts.iter().flat_map(|(_, part)| part.own_enums())).collect()
            }
        }
    }
}

impl Shape {
    fn whole(name: &str) -> Self {
        Self { kind: Kind::Whole, name: name.to_owned() }
    }

    fn foreign(of: &str, name: &str) -> Self {
        Self { kind: Kind::Foreign(of.to_owned()), name: name.to_owned() }
    }
}

/// What stands between these brackets, where they are all there is.
fn within(text: &str, open: char, close: char) -> Option<&str> {
    text.strip_prefix(open)?.strip_suffix(close)
}

/// Cut at this sign, not inside brackets.
fn split(text: &str, sign: char) -> Vec<&str> {
    let (mut out, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (i, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            c if c == sign && depth == 0 => {
                out.push(&text[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    out.push(&text[start..]);
    out
}

/// The parts between commas; behind the last comma only what is more than the end of a line.
fn items(text: &str) -> Vec<&str> {
    let mut parts = split(text, ',');
    if parts.last().is_some_and(|last| last.trim().is_empty() && (last.len() < 2 || last.contains('\n'))) {
        parts.pop();
    }
    parts
}

/// Parts by their places, from the front and, behind what was left out, from the back.
fn numbered(parts: &[&str], own: &OwnEnums, of_self: &str) -> Vec<(String, Pattern)> {
    let gap = parts.iter().position(|part| part.trim() == "..").unwrap_or(parts.len());
    let place = |i: usize| if i < gap { i.to_string() } else { format!("-{}", parts.len() - i) };
    let all = parts.iter().enumerate().filter(|(i, _)| *i != gap);
    all.map(|(i, part)| (place(i), Pattern::read(part, own, of_self))).collect()
}

fn named(parts: &[&str], own: &OwnEnums, of_self: &str) -> Vec<(String, Pattern)> {
    let all = parts.iter().filter(|part| part.trim() != "..");
    all.map(|part| match split(part, ':')[..] {
        [name, _, ..] => {
            let after = part.split_once(':').map_or("", |(_, after)| after);
            (name.trim().to_owned(), Pattern::read(after, own, of_self))
        }
        _ => (part.trim().to_owned(), Pattern::All),
    })
    .collect()
}

/// A list of a length, or of every length from one on.
fn list(parts: &[&str], own: &OwnEnums, of_self: &str) -> Pattern {
    let is_gap = |part: &&str| part.trim() == ".." || part.trim().ends_with("@ ..");
    let of_length = |name: String, parts: Vec<Pattern>| {
        let parts = parts.into_iter().enumerate().map(|(i, part)| (i.to_string(), part)).collect();
        Pattern::Shape(Shape { kind: Kind::List, name }, parts)
    };
    let read = |parts: &[&str]| parts.iter().map(|part| Pattern::read(part, own, of_self)).collect::<Vec<_>>();
    let Some(gap) = parts.iter().position(is_gap) else {
        return of_length(parts.len().to_string(), read(parts));
    };
    let (front, back) = (read(&parts[..gap]), read(&parts[gap + 1..]));
    let known = front.len() + back.len();
    let mut all: Vec<Pattern> = (known..=LONGEST)
        .map(|length| {
            let between = std::iter::repeat_n(Pattern::All, length - known);
            of_length(length.to_string(), front.iter().cloned().chain(between).chain(back.clone()).collect())
        })
        .collect();
    all.push(of_length("more".to_owned(), front));
    Pattern::Either(all)
}

/// The shapes of a kind, where all are known.
pub fn shapes(kind: &Kind, own: &OwnEnums) -> Option<Vec<String>> {
    let names = |all: &[&str]| Some(all.iter().map(|name| (*name).to_owned()).collect());
    match kind {
        Kind::Own(name) => own.variants(name).map(|all| all.iter().cloned().collect()),
        Kind::Foreign(name) => match name.as_str() {
            "Option" => names(&["Some", "None"]),
            "Result" => names(&["Ok", "Err"]),
            "bool" => names(&["true", "false"]),
            "Ordering" => names(&["Less", "Equal", "Greater"]),
            "ControlFlow" => names(&["Break", "Continue"]),
            "Entry" => names(&["Occupied", "Vacant"]),
            _ => None,
        },
        Kind::Whole => Some(Vec::new()),
        Kind::List => Some((0..=LONGEST).map(|length| length.to_string()).chain(["more".to_owned()]).collect()),
        Kind::Value => None,
    }
}
