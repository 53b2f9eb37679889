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

/// Three accounts are made: three rows in one chain, whose head is kept.
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
    let whole = world.app.verify_audit(None).await.unwrap();
    assert_eq!((whole.rows, whole.chains, whole.kept, whole.findings.len()), (3, 1, 1, 0));
    world.app.store.tamper(tampering).await.unwrap();
    let findings = world.app.verify_audit(None).await.unwrap().findings;
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
        assert_eq!(found(world, Tampering::CutOff(3)).await, [(3, Flaw::CutOff)]);
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
        assert_eq!(world.app.verify_audit(None).await.unwrap().findings, []);
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
        let verified = world.app.verify_audit(None).await.unwrap();
        assert_eq!((verified.rows, verified.chains, verified.findings.len()), (10, 2, 0));
    }

    async fn the_command_line_ends_otherwise_where_it_does_not_hold(world) {
        let folder = tempfile::tempdir().unwrap();
        three_rows(&world).await;
        let heads = folder.path().join("kept.heads").display().to_string();
        let verify = ["audit", "verify", "--format", "json", "--audit-heads", &heads];
        let ran = vigie(&world, folder.path(), &["audit", "keep", "--audit-heads", &heads]).await;
        assert_eq!((ran.status, ran.said.as_str()), (Some(0), "1 heads kept\n"), "{ran:?}");
        let ran = vigie(&world, folder.path(), &verify).await;
        assert_eq!((ran.status, ran.json()["rows"].as_i64()), (Some(0), Some(3)), "{ran:?}");
        world.app.store.tamper(Tampering::Delete(1)).await.unwrap();
        let ran = vigie(&world, folder.path(), &verify).await;
        assert_eq!(ran.status, Some(6), "{ran:?}");
        assert_eq!(ran.json()["findings"][0]["flaw"], "deleted");
    }

    async fn without_a_kept_head_nobody_says_that_it_holds(mut world) {
        let folder = tempfile::tempdir().unwrap();
        let heads = folder.path().join("kept.heads");
        world.app.audit_heads = Some(heads.clone());
        assert!(world.app.verify_audit(None).await.unwrap().is_vouched_for(), "nothing to vouch for");
        three_rows(&world).await;
        world.app.keep_heads().await.unwrap();
        assert!(world.app.verify_audit(None).await.unwrap().is_vouched_for());
        std::fs::remove_file(&heads).unwrap();
        let verified = world.app.verify_audit(None).await.unwrap();
        assert_eq!((verified.is_vouched_for(), verified.heads.as_deref()), (false, Some(&*heads)));
        let named = heads.display().to_string();
        let ran = vigie(&world, folder.path(), &["audit", "verify", "--audit-heads", &named]).await;
        assert_eq!(ran.status, Some(6), "{ran:?}");
        assert!(ran.complained.contains("kept.heads"), "it says where: {ran:?}");
    }

    async fn the_engine_keeps_them_once_a_day_whatever_the_clock_said(mut world) {
        let folder = tempfile::tempdir().unwrap();
        world.app.audit_heads = Some(folder.path().join("kept.heads"));
        let kept = async |world: &World| world.app.verify_audit(None).await.unwrap().kept;
        let mut engine = Engine::default();
        three_rows(&world).await;
        engine.round(&world.app, &world.school).await.unwrap();
        assert_eq!(kept(&world).await, 1);
        // Another process, whose clock is a week behind, commits afterwards.
        let mut late = world.another_program().await;
        late.clock = Clock::manual(world.now() - Span::days(7));
        late.remember(&[Entry::by(None, Action::Exported)]).await.unwrap();
        engine.round(&world.app, &world.school).await.unwrap();
        assert_eq!(kept(&world).await, 1, "the same day");
        world.until(world.now() + Span::days(1)).await;
        engine.round(&world.app, &world.school).await.unwrap();
        assert_eq!(kept(&world).await, 2);
    }
}
