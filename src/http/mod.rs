//! What the doors share: sign-in, limits, paging, error answers.
