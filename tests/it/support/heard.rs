//! What a database is asked while something is done, as its driver tells it to the log. Only of PostgreSQL: the driver of
//! SQLite works on threads of its own.

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::instrument::WithSubscriber as _;
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt as _};

#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<String>>>);

/// The words of one statement, whole if they are long.
#[derive(Default)]
struct Statement(String);

impl Visit for Statement {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if ["summary", "db.statement"].contains(&field.name()) {
            self.0.push_str(&format!("{value:?} "));
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }
}

impl<S: Subscriber> Layer<S> for Heard {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            let mut statement = Statement::default();
            event.record(&mut statement);
            self.0.lock().expect("nobody has panicked").push(statement.0);
        }
    }
}

/// Does it, and gives every statement that it asked; what others ask meanwhile is not among them.
pub async fn statements_of<T>(what: impl Future<Output = T>) -> (T, Vec<String>) {
    let heard = Heard::default();
    let done = what.with_subscriber(tracing_subscriber::registry().with(heard.clone())).await;
    let statements = std::mem::take(&mut *heard.0.lock().expect("nobody has panicked"));
    (done, statements)
}
