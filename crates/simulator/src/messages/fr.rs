//! What students write when something stands in their way, in French.

use super::{Line, chat, formal, plain};
use crate::obstacle::Obstacle;

/// The lines that may come with an obstacle.
pub(super) const fn about(obstacle: Obstacle) -> &'static [Line] {
    match obstacle {
        Obstacle::LonelyStart => LONELY,
        Obstacle::MentorMismatch => MENTOR,
        Obstacle::ConceptWall => CONCEPT,
        Obstacle::FailedDefence => DEFENCE,
        Obstacle::MotivationLoss => MOTIVATION,
        Obstacle::LifeEvent => LIFE,
        Obstacle::JobOffer => OFFER,
        Obstacle::FundingTrouble => MONEY,
        Obstacle::DiscouragedSearch => SEARCH,
    }
}

const LONELY: &[Line] = &[
    formal(
        "Bonjour, mon accès fonctionne mais je ne vois pas par où commencer. Y a-t-il un ordre ? Merci d'avance.",
    ),
    formal(
        "Bonjour, on m'avait parlé d'un premier rendez-vous dans la semaine. Dois-je en prendre l'initiative ?",
    ),
    formal(
        "Madame, Monsieur, j'ai bien reçu mes identifiants. Qui est mon interlocuteur désormais ?",
    ),
    formal(
        "Bonjour, je relis la page d'accueil chaque soir sans oser me lancer. Pourriez-vous m'indiquer la première chose à faire ?",
    ),
    plain("Inscription lundi dernier et depuis, silence. C'est normal ?"),
    plain(
        "Est-ce que d'autres démarrent en ce moment ? J'aimerais ne pas commencer dans mon coin.",
    ),
    plain("Je pensais qu'un mentor m'écrirait. J'attends ou j'avance sans ?"),
    plain("J'ai ouvert le projet 1, je l'ai refermé. Il manque une marche avant, non ?"),
    plain("Trois fois que je regarde la vidéo d'accueil. Et après, on fait quoi ?"),
    chat("coucou ya quelqun qui debute aussi cette semaine??"),
    chat("jsuis inscrit depuis vendredi et jai parlé à personne lol"),
    chat("c'est où qu'on commence svp je trouve pas le bouton"),
    chat("hello, le mentor il arrive quand? pcq là je tourne en rond"),
];

const MENTOR: &[Line] = &[
    formal(
        "Bonjour, les échanges avec mon mentor restent courtois, mais je repars chaque fois avec plus de questions qu'en arrivant.",
    ),
    formal(
        "Bonjour, serait-il possible de travailler avec une personne disponible après 19 h ? Mes horaires ont changé.",
    ),
    formal("Je souhaiterais, sans incriminer quiconque, essayer une autre façon de travailler."),
    formal(
        "Bonjour, je comprends mieux en voyant faire. En session, on me demande surtout de deviner.",
    ),
    plain("On passe l'heure à parler de tout sauf de mon projet."),
    plain("J'aimerais qu'on fasse un exemple ensemble avant de me laisser chercher."),
    plain("Je reçois des liens à lire. C'est gentil, mais je sais lire, c'est faire qui bloque."),
    plain("Il corrige à ma place. Ça va vite, mais je n'apprends rien."),
    plain("Je n'ose plus poser de questions en session, j'ai l'impression de déranger."),
    chat("on se comprend pas trop avec mon mentor, ya moyen de changer?"),
    chat("jpose une question il me repond par une question... ok mais jfais quoi moi"),
    chat("dispo le soir? la journée je bosse et là il propose que 14h"),
    chat("la session dure 20 min au lieu de 45 jsuis un peu déçu·e"),
];

