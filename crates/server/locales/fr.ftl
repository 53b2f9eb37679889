## La journée d'un conseiller ou d'une conseillère
worklist-title = À contacter aujourd'hui
worklist-of = À contacter aujourd'hui : la journée de { $name }, { $date }
worklist-all = À contacter aujourd'hui : toute l'école, { $date }
worklist-size = { $n ->
        [one] { $n } conversation, { $time }
       *[other] { $n } conversations, { $time }
    }
worklist-waiting = { $n ->
        [one] { $n } personne attend encore : { $time }.
       *[other] { $n } personnes attendent encore : { $time }.
    }
worklist-empty = Personne n'attend aujourd'hui. Un bon jour pour dire bonjour à qui va bien.
worklist-quiet = Tout va bien de ce côté.
past-day = Vue d'un jour passé : { $date }.

## Une personne sur la liste
since = depuis le { $date }
since-today = depuis aujourd'hui
new-since-contact = nouveau depuis le dernier échange
ours = à nous de réparer
last-contact = Dernier échange : { $date }, { $channel }.
last-contact-none = Pas encore d'échange.
last-contact-came = Ce qui en est ressorti : « { $words } »
last-attempt = Dernier essai : { $date }, { $outcome }.
promise-open = Promis pour le { $date } : « { $words } »
promise-open-wordless = Une promesse est en cours, pour le { $date }.
proposals = Pistes
snoozed = y revenir le { $date }

floor-line = { $n ->
        [one] Personne n'a pris de nouvelles depuis { $n } semaine. On dit bonjour ?
       *[other] Personne n'a pris de nouvelles depuis { $n } semaines. On dit bonjour ?
    }

## Durées
hours-minutes = { $h } h { $mm }
hours = { $h } h
minutes = { $m } min

## Pourquoi cette place
points-title = Pourquoi maintenant
points-urgency = urgence
points-duration = durée
points-trend = évolution de l'activité
points-reasons = raisons indépendantes
points-overdue = travaux attendus
points-little_activity = peu d'activité jusqu'ici
points-harm = temps avant l'échéance
points-promise = promesse à tenir
points-unseen = temps depuis le dernier échange
points-risk = risque observé
points-floor = personne n'a pris de nouvelles
points-total = total

## Urgence
severity-info = bonne nouvelle
severity-watch = à garder en tête
severity-act = à faire
severity-urgent = aujourd'hui
severity-danger = danger

## Canaux, et ce que l'appel a donné
channel-email = par courriel
channel-phone = au téléphone
channel-video = en visio
channel-sms = par SMS
channel-portal = sur le site
channel-community = dans la communauté
channel-in_person = de vive voix
outcome-spoke = vous vous êtes parlé
outcome-no_answer = sans réponse
outcome-message_left = message laissé

## Où en est la personne
phase-prospect = futur étudiant
phase-student = en formation
phase-job_search = en recherche d'emploi
phase-employed = en emploi
phase-alumni = diplôme obtenu
phase-away = départ
phase-learning = en formation
phase-paused = en pause
phase-withdrawn = départ
phase-graduated = diplôme obtenu


## Cadre de toutes les pages
description = Vigie veille sur chaque étudiant et chaque étudiante, de la première question à l'emploi.
skip = Aller au contenu
places = Pages
place-today = Aujourd'hui
place-students = Étudiants
place-signals = Signaux
place-friday = Vendredi
logout = Se déconnecter
other-language = English
theme-light = Thème clair
theme-dark = Thème sombre
demo-note = École simulée : personne n'y est réel.
offline = La connexion est perdue. Ce que tu écris reste ici ; nous réessayons.
failed = Rien n'a été enregistré : la connexion ou le serveur n'a pas répondu. Ton texte est toujours là, tu peux réessayer.

## Connexion
login-title = Bonjour
login-lead = Prendre contact avec les gens avant qu'ils ressentent le besoin de nous parler.
login-email = Adresse électronique
login-password = Mot de passe
login-enter = Entrer
login-wrong = Cette adresse et ce mot de passe ne vont pas ensemble. Vérifie les deux, puis réessaie.
demo-login = Visiter l'école simulée
demo-login-text = Un clic, sans mot de passe. Rien de ce que tu y fais ne touche une vraie personne.
role-advisor = conseil pédagogique
role-student = étudiant ou étudiante
role-mentor = mentor
role-admin = administration des comptes
role-integrator = programme relié
role-manager = responsable d'équipe

## La journée
day-of = la journée de { $name }
hours-label = Heures de contact
hours-apply = Appliquer
download = CSV
news-one = 1 nouveauté : l'afficher
news-many = { "{n}" } nouveautés : les afficher
place-danger = Danger : prévenir de vive voix
place-pinned = À son heure
place-wrote = On t'a écrit
place-good = Bonnes nouvelles
place-list = À contacter
place-done = { $n ->
        [one] Déjà fait aujourd'hui : { $n } personne
       *[other] Déjà fait aujourd'hui : { $n } personnes
    }
protocol-1 = Préviens tout de suite la personne d'astreinte, et reste en lien jusqu'au relais.
protocol-3114 = prévention du suicide, jour et nuit
protocol-15 = SAMU
protocol-112 = urgences, toute l'Europe
quiet-title = Tout est calme
quiet-next = Voir mes étudiants
today-nobodys = { $n ->
        [one] { $n } personne n'a encore personne d'attitré.
       *[other] { $n } personnes n'ont encore personne d'attitré. Ici se trouvent celles pour qui quelque chose presse.
    }
today-nobodys-all = Les voir toutes
no-students = Tu n'as pas encore d'étudiants
no-students-text = Dès qu'une personne te sera confiée, elle apparaîtra ici avec ce qu'il faut savoir d'elle.
no-students-next = Voir tous les étudiants
all-day = dans la journée
say-tu = tu
say-vous = vous
write-mail = Écrire
local-time = chez elle, il est { $time }
more = Pistes, et pourquoi cette place
wrote = « { $words } » ({ $date })
wrote-wordless = { $name } nous a écrit sans un mot de plus ({ $date }).
wrote-call = { $name } demande qu'on l'appelle ({ $date }).
wrote-correction = { $name } dit qu'une de nos informations est fausse ({ $date }). Regardons ensemble.
wrote-correction-words = { $name } dit qu'une de nos informations est fausse : « { $words } » ({ $date }) Regardons ensemble.
wrote-leave = { $name } annonce une pause ({ $date }). Un mot avant le départ ?
wrote-leave-words = { $name } annonce une pause : « { $words } » ({ $date }) Un mot avant le départ ?
wrote-return = { $name } est de retour ({ $date }). On prend des nouvelles ?
gesture = Ce que ça a donné avec { $name }
do-spoke = On s'est parlé
do-no-answer = Sans réponse
do-message-left = Message laissé
do-wrote = J'ai écrit
do-met = On s'est vus
do-read = Lu, rien n'attend de réponse
do-congratulated = Félicitations faites
do-note = Note, promesse, y revenir le…
do-only-note = Garder seulement la note
do-later = Seulement y revenir à cette date
note-label = Ce que j'ai compris
promise-label = Promis
promise-due-label = Pour le
until-label = Y revenir le
verdict-label = Le signal, cette fois
verdict-none = sans avis
verdict-helped = ça a aidé
verdict-not_needed = pas besoin
verdict-wrong_data = donnée fausse
ours-label = Ça vient de nous
ours-none = non, ou je ne sais pas
ours-project = un projet
ours-mentoring = le mentorat
ours-hint = « Le mentorat » : la ou le mentor le lit en premier, avec le prénom de la personne ; sans prénom tant qu'elle demande à changer.
ours-administration = l'administratif
ours-platform = le site, un outil
ours-follow_up = notre suivi
ours-other = autre chose
written-spoke = noté : vous vous êtes parlé
written-no_answer = noté : sans réponse
written-message_left = noté : message laissé
written-wrote = noté : message envoyé
written-met = noté : vous vous êtes vus
written-read = noté : lu, rien n'attend de réponse
written-later = noté : on y revient à cette date
written-note = note gardée
written-congratulated = noté : félicitations faites
undo = Annuler
taken-back = Annulé pour { $name } : rien n'est gardé.
taken-back-next = Remettre la liste à jour
keys = Raccourcis du clavier
key-move = d'une personne à l'autre
key-outcome = ce que ça a donné
key-note = note
key-keep = noter l'échange
key-open = ouvrir
key-undo = annuler
csv-name = personne
csv-why = pourquoi
csv-phone = téléphone
csv-email = courriel
csv-minutes = minutes

## Quand quelque chose ne va pas
error-home = Revenir à l'accueil
error-not-found = Cette page n'existe pas
error-not-found-text = L'adresse est peut-être incomplète, ou la personne n'est plus dans l'école. Rien n'est perdu.
error-forbidden = Cette page n'est pas pour ton compte
error-forbidden-text = Elle demande d'autres droits que les tiens. Si c'est une erreur, parles-en à la personne responsable de l'équipe.
error-elsewhere = Ce formulaire ne vient pas d'une page de Vigie
error-elsewhere-text = Rien n'a changé. Reviens à la page où tu écrivais, recharge-la et envoie à nouveau.
error-sign-in = Ta session est terminée
error-sign-in-text = Reconnecte-toi : tu reviendras ici.
error-link-expired = Ce lien n'est plus valable
error-link-expired-text = Les liens personnels ne durent qu'un temps, par sécurité. Pour en avoir un nouveau, il suffit de répondre à notre dernier message.
error-link-forged = Ce lien n'est pas complet
error-link-forged-text = Il a peut-être été coupé en route : le message d'origine l'a en entier. Sinon, il suffit d'y répondre pour en avoir un nouveau.
error-too-many = Trop d'essais d'un coup
error-too-many-text = Attends une minute, puis réessaie.
error-indicator = Cet indicateur ne tient pas encore : sa condition ou ses phrases ont une erreur, ou elle ne change jamais. L'éditeur dit où ; rien n'a changé.
error-invalid = Quelque chose manque ou ne se lit pas
error-invalid-text = Reviens en arrière : ce que tu as écrit y est toujours.
error-no-caseload = Tu n'as pas de liste à toi
error-no-caseload-text = Ton compte ne suit personne en propre. Choisis quelqu'un dans la liste des étudiants, ou ouvre la page du vendredi.
error-ours = C'est de notre faute
error-ours-text = Le programme n'a pas su répondre. Rien de ce qui était enregistré n'est perdu ; réessaie dans un instant.
error-form = Le formulaire est arrivé incomplet. Reviens en arrière et réessaie.
error-date = Cette date ne se lit pas. Écris-la comme 2026-11-24, ou choisis-la dans le calendrier.
error-date-past = Cette date est déjà passée. Choisis un moment à venir.
error-promise-date = Une promesse a besoin d'une date : pour quand est-elle ?
error-until-missing = Pour y revenir plus tard, il faut une date.
error-note-missing = La note est vide.

## Les pages d'une longue liste
pages = Pages
pages-previous = Page précédente
pages-next = Page suivante
pages-here = page { $page } sur { $pages }

## La liste des étudiants
students-title = Étudiants
students-search = Nom, ou identifiant
students-of = De qui
students-mine = Mes étudiants
students-all = Toute l'école
students-any-phase = partout sur le chemin
students-go = Chercher
students-found = { $n ->
        [0] Personne
        [one] { $n } personne
       *[other] { $n } personnes
    }
students-name = Nom
students-programme = Parcours
students-phase = Où en est-on
students-advisor = Accompagnement
students-contact = Dernier échange
students-signals = Signaux
students-no-advisor = personne pour l'instant
students-no-contact = pas encore
students-signals-open = { $n ->
        [0] aucun signal
        [one] { $n } signal ouvert
       *[other] { $n } signaux ouverts
    }
students-file = Télécharger cette liste (CSV)
students-none = Personne ne répond à cette recherche
students-none-text = Un nom s'écrit parfois autrement : essaie ses premières lettres, ou cherche dans toute l'école.
students-nobody = L'école n'a pas encore d'étudiants
students-nobody-text = Dès le premier import, chaque personne apparaîtra ici.

## Les signaux
signals-title = Signaux
signals-lead = Ce que les faits disent de tes étudiants, par raison. La plus récente d'abord.
signals-lead-all = Ce que les faits disent de toute l'école, par raison. La plus récente d'abord.
signals-whole-school = Voir toute l'école
signals-only-mine = Voir mes étudiants seulement
signals-severity = Urgence
signals-any-severity = toutes
signals-indicator = Raison
signals-any-indicator = toutes
signals-size = { $n ->
        [0] Aucun signal ouvert
        [one] { $n } signal ouvert
       *[other] { $n } signaux ouverts
    }
signals-count = { $n ->
        [one] { $n } signal
       *[other] { $n } signaux
    }
signals-rest = Voir les { $n }
signals-quiet = Aucun signal n'est ouvert. Un bon jour pour dire bonjour à qui va bien.
signals-none = Rien de tel en ce moment
signals-none-text = Aucun signal ouvert ne correspond à ce choix.
signals-every = Voir tous les signaux

## Liens personnels : la page d'un étudiant ou d'une étudiante
link-title = Ma page
link-hello = Bonjour { $name }
link-team = l'équipe pédagogique
link-when = { $date }, { $hour }
link-advisor = Vous suit, de l'inscription à l'emploi
link-advisor-tu = Te suit, de l'inscription à l'emploi
link-advisor-none = Toute l'équipe pédagogique, en attendant une personne rien que pour vous.
link-advisor-none-tu = Toute l'équipe pédagogique, en attendant une personne rien que pour toi.
link-mentor-is = Votre mentor
link-mentor-is-tu = Ton mentor
link-mentor-none = Pas encore de mentor : { $name } cherche qui vous conviendrait.
link-mentor-none-tu = Pas encore de mentor : { $name } cherche qui te conviendrait.
link-way = Façon de travailler : { $way }.
link-session = Prochaine session
link-session-none = Pas encore de date.
link-session-cancelled = Annulée : { $when }, avec { $name }.
link-with = avec { $name }
link-defence = Prochaine soutenance
link-defence-none = Pas encore de date.
link-of = « { $what } »
link-own-time = Les heures sont celles de chez vous.
link-own-time-tu = Les heures sont celles de chez toi.
link-ask = Comment ça va pour vous ?
link-ask-tu = Comment ça va pour toi ?
link-well = Tout va bien
link-call = Appelez-moi
link-call-tu = Appelle-moi
link-mentor = Mon mentor ne me convient pas
link-job = J'ai un emploi
link-text = Un mot, si le cœur en dit
link-text-hint = Il part avec le bouton que vous touchez, ou seul avec « Envoyer ce mot ».
link-text-hint-tu = Il part avec le bouton que tu touches, ou seul avec « Envoyer ce mot ».
link-send = Envoyer ce mot
link-company = Entreprise
link-contract = Contrat
link-starts = Premier jour
link-job-send = Annoncer mon emploi
link-job-send-tu = Annoncer mon emploi
link-who-sees = Qui le voit : { $name } et l'équipe pédagogique. Votre mentor ne le voit pas.
link-who-sees-tu = Qui le voit : { $name } et l'équipe pédagogique. Ton mentor ne le voit pas.
link-danger = En danger, maintenant ?
link-until = Ce lien est à vous : ne le transmettez pas. Il s'ouvre jusqu'au { $date }.
link-until-tu = Ce lien est à toi : ne le transmets pas. Il s'ouvre jusqu'au { $date }.
link-undo-hour = possible pendant une heure
link-said-well = Merci, c'est bon à lire
link-said-call = Demande d'appel envoyée
link-said-mentor = C'est noté
link-said-job = Un emploi : bravo !
link-said-text = Message envoyé
link-said-undone = Annulé
link-next-well = C'est gardé dans votre suivi, où { $name } le lira. Personne ne vous appellera pour autant : revenez ici quand vous voulez.
link-next-well-tu = C'est gardé dans ton suivi, où { $name } le lira. Personne ne t'appellera pour autant : reviens ici quand tu veux.
link-next-call = La demande est déjà en haut de la liste de { $name }, qui vous appelle. Votre numéro n'est pas dans nos fiches : écrivez-le ci-dessous.
link-next-call-tu = La demande est déjà en haut de la liste de { $name }, qui t'appelle. Ton numéro n'est pas dans nos fiches : écris-le ci-dessous.
link-next-call-phone = La demande est déjà en haut de la liste de { $name }, qui vous appelle au { $phone }. Ce n'est plus le bon numéro ? Écrivez-le ci-dessous.
link-next-call-phone-tu = La demande est déjà en haut de la liste de { $name }, qui t'appelle au { $phone }. Ce n'est plus le bon numéro ? Écris-le ci-dessous.
link-next-mentor = { $name } le trouve sur sa liste et cherche avec vous qui vous conviendrait mieux. Votre mentor ne voit pas ce message ; les sessions prévues restent en place d'ici là.
link-next-mentor-tu = { $name } le trouve sur sa liste et cherche avec toi qui te conviendrait mieux. Ton mentor ne voit pas ce message ; les sessions prévues restent en place d'ici là.
link-next-job = Toute l'équipe s'en réjouit. { $name } le trouve sur sa liste et voit avec vous comment finir la formation à votre rythme, si vous le souhaitez.
link-next-job-tu = Toute l'équipe s'en réjouit. { $name } le trouve sur sa liste et voit avec toi comment finir la formation à ton rythme, si tu le souhaites.
link-next-text = { $name } le trouve en haut de sa liste et vous répond.
link-next-text-tu = { $name } le trouve en haut de sa liste et te répond.
link-next-undone = Rien n'est gardé, et { $name } n'a plus rien à faire.
link-next-undone-tu = Rien n'est gardé, et { $name } n'a plus rien à faire.
link-error-form = Le formulaire est arrivé incomplet. Rien n'est perdu : réessayez.
link-error-company = Il manque le nom de l'entreprise.
link-error-starts = Il manque le premier jour de travail, comme 2026-12-01.
link-error-no-words = Il manque quelques mots : que voulez-vous nous dire ?
link-error-too-long = C'est trop long pour un seul message : 8 000 caractères au plus. Tout est encore là.
link-error-not-undoable = Ce n'est plus annulable : plus d'une heure est passée. Écrivez-nous un mot, nous corrigeons.
contract-permanent = CDI
contract-fixed_term = CDD
contract-apprenticeship = Alternance
contract-internship = Stage
contract-self_employed = À mon compte
contract-temporary = Intérim
contract-other = Autre, ou pas encore connu

