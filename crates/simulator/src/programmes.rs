//! The twelve programmes of the demo school and their projects.

use compact_str::format_compact;
use vigie_domain::directory::{Item, Programme};
use vigie_domain::fact::WorkKind;
use vigie_domain::ids::Key;

/// One programme: what it is called, how sought after, what is built in it.
#[derive(Debug)]
pub(crate) struct Course {
    /// Used in item keys and enrolment ids.
    pub(crate) key: &'static str,
    /// Title as shown.
    pub(crate) title: &'static str,
    /// Share of arrivals, in proportion to the others.
    pub(crate) sought: f64,
    /// Titles of its projects with their planned days for three days of study a week.
    pub(crate) projects: &'static [(&'static str, i32)],
    /// Titles of its computer-marked tests, spread over the projects.
    pub(crate) quizzes: [&'static str; 3],
}

/// Every programme.
pub(crate) const COURSES: [Course; 12] = [
    Course {
        key: "web",
        title: "Développement web",
        sought: 2.2,
        projects: &[
            ("Mettez en ligne la page d'un food-truck", 15),
            ("Intégrez la maquette d'un club de lecture", 20),
            ("Rendez accessible le site d'une mairie", 20),
            ("Animez la carte interactive d'un marché", 24),
            ("Construisez l'API d'une recyclerie", 28),
            ("Branchez un paiement pour une AMAP", 24),
            ("Corrigez l'application d'un loueur de vélos", 26),
            ("Testez le site d'une billetterie associative", 22),
            ("Refondez l'intranet d'un centre de soins", 34),
            ("Lancez votre propre service en ligne", 40),
        ],
        quizzes: ["HTML, CSS et accessibilité", "JavaScript et le réseau", "Sécurité du web"],
    },
    Course {
        key: "donnees",
        title: "Analyse de données",
        sought: 1.6,
        projects: &[
            ("Lisez le tableur d'une coopérative", 14),
            ("Nettoyez les ventes d'une librairie", 20),
            ("Interrogez la base d'un réseau de bus", 24),
            ("Mesurez l'audience d'une radio locale", 24),
            ("Cartographiez les points d'eau d'un département", 26),
            ("Prévoyez les commandes d'une cantine", 30),
            ("Racontez dix ans de qualité de l'air", 24),
            ("Automatisez le rapport d'une association", 26),
            ("Segmentez les adhérents d'une médiathèque", 32),
            ("Répondez à la question d'une vraie entreprise", 40),
        ],
        quizzes: ["Statistiques descriptives", "SQL et jointures", "Choisir le bon graphique"],
    },
    Course {
        key: "design",
        title: "Design d'interface",
        sought: 1.0,
        projects: &[
            ("Observez cinq personnes acheter un billet", 14),
            ("Dessinez le parcours d'un don du sang", 18),
            ("Maquettez l'application d'une piscine", 22),
            ("Simplifiez le formulaire d'une mutuelle", 20),
            ("Testez un prototype avec des seniors", 22),
            ("Composez le système graphique d'un théâtre", 30),
            ("Rendez lisible la facture d'électricité", 18),
            ("Repensez la borne d'un musée", 26),
            ("Présentez votre portfolio", 30),
        ],
        quizzes: ["Principes de perception", "Recherche utilisateur", "Accessibilité visuelle"],
    },
    Course {
        key: "support",
        title: "Support informatique",
        sought: 1.0,
        projects: &[
            ("Préparez le poste d'une nouvelle secrétaire", 12),
            ("Répondez à vingt tickets d'un lycée", 16),
            ("Remettez en route l'imprimante d'un cabinet", 12),
            ("Écrivez la base de connaissances d'une clinique", 20),
            ("Déployez trente tablettes dans une école", 24),
            ("Sauvegardez les fichiers d'un notaire", 20),
            ("Accompagnez une équipe qui change de messagerie", 24),
            ("Réagissez à un hameçonnage", 18),
            ("Tenez le guichet d'un festival", 28),
        ],
        quizzes: ["Systèmes et droits", "Réseau du poste", "Communication avec l'usager"],
    },
    Course {
        key: "reseaux",
        title: "Systèmes et réseaux",
        sought: 0.9,
        projects: &[
            ("Câblez le réseau d'un petit hôtel", 14),
            ("Segmentez le wifi d'un camping", 20),
            ("Installez le serveur d'une menuiserie", 22),
            ("Surveillez les équipements d'un port", 24),
            ("Automatisez dix installations identiques", 26),
            ("Chiffrez les échanges de deux sites distants", 24),
            ("Reprenez après une panne électrique", 22),
            ("Auditez la sécurité d'une école", 30),
            ("Migrez une comptabilité vers le nuage", 32),
            ("Rédigez le plan de reprise d'un hôpital", 36),
        ],
        quizzes: ["Adressage et routage", "Services et annuaires", "Durcissement"],
    },
    Course {
        key: "paie",
        title: "Gestion de paie",
        sought: 1.2,
        projects: &[
            ("Première paie d'une boulangerie", 14),
            ("Absences et congés d'un garage", 18),
            ("Paie d'un chantier avec heures supplémentaires", 22),
            ("Déclarez les salaires d'une crèche", 22),
            ("Soldez le compte d'un saisonnier", 18),
            ("Arrêt maladie dans un salon de coiffure", 24),
            ("Contrôlez une année de bulletins", 28),
            ("Paramétrez le logiciel d'une PME", 30),
            ("Expliquez son bulletin à un apprenti", 16),
        ],
        quizzes: ["Du brut au net", "Cotisations", "Fin de contrat"],
    },
    Course {
        key: "compta",
        title: "Comptabilité",
        sought: 1.1,
        projects: &[
            ("Tenez le journal d'une fleuriste", 14),
            ("Rapprochez la banque d'un restaurant", 18),
            ("Déclarez la TVA d'un plombier", 20),
            ("Amortissez le matériel d'une imprimerie", 22),
            ("Relancez les impayés d'un atelier", 18),
            ("Clôturez l'exercice d'une épicerie", 30),
            ("Analysez le bilan d'une scierie", 26),
            ("Budgétez la saison d'un club sportif", 24),
            ("Dématérialisez les factures d'une mairie", 24),
            ("Présentez les comptes à une assemblée", 28),
        ],
        quizzes: ["Partie double", "TVA", "Lecture du bilan"],
    },
    Course {
        key: "rh",
        title: "Ressources humaines",
        sought: 1.0,
        projects: &[
            ("Rédigez l'annonce d'une maison de retraite", 12),
            ("Menez trois entretiens d'embauche", 18),
            ("Accueillez la première alternante", 16),
            ("Planifiez les formations d'un entrepôt", 24),
            ("Préparez la visite de l'inspection", 20),
            ("Écoutez une équipe en tension", 22),
            ("Mettez à jour le règlement d'une PME", 24),
            ("Construisez la politique handicap d'un groupe", 28),
            ("Pilotez une année d'entretiens", 32),
        ],
        quizzes: ["Droit du travail", "Recrutement sans discrimination", "Formation continue"],
    },
    Course {
        key: "com",
        title: "Communication",
        sought: 0.9,
        projects: &[
            ("Écrivez la lettre d'un musée de village", 14),
            ("Photographiez un artisan au travail", 16),
            ("Lancez la page d'une ressourcerie", 18),
            ("Répondez aux avis d'un hôtel", 12),
            ("Organisez la semaine du goût d'un lycée", 24),
            ("Montez la vidéo d'une course solidaire", 24),
            ("Gérez la crise d'une laiterie", 22),
            ("Mesurez une campagne de dons", 26),
            ("Bâtissez le plan d'une communauté de communes", 34),
        ],
        quizzes: ["Écrire pour être lu", "Droit à l'image", "Mesure d'audience"],
    },
    Course {
        key: "projet",
        title: "Gestion de projet",
        sought: 0.9,
        projects: &[
            ("Cadrez l'ouverture d'une ludothèque", 14),
            ("Découpez la rénovation d'un gîte", 18),
            ("Animez un atelier avec des riverains", 18),
            ("Budgétez une fête de quartier", 20),
            ("Rattrapez un chantier en retard", 24),
            ("Conduisez trois sprints avec une équipe", 34),
            ("Gérez les risques d'un déménagement", 20),
            ("Rendez compte à un comité", 16),
            ("Faites le bilan d'un projet raté", 20),
            ("Livrez un projet de bout en bout", 42),
        ],
        quizzes: ["Cadrage", "Planification", "Agilité"],
    },
    Course {
        key: "ecommerce",
        title: "E-commerce",
        sought: 0.8,
        projects: &[
            ("Ouvrez la boutique d'une savonnerie", 18),
            ("Décrivez cinquante produits d'une mercerie", 16),
            ("Référencez un caviste", 24),
            ("Calculez les frais de port d'un potier", 14),
            ("Réduisez les paniers abandonnés", 22),
            ("Préparez les soldes d'un magasin de sport", 24),
            ("Vendez sur une place de marché", 22),
            ("Organisez les retours d'une friperie", 20),
        ],
        quizzes: ["Droit de la vente à distance", "Référencement", "Logistique"],
    },
    Course {
        key: "formation",
        title: "Formation d'adultes",
        sought: 0.7,
        projects: &[
            ("Observez une séance et faites un retour", 12),
            ("Écrivez les objectifs d'un module de cuisine", 16),
            ("Animez une heure en classe virtuelle", 18),
            ("Évaluez sans noter", 18),
            ("Adaptez une séance à la dyslexie", 20),
            ("Scénarisez un module en ligne", 28),
            ("Accompagnez une personne en doute", 20),
            ("Négociez avec un financeur", 18),
            ("Préparez l'audit qualité d'un centre", 26),
            ("Montez votre propre formation", 38),
            ("Formez une équipe pendant une journée", 16),
        ],
        quizzes: ["Pédagogie des adultes", "Évaluation", "Cadre légal"],
    },
];

