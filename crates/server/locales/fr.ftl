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
all-day = dans la journée
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
do-congratulated = Félicitations faites
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
rhythm-young = Il faut quatre semaines pour parler d'habitude : on ne compare { $name } à personne.
rhythm-days = D'habitude, { $name } travaille { $n } jours par semaine. On ne compare qu'à sa propre habitude.
rhythm-actions = D'habitude, { $name } fait { $n } actions par semaine. On ne compare qu'à sa propre habitude.
measure-days = jours actifs
measure-actions = actions
habit = d'habitude { $n }
habit-short = habitude
lane-sessions = Sessions
lane-defences = Soutenances
lane-contacts = Échanges
column-week = semaine du
mark-held = session tenue
mark-student-absent = absence à une session
mark-mentor-absent = session manquée par nous
mark-cancelled = session annulée
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
fact-leave_planned = Pause convenue, du { $from } au { $date }.
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
