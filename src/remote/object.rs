//! Another server's post, as the federation library fetches it. Keeping it is the services' matter.

use activitypub_federation::config::Data;
use activitypub_federation::traits::Object;
use serde_json::Value;
use url::Url;

use crate::app::App;
use crate::domain::post::IncomingPost;
use crate::domain::uri::Uri;
use crate::wire::incoming_post;

use super::{Error, Result};

/// A post that was fetched from its own address.
#[derive(Clone, Debug)]
pub struct RemotePost {
    /// The post, checked and cleaned.
    pub post: IncomingPost,
    /// The document as it came, for its proof.
    pub json: Value,
    id: Url,
}

#[async_trait::async_trait]
impl Object for RemotePost {
    type DataType = App;
    type Kind = Value;
    type Error = Error;

    fn id(&self) -> &Url {
        &self.id
    }

    /// Whoever fetches wants what the other server says now; what we have is looked up before.
    async fn read_from_id(_id: Url, _data: &Data<App>) -> Result<Option<Self>> {
        Ok(None)
    }

    async fn into_json(self, _data: &Data<App>) -> Result<Value> {
        Ok(self.json)
    }

    async fn verify(json: &Value, expected: &Url, data: &Data<App>) -> Result<()> {
        let post = read(json)?;
        let expected = Uri::parse(expected.as_str()).map_err(|e| Error::Refused(e.to_string()))?;
        if !post.uri.same_origin(&expected) || !post.author.same_origin(&post.uri) {
            return Err(Error::Refused(format!("{expected} answered with a post of another server")));
        }
        if data.is_ours(&post.uri) || data.is_ours(&post.author) {
            return Err(Error::Refused("another server cannot speak for our actors".to_owned()));
        }
        Ok(())
    }

    async fn from_json(json: Value, _data: &Data<App>) -> Result<Self> {
        let post = read(&json)?;
        Ok(Self { id: post.uri.url(), post, json })
    }
}

fn read(json: &Value) -> Result<IncomingPost> {
    if json.get("type").and_then(Value::as_str) == Some("Tombstone") {
        let id = json.get("id").and_then(Value::as_str).unwrap_or_default();
        return Err(Error::Gone(id.to_owned()));
    }
    incoming_post::read_fetched(json).map_err(|e| Error::Refused(e.to_string()))
}
