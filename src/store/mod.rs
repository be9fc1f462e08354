//! SQL, one file an aggregate; rows never leave it.
