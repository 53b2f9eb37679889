//! The record of what was done, and somebody who would rather it said else.

use vigie_domain::access::Role;
use vigie_domain::time::Span;
use vigie_server::app::Engine;
use vigie_server::app::audit::{Action, Entry, Flaw};
use vigie_server::clock::Clock;
use vigie_store::Tampering;

use crate::support::browser::account;
use crate::support::program::vigie;
use crate::support::world::id;
use crate::support::{World, on_both};

/// Three accounts are made: three rows in one chain, behind the one that it
/// begins with.
async fn three_rows(world: &World) {
    for name in ["one", "two", "three"] {
        account(world, name, Role::Manager, None).await;
    }
}

/// What is found once the database was meddled with, given the kept heads.
async fn found(mut world: World, tampering: Tampering) -> Vec<(i64, Flaw)> {
    let folder = tempfile::tempdir().unwrap();
    world.app.audit_heads = Some(folder.path().join("kept.heads"));
    three_rows(&world).await;
    assert_eq!(world.app.keep_heads().await.unwrap(), 1);
    assert_eq!(world.app.keep_heads().await.unwrap(), 0, "a head that has not moved is kept once");
    let whole = world.app.verify_audit(&[]).await.unwrap();
    assert_eq!((whole.rows, whole.chains, whole.kept, whole.findings.len()), (4, 1, 2, 0));
    assert_eq!(whole.unvouched, 0);
    world.app.store.tamper(tampering).await.unwrap();
    let findings = world.app.verify_audit(&[]).await.unwrap().findings;
    findings.into_iter().map(|finding| (finding.seq, finding.flaw)).collect()
}

