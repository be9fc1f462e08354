//! Who is listening now. Nothing here is kept: whoever is not there when something happens reads it later like
//! everybody else. Telling never waits: a listener whose queue is full is dropped and has to come back.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::mpsc;

use crate::domain::ids::{AccountId, MemberId, PostId, RowId};

/// How much may wait for one listener.
const QUEUE: usize = 256;
/// How many connections one member may hold open, and how many there may be at all.
const MOST_OF_ONE: usize = 50;
const MOST: usize = 20_000;
/// How many streams one connection may follow.
const MOST_TOPICS: usize = 100;

/// Where a public post was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// Anywhere.
    All,
    /// Here.
    Local,
    /// On another server.
    Remote,
}

/// What can be listened to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// An account's home and what it is told.
    User(AccountId),
    /// What an account is told.
    Notifications(AccountId),
    /// Posts that only those who are named may see, as far as this account is one of them or wrote them.
    Direct(AccountId),
    /// Posts of the people in a list. Only its owner may be let in.
    List(RowId),
    /// Everybody's public posts.
    Public {
        /// Written where.
        origin: Origin,
        /// With a file attached only.
        media: bool,
    },
    /// Public posts under a hashtag.
    Tag {
        /// In small letters, without `#`.
        tag: String,
        /// Written here only.
        local: bool,
    },
}

/// What a listener hears: ids, since each may see something else of the same row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// A post.
    Post(PostId),
    /// A post that came by a boost.
    Boost {
        /// The boost.
        boost: RowId,
        /// The post.
        post: PostId,
    },
    /// A new version of a post.
    Edit(PostId),
    /// A post that is gone.
    Deletion(PostId),
    /// A notification.
    Notification(RowId),
    /// What waited for their decision is among what they were told.
    Admitted,
    /// Their filters are others now.
    Filters,
    /// The house tells its members something, or says it differently.
    Notice(RowId),
    /// What the house told is taken down.
    NoticeGone(RowId),
    /// Members react to a notice with this sign in another number.
    NoticeReaction {
        /// The notice.
        notice: RowId,
        /// The sign.
        name: Arc<str>,
        /// So many members.
        count: i64,
    },
}

/// What arrives at a listener.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// News of one of its topics.
    News(Topic, News),
    /// Its token may be good for nothing any more.
    LookAgain,
}

struct Listener {
    member: MemberId,
    queue: mpsc::Sender<Heard>,
    topics: HashSet<Topic>,
}

#[derive(Default)]
struct Room {
    last: u64,
    is_closed: bool,
    listeners: HashMap<u64, Listener>,
    /// The listeners of each member: ten thousand others cost nobody anything who comes or signs out.
    members: HashMap<MemberId, HashSet<u64>>,
    topics: HashMap<Topic, HashSet<u64>>,
}

impl Room {
    fn leave(&mut self, id: u64) {
        let Some(listener) = self.listeners.remove(&id) else { return };
        if let Some(ids) = self.members.get_mut(&listener.member) {
            ids.remove(&id);
            if ids.is_empty() {
                self.members.remove(&listener.member);
            }
        }
        for topic in &listener.topics {
            self.unlink(topic, id);
        }
    }

    fn unlink(&mut self, topic: &Topic, id: u64) {
        if let Some(ids) = self.topics.get_mut(topic) {
            ids.remove(&id);
            if ids.is_empty() {
                self.topics.remove(topic);
            }
        }
    }

    fn tell(&mut self, id: u64, heard: Heard) {
        let is_told = self.listeners.get(&id).is_some_and(|l| l.queue.try_send(heard).is_ok());
        if !is_told {
            self.leave(id);
        }
    }
}

/// Everybody who is listening to this process.
#[derive(Default)]
pub struct Live(Mutex<Room>);

/// Why nobody more can listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there are too many connections")]
pub struct Full;

impl Live {
    fn room(&self) -> MutexGuard<'_, Room> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins to listen for a member; to nothing yet.
    pub fn listen(self: &Arc<Self>, member: MemberId) -> Result<Listening, Full> {
        let mut room = self.room();
        let own = room.members.get(&member).map_or(0, HashSet::len);
        if room.is_closed || own >= MOST_OF_ONE || room.listeners.len() >= MOST {
            return Err(Full);
        }
        room.last += 1;
        let (queue, heard) = mpsc::channel(QUEUE);
        let id = room.last;
        room.listeners.insert(id, Listener { member, queue, topics: HashSet::new() });
        room.members.entry(member).or_default().insert(id);
        Ok(Listening { id, heard, live: self.clone() })
    }

    /// Tells whoever listens to one of these topics.
    pub fn announce(&self, topics: &[Topic], news: News) {
        let mut room = self.room();
        for topic in topics {
            let ids: Vec<u64> = room.topics.get(topic).into_iter().flatten().copied().collect();
            for id in ids {
                room.tell(id, Heard::News(topic.clone(), news.clone()));
            }
        }
    }

    /// Every connection of a member looks anew whether its token is still good.
    pub fn look_again(&self, member: MemberId) {
        let mut room = self.room();
        let ids: Vec<u64> = room.members.get(&member).into_iter().flatten().copied().collect();
        for id in ids {
            room.tell(id, Heard::LookAgain);
        }
    }

