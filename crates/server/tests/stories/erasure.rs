//! A person is forgotten: nothing of them is left in any table, an import does
//! not bring them back, and the record of what was done still holds.

use vigie_domain::access::Role;
use vigie_domain::case::{Author as By, Event, Sight};
use vigie_domain::directory::Student;
use vigie_domain::draft::{Draft, Record};
use vigie_domain::fact::{Channel, Diploma, Kinds, MessageIn};
use vigie_domain::ids::StaffId;
use vigie_domain::time::{DAY, Span};
use vigie_server::app::account::NewUser;
use vigie_server::app::audit::{Action, Entry};
use vigie_server::app::case::Change;
use vigie_server::app::contact::{NewContact, Outcome};
use vigie_server::app::import::Summary;
use vigie_server::app::scheduled::Later;
use vigie_server::app::{Error, Refusal};
use vigie_store::Author;
use vigie_store::directory::NewStudent;

use crate::support::browser::{Site, account};
use crate::support::everything::{everything, where_is};
use crate::support::world::{SOURCE, id};
use crate::support::{World, day, oclock, on_both, student};

/// What only Inès' rows say.
const HERS: [&str; 13] = [
    "Zébulonne",
    "Quetzalcoatl",
    "zeb@ailleurs.example",
    "+33 6 12 12 12 12",
    "gardienne de phare",
    "la marée de jeudi",
    "un mot sur son carnet",
    "elle préfère les matins",
    "souci de logement",
    "à lundi sans faute",
    "bravo capitaine",
    "je te félicite, Omar",
    "zeb-0042",
];

/// Inès, with something of her in every table that holds people.
async fn somebody_with_a_whole_life(world: &mut World) {
    let web = |name| {
        let diploma = Diploma { programme: "web".into(), guarantee_until: None };
        let tale = student(name).enrols("web", day(0)).advised_by("alex", oclock(0, 9));
        tale.mentored_by("karim", oclock(0, 10)).lived(oclock(20, 9), diploma)
    };
    world.lives(web("ines")).await;
    world.lives(web("omar")).await;
    world.until(oclock(22, 9)).await;
    let known = Student {
        external: "zeb-0042".into(),
        given_name: HERS[0].into(),
        family_name: HERS[1].into(),
        email: Some(HERS[2].into()),
        phone: Some(HERS[3].into()),
        dream_job: Some(HERS[4].into()),
        ..Student::default()
    };
    let mut tx = world.app.store.begin().await.unwrap();
    let told = NewStudent { proposed: id("ines"), source: "moodle".into(), student: known };
    tx.put_students(&[told]).await.unwrap();
    tx.commit().await.unwrap();

    let (app, ines, alex) = (&world.app, id("ines"), StaffId::derive("alex"));
    app.say(ines, "la marée de jeudi").await.unwrap();
    let contact = NewContact {
        note: Some("un mot sur son carnet".to_owned()),
        ..world.contact("ines", Outcome::Spoke)
    };
    app.add_contact(contact).await.unwrap();
    app.set_wishes(ines, "elle préfère les matins", None).await.unwrap();
    let case = app.open_case(ines, None, By::Staff(alex), alex, None).await.unwrap();
    let event = Event::Noted { words: "souci de logement".to_owned(), sight: Sight::Team };
    let by = By::Staff(alex);
    app.change_case(Change { student: ines, case, seen: 1, by, event }).await.unwrap();
    let send_at = world.now() + DAY;
    let words = "à lundi sans faute".to_owned();
    let later = Later { words, send_at, follow_up_at: None, promises: Vec::new() };
    app.schedule(ines, alex, &later).await.unwrap();
    let of = async |name| app.own_news(id(name)).await.unwrap()[0].fact.id;
    let karim = Author::Mentor(StaffId::derive("karim"));
    app.write_kudos(karim, ines, of("ines").await, "bravo capitaine").await.unwrap();
    app.share_news(id("omar"), of("omar").await, true).await.unwrap();
    let hers = Author::Peer(ines);
    app.write_kudos(hers, id("omar"), of("omar").await, "je te félicite, Omar").await.unwrap();
    let user = NewUser {
        email: HERS[2].to_owned(),
        name: HERS[0].to_owned(),
        role: Role::Student,
        staff: None,
        student: Some(ines),
        language: None,
        password: None,
    };
    let user = app.add_user(user).await.unwrap();
    app.invite(None, user.id, DAY).await.unwrap();
    app.remember(&[Entry::by(user.id, Action::SensitiveSeen).about(ines)]).await.unwrap();
}

