//! One connection that listens: who it is for, what it follows, and what it is sent. The token is looked at again before
//! everything that is sent, so that nothing goes out after it was revoked.

use std::collections::HashMap;
use std::time::Duration;

use axum::extract::FromRequestParts as _;
use http::{HeaderMap, Request};
use tokio::time::Interval;

use crate::domain::filter::Context as Place;
use crate::domain::ids::{PostId, RowId};
use crate::http::Doors;
use crate::live::{Heard, Listening, News, Topic};
use crate::service::{self, lists, streams, told};

use super::auth::{Member, Reader};
use super::error::Problem;
use super::shelf::Shelf;
use super::stream_names::Asked;
use super::table::Needs;
use super::{conversations, notices, notifications};

/// An event as it is sent.
#[derive(Debug)]
pub struct Event {
    /// Name of the stream, and its hashtag.
    pub stream: Vec<String>,
    /// What has happened.
    pub name: &'static str,
    /// JSON of the entity, or the bare id of what is gone; `None` where nothing is to be said but that it happened.
    pub payload: Option<String>,
}

/// What wakes a connection. Waiting for it can be given up without losing anything.
#[derive(Debug)]
pub enum Signal {
    /// Something was heard; `None` when it was too slow, or the server stops.
    Heard(Option<Heard>),
    /// It is time for a sign of life.
    Beat,
}

/// What is to be done about a signal.
#[derive(Debug)]
pub enum Step {
    /// This is sent.
    Send(Event),
    /// A sign of life is sent.
    Beat,
    /// Nothing.
    Wait,
    /// The connection ends.
    End,
}

/// A connection.
pub struct Session {
    doors: Doors,
    shelf: Shelf,
    /// The token, as `Authorization`.
    headers: HeaderMap,
    reader: Reader,
    listening: Listening,
    labels: HashMap<Topic, Vec<String>>,
    beat: Interval,
}

impl Session {
    /// Begins to listen, to nothing yet, for whoever holds the token.
    pub async fn open(
        doors: Doors,
        shelf: Shelf,
        headers: HeaderMap,
        beat: Duration,
    ) -> Result<Self, Problem> {
        let reader = match may(&doors, &headers, "read:statuses").await {
            Err(e) if e == Problem::out_of_scope() => may(&doors, &headers, "read:notifications").await?,
            other => other?,
        };
        let app = doors.federation.to_request_data();
        let listening = app
            .live
            .listen(reader.member)
            .map_err(|_| Problem::too_many("Too many connections or streams"))?;
        let mut beat = tokio::time::interval(app.config.scaled(beat).max(Duration::from_millis(1)));
        beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        // The first tick is at once.
        beat.tick().await;
        Ok(Self { doors, shelf, headers, reader, listening, labels: HashMap::new(), beat })
    }

    /// Follows a stream.
    pub async fn subscribe(&mut self, asked: &Asked<'_>) -> Result<(), Problem> {
        let topic = asked.topic(self.reader.account)?;
        may(&self.doors, &self.headers, asked.scope()).await?;
        if let Topic::List(id) = topic {
            let cx = self.doors.federation.to_request_data();
            // A list of somebody else is answered like one that is not there.
            lists::find(&cx, self.reader.account, id).await?;
        }
        if !self.listening.subscribe(topic.clone()) {
            return Err(Problem::too_many("Too many connections or streams"));
        }
        self.labels.insert(topic, asked.label());
        Ok(())
    }

    /// Follows a stream no longer.
    pub fn unsubscribe(&mut self, asked: &Asked<'_>) -> Result<(), Problem> {
        let topic = asked.topic(self.reader.account)?;
        self.listening.unsubscribe(&topic);
        self.labels.remove(&topic);
        Ok(())
    }

    /// Waits until there is something to do.
    pub async fn signal(&mut self) -> Signal {
        tokio::select! {
            heard = self.listening.next() => Signal::Heard(heard),
            _ = self.beat.tick() => Signal::Beat,
        }
    }

    /// What is to be done about it.
    pub async fn step(&self, signal: Signal) -> Step {
        match signal {
            Signal::Heard(None) => Step::End,
            Signal::Heard(Some(Heard::LookAgain)) => {
                if self.is_good().await {
                    Step::Wait
                } else {
                    Step::End
                }
            }
            Signal::Beat => {
                if self.is_good().await {
                    Step::Beat
                } else {
                    Step::End
                }
            }
            // Beside the connection and not in it: ten thousand that only wait must not each keep room for an answer.
            Signal::Heard(Some(Heard::News(topic, news))) => Box::pin(self.tell(&topic, news)).await,
        }
    }

    async fn is_good(&self) -> bool {
        let answer = Box::pin(may(&self.doors, &self.headers, "read:statuses")).await;
        answer.is_ok() || answer.is_err_and(|e| e == Problem::out_of_scope())
    }

