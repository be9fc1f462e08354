//! Sign, verify, digest, seal bytes: the only code that touches key material. No I/O.