on_both! {
    async fn a_changed_row_is_found(world) {
        assert_eq!(found(world, Tampering::Change(2)).await, [(2, Flaw::Changed)]);
    }

    async fn a_deleted_row_is_found(world) {
        assert_eq!(found(world, Tampering::Delete(2)).await, [(2, Flaw::Deleted)]);
    }

    async fn a_chain_cut_off_with_its_head_is_found_by_the_head_that_was_kept(world) {
        assert_eq!(found(world, Tampering::CutOff(3)).await, [(4, Flaw::CutOff)]);
    }

    async fn a_record_that_is_gone_as_a_whole_is_found(world) {
        let gone = found(world, Tampering::CutOff(1)).await;
        assert_eq!(gone, [(2, Flaw::CutOff), (4, Flaw::CutOff)], "the first head, and the last");
    }

    async fn what_is_cut_off_before_a_day_is_over_is_found_by_the_chain_that_began_after_it(mut world) {
        world.app.audit_heads = None;
        three_rows(&world).await;
        let mut later = world.another_program().await;
        later.audit_heads = None;
        later.remember(&[Entry::by(None, Action::Exported)]).await.unwrap();
        assert_eq!(world.app.verify_audit(&[]).await.unwrap().findings, []);
        world.app.store.tamper(Tampering::CutOff(4)).await.unwrap();
        let found = world.app.verify_audit(&[]).await.unwrap().findings;
        let flaws: Vec<_> = found.iter().map(|finding| (finding.seq, finding.flaw)).collect();
        // The later chain has lost its head with the others.
        assert_eq!(flaws, [(4, Flaw::CutOff), (1, Flaw::Added)]);
    }

    async fn a_row_behind_the_stored_head_is_found(mut world) {
        world.app.audit_heads = None;
        three_rows(&world).await;
        assert_eq!(world.app.verify_audit(&[]).await.unwrap().findings, []);
        world.app.store.tamper(Tampering::Append).await.unwrap();
        let found = world.app.verify_audit(&[]).await.unwrap().findings;
        assert_eq!(found.iter().map(|one| (one.seq, one.flaw)).collect::<Vec<_>>(), [(4, Flaw::Added)]);
    }

    async fn a_chain_of_a_process_that_never_was_is_found_whether_or_not_heads_were_kept_since(mut world) {
        let folder = tempfile::tempdir().unwrap();
        world.app.audit_heads = Some(folder.path().join("kept.heads"));
        three_rows(&world).await;
        // Whole and well made, head and all; only the file knows nothing of it.
        let mut invented = world.another_program().await;
        invented.audit_heads = None;
        invented.remember(&[Entry::by(None, Action::Exported)]).await.unwrap();
        for _ in 0..2 {
            let found = world.app.verify_audit(&[]).await.unwrap().findings;
            let flaws: Vec<_> = found.iter().map(|finding| (finding.seq, finding.flaw)).collect();
            assert_eq!(flaws, [(1, Flaw::Unannounced)]);
            world.app.keep_heads().await.unwrap();
        }
        // Somebody who knows where it comes from says so.
        assert_eq!(world.app.vouch_for_strangers().await.unwrap(), 1);
        assert_eq!(world.app.vouch_for_strangers().await.unwrap(), 0);
        assert_eq!(world.app.verify_audit(&[]).await.unwrap().findings, []);
    }

    async fn rows_after_the_last_kept_head_are_counted(mut world) {
        let folder = tempfile::tempdir().unwrap();
        world.app.audit_heads = Some(folder.path().join("kept.heads"));
        three_rows(&world).await;
        assert_eq!(world.app.verify_audit(&[]).await.unwrap().unvouched, 2, "the beginning is kept");
        world.app.keep_heads().await.unwrap();
        assert_eq!(world.app.verify_audit(&[]).await.unwrap().unvouched, 0);
        // Held against a copy that was taken away before.
        let copy = folder.path().join("copy.heads");
        std::fs::copy(folder.path().join("kept.heads"), &copy).unwrap();
        account(&world, "four", Role::Manager, None).await;
        let verified = world.app.verify_audit(&[copy]).await.unwrap();
        assert_eq!((verified.unvouched, verified.findings.len()), (1, 0));
    }

    async fn a_command_keeps_the_head_of_its_chain_as_it_stops(world) {
        let folder = tempfile::tempdir().unwrap();
        let heads = folder.path().join("kept.heads");
        let named = heads.display().to_string();
        for name in ["one", "two"] {
            let email = format!("{name}@ecole.example");
            let add = ["user", "add", "--email", &email, "--name", name, "--role", "manager", "--audit-heads", &named];
            assert_eq!(vigie(&world, folder.path(), &add).await.status, Some(0));
        }
        let verified = world.app.verify_audit(&[heads]).await.unwrap();
        assert_eq!((verified.chains, verified.unvouched, verified.findings.len()), (2, 0, 0));
    }

    async fn erasing_somebody_keeps_the_chain_and_forgets_whom_it_was_about(world) {
        let seen = |name| Entry::by(None, Action::SensitiveSeen).about(id(name));
        world.app.remember(&[seen("ines"), seen("omar"), seen("ines")]).await.unwrap();
        assert_eq!(world.app.remembered_about(id("ines")).await.unwrap().len(), 2);
        let mut tx = world.app.store.begin().await.unwrap();
        tx.forget_audit_salt(id("ines")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(world.app.remembered_about(id("ines")).await.unwrap().len(), 0);
        assert_eq!(world.app.remembered_about(id("omar")).await.unwrap().len(), 1);
        assert_eq!(world.app.verify_audit(&[]).await.unwrap().findings, []);
    }

    async fn processes_that_write_at_once_have_a_chain_each(world) {
        let other = world.another_program().await;
        let entry = || [Entry::by(None, Action::Exported)];
        for _ in 0..5 {
            let (entries, others) = (entry(), entry());
            let (here, there) =
                tokio::join!(world.app.remember(&entries), other.remember(&others));
            here.and(there).unwrap();
        }
        let verified = world.app.verify_audit(&[]).await.unwrap();
        assert_eq!((verified.rows, verified.chains, verified.findings.len()), (12, 2, 0));
    }

    async fn the_command_line_ends_otherwise_where_it_does_not_hold(world) {
        let folder = tempfile::tempdir().unwrap();
        three_rows(&world).await;
        let heads = folder.path().join("kept.heads").display().to_string();
        let verify = ["audit", "verify", "--format", "json", "--audit-heads", &heads];
        let ran = vigie(&world, folder.path(), &["audit", "keep", "--audit-heads", &heads]).await;
        assert_eq!((ran.status, ran.said.as_str()), (Some(0), "1 heads kept\n"), "{ran:?}");
        let ran = vigie(&world, folder.path(), &verify).await;
        assert_eq!((ran.status, ran.json()["rows"].as_i64()), (Some(0), Some(4)), "{ran:?}");
        assert_eq!(ran.json()["unvouched"], 0);
        world.app.store.tamper(Tampering::Delete(1)).await.unwrap();
        let ran = vigie(&world, folder.path(), &verify).await;
        assert_eq!(ran.status, Some(6), "{ran:?}");
        assert_eq!(ran.json()["findings"][0]["flaw"], "deleted");
    }

    async fn whoever_never_heard_of_heads_is_not_told_of_a_flaw_or_learns_what_to_do(world) {
        let folder = tempfile::tempdir().unwrap();
        for name in ["one", "two"] {
            let email = format!("{name}@ecole.example");
            let add = ["user", "add", "--email", &email, "--name", name, "--role", "manager"];
            assert_eq!(vigie(&world, folder.path(), &add).await.status, Some(0));
        }
        let verify = vigie(&world, folder.path(), &["audit", "verify"]).await;
        if world.url.starts_with("sqlite:") {
            // A file has its heads beside it.
            assert_eq!(verify.status, Some(0), "{verify:?}");
            assert!(verify.complained.contains("0 rows are not yet vouched for"), "{verify:?}");
        } else {
            assert_eq!(verify.status, Some(6), "{verify:?}");
            assert!(verify.complained.contains("--audit-heads FILE"), "{verify:?}");
        }
        // From now on a file is named; what one of the commands is not told of.
        let heads = folder.path().join("elsewhere.heads").display().to_string();
        let named = async |arguments: &[&str]| {
            let arguments = [arguments, &["--audit-heads", &heads]].concat();
            vigie(&world, folder.path(), &arguments).await
        };
        let add = |email| ["user", "add", "--email", email, "--name", "x", "--role", "manager"];
        assert_eq!(named(&add("three@ecole.example")).await.status, Some(0));
        let ran = named(&["audit", "verify"]).await;
        assert_eq!(ran.status, Some(0), "what was there before is kept with the first: {ran:?}");
        let ran = vigie(&world, folder.path(), &add("four@ecole.example")).await;
        assert_eq!(ran.status, Some(0));
        let ran = named(&["audit", "verify"]).await;
        assert_eq!(ran.status, Some(6), "{ran:?}");
        assert!(ran.said.contains("unannounced"), "{ran:?}");
        for told in ["VIGIE_AUDIT_HEADS", "vigie audit keep"] {
            assert!(ran.complained.contains(told), "{told}: {ran:?}");
        }
        assert_eq!(named(&["audit", "keep"]).await.status, Some(0));
        assert_eq!(named(&["audit", "verify"]).await.status, Some(0));
    }

    async fn without_a_kept_head_nobody_says_that_it_holds(mut world) {
        let folder = tempfile::tempdir().unwrap();
        let heads = folder.path().join("kept.heads");
        world.app.audit_heads = Some(heads.clone());
        assert!(world.app.verify_audit(&[]).await.unwrap().is_vouched_for(), "nothing to vouch for");
        three_rows(&world).await;
        world.app.keep_heads().await.unwrap();
        assert!(world.app.verify_audit(&[]).await.unwrap().is_vouched_for());
        std::fs::remove_file(&heads).unwrap();
        let verified = world.app.verify_audit(&[]).await.unwrap();
        assert_eq!((verified.is_vouched_for(), verified.heads.as_deref()), (false, Some(&*heads)));
        let named = heads.display().to_string();
        let ran = vigie(&world, folder.path(), &["audit", "verify", "--audit-heads", &named]).await;
        assert_eq!(ran.status, Some(6), "{ran:?}");
        assert!(ran.complained.contains("kept.heads"), "it says where: {ran:?}");
    }

    async fn the_engine_keeps_them_once_a_day_whatever_the_clock_said(mut world) {
        let folder = tempfile::tempdir().unwrap();
        world.app.audit_heads = Some(folder.path().join("kept.heads"));
        let kept = async |world: &World| world.app.verify_audit(&[]).await.unwrap().kept;
        let mut engine = Engine::default();
        three_rows(&world).await;
        engine.round(&world.app, &world.school).await.unwrap();
        assert_eq!(kept(&world).await, 2, "the beginning of the chain, and its end");
        // Another process, whose clock is a week behind, commits afterwards.
        let mut late = world.another_program().await;
        late.clock = Clock::manual(world.now() - Span::days(7));
        late.remember(&[Entry::by(None, Action::Exported)]).await.unwrap();
        engine.round(&world.app, &world.school).await.unwrap();
        assert_eq!(kept(&world).await, 2, "the same day");
        world.until(world.now() + Span::days(1)).await;
        engine.round(&world.app, &world.school).await.unwrap();
        assert_eq!(kept(&world).await, 3);
    }
}
