//! What a request or a job may reach: config, store, client, clock, live.