const CONCEPT: &[Line] = &[
    formal(
        "Bonjour, voilà dix jours que je relis la même leçon. Existe-t-il une autre explication, avec un dessin peut-être ?",
    ),
    formal(
        "Bonjour, j'ai quitté l'école en 1984 et ce chapitre suppose des bases que je n'ai pas. Par quoi commencer ?",
    ),
    formal(
        "Bonjour, malgré deux sessions je reste au même point. Pourrions-nous revoir cela autrement ?",
    ),
    plain(
        "Je recopie l'exemple, ça marche. Je change une ligne, plus rien. Je ne vois pas pourquoi.",
    ),
    plain("Tout le monde a l'air d'avoir compris sauf moi."),
    plain("Troisième fois que je recommence l'exercice 4 depuis zéro."),
    plain("Mes jointures renvoient 312 lignes, j'en attends 40. Je tourne en rond.")
        .only(&["donnees"]),
    plain("La régression, je lis les mots mais je ne vois pas ce qu'on calcule.")
        .only(&["donnees"]),
    plain(
        "Les promesses en JavaScript : le code part avant d'avoir la réponse, je n'y arrive pas.",
    )
    .only(&["web"]),
    plain(
        "Je ne comprends pas pourquoi le net ne tombe jamais juste dès qu'il y a un arrêt maladie.",
    )
    .only(&["paie"]),
    plain("Débit, crédit : j'inverse encore une écriture sur deux.").only(&["compta"]),
    plain("Les masques de sous-réseau, je compte sur mes doigts et je me trompe.")
        .only(&["reseaux", "support"]),
    plain("Je n'arrive pas à passer de mes entretiens à une maquette. Il manque une étape ?")
        .only(&["design"]),
    plain("Le chemin critique, je trouve toujours une date différente.").only(&["projet"]),
    chat("slt qqun pour mexpliquer le chapitre 3 avec des mots normaux svp"),
    chat("jcomprends r mdr ça fait une semaine"),
    chat("qui a réussi l'exo 4? je bloque depuis mardi je vais craquer"),
    chat("async await help 😭 ça renvoie undefined à chaque fois").only(&["web"]),
    chat("group by having where... jmélange tout").only(&["donnees"]),
];

const DEFENCE: &[Line] = &[
    formal(
        "Bonjour, le compte rendu de ma soutenance tient en deux lignes. Pourrais-je savoir précisément ce qui est attendu ?",
    ),
    formal("Bonjour, la soutenance s'est arrêtée au bout de six minutes. Est-ce l'usage ?"),
    formal(
        "Je reconnais des manques, mais le jury n'a pas ouvert mon annexe. À qui puis-je en parler ?",
    ),
    formal(
        "Bonjour, j'ai préparé trois semaines et je ne sais plus par quel bout reprendre ce projet.",
    ),
    plain("À retravailler, d'accord. Mais quoi, exactement ?"),
    plain("Il faut attendre combien de temps avant de repasser ?"),
    plain("J'ai perdu mes moyens à la première question. Je savais pourtant."),
    plain("Deuxième jury, deuxième avis contraire au premier. Lequel je suis ?"),
    plain("Je n'ai pas rouvert le projet depuis la soutenance."),
    chat("recalé·e... le com fait 2 lignes jsuis censé faire quoi avec ça"),
    chat("ma soutenance s'est mal passée, on peut changer de jury?"),
    chat("faut tout refaire ou juste la partie 2??"),
    chat("j'ai bugué total devant le jury la honte"),
];

const MOTIVATION: &[Line] = &[
    formal(
        "Bonjour, je vous avoue avoir du mal à trouver du sens aux derniers projets. À quoi servent-ils dans le métier ?",
    ),
    formal(
        "Bonjour, j'ouvre l'ordinateur chaque soir, puis je range la cuisine. Cela fait un mois.",
    ),
    formal(
        "Je me demande si ce métier est vraiment pour moi. Peut-on en discuter avant que je prenne une décision ?",
    ),
    formal(
        "Bonjour, mes journées de travail sont longues et je n'avance plus. Faut-il que je m'arrête un temps ?",
    ),
    plain("Je m'y remets lundi."),
    plain("Je ne sais plus trop pourquoi j'ai commencé."),
    plain("C'est bien fait, mais je n'ai plus envie. Désolé de le dire comme ça."),
    plain("J'avance de dix minutes par jour, à ce rythme j'aurai fini à la retraite."),
    plain("Le projet en cours ressemble au précédent, à quoi bon ?"),
    chat("promis lundi jm'y remets (je sais j'ai dit ça la semaine dernière)"),
    chat("jsuis plus dedans du tout en vrai"),
    chat("la flemme intersidérale depuis les vacances"),
    chat("en vrai ça sert a quoi ce projet dans la vraie vie?"),
];

