//! Files in a folder. One is whole or not there: it is written beside its place, brought to the disk and then named.

use std::io::SeekFrom;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use tokio::fs;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _, AsyncWriteExt as _};

/// What is read at once, in bytes.
pub const PIECE: usize = 64 * 1024;

/// A folder of files, two levels deep so that no folder grows too large.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// This folder; it is made when the first file comes.
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    fn place(&self, name: &str) -> PathBuf {
        self.0.join(name.get(..2).unwrap_or("xx")).join(name)
    }

    /// Writes a file; it is on the disk when this returns.
    pub async fn put(&self, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        let (place, folder) = self.made_for(name).await?;
        let beside = folder.join(format!("{name}.part"));
        let written = write(&beside, bytes).await;
        let named = match written {
            Ok(()) => fs::rename(&beside, &place).await,
            Err(e) => Err(e),
        };
        if named.is_err() {
            // A disk that is full has room again at once.
            let _ = fs::remove_file(&beside).await;
            return named;
        }
        fs::File::open(&folder).await?.sync_all().await
    }

    /// Gives a file a second name; it is on the disk when this returns.
    pub async fn copy(&self, name: &str, other: &str) -> std::io::Result<()> {
        let (place, folder) = self.made_for(other).await?;
        // The same bytes under two names take no room; not every disk can do that.
        if fs::hard_link(self.place(name), &place).await.is_err() {
            fs::copy(self.place(name), &place).await?;
            fs::File::open(&place).await?.sync_all().await?;
        }
        fs::File::open(&folder).await?.sync_all().await
    }

    /// Where a file of this name is to be, and the folder around it, which is there when this returns.
    async fn made_for(&self, name: &str) -> std::io::Result<(PathBuf, PathBuf)> {
        let place = self.place(name);
        let folder = place.parent().unwrap_or(&self.0).to_owned();
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true).mode(0o700);
        builder.create(&folder).await?;
        Ok((place, folder))
    }

    /// Opens a file; its length. `None` when there is none.
    pub async fn open(&self, name: &str) -> std::io::Result<Option<(fs::File, u64)>> {
        match fs::File::open(self.place(name)).await {
            Ok(file) => {
                let length = file.metadata().await?.len();
                Ok(Some((file, length)))
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// Takes a file away; one that is not there is away.
    pub async fn remove(&self, name: &str) -> std::io::Result<()> {
        let place = self.place(name);
        // What a crash left half written goes as well.
        for path in [place.with_file_name(format!("{name}.part")), place] {
            match fs::remove_file(path).await {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(e),
                _ => {}
            }
        }
        Ok(())
    }
}

async fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    let mut file = options.open(path).await?;
    file.write_all(bytes).await?;
    file.sync_all().await
}

/// The next piece of a file, of at most so many bytes; empty at the end.
pub async fn next(file: &mut fs::File, most: u64) -> std::io::Result<Bytes> {
    let most = usize::try_from(most).unwrap_or(PIECE).min(PIECE);
    let mut piece = vec![0; most];
    let read = file.read(&mut piece).await?;
    piece.truncate(read);
    Ok(piece.into())
}

/// Goes on reading from here.
pub async fn seek(file: &mut fs::File, at: u64) -> std::io::Result<()> {
    file.seek(SeekFrom::Start(at)).await.map(drop)
}
