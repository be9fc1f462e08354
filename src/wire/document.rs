//! A JSON document as the floors above hand it on: they sign, store and serve it, and never look into it.

/// A document on its way in or out.
pub type Json = serde_json::Value;
