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
