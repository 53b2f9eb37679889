//! The job that students dream of, in their own words.

use crate::chance::Chance;
use crate::programmes::COURSES;

/// In French, by programme.
const FRENCH: &[(&str, &[&str])] = &[
    (
        "web",
        &[
            "Développer des sites pour les associations de ma ville",
            "Travailler à distance dans une petite équipe, et coder le matin",
            "Reprendre le site de mon frère artisan, puis d'autres",
            "Devenir dev, tout simplement, depuis mes 14 ans",
        ],
    ),
    (
        "donnees",
        &[
            "Analyser des données de santé, pas de publicité",
            "Faire parler les chiffres d'un hôpital ou d'une mairie",
            "Passer de la caisse aux tableaux de bord de mon enseigne",
            "Travailler sur le climat avec des chiffres",
        ],
    ),
    (
        "design",
        &[
            "Dessiner des écrans que ma grand-mère comprendrait",
            "Rendre les démarches administratives moins pénibles",
            "Designer dans un studio, à Lyon si possible",
        ],
    ),
    (
        "support",
        &[
            "Être la personne qu'on est content de voir arriver quand tout est en panne",
            "Un poste stable dans un lycée près de chez moi",
            "Reprendre un métier utile avant la retraite",
        ],
    ),
    (
        "reseaux",
        &[
            "Administrer les serveurs d'un hôpital",
            "M'occuper du réseau d'une collectivité de l'océan Indien",
            "Technicien d'abord, et la sécurité un jour",
        ],
    ),
    (
        "paie",
        &[
            "Gestionnaire de paie dans un cabinet à taille humaine",
            "Faire les paies des artisans de mon canton",
            "Un métier de chiffres, calme, à quatre jours par semaine",
        ],
    ),
    (
        "compta",
        &[
            "Tenir les comptes de petites entreprises et les aider à durer",
            "Comptable dans une coopérative",
            "Reprendre le cabinet où j'ai été secrétaire",
        ],
    ),
    (
        "rh",
        &[
            "Recruter sans regarder l'adresse des gens",
            "Accompagner les reconversions, après la mienne",
            "Responsable RH dans le médico-social",
        ],
    ),
    (
        "com",
        &[
            "Faire connaître les producteurs de ma vallée",
            "Chargée de communication, service public de préférence",
            "Raconter des musées",
        ],
    ),
    (
        "projet",
        &[
            "Mener des chantiers culturels de bout en bout",
            "Coordonner des projets solidaires entre deux pays",
            "Passer chef·fe d'équipe là où je suis déjà",
        ],
    ),
    (
        "ecommerce",
        &[
            "Vendre en ligne la poterie de mon village",
            "Ouvrir ma boutique, lentement mais sûrement",
            "Gérer le site d'une marque de vélos",
        ],
    ),
    (
        "formation",
        &[
            "Former des adultes qui ont quitté l'école fâchés avec elle",
            "Transmettre trente ans de cuisine autrement",
            "Concevoir des formations accessibles aux sourds",
        ],
    ),
];

/// In English, by programme.
const ENGLISH: &[(&str, &[&str])] = &[
    ("web", &["Build small, fast sites for people who do good work"]),
    ("donnees", &["Use data for public health"]),
    ("design", &["Design screens nobody has to think about"]),
    ("support", &["Be the calm person when everything breaks"]),
    ("reseaux", &["Run the network of a hospital"]),
    ("paie", &["Pay people right and on time"]),
    ("compta", &["Keep small businesses afloat"]),
    ("rh", &["Hire fairly"]),
    ("com", &["Tell the stories of small museums"]),
    ("projet", &["Lead projects that cross borders"]),
    ("ecommerce", &["Open my own shop online"]),
    ("formation", &["Teach adults who never liked school"]),
];

/// The dream of somebody in the programme at this place.
pub(crate) fn dream(course: usize, english: bool, chance: &mut Chance) -> &'static str {
    let key = COURSES[course].key;
    let lists = if english { ENGLISH } else { FRENCH };
    let list = lists.iter().find(|(of, _)| *of == key).map_or(FRENCH[0].1, |(_, list)| list);
    chance.pick(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_programme_has_dreams_in_both_languages() {
        for course in &COURSES {
            assert!(FRENCH.iter().any(|(of, list)| *of == course.key && list.len() >= 3));
            assert!(ENGLISH.iter().any(|(of, list)| *of == course.key && !list.is_empty()));
        }
    }
}