## Liens personnels : la page d'un ou d'une mentor
mentor-record = { $n ->
        [one] { $n } session à renseigner
       *[other] { $n } sessions à renseigner
    }
mentor-record-text = Un geste par session. C'est grâce à cela qu'on sait qui a besoin de nous.
mentor-third = « Absence étudiant » : quand un tiers de la session est passé sans la personne. « Autre » : une panne, un contretemps ; rien n'est compté contre personne.
session-held = Tenue
session-student_absent = Absence étudiant
session-mentor_absent = Absence mentor
session-cancelled_early = Annulée tôt
session-cancelled_late = Annulée tard
session-other = Autre
mentor-quiet = Toutes tes sessions sont renseignées
mentor-quiet-text = Merci. Rien d'autre à faire ici aujourd'hui.
mentor-nobody = Personne ne t'est confié pour l'instant
mentor-nobody-text = Dès que quelqu'un commencera avec toi, tu le verras ici.
mentor-students = { $n ->
        [one] Avec toi en ce moment
       *[other] Avec toi en ce moment : { $n } personnes
    }
mentor-last = dernière session le { $date }
mentor-next = Prochaine session : { $when }
mentor-next-none = Pas de prochaine date.
mentor-book = Fixer une date
mentor-date = Jour et heure, à l'heure de l'école
mentor-book-send = Garder cette date
mentor-book-another = Ajouter une autre date
mentor-move = Déplacer, ou fixer une autre date
mentor-move-send = Déplacer la prochaine session
mentor-cancel = Annuler la prochaine session
mentor-cancel-text = La page de { $name } dira que cette session est annulée, mais aucun message ne part : préviens aussi { $name }. À plus d'un jour, elle compte comme annulée tôt ; après, tard.
mentor-cancel-send = Annuler cette session
mentor-unplanned = Noter une session imprévue
mentor-unplanned-at = Quand c'était, à l'heure de l'école
mentor-worry = Je m'inquiète pour { $name }
mentor-worry-text = Ce que tu as remarqué
mentor-worry-who = { $name } le trouve en haut de sa liste.
mentor-worry-send = Prévenir
mentor-said-held = noté : session tenue
mentor-said-student_absent = noté : absence de l'étudiant ou de l'étudiante
mentor-said-mentor_absent = noté : absence de ton côté. On répare ensemble.
mentor-said-cancelled_early = noté : annulée à temps
mentor-said-cancelled_late = noté : annulée tard
mentor-said-other = noté : autre chose est arrivé, et ce n'est la faute de personne
mentor-said-date = la date est gardée, et se voit sur sa page
mentor-said-moved = la session est déplacée, et la nouvelle date se voit sur sa page
mentor-said-cancelled = la session est annulée, et sa page le dit
mentor-said-concern = merci : c'est en haut de la liste de qui suit cette personne
mentor-said-undone = Annulé : rien n'est gardé.
mentor-again = Remettre la page à jour
link-error-date = Il manque le jour et l'heure de la session.
link-error-past = Cette date est déjà passée. Choisis un moment à venir.
link-error-long-ago = Cette date remonte à plus d'un an. Vérifie l'année.
link-error-future = Cette session n'a pas encore eu lieu.
link-error-no-such-session = Cette session est déjà renseignée. Rien de plus à faire.
link-error-not-their-student = Cette personne a maintenant un autre ou une autre mentor.

## Liens personnels : les donner
link-make = Créer un lien personnel
link-given-title = Lien personnel
link-given = Lien personnel de { $name }
link-given-until = valable jusqu'au { $date }
link-given-student = Qui a ce lien parle au nom de cette personne : envoie-le à elle seule. Elle y voit qui l'entoure et ses prochaines dates, et peut demander un appel.
link-given-mentor = Qui a ce lien parle au nom de cette personne : envoie-le à elle seule. Elle y renseigne ses sessions et y fixe les dates.
link-copy = Copier
link-copied = Copié
links-title = Liens personnels
links-of = Liens personnels de { $name }
links-lead = Qui a l'un de ces liens voit cette page et parle au nom de cette personne. Un lien fermé ne s'ouvre plus.
links-none = Aucun lien n'est en vigueur.
links-given = créé le { $date } par { $name }
links-given-line = créé le { $date } en ligne de commande
links-given-before = créé avant que les liens soient notés ici
links-until = S'ouvre jusqu'au { $date }
links-used = ouvert pour la dernière fois le { $date }
links-unused = jamais ouvert
links-close = Fermer ce lien
links-closed = Fermé : ce lien ne s'ouvre plus.
links-back = Revenir
links-all = Tous ses liens personnels
links-see = { $n ->
    [one] 1 lien personnel en vigueur
   *[other] { $n } liens personnels en vigueur
}
refusal-no-such-link = Ce lien n'est plus en vigueur, ou il est fermé depuis plus d'une heure. Un nouveau lien se crée en un geste.

## Le vendredi
friday-title = Vendredi
friday-week = du { $from } au { $to }
friday-weeks = Semaines
friday-before = Semaine d'avant
friday-after = Semaine d'après
friday-file = Suites à donner (CSV)
friday-print = Imprimer
friday-good = Ce qui nous réjouit
friday-good-none = Ni diplôme ni emploi cette semaine. Les prochains se préparent.
friday-diplomas = { $n ->
        [0] Pas de diplôme cette semaine
        [one] { $n } diplôme
       *[other] { $n } diplômes
    }
friday-jobs = { $n ->
        [0] Pas d'emploi cette semaine
        [one] { $n } emploi
       *[other] { $n } emplois
    }
friday-diploma = { $programme }, le { $date }
friday-job = { $company } ({ $contract }), dès le { $date }
friday-unseen = { $n ->
        [one] { $n } personne à qui personne n'a parlé
       *[other] { $n } personnes à qui personne n'a parlé
    }
friday-unseen-none = Nous avons parlé avec tout le monde
friday-unseen-text = { $n ->
        [one] Pas d'échange depuis plus d'{ $n } semaine.
       *[other] Pas d'échange depuis plus de { $n } semaines.
    }
friday-spoken = { $n ->
        [one] Chez { $n } collègue, personne n'attend.
       *[other] Chez { $n } collègues, personne n'attend.
    }
friday-advisor = Conseil pédagogique
friday-share = Part de ses étudiants
friday-who = Depuis le plus longtemps
friday-of = { $n } sur { $all }
friday-more = { $n ->
        [one] et { $n } autre
       *[other] et { $n } autres
    }
friday-nobodys = Sans personne attitrée
friday-promises = { $n ->
        [one] { $n } promesse dont la date est passée
       *[other] { $n } promesses dont la date est passée
    }
friday-promises-none = Toutes nos promesses sont tenues
friday-promised = à
friday-due = pour le { $date }
friday-hours = Les heures qui manquent
friday-hours-missing = Les listes d'aujourd'hui demandent { $asked }. À 5 h de contact par personne, il manque { $missing }, soit { $people } fois la journée d'une personne.
friday-hours-enough = Les listes d'aujourd'hui demandent { $asked } ; 5 h de contact par personne suffisent.
friday-numbers = Voir les chiffres
friday-asked = Demandé aujourd'hui
friday-missing = Au-delà de 5 h
friday-ours = À nous de réparer
friday-ours-none = Rien à réparer de notre côté.
friday-mentor-links = Demander d'abord aux mentors : leur envoyer un lien
friday-past = Les suites à donner se lisent au présent seulement.
friday-now = Revenir à cette semaine
friday-reading = Nous relisons toute l'école, une liste après l'autre. La page s'affiche d'elle-même.
friday-csv-student = personne
friday-csv-advisor = conseil
friday-csv-what = quoi
friday-csv-since = depuis
friday-csv-unseen = pas d'échange
friday-csv-promise = promesse de { $name } : « { $words } »
friday-csv-promise-wordless = promesse de { $name }

## La page d'une personne
person-title = Une personne
good-hours = à joindre :
no-reach = Ni téléphone ni courriel connus.
dream = Le métier dont { $name } rêve, avec ses mots
near-advisor = Conseil
near-mentor = Mentorat
near-you = Toi
near-nobody = Autour
near-nobody-text = Personne pour l'instant : ni conseil, ni mentorat.
coming = À venir
day-hour = { $date } à { $hour }
coming-session = Session avec { $what }, { $date }
coming-defence = Soutenance de « { $what } », { $date }
coming-interview = Entretien d'embauche, { $date }
coming-job = Premier jour chez { $what }, { $date }
coming-return = Reprise, { $date }
now-title = Pourquoi maintenant
now-quiet = Rien ne presse pour { $name }
evidence = Ce que l'on sait
yes = oui
no = non
unit-points = { $n } sur 100
unit-stars = { $n } sur 5
unit-percent = { $n } %
promise-about = promis par { $who }, pour le { $date }
do-keep = Promesse tenue
occasion-diploma = { $name } a son diplôme « { $what } » ({ $date }). Personne ne l'a encore fêté.
occasion-job = { $name } commence chez { $what } ({ $date }). Personne ne l'a encore fêté.
written-promise_kept = noté : promesse tenue
written-message_in = message gardé

## De la première question à l'emploi
road-title = De la première question à l'emploi
road-label = Où { $name } en est, de la première question à l'emploi
road-here = aujourd'hui
road-planned = prévu
see-figures = Voir les chiffres
step-question = Première question
step-enrolment = Inscription
step-projects = Projets
step-diploma = Diplôme
step-search = Recherche
step-job = Emploi
step-after = Et après
column-station = étape
column-reached = atteinte
column-when = quand
not-yet = pas encore
projects-done = { $n } sur { $of }
aimed-at = visé le { $date }
from-date = dès le { $date }
project-now = En cours : « { $what } ».
projects-planned = Le plan en prévoyait { $n } à ce jour.
pause = En pause depuis le { $from }.
pause-until = En pause du { $from } au { $date }.
away = Départ le { $from } : { $reason }.
away-back = Départ le { $from } : { $reason }. De retour le { $date }.
away-returning = Départ le { $from } : { $reason }. Pense revenir vers le { $date }.
withdrawn-job = un emploi trouvé
withdrawn-health = la santé
withdrawn-life = la vie autour
withdrawn-money = l'argent
withdrawn-unsuited = la formation ne convenait pas
withdrawn-not_validated = le temps a manqué pour valider
withdrawn-unknown = raison non dite
other-enrolment = Aussi : « { $what } », { $state }, { $n } projets sur { $of }.
guarantee = Garantie emploi jusqu'au { $date }.

## Les semaines, face à sa propre habitude
rhythm-title = Ses semaines
rhythm-empty = Rien n'est encore connu des semaines de { $name }.
rhythm-plain = Seize semaines, avec les sessions, les soutenances et les échanges.
rhythm-young = Il faut quatre semaines pour parler d'habitude : on ne compare { $name } à personne.
rhythm-days = D'habitude, { $name } travaille { $n } jours par semaine. On ne compare qu'à sa propre habitude.
rhythm-actions = D'habitude, { $name } fait { $n } actions par semaine. On ne compare qu'à sa propre habitude.
measure-days = jours actifs
measure-actions = actions
habit = d'habitude { $n }
habit-own = sa propre habitude
lane-sessions = Sessions
lane-defences = Soutenances
lane-contacts = Échanges
column-week = semaine du
mark-held = session tenue
mark-student-absent = absence à une session
mark-mentor-absent = session manquée par nous
mark-cancelled = session annulée
mark-other = session qui n'a pas pu avoir lieu
mark-unrecorded = session non renseignée
mark-session-planned = session prévue
mark-validated = soutenance validée
mark-to-rework = soutenance à retravailler
mark-defence-planned = soutenance prévue
mark-spoke = conversation
mark-wrote = message
mark-tried = essai sans réponse

## Ce qui s'est passé
timeline-title = Ce qui s'est passé
timeline-empty = L'histoire de { $name } commence ici.
from-to = du { $from } au { $to }
active-days = { $n ->
        [one] { $n } jour actif
       *[other] { $n } jours actifs
    }
disputed = contesté
fact-by-link = par le lien personnel
older = Plus ancien
newest = Revenir au plus récent
paste-title = Coller un message reçu ailleurs
paste-text = Le message, tel qu'il est arrivé
paste-channel = Reçu
paste-at = Quand (maintenant, si tu laisses vide)
paste-waits = Il attend une réponse
paste-keep = Garder ce message
item-lesson = cours
item-exercise = exercices

fact-enquired = Première question, { $channel }{ $what ->
        [none] .
       *[other] , sur « { $what } ».
    }
fact-oriented = Échange d'orientation{ $what ->
        [none] .
       *[other] , autour de « { $what } ».
    }
fact-enrolled = Inscription en « { $what } », premier jour le { $date }{ $end ->
        [none] .
       *[other] , fin visée le { $end }.
    }
fact-planned = { $n ->
        [one] Plan de la formation : { $n } travail.
       *[other] Plan de la formation : { $n } travaux.
    }
fact-reenrolled = De retour dans la formation{ $date ->
        [none] .
       *[other] , fin visée le { $date }.
    }
fact-advisor_assigned = { $who } accompagne désormais { $name }.
fact-advisor_ended = { $who } n'accompagne plus { $name }.
fact-mentor_assigned = Mentorat avec { $who }.
fact-mentor_ended = Fin du mentorat avec { $who }.
fact-leave_planned = { $here ->
    [yes] { $name } annonce une pause, du { $from } au { $date }.
   *[no] Pause convenue, du { $from } au { $date }.
}
fact-paused = Début d'une pause{ $date ->
        [none] .
       *[other] , jusqu'au { $date }.
    }
fact-resumed = A repris.
fact-activity = { $n ->
        [one] { $n } action
       *[other] { $n } actions
    }{ $kinds ->
        [none] {""}
       *[other] {" "}({ $kinds })
    }.
fact-submitted = Travail rendu : « { $what } »{ $late ->
        [yes] , après la date
       *[no] {""}
    }{ $score ->
        [none] .
       *[other] , { $score } sur 100.
    }
fact-completed = « { $what } » est terminé.
fact-defence_scheduled = Soutenance de « { $what } » fixée au { $date }.
fact-defence_judged = Soutenance de « { $what } » : { $verdict ->
        [validated] validée
        [conditional] validée sous réserve
       *[to_rework] à retravailler
    }.
fact-session_booked = Session prévue avec { $who } le { $date }.
fact-session_recorded = { $outcome ->
        [held] Session du { $date } avec { $who } : tenue.
        [cancelled_early] Session du { $date } avec { $who } : annulée à temps.
        [cancelled_late] Session du { $date } avec { $who } : annulée tardivement.
        [other] Session du { $date } avec { $who } : n'a pas pu avoir lieu, sans que personne soit en cause.
        [student_absent] Session du { $date } avec { $who } : { $name } n'a pas pu venir.
       *[mentor_absent] Session du { $date } : { $who } n'est pas venu·e. À nous de réparer.
    }
fact-session_rated = Note donnée à la session : { $n } sur 5.
fact-message_in = { $name } nous a écrit, { $channel }.
fact-message_out = { $who } a écrit à { $name }, { $channel }.
fact-call = { $outcome ->
        [spoke] { $who } et { $name } se sont parlé, { $channel }.
        [no_answer] { $who } a essayé de joindre { $name }, { $channel }, sans réponse.
       *[message_left] { $who } a laissé un message à { $name }, { $channel }.
    }
fact-meeting = { $who } et { $name } se sont vus, { $channel }.
fact-noted = Note de { $who }.
fact-snoozed = { $who } veut y revenir le { $date }.
fact-promise_made = { $who } a promis, pour le { $date }.
fact-promise_kept = Promesse tenue.
fact-community_post = { $help ->
        [yes] { $name } demande de l'aide dans { $where }.
       *[no] { $name } écrit dans { $where }.
    }
fact-concern_raised = { $who } s'inquiète pour { $name }.
fact-need_stated = { $need ->
        [help] { $name } demande de l'aide.
        [call] { $name } demande un appel.
        [mentor_change] La façon de travailler du mentorat ne convient pas à { $name }.
        [concept] { $name } bute sur une notion.
        [stopping] { $name } parle d'arrêter.
        [job_offer] { $name } a une offre d'emploi.
        [money] { $name } parle d'argent.
        [administrative] { $name } a une question administrative.
       *[danger] { $name } a parlé d'un danger.
    }
fact-question_asked = { $who ->
        [none] { $name } attend une réponse d'ici le { $date }.
       *[other] { $name } attend la réponse de { $who } d'ici le { $date }.
    }
fact-no_answer_due = { $who } a lu ce que { $name } a écrit : rien n'attendait de réponse.
fact-follow_up_set = { $who } reprendra contact le { $date }, sauf si { $name } répond avant.
fact-diploma = Diplôme « { $what } » !{ $date ->
        [none] {""}
       *[other] {" "}Garantie emploi jusqu'au { $date }.
    }
fact-congratulated = { $occasion ->
        [diploma] { $who } a félicité { $name } pour son diplôme.
        [job] { $who } a félicité { $name } pour son emploi.
       *[step] { $who } a félicité { $name } pour cette étape.
    }
fact-search_started = Début de la recherche d'emploi{ $date ->
        [none] .
       *[other] , garantie jusqu'au { $date }.
    }
fact-application = Candidature envoyée{ $where ->
        [none] .
       *[other] {" "}à { $where }.
    }
fact-interview = Entretien{ $where ->
        [none] {""}
       *[other] {" "}chez { $where }
    } le { $date }.
fact-offer = Offre d'emploi{ $where ->
        [none] {""}
       *[other] {" "}de { $where }
    }{ $date ->
        [none] .
       *[other] , réponse attendue le { $date }.
    }
fact-hired = Un emploi chez { $where } ({ $contract ->
        [permanent] CDI
        [fixed_term] CDD
        [apprenticeship] alternance
        [internship] stage
        [self_employed] à son compte
        [temporary] intérim
       *[other] autre contrat
    }), dès le { $date }.