/// A file of the source names them again, with a message of each.
async fn import_again(world: &World, named: &[&str]) -> Summary {
    let at = world.now();
    let mut import = world.app.import(SOURCE);
    for &external in named {
        let named =
            Student { external: external.into(), given_name: HERS[0].into(), ..Student::default() };
        import.take(Record::Student(Box::new(named))).await.unwrap();
        let message = MessageIn { channel: Channel::Email, expects_answer: true };
        let draft = Draft {
            student: external.into(),
            enrolment: None,
            own_id: "m1".into(),
            revision: 0,
            occurred_at: at,
            known_at: at,
            payload: message.into(),
            text: Some(format!("{external} écrit")),
        };
        import.take(Record::Fact(Box::new(draft))).await.unwrap();
    }
    import.finish(Kinds::ALL, 0, |_, _| {}).await.unwrap().0
}

on_both! {
    async fn nothing_of_them_is_left_anywhere(mut world) {
        somebody_with_a_whole_life(&mut world).await;
        account(&world, "alex", Role::Advisor, Some("alex")).await;
        let site = Site::open(&world).await;
        let mut ines = site.browser();
        ines.signs_in(HERS[2]).await;
        // What the advisor's next page was to say of her.
        let mut alex = site.browser();
        alex.signs_in("alex@ecole.example").await;
        let raw = format!("/students/{}/contact", id("ines"));
        let (status, _) = alex.knock("POST", &raw).await;
        assert!(status >= 400, "{status}");
        let before = everything(&world.url).await;
        for words in HERS {
            assert!(!where_is(&before, words).is_empty(), "{words} was never there");
        }
        let before_omar = world.app.store.facts_of(id("omar")).await.unwrap().len();
        world.app.ask_to_erase(None, id("ines"), "Zébulonne le demande").await.unwrap();

        let erased = world.app.erase_now(None, id("ines")).await.unwrap();
        assert!(erased.facts > 5 && erased.texts > 1 && erased.tombstones == 2, "{erased:?}");
        let after = everything(&world.url).await;
        for words in HERS {
            assert_eq!(where_is(&after, words), Vec::<String>::new(), "{words}");
        }
        let hers = id("ines").bytes().map(|byte| format!("{byte:02x}")).concat();
        let left: Vec<_> = after.iter().filter(|(_, row)| row.to_lowercase().contains(&hers)).collect();
        assert!(left.is_empty(), "{left:?}");
        assert_eq!(where_is(&after, &id("ines").to_string()), Vec::<String>::new());

        // The others are as they were, and one number has grown.
        assert_eq!(world.app.store.facts_of(id("omar")).await.unwrap().len(), before_omar);
        let numbers = world.app.store.erased_people().await.unwrap();
        let told: Vec<_> = numbers.iter().map(|row| (&*row.programme, row.year, row.people)).collect();
        assert_eq!(told, [("web", 2025, 1)]);
        assert_eq!(world.app.verify_audit(&[]).await.unwrap().findings, []);
        assert_eq!(ines.get("/me").await.path, "/login?next=/me");
    }

    async fn an_import_passes_them_over_and_counts_them(mut world) {
        somebody_with_a_whole_life(&mut world).await;
        world.app.erase_now(None, id("ines")).await.unwrap();
        let summary = import_again(&world, &["ines", "omar"]).await;
        assert_eq!((summary.students, summary.facts, summary.erased), (1, 1, 1));
        assert_eq!(world.app.store.find_student("ines").await.unwrap(), []);
        assert!(where_is(&everything(&world.url).await, "ines écrit").is_empty());

        // Lifted, the same import brings a person whom nobody knows yet.
        let (source, external) = (SOURCE.into(), "ines".into());
        assert!(world.app.readmit(&source, &external).await.unwrap());
        assert!(!world.app.readmit(&source, &external).await.unwrap());
        assert_eq!(import_again(&world, &["ines", "omar"]).await.erased, 0);
        let found = world.app.store.find_student("ines").await.unwrap();
        assert!(found.len() == 1 && found[0].0 != id("ines"), "{found:?}");
    }

    async fn an_erasure_in_the_midst_of_an_import_leaves_nothing(mut world) {
        let many: Vec<String> = (0..40).map(|n| format!("lot-{n}")).collect();
        let named: Vec<&str> = many.iter().map(String::as_str).collect();
        world.lives(student("omar").enrols("web", day(0)).advised_by("alex", oclock(0, 9))).await;
        import_again(&world, &named).await;
        for (round, who) in named.iter().enumerate().take(8) {
            let student = world.app.store.find_student(who).await.unwrap()[0].0;
            let pause = std::time::Duration::from_millis(3 * round as u64);
            let (_, erased) = tokio::join!(import_again(&world, &named), async {
                tokio::time::sleep(pause).await;
                world.app.erase_now(None, student).await
            });
            erased.unwrap();
            let left = where_is(&everything(&world.url).await, &format!("{who} écrit"));
            assert_eq!(left, Vec::<String>::new(), "{who}, after {pause:?}");
            assert_eq!(world.app.store.find_student(who).await.unwrap(), []);
            assert_eq!(world.app.store.facts_of(student).await.unwrap(), []);
        }
    }

    async fn it_waits_a_week_and_can_be_taken_back(mut world) {
        somebody_with_a_whole_life(&mut world).await;
        let ines = id("ines");
        let wordless = world.app.ask_to_erase(None, ines, " ").await.unwrap_err();
        assert!(matches!(wordless, Error::Refused(Refusal::NoWords)));
        let asked = world.app.ask_to_erase(None, ines, "elle le demande").await.unwrap();
        assert_eq!(asked.due_at, world.now() + Span::days(7));
        // Asked again, it is not put off.
        world.until(oclock(23, 9)).await;
        assert_eq!(world.app.ask_to_erase(None, ines, "encore").await.unwrap(), asked);
        world.app.keep_person(None, ines).await.unwrap();
        let twice = world.app.keep_person(None, ines).await.unwrap_err();
        assert!(matches!(twice, Error::Refused(Refusal::NotToBeErased)));
        world.app.clock.set(oclock(40, 9));
        assert_eq!(world.app.erase_due(&world.school, world.now()).await.unwrap(), 0);

        world.app.ask_to_erase(None, ines, "elle le demande").await.unwrap();
        let due = oclock(47, 9);
        assert_eq!(world.app.erase_due(&world.school, due - Span(1)).await.unwrap(), 0);
        assert_eq!(world.app.erase_due(&world.school, due).await.unwrap(), 1);
        assert_eq!(world.app.store.student(ines).await.unwrap(), None);
        // Nothing about them is written down again.
        let late = world.app.say(ines, "encore un mot").await.unwrap_err();
        assert!(matches!(late, Error::Unknown { .. }), "{late}");
    }

    async fn a_manager_or_an_admin_asks_for_it_on_a_page(mut world) {
        somebody_with_a_whole_life(&mut world).await;
        account(&world, "direction", Role::Manager, None).await;
        account(&world, "comptes", Role::Admin, None).await;
        account(&world, "alex", Role::Advisor, Some("alex")).await;
        let site = Site::open(&world).await;
        let (mut manager, mut admin, mut alex) = (site.browser(), site.browser(), site.browser());
        manager.signs_in("direction@ecole.example").await;
        admin.signs_in("comptes@ecole.example").await;
        alex.signs_in("alex@ecole.example").await;
        assert_eq!(alex.get("/erasures").await.status, 403);
        let page = manager.get(&format!("/erasures?who={}", id("ines"))).await;
        assert!(page.html.contains("value=\"ines\""), "{}", page.html);
        let nobody = admin.post("/erasures", &[("external", "nul"), ("because", "lettre")]).await;
        assert!(nobody.status == 422 && nobody.html.contains("lettre"), "{}", nobody.text());
        let asked = manager.post("/erasures", &[("external", "ines"), ("because", "sa lettre")]).await;
        assert!(asked.text().contains("sera effacée") && asked.text().contains("Zébulonne"), "{}", asked.text());
        // Her advisor knows before it is done.
        let page = alex.get(&format!("/students/{}", id("ines"))).await;
        assert!(page.text().contains("ce que l'école sait de Zébulonne sera effacé"), "{}", page.text());
        // Whoever looks after accounts sees no name.
        let seen = admin.get("/erasures").await;
        assert!(!seen.text().contains("Zébulonne") && seen.text().contains("ines"), "{}", seen.text());
        let kept = admin.submit(&seen.form("/keep"), &[]).await;
        assert!(kept.text().contains("rien ne sera effacé"), "{}", kept.text());
        assert_eq!(world.app.erasures().await.unwrap(), []);
    }
}
