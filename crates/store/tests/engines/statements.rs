//! Every statement fits the schema.

use vigie_store::Engine;

use crate::both::on_both;

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
        assert!(store.check().await.unwrap().pending.len() >= 4);
        let error = store.next_due().await.unwrap_err();
        assert!(error.to_string().contains("vigie migrate"), "{error}");
    }
}