fact-checked_in = { $who } a demandé comment se passe l'emploi.
fact-left_job = Fin de l'emploi{ $where ->
        [none] .
       *[other] {" "}chez { $where }.
    }
fact-ambassador = { $name } parle désormais de l'école autour de soi : ambassade.
fact-withdrawn = Départ de la formation : { $reason }.{ $date ->
        [none] {""}
       *[other] {" "}Pense revenir vers le { $date }.
    }
fact-observed = Valeur calculée : { $what }.
fact-disputed = { $name } dit qu'une information n'est pas exacte.
fact-retracted = Une information a été retirée.

## Besoins dits dans un message
need-help = demande de l'aide
need-call = demande un appel
need-mentor_change = son mentor ne lui convient pas
need-concept = bloque sur une notion
need-stopping = pense à arrêter
need-job_offer = a une offre d'emploi
need-money = question d'argent
need-administrative = question administrative
need-danger = parle d'un danger
need-yes = C'est bien ça
need-no = Non
need-confirmed = confirmé
written-need = c'est confirmé

## Ce qui ne peut pas être noté, et quoi faire
refusal-future = Ce moment n'est pas encore venu. Ce qui est prévu se note comme une promesse, ou une date pour y revenir.
refusal-past = Cette date est déjà passée. Choisis un moment à venir.
refusal-no-words = Il manque les mots : écris au moins une phrase.
refusal-too-long = Ce texte est trop long. Garde l'essentiel, 8 000 caractères au plus.
refusal-not-undoable = Cela ne peut plus être annulé : plus d'une heure a passé, ou cela vient d'ailleurs. Ajoute une note qui rectifie.
refusal-no-such-promise = Cette promesse n'est plus en cours : quelqu'un l'a déjà notée tenue.
refusal-no-such-message = Ce message ne vient pas de cette personne.
refusal-not-their-student = Cette personne n'est pas suivie par ce mentor.
refusal-no-such-session = Cette session n'attend plus d'être renseignée.
refusal-not-that-state = Cette version a déjà changé d'état entre-temps. Recharge la page pour voir où elle en est.
refusal-hours-exceeded = L'équipe n'a pas assez d'heures pour tout ce que ces indicateurs demanderaient. Dis en quelques mots pourquoi cela en vaut la peine.
refusal-not-an-address = Ce n'est pas une adresse électronique.
refusal-address-taken = Cette adresse a déjà un compte.
refusal-short-password = Ce mot de passe est trop court.
refusal-wrong-password = Le mot de passe actuel n'est pas celui-là.
refusal-too-many-tries = Trop d'essais. Attends un quart d'heure, puis réessaie.

## Prendre le relais
relay-page = Prendre le relais
relay-title = C'est { $advisor } qui suit { $name }
relay-nobody = Personne ne suit encore { $name }
relay-text = Ici, on ouvre les pages des personnes que l'on suit. Si cela ne peut pas attendre, prends le relais : cette page t'est ouverte jusqu'à ce soir, à minuit. Tout le monde l'y verra, et le journal le garde.
relay-take = Prendre le relais aujourd'hui
relay-back = Revenir aux étudiants
relay-yours = Tu as pris le relais jusqu'à ce soir, à minuit.
relay-theirs = { $name } a pris le relais aujourd'hui.
refusal-no-caseload = Ton compte ne suit personne en propre : il ne peut pas prendre le relais.

## Mon compte
account-title = Mon compte
account-sessions = Mes appareils connectés
account-device = Appareil inconnu
account-since = depuis le { $date }, { $hour }
account-here = Cet appareil
account-end = Déconnecter
account-end-others = Déconnecter tous les autres appareils
account-sessions-done = C'est fait : plus personne n'entre par là.
account-password = Mot de passe
account-present = Mot de passe actuel
account-next = Nouveau mot de passe
account-password-text = 10 caractères au moins ; une phrase fait très bien l'affaire. Les autres appareils seront déconnectés.
account-change = Changer le mot de passe
account-password-done = Le mot de passe est changé, et les autres appareils sont déconnectés.
account-language = Langue
factor-title = Second code à la connexion
factor-off = En plus du mot de passe, un code à six chiffres pris sur ton téléphone. Facultatif, et utile si quelqu'un devine ton mot de passe.
factor-on = Un code est demandé à chaque connexion. Codes de secours restants : { $n }.
factor-begin = Mettre en place
factor-remove = Ne plus demander de code
factor-removed = Le second code n'est plus demandé.
factor-how = Ajoute cette clé dans ton application de codes, puis tape le code qu'elle affiche. La clé n'est montrée que cette fois.
factor-open = Ouvrir dans l'application de ce téléphone
factor-code = Code à six chiffres
factor-confirm = Confirmer
factor-later = Revenir à mon compte
factor-codes-title = Codes de secours
factor-codes-text = Chacun ouvre une fois, le jour où le téléphone manque. Garde-les hors de cet appareil : ils ne seront plus montrés.
factor-codes-kept = Ils sont en lieu sûr
login-later = Trop d'essais pour cette adresse. Réessaie dans { $n ->
        [one] une minute
       *[other] { $n } minutes
    }, ou demande un lien à la personne qui s'occupe des comptes.
login-forgotten = Mot de passe oublié ? La personne qui s'occupe des comptes te donne un lien pour en choisir un autre.
login-code-title = Encore un code
login-code = Code à six chiffres, ou code de secours
login-code-lost = Plus de téléphone ni de code de secours ? La personne qui s'occupe des comptes peut t'aider.
invitation-title = Bienvenue
invitation-lead = Choisis ton mot de passe : { $n } caractères au moins, une phrase fait très bien l'affaire.
invitation-choose = Choisir ce mot de passe
error-invitation-gone = Ce lien ne s'ouvre plus
error-invitation-gone-text = Il a déjà servi, ou son temps est passé. La personne qui s'occupe des comptes peut en donner un autre.
refusal-invitation-gone = Ce lien a déjà servi, ou son temps est passé. Demandes-en un autre.
refusal-no-such-own-session = Cet appareil était déjà déconnecté.
refusal-wrong-code = Ce code n'est pas le bon, ou il a déjà servi. Attends le suivant, puis réessaie.
refusal-second-factor-there = Un second code est déjà demandé. Retire-le d'abord.


## L'atelier des indicateurs
place-indicators = Indicateurs
indicators-lead = Ce que l'école veille à remarquer. L'équipe écrit, essaie et règle ses propres indicateurs.
indicators-size = { $n ->
        [one] { $n } indicateur en service
       *[other] { $n } indicateurs en service
    }
indicators-new = Nouvel indicateur
indicators-none = Aucun indicateur
indicators-none-text = Écris le premier : quelques mots suffisent, et l'aperçu dit tout de suite pour qui il serait vrai.
indicators-name = Indicateur
indicators-state = État
indicators-now = Vrai aujourd'hui
indicators-rings = Nouveaux signaux
indicators-helped = A aidé
indicators-set-aside = Mis de côté
indicators-not-said = pas encore dit
indicators-acts = Actions
indicators-edit = Modifier
indicators-edit-of = Modifier « { $name } »
indicators-clone = Cloner
indicators-clone-of = Cloner « { $name } »
indicators-retired = { $n ->
        [one] { $n } indicateur retiré
       *[other] { $n } indicateurs retirés
    }
stands-draft = brouillon
stands-trial = à l'essai
stands-live = en service
stands-retired = retiré
version-n = version { $n }
since-ever = depuis toujours
rings-a-week = { $n } par semaine
rings-of-weeks = Nouveaux signaux, semaine par semaine
share-of = { $part } sur { $whole }
percent = { $n } %
interval = { $n } % (entre { $low } et { $high })

## Un indicateur
indicator-minutes = { $n } min par échange
indicator-what = Ce qu'il remarque
indicator-export = Télécharger le fichier
indicator-true-now = { $n ->
        [0] Vrai pour personne aujourd'hui
        [one] Vrai aujourd'hui pour { $n } personne
       *[other] Vrai aujourd'hui pour { $n } personnes
    }
indicator-trial-now = { $n ->
        [0] À l'essai : il ne sonnerait pour personne aujourd'hui
        [one] À l'essai : il sonnerait aujourd'hui pour { $n } personne
       *[other] À l'essai : il sonnerait aujourd'hui pour { $n } personnes
    }
indicator-trial-text = Il n'apparaît qu'ici : rien dans les listes de l'équipe.
indicator-versions = Versions
indicator-audit = Qui a changé quoi, et pourquoi
version-now = vrai aujourd'hui pour { $n }
version-helped = a aidé { $share }
version-aside = mis de côté { $share }
govern-change = Changer son état
govern-reason = Pourquoi ? (facultatif)
govern-why-yet = Pourquoi le mettre en service quand même ?
govern-trial = Essayer en silence
govern-publish = Mettre en service
govern-publish-yet = Mettre en service quand même
govern-retire = Retirer
retire-title = S'il est retiré :
retire-signals = { $n ->
        [one] { $n } signal ouvert se ferme : la personne quitte les listes si rien d'autre ne sonne pour elle.
       *[other] { $n } signaux ouverts se ferment : ces personnes quittent les listes si rien d'autre ne sonne pour elles.
    }
retire-cases = { $n ->
        [one] { $n } suivi ouvert porte dessus : il continue, mais ce signal ne dira plus s'il faut attendre.
       *[other] { $n } suivis ouverts portent dessus : ils continuent, mais ce signal ne dira plus s'il faut attendre.
    }
retire-never-cut = Il passe avant les heures de la journée : sans lui, ce qu'il remarque peut attendre sans que personne le voie.
retire-concerns = C'est par lui que les inquiétudes des mentors arrivent jusqu'à l'équipe.
retire-undo = Rien n'est effacé : ce qu'il a remarqué reste dans les dossiers, et « Mettre en service » le fait revenir d'ici.
govern-trial-means = À l'essai, il est suivi pour de vrai sans que l'équipe le voie.
govern-publish-means = En service, il apparaît tout de suite dans les listes de l'équipe.
govern-exceeded = Avec lui, les indicateurs en service demanderaient { $asked } h par semaine ; l'équipe en a { $there }. Il manquerait { $missing } h, soit { $people } temps plein. Les appels à l'aide, les dangers, les promesses et les questions sans réponse passent toujours.
govern-hours = ({ $asked } h par semaine demandées, { $there } h disponibles)
audit-by = par { $name }
compare-a = Comparer
compare-b = avec
compare-go = Comparer
compare-title = De la version { $a } à la version { $b }

## L'éditeur d'un indicateur
editor-new = Nouvel indicateur
editor-change = Modifier un indicateur
editor-copy = copie
editor-lead = Rien ne sonne tant que tu n'as pas mis l'indicateur en service : écris, regarde pour qui il serait vrai, recommence.
editor-mistakes = { $n ->
        [one] Un point reste à revoir.
       *[other] { $n } points restent à revoir.
    }
editor-when = Quand remarquer quelqu'un ?
editor-builder = Conditions
editor-build = Mettre le texte à jour
editor-condition = Le même, en texte
editor-condition-help = Les deux se suivent : change l'un, l'autre s'adapte. Ctrl + Espace propose des mesures.
editor-completion = Mesures proposées
editor-thresholds = Seuils
editor-thresholds-help = Les valeurs qu'on règle souvent : leur nom s'écrit avec un dollar dans la condition, comme $quiet.
threshold-name = Nom
threshold-value = Valeur
threshold-why-fr = Pourquoi cette valeur
threshold-why-en = La même raison, en anglais
threshold-add = Ajouter un seuil
threshold-drop = Enlever le seuil { $name }
editor-said = Ce qu'il dit
editor-said-help = Une phrase de collègue, avec les faits dedans, qui finit par une question ou une offre. { "{ $name }" } est le prénom ; les autres noms viennent de la liste ci-dessous.
language-fr = En français
language-en = En anglais
editor-name = Nom dans les listes
editor-wording = La phrase
editor-proposals = Deux ou trois pistes, une par ligne
editor-evidence = Valeurs citées dans la phrase
editor-evidence-help = Chaque nom peut être cité entre accolades, comme { "{ $n }" }.
evidence-name = Nom
evidence-add = Ajouter une valeur
evidence-drop = Enlever la valeur { $name }
editor-how = Ce qu'il demande
editor-task = Type d'échange
editor-harm = Compte à rebours, s'il y en a un
editor-harm-none = aucun
editor-never-cut = Toujours sur la liste, même les jours courts
editor-ours = C'est à nous de réparer
editor-note = Note pour l'équipe : pourquoi est-il ainsi ?
editor-names = Identifiant et place dans la documentation
editor-id = Identifiant
editor-number = Place
editor-id-taken = Cet identifiant est déjà pris. Choisis-en un autre, ou modifie l'indicateur qui le porte.
editor-file = Le fichier entier
editor-file-label = Le même fichier que dans le dossier « indicators » : tu peux le copier, ou en coller un autre.
editor-take-file = Reprendre ce fichier
editor-check = Vérifier
editor-save = Garder comme brouillon
editor-state = Un brouillon ne sonne pour personne.
builder-unreadable = Le texte ne se lit pas encore : les conditions reviendront ici dès qu'il se lira.
builder-richer = Cette condition est plus riche que ce que montre l'assistant (« { $part } »). Elle fonctionne très bien en texte, juste en dessous.
builder-join = Comment relier ces conditions
builder-line = Condition { $n }
builder-metric = Mesure
builder-is = Comparaison
builder-with = Comparer à
builder-by = De combien
builder-word = Mot
builder-value = Valeur
builder-value2 = Seconde valeur
builder-unit = Unité
builder-other = Autre mesure
builder-and = et
builder-since = temps depuis : { $what }
builder-missing = Il manque quelque chose sur cette ligne.
builder-add = + une condition
builder-add-group = + un groupe
builder-remove = Enlever la condition { $n }
builder-remove-group = Enlever le groupe
join-all = Toutes ces conditions sont vraies
join-any = Au moins une est vraie
join-none = Aucune n'est vraie
join-not_all = Elles ne sont pas toutes vraies
is-more = plus de
is-at_least = au moins
is-less = moins de
is-at_most = au plus
is-equal = exactement
is-not_equal = autre que
is-between = entre
is-known = est connu
is-unknown = n'est pas connu
is-is = est
is-is_not = n'est pas
is-holds = est vrai
is-holds_not = n'est pas vrai
when-less = avant
when-at_most = au plus tard
when-more = après
when-at_least = au plus tôt
when-known = est connu
when-unknown = n'est pas connu
with-value = une valeur
with-times = tant de fois une autre mesure
with-metric = une autre mesure
with-before = un temps avant une autre date
with-after = un temps après une autre date
with-now = maintenant
unit-d = jours
unit-w = semaines
unit-h = heures
unit-min = minutes
unit-s = secondes
family-activity = Activité
family-pace = Rythme
family-work = Travaux et notes
family-defences = Soutenances
family-mentoring = Mentorat
family-contact = Échanges et promesses
family-enrolment = Inscription
family-job = Diplôme et emploi
family-profile = La personne
task-welcome = bienvenue
task-help = appel à l'aide
task-obstacle = obstacle
task-mentor_change = changement de mentor
task-check_in = prise de nouvelles
task-answer = réponse écrite
task-promise = promesse
task-congratulation = félicitations
task-job_search = recherche d'emploi
task-return = reprise

## L'aperçu d'un indicateur
preview-title = Aujourd'hui, dans l'école
preview-none = L'aperçu reprend dès que la condition se lit.
preview-reading = Je lis l'école…
preview-students = { $n ->
        [0] Vrai aujourd'hui pour personne
        [one] Vrai aujourd'hui pour { $n } personne
       *[other] Vrai aujourd'hui pour { $n } personnes
    }
preview-among = { $n ->
        [one] sur { $n } concernée
       *[other] sur { $n } concernées
    }
preview-nobody = Personne en ce moment. La marche à blanc dira s'il a déjà été vrai.
preview-who = Pour qui, et ce que l'équipe lirait
preview-more = { $n ->
        [one] et { $n } autre
       *[other] et { $n } autres
    }
preview-look = Montrer
plot-says = Répartition dans l'école : { $what }
plot-limit = Seuil, { $what } :
plot-unit-d = { $n } j
plot-unit-h = { $n } h
plot-say-d = { "{n}" } j
plot-say-h = { "{n}" } h
plot-say-n = { "{n}" }
plot-rings = remarqué
plot-rest = non remarqué
plot-all = Ensemble
plot-known = { $n ->
        [one] mesure connue { $n } fois
       *[other] mesure connue { $n } fois
    }

