//! Puts the doors on one router, starts the jobs, stops them well.
