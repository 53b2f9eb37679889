//! A diploma and a job are celebrated by a person, with words from those who
//! taught them, and from those who began with them and were told.

use vigie_domain::access::Role;
use vigie_domain::fact::{Diploma, Kind, Occasion};
use vigie_domain::ids::StaffId;
use vigie_server::app::contact::Outcome;
use vigie_server::app::link::Holder;
use vigie_store::Author;

use crate::support::browser::{Site, account, student_account};
use crate::support::world::id;
use crate::support::{World, day, oclock, on_both, student};

/// Inès has her diploma and a job; Max began with her, Zoé elsewhere.
async fn a_school(world: &mut World) {
    let web = |name: &str| student(name).enrols("web", day(0)).advised_by("alex", oclock(0, 9));
    let diploma = Diploma { programme: "web".into(), guarantee_until: None };
    let ines = web("ines")
        .mentored_by("karim", oclock(0, 10))
        .lived(oclock(36, 9), diploma)
        .hired(oclock(38, 10), day(50));
    let zoe = student("zoe").enrols("data", day(0)).advised_by("billie", oclock(0, 9));
    for tale in [ines, web("max"), zoe] {
        world.app.clock.set(day(0));
        world.lives(tale).await;
    }
    world.until(oclock(40, 9)).await;
    for name in ["ines", "max", "zoe"] {
        student_account(world, name, id(name)).await;
    }
    account(world, "alex", Role::Advisor, Some("alex")).await;
    account(world, "billie", Role::Advisor, Some("billie")).await;
    account(world, "karim", Role::Mentor, Some("karim")).await;
    account(world, "direction", Role::Manager, None).await;
}

