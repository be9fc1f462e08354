//! Which address leads to which page. The four addresses that answer JSON as well are in `doors`.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::domain::media::MOST_ATTACHED;
use crate::domain::transfer::MOST_BYTES;
use crate::http::Doors;

use super::shelf::Shelf;
use super::{
    authorize, desk, enter, event, event_answer, exchange, feed, files, interact, join, letters, media,
    newsletter, pages, pledge, preview_card, problem, reader, sharing, sign_in, statement,
};

/// The largest form that the desk takes, in bytes.
const FORM_BYTES: usize = 512 * 1024;

/// The pages, with `negotiated` among them; what is refused anywhere here is answered with a page.
pub fn routes(shelf: &Shelf, doors: &Doors, negotiated: Router<Doors>) -> Router<Doors> {
    // A form that comes to the desk after its session has ended is kept for whoever wrote it.
    let unsaved = axum::middleware::from_fn_with_state((doors.clone(), FORM_BYTES), desk::kept::mind);
    Router::new()
        .route("/", get(pages::home))
        .route("/@{name}/card.png", get(preview_card::of_account))
        .route("/@{name}/counter.svg", get(sharing::counter))
        .route("/@{name}/badge.svg", get(sharing::badge))
        .route("/@{name}/embed", get(sharing::embed))
        .route("/@{name}/share", get(sharing::share))
        .route("/@{name}/{id}/card.png", get(preview_card::of_statement))
        .route("/events/{id}/card.png", get(preview_card::of_event))
        .route("/directory/card.png", get(preview_card::of_directory))
        .route("/exchange/card.png", get(preview_card::of_exchange))
        .route("/@{name}/{id}/versions", get(statement::versions))
        .route("/@{name}/events", get(event::list))
        .route("/@{name}/events.ics", get(event::calendar))
        .route("/events/{id}/event.ics", get(event::file))
        .route("/events/{id}/answer", post(event_answer::answer))
        .route("/events/{id}/come", get(event_answer::show).post(event_answer::send))
        .route("/events/confirm/{link}", get(event_answer::show_confirm).post(event_answer::confirm))
        .route("/events/erase/{link}", get(event_answer::show_erase).post(event_answer::erase))
        .route("/tags/{tag}", get(files::tag))
        .route("/assets/{file}", get(files::asset))
        .route("/media/{name}", get(media::file))
        .route("/media/copies/{seal}/{address}", get(media::copy))
        .route("/media/passed/{seal}/{address}", get(media::passage))
        .route("/favicon.ico", get(files::favicon))
        .route("/robots.txt", get(files::robots))
        .route("/language/{tag}", get(reader::choose))
        .route("/exchange", get(exchange::show))
        .route("/follow", get(interact::follow))
        .route("/interact", get(interact::interact))
        .route("/letters/{id}", get(letters::show).post(letters::send))
        .route("/letters/confirm/{link}", get(letters::show_confirm).post(letters::confirm))
        .route("/@{name}/sign", get(pledge::show).post(pledge::send))
        .route("/pledges/confirm/{link}", get(pledge::show_confirm).post(pledge::confirm))
        .route("/pledges/erase/{link}", get(pledge::show_erase).post(pledge::erase))
        .route("/newsletter", get(newsletter::show).post(newsletter::send))
        .route("/newsletter/confirm/{link}", get(newsletter::show_confirm).post(newsletter::confirm))
        .route("/newsletter/end/{link}", get(newsletter::show_end).post(newsletter::end))
        .route("/sign-in", get(enter::show).post(enter::send))
        .route("/join", get(join::show).post(join::send))
        .route("/join/{secret}", get(join::show_invited).post(join::send_invited))
        .route("/sign-in/{secret}", get(sign_in::show).post(sign_in::enter))
        .route("/oauth/authorize", get(authorize::ask).post(authorize::answer))
        .route("/oauth/authorize/", get(authorize::ask))
        .route("/sign-out", post(sign_in::leave))
        .merge(feeds())
        .merge(desk_routes().merge(desk_rooms()).layer(unsaved))
        .merge(negotiated)
        .fallback(problem::no_route)
        .layer(axum::middleware::from_fn(problem::dress))
        .layer(axum::middleware::from_fn_with_state(shelf.clone(), reader::turn))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
}

/// What can be read along in a feed reader; the end of the path says in which form.
fn feeds() -> Router<Doors> {
    Router::new()
        .route("/@{name}/feed.atom", get(feed::of_account))
        .route("/@{name}/feed.json", get(feed::of_account))
        .route("/campaigns/{name}/feed.atom", get(feed::of_campaign))
        .route("/campaigns/{name}/feed.json", get(feed::of_campaign))
        .route("/@{name}/{id}/feed.atom", get(feed::of_statement))
        .route("/@{name}/{id}/feed.json", get(feed::of_statement))
        .route("/events/feed.atom", get(feed::of_all_events))
        .route("/events/feed.json", get(feed::of_all_events))
        .route("/@{name}/events/feed.atom", get(feed::of_events))
        .route("/@{name}/events/feed.json", get(feed::of_events))
        .route("/events/{id}/feed.atom", get(feed::of_event))
        .route("/events/{id}/feed.json", get(feed::of_event))
        .route("/directory/feed.atom", get(feed::of_directory))
        .route("/directory/feed.json", get(feed::of_directory))
        .route("/exchange/feed.atom", get(feed::of_exchange))
        .route("/exchange/feed.json", get(feed::of_exchange))
}

/// Forms that take as many files as a text can have.
fn with_files() -> DefaultBodyLimit {
    DefaultBodyLimit::max(desk::sheet::most_bytes(MOST_ATTACHED))
}

