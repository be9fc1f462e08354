//! Where files are kept: a folder of this machine, or a bucket of any store that speaks S3. A file has a random name
//! and never changes.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::{self, BoxStream, StreamExt as _};
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::{ClientOptions, GetOptions, GetRange, ObjectStoreExt as _, RetryConfig};

use crate::config::{Config, Storage};

use super::local::{self, Folder};

/// Why a file could not be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The folder.
    #[error("the files cannot be reached: {0}")]
    Folder(#[from] std::io::Error),
    /// The bucket.
    #[error("the bucket cannot be reached: {0}")]
    Bucket(#[from] object_store::Error),
}

/// Where files are kept.
#[derive(Clone, Debug)]
pub enum Files {
    /// A folder of this machine.
    Local(Arc<Folder>),
    /// A part of a bucket.
    Bucket {
        /// The bucket.
        bucket: Arc<AmazonS3>,
        /// What stands before every name.
        part: &'static str,
    },
}

/// How long one request to the bucket may take.
const BUCKET_TIME: std::time::Duration = std::time::Duration::from_secs(60);

impl Files {
    /// Where the settings say, in the part of this name.
    pub fn new(config: &Config, part: &'static str) -> Result<Self, FileError> {
        let media = &config.media;
        if media.storage == Storage::Local {
            let path: PathBuf = config.server.data_dir.join(part);
            return Ok(Self::Local(Arc::new(Folder::new(path))));
        }
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let secret = media.secret_key.as_ref().map(|key| key.as_str().to_owned()).unwrap_or_default();
        let endpoint = text(&media.endpoint);
        let client = ClientOptions::new()
            .with_allow_http(endpoint.starts_with("http://"))
            .with_timeout(BUCKET_TIME)
            .with_connect_timeout(config.connect_timeout());
        let retry = RetryConfig { max_retries: 2, retry_timeout: BUCKET_TIME, ..RetryConfig::default() };
        let mut bucket = AmazonS3Builder::new()
            .with_bucket_name(text(&media.bucket))
            .with_region(media.region.clone())
            .with_access_key_id(text(&media.access_key))
            .with_secret_access_key(secret)
            .with_virtual_hosted_style_request(!media.path_style)
            .with_client_options(client)
            .with_retry(retry);
        if !endpoint.is_empty() {
            bucket = bucket.with_endpoint(endpoint.trim_end_matches('/'));
        }
        Ok(Self::Bucket { bucket: Arc::new(bucket.build()?), part })
    }

    /// Keeps a file; it survives a power cut when this returns.
    pub async fn put(&self, name: &str, bytes: Vec<u8>) -> Result<(), FileError> {
        match self {
            Self::Local(folder) => Ok(folder.put(name, &bytes).await?),
            Self::Bucket { bucket, part } => {
                bucket.put(&place(part, name), bytes.into()).await?;
                Ok(())
            }
        }
    }

    /// Gives a file a second name, under which it stays when the first is removed.
    pub async fn copy(&self, name: &str, other: &str) -> Result<(), FileError> {
        match self {
            Self::Local(folder) => Ok(folder.copy(name, other).await?),
            Self::Bucket { bucket, part } => Ok(bucket.copy(&place(part, name), &place(part, other)).await?),
        }
    }

    /// Takes a file away; one that is not there is away.
    pub async fn remove(&self, name: &str) -> Result<(), FileError> {
        match self {
            Self::Local(folder) => Ok(folder.remove(name).await?),
            Self::Bucket { bucket, part } => match bucket.delete(&place(part, name)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
                Err(e) => Err(e.into()),
            },
        }
    }

    /// Opens a file; `None` when there is none.
    pub async fn open(&self, name: &str) -> Result<Option<Opened>, FileError> {
        match self {
            Self::Local(folder) => {
                let found = folder.open(name).await?;
                Ok(found.map(|(file, length)| Opened { length, source: Source::File(file) }))
            }
            Self::Bucket { bucket, part } => {
                let place = place(part, name);
                match bucket.head(&place).await {
                    Ok(facts) => {
                        let source = Source::Object(bucket.clone(), place);
                        Ok(Some(Opened { length: facts.size, source }))
                    }
                    Err(object_store::Error::NotFound { .. }) => Ok(None),
                    Err(e) => Err(e.into()),
                }
            }
        }
    }
}

fn place(part: &str, name: &str) -> object_store::path::Path {
    object_store::path::Path::from(format!("{part}/{name}"))
}

/// A file that is there.
#[derive(Debug)]
pub struct Opened {
    /// Its length in bytes.
    pub length: u64,
    source: Source,
}

#[derive(Debug)]
enum Source {
    File(tokio::fs::File),
    Object(Arc<AmazonS3>, object_store::path::Path),
}

impl Opened {
    /// Its bytes within a range, piece by piece, so that no file is in memory as a whole.
    pub async fn pieces(
        self,
        range: Range<u64>,
    ) -> Result<BoxStream<'static, std::io::Result<Bytes>>, FileError> {
        match self.source {
            Source::File(mut file) => {
                local::seek(&mut file, range.start).await?;
                let left = range.end.saturating_sub(range.start);
                Ok(stream::try_unfold((file, left), |(mut file, left)| async move {
                    if left == 0 {
                        return Ok(None);
                    }
                    let piece = local::next(&mut file, left).await?;
                    if piece.is_empty() {
                        return Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof));
                    }
                    let left = left - piece.len() as u64;
                    Ok(Some((piece, (file, left))))
                })
                .boxed())
            }
            Source::Object(bucket, place) => {
                use object_store::ObjectStore as _;
                let options = GetOptions { range: Some(GetRange::Bounded(range)), ..GetOptions::default() };
                let found = bucket.get_opts(&place, options).await?;
                Ok(found.into_stream().map(|piece| piece.map_err(std::io::Error::other)).boxed())
            }
        }
    }
}
