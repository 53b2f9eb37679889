//! Every statement fits the schema.

use vigie_store::Engine;

use crate::both::{on_both, on_sqlite};

on_both! {
    async fn every_statement_is_accepted(store) {
        let count = store.prepare_all().await.unwrap();
        assert!(count > 50, "{count}");
    }

    async fn a_new_database_is_well(store) {
        let checkup = store.check().await.unwrap();
        assert_eq!(checkup.pending, Vec::<String>::new());
        assert_eq!(checkup.damage, Vec::<String>::new());
        assert_eq!(checkup.engine, store.engine());
        let digits = if store.engine() == Engine::Sqlite { "3." } else { "1" };
        assert!(checkup.version.starts_with(digits), "{}", checkup.version);
    }
}

on_both! {
    without migrations:
    async fn an_empty_database_says_what_it_lacks(store) {
        assert!(store.check().await.unwrap().pending.len() >= 5);
        let error = store.next_due().await.unwrap_err();
        assert!(error.to_string().contains("vigie migrate"), "{error}");
    }
}

/// What a query may read from end to end: its own parameters, and tables that
/// do not grow with the number of students.
const SMALL: [&str; 27] = [
    "3",
    "3-ROW",
    "CONSTANT",
    "asked",
    "gone",
    "back",
    "told",
    "pragma_integrity_check",
    "migrations",
    "settings",
    "sources",
    "staff",
    "advisors",
    "absences",
    "availability",
    "risk_models",
    "a",
    "programmes",
    "items",
    "indicators",
    "indicator_changes",
    "changed",
    "later",
    "users",
    "audit_heads",
    "tokens",
    "imports",
];

#[tokio::test]
async fn only_queries_across_students_read_whole_tables() {
    on_sqlite(true, |store, _| async move {
        let plans = store.plans().await.unwrap();
        assert!(plans.len() > 50);
        for (name, plan) in plans {
            let whole = plan.iter().find(|line| {
                let mut words = line.split(' ').skip_while(|&word| word != "SCAN").skip(1);
                words.next().is_some_and(|table| !SMALL.contains(&table))
            });
            let across = name.starts_with("vigie_store::across::");
            assert!(across || whole.is_none(), "{name}: {plan:?}");
        }
    })
    .await;
}
