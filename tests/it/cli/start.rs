//! Starts that cannot succeed: each ends with one sentence that says what and how to mend it, and overwrites nothing.

use std::path::Path;
use std::process::Command;

use super::Place;
use crate::queues::house::SmallDisk;
use crate::support::databases;

/// Mounts what is mounted at this path once more, for reading only or for both.
fn remount(path: &Path, how: &str) {
    let done = Command::new("mount").arg("-o").arg(format!("remount,{how}")).arg(path).status();
    assert!(done.expect("mount runs").success(), "what could be mounted can be mounted anew");
}

#[test]
fn f41_a_disk_that_became_read_only_is_named_and_heals() {
    let place = Place::empty();
    let Some(disk) = SmallDisk::mount(&place.path().join("disk"), 64) else { return };
    let data = disk.0.join("data").display().to_string();
    drop(place.serve_with(&["--data-dir", &data]));
    let before = place.files();
    remount(&disk.0, "ro");
    let sentence = place.fails(1, &["serve", "--listen", "127.0.0.1:0", "--data-dir", &data]);
    assert!(sentence.contains(&data), "{sentence}");
    let told = ["for writing", "the right to write", "whether the disk can be written"];
    assert!(told.iter().any(|words| sentence.contains(words)), "{sentence}");
    assert!(place.files() == before, "nothing was changed");
    remount(&disk.0, "rw");
    drop(place.serve_with(&["--data-dir", &data]));
}

#[test]
fn f41_a_full_disk_is_named_at_the_first_start_and_leaves_no_half_of_anything() {
    let place = Place::empty();
    let Some(disk) = SmallDisk::mount(&place.path().join("disk"), 1) else { return };
    let filler = disk.0.join("filler");
    let mut file = std::fs::File::create(&filler).expect("creates");
    while std::io::Write::write_all(&mut file, &[0; 4_096]).is_ok() {}
    drop(file);
    let data = disk.0.join("data").display().to_string();
    let sentence = place.fails(1, &["serve", "--listen", "127.0.0.1:0", "--data-dir", &data]);
    assert!(sentence.contains("ake room") || sentence.contains("--data-dir"), "{sentence}");
    // With room again the same command works: no half of a key is in its way.
    std::fs::remove_file(&filler).expect("it is there");
    remount(&disk.0, "size=64m");
    drop(place.serve_with(&["--data-dir", &data]));
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused_and_left_as_it_is() {
    for database in databases::both() {
        let store = database.migrated().await;
        store.close().await;
        if database.url.starts_with("sqlite") {
            let pool = sqlx::SqlitePool::connect(&database.url).await.expect("opens");
            sqlx::query("INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'of tomorrow', TRUE, zeroblob(1), 0)")
                .execute(&pool).await.expect("writes");
            pool.close().await;
        } else {
            let pool = sqlx::PgPool::connect(&database.url).await.expect("opens");
            sqlx::query("INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'of tomorrow', TRUE, decode('00', 'hex'), 0)")
                .execute(&pool).await.expect("writes");
            pool.close().await;
        }
        let store = database.open().await;
        let refused = store.migrate().await.expect_err("it is newer");
        let sentence = refused.to_string();
        assert!(sentence.contains("newer Antiphon (schema 9999"), "{sentence}");
        assert!(sentence.contains("start the newer program, or restore a backup"), "{sentence}");
        assert_eq!(refused.in_full(), format!("{sentence}."), "it says itself what helps");
        store.close().await;
    }
}

#[test]
fn a_database_server_that_is_not_there_is_named_without_its_password() {
    let place = Place::empty();
    let nobody = "postgres://antiphon:hunter2@127.0.0.1:1/antiphon";
    let output = place
        .command(&["serve", "--listen", "127.0.0.1:0"])
        .env("ANTIPHON__DATABASE__URL", nobody)
        .output()
        .expect("the binary runs");
    let sentence = super::errors(&output);
    assert_eq!(output.status.code(), Some(1), "{sentence}");
    assert!(sentence.contains("See whether the database server runs"), "{sentence}");
    assert!(!sentence.contains("hunter2"), "{sentence}");
}
