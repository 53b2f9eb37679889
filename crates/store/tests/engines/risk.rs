//! Learned models, one in force at a time.

use vigie_domain::ids::{EnrolmentId, StaffId, StudentId};
use vigie_domain::time::Instant;
use vigie_store::across::RiskAnswer;
use vigie_store::{RiskApproval, RiskState};

use crate::both::on_both;

on_both! {
    async fn a_model_is_kept_once_as_it_was_made(store) {
        let mut tx = store.begin().await.unwrap();
        assert!(tx.add_risk_model("a", &[1, 2, 0, 255], Instant(5)).await.unwrap());
        assert!(!tx.add_risk_model("a", &[9], Instant(6)).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(store.risk_model_body("a").await.unwrap(), Some(vec![1, 2, 0, 255]));
        let models = store.risk_models().await.unwrap();
        assert_eq!((models[0].state, models[0].made_at), (RiskState::Challenger, Instant(5)));
    }

    async fn who_approved_and_the_way_back_are_kept(store) {
        let by = Some(StaffId::from_bytes([7; 16]));
        let mut tx = store.begin().await.unwrap();
        tx.add_risk_model("old", &[1], Instant(5)).await.unwrap();
        tx.add_risk_model("new", &[2], Instant(6)).await.unwrap();
        let (at, reason) = (Instant(9), "better recall");
        let approval = RiskApproval { id: "new", by, at, reason, replaced: Some("old") };
        assert!(tx.approve_risk_model(&approval).await.unwrap());
        tx.set_risk_state("old", RiskState::Retired).await.unwrap();
        assert!(!tx.approve_risk_model(&RiskApproval { id: "none", ..approval }).await.unwrap());
        tx.commit().await.unwrap();
        let models = store.risk_models().await.unwrap();
        assert_eq!(models[0].approved, Some((by, at)));
        assert_eq!((models[0].replaced.as_deref(), models[0].reason.as_str()), (Some("old"), reason));
        assert_eq!(models[1].state, RiskState::Retired);
    }

    async fn a_week_looked_at_again_replaces_what_it_said(store) {
        let mut tx = store.begin().await.unwrap();
        for (at, body) in [(7, "first"), (14, "second"), (14, "again")] {
            tx.put_risk_week("a", Instant(at), body).await.unwrap();
        }
        tx.commit().await.unwrap();
        let weeks = store.risk_weeks("a", 9).await.unwrap();
        assert_eq!(weeks, [(Instant(14), "again".into()), (Instant(7), "first".into())]);
    }

    async fn a_limit_that_is_passed_is_told_once_until_somebody_saw_it(store) {
        let by = Some(StaffId::from_bytes([7; 16]));
        let mut tx = store.begin().await.unwrap();
        assert!(tx.ring_risk("a", Instant(7), Instant(8)).await.unwrap());
        assert!(!tx.ring_risk("a", Instant(7), Instant(9)).await.unwrap());
        assert!(tx.ring_risk("a", Instant(14), Instant(15)).await.unwrap());
        assert!(tx.see_risk_ring("a", Instant(7), Some((by, Instant(20)))).await.unwrap());
        assert!(!tx.see_risk_ring("a", Instant(8), None).await.unwrap());
        tx.commit().await.unwrap();
        let seen: Vec<_> =
            store.risk_rings("a", 9).await.unwrap().into_iter().map(|ring| (ring.at.0, ring.seen)).collect();
        assert_eq!(seen, [(14, None), (7, Some((by, Instant(20))))]);
        let mut tx = store.begin().await.unwrap();
        assert!(tx.see_risk_ring("a", Instant(7), None).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(store.risk_rings("a", 9).await.unwrap()[1].seen, None);
    }

    async fn what_a_model_said_is_kept_once_per_look_until_it_is_old(store) {
        let said = |at: i64, said: f64| RiskAnswer {
            student: StudentId::from_bytes([1; 16]),
            enrolment: EnrolmentId::from_bytes([2; 16]),
            at: Instant(at),
            said,
        };
        let mut tx = store.begin().await.unwrap();
        tx.put_risk_answers("a", &[said(7, 0.5), said(14, 0.25)]).await.unwrap();
        tx.put_risk_answers("a", &[said(14, 0.125)]).await.unwrap();
        tx.put_risk_answers("b", &[said(14, 1.0)]).await.unwrap();
        tx.commit().await.unwrap();
        let kept = async |model, from| store.risk_answers(model, Instant(from)).await.unwrap();
        assert_eq!(kept("a", 0).await, [said(7, 0.5), said(14, 0.125)]);
        assert_eq!(kept("a", 8).await, [said(14, 0.125)]);
        let mut tx = store.begin().await.unwrap();
        tx.forget_risk_answers(Instant(14)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((kept("a", 0).await.len(), kept("b", 0).await), (1, vec![said(14, 1.0)]));
    }
}
