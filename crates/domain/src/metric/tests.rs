use super::*;

#[test]
fn names_are_unique_and_the_catalogue_is_large_enough() {
    let mut names: Vec<_> = Metric::all().map(|metric| metric.declaration().name).collect();
    let all = names.len();
    assert!(all >= 45, "{all}");
    assert!(all <= 256, "a metric is one byte");
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn every_metric_is_labelled_in_both_languages() {
    for metric in Metric::all() {
        let declaration = metric.declaration();
        for text in [declaration.label, declaration.meaning] {
            assert!(!text.fr.is_empty() && !text.en.is_empty(), "{}", declaration.name);
        }
        assert!(declaration.meaning.en.ends_with('.'), "{}", declaration.name);
    }
}

#[test]
fn only_enrolment_metrics_run_on_the_study_clock() {
    for metric in Metric::all().map(Metric::declaration) {
        if metric.clock == Clock::Study {
            assert_eq!(metric.scope, Scope::Enrolment, "{}", metric.name);
        }
    }
}
