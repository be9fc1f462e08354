//! The order in which a thread is read: every answer stands below what it answers, older ones first.

use std::collections::{HashMap, HashSet};

/// Puts what stands below `start` in the order of reading. Each item is a post and what it answers. One whose parent
/// is not among them stands where an answer to `start` would; every post comes once, whatever ring they form.
pub fn in_order(start: i64, found: &[(i64, Option<i64>)]) -> Vec<i64> {
    let known: HashSet<i64> = found.iter().map(|(id, _)| *id).collect();
    let mut answers: HashMap<i64, Vec<i64>> = HashMap::new();
    for (id, parent) in found {
        let above = parent.filter(|p| known.contains(p)).unwrap_or(start);
        answers.entry(above).or_default().push(*id);
    }
    for below in answers.values_mut() {
        // Taken from the end, so that the oldest comes first.
        below.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
    }
    let mut order = Vec::with_capacity(found.len());
    let mut seen = HashSet::from([start]);
    let mut next = answers.remove(&start).unwrap_or_default();
    while let Some(id) = next.pop() {
        if seen.insert(id) {
            order.push(id);
            next.extend(answers.remove(&id).unwrap_or_default());
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn every_answer_stands_below_what_it_answers() {
        let tree = [(9, Some(3)), (2, Some(1)), (3, Some(1)), (4, Some(2)), (5, Some(3)), (6, Some(4))];
        assert_eq!(in_order(1, &tree), [2, 4, 6, 3, 5, 9]);
    }

    #[test]
    fn a_gap_or_a_ring_loses_and_repeats_nothing() {
        assert_eq!(in_order(1, &[(4, Some(3)), (2, Some(1))]), [2, 4], "its parent may not be seen");
        assert_eq!(in_order(1, &[(2, Some(1)), (1, Some(2))]), [2], "the start answers its own answer");
        assert_eq!(in_order(1, &[]), [0; 0]);
    }
}
