//! What labels were found to be like, kept for when they come again: a form is weighed in several ways, and an
//! inrichting sends the same form many times. The labels themselves are not kept, only a number that stands for them,
//! because who writes a mail chooses what stands there.

use std::{
    collections::{BTreeMap, HashMap, hash_map::RandomState},
    hash::BuildHasher,
    sync::{Arc, Mutex, PoisonError},
};

use crate::intake::label::LabelTarget;

/// Labels that are kept; from there on it begins anew.
const MAX_KEPT: usize = 4096;

type Likes = Arc<BTreeMap<LabelTarget, f64>>;

/// The labels that were weighed.
#[derive(Debug, Default)]
pub struct LikenessMemo {
    keys: RandomState,
    kept: Mutex<HashMap<u64, Likes>>,
}

/// Another table weighs otherwise.
impl Clone for LikenessMemo {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl LikenessMemo {
    /// What this label is like; `weigh` says it the first time.
    pub fn of(&self, label: &str, weigh: impl FnOnce() -> BTreeMap<LabelTarget, f64>) -> Likes {
        let key = self.keys.hash_one(label);
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(likes) = kept().get(&key) {
            return Arc::clone(likes);
        }
        let likes = Arc::new(weigh());
        let mut kept = kept();
        if kept.len() >= MAX_KEPT {
            kept.clear();
        }
        kept.insert(key, Arc::clone(&likes));
        likes
    }
}
