//! Prints the figures of a demo school: `cargo run --release --example census`.

use std::collections::BTreeMap;
use std::error::Error;

use vigie_domain::calendar::Calendar;
use vigie_domain::draft::Record;
use vigie_domain::time::Instant;
use vigie_simulator::{Settings, simulate};

fn main() -> Result<(), Box<dyn Error>> {
    let calendar = Calendar::new("Europe/Paris")?;
    let end = Instant(1_773_730_800); // Tuesday 17 March 2026, 08:00 in Paris.
    let school = simulate(&Settings::demo(end), &calendar);

    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for record in &school.records {
        if let Record::Fact(draft) = record {
            *kinds.entry(draft.payload.kind().name()).or_default() += 1;
        }
    }
    println!("{} facts", kinds.values().sum::<usize>());
    for (kind, count) in &kinds {
        println!("{count:>8}  {kind}");
    }
    let mut obstacles: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for hidden in &school.truth.obstacles {
        let line = obstacles.entry(format!("{:?}", hidden.obstacle)).or_default();
        line[0] += 1;
        line[1] += usize::from(hidden.wrote);
        line[2] += usize::from(hidden.until.is_none());
    }
    println!("obstacles: all, wrote about it, standing at the end");
    for (obstacle, [all, wrote, standing]) in &obstacles {
        println!("{all:>6} {wrote:>6} {standing:>6}  {obstacle}");
    }
    Ok(())
}