fn desk_routes() -> Router<Doors> {
    Router::new()
        .route("/desk", get(desk::home::show))
        .route("/desk/account", get(desk::account::show))
        .route("/desk/account/password", post(desk::account::password))
        .route("/desk/account/authenticator", post(desk::account::authenticator))
        .route("/desk/account/sessions", post(desk::account::sessions))
        .route("/desk/account/pledges", post(desk::signed::send))
        .route("/desk/moving", get(desk::moving::show))
        .route("/desk/moving/files/{kind}", get(desk::moving::file))
        .route(
            "/desk/moving/import",
            post(desk::moving::import).layer(DefaultBodyLimit::max(MOST_BYTES + FORM_BYTES)),
        )
        .route("/desk/moving/alias", post(desk::moving::alias))
        .route("/desk/moving/move", post(desk::moving::relocate))
        .route("/desk/letters", get(desk::letters::show).post(desk::letters::send))
        .route("/desk/pledges", get(desk::pledges::show).post(desk::pledges::send))
        .route("/desk/pledges/{handle}", get(desk::pledges::export))
        .route("/desk/pledges/{handle}/names", get(desk::pledge_names::show).post(desk::pledge_names::send))
        .route("/desk/newsletter", get(desk::newsletter::show))
        .route("/desk/directory", get(desk::directory::show).post(desk::directory::send))
        .route("/desk/exchange", get(desk::exchange::show).post(desk::exchange::send))
        .route("/desk/exchange/{id}", get(desk::exchange::thread).post(desk::exchange::act))
        .route("/desk/following", get(desk::following::show).post(desk::following::send))
        .route(
            "/desk/profile",
            get(desk::profile::show)
                .post(desk::profile::send)
                .layer(DefaultBodyLimit::max(desk::sheet::most_bytes(2))),
        )
        .route("/desk/notices", get(desk::notices::show).post(desk::notices::send))
        .route("/desk/notices/read", post(desk::notices::read))
        .route("/desk/notices/{id}", get(desk::notices::filled).post(desk::notices::change))
        .route("/desk/joint", get(desk::joint::show).post(desk::joint::send))
        .route("/desk/endorsements", get(desk::endorsements::show).post(desk::endorsements::send))
        .route("/desk/members", get(desk::members::show).post(desk::members::send))
        .route("/desk/drafts", get(desk::drafts::list).post(desk::drafts::rules))
        .route(
            "/desk/drafts/new",
            get(desk::draft_write::begin).post(desk::draft_write::create).layer(with_files()),
        )
        .route("/desk/drafts/{id}", get(desk::drafts::show).post(desk::drafts::send))
        .route(
            "/desk/drafts/{id}/edit",
            get(desk::draft_write::edit).post(desk::draft_write::save).layer(with_files()),
        )
        .route(
            "/desk/drafts/{id}/translate/{tag}",
            get(desk::draft_write::translate).post(desk::draft_write::send_translation),
        )
        .route("/desk/events", get(desk::events::show))
        .route("/desk/events/new", get(desk::events::empty).post(desk::events::send))
        .route("/desk/events/{id}/edit", get(desk::events::filled).post(desk::events::change))
        .route("/desk/events/{id}/cancel", get(desk::events::ask).post(desk::events::cancel))
        .route("/desk/statements/new", get(desk::write::empty).post(desk::write::send).layer(with_files()))
        .route(
            "/desk/statements/{id}/edit",
            get(desk::edit::filled).post(desk::edit::send).layer(with_files()),
        )
        .route(
            "/desk/statements/{id}/correct",
            get(desk::edit::correct).post(desk::edit::send_correction).layer(with_files()),
        )
        .route("/desk/statements/{id}/withdraw", get(desk::withdraw::ask).post(desk::withdraw::send))
        .route("/desk/statements/{id}/delivery", get(desk::delivery::show))
}

/// The rooms of the desk beside statements and the own account.
fn desk_rooms() -> Router<Doors> {
    Router::new()
        .route("/desk/kept", get(desk::kept::show).post(desk::kept::send))
        .route("/desk/audit", get(desk::audit::show))
        .route("/desk/queue", get(desk::queue::show).post(desk::queue::send))
        .route("/desk/queue/drop", get(desk::queue::ask).post(desk::queue::drop))
        .route("/desk/queue/mail", get(desk::queue_mail::ask).post(desk::queue_mail::send))
        .route("/desk/people", get(desk::people::show))
        .route("/desk/people/{name}", get(desk::people::person).post(desk::people::send))
        .route("/desk/people/{name}/suspend", get(desk::people::ask).post(desk::people::suspend))
        .route("/desk/reports", get(desk::reports::show).post(desk::reports::lift))
        .route("/desk/reports/{id}", get(desk::reports::report).post(desk::reports::send))
        .route("/desk/reports/{id}/measure", get(desk::reports::ask).post(desk::reports::measure))
        .route("/desk/campaigns", get(desk::campaigns::show))
        .route("/desk/campaigns/new", get(desk::plan::empty).post(desk::plan::create))
        .route("/desk/campaigns/{handle}", get(desk::campaigns::one).post(desk::campaigns::send))
        .route("/desk/campaigns/{handle}/edit", get(desk::plan::filled).post(desk::plan::edit))
        .route("/desk/campaigns/{handle}/look", get(desk::plan::look))
        .route("/desk/campaigns/{handle}/discard", get(desk::discard::ask).post(desk::discard::send))
        .route("/desk/campaigns/{handle}/step", get(desk::steps::ask).post(desk::steps::take))
        .route(
            "/desk/campaigns/{handle}/statements/new",
            get(desk::campaign_words::empty).post(desk::campaign_words::send).layer(with_files()),
        )
}