impl Course {
    /// The key of the project at `place`, counted from 0: `donnees-03`.
    pub(crate) fn project_key(&self, place: usize) -> Key {
        format_compact!("{}-{:02}", self.key, place + 1)
    }

    /// The key of the test at `place`, counted from 0: `donnees-q1`.
    pub(crate) fn quiz_key(&self, place: usize) -> Key {
        format_compact!("{}-q{}", self.key, place + 1)
    }

    /// After which project, counted from 0, the test at `place` comes.
    pub(crate) fn quiz_after(&self, place: usize) -> usize {
        (place + 1) * self.projects.len() / 4
    }

    /// As the directory keeps it.
    pub(crate) fn programme(&self) -> Programme {
        let projects = self.projects.iter().enumerate().map(|(place, (title, _))| Item {
            key: self.project_key(place),
            title: (*title).to_owned(),
            kind: WorkKind::Project,
        });
        let quizzes = self.quizzes.iter().enumerate().map(|(place, title)| Item {
            key: self.quiz_key(place),
            title: (*title).to_owned(),
            kind: WorkKind::Quiz,
        });
        Programme {
            key: self.key.into(),
            title: self.title.to_owned(),
            items: projects.chain(quizzes).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_programme_has_eight_to_twelve_projects_of_ten_to_forty_five_days() {
        for course in &COURSES {
            assert!((8..=12).contains(&course.projects.len()), "{}", course.key);
            for (title, days) in course.projects {
                assert!((10..=45).contains(days), "{title}");
            }
        }
    }

    #[test]
    fn keys_are_unique_in_the_school() {
        let mut seen = HashSet::new();
        for course in &COURSES {
            for item in course.programme().items {
                assert!(seen.insert(item.key.clone()), "{}", item.key);
            }
        }
    }
}
