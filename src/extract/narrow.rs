//! A record with the mentions of some labels only.

use crate::record::{Label, Record};

/// Where an entry of a list stands once others are left out.
type Moved = Vec<Option<u32>>;

impl Record {
    /// Leaves out mentions of other labels, and the entities that nothing names then. Quotes and roles stay as they are, without
    /// pointing at what has gone.
    pub(super) fn narrow(&mut self, labels: &[Label]) {
        let mentions = retain(&mut self.mentions, |mention| labels.contains(&mention.label));
        for entity in &mut self.entities {
            entity.mentions = (entity.mentions.iter())
                .filter_map(|&mention| mentions[mention as usize])
                .collect();
        }
        let entities = retain(&mut self.entities, |entity| !entity.mentions.is_empty());
        let moved = |entity: &mut Option<u32>| *entity = entity.and_then(|entity| entities[entity as usize]);
        self.mentions
            .iter_mut()
            .for_each(|mention| moved(&mut mention.entity));
        self.quotes
            .iter_mut()
            .for_each(|quote| moved(&mut quote.speaker_entity));
        for role in &mut self.roles {
            moved(&mut role.entity);
            moved(&mut role.organization);
        }
        self.nominals.retain_mut(|nominal| {
            let new = entities[nominal.entity as usize];
            nominal.entity = new.unwrap_or_default();
            new.is_some()
        });
    }
}

/// Keeps what is wanted, and tells where each of the old entries is now.
fn retain<T>(list: &mut Vec<T>, is_wanted: impl Fn(&T) -> bool) -> Moved {
    let mut moved = Moved::with_capacity(list.len());
    let mut left = 0;
    list.retain(|entry| {
        let wanted = is_wanted(entry);
        moved.push(wanted.then_some(left));
        left += u32::from(wanted);
        wanted
    });
    moved
}
