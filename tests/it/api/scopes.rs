//! Every route of the table against tokens that are missing, wrong, or for something else.

use antiphon::mastodon::routes;
use antiphon::mastodon::table::Needs;
use http::Method;
use serde_json::json;

use super::{ALL, House};
use crate::support::databases;

#[tokio::test]
async fn a166_every_declared_route_asks_for_its_scope() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    // Everything but push, and push alone.
    let most = house.member("ann", ALL).await;
    let push = house.token("ann", "push").await;
    let table = routes::table();
    assert!(table.declared().len() > 60, "the test sees the table");
    for route in table.declared() {
        let path: String = route
            .path
            .split('/')
            .map(|part| if part.starts_with('{') { "1" } else { part })
            .collect::<Vec<_>>()
            .join("/");
        let method: Method = route.method.parse().expect("a method");
        let ask = async |token: Option<&str>| {
            let answer = house.call(method.clone(), &path, token, &json!({})).await;
            assert!(answer.status.as_u16() < 500, "{method} {path}");
            answer.status.as_u16()
        };
        match route.needs {
            Needs::Nothing => assert_eq!(ask(Some("nonsense")).await, ask(None).await, "{method} {path}"),
            Needs::App(scope) => {
                assert_eq!(ask(Some("nonsense")).await, 401, "{method} {path}");
                if scope.is_some() {
                    assert_eq!(ask(Some(&push)).await, 403, "{method} {path}");
                }
            }
            Needs::Visitor(scope) | Needs::Member(scope) => {
                let other = if scope == "push" { &most } else { &push };
                assert_eq!(ask(Some("nonsense")).await, 401, "{method} {path}");
                assert_eq!(ask(Some(other)).await, 403, "{method} {path}");
            }
        }
        if matches!(route.needs, Needs::Member(_) | Needs::App(_)) {
            assert_eq!(ask(None).await, 401, "{method} {path}");
        }
    }
}
