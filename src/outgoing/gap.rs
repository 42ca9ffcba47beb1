//! A missing value inside a template: it prints the visible gap, so that no template can turn what
//! the desk does not know into nothing.

use std::{fmt, sync::Arc};

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};

use crate::judge::gaps::marker;

/// A missing value inside a template: prints the mark, counts as false, and gives itself again as
/// its only item and for each of its fields, so that loops and look-ups show it too.
#[derive(Debug)]
pub(super) struct GapValue {
    name: String,
}

impl GapValue {
    pub(super) fn value(name: &str) -> Value {
        Value::from_object(Self { name: name.to_owned() })
    }
}

impl Object for GapValue {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, _key: &Value) -> Option<Value> {
        Some(Value::from_dyn_object(Arc::clone(self)))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(1)
    }

    fn is_true(self: &Arc<Self>) -> bool {
        false
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&marker(&self.name))
    }
}