## La marche à blanc
dry-title = Marche à blanc
dry-lead-page = L'indicateur revit le passé, jour après jour, avec seulement ce qui était connu alors. Personne n'est prévenu.
dry-version = Version
dry-horizon = Suites observées (jours)
dry-horizon-wrong = Le nombre de jours va de 1 à 365.
dry-from = Depuis
dry-to = Jusqu'au
dry-any-programme = tous les parcours
dry-start = Lancer
dry-none = Rien n'a encore été essayé depuis le démarrage du serveur. La marche à blanc dure de quelques secondes à quelques minutes.
dry-running = L'indicateur revit le passé…
dry-cancel = Arrêter
dry-cancelled = Arrêté. Rien n'a été gardé.
dry-failed = La marche à blanc n'a pas abouti. C'est de notre faute : le journal du serveur dit pourquoi.
dry-lead = { $students } personnes, du { $from } au { $to } ({ $weeks } semaines).
dry-too-good = Trop beau pour être vrai : presque toujours juste, et presque au même moment. C'est sans doute la suite elle-même, déguisée en mesure.
dry-few = Peu de cas : les intervalles sont larges, ce sont eux qu'il faut lire.
dry-volume = Combien de fois il aurait sonné
dry-rings = { $rings } signaux, soit { $week } par semaine et { $hundred } pour 100 personnes ; { $students } personnes différentes.
dry-open = Un signal reste ouvert { $median } jours en médiane (la moitié entre { $lower } et { $upper }) ; { $still } le sont encore.
dry-outcomes = Ce qui a suivi, dans les { $n } jours
dry-outcomes-help = Chaque suite est comptée à part. Partir pour un emploi est une bonne nouvelle, jamais un échec. Le trait vertical montre ce que donnerait le hasard ; la bande, ce que les chiffres permettent de dire.
outcome-of-harm = Ce qu'un contact espère éviter
outcome-of-left = Départ
outcome-of-not_validated = Fin sans validation
outcome-of-no_job_at_guarantee_end = Fin de garantie sans emploi
outcome-of-left_for_job = Départ pour un emploi
outcome-of-completed = Diplôme
outcome-of-hired = Embauche
dry-precision = Parmi les personnes remarquées
dry-recall = Parmi les personnes à qui c'est arrivé, remarquées avant
dry-days = Jours d'avance
dry-unknown = pas assez de cas
dry-chance = au hasard : { $n }
dry-lift = { $n } fois plus souvent qu'au hasard (entre { $low } et { $high }).
dry-no-better = Les chiffres ne permettent pas de dire mieux que le hasard.
dry-counts = { $true } sur { $first } premiers signaux ; { $caught } sur { $met } remarqués avant ; { $unknown } encore inconnus.
dry-warning = { $median } jours en médiane (la moitié entre { $lower } et { $upper })
dry-hours = Les heures
dry-hours-alone = Seul, il demanderait { $n } h par semaine.
dry-hours-adds = Il en ajouterait { $n } aux indicateurs en service.
dry-hours-all = Tous ensemble : { $n } h par semaine, sans compter ce qui passe toujours.
dry-hours-there = L'équipe en a { $n }.
dry-hours-missing = Il manquerait { $n } h par semaine.
dry-frontier = Ce que chaque heure apporte
dry-frontier-help = Les indicateurs en service et d'autres valeurs de ce seuil, dans l'ordre où chaque heure remarque le plus de personnes à temps. C'est à toi de décider.
dry-frontier-x = heures par semaine
dry-frontier-y = personnes remarquées à temps
dry-step = + { $caught } remarquées à temps pour + { $hours } h ({ $share } % en tout, { $sum } h)
dry-alike = Ceux qui lui ressemblent
dry-alike-line = { $n } % en commun ({ $both } sur { $either })
dry-groups = Est-il juste envers tout le monde ?
dry-groups-help = Ces attributs ne servent qu'à cette vérification : aucun indicateur ne les lit. Les groupes de moins de dix personnes ne sont pas montrés.
dry-groups-none = Aucun groupe n'est connu.
dry-group = Groupe
dry-group-students = Personnes
dry-group-rung = Remarquées
dry-group-met = À qui c'est arrivé
dry-group-few = moins de dix personnes : non montré
dry-too-often = Remarqué { $n } fois plus souvent que ce que les suites justifient : à regarder ensemble avant de le mettre en service.
group-programme = Parcours
group-age_band = Âge
group-gender = Genre
group-disability = Handicap
group-region = Région


## Là où l'école fait trébucher
place-obstacles = Obstacles
obstacles-title = Là où l'école fait trébucher
obstacles-lead = Ce qui freine les étudiants et dépend de nous : à réparer, sans chercher de coupable.
obstacles-reading = Je relis le passé de l'école…
obstacles-projects = Projets où l'on bloque
obstacles-projects-help = Comparés aux autres projets. La bande dit ce que les chiffres permettent d'affirmer, le trait vertical ce qu'il en est ailleurs ; les projets vus par trop peu de personnes ne sont pas montrés.
obstacles-projects-none = Aucun projet n'a encore été vu par assez de personnes.
obstacles-stall = Y restent bien plus longtemps que prévu
obstacles-rework = Soutenances à retravailler
obstacles-stalled = { $n } % (entre { $low } et { $high }), { $peers } % ailleurs ; { $met } sur { $of }
obstacles-reworked = { $n } % (entre { $low } et { $high }), { $peers } % ailleurs ; { $met } sur { $of }
obstacles-slow = { $n } % ont ralenti (entre { $low } et { $high }), { $peers } % d'habitude ; { $met } sur { $of }
obstacles-weeks = Semaines où beaucoup ralentissent
obstacles-weeks-none = Aucune semaine ne se distingue des autres.
obstacles-week-of = semaine du { $date }
obstacles-sessions = Sessions perdues de notre côté
obstacles-sessions-said = Sur { $planned } sessions prévues, { $held } ont eu lieu ; { $lost } ont été perdues de notre côté : { $absent } sans mentor au rendez-vous, { $unrecorded } jamais renseignées.
obstacles-ours = Ça vient de nous
obstacles-ours-help = Ce que l'équipe a signalé pendant un échange. Chaque signalement a quelqu'un qui s'en occupe, et une réponse.
obstacles-open-none = Rien n'attend de réponse.
obstacles-by = signalé par { $name }
obstacles-note-none = sans note
obstacles-owner = Qui s'en occupe
obstacles-owner-none = personne encore
obstacles-take = Confier
obstacles-owner-first = Confie d'abord ce signalement à quelqu'un : c'est en son nom que la réponse est donnée.
obstacles-answer = Ce qui a été fait
obstacles-answer-send = Répondre
obstacles-answered = Répondu ces trois derniers mois
obstacles-causes = Par cause
obstacles-marks = { $n ->
        [one] Pendant un échange, une personne de l'équipe a noté que cela venait de nous.
       *[other] Pendant { $n } échanges, l'équipe a noté que cela venait de nous.
    }
obstacles-with-mentors = { $n ->
        [one] Un signalement est d'abord lu par le ou la mentor qu'il concerne.
       *[other] { $n } signalements sont d'abord lus par les mentors qu'ils concernent.
    }
obstacles-reply = Réponse de la personne concernée :
mentor-ours-title = Ce qui te concerne
mentor-ours-text = Tu le lis en premier. Ta réponse aide l'équipe à comprendre ; sans réponse, elle le lit trois jours plus tard.
mentor-ours-one = { $date } : pendant un échange avec { $name }, il est apparu que quelque chose coince dans le mentorat. Qui suit { $name } : { $advisor }.
mentor-ours-one-unnamed = { $date } : pendant un échange avec une personne que tu accompagnes, il est apparu que quelque chose coince dans le mentorat.
mentor-ours-answer = Ce qui a été fait :
mentor-ours-reply = Ta réponse
mentor-ours-send = Répondre
mentor-ours-replied = Tu as répondu :
mentor-absences = { $n ->
        [one] Ces trois derniers mois, tu as noté une absence de ton côté.
       *[other] Ces trois derniers mois, tu as noté { $n } absences de ton côté.
    }
mentor-absences-text = L'école n'en regarde que le total, tous mentors ensemble.
mentor-said-reply = ta réponse est transmise à l'équipe
obstacles-count = { $n ->
        [one] { $n } fois
       *[other] { $n } fois
    }

## Les suivis
place-cases = Suivis
cases-title = Suivis
cases-none = Aucun suivi ouvert.
cases-size = { $n ->
        [one] { $n } suivi ouvert
       *[other] { $n } suivis ouverts
    }
cases-quiet = Personne n'a besoin d'un suivi en ce moment
cases-quiet-text = Un suivi s'ouvre depuis la page d'une personne, quand un appel ne suffira pas.
cases-mine = Mes suivis
cases-all = Toute l'école
cases-help = { $n ->
        [one] Un suivi a besoin d'un coup de main
       *[other] { $n } suivis ont besoin d'un coup de main
    }
cases-help-text = Quelque chose nous attend, et rien n'a bougé depuis une semaine.
cases-today = Aujourd'hui ({ $n })
cases-nearly = Presque de retour ({ $n })
cases-waiting = À son heure ({ $n })
cases-themes = De quoi il s'agit
cases-theme = signal
cases-open = suivis ouverts
cases-ours = nous attendent
place-kept-back = Messages qui ne sont pas partis
cases-due-today = Suivis : c'est pour aujourd'hui
agreed-title = { $form ->
    [tu] Ce qu'on a convenu ensemble, pour toi
   *[vous] Ce qu'on a convenu ensemble, pour vous
}
agreed-goal = { $form ->
    [tu] Ce que tu veux, avec tes mots. { $name } suit cela avec toi.
   *[vous] Ce que vous voulez, avec vos mots. { $name } suit cela avec vous.
}
agreed-for = pour le { $date }
agreed-done = C'est fait
link-said-step = C'est noté : fait
link-said-step_again = C'est noté : encore à faire
link-next-step = { $name } le voit dans votre suivi.
link-next-step-tu = { $name } le voit dans ton suivi.
link-next-step_again = Rien ne presse : c'est de nouveau parmi ce qui est convenu, et { $name } le voit.
link-next-step_again-tu = Rien ne presse : c'est de nouveau parmi ce qui est convenu, et { $name } le voit.
mentor-said-step = c'est noté : fait
mentor-said-step_again = c'est noté : encore à faire
caring-title = Autour de tes étudiants
caring-owner = { $name } suit cela ; tu fais partie de l'équipe autour.
case-title = Suivi
case-of = Le suivi de { $name }
case-see = Voir le suivi en cours
case-open = Ouvrir un suivi
case-origin-signals = ouvert le { $date }, sur ce que disent les faits
case-origin-hand = ouvert le { $date } par l'équipe
case-origin-concern = ouvert le { $date }, après l'inquiétude de { $who }
case-origin-student = ouvert le { $date }, à sa demande
case-is-open = En cours
case-is-asked = Question posée : est-ce réglé ?
case-is-settled = C'est réglé, nous dit-on
case-is-not_settled = Ce n'est pas réglé
case-is-closed = Clos le { $date } : { $reason }
case-reason-back = a repris
case-reason-job = un emploi trouvé
case-reason-job-return = un emploi trouvé, retour prévu vers le { $date }
case-reason-stopped_well = arrêt bien préparé, ensemble
case-reason-lost_contact = contact perdu après { $n } essais par { $m } canaux
case-reason-mistake = ouvert par erreur
case-next-close = { $name } dit que c'est réglé, et les faits le disent aussi. On clôt ?
case-next-not_settled = { $name } dit que ce n'est pas réglé. On en parle ?
case-next-agree = Aucune étape convenue. Quelle serait la prochaine, avec { $name } ?
case-next-asked = Les faits disent que { $name } a repris. Sa réponse : « Est-ce réglé ? »
case-next-step = { $who }, pour le { $date } : { $what }
case-next-ask = { $who } pensait faire ceci pour le { $date } : { $what }. Comment ça s'est passé ?
case-next-await = Ensuite, { $who }, pour le { $date } : { $what }
case-close-back = Clore : c'est réglé
case-news = Quelqu'un a écrit ici entre-temps
case-news-text = Ton texte est toujours là : relis, puis envoie-le à nouveau.
case-news-closed = Le suivi est clos, et ton texte n'y est pas encore : il t'attend plus bas.
case-kept = Ce que tu avais écrit, à copier si tu en as besoin
case-goal = Ce que { $name } veut, avec ses mots
case-goal-none = Pas encore de but. Que veut { $name }, avec ses mots ?
case-steps = Ce qui est convenu
case-steps-none = Rien encore.
step-done = fait
step-dropped = n'a plus lieu d'être
step-do = Fait
step-drop = Plus nécessaire
step-again = À refaire
step-add = Convenir d'une étape
step-what = Quoi
step-who = Qui
step-due = Pour le
step-keep = Garder cette étape
case-around = Autour
case-owner = Suivi par
part-mentor = Mentorat
part-career = Emploi
part-disability = Handicap
part-administration = Administration
part-other = Équipe
case-leave = Retirer
case-write = Écrire
case-note = Une note, ou le but de la personne
sight-label = Qui la lit
sight-team = conseil et direction
sight-advisors = conseil seulement
case-note-keep = Garder la note
case-goal-keep = C'est le but de { $name }
case-invite = Inviter quelqu'un autour
case-who = Qui
case-part = Pour
case-join = Inviter
case-hand-over = Passer le relais
case-to = À
case-hand-over-do = Passer le relais
case-hand-over-text = Un résumé tiré des faits part avec le suivi : dernier échange, essais, promesses, étapes.
case-close = Clore pour une autre raison
case-close-text = Quand { $name } aura repris, la question lui sera posée. Deux appels sans réponse ne sont pas une fin.
case-why = Pourquoi
case-because-job = un emploi trouvé
case-because-stopped_well = arrêt bien préparé, ensemble
case-because-lost_contact = contact perdu, après de vrais essais
case-because-mistake = ouvert par erreur
case-return = Retour prévu, s'il y en a un
case-close-do = Clore
case-again = Rouvrir
case-again-why = Pourquoi
case-again-do = Rouvrir ce suivi
case-history = Ce qui s'est passé
case-opened = { $who } ouvre le suivi.
case-goal-said = Le but, noté par { $who } :
case-joined = { $who } rejoint l'équipe autour ({ $part }).
case-left = { $who } n'est plus dans l'équipe autour.
case-step-agreed = Convenu : { $what } ({ $who }, pour le { $date }).
case-step-done = { $who } : fait, « { $what } ».
case-step-dropped = { $who } : plus nécessaire, « { $what } ».
case-step-reopened = { $who } : à refaire, « { $what } ».
case-noted-for-few = { $who } a laissé une note pour le conseil seulement.
case-noted = Note de { $who } :
case-handed-over = { $from } passe le relais à { $to }.
case-proposed = Plus rien ne sonne depuis le { $date }, et { $name } travaille comme d'habitude. La question lui est posée.
case-withdrawn = Un signal sonne à nouveau : la question est retirée.
case-said-yes = { $name } dit que c'est réglé.
case-said-no = { $name } dit que ce n'est pas réglé.
case-closed-by = { $who } clôt le suivi : { $reason }.
case-reopened = { $who } rouvre le suivi :
summary-since = Suivi depuis le { $date }.
summary-said = { $name }, le { $date } : « { $words } »
summary-ringing = Sonne : { $what }.
summary-attempts = { $n ->
        [one] { $n } essai sans réponse depuis.
       *[other] { $n } essais sans réponse depuis.
    }
link-settled = Est-ce réglé pour vous ?
link-settled-tu = Est-ce réglé pour toi ?
link-settled-text = De loin, tout semble aller mieux ; vous le savez mieux que nous. Un non garde le suivi ouvert avec { $name }.
link-settled-text-tu = De loin, tout semble aller mieux ; tu le sais mieux que nous. Un non garde le suivi ouvert avec { $name }.
link-settled-yes = Oui, c'est réglé
link-settled-no = Non, pas encore
link-said-settled = Merci, c'est noté
link-said-not_settled = Merci de le dire
link-next-settled = { $name } le trouve sur sa liste. Si cela revient, un mot ici suffit.
link-next-settled-tu = { $name } le trouve sur sa liste. Si cela revient, un mot ici suffit.
link-next-not_settled = Votre suivi reste ouvert, et { $name } revient vers vous.
link-next-not_settled-tu = Ton suivi reste ouvert, et { $name } revient vers toi.
worries-title = Ce que sont devenues tes inquiétudes
worry-received = Dite le { $since } : bien reçue. Tu liras ici ce qui en est venu.
worry-spoken = Dite le { $since } : { $who } en a parlé avec { $name } le { $date }.
worry-followed = Dite le { $since } : { $who } suit { $name } depuis le { $date }.
worry-back = Dite le { $since } : { $name } a repris, et nous l'a confirmé. Merci de l'avoir dit.
worry-ended = Dite le { $since } : le suivi de { $name } s'est terminé le { $date }. Merci de l'avoir dit.
refusal-no-such-case = Ce suivi n'existe pas.
refusal-case-changed = Ce suivi a changé entre-temps. Relis-le, puis réessaie.
refusal-case-closed = Ce suivi est clos. Rouvre-le d'abord.
refusal-case-open = Ce suivi est ouvert.
refusal-case-another-open = Un autre suivi de cette personne est déjà ouvert : continue là-bas, ou clos-le d'abord.
refusal-no-such-step = Cette étape n'attend plus.
refusal-not-asked = La question n'est pas posée en ce moment.
refusal-asked-already = La question est déjà posée.
refusal-not-back = Les faits ne disent pas encore que la personne a repris.
refusal-not-said = La personne n'a pas encore dit que c'est réglé.
refusal-not-heard = Personne ne lui a parlé depuis l'ouverture du suivi. On essaie encore ?
refusal-not-lost = Il faut de vrais essais, par plusieurs canaux, sur deux semaines, avant de dire le contact perdu. On essaie autrement ?
refusal-followed = Ce suivi a déjà servi : dis plutôt comment il s'est terminé.

