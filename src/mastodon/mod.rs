//! Door: the client API and its entities.
