//! Addresses of other servers inside of ours, with our seal, so that nobody can make us fetch what they like.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::app::App;
use crate::keys;

use super::{Error, Result};

/// How much of a seal stands in an address, in bytes.
const SEAL: usize = 16;
/// The longest address that is fetched.
const LONGEST: usize = 2_000;

/// A seal is good for one purpose alone.
fn seal(app: &App, purpose: &str, address: &str) -> String {
    let secret = app.wrapping.derive(purpose);
    URL_SAFE_NO_PAD.encode(&keys::hmac_sha256(&secret, address.as_bytes())[..SEAL])
}

/// `seal/address`.
pub(super) fn write(app: &App, purpose: &str, address: &str) -> String {
    format!("{}/{}", seal(app, purpose, address), URL_SAFE_NO_PAD.encode(address))
}

/// The address, if the seal is ours and for this purpose.
pub(super) fn read(app: &App, purpose: &str, sealed: &str, encoded: &str) -> Result<String> {
    let address = URL_SAFE_NO_PAD.decode(encoded).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let address = address.filter(|address| address.len() <= LONGEST).ok_or(Error::NotFound)?;
    if !keys::constant_time_eq(seal(app, purpose, &address).as_bytes(), sealed.as_bytes()) {
        return Err(Error::NotFound);
    }
    Ok(address)
}
