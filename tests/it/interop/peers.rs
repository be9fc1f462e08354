//! Where the programs of others lie, and whether the tests that need them run.

use std::env;
use std::path::PathBuf;

/// The folder of the programs; `None` when the tests that need them are to be left out, which is said aloud.
pub fn installed() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/peers");
    let missing = |what: &str| {
        println!("left out: {what}");
        None
    };
    if env::var_os("SKIP_PEERS").is_some() {
        return missing("SKIP_PEERS is set");
    }
    if folder.join("fedify/node_modules").exists() {
        return Some(folder);
    }
    assert!(
        env::var_os("REQUIRE_PEERS").is_none(),
        "REQUIRE_PEERS is set and tests/peers/install has not been run"
    );
    missing("run tests/peers/install to have these tests")
}

/// The Node that the programs are made for, or the system's where there is no other.
pub fn node(folder: &std::path::Path) -> PathBuf {
    let brought = folder.join("fedify/node_modules/node/bin/node");
    if brought.exists() { brought } else { PathBuf::from("node") }
}
