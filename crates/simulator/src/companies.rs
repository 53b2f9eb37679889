//! Companies that hire.

use crate::chance::Chance;
use crate::names::FAMILIES;

/// What kinds of company hire.
const TRADES: &[&str] = &[
    "Boulangerie",
    "Cabinet",
    "Menuiserie",
    "Garage",
    "Clinique",
    "Librairie",
    "Imprimerie",
    "Transports",
    "Coopérative",
    "Agence",
    "Atelier",
    "Laboratoire",
    "Hôtel",
    "Domaine",
    "Maison",
    "Mutuelle",
    "Groupe",
    "Studio",
    "Pépinière",
    "Conserverie",
];

/// Town halls, hospitals and others that are named after a place.
const PLACES: &[&str] = &[
    "Mairie de Redon",
    "Hôpital de Dinan",
    "Lycée de Bédarieux",
    "Mairie de Saint-Benoît",
    "Université de Pau",
    "Port de Sète",
    "Département de la Creuse",
    "Médiathèque de Givors",
    "Office HLM de Vierzon",
    "Chambre d'agriculture de Tulle",
];

/// A company such as "Boulangerie Morin".
pub(crate) fn company(chance: &mut Chance) -> String {
    if chance.yes(0.12) {
        return (chance.pick(PLACES)).to_owned();
    }
    let owner = if chance.yes(0.03) { "Morin" } else { chance.pick(FAMILIES) };
    format!("{} {owner}", chance.pick(TRADES))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Strand;

    #[test]
    fn companies_are_many() {
        let mut chance = Chance::of(1, 1, Strand::Job);
        let seen: std::collections::HashSet<_> = (0..200).map(|_| company(&mut chance)).collect();
        assert!(seen.len() > 150);
    }
}
