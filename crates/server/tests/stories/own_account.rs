//! One's own account: an invitation, sessions, a second factor.

use vigie_domain::access::Role;
use vigie_domain::time::{DAY, Span};
use vigie_server::app::account::{NewUser, Password};
use vigie_server::app::invitation::INVITATION;
use vigie_store::directory::User;

use crate::support::browser::{Browser, Site, nobody};
use crate::support::program::vigie;
use crate::support::{World, on_both};

const PASSWORD: &str = "cheval agrafe pile";

async fn direction(world: &World) -> User {
    let user = NewUser {
        name: "Direction".to_owned(),
        role: Role::Manager,
        password: Some(Password::typed(PASSWORD)),
        ..nobody("direction")
    };
    world.app.add_user(user).await.unwrap()
}

async fn enters(browser: &mut Browser, password: &str) -> String {
    let given = [("email", "direction@ecole.example"), ("password", password)];
    browser.post("/login", &given).await.path
}

on_both! {
    async fn an_invitation_opens_once(world) {
        let folder = tempfile::tempdir().unwrap();
        let add = ["user", "add", "--email", "direction@ecole.example", "--name", "Direction", "--role", "manager", "--invite"];
        let ran = vigie(&world, folder.path(), &add).await;
        let link = ran.said.trim().to_owned();
        assert!(link.starts_with("/enter/"), "{ran:?}");
        let mut browser = Site::open(&world).await.browser();
        let page = browser.get(&link).await;
        assert_eq!(page.header("referrer-policy"), Some("strict-origin"));
        let short = browser.post(&link, &[("password", "court")]).await;
        assert_eq!(short.status, 422);
        assert_eq!(browser.post(&link, &[("password", PASSWORD)]).await.path, "/login");
        assert_eq!(browser.get(&link).await.status, 410);
        assert_eq!(browser.post(&link, &[("password", "un autre secret")]).await.status, 410);
        assert_eq!(enters(&mut browser, PASSWORD).await, "/friday");
    }

    async fn a_link_is_over_in_time_and_when_another_was_given(world) {
        let user = direction(&world).await;
        let first = world.app.invite(None, user.id, INVITATION).await.unwrap();
        let second = world.app.invite(None, user.id, DAY).await.unwrap();
        assert!(world.app.invited(&first).await.is_err());
        assert_eq!(world.app.invited(&second).await.unwrap().id, user.id);
        world.app.clock.set(world.now() + DAY);
        assert!(world.app.invited(&second).await.is_err());
    }

    async fn a_changed_password_ends_the_other_sessions(world) {
        direction(&world).await;
        let site = Site::open(&world).await;
        let (mut here, mut there) = (site.browser(), site.browser());
        enters(&mut here, PASSWORD).await;
        enters(&mut there, PASSWORD).await;
        let page = here.get("/account").await;
        assert_eq!(page.forms("/account/sessions").len(), 2, "{}", page.html);
        let wrong = [("present", "deviné"), ("next", "un autre secret")];
        assert_eq!(here.post("/account/password", &wrong).await.status, 422);
        let right = [("present", PASSWORD), ("next", "un autre secret")];
        assert_eq!(here.post("/account/password", &right).await.status, 200);
        assert_eq!(here.get("/account").await.path, "/account");
        assert!(there.get("/account").await.path.starts_with("/login"));
    }

    async fn a_session_that_is_ended_is_ended_at_once(world) {
        direction(&world).await;
        let site = Site::open(&world).await;
        let (mut here, mut there) = (site.browser(), site.browser());
        enters(&mut here, PASSWORD).await;
        enters(&mut there, PASSWORD).await;
        here.post("/account/sessions", &[("session", "others")]).await;
        assert!(there.get("/friday").await.path.starts_with("/login"));
        assert_eq!(here.get("/account").await.path, "/account");
    }

    async fn the_language_of_an_account_is_that_of_its_pages(world) {
        direction(&world).await;
        let site = Site::open(&world).await;
        let mut browser = site.browser();
        enters(&mut browser, PASSWORD).await;
        browser.post("/account/language", &[("language", "en")]).await;
        let mut elsewhere = site.browser();
        enters(&mut elsewhere, PASSWORD).await;
        assert!(elsewhere.get("/account").await.text().contains("My account"));
    }

    async fn a_second_code_is_asked_for_and_a_recovery_code_opens_once(world) {
        let user = direction(&world).await;
        let site = Site::open(&world).await;
        world.app.begin_second_factor(user.id, Password::typed(PASSWORD)).await.unwrap();
        let secret = world.app.store.second_factor(user.id).await.unwrap().unwrap();
        assert!(!format!("{secret:?}").contains("secret"), "{secret:?}");
        // Until it is confirmed, it is not asked for.
        assert_eq!(enters(&mut site.browser(), PASSWORD).await, "/friday");
        let code = totp(&secret.secret, world.now().0);
        let codes = world.app.confirm_second_factor(user.id, &code).await.unwrap();

        let mut browser = site.browser();
        assert_eq!(enters(&mut browser, PASSWORD).await, "/login/code");
        assert!(browser.get("/friday").await.path.starts_with("/login"), "half in is not in");
        // The code that confirmed it is not good again; the next one is.
        assert_eq!(browser.post("/login/code", &[("code", &code)]).await.status, 422);
        world.app.clock.set(world.now() + Span(60));
        let code = totp(&secret.secret, world.now().0);
        assert_eq!(browser.post("/login/code", &[("code", &code)]).await.path, "/friday");

        let mut lost = Site::open(&world).await.browser();
        enters(&mut lost, PASSWORD).await;
        assert_eq!(lost.post("/login/code", &[("code", &codes[0])]).await.path, "/friday");
        let mut again = Site::open(&world).await.browser();
        enters(&mut again, PASSWORD).await;
        assert_eq!(again.post("/login/code", &[("code", &codes[0])]).await.status, 422);
    }
}

/// RFC 6238, as a telephone does it.
pub(crate) fn totp(secret: &[u8], at: i64) -> String {
    use hmac::{Hmac, KeyInit, Mac};
    let mut mac = Hmac::<sha1::Sha1>::new_from_slice(secret).unwrap();
    mac.update(&(at / 30).to_be_bytes());
    let mac = mac.finalize().into_bytes();
    let offset = usize::from(mac[19] & 15);
    let word = u32::from_be_bytes(mac[offset..offset + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", word % 1_000_000)
}