    /// The same for everybody's.
    pub fn all_look_again(&self) {
        let mut room = self.room();
        let ids: Vec<u64> = room.listeners.keys().copied().collect();
        for id in ids {
            room.tell(id, Heard::LookAgain);
        }
    }

    /// Accounts whose home somebody is listening to.
    pub fn homes(&self) -> Vec<AccountId> {
        let of_home = |topic: &Topic| if let Topic::User(account) = topic { Some(*account) } else { None };
        self.room().topics.keys().filter_map(of_home).collect()
    }

    /// Lists that somebody is listening to.
    pub fn lists(&self) -> Vec<RowId> {
        let of_list = |topic: &Topic| if let Topic::List(list) = topic { Some(*list) } else { None };
        self.room().topics.keys().filter_map(of_list).collect()
    }

    /// Hashtags that somebody is listening to.
    pub fn tags(&self) -> Vec<Topic> {
        self.room().topics.keys().filter(|topic| matches!(topic, Topic::Tag { .. })).cloned().collect()
    }

    /// Whether nobody listens.
    pub fn is_empty(&self) -> bool {
        self.room().listeners.is_empty()
    }

    /// Ends every connection, and lets nobody in any more: the server stops.
    pub fn close(&self) {
        *self.room() = Room { is_closed: true, ..Room::default() };
    }
}

/// Somebody who is listening. Dropped, it listens no longer.
pub struct Listening {
    id: u64,
    heard: mpsc::Receiver<Heard>,
    live: Arc<Live>,
}

impl Listening {
    /// Listens to this topic as well; false when they are too many.
    pub fn subscribe(&self, topic: Topic) -> bool {
        let mut room = self.live.room();
        let Some(listener) = room.listeners.get_mut(&self.id) else { return false };
        if listener.topics.len() >= MOST_TOPICS && !listener.topics.contains(&topic) {
            return false;
        }
        listener.topics.insert(topic.clone());
        room.topics.entry(topic).or_default().insert(self.id);
        true
    }

    /// Listens to this topic no longer.
    pub fn unsubscribe(&self, topic: &Topic) {
        let mut room = self.live.room();
        if let Some(listener) = room.listeners.get_mut(&self.id) {
            listener.topics.remove(topic);
        }
        room.unlink(topic, self.id);
    }

    /// What is heard next; `None` when it was dropped or the server stops, after what was heard before.
    pub async fn next(&mut self) -> Option<Heard> {
        self.heard.recv().await
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.live.room().leave(self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANN: Topic = Topic::User(AccountId(1));
    const NEWS: News = News::Post(PostId(7));

    #[tokio::test]
    async fn each_hears_what_they_listen_to_and_nothing_else() {
        let live = Arc::new(Live::default());
        let mut ann = live.listen(MemberId(1)).expect("there is room");
        let mut ben = live.listen(MemberId(2)).expect("there is room");
        assert!(ann.subscribe(ANN) && ben.subscribe(Topic::User(AccountId(2))));
        assert_eq!(live.homes().len(), 2);
        live.announce(&[ANN], NEWS);
        live.look_again(MemberId(2));
        assert_eq!(ann.next().await, Some(Heard::News(ANN, NEWS)));
        assert_eq!(ben.next().await, Some(Heard::LookAgain), "and not what ann heard");
        ann.unsubscribe(&ANN);
        live.announce(&[ANN], NEWS);
        assert_eq!(live.homes(), [AccountId(2)]);
        drop(ben);
        assert!(live.homes().is_empty() && !live.is_empty());
        live.close();
        assert_eq!(ann.next().await, None, "nothing was heard since, and the room is closed");
        assert!(live.listen(MemberId(1)).is_err());
    }

    #[tokio::test]
    async fn a_slow_listener_is_dropped_and_the_others_go_on() {
        let live = Arc::new(Live::default());
        let mut slow = live.listen(MemberId(1)).expect("there is room");
        let mut quick = live.listen(MemberId(2)).expect("there is room");
        assert!(slow.subscribe(ANN) && quick.subscribe(ANN));
        for _ in 0..=QUEUE {
            live.announce(&[ANN], NEWS);
            assert!(quick.next().await.is_some());
        }
        for _ in 0..QUEUE {
            assert!(slow.next().await.is_some());
        }
        assert_eq!(slow.next().await, None, "what did not fit ended it");
        assert!(!slow.subscribe(ANN), "it is no listener any more");
        live.announce(&[ANN], NEWS);
        assert!(quick.next().await.is_some());
    }

    #[test]
    fn nobody_listens_without_end() {
        let live = Arc::new(Live::default());
        let many: Vec<Listening> =
            (0..MOST_OF_ONE).map(|_| live.listen(MemberId(1)).expect("there is room")).collect();
        assert_eq!(live.listen(MemberId(1)).err(), Some(Full));
        assert!(live.listen(MemberId(2)).is_ok(), "one member takes no room from another");
        let tag = |n: usize| Topic::Tag { tag: n.to_string(), local: false };
        assert!((0..MOST_TOPICS).all(|n| many[0].subscribe(tag(n))));
        assert!(!many[0].subscribe(tag(MOST_TOPICS)) && many[0].subscribe(tag(0)));
    }
}
