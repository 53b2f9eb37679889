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
no-students = Tu n'as pas encore d'étudiants
no-students-text = Dès qu'une personne te sera confiée, elle apparaîtra ici avec ce qu'il faut savoir d'elle.
no-students-next = Voir tous les étudiants
say-tu = tu
say-vous = vous
write-mail = Écrire
local-time = chez elle, il est { $time }
more = Pistes, et pourquoi cette place
wrote = « { $words } » ({ $date })
gesture = Ce que ça a donné avec { $name }
do-spoke = On s'est parlé
do-no-answer = Sans réponse
do-message-left = Message laissé
do-wrote = J'ai écrit
do-met = On s'est vus
do-note = Note, promesse, y revenir le…
do-only-note = Garder seulement la note
do-later = Seulement y revenir à cette date
note-label = Ce que j'ai compris
promise-label = Promis
promise-due-label = Pour le
until-label = Y revenir le
written-spoke = noté : vous vous êtes parlé
written-no_answer = noté : sans réponse
written-message_left = noté : message laissé
written-wrote = noté : message envoyé
written-met = noté : vous vous êtes vus
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
error-sign-in = Ta session est terminée
error-sign-in-text = Reconnecte-toi : tu reviendras ici.
error-link-expired = Ce lien n'est plus valable
error-link-expired-text = Les liens personnels ne durent qu'un temps, pour ta sécurité. Demande-nous-en un nouveau : réponds simplement à notre dernier message.
error-link-forged = Ce lien n'est pas complet
error-link-forged-text = Il a peut-être été coupé en route. Reprends-le en entier dans notre message, ou demande-nous-en un nouveau.
error-too-many = Trop d'essais d'un coup
error-too-many-text = Attends une minute, puis réessaie.
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