## Conversation
talk-title = Conversation
talk-way = Avec { $name }
talk-way-message = Message
talk-way-spoke = Appel : on s'est parlé
talk-way-no_answer = Appel sans réponse
talk-way-message_left = Message vocal laissé
talk-way-met = On s'est vus
talk-way-note = Note pour l'équipe
talk-words = Tes mots
talk-words-hint = Un message part sur la page personnelle de { $name } ; une note d'appel reste dans l'équipe.
talk-follow-up = Reprendre contact si { $name } n'a pas répondu le
talk-keep = Envoyer ou noter
talk-later = Envoyer plus tard
talk-send-at = Partira le
talk-send-at-theirs = Partira le (heure de { $name })
talk-send-later = Envoyer à cette heure-là
talk-waiting = Partira plus tard
talk-change = Changer
talk-change-keep = Garder ce changement
talk-promises-later = Promis avec ce message, pour le { $date } :
talk-cancel = Ne pas envoyer
talk-send-kept = L'envoyer maintenant
kept-back-danger = N'est pas parti : depuis qu'il est écrit, { $name } a parlé de danger.
kept-back-wrote = N'est pas parti : { $name } a écrit depuis.
kept-back-author-gone = N'est pas parti : { $who } n'est plus là pour le signer. Reprends-le avec tes mots.
kept-back-given-on = N'est pas parti : depuis, { $name } a été confié·e à quelqu'un d'autre.
kept-back-hour-passed = N'est pas parti : quand son heure est venue, il ne devait plus partir.
talk-thread = Ce qui s'est dit
talk-empty = Rien n'a encore été dit avec { $name }. Un premier mot ?
talk-facts = Ce qu'on sait de { $name }
talk-promised = Promis
talk-team = L'équipe
talk-question-answer = { $who } doit répondre à sa question d'ici le { $date }, comme annoncé.
talk-question-call = { $who } doit l'appeler d'ici le { $date }, comme annoncé.
talk-question-correction = { $who } doit regarder ce qui est contesté d'ici le { $date }, comme annoncé.
talk-awaited = On attend sa réponse depuis le { $since } ; à reprendre le { $date }.
answer-by-answer = Réponse annoncée d'ici le { $date }.
answer-by-call = Appel annoncé d'ici le { $date }.
answer-by-correction = Réponse annoncée d'ici le { $date }.
answer-by-leave = Réponse annoncée d'ici le { $date }.
answer-by-return = Un mot annoncé d'ici le { $date }.
snooze-kept = Tu y reviens le { $date }.
key-talk = écrire
promise-chip = Promesse pour le
promise-heard = Une promesse ?
promise-take = La noter
promise-undated = On dirait une promesse. Pour quel jour ?
promise-no-day = Pas de date
promise-other-day = Un autre jour
written-promise_later = la promesse partira avec le message
written-promise_made = noté : promesse faite
written-message_out = message envoyé
written-scheduled = message gardé, il partira à son heure
written-scheduled-changed = message changé
written-scheduled-sent = message envoyé
written-scheduled-back = le message est revenu tel quel, il partira à son heure
written-scheduled-back-kept = le message est revenu tel quel ; il ne part pas tout seul, il attend qu'on le relise
written-dropped = le message prévu { $when } ne partira pas
error-message-missing = Le message est vide.
error-send-at-missing = Choisis le jour et l'heure d'envoi.
refusal-no-such-scheduled = Ce message est déjà parti, ou quelqu'un l'a annulé.
refusal-not-the-author = Seule la personne qui a écrit ce message peut le changer.
refusal-scheduled-changed = Ce message a été changé entre-temps : relis-le avant de le changer à nouveau.
link-talk = Nos échanges
link-talk-tu = Nos échanges
link-talk-you = Vous
link-talk-you-tu = Toi
link-waits = { $name } répond à votre question d'ici { $date }.
link-waits-tu = { $name } répond à ta question d'ici { $date }.
link-waits-call = { $name } vous appelle d'ici { $date }.
link-waits-call-tu = { $name } t'appelle d'ici { $date }.
link-waits-correction = { $name } regarde ce que vous contestez et vous répond d'ici { $date }.
link-waits-correction-tu = { $name } regarde ce que tu contestes et te répond d'ici { $date }.
link-waits-leave = { $name } lit votre annonce et vous répond d'ici { $date }.
link-waits-leave-tu = { $name } lit ton annonce et te répond d'ici { $date }.
link-waits-return = { $name } prend de vos nouvelles d'ici { $date }.
link-waits-return-tu = { $name } prend de tes nouvelles d'ici { $date }.
link-waits-late = { $name } vous devait une réponse avant { $date } : le retard est le nôtre, et { $name } le voit en haut de sa liste.
link-waits-late-tu = { $name } te devait une réponse avant { $date } : le retard est le nôtre, et { $name } le voit en haut de sa liste.
link-answers = Une question ? { $name } vous répond d'ici { $date }.
link-answers-tu = Une question ? { $name } te répond d'ici { $date }.
link-answers-closed = L'école est fermée jusqu'à { $opens }. Une question ? { $name } vous répond d'ici { $date }.
link-answers-closed-tu = L'école est fermée jusqu'à { $opens }. Une question ? { $name } te répond d'ici { $date }.

## Qui suit qui
place-caseload = Qui suit qui
caseload-title = Qui suit qui
caseload-lead = { $n ->
        [one] { $n } personne suit les étudiantes et étudiants : { $asked } prévues par semaine, pour { $there }.
       *[other] { $n } personnes suivent les étudiantes et étudiants : { $asked } prévues par semaine, pour { $there }.
    }
caseload-wanting-none = Tout le monde a quelqu'un
caseload-wanting = { $n ->
        [one] { $n } personne attend quelqu'un rien que pour elle
       *[other] { $n } personnes attendent quelqu'un rien que pour elles
    }
caseload-wanting-help = Une proposition pour chaque personne, et pourquoi. C'est toi qui décides.
caseload-before = jusqu'ici avec { $name }
caseload-to = Confier à
caseload-give = Confier
caseload-give-all = { $n ->
        [one] Confier cette personne comme proposé
       *[other] Confier les { $n } comme proposé
    }
caseload-other = Choisir quelqu'un d'autre
caseload-changed = Entre-temps, la proposition a changé : rien n'a été confié. La voici comme elle est maintenant.
caseload-handing = Chaque personne est confiée à son tour. Tu peux quitter cette page : cela continue sans toi.
caseload-handing-failed = Cela s'est arrêté en route, et c'est de notre côté. Ce qui est fait est fait ; le reste est proposé ici à nouveau.
caseload-weeks = Les semaines
caseload-weeks-help = Le temps que demandent les personnes suivies, face aux heures qu'il y a. C'est une semaine que l'on mesure, jamais quelqu'un.
caseload-weeks-none = Personne ne suit encore d'étudiantes ni d'étudiants.
caseload-week = { $asked } sur { $there }
caseload-over = { $time } de trop
caseload-away = absence en cours
caseload-gone = n'est plus là
caseload-people = personnes suivies
caseload-stood-in = relais
caseload-all = en tout
caseload-a-week = { $time } par semaine
caseload-plan = Alléger les semaines
caseload-plan-none = Les relais mis à part, personne ne dépasse ses heures : rien à changer.
caseload-plan-fewest = { $n ->
        [one] Un seul changement suffit pour que chaque semaine tienne dans ses heures.
       *[other] { $n } changements suffisent pour que chaque semaine tienne dans ses heures ; il n'en faut pas moins.
    }
caseload-plan-few = { $n ->
        [one] Un changement fait tenir chaque semaine dans ses heures.
       *[other] { $n } changements font tenir chaque semaine dans ses heures ; peut-être en faut-il un de moins.
    }
caseload-plan-short = { $n ->
        [one] Un changement aide, mais il manque encore { $time } par semaine : des heures, pas de meilleurs partages.
       *[other] { $n } changements aident, mais il manque encore { $time } par semaine : des heures, pas de meilleurs partages.
    }
caseload-plan-short-none = Il manque { $time } par semaine, et aucun changement n'y ferait grand-chose : ce sont des heures qui manquent.
caseload-percent = Part des heures à ne pas dépasser, en %
caseload-look = Voir
caseload-hand = Confier { $name } à { $advisor }
caseload-apply = { $n ->
        [one] Faire ce changement
       *[other] Faire ces { $n } changements
    }
caseload-apply-help = Chaque personne verra sur sa page qui la suit. On peut revenir en arrière pendant une heure.
caseload-done-one = { $name } est maintenant avec { $advisor }.
caseload-done = { $n ->
        [one] { $n } personne a changé de conseillère ou de conseiller.
       *[other] { $n } personnes ont changé de conseillère ou de conseiller.
    }
caseload-done-changed = { $n ->
        [one] Pour { $n } autre, quelqu'un avait été choisi entre-temps : rien n'a changé.
       *[other] Pour { $n } autres, quelqu'un avait été choisi entre-temps : rien n'a changé.
    }
caseload-undone = C'est annulé.
caseload-absences = Absences
caseload-absences-none = Tout le monde est là, et personne n'a prévu d'absence.
caseload-from-until = du { $from } au { $until }
caseload-from = depuis le { $from }, sans date de retour
caseload-stands-in = { $name } prend le relais.
caseload-split = { $n ->
        [one] Pour { $n } personne, c'est quelqu'un d'autre.
       *[other] Pour { $n } personnes, c'est quelqu'un d'autre.
    }
caseload-back = { $name } est de retour
caseload-is-back = { $name } est de retour.
caseload-absence-now = { $name }, { $when } : { $stand_in } prend le relais.
caseload-forget = Finalement non
caseload-new = Une absence, prévue ou soudaine
caseload-who = Qui
caseload-first-day = Premier jour (vide : dès maintenant)
caseload-last-day = Dernier jour (vide : on ne sait pas encore)
caseload-stand-in = Qui prend le relais
caseload-keep = Noter l'absence
caseload-absence-help = Les étudiantes et étudiants le lisent sur leur page. Rien n'est envoyé au nom de qui s'absente.
caseload-error-absence = Il manque quelque chose : qui s'absente, et qui prend le relais.
caseload-error-ends = Le dernier jour vient avant le premier, ou il est déjà passé.
caseload-error-already = Une absence est déjà notée pour ces jours-là.
caseload-error-themself = On ne prend pas le relais de soi-même : choisis quelqu'un d'autre.
caseload-error-nobody = La personne choisie est absente, elle aussi, pendant ce temps : personne ne répondrait.
caseload-error-changed = Entre-temps, quelqu'un a changé cette absence. Ce que tu as choisi est encore là : regarde, puis note-le à nouveau si c'est toujours ce qu'il faut.
refusal-advisor-changed = Entre-temps, quelqu'un d'autre a été choisi. Regarde la page à nouveau : rien n'a été changé.
caseload-language-fr = français
caseload-language-en = anglais
why-followed-before = A déjà suivi cette personne.
why-speaks = Parle { $language }, comme elle.
why-nobody-speaks = Personne ici n'a dit parler { $language }.
why-knows = Connaît le parcours { $programme }.
why-not-theirs = Ne connaît pas encore le parcours { $programme }.
why-room = Il lui restera { $time } dans la semaine.
why-beyond = Sa semaine dépasserait ses heures de { $time }.
why-far-zone = Leurs montres diffèrent de { $time }.
why-gone = La personne qui suivait n'est plus là.
care-danger = Un danger a été dit : ne changer de personne qu'ensemble, de vive voix.
care-open-case = Un suivi est ouvert : qui reprend lira d'abord où il en est.
care-guarantee-ends = Sa garantie emploi s'achève bientôt : est-ce le moment ?
part-learning = formation
part-newcomer = premières semaines
part-on-leave = pauses
part-prospect = premières questions
part-job-search = recherches d'emploi
part-guarantee-ends = fins de garantie
part-after = après le diplôme, en emploi
part-returns = retours prévus
part-reasons = raisons d'appeler
part-danger = danger dit
part-open-case = suivis ouverts
for-absent = pour { $name }, jusqu'au { $date }
for-absent-open = pour { $name }, en son absence
for-nobody = en attendant quelqu'un d'attitré
for-gone = jusqu'ici avec { $name }
today-away = Tu as une absence en cours : { $name } répond à ta place.
today-away-until = Tu as une absence en cours jusqu'au { $date } : { $name } répond à ta place.
today-stands-in = Tu prends le relais de { $name } : ses étudiantes et étudiants sont dans ta liste.
today-stands-in-until = Tu prends le relais de { $name } jusqu'au { $date } : ses étudiantes et étudiants sont dans ta liste.
today-back = Je suis de retour
today-meanwhile = Ce qui s'est fait en ton absence
meanwhile-title = En ton absence
meanwhile-none = Rien à raconter : pas d'absence ces derniers jours.
meanwhile-lead = { $n ->
        [0] Du { $from } au { $until } : personne n'a eu besoin d'un échange.
        [one] Du { $from } au { $until } : une chose faite, à retrouver ici.
       *[other] Du { $from } au { $until } : { $n } choses faites, avec { $m } personnes.
    }
meanwhile-next = Commencer la journée
meanwhile-call = au téléphone
meanwhile-meeting = se sont vus
meanwhile-message_out = a écrit
meanwhile-noted = a noté
meanwhile-promise_made = a promis
meanwhile-congratulated = a félicité
link-stand-in = C'est { $name } qui vous répond en ce moment.
link-stand-in-tu = C'est { $name } qui te répond en ce moment.
link-stand-in-until = Jusqu'au { $date }, c'est { $name } qui vous répond.
link-stand-in-until-tu = Jusqu'au { $date }, c'est { $name } qui te répond.
link-stand-in-coming = À partir du { $date }, c'est { $name } qui vous répondra.
link-stand-in-coming-tu = À partir du { $date }, c'est { $name } qui te répondra.
refusal-absence-ends = Le dernier jour vient avant le premier.
refusal-absent-already = Une absence est déjà notée pour ces jours-là.
refusal-absence-changed = Entre-temps, quelqu'un a changé cette absence. Regarde la page à nouveau : rien n'a été changé.
refusal-not-absent = Aucune absence n'est notée en ce moment.
refusal-stands-in-for-themself = On ne prend pas le relais de soi-même.
refusal-nobody-answers = La personne choisie est absente, elle aussi : personne ne répondrait.
friday-uncelebrated = { $n ->
        [one] { $n } joie que personne n'a encore fêtée
       *[other] { $n } joies que personne n'a encore fêtées
    }
friday-uncelebrated-diploma = un diplôme, le { $date } · { $name }
friday-uncelebrated-job = un emploi, le { $date } · { $name }