on_both! {
    async fn a_person_celebrates_and_it_can_be_taken_back(mut world) {
        a_school(&mut world).await;
        let site = Site::open(&world).await;
        let mut alex = site.signed_in("alex").await;
        let page = alex.get("/celebrations").await;
        page.says(&["2 bonnes nouvelles", "Diplôme", "Embauche chez mairie", "il y a 4 jours"]);
        let forms = page.forms("/celebrations");
        assert_eq!(forms.len(), 2);
        let empty = alex.submit(&forms[0], &[("how", "page"), ("text", " ")]).await;
        assert!(empty.status == 422 && empty.text().contains("Il manque tes mots"), "{}", empty.text());
        let page = alex.submit(&forms[0], &[("how", "page"), ("text", "quel chemin, Inès !")]).await;
        page.says(&["1 bonne nouvelle", "fêté par ALEX"]);
        let own = site.signed_in("ines").await.get("/me").await;
        own.says(&["quel chemin, Inès !"]);
        // The job is celebrated by telephone: nothing is sent.
        let page = alex.submit(&forms[1], &[("how", "elsewhere"), ("text", "une heure au téléphone")]).await;
        page.says(&["Tout ce qu'il y avait à fêter l'a été"]);
        let own = site.signed_in("ines").await.get("/me").await;
        assert!(!own.text().contains("une heure au téléphone"), "{}", own.text());
        let page = alex.submit(&page.form("/undo"), &[]).await;
        assert_eq!(page.status, 200);
        alex.get("/celebrations").await.says(&["1 bonne nouvelle"]);
    }

    async fn each_sees_the_good_news_that_is_theirs(mut world) {
        a_school(&mut world).await;
        let site = Site::open(&world).await;
        let mut billie = site.signed_in("billie").await;
        billie.get("/celebrations").await.says(&["Ni diplôme ni emploi"]);
        assert_eq!(billie.get("/celebrations?all=1").await.status, 403);
        let mut manager = site.signed_in("direction").await;
        manager.get("/celebrations").await.says(&["INES", "ALEX s'en charge"]);
        manager.get("/friday").await.says(&["Toutes les bonnes nouvelles"]);
        let all = world.app.uncelebrated(&world.school).await.unwrap();
        let other = world.app.own_news(id("max")).await.unwrap();
        assert_eq!((all.len(), other.len()), (2, 0));
        let fact = all[0].fact.id.to_string();
        // Not for somebody else's diploma.
        let wrong = [("fact", fact.as_str()), ("how", "page"), ("text", "x")];
        let max = format!("/students/{}/celebrations", id("max"));
        let mut alex = site.signed_in("alex").await;
        assert_eq!(alex.post(&max, &wrong).await.status, 422);
    }

    async fn mentors_write_at_once_and_peers_once_they_are_told(mut world) {
        a_school(&mut world).await;
        let site = Site::open(&world).await;
        let mut karim = site.signed_in("karim").await;
        let page = karim.get("/me/news").await;
        page.says(&["Bravo à", "INES"]);
        let job = page.forms("/kudos").remove(0);
        let evil = "<script>alert(1)</script>";
        let said = karim.submit(&job, &[("text", evil)]).await;
        assert!(said.text().contains(evil) && !said.html.contains(evil), "{}", said.html);
        karim.submit(&job, &[("text", "ta soutenance restera")]).await.says(&["ton mot est arrivé"]);

        let mut max = site.signed_in("max").await;
        max.get("/me/news").await.says(&["Pas de nouvelle pour l'instant"]);
        assert_eq!(max.submit(&job, &[("text", "je sais tout")]).await.status, 404);

        let mut ines = site.signed_in("ines").await;
        ines.get("/me").await.says(&["Quelqu'un d'ici a écrit"]);
        let own = ines.get("/me/news").await;
        own.says(&["ta soutenance restera", "KARIM, mentor", "Le dire à ma promotion"]);
        // The latest first: the job. She tells of it, and not of the diploma.
        ines.submit(&own.forms("/named")[0], &[("agree", "yes")]).await.says(&["C'est dit"]);

        let page = max.get("/me/news").await;
        page.says(&["INES", "Embauche chez mairie"]);
        assert!(!page.text().contains("Diplôme"), "{}", page.text());
        let bravo = page.form("/kudos");
        max.submit(&bravo, &[("text", "trop contente pour toi")]).await.says(&["votre mot est arrivé"]);
        // Zoé began something else.
        let mut zoe = site.signed_in("zoe").await;
        zoe.get("/me/news").await.says(&["Pas de nouvelle pour l'instant"]);
        assert_eq!(zoe.submit(&bravo, &[("text", "moi aussi")]).await.status, 404);

        ines.get("/me/news").await.says(&["trop contente pour toi", "MAX, de la même promotion"]);
        let mut alex = site.signed_in("alex").await;
        alex.get("/celebrations").await.says(&["trop contente pour toi", "ta soutenance restera"]);
        // She changes her mind: nobody else is told, and what was written stays hers.
        let own = ines.get("/me/news").await;
        ines.submit(&own.forms("/named")[0], &[("agree", "no")]).await;
        max.get("/me/news").await.says(&["Pas de nouvelle pour l'instant"]);
        // A word is taken back by an empty one.
        karim.submit(&job, &[("text", "")]).await.says(&["C'est retiré"]);
        let left = world.app.store.kudos_for(&[id("ines")]).await.unwrap();
        assert_eq!((left.len(), left[0].author), (1, Author::Peer(id("max"))));
        // None of these words is in the log of facts.
        let facts = world.app.store.facts_of(id("ines")).await.unwrap();
        assert!(facts.iter().all(|fact| fact.kind() != Kind::Congratulated));
    }

    async fn nobody_is_forgotten_however_late_it_is_known(mut world) {
        a_school(&mut world).await;
        // The team begins to work here.
        world.alex_reaches("max", Outcome::Spoke).await;
        let diploma = || Diploma { programme: "data".into(), guarantee_until: None };
        // Four months later a file tells of Zoé's diploma of day 50; and of one
        // from long before the school knew us.
        world.until(oclock(170, 9)).await;
        world.hears(student("zoe").studying("data").lived(oclock(50, 9), diploma())).await;
        world.hears(student("max").studying("web").lived(oclock(-200, 9), diploma())).await;
        let waiting = |world: &World| {
            let (app, school) = (world.app.clone(), world.school.clone());
            async move {
                let all = app.uncelebrated(&school).await.unwrap();
                all.iter().map(|one| (one.student, one.occasion)).collect::<Vec<_>>()
            }
        };
        let (ines, zoe) = (id("ines"), id("zoe"));
        let (title, job) = (Occasion::Diploma, Occasion::Job);
        assert_eq!(waiting(&world).await, [(ines, title), (ines, job), (zoe, title)]);
        let site = Site::open(&world).await;
        let mut alex = site.signed_in("alex").await;
        let page = alex.get("/celebrations").await;
        page.says(&["2 bonnes nouvelles", "il y a 134 jours"]);
        let page = alex.submit(&page.forms("/celebrations")[0], &[("how", "elsewhere")]).await;
        page.says(&["1 bonne nouvelle"]);
        assert_eq!(waiting(&world).await, [(ines, job), (zoe, title)]);
        // Taken back, it waits again.
        alex.submit(&page.form("/undo"), &[]).await;
        assert_eq!(waiting(&world).await.len(), 3);
        // A congratulation on the job says nothing of the diploma.
        let page = alex.get("/celebrations").await;
        alex.submit(&page.forms("/celebrations")[1], &[("how", "elsewhere")]).await;
        assert_eq!(waiting(&world).await, [(ines, title), (zoe, title)]);
    }

    async fn a_link_shows_what_was_written_to_a_student_and_writes_nothing(mut world) {
        a_school(&mut world).await;
        let site = Site::open(&world).await;
        let links = world.app.links().await.unwrap();
        let karim = Holder::Mentor(StaffId::derive("karim"));
        let mentor = format!("/l/{}", links.issue(karim, day(60)));
        let mut phone = site.browser();
        let page = phone.get(&format!("{mentor}/news")).await;
        let said = phone.submit(&page.forms("/kudos")[0], &[("text", "bravo")]).await;
        said.says(&["ton mot est arrivé"]);
        let ines = format!("/l/{}", links.issue(Holder::Student(id("ines")), day(60)));
        let mut theirs = site.browser();
        theirs.get(&ines).await.says(&["Quelqu'un d'ici a écrit"]);
        let news = theirs.get(&format!("{ines}/news")).await;
        news.says(&["bravo", "KARIM, mentor"]);
        assert!(news.forms("/kudos").is_empty() && news.forms("/named").is_empty());
        let job = page.forms("/kudos").remove(0);
        let path = format!("{ines}/kudos");
        let fields = [("student", &*id("ines").to_string()), ("text", "moi"), ("fact", &*job.field("fact"))];
        assert_eq!(theirs.post(&path, &fields).await.status, 404);
    }
}
