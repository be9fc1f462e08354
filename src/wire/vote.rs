//! A vote of ours in somebody else's poll: a Note that has a name and no content, for nobody but who asked (FEP-9967).

use serde_json::{Value, json};

use super::context;

/// A vote for one option, with the activity that carries it.
#[derive(Clone, Copy, Debug)]
pub struct VoteOut<'a> {
    /// The id of the activity.
    pub activity: &'a str,
    /// The id of the vote.
    pub id: &'a str,
    /// Who votes.
    pub voter: &'a str,
    /// Who asked.
    pub author: &'a str,
    /// The question.
    pub question: &'a str,
    /// The words of the option, to the letter.
    pub option: &'a str,
}

/// The whole activity. There is no content, and no addressee but the author of the question.
pub fn create(vote: &VoteOut<'_>) -> Value {
    json!({
        "@context": context::plain(),
        "id": vote.activity,
        "type": "Create",
        "actor": vote.voter,
        "to": [vote.author],
        "object": {
            "id": vote.id,
            "type": "Note",
            "attributedTo": vote.voter,
            "to": [vote.author],
            "inReplyTo": vote.question,
            "name": vote.option,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Act, incoming};

    #[test]
    fn our_vote_is_read_as_a_vote_and_names_nobody_else() {
        let written = create(&VoteOut {
            activity: "https://us.test/activities/1",
            id: "https://us.test/actors/ann#votes/1",
            voter: "https://us.test/actors/ann",
            author: "https://b.test/u/bob",
            question: "https://b.test/q/1",
            option: "Saturday <3",
        });
        assert!(!written.to_string().contains("\"cc\"") && !written.to_string().contains("\"content\""));
        let Ok(Act::Create { posts }) = incoming::read(&written).map(|read| read.act) else {
            panic!("it is a Create")
        };
        assert_eq!(posts[0].vote.as_deref(), Some("Saturday <3"));
        assert_eq!(
            (posts[0].to.as_slice(), posts[0].cc.len()),
            (&["https://b.test/u/bob".to_owned()][..], 0)
        );
    }
}
