## An advisor's day
worklist-title = To reach today
worklist-of = To reach today: { $name }'s day, { $date }
worklist-all = To reach today: the whole school, { $date }
worklist-size = { $n ->
        [one] { $n } conversation, { $time }
       *[other] { $n } conversations, { $time }
    }
worklist-waiting = { $n ->
        [one] { $n } person is still waiting: { $time }.
       *[other] { $n } people are still waiting: { $time }.
    }
worklist-empty = Nobody is waiting today. A good day to say hello to those who are well.
worklist-quiet = All is well on this side.
past-day = A past day: { $date }.

## One person on the list
since = since { $date }
since-today = since today
new-since-contact = new since the last exchange
ours = ours to repair
last-contact = Last exchange: { $date }, { $channel }.
last-contact-none = No exchange yet.
last-contact-came = What came of it: "{ $words }"
last-attempt = Last attempt: { $date }, { $outcome }.
promise-open = Promised for { $date }: "{ $words }"
promise-open-wordless = A promise is open, for { $date }.
proposals = Ideas
snoozed = come back to it on { $date }

## Lengths of time
floor-line = { $n ->
        [one] Nobody has checked in for { $n } week. Shall we say hello?
       *[other] Nobody has checked in for { $n } weeks. Shall we say hello?
    }

hours-minutes = { $h } h { $mm }
hours = { $h } h
minutes = { $m } min

## Why this place
points-title = Why now
points-urgency = urgency
points-duration = how long
points-trend = trend of activity
points-reasons = independent reasons
points-overdue = work overdue
points-little_activity = little activity so far
points-harm = time before harm
points-promise = promise due
points-unseen = time since the last exchange
points-floor = nobody has checked in
points-total = total

## Urgency
severity-info = good news
severity-watch = keep in mind
severity-act = to do
severity-urgent = today
severity-danger = danger

## Channels, and what came of a call
channel-email = by e-mail
channel-phone = on the telephone
channel-video = by video
channel-sms = by text message
channel-portal = on the site
channel-community = in the community
channel-in_person = in person
outcome-spoke = you spoke
outcome-no_answer = no answer
outcome-message_left = message left

## Where the person stands
phase-prospect = prospect
phase-student = studying
phase-job_search = looking for a job
phase-employed = employed
phase-alumni = alumni
phase-away = left
phase-learning = studying
phase-paused = on leave
phase-withdrawn = left
phase-graduated = graduated


## Around every page
description = Vigie keeps watch over every student, from the first question to the job.
skip = Skip to content
places = Pages
place-today = Today
place-students = Students
place-signals = Signals
place-friday = Friday
logout = Sign out
other-language = Français
theme-light = Light theme
theme-dark = Dark theme
demo-note = A simulated school: nobody in it is real.
offline = The connection is lost. What you write stays here; we are trying again.
failed = Nothing was saved: the connection or the server did not answer. Your text is still here, you can try again.

## Signing in
login-title = Hello
login-lead = Getting in touch with people before they feel the need to talk to us.
login-email = E-mail address
login-password = Password
login-enter = Sign in
login-wrong = This address and this password don't belong together. Check both, then try again.
demo-login = Visit the simulated school
demo-login-text = One click, no password. Nothing you do there touches a real person.
role-advisor = advisor
role-manager = team manager

## The day
day-of = { $name }'s day
hours-label = Contact hours
hours-apply = Apply
download = CSV
news-one = 1 thing is new: show it
news-many = { "{n}" } things are new: show them
place-danger = Danger: tell somebody by voice
place-pinned = At their hour
place-wrote = They wrote to you
place-good = Good news
place-list = To reach
place-done = { $n ->
        [one] Done today: { $n } person
       *[other] Done today: { $n } people
    }