## Le risque calculé
risk-said = Sur 100 situations semblables, { $n } aboutissent à { $target } (sur l'ensemble : { $usual }).
risk-target-leave = un départ dans les { $days } jours
risk-target-fail_or_withdrawn = un départ ou une formation non validée à la fin prévue
risk-target-no_job = une fin de garantie sans emploi
risk-weighs = Ce qui pèse, côté { $family } : { $what }.
risk-reassures = Ce qui rassure, côté { $family } : { $what }.
risk-number = { $label } : { $value } (d'habitude { $usual })
risk-number-alone = { $label } : { $value }
risk-number-unknown = { $label } : pas connu
risk-yes = oui
risk-no = non
risk-value = { $n }
risk-value-days = { $n ->
        [one] { $n } jour
       *[other] { $n } jours
    }
risk-value-percent = { $n } %
risk-value-rank = devant { $n } % des entrées du même mois
risk-change-hand_in = Si les travaux en attente ({ $now }) étaient rendus : { $after } situations sur 100 au lieu de { $before }. Qu'est-ce qui aiderait à les rendre ?
risk-change-be_active = Avec une activité ces jours-ci : { $after } situations sur 100 au lieu de { $before }. Par quoi serait-il facile de recommencer ?
risk-change-meet_mentor = Avec une session cette semaine : { $after } situations sur 100 au lieu de { $before }. Quel créneau conviendrait ?
risk-change-find_mentor = Avec un ou une mentor : { $after } situations sur 100 au lieu de { $before }. Qui conviendrait ?
risk-change-talk = Après un échange avec nous : { $after } situations sur 100 au lieu de { $before }. On appelle ?
risk-change-answer = Avec une réponse à ce qui attend : { $after } situations sur 100 au lieu de { $before }. On répond aujourd'hui ?
risk-change-seek_job = Avec une démarche d'emploi cette semaine : { $after } situations sur 100 au lieu de { $before }. On la prépare ensemble ?
risk-objects = Cette personne s'oppose à ce calcul : rien n'est calculé.
risk-none = Aucun modèle n'est en vigueur.
risk-nothing = Rien à expliquer : aucune inscription en cours n'est suivie par le modèle.
risk-family-activity = activité
risk-family-pace = rythme
risk-family-work = travaux
risk-family-defences = soutenances
risk-family-mentoring = mentorat
risk-family-contact = échanges
risk-family-enrolment = inscription
risk-family-job = emploi
risk-family-profile = parcours personnel
risk-family-history = autres inscriptions
risk-family-programme = parcours suivi
risk-family-protected = attributs protégés
risk-column-programme = parcours { $programme }
risk-column-starts_in_month = mois du début
risk-column-enrolled_ahead = jours entre l'inscription et le début
risk-column-enrolled_ahead_rank = inscription en avance
risk-column-work_missed = travaux non rendus
risk-column-assignments_missed = devoirs non rendus
risk-column-work_missed_share = part des travaux non rendus
risk-column-weight_missed = poids des travaux non rendus dans la note
risk-column-work_early = travaux rendus avant l'échéance
risk-column-work_early_rank = travaux rendus avant l'échéance
risk-column-work_late = travaux rendus en retard
risk-column-work_banked = travaux repris d'une inscription précédente
risk-column-work_handed_in = travaux rendus
risk-column-work_handed_in_rank = travaux rendus
risk-column-score_mean = moyenne des notes
risk-column-score_least = note la plus basse
risk-column-score_weighted = moyenne pondérée des notes
risk-column-score_rank = notes
risk-column-last_score_rank = dernière note
risk-column-handed_in_ahead = avance moyenne sur l'échéance
risk-column-handed_in_ahead_rank = avance sur l'échéance
risk-column-last_handed_in_ahead = avance du dernier travail sur l'échéance
risk-column-days_since_handed_in = temps depuis le dernier travail rendu
risk-column-work_due = travaux dont l'échéance est passée
risk-column-weight_due = poids des travaux dont l'échéance est passée
risk-column-next_due_in = jours avant la prochaine échéance
risk-column-last_due_ago = jours depuis la dernière échéance
risk-column-other_enrolments = autres inscriptions
risk-column-others_open = autres inscriptions en cours
risk-column-others_passed = autres inscriptions réussies
risk-column-others_failed = autres inscriptions non validées
risk-column-others_left = autres inscriptions quittées
risk-column-same_programme_before = inscriptions précédentes dans ce parcours
risk-column-others_handed_in_share = travaux rendus dans les autres inscriptions
risk-column-others_score = notes dans les autres inscriptions
risk-column-open_others_handed_in_share = travaux rendus dans les autres inscriptions en cours
risk-column-open_others_score = notes dans les autres inscriptions en cours
risk-column-others_actions = actions dans les autres inscriptions
risk-column-actions_before_start = actions avant le début
risk-column-actions_before_start_rank = activité avant le début
risk-column-actions_by_day_14 = actions jusqu'au jour 14
risk-column-active_days_by_day_14 = jours actifs jusqu'au jour 14
risk-column-actions_by_day_28 = actions jusqu'au jour 28
risk-column-active_days_by_day_28 = jours actifs jusqu'au jour 28
risk-column-actions_by_day_42 = actions jusqu'au jour 42
risk-column-active_days_by_day_42 = jours actifs jusqu'au jour 42
risk-column-actions_by_day_56 = actions jusqu'au jour 56
risk-column-active_days_by_day_56 = jours actifs jusqu'au jour 56
risk-column-actions_by_day_70 = actions jusqu'au jour 70
risk-column-active_days_by_day_70 = jours actifs jusqu'au jour 70
risk-column-actions_by_day_84 = actions jusqu'au jour 84
risk-column-active_days_by_day_84 = jours actifs jusqu'au jour 84
risk-column-actions_so_far = actions depuis le début
risk-column-actions_so_far_rank = actions depuis le début
risk-column-actions_last_fortnight = actions des deux dernières semaines
risk-column-actions_last_fortnight_rank = actions des deux dernières semaines
risk-column-active_days_so_far = jours actifs depuis le début
risk-column-active_days_so_far_rank = jours actifs depuis le début
risk-column-active_days_last_fortnight = jours actifs des deux dernières semaines
risk-column-active_days_last_fortnight_rank = jours actifs des deux dernières semaines
risk-column-actions_change = évolution de l'activité (échelle logarithmique)

## Les modèles de risque
place-risk = Risque
risk-title = Risque calculé
risk-lead = Un modèle apprend du passé de l'école qui s'éloigne avant qu'une règle ne sonne. Il ne décide de rien : il donne une raison de regarder.
risk-in-force = En vigueur
risk-challengers = En attente d'un avis
risk-challengers-none = Aucun autre modèle n'attend. « vigie train » en apprend un.
risk-foretells = Il estime la part de situations qui aboutissent à { $target }.
risk-learned = Appris le { $at } de { $students } personnes (l'école en compte { $there }), regardées { $looks } fois entre le { $from } et le { $to } ; { $positives } fois, c'est arrivé.
risk-approved = Mis en vigueur par { $by }, { $at } : « { $reason } »
risk-by-nobody = quelqu'un de l'école
risk-protected = Il regarde des attributs protégés : { $which }.
risk-protected-none = Il ne regarde ni le genre, ni le handicap, ni la région, ni l'âge : ils ne servent ici qu'à vérifier.
risk-figures = Chiffres du modèle
risk-figures-help = Sur les personnes les plus récentes, qu'il n'avait pas vues ; entre parenthèses, l'intervalle à 95 %.
risk-figure = Chiffre
risk-figure-auc_roc = Ordre : une personne qui part passe avant une qui reste (0,5 = hasard)
risk-figure-auc_pr = Précision moyenne le long de la liste
risk-figure-recall_at_10 = Part des départs parmi les 10 % premiers
risk-figure-ece = Écart entre ce qui est dit et ce qui arrive
risk-this-one = Ce modèle
risk-groups = Est-il aussi juste pour tout le monde ?
risk-groups-none = Aucun attribut n'est connu pour le vérifier.
risk-groups-figures = Voir les chiffres
risk-group = Groupe
risk-group-people = Personnes
risk-group-rate = C'est arrivé
risk-group-reached = Contactées
risk-group-recall = Repérées parmi celles qui partent
risk-group-precision = Départs parmi les contactées
risk-group-small = non montré : trop peu de personnes, dans ce groupe ou dans son voisin
risk-reads-nothing = Aucun groupe ne ressort : les écarts sont de ceux que donne le hasard.
risk-reads-overlooked = { $attribute } { $value } ({ $people } personnes) : parmi celles qui partent, la liste en oublie { $points } points de plus qu'ailleurs. Que manque-t-il à nos données pour les voir ?
risk-reads-too-dark = { $attribute } { $value } ({ $people } personnes) : le modèle est trop sombre de { $points } points. Ces personnes s'en sortent mieux qu'il ne le dit.
risk-reads-too-bright = { $attribute } { $value } ({ $people } personnes) : le modèle est trop optimiste de { $points } points. Allons voir ce qu'il ne voit pas.
rules-title = Les règles, groupe par groupe
rules-lead = Une règle sonne-t-elle pour tout le monde de la même façon ? Regardé sur les personnes dont l'inscription est finie : parmi celles qui sont parties ou n'ont pas validé, pour lesquelles a-t-elle sonné à temps ?
rules-none = Rien à comparer pour l'instant : aucune règle n'a sonné pour des personnes dont on connaît à la fois la suite et un attribut.
rules-failed = Le passé n'a pas pu être relu. On réessaie dans un moment ?
rules-rang = Elle a sonné pour { $n } personnes sur { $of }.
rules-group-rang = A sonné
rules-group-precision = Départs parmi celles pour qui elle a sonné
rules-reads-overlooked = { $attribute } { $value } ({ $people } personnes) : parmi celles qui partent, la règle en oublie { $points } points de plus qu'ailleurs.
risk-reads-order = { $attribute } { $value } ({ $people } personnes) : le modèle n'ordonne pas ces personnes comme les autres (écart de { $points } points). Regardons ce que nos données en disent mal.
risk-reads-hidden = Non montrés : les groupes de moins de 30 personnes, ou de moins de 10 d'une sorte ({ $attributes }). Quand un seul groupe est si petit, le plus petit des autres n'est pas montré non plus, pour que personne ne puisse être retrouvé par soustraction.
risk-reach-said = Mesuré en contactant { $n } personnes sur 100, comme on l'a demandé.
risk-reach-contacts = Mesuré en contactant { $n } personnes sur 100 : ce que l'équipe a vraiment fait ces { $weeks } dernières semaines ({ $reached } personnes contactées par semaine, sur { $there }).
risk-reach-assumed = Mesuré en contactant { $n } personnes sur 100 : un choix par défaut, faute de contacts notés.
risk-groups-help = Écart dit et arrivé : au-dessus de 0, le groupe est peint trop sombre. Oubliées : part des personnes parties que la liste oublie, moins celle des autres. ABROCA : aire entre les deux courbes. Hasard, à côté de chaque chiffre : part de répartitions tirées au sort qui font un écart au moins aussi grand ; sur trente groupes, un ou deux passent sous 0,05 par hasard. Être contactées plus souvent, ou pour moins, suit aussi de départs plus ou moins fréquents : c'est montré, sans phrase.
risk-group-calibration = Écart dit et arrivé
risk-group-overlooked = Oubliées de plus qu'ailleurs
risk-group-chance = Hasard
risk-trial = À l'essai, en silence
risk-trial-none = Il n'a encore regardé personne : la semaine en cours s'en charge, sans rien dire à personne.
risk-trial-few = Il a répondu { $kept } fois en silence ; { $looks } réponses sont connues à ce jour, pour { $people } personnes, et c'est arrivé { $positives } fois. C'est trop peu pour comparer.
risk-trial-alone = Sur { $looks } réponses dont on connaît la suite ({ $people } personnes ; c'est arrivé { $positives } fois). Aucun modèle n'est en vigueur à côté.
risk-trial-beside = Les deux modèles, sur les mêmes { $looks } regards dont on connaît la suite ({ $people } personnes ; c'est arrivé { $positives } fois).
risk-trial-other-target = Celui qui est en vigueur estime autre chose : seul l'ordre se compare, sur ce que celui-ci estime.
risk-trial-better = Il ordonne mieux que celui qui est en vigueur, plus que le hasard ne le ferait.
risk-trial-worse = Il ordonne moins bien que celui qui est en vigueur, plus que le hasard ne le ferait.
risk-trial-alike = Entre les deux, la différence est de celles que donne le hasard.
risk-trial-help = L'intervalle à 95 % de la différence se tire sur les mêmes personnes pour les deux ; s'il contient 0, rien ne les départage.
risk-trial-difference = Différence
fairness-in-force = Le modèle { $model }, en vigueur : { $n } personnes dont on connaît la suite
fairness-while-learning = Avant d'être en vigueur, sur les personnes les plus récentes, qu'il n'avait pas vues
risk-limits = Une colonne est à surveiller à partir de { $watch } et à regarder à partir de { $moved } (indice de stabilité) ; entre ce qui est dit et ce qui arrive, au-delà de { $calibration }.
risk-drift = L'école a-t-elle changé depuis ?
risk-drift-none = Aucune semaine n'a encore été regardée.
risk-drift-rings = Quelque chose a bougé : à regarder avant de s'y fier encore.
risk-week = Semaine du
risk-moved = Ce qui a bougé
risk-moved-nothing = rien
risk-calibration = Dit et arrivé
risk-calibrated = écart de { $error } sur { $n } personnes
risk-not-settled = pas encore connu
risk-to-look-at = à regarder
risk-reason = Pourquoi, en quelques mots
risk-reason-first = Dites pourquoi en quelques mots : c'est gardé avec la décision.
risk-approve = Mettre en vigueur
risk-back = Revenir au précédent
risk-weight-title = Son poids dans la liste du jour
risk-weight-none = Le calcul ne pèse rien : seuls les faits et les raisons ordonnent la liste.
risk-weight-some = Un risque de 1 ajoute { $points } points à une ligne, moins s'il est moindre. Chaque ligne le montre dans son explication ; une raison d'agir en vaut 45.
risk-weight-decided = Décidé par { $by }, { $at } : « { $reason } »
risk-weight-points = Points, de 0 à 40
risk-weight-range = Les points vont de 0 à 40 ; 0 ne pèse rien.
risk-weigh = Garder ce poids

## Ma page, avec un compte
own-road = { $form ->
    [tu] Où tu en es, de la première question à l'emploi
   *[vous] Où vous en êtes, de la première question à l'emploi
}
own-why-title = { $form ->
    [tu] Pourquoi on pourrait t'appeler
   *[vous] Pourquoi on pourrait vous appeler
}
own-why-none = { $form ->
    [tu] Rien de particulier en ce moment. Si on t'appelle, c'est pour prendre de tes nouvelles.
   *[vous] Rien de particulier en ce moment. Si on vous appelle, c'est pour prendre de vos nouvelles.
}
own-seen-place = Ce que l'école voit
own-seen-all = { $form ->
    [tu] Tout ce que l'école voit de toi
   *[vous] Tout ce que l'école voit de vous
}
own-seen-title = Ce que l'école voit
own-seen-heading = { $form ->
    [tu] Ce que l'école voit de toi
   *[vous] Ce que l'école voit de vous
}
own-seen-text = { $form ->
    [tu] Les mêmes faits et les mêmes raisons que sur la page de l'équipe pédagogique. Seules manquent les notes que les collègues s'écrivent, et les mots de qui s'est inquiété pour toi. Aucun chiffre ne te résume, et rien n'est décidé par un calcul.
   *[vous] Les mêmes faits et les mêmes raisons que sur la page de l'équipe pédagogique. Seules manquent les notes que les collègues s'écrivent, et les mots de qui s'est inquiété pour vous. Aucun chiffre ne vous résume, et rien n'est décidé par un calcul.
}
own-facts-title = { $form ->
    [tu] Ce qui s'est passé
   *[vous] Ce qui s'est passé
}
own-facts-none = { $form ->
    [tu] Rien n'est encore noté à ton sujet.
   *[vous] Rien n'est encore noté à votre sujet.
}
own-wrong = C'est faux
own-wrong-text = { $form ->
    [tu] Qu'est-ce qui n'est pas juste ? (si tu veux)
   *[vous] Qu'est-ce qui n'est pas juste ? (si vous voulez)
}
own-wrong-hint = { $form ->
    [tu] L'information reste, marquée comme contestée, et la personne qui te suit regarde avec toi.
   *[vous] L'information reste, marquée comme contestée, et la personne qui vous suit regarde avec vous.
}
own-wrong-send = Signaler
own-wrong-note = Contesté : { $what }
own-doubted = { $form ->
    [tu] Tu as dit que c'est faux : c'est marqué, et ce qu'il en est devenu se lit sur ta page.
   *[vous] Vous avez dit que c'est faux : c'est marqué, et ce qu'il en est devenu se lit sur votre page.
}
own-came-title = { $form ->
    [tu] Ce qu'est devenu ce que tu nous as dit
   *[vous] Ce qu'est devenu ce que vous nous avez dit
}
own-came = { $said ->
    [mentor] Le { $since }, à propos de { $form ->
        [tu] ton
       *[vous] votre
    } mentor
    [wrong] Le { $since }, une information contestée
   *[question] Le { $since }, { $form ->
        [tu] ton
       *[vous] votre
    } message
} : { $came ->
    [answered] { $who } { $form ->
        [tu] t'a répondu
       *[vous] vous a répondu
    } le { $date }.
    [read] { $who } { $form ->
        [tu] t'a lu
       *[vous] vous a lu
    } le { $date }.
    [followed] { $who } s'en occupe, depuis le { $date }.
    [corrected] c'est corrigé depuis le { $date }. Merci de l'avoir dit.
    [changed] { $who } { $form ->
        [tu] t'accompagne
       *[vous] vous accompagne
    } depuis le { $date }.
    [settled] c'est réglé depuis le { $date }.
    [ended] le suivi s'est terminé le { $date }.
   *[received] c'est arrivé, quelqu'un { $form ->
        [tu] revient vers toi
       *[vous] revient vers vous
    }.
}
own-acts-title = { $form ->
    [tu] Tu peux aussi
   *[vous] Vous pouvez aussi
}
own-leave = Annoncer une pause
own-leave-hint = { $form ->
    [tu] Une pause est un droit : pendant ce temps, on ne compte plus les jours. { $name } l'apprend et te répond. Annoncée à nouveau, la dernière date compte.
   *[vous] Une pause est un droit : pendant ce temps, on ne compte plus les jours. { $name } l'apprend et vous répond. Annoncée à nouveau, la dernière date compte.
}
own-leave-from = À partir du (aujourd'hui, sinon)
own-leave-until = De retour le
own-leave-send = Annoncer
own-on-leave = { $form ->
    [tu] Tu es en pause ; ton retour est prévu le { $date }.
   *[vous] Vous êtes en pause ; votre retour est prévu le { $date }.
}
own-on-leave-open = { $form ->
    [tu] Tu es en pause. Reviens quand tu veux.
   *[vous] Vous êtes en pause. Revenez quand vous voulez.
}
own-back = Je suis de retour
own-case = { $form ->
    [tu] J'ai besoin qu'on me suive de plus près
   *[vous] J'ai besoin qu'on me suive de plus près
}
own-case-text = { $form ->
    [tu] Ce que tu voudrais, avec tes mots
   *[vous] Ce que vous voudriez, avec vos mots
}
own-case-hint = { $form ->
    [tu] { $name } ouvre un suivi avec toi : ce qu'on fait, qui, pour quand. Avant qu'il se termine, on te demande si c'est réglé.
   *[vous] { $name } ouvre un suivi avec vous : ce qu'on fait, qui, pour quand. Avant qu'il se termine, on vous demande si c'est réglé.
}
own-case-send = Demander un suivi
own-wishes = { $form ->
    [tu] Quand et comment te joindre
   *[vous] Quand et comment vous joindre
}
own-wishes-hours = { $form ->
    [tu] Tes bons moments, avec tes mots
   *[vous] Vos bons moments, avec vos mots
}
own-wishes-channel = { $form ->
    [tu] Tu préfères
   *[vous] Vous préférez
}
own-wishes-any = comme cela vient
own-wishes-keep = Garder
own-error-leave = Il manque le jour du retour, ou il est déjà passé.
own-error-leave-far = Une pause s'annonce pour un an au plus. Pour plus longtemps, un mot ici, et on en parle ensemble.
own-error-no-leave = Aucun parcours n'est en cours : il n'y a rien à mettre en pause.
own-error-gone = Cette information n'est plus là. Peut-être vient-elle d'être corrigée.
link-said-wrong = Merci de l'avoir dit
link-said-leave = Bonne pause
link-said-back = Bon retour parmi nous
link-said-wishes = C'est noté
link-said-case = Demande envoyée
link-next-wrong = L'information est marquée comme contestée, et { $name } la trouve sur sa liste. Ce qu'il en est devenu se lira ici.
link-next-wrong-tu = L'information est marquée comme contestée, et { $name } la trouve sur sa liste. Ce qu'il en est devenu se lira ici.
link-next-leave = { $name } le trouve sur sa liste et vous répond. Pendant ce temps, on ne compte plus les jours.
link-next-leave-tu = { $name } le trouve sur sa liste et te répond. Pendant ce temps, on ne compte plus les jours.
link-next-back = La pause est finie dès maintenant. { $name } l'apprend et prend de vos nouvelles : un premier pas facile se prépare à deux.
link-next-back-tu = La pause est finie dès maintenant. { $name } l'apprend et prend de tes nouvelles : un premier pas facile se prépare à deux.
link-next-wishes = { $name } le voit à côté de votre numéro.
link-next-wishes-tu = { $name } le voit à côté de ton numéro.
link-next-case = { $name } le trouve sur sa liste, et revient vers vous.
link-next-case-tu = { $name } le trouve sur sa liste, et revient vers toi.

## Pourquoi on pourrait appeler : les raisons, dites à la personne même
own-why-activity-drop = { $form ->
    [tu] Ton rythme a changé ces derniers temps. { $who } voudrait savoir ce qui a changé pour toi.
   *[vous] Votre rythme a changé ces derniers temps. { $who } voudrait savoir ce qui a changé pour vous.
}
own-why-call-for-help = { $form ->
    [tu] Tu as demandé de l'aide : { $who } veut y répondre de vive voix.
   *[vous] Vous avez demandé de l'aide : { $who } veut y répondre de vive voix.
}
own-why-concern-raised = { $form ->
    [tu] Quelqu'un ici s'est inquiété pour toi. { $who } voudrait savoir comment tu vas.
   *[vous] Quelqu'un ici s'est inquiété pour vous. { $who } voudrait savoir comment vous allez.
}
own-why-danger = { $form ->
    [tu] Ce que tu as écrit nous importe : quelqu'un veut te parler tout de suite. Jour et nuit : 3114, 15 ou 112.
   *[vous] Ce que vous avez écrit nous importe : quelqu'un veut vous parler tout de suite. Jour et nuit : 3114, 15 ou 112.
}
own-why-diploma = { $form ->
    [tu] Tu as ton diplôme ! { $who } voudrait le fêter avec toi.
   *[vous] Vous avez votre diplôme ! { $who } voudrait le fêter avec vous.
}
own-why-first-defence = { $form ->
    [tu] Ta première soutenance approche. { $who } te propose de répéter ensemble.
   *[vous] Votre première soutenance approche. { $who } vous propose de répéter ensemble.
}
own-why-funding-ending = { $form ->
    [tu] Ton financement touche à sa fin. { $who } veut regarder les options avec toi, à temps.
   *[vous] Votre financement touche à sa fin. { $who } veut regarder les options avec vous, à temps.
}
own-why-guarantee-ending = { $form ->
    [tu] Ta garantie emploi touche à sa fin. { $who } cherche ce que l'école peut encore faire.
   *[vous] Votre garantie emploi touche à sa fin. { $who } cherche ce que l'école peut encore faire.
}
own-why-job-search-stalled = { $form ->
    [tu] Aucune démarche d'emploi n'est notée depuis un moment. { $who } peut préparer la suite avec toi.
   *[vous] Aucune démarche d'emploi n'est notée depuis un moment. { $who } peut préparer la suite avec vous.
}
own-why-job-start = { $form ->
    [tu] Un emploi ! { $who } voudrait le fêter avec toi.
   *[vous] Un emploi ! { $who } voudrait le fêter avec vous.
}
own-why-leave-ending = { $form ->
    [tu] Ta pause se termine. { $who } veut préparer avec toi un premier pas facile.
   *[vous] Votre pause se termine. { $who } veut préparer avec vous un premier pas facile.
}
own-why-mentor-absent = { $form ->
    [tu] Des rendez-vous de mentorat n'ont pas eu lieu de notre fait. C'est à nous de réparer.
   *[vous] Des rendez-vous de mentorat n'ont pas eu lieu de notre fait. C'est à nous de réparer.
}
own-why-mentor-awaited = { $form ->
    [tu] Tu attends un mentor. { $who } cherche qui te conviendrait.
   *[vous] Vous attendez un mentor. { $who } cherche qui vous conviendrait.
}
own-why-mentor-mismatch = { $form ->
    [tu] La façon de travailler de ton mentor ne te convient peut-être pas. { $who } veut l'entendre de toi.
   *[vous] La façon de travailler de votre mentor ne vous convient peut-être pas. { $who } veut l'entendre de vous.
}
own-why-message-unanswered = { $form ->
    [tu] Tu nous as écrit et tu attends notre réponse.
   *[vous] Vous nous avez écrit et vous attendez notre réponse.
}
own-why-never-started = { $form ->
    [tu] Tu n'as pas encore ouvert de cours. { $who } peut démarrer avec toi.
   *[vous] Vous n'avez pas encore ouvert de cours. { $who } peut démarrer avec vous.
}
own-why-new-job-check-in = { $form ->
    [tu] Tu travailles depuis quelques semaines. { $who } voudrait savoir comment cela se passe.
   *[vous] Vous travaillez depuis quelques semaines. { $who } voudrait savoir comment cela se passe.
}
own-why-newcomer = { $form ->
    [tu] Tu viens d'arriver : { $who } voudrait te souhaiter la bienvenue.
   *[vous] Vous venez d'arriver : { $who } voudrait vous souhaiter la bienvenue.
}
own-why-no-session = { $form ->
    [tu] Tu n'as pas eu de session de mentorat depuis un moment. { $who } voudrait savoir ce qui t'arrangerait.
   *[vous] Vous n'avez pas eu de session de mentorat depuis un moment. { $who } voudrait savoir ce qui vous arrangerait.
}
own-why-planned-return = { $form ->
    [tu] Tu avais prévu de reprendre vers ces jours-ci. { $who } voudrait prendre de tes nouvelles ; la date peut bouger.
   *[vous] Vous aviez prévu de reprendre vers ces jours-ci. { $who } voudrait prendre de vos nouvelles ; la date peut bouger.
}
own-why-promise-due = { $form ->
    [tu] { $who } t'a fait une promesse, et veut la tenir.
   *[vous] { $who } vous a fait une promesse, et veut la tenir.
}
own-why-rework-undated = { $form ->
    [tu] Un projet est à retravailler, sans nouvelle date de soutenance. { $who } peut en choisir une avec toi.
   *[vous] Un projet est à retravailler, sans nouvelle date de soutenance. { $who } peut en choisir une avec vous.
}
own-why-reworked-twice = { $form ->
    [tu] Un projet t'a déjà pris deux soutenances. Cherchons ensemble un autre chemin.
   *[vous] Un projet vous a déjà pris deux soutenances. Cherchons ensemble un autre chemin.
}
own-why-score-drop = { $form ->
    [tu] Un résultat s'écarte de ce que tu fais d'habitude. La marche était peut-être haute.
   *[vous] Un résultat s'écarte de ce que vous faites d'habitude. La marche était peut-être haute.
}
own-why-session-unrecorded = { $form ->
    [tu] On ne sait pas si une session a eu lieu. C'est d'abord à ton mentor qu'on le demande.
   *[vous] On ne sait pas si une session a eu lieu. C'est d'abord à votre mentor qu'on le demande.
}
own-why-stuck-on-project = { $form ->
    [tu] Ton projet dure plus longtemps que prévu. { $who } voudrait savoir où ça coince.
   *[vous] Votre projet dure plus longtemps que prévu. { $who } voudrait savoir où ça coince.
}
own-why-unseen = { $form ->
    [tu] Cela fait un moment qu'on ne s'est pas parlé. Rien d'inquiétant : { $who } voudrait te dire bonjour.
   *[vous] Cela fait un moment qu'on ne s'est pas parlé. Rien d'inquiétant : { $who } voudrait vous dire bonjour.
}
own-why-question-due = { $form ->
    [tu] Tu attends un mot de nous : { $who } te le doit.
   *[vous] Vous attendez un mot de nous : { $who } vous le doit.
}
own-why-follow-up-due = { $form ->
    [tu] { $who } avait prévu de reprendre contact avec toi.
   *[vous] { $who } avait prévu de reprendre contact avec vous.
}
own-why-work-overdue = { $form ->
    [tu] Un travail était attendu. { $who } voudrait savoir ce qui t'aiderait.
   *[vous] Un travail était attendu. { $who } voudrait savoir ce qui vous aiderait.
}

## Les faits, dits à la personne même
own-fact-advisor_assigned = { $form ->
    [tu] { $who } t'accompagne désormais.
   *[vous] { $who } vous accompagne désormais.
}
own-fact-advisor_ended = { $form ->
    [tu] { $who } ne t'accompagne plus.
   *[vous] { $who } ne vous accompagne plus.
}
own-fact-leave_planned = { $here ->
    [yes] { $form ->
        [tu] Tu as annoncé
       *[vous] Vous avez annoncé
    } une pause, du { $from } au { $date }.
   *[no] Pause convenue, du { $from } au { $date }.
}
own-fact-resumed = { $form ->
    [tu] Tu as repris.
   *[vous] Vous avez repris.
}
own-fact-session_recorded = { $outcome ->
    [held] Session du { $date } avec { $who } : tenue.
    [cancelled_early] Session du { $date } avec { $who } : annulée à temps.
    [cancelled_late] Session du { $date } avec { $who } : annulée tardivement.
    [other] Session du { $date } avec { $who } : n'a pas pu avoir lieu, sans que personne soit en cause.
    [student_absent] Session du { $date } avec { $who } : { $form ->
        [tu] tu n'as pas pu venir
       *[vous] vous n'avez pas pu venir
    }.
   *[mentor_absent] Session du { $date } : { $who } n'est pas venu·e. À nous de réparer.
}
own-fact-message_in = { $form ->
    [tu] Tu nous as écrit, { $channel }.
   *[vous] Vous nous avez écrit, { $channel }.
}
own-fact-message_out = { $form ->
    [tu] { $who } t'a écrit, { $channel }.
   *[vous] { $who } vous a écrit, { $channel }.
}
own-fact-call = { $outcome ->
    [spoke] { $form ->
        [tu] { $who } et toi, vous vous êtes parlé, { $channel }.
       *[vous] { $who } et vous, vous vous êtes parlé, { $channel }.
    }
    [no_answer] { $form ->
        [tu] { $who } a essayé de te joindre, { $channel }.
       *[vous] { $who } a essayé de vous joindre, { $channel }.
    }
   *[message_left] { $form ->
        [tu] { $who } t'a laissé un message, { $channel }.
       *[vous] { $who } vous a laissé un message, { $channel }.
    }
}
own-fact-meeting = { $form ->
    [tu] Rendez-vous avec { $who }, { $channel }.
   *[vous] Rendez-vous avec { $who }, { $channel }.
}
own-fact-snoozed = { $form ->
    [tu] { $who } pense revenir vers toi le { $date }.
   *[vous] { $who } pense revenir vers vous le { $date }.
}
own-fact-promise_made = { $form ->
    [tu] { $who } t'a fait une promesse, pour le { $date }.
   *[vous] { $who } vous a fait une promesse, pour le { $date }.
}
own-fact-community_post = { $help ->
    [yes] { $form ->
        [tu] Tu as demandé de l'aide dans { $where }.
       *[vous] Vous avez demandé de l'aide dans { $where }.
    }
   *[no] { $form ->
        [tu] Tu as écrit dans { $where }.
       *[vous] Vous avez écrit dans { $where }.
    }
}
own-fact-concern_raised = { $form ->
    [tu] { $who } s'est inquiété·e pour toi.
   *[vous] { $who } s'est inquiété·e pour vous.
}
own-fact-need_stated = { $need ->
    [help] Nous avons compris : besoin d'aide.
    [call] Nous avons compris : envie d'un appel.
    [mentor_change] Nous avons compris : une autre façon de travailler dans le mentorat.
    [concept] Nous avons compris : une notion qui bloque.
    [stopping] Nous avons compris : l'idée d'arrêter.
    [job_offer] Nous avons compris : une offre d'emploi.
    [money] Nous avons compris : une question d'argent.
    [administrative] Nous avons compris : une question administrative.
   *[danger] Nous avons compris : un danger.
}
own-fact-congratulated = { $occasion ->
    [diploma] { $form ->
        [tu] { $who } t'a félicité·e pour ton diplôme.
       *[vous] { $who } vous a félicité·e pour votre diplôme.
    }
    [job] { $form ->
        [tu] { $who } t'a félicité·e pour ton emploi.
       *[vous] { $who } vous a félicité·e pour votre emploi.
    }
   *[step] { $form ->
        [tu] { $who } t'a félicité·e pour cette étape.
       *[vous] { $who } vous a félicité·e pour cette étape.
    }
}
own-fact-ambassador = { $form ->
    [tu] Tu parles désormais de l'école autour de toi : ambassade.
   *[vous] Vous parlez désormais de l'école autour de vous : ambassade.
}
own-fact-withdrawn = Départ de la formation : { $reason }.{ $date ->
    [none] {""}
   *[other] { $form ->
        [tu] {" "}Tu pensais revenir vers le { $date }.
       *[vous] {" "}Vous pensiez revenir vers le { $date }.
    }
}
own-fact-question_asked = { $who ->
    [none] { $form ->
        [tu] Tu attends une réponse d'ici le { $date }.
       *[vous] Vous attendez une réponse d'ici le { $date }.
    }
   *[other] { $form ->
        [tu] Tu attends la réponse de { $who } d'ici le { $date }.
       *[vous] Vous attendez la réponse de { $who } d'ici le { $date }.
    }
}
own-fact-no_answer_due = { $form ->
    [tu] { $who } a lu ce que tu as écrit.
   *[vous] { $who } a lu ce que vous avez écrit.
}
own-fact-follow_up_set = { $form ->
    [tu] { $who } reprendra contact le { $date }, sauf si tu réponds avant.
   *[vous] { $who } reprendra contact le { $date }, sauf si vous répondez avant.
}
own-fact-disputed = { $form ->
    [tu] Tu as dit qu'une information n'est pas exacte.
   *[vous] Vous avez dit qu'une information n'est pas exacte.
}
disputed-reason = contesté par { $name }
reach-by-email = préfère par courriel
reach-by-phone = préfère au téléphone
reach-by-video = préfère en visio
reach-by-sms = préfère par SMS
reach-by-portal = préfère sur le site
refusal-nothing-like-that = Cette information n'est plus là.
refusal-not-studying = Aucun parcours n'est en cours : il n'y a rien à mettre en pause.
refusal-long-ago = Cela remonte à plus d'un an : vérifie la date.
refusal-too-far = C'est trop loin : un an au plus.
refusal-not-on-leave = Aucune pause n'est en cours.
refusal-account-there = Cette personne a déjà un compte et un mot de passe. S'il est oublié, la personne qui s'occupe des comptes donne un nouveau lien.

## Les mentors, leurs places, les invitations
room-title = Mes disponibilités
room-text = L'équipe s'en sert pour ne te confier personne de trop.
room-said = Dit le { $date }.
room-more = Je peux prendre encore (étudiants)
room-from = Absence à partir du
room-until = De retour le
room-keep = Garder
room-kept = C'est gardé, et l'équipe le voit.
room-error-more = Écris un nombre, de 0 à 99.
room-error-away = Il manque le jour du retour, ou il est déjà passé.
place-mentors = Mentors
mentors-title = Mentors
mentors-text = Ce que chaque mentor dit des semaines qui viennent, par ordre alphabétique.
mentors-none = Pas encore de mentor
mentors-none-text = Les mentors viennent avec l'import de l'équipe.
mentors-students = { $n ->
    [0] Personne ne lui est confié.
    [one] Accompagne { $n } personne.
   *[other] Accompagne { $n } personnes.
}
mentors-capacity = { $n ->
    [one] (pour { $n } place)
   *[other] (pour { $n } places)
}
mentors-more = { $n ->
    [0] Ne peut prendre personne de plus.
    [one] Peut prendre encore { $n } personne.
   *[other] Peut prendre encore { $n } personnes.
}
mentors-more-unsaid = N'a pas encore dit ses disponibilités.
mentors-away = Absence du { $from } au { $date }.
mentors-said = Dit le { $date }.
mentors-account = A un compte : { $email }.
invite-open = Inviter à créer un compte
invite-email = Son adresse électronique
invite-make = Créer l'invitation
invite-given-title = Invitation
invite-given = Invitation de { $name }
invite-given-text = Ce lien s'ouvre une fois, pour choisir le mot de passe du compte { $email }. Envoie-le à cette personne seule.
demo-as-advisor = Suivre des étudiants, au conseil pédagogique
demo-as-manager = Veiller sur l'école, avec l'équipe
demo-as-mentor = Accompagner, en mentorat
demo-as-student = Apprendre, côté étudiant
demo-in-english = (en anglais)
demo-others = Les autres membres de l'équipe

## Les bonnes nouvelles
joy-title = Bonnes nouvelles
joy-size = { $n ->
        [0] Tout ce qu'il y avait à fêter l'a été.
        [one] { $n } bonne nouvelle attend un mot de quelqu'un.
       *[other] { $n } bonnes nouvelles attendent un mot de quelqu'un.
    }
joy-mine = Mes étudiants seulement
joy-all = Toute l'école
joy-none = Ni diplôme ni emploi ces trois derniers mois
joy-none-text = Les prochains se préparent. Ils apparaîtront ici le jour même, et rien ne partira sans toi.
joy-waiting = À fêter
joy-done = Déjà fêté
joy-diploma = Diplôme « { $programme } »
joy-job = Embauche chez { $company }
joy-since = { $n ->
        [0] aujourd'hui
        [1] hier
       *[other] il y a { $n } jours
    }
joy-by = { $name } s'en charge
joy-dream = Le métier dont { $name } rêvait, avec ses mots
joy-found = L'emploi trouvé
joy-job-since = { $contract }, depuis le { $date }
joy-job-from = { $contract }, dès le { $date }
joy-kudos = Des mots pour { $name }
joy-kudos-count = { $n ->
        [one] { $n } mot reçu
       *[other] { $n } mots reçus
    }
joy-from-mentor = { $name }, mentor
joy-from-peer = { $name }, de la même promotion
joy-text = Ton mot à { $name }
joy-send = L'écrire sur sa page
joy-elsewhere = C'est fait, de vive voix ou autrement
joy-hint = Rien ne part sans toi. « C'est fait » garde tes mots en note, entre collègues.
joy-no-words = Il manque tes mots. Si tu as déjà fêté cela autrement, choisis « C'est fait ».
joy-celebrated = fêté par { $name } le { $date }
joy-written-page = ton mot est sur sa page, et c'est fêté
joy-written-elsewhere = c'est noté : fêté
joy-see-all = Toutes les bonnes nouvelles
news-title = Bonnes nouvelles
news-mentor = Les bonnes nouvelles de celles et ceux que tu as accompagnés
news-no-kudos = { $form ->
        [tu] Bravo ! Ce que d'autres t'écriront apparaîtra ici.
       *[vous] Bravo ! Ce que d'autres vous écriront apparaîtra ici.
    }
news-share-text = { $form ->
        [tu] Tes mentors le savent et peuvent t'écrire. Les personnes entrées avec toi dans le même parcours ne le savent pas, sauf si tu le veux.
       *[vous] Vos mentors le savent et peuvent vous écrire. Les personnes entrées avec vous dans le même parcours ne le savent pas, sauf si vous le voulez.
    }
news-share = { $form ->
        [tu] Le dire à ma promotion
       *[vous] Le dire à ma promotion
    }
news-shared = { $form ->
        [tu] Les personnes entrées avec toi dans le même parcours lisent ton nom et cette nouvelle, et peuvent t'écrire.
       *[vous] Les personnes entrées avec vous dans le même parcours lisent votre nom et cette nouvelle, et peuvent vous écrire.
    }
news-unshare = Ne plus le dire
news-none = Pas de nouvelle pour l'instant
news-none-text = { $form ->
        [tu] Quand une personne que tu connais d'ici aura un diplôme ou un emploi et voudra bien le dire, tu le liras ici.
       *[vous] Quand une personne que vous connaissez d'ici aura un diplôme ou un emploi et voudra bien le dire, vous le lirez ici.
    }
news-others = { $form ->
        [tu] Bravo à…
       *[vous] Bravo à…
    }
news-others-text = { $form ->
        [tu] Un mot de toi compte. Rien ne t'y oblige.
       *[vous] Un mot de vous compte. Rien ne vous y oblige.
    }
news-bravo = Un mot pour { $name }
news-who-reads = { $name } et l'équipe pédagogique le lisent. Un mot vide retire le précédent.
news-send = Envoyer ce mot
news-change = Changer ce mot
news-back = Revenir à ma page
news-too-long = { $form ->
        [tu] C'est un peu long : 600 caractères au plus. Ton texte est encore là.
       *[vous] C'est un peu long : 600 caractères au plus. Votre texte est encore là.
    }
news-said-kudos = { $form ->
        [tu] Merci, ton mot est arrivé.
       *[vous] Merci, votre mot est arrivé.
    }
news-said-taken-back = { $form ->
        [tu] C'est retiré.
       *[vous] C'est retiré.
    }
news-said-named = { $form ->
        [tu] C'est dit. Tu peux changer d'avis quand tu veux.
       *[vous] C'est dit. Vous pouvez changer d'avis quand vous voulez.
    }
news-said-unnamed = { $form ->
        [tu] C'est noté : ton nom n'apparaît plus chez les autres.
       *[vous] C'est noté : votre nom n'apparaît plus chez les autres.
    }
news-own-kudos = { $n ->
        [one] Quelqu'un d'ici a écrit un mot de félicitations.
       *[other] { $n } personnes d'ici ont écrit un mot de félicitations.
    }

## Effacer une personne
erasures-title = Effacements
erasures-lead = Chaque personne peut demander que l'école oublie ce qu'elle sait d'elle.
erasures-due = { $n ->
        [0] Aucun effacement prévu
        [one] { $n } personne sera effacée
       *[other] { $n } personnes seront effacées
    }
erasures-none = Rien à faire.
erasures-when = Le { $date }
erasures-why = Demandé le { $date } : { $reason }
erasures-keep = Reprendre : ne pas effacer
erasures-ask = Effacer une personne
erasures-what = L'effacement a lieu dans 7 jours. Jusque-là, un geste suffit pour le reprendre.
erasures-what-1 = Disparaissent : les faits, les messages et les notes, le nom, les coordonnées, le compte, les liens, les suivis, les mots de félicitations.
erasures-what-2 = Reste : une personne de plus dans des nombres où rien ne distingue qui que ce soit.
erasures-what-3 = Un import qui la nomme à nouveau la passe, et le compte.
erasures-id = Son identifiant dans la source
erasures-because = Pourquoi
erasures-hint = Ces mots disparaissent avec la personne.
erasures-send = Effacer dans 7 jours
erasures-nobody = Personne, ou plusieurs personnes, ont cet identifiant. Vérifie-le dans la source.
erasures-no-reason = Dis pourquoi en quelques mots : la personne l'a demandé, la durée de conservation est passée…
erasures-said-asked = C'est demandé. L'effacement aura lieu dans 7 jours, et se reprend jusque-là.
erasures-said-kept = C'est repris : rien ne sera effacé.
erasures-erased = { $n ->
        [one] { $n } personne a été effacée jusqu'ici.
       *[other] { $n } personnes ont été effacées jusqu'ici.
    }
erasure-coming = Le { $date }, tout ce que l'école sait de { $name } sera effacé. Jusque-là, la direction peut revenir sur cette demande.
erasures-of = Effacer cette personne…
refusal-not-to-be-erased = Personne n'a demandé que cette personne soit effacée.

## Ce que lisent les programmes
refusal-own-source = Cette source est celle de Vigie : nommes-en une autre.
api-too-large = Le corps dépasse 256 Kio, ou n'est pas arrivé entier : envoie moins de lignes à la fois.
api-not-utf8 = Le corps n'est pas en UTF-8.

## Ce qui est contesté, et faux
dispute-put-right = C'est faux : corriger
dispute-word = Un mot à { $name }, sur sa page (facultatif)
dispute-hint = Cette information ne comptera plus ici, même si sa source la répète. Dans l'autre logiciel, elle reste à corriger.
dispute-send = Retirer cette information
dispute-right = l'information est retirée et ne compte plus
dispute-right-told = l'information est retirée, et ton mot est sur sa page

## Répartir une absence
cases-instead = pendant l'absence de { $name }
split-link = Prolonger, changer de relais, répartir ses étudiants
split-title = Une absence
split-change = Prolonger, ou changer de relais
split-change-keep = Noter ce changement
split-heading = Pendant l'absence de { $name }
split-lead = { $name } répond pour tout le monde, sauf si tu confies quelques personnes à d'autres.
split-who = { $n ->
        [one] Pour cette personne
       *[other] Pour ces { $n } personnes, celles que tu coches
    }
split-to = C'est cette personne qui répond
split-keep = Confier
split-hint = Pour rendre quelqu'un à { $name }, coche et choisis { $name }. Les étudiants lisent le nom de qui leur répond.
split-none = Personne à répartir
split-nobody = Coche au moins une personne.
split-to-whom = Choisis qui répond.

## Les mots des catégories, dans le constructeur
word-phase-prospect = futur étudiant
word-phase-student = en formation
word-phase-job_search = en recherche d'emploi
word-phase-employed = en emploi
word-phase-alumni = diplôme obtenu
word-phase-away = départ
word-enrolment_phase-learning = en formation
word-enrolment_phase-paused = en pause
word-enrolment_phase-withdrawn = départ
word-enrolment_phase-graduated = diplôme obtenu
word-funding-personal = à ses frais
word-funding-account = compte formation
word-funding-employment_agency = agence pour l'emploi
word-funding-employer = employeur
word-funding-apprenticeship = apprentissage
word-funding-other = autre

## Ce que la machine lit, et s'y opposer
risk-attribute-gender = genre
risk-attribute-disability = handicap
risk-attribute-region = région
risk-attribute-imd_band = niveau de vie du quartier
risk-attribute-age_band = tranche d'âge
risk-column-attribute = { $attribute } : { $value }
risk-tells = « { $column } » laisse deviner { $attribute } ({ $value }) { $n } fois sur 100, quand le hasard le ferait 50 fois.
risk-overrides-title = Quand l'équipe n'était pas d'accord
risk-overrides-few = Trop peu de contacts disent si un signal de risque était utile : { $n }, et il en faut { $least }.
risk-overrides = Sur { $part } contacts de { $whole }, quelqu'un a répondu que le signal n'avait pas lieu d'être (à 95 %, de { $low } à { $high } sur 100).
risk-overrides-right = Pour { $part } de ces { $whole } situations, c'est pourtant arrivé (à 95 %, de { $low } à { $high } sur 100) : là, le calcul avait vu juste. Pour les autres, c'était l'équipe.
risk-overrides-open = Qui avait raison se saura plus tard : on connaît la suite de { $n } de ces { $whole } situations, et il en faut { $least }.
risk-rang = Le calcul du risque est à regarder : depuis la semaine du { $at }, l'école ne ressemble plus à ce qu'il a appris ({ $what }).
risk-rang-probabilities = ce qu'il dit de l'ensemble
risk-rang-calibration = { $points } points d'écart entre ce qu'il disait et ce qui est arrivé, sur { $n } personnes
risk-rang-look = Voir le modèle
risk-rang-seen = C'est vu
risk-seen-by = Calcul du risque : vu par { $by }, { $at }.
risk-seen-at = Calcul du risque : vu, { $at }.
refusal-no-reason = Lire un attribut protégé demande une raison : elle est lue par les personnes concernées.
reads-title = Ce que la machine lit, et ce qu'elle ne lit pas
reads-lead = Une fois par semaine, un calcul compare ce qui se passe en ce moment avec le passé de l'école. Il signale à l'équipe les situations dans lesquelles d'autres, avant, se sont éloignés. Il ne décide de rien et n'écrit à personne : quelqu'un lit, et appelle si cela lui semble juste.
reads-none = Aucun calcul n'est en vigueur aujourd'hui : rien n'est calculé de personne. Voici ce qui vaudrait si l'école en approuvait un.
reads-what = Ce qu'il lit
reads-what-text = Des faits que l'école connaît déjà, tels qu'ils étaient connus ce jour-là : { $n } nombres, de ces côtés-ci.
reads-columns = { $n ->
    [one] Voir lequel
   *[other] Voir les { $n }
}
reads-side-activity = L'activité
reads-side-pace = Le rythme
reads-side-work = Les travaux
reads-side-defences = Les soutenances
reads-side-mentoring = Le mentorat
reads-side-contact = Les échanges
reads-side-enrolment = L'inscription
reads-side-job = L'emploi
reads-side-profile = Le parcours personnel
reads-side-history = Les autres inscriptions
reads-side-programme = Le parcours suivi
reads-side-protected = Les attributs protégés
reads-family-activity = Combien de jours on vient travailler, et quand c'était la dernière fois. Jamais ce qu'on y regarde.
reads-family-pace = Où en est le projet, à côté de ce qui était prévu.
reads-family-work = Ce qui est rendu, quand, et les notes reçues.
reads-family-defences = Les soutenances passées, et celles à reprendre.
reads-family-mentoring = Les sessions tenues ou manquées, et s'il y a un mentor.
reads-family-contact = Si quelqu'un a pris des nouvelles, et si un message attend sa réponse.
reads-family-enrolment = Quand on s'est inscrit, pour combien d'heures, et les pauses.
reads-family-job = Le diplôme, les démarches et les entretiens.
reads-family-profile = Depuis quand on se connaît, et combien d'inscriptions sont en cours.
reads-family-history = Ce que sont devenues les autres inscriptions de la même personne.
reads-family-programme = Quel parcours, et le mois du début.
reads-family-protected = Activés par quelqu'un, pour la raison écrite plus bas.
reads-never = Ce qu'il ne lit pas
reads-never-protected = Qui l'on est.
reads-never-text-protected = Ne sont pas lus : { $which }. Quand l'école les connaît, ils servent à vérifier, après coup, que le calcul est aussi juste pour tout le monde.
reads-never-words = Les mots.
reads-never-text-words = Ni les messages, ni les notes de l'équipe, ni les conversations. Seul compte qu'un besoin y a été reconnu, par exemple une demande d'aide.
reads-never-names = Le nom et les coordonnées.
reads-never-text-names = Ni le nom, ni l'adresse, ni le téléphone, ni la langue.
reads-never-feelings = Les émotions.
reads-never-text-feelings = Ni voix, ni visage, ni caméra, ni humeur devinée : rien de cela n'est mesuré ici.
reads-never-others = La vie des autres.
reads-never-text-others = On est situé parmi les entrées du même mois, par un rang, et rien d'autre.
reads-never-itself = Ses propres réponses.
reads-never-text-itself = Il n'apprend pas à répéter ce qu'un calcul a dit avant lui.
reads-on-none = Aucun attribut protégé n'est activé. Pour en activer un, il faut écrire une raison, qui se lirait ici.
reads-on = Un attribut protégé est lu : { $which }. Activé par { $by }, { $at }, pour cette raison : « { $reason } »
reads-telling = { $n ->
    [one] 1 nombre laisse deviner un attribut
   *[other] { $n } nombres laissent deviner un attribut
}
reads-telling-text = Sans lire un attribut, on peut parfois le deviner. Un nombre qui le dirait à lui seul fait refuser le modèle ; ceux-ci n'en disent qu'une partie.
reads-object = S'y opposer
reads-object-text = Chacun et chacune peut s'y opposer, sans donner de raison. Le calcul s'arrête aussitôt pour cette personne et n'apprend plus rien d'elle ; l'équipe l'accompagne comme avant. On peut changer d'avis à tout moment.
reads-object-where = Un bouton est là pour cela sur la page de chaque étudiant et étudiante ; le dire à son conseiller ou à sa conseillère suffit aussi.
reads-well = Voit-il juste ?
reads-order = Entre une personne à qui c'est arrivé et une autre à qui ce n'est pas arrivé, il désigne la bonne { $n } fois sur 100 (à 95 %, entre { $low } et { $high }). Le hasard ferait 50.
reads-first = De celles à qui c'est arrivé, { $n } sur 100 étaient dans le premier dixième de sa liste (entre { $low } et { $high }). Les autres, il les aurait manquées : l'équipe ne se fie pas qu'à lui.
reads-error = Quand il annonce une proportion, il s'en faut de { $n } points en moyenne (entre { $low } et { $high }).
reads-who = Qui l'a voulu, et qui le surveille
reads-watched = Chaque semaine, on vérifie que l'école ressemble encore à ce qu'il a appris et que ce qu'il dit arrive bien. Sinon, la personne responsable en est prévenue, et revient au précédent d'un geste.
reads-back = Retour
own-calc = Un calcul aide l'équipe
own-calc-text = { $form ->
    [tu] Il lui dit où regarder ; il ne décide de rien. Tu peux lire ce qu'il regarde, et t'y opposer.
   *[vous] Il lui dit où regarder ; il ne décide de rien. Vous pouvez lire ce qu'il regarde, et vous y opposer.
}
own-object = { $form ->
    [tu] Je m'oppose à ce calcul
   *[vous] Je m'oppose à ce calcul
}
own-object-no-more = { $form ->
    [tu] Je ne m'y oppose plus
   *[vous] Je ne m'y oppose plus
}
own-objects = { $form ->
    [tu] Tu t'y opposes : rien n'est calculé à ton sujet.
   *[vous] Vous vous y opposez : rien n'est calculé à votre sujet.
}
link-said-objects = C'est noté : le calcul s'arrête
link-said-agrees = C'est noté
link-next-objects = Plus rien n'est calculé à votre sujet. { $name } vous accompagne comme avant.
link-next-objects-tu = Plus rien n'est calculé à ton sujet. { $name } t'accompagne comme avant.
link-next-agrees = Vous ne vous opposez plus au calcul. Vous pouvez changer d'avis quand vous voulez.
link-next-agrees-tu = Tu ne t'opposes plus au calcul. Tu peux changer d'avis quand tu veux.
written-objects = son opposition est notée : plus rien n'est calculé
written-agrees = c'est noté : le calcul reprend la semaine prochaine
calc-place = Le calcul du risque
calc-title = Ce que le calcul a vu
calc-open = Lire ce qu'il a vu
calc-nothing = Le calcul n'a encore rien dit de cette personne.
calc-nothing-stands-out = Rien ne sort de l'ordinaire.
calc-changes = Ce qui changerait quelque chose
calc-error = Sur les dernières entrées, ces proportions tombaient à { $n } points près, au plus, en moyenne.
calc-not-a-verdict = C'est ce que l'on a vu dans des situations semblables, pas ce qui va arriver à cette personne. Tu la connais mieux que lui.
calc-objects = Cette personne s'oppose au calcul : rien n'est calculé.
calc-objects-name = { $name } s'oppose au calcul du risque : rien n'est calculé.
calc-object = { $name } s'y oppose
calc-agree = { $name } ne s'y oppose plus
calc-object-hint = Si on te le demande de vive voix. Rien d'autre ne change.

## Les comptes

accounts-title = Comptes
accounts-lead = Qui peut entrer ici, et qui n'entre plus.
accounts-find = Retrouver un compte par son adresse entière
accounts-search = Chercher
accounts-hint = Les comptes des étudiants et étudiantes ne sont pas dans la liste : on les retrouve par leur adresse.
accounts-all = Revoir toute l'équipe
accounts-open = { $n ->
    [0] Comptes ouverts
    [one] { $n } compte ouvert
   *[other] { $n } comptes ouverts
}
accounts-none = Aucun compte n'est ouvert.
accounts-nobody = Aucun compte ouvert n'a cette adresse.
accounts-ended = Comptes fermés
accounts-ended-text = Personne n'y entre plus. Ce qui y a été écrit garde son auteur ou son autrice.
accounts-ended-on = fermé depuis le { $date }
accounts-sessions = { $n ->
    [one] session ouverte sur un appareil
   *[other] session ouverte sur { $n } appareils
}
accounts-not-in = aucune session ouverte
accounts-invited = invitation envoyée, mot de passe à choisir
accounts-no-password = sans mot de passe
accounts-factor = second facteur
accounts-own = C'est toi
accounts-reset = Lien pour un nouveau mot de passe
accounts-invite = Lien d'invitation
accounts-sign-out = Fermer ses sessions
accounts-end = Fermer le compte
accounts-reopen = Rouvrir le compte
accounts-undo = Annuler
accounts-said-ended = Le compte de { $name } est fermé, et ses sessions avec lui.
accounts-said-opened = Le compte de { $name } s'ouvre de nouveau, avec son mot de passe d'avant.
refusal-own-account = On ne ferme pas son propre compte : demande à un ou une collègue.
refusal-account-ended = Ce compte est fermé : rouvre-le d'abord.
refusal-not-an-advisor = On ne confie des étudiants qu'à une personne du conseil pédagogique qui est encore à l'école.

## Ce qui est pour peu d'yeux

sensitive-title = Ce qui est sensible
sensitive-lead = Santé, handicap, vie privée : lis-le si tu en as besoin pour aider. Chaque lecture est notée.
sensitive-none = Rien n'est gardé ici.
sensitive-note = note de { $name }
sensitive-health = départ pour raison de santé
sensitive-mark = Note sensible (santé, handicap, vie privée) : gardée à part
sensitive-kept = Note sensible, gardée à part
sensitive-link = { $n ->
    [one] 1 note sensible, gardée à part
   *[other] { $n } notes sensibles, gardées à part
}
sensitive-back = Revenir à la page
sensitive-why-lead = Ce qui est gardé ici est pour peu de monde : qui suit { $name }, et qui répond à sa place. Pour le lire aussi, dis pourquoi.
sensitive-why = Pourquoi le lire ?
sensitive-why-text = Ta raison est gardée, et qui suit cette personne la lit. La page s'ouvre alors jusqu'à ce soir, à minuit.
sensitive-why-open = Ouvrir
sensitive-why-none = Il manque quelques mots : à quoi cela va-t-il servir ?
sensitive-reasons = Qui d'autre l'a lu, et pourquoi
sensitive-read-by = { $name } a ouvert ce qui est gardé à part le { $date }, en disant pourquoi.
withdrawn-kept = une raison gardée à part