const LIFE: &[Line] = &[
    formal(
        "Bonjour, ma mère est hospitalisée à Brest. Je serai auprès d'elle chaque fin de semaine et sans doute un peu plus.",
    ),
    formal("Bonjour, nous déménageons le 28 et l'opérateur annonce deux semaines sans Internet."),
    formal(
        "Bonjour, je dois subir une intervention le mois prochain. Comment prévenir mon mentor ?",
    ),
    formal(
        "Bonjour, un deuil dans la famille m'éloigne quelque temps. Je vous écrirai à mon retour.",
    ),
    plain("Mon fils a été opéré, je suis à l'hôpital toute la journée."),
    plain("Séparation en cours, je gère les enfants un jour sur deux. Les horaires vont bouger."),
    plain("Dégât des eaux, l'ordinateur y est passé. Je cherche comment en emprunter un."),
    plain("Je suis aidant·e pour mon père depuis ce mois-ci, ça prend plus de place que prévu."),
    plain("Arrêt de trois semaines, dos bloqué. Assis, je tiens un quart d'heure."),
    chat("le bébé est arrivé en avance!!! je disparais un peu"),
    chat("plus d'internet depuis le demenagement je capte que dans la cage d'escalier"),
    chat("galère perso en ce moment, je reviens dès que jpeux"),
    chat("covid + les 2 petits malades, semaine morte"),
];

const OFFER: &[Line] = &[
    formal(
        "Bonjour, une mairie me propose un contrat à partir du 1er. Mes projets validés restent-ils acquis ?",
    ),
    formal(
        "Bonjour, je dois répondre vendredi à une proposition de CDI. Puis-je terminer la formation à temps partiel ?",
    ),
    formal(
        "Bonjour, mon ancien employeur me rappelle, à de meilleures conditions. J'aimerais votre avis avant de répondre.",
    ),
    formal(
        "On m'offre un remplacement de six mois. Est-il possible de suspendre et de revenir ensuite ?",
    ),
    plain("CDD de huit mois, réponse demain. Vous feriez quoi à ma place ?"),
    plain("J'ai accepté un essai de deux semaines, je vous dis après."),
    plain("Si je commence à travailler lundi, je garde mon mentor ?"),
    plain("Une entreprise me veut tout de suite, sans attendre le diplôme."),
    plain("On me propose une alternance ailleurs. Je peux faire valoir ce que j'ai validé ?"),
    chat("jai un taf!! mais du coup la formation jfais comment"),
    chat("ils me prennent direct lundi, jdis oui??"),
    chat("cdi à 35h, impossible de suivre à coté je crois"),
    chat("proposition de ouf mais faut commencer le 3... aidez moi à choisir"),
];

const MONEY: &[Line] = &[
    formal(
        "Bonjour, France Travail réclame une attestation d'assiduité avant le 15. À qui la demander ?",
    ),
    formal(
        "Bonjour, mon dossier de financement couvre les deux tiers. Je ne pourrai pas avancer le reste avant la rentrée.",
    ),
    formal("Bonjour, mon employeur suspend sa participation. Quelles sont les possibilités ?"),
    formal(
        "Bonjour, mon allocation s'arrête à la fin du mois et je dois reprendre des missions. Comment nous organiser ?",
    ),
    plain("Le prélèvement a été refusé. Je peux payer en trois fois ?"),
    plain("Le CPF est bloqué depuis lundi, « dossier en cours ». Ça peut durer ?"),
    plain("Il me manque un justificatif pour la région, la date limite est jeudi."),
    plain("Si le financement s'arrête, je perds mes projets ?"),
    plain("J'ai repris des ménages le matin pour payer, j'ai moins d'heures pour étudier."),
    chat("le prelevement est pas passé dsl, ya moyen de décaler?"),
    chat("france travail me demande un papier je comprends pas lequel"),
    chat("chui à découvert là, ça se met en pause les paiements?"),
    chat("mon conseiller FT répond pas et faut l'attestation pr demain"),
];

const SEARCH: &[Line] = &[
    formal(
        "Bonjour, soixante candidatures, quatre réponses, toutes automatiques. Que dois-je changer ?",
    ),
    formal("Bonjour, à 54 ans, faut-il retirer les dates du CV ?"),
    formal("Bonjour, on me répond que mon profil est atypique. Comment en faire un atout ?"),
    formal(
        "Je n'ai plus de nouvelles depuis l'entretien du mois dernier. Est-il convenable de relancer une troisième fois ?",
    ),
    plain("Ils demandent tous deux ans d'expérience pour un poste débutant."),
    plain("J'ai arrêté de postuler cette semaine, je fais une pause."),
    plain("Encore un refus sans explication. C'est le quatorzième."),
    plain("Je ne sais plus quoi écrire dans les lettres, elles se ressemblent toutes."),
    plain("Est-ce que le diplôme est vraiment reconnu ? On me pose la question à chaque fois."),
    chat("40 candidatures 0 entretien, c moi le problème?"),
    chat("ils veulent un junior avec 3 ans d'xp mdr"),
    chat("j'envoie plus rien, à quoi bon"),
    chat("ghosté après 2 entretiens, super"),
];
