//! What a database is asked while something is done, as its driver tells it to the log. Only of PostgreSQL: the driver of
//! SQLite works on threads of its own.

use std::cell::RefCell;
use std::fmt::{Debug, Write as _};
use std::sync::Once;

use tracing::field::{Field, Visit};
use tracing::subscriber::Interest;
use tracing::{Event, Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt as _};

/// Where the driver tells what it asks.
const DRIVER: &str = "sqlx::query";

tokio::task_local! {
    static HEARD: RefCell<Vec<String>>;
}

/// Hears whoever listens, and nobody else: which calls are worth a look is decided once for all threads, so that a listener of
/// one test alone would now and then hear nothing.
struct Ears;

impl<S: Subscriber> Layer<S> for Ears {
    fn register_callsite(&self, what: &'static Metadata<'static>) -> Interest {
        if what.target() == DRIVER { Interest::sometimes() } else { Interest::never() }
    }

    fn enabled(&self, what: &Metadata<'_>, _: Context<'_, S>) -> bool {
        what.target() == DRIVER && HEARD.try_with(|_| ()).is_ok()
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut statement = Statement::default();
        event.record(&mut statement);
        let _ = HEARD.try_with(|heard| heard.borrow_mut().push(statement.0));
    }
}

/// The words of one statement, whole if they are long.
#[derive(Default)]
struct Statement(String);

impl Visit for Statement {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if ["summary", "db.statement"].contains(&field.name()) {
            let _ = write!(self.0, "{value:?} ");
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }
}

/// Does it, and gives every statement that it asked; what others ask meanwhile is not among them.
pub async fn statements_of<T>(what: impl Future<Output = T>) -> (T, Vec<String>) {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        let ears = tracing_subscriber::registry().with(Ears);
        tracing::subscriber::set_global_default(ears).expect("nobody else listens in the tests");
    });
    HEARD
        .scope(RefCell::default(), async {
            let done = what.await;
            (done, HEARD.with(RefCell::take))
        })
        .await
}