protocol-1 = Tell the person on duty at once, and stay in touch until they have taken over.
protocol-3114 = suicide prevention in France, day and night
protocol-15 = ambulance
protocol-112 = emergencies, all over Europe
quiet-title = All is calm
quiet-next = See my students
no-students = You have no students yet
no-students-text = As soon as somebody is entrusted to you, they appear here with what you need to know.
no-students-next = See all students
say-tu = informal
say-vous = formal
write-mail = Write
local-time = where they are, it is { $time }
more = Ideas, and why now
wrote = "{ $words }" ({ $date })
gesture = What came of it with { $name }
do-spoke = We spoke
do-no-answer = No answer
do-message-left = Left a message
do-wrote = I wrote
do-met = We met
do-note = Note, promise, come back to it on…
do-only-note = Keep the note only
do-later = Only come back on this date
note-label = What I understood
promise-label = Promised
promise-due-label = For
until-label = Come back to it on
written-spoke = noted: you spoke
written-no_answer = noted: no answer
written-message_left = noted: message left
written-wrote = noted: message sent
written-met = noted: you met
written-later = noted: we come back to it then
written-note = note kept
written-congratulated = noted: congratulated
undo = Undo
taken-back = Undone for { $name }: nothing is kept.
taken-back-next = Bring the list up to date
keys = Keyboard shortcuts
key-move = from one person to the next
key-outcome = what came of it
key-note = note
key-open = open
key-undo = undo
csv-name = person
csv-why = why
csv-phone = phone
csv-email = e-mail
csv-minutes = minutes

## When something is wrong
error-home = Back to the start
error-not-found = This page does not exist
error-not-found-text = The address may be incomplete, or the person is no longer in the school. Nothing is lost.
error-forbidden = This page is not for your account
error-forbidden-text = It asks for other rights than yours. If that is a mistake, talk to whoever manages the team.
error-sign-in = Your session is over
error-sign-in-text = Sign in again: you will come back here.
error-link-expired = This link is no longer valid
error-link-expired-text = Personal links last only for a time, for your safety. Ask us for a new one: simply answer our last message.
error-link-forged = This link is not complete
error-link-forged-text = It may have been cut on its way. Take all of it from our message, or ask us for a new one.
error-too-many = Too many tries at once
error-too-many-text = Wait a minute, then try again.
error-invalid = Something is missing or can't be read
error-invalid-text = Go back: what you wrote is still there.
error-no-caseload = You have no list of your own
error-no-caseload-text = Your account follows nobody itself. Choose somebody from the students, or open the Friday page.
error-ours = This is our fault
error-ours-text = The program could not answer. Nothing that was saved is lost; try again in a moment.
error-form = The form arrived incomplete. Go back and try again.
error-date = This date can't be read. Write it like 2026-11-24, or pick it from the calendar.
error-date-past = This date is already past. Choose a moment to come.
error-promise-date = A promise needs a date: when is it for?
error-until-missing = To come back later, a date is needed.
error-note-missing = The note is empty.

## The pages of a long list
pages = Pages
pages-previous = Previous page
pages-next = Next page
pages-here = page { $page } of { $pages }

## The list of students
students-title = Students
students-search = Name, or id
students-of = Whose
students-mine = My students
students-all = The whole school
students-any-phase = anywhere on the way
students-go = Search
students-found = { $n ->
        [0] Nobody
        [one] { $n } person
       *[other] { $n } people
    }
students-name = Name
students-programme = Programme
students-phase = Where they are
students-advisor = Advisor
students-contact = Last exchange
students-signals = Signals
students-no-advisor = nobody yet
students-no-contact = not yet
students-signals-open = { $n ->
        [0] no signal
        [one] { $n } open signal
       *[other] { $n } open signals
    }
students-file = Download this list (CSV)
students-none = Nobody matches this search
students-none-text = A name is sometimes spelt another way: try its first letters, or search the whole school.
students-nobody = The school has no students yet
students-nobody-text = After the first import, everybody will appear here.

## Signals
signals-title = Signals
signals-lead = What the facts say of your students, by reason. The newest first.
signals-lead-all = What the facts say of the whole school, by reason. The newest first.
signals-whole-school = See the whole school
signals-only-mine = See my students only
signals-severity = Urgency
signals-any-severity = any
signals-indicator = Reason
signals-any-indicator = any
signals-size = { $n ->
        [0] No open signal
        [one] { $n } open signal
       *[other] { $n } open signals
    }
signals-count = { $n ->
        [one] { $n } signal
       *[other] { $n } signals
    }
signals-rest = See all { $n }
signals-quiet = No signal is open. A good day to say hello to somebody who is well.
signals-none = Nothing of the kind just now
signals-none-text = No open signal matches this choice.
signals-every = See every signal