    async fn tell(&self, topic: &Topic, news: News) -> Step {
        let Some(stream) = self.labels.get(topic) else { return Step::Wait };
        let name = name_of(topic, &news);
        let is_told = matches!(news, News::Notification(_) | News::Admitted);
        let scope = if is_told { "read:notifications" } else { "read:statuses" };
        match may(&self.doors, &self.headers, scope).await {
            Ok(_) => {}
            Err(e) if e == Problem::out_of_scope() => return Step::Wait,
            Err(_) => return Step::End,
        }
        let send = |payload| Step::Send(Event { stream: stream.clone(), name, payload });
        let payload = match news {
            News::Filters => return send(None),
            // The word that Mastodon sends; apps look at the name alone.
            News::Admitted => Ok(Some("1".to_owned())),
            News::Deletion(post) => Ok(Some(post.to_string())),
            News::Post(post) if matches!(topic, Topic::Direct(_)) => self.conversation(post).await,
            News::Post(post) | News::Edit(post) => self.status(topic, post, None).await,
            News::Boost { boost, post } => self.status(topic, post, Some(boost)).await,
            News::Notification(id) => self.notification(id).await,
            News::NoticeGone(notice) => Ok(Some(notice.to_string())),
            News::Notice(id) => {
                let cx = self.doors.federation.to_request_data();
                notices::told(&cx, self.reader.member, id).await
            }
            News::NoticeReaction { notice, name, count } => {
                Ok(Some(notices::told_reaction(notice, &name, count)))
            }
        };
        match payload {
            Ok(Some(payload)) => send(Some(payload)),
            // Gone again, or not for this listener.
            Ok(None) => Step::Wait,
            Err(e) => {
                tracing::debug!(error = ?e, "a listener could not be told");
                Step::Wait
            }
        }
    }

    async fn status(
        &self,
        topic: &Topic,
        post: PostId,
        boost: Option<RowId>,
    ) -> Result<Option<String>, Problem> {
        let cx = self.doors.federation.to_request_data();
        let Some(line) = streams::line(&cx, self.reader.account, post, boost).await? else {
            return Ok(None);
        };
        match self.shelf.status(&cx, &line, place_of(topic)).await {
            Ok(status) => Ok(Some(status)),
            Err(service::Error::NotFound) => Ok(None),
            Err(e) => Err(e.into()),
        }
    }

    /// The conversation that a direct post has come into, as this listener sees it.
    async fn conversation(&self, post: PostId) -> Result<Option<String>, Problem> {
        let cx = self.doors.federation.to_request_data();
        let reader = self.reader.account;
        if streams::line(&cx, reader, post, None).await?.is_none() {
            return Ok(None);
        }
        match service::conversations::of_post(&cx, reader, post).await {
            Ok(found) => conversations::entity(&cx, &self.shelf, reader, found).await,
            Err(service::Error::NotFound) => Ok(None),
            Err(e) => Err(e.into()),
        }
    }

    async fn notification(&self, id: RowId) -> Result<Option<String>, Problem> {
        let cx = self.doors.federation.to_request_data();
        match told::find(&cx, self.reader.account, id).await {
            Ok(record) => notifications::entity(&cx, &self.shelf, self.reader.account, record).await,
            Err(service::Error::NotFound) => Ok(None),
            Err(e) => Err(e.into()),
        }
    }
}

/// Which filters of the reader hold in a stream; of conversations all do, as where they are read.
fn place_of(topic: &Topic) -> Option<Place> {
    match topic {
        Topic::User(_) | Topic::List(_) => Some(Place::Home),
        Topic::Public { .. } | Topic::Tag { .. } => Some(Place::Public),
        Topic::Notifications(_) => Some(Place::Notifications),
        Topic::Direct(_) => None,
    }
}

fn name_of(topic: &Topic, news: &News) -> &'static str {
    match news {
        News::Post(_) if matches!(topic, Topic::Direct(_)) => "conversation",
        News::Filters => "filters_changed",
        News::Admitted => "notifications_merged",
        News::Post(_) | News::Boost { .. } => "update",
        News::Edit(_) => "status.update",
        News::Deletion(_) => "delete",
        News::Notification(_) => "notification",
        News::Notice(_) => "announcement",
        News::NoticeGone(_) => "announcement.delete",
        News::NoticeReaction { .. } => "announcement.reaction",
    }
}

/// Whether the token opens this now, asked as every other request asks.
async fn may(doors: &Doors, headers: &HeaderMap, scope: &'static str) -> Result<Reader, Problem> {
    let mut request = Request::new(());
    request.headers_mut().clone_from(headers);
    request.extensions_mut().insert(Needs::Member(scope));
    let (mut parts, ()) = request.into_parts();
    let Member(reader) = Member::from_request_parts(&mut parts, doors).await?;
    Ok(reader)
}
