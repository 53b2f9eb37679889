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
last-contact-came = What came of it: “{ $words }”
last-attempt = Last attempt: { $date }, { $outcome }.
promise-open = Promised for { $date }: “{ $words }”
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
points-risk = observed risk
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
role-student = student
role-mentor = mentor
role-admin = administration of accounts
role-integrator = connected program
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
today-nobodys = { $n ->
        [one] { $n } person has nobody of their own yet.
       *[other] { $n } people have nobody of their own yet. Here are those for whom something presses.
    }
today-nobodys-all = See all of them
no-students = You have no students yet
no-students-text = As soon as somebody is entrusted to you, they appear here with what you need to know.
no-students-next = See all students
all-day = during the day
say-tu = informal
say-vous = formal
write-mail = Write
local-time = where they are, it is { $time }
more = Ideas, and why now
wrote = “{ $words }” ({ $date })
wrote-wordless = { $name } wrote to us without another word ({ $date }).
wrote-call = { $name } asks to be called ({ $date }).
wrote-correction = { $name } says that something we hold is wrong ({ $date }). Let's look together.
wrote-correction-words = { $name } says that something we hold is wrong: “{ $words }” ({ $date }) Let's look together.
wrote-leave = { $name } announces a leave ({ $date }). A word before they go?
wrote-leave-words = { $name } announces a leave: “{ $words }” ({ $date }) A word before they go?
wrote-return = { $name } is back ({ $date }). Shall we ask how it goes?
gesture = What came of it with { $name }
do-spoke = We spoke
do-no-answer = No answer
do-message-left = Left a message
do-wrote = I wrote
do-met = We met
do-read = Read, nothing waits for an answer
do-congratulated = Congratulated
do-note = Note, promise, come back to it on…
do-only-note = Keep the note only
do-later = Only come back on this date
note-label = What I understood
promise-label = Promised
promise-due-label = For
until-label = Come back to it on
verdict-label = The signal, this time
verdict-none = no opinion
verdict-helped = it helped
verdict-not_needed = not needed
verdict-wrong_data = wrong data
ours-label = This one is on us
ours-none = no, or I can't tell
ours-project = a project
ours-mentoring = mentoring
ours-hint = "Mentoring": their mentor reads it first, with the person's first name; without it while they ask for another mentor.
ours-administration = paperwork
ours-platform = the site, a tool
ours-follow_up = our own follow-up
ours-other = something else
written-spoke = noted: you spoke
written-no_answer = noted: no answer
written-message_left = noted: message left
written-wrote = noted: message sent
written-met = noted: you met
written-read = noted: read, nothing waits for an answer
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
key-keep = keep the note
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
error-elsewhere = This form is not on a page of Vigie
error-elsewhere-text = Nothing has changed. Go back to the page on which you were writing, load it again and send once more.
error-sign-in = Your session is over
error-sign-in-text = Sign in again: you will come back here.
error-link-expired = This link is no longer valid
error-link-expired-text = Personal links last only for a time, for your safety. Ask us for a new one: simply answer our last message.
error-link-forged = This link is not complete
error-link-forged-text = It may have been cut on its way. Take all of it from our message, or ask us for a new one.
error-too-many = Too many tries at once
error-too-many-text = Wait a minute, then try again.
error-indicator = This indicator does not hold yet: its condition or its sentences have a mistake, or it never changes. The editor says where; nothing has changed.
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

## Personal links: a student's page
link-title = My page
link-hello = Hello { $name }
link-team = the team
link-when = { $date }, { $hour }
link-advisor = Beside you, from enrolment to job
link-advisor-tu = Beside you, from enrolment to job
link-advisor-none = The whole team, until there is somebody just for you.
link-advisor-none-tu = The whole team, until there is somebody just for you.
link-mentor-is = Your mentor
link-mentor-is-tu = Your mentor
link-mentor-none = No mentor yet: { $name } is looking for somebody who suits you.
link-mentor-none-tu = No mentor yet: { $name } is looking for somebody who suits you.
link-way = Way of working: { $way }.
link-session = Next session
link-session-none = No date yet.
link-session-cancelled = Cancelled: { $when }, with { $name }.
link-with = with { $name }
link-defence = Next defence
link-defence-none = No date yet.
link-of = “{ $what }”
link-own-time = Times are those of where you are.
link-own-time-tu = Times are those of where you are.
link-ask = How is it going?
link-ask-tu = How is it going?
link-well = All is well
link-call = Call me
link-call-tu = Call me
link-mentor = My mentor does not suit me
link-job = I have a job
link-text = A word, if you like
link-text-hint = It goes with the button you tap, or alone with “Send this word”.
link-text-hint-tu = It goes with the button you tap, or alone with “Send this word”.
link-send = Send this word
link-company = Company
link-contract = Contract
link-starts = First day
link-job-send = Tell about my job
link-job-send-tu = Tell about my job
link-who-sees = Who sees it: { $name } and the team of advisors. Your mentor does not.
link-who-sees-tu = Who sees it: { $name } and the team of advisors. Your mentor does not.
link-danger = In danger, now?
link-until = This link is yours: don't pass it on. It opens until { $date }.
link-until-tu = This link is yours: don't pass it on. It opens until { $date }.
link-undo-hour = possible for an hour
link-said-well = Thank you, that's good to read
link-said-call = You asked for a call
link-said-mentor = Noted
link-said-job = A job: bravo!
link-said-text = Message sent
link-said-undone = Taken back
link-next-well = It is kept on your page, where { $name } will read it. Nobody will call you because of it: come back here whenever you like.
link-next-well-tu = It is kept on your page, where { $name } will read it. Nobody will call you because of it: come back here whenever you like.
link-next-call = It is now at the top of the list of { $name }, who will call you. We don't have your number: write it below.
link-next-call-tu = It is now at the top of the list of { $name }, who will call you. We don't have your number: write it below.
link-next-call-phone = It is now at the top of the list of { $name }, who will call you on { $phone }. No longer your number? Write it below.
link-next-call-phone-tu = It is now at the top of the list of { $name }, who will call you on { $phone }. No longer your number? Write it below.
link-next-mentor = { $name } finds it on their list and will look with you for somebody who suits you better. Your mentor does not see this message; the sessions planned stay until then.
link-next-mentor-tu = { $name } finds it on their list and will look with you for somebody who suits you better. Your mentor does not see this message; the sessions planned stay until then.
link-next-job = The whole team is happy with you. { $name } finds it on their list and will see with you how to finish the programme at your own pace, if you wish to.
link-next-job-tu = The whole team is happy with you. { $name } finds it on their list and will see with you how to finish the programme at your own pace, if you wish to.
link-next-text = { $name } finds it at the top of the list and will answer you.
link-next-text-tu = { $name } finds it at the top of the list and will answer you.
link-next-undone = Nothing is kept, and { $name } has nothing to do.
link-next-undone-tu = Nothing is kept, and { $name } has nothing to do.
link-error-form = The form arrived incomplete. Nothing is lost: try again.
link-error-company = The company's name is missing.
link-error-starts = The first day of work is missing, such as 2026-12-01.
link-error-no-words = A few words are missing: what would you like to tell us?
link-error-too-long = That is too long for one message: 8,000 characters at most. All of it is still there.
link-error-not-undoable = This can no longer be taken back: more than an hour has passed. Write us a word, and we'll put it right.
contract-permanent = Permanent
contract-fixed_term = Fixed term
contract-apprenticeship = Apprenticeship
contract-internship = Internship
contract-self_employed = Self-employed
contract-temporary = Agency work
contract-other = Another, or not known yet

## Personal links: a mentor's page
mentor-record = { $n ->
        [one] { $n } session to record
       *[other] { $n } sessions to record
    }
mentor-record-text = One tap a session. It tells us who needs us.
mentor-third = “Student absent”: once a third of the session is over without them. “Other”: a breakdown, a mishap; it counts against nobody.
session-held = Held
session-student_absent = Student absent
session-mentor_absent = Mentor absent
session-cancelled_early = Cancelled early
session-cancelled_late = Cancelled late
session-other = Other
mentor-quiet = All your sessions are recorded
mentor-quiet-text = Thank you. Nothing else to do here today.
mentor-nobody = Nobody is with you at the moment
mentor-nobody-text = As soon as somebody starts with you, you will see them here.
mentor-students = { $n ->
        [one] With you at the moment
       *[other] With you at the moment: { $n } people
    }
mentor-last = last session on { $date }
mentor-next = Next session: { $when }
mentor-next-none = No next date.
mentor-book = Set a date
mentor-date = Day and hour, by the school's clock
mentor-book-send = Keep this date
mentor-book-another = Add another date
mentor-move = Move it, or set another date
mentor-move-send = Move the next session
mentor-cancel = Cancel the next session
mentor-cancel-text = The page of { $name } will say that this session is cancelled, but no message is sent: tell { $name } as well. More than a day before, it counts as cancelled early; after that, late.
mentor-cancel-send = Cancel this session
mentor-unplanned = Note an unplanned session
mentor-unplanned-at = When it was, by the school's clock
mentor-worry = I am worried about { $name }
mentor-worry-text = What you noticed
mentor-worry-who = { $name } finds it at the top of their list.
mentor-worry-send = Let them know
mentor-said-held = noted: session held
mentor-said-student_absent = noted: student absent
mentor-said-mentor_absent = noted: absent on your side. We'll repair it together.
mentor-said-cancelled_early = noted: cancelled in good time
mentor-said-cancelled_late = noted: cancelled late
mentor-said-other = noted: something else came up, and it is nobody's fault
mentor-said-date = the date is kept, and shows on their page
mentor-said-moved = the session is moved, and the new date shows on their page
mentor-said-cancelled = the session is cancelled, and their page says so
mentor-said-concern = thank you: it is at the top of the list of whoever follows them
mentor-said-undone = Taken back: nothing is kept.
mentor-again = Bring the page up to date
link-error-date = The day and hour of the session are missing.
link-error-past = This date is over already. Choose a moment to come.
link-error-long-ago = This date is more than a year ago. Check the year.
link-error-future = This session has not taken place yet.
link-error-no-such-session = This session is recorded already. Nothing more to do.
link-error-not-their-student = This person has another mentor now.

## Personal links: giving them
link-make = Make a personal link
link-given-title = Personal link
link-given = Personal link of { $name }
link-given-until = valid until { $date }
link-given-student = Whoever has this link speaks in this person's name: send it to them only. They see who is around them and what comes next, and can ask for a call.
link-given-mentor = Whoever has this link speaks in this person's name: send it to them only. They record their sessions there, and set the dates.
link-copy = Copy
link-copied = Copied
links-title = Personal links
links-of = Personal links of { $name }
links-lead = Whoever has one of these links sees that page and speaks in this person's name. A link that is closed opens nothing any more.
links-none = No link is in force.
links-given = made on { $date } by { $name }
links-given-line = made on { $date } on the command line
links-given-before = made before links were noted here
links-until = Opens until { $date }
links-used = last opened on { $date }
links-unused = never opened
links-close = Close this link
links-closed = Closed: this link opens nothing any more.
links-back = Back
links-all = All their personal links
links-see = { $n ->
    [one] 1 personal link in force
   *[other] { $n } personal links in force
}
refusal-no-such-link = This link is no longer in force, or was closed more than an hour ago. A new one is made in one gesture.

## Friday
friday-title = Friday
friday-week = from { $from } to { $to }
friday-weeks = Weeks
friday-before = Week before
friday-after = Week after
friday-file = Follow-ups (CSV)
friday-print = Print
friday-good = What makes us happy
friday-good-none = No diploma and no job this week. The next ones are on their way.
friday-diplomas = { $n ->
        [0] No diploma this week
        [one] { $n } diploma
       *[other] { $n } diplomas
    }
friday-jobs = { $n ->
        [0] No job this week
        [one] { $n } job
       *[other] { $n } jobs
    }
friday-diploma = { $programme }, on { $date }
friday-job = { $company } ({ $contract }), from { $date }
friday-unseen = { $n ->
        [one] { $n } person nobody has spoken with
       *[other] { $n } people nobody has spoken with
    }
friday-unseen-none = We have spoken with everybody
friday-unseen-text = { $n ->
        [one] No exchange for more than { $n } week.
       *[other] No exchange for more than { $n } weeks.
    }
friday-spoken = { $n ->
        [one] With { $n } colleague, nobody waits.
       *[other] With { $n } colleagues, nobody waits.
    }
friday-advisor = Advisor
friday-share = Share of their students
friday-who = For longest
friday-of = { $n } of { $all }
friday-more = { $n ->
        [one] and { $n } other
       *[other] and { $n } others
    }
friday-nobodys = With no advisor
friday-promises = { $n ->
        [one] { $n } promise past its date
       *[other] { $n } promises past their date
    }
friday-promises-none = All our promises are kept
friday-promised = to
friday-due = for { $date }
friday-hours = Hours missing
friday-hours-missing = Today's lists ask for { $asked }. At 5 h of contact a person, { $missing } are missing, { $people } times one person's day.
friday-hours-enough = Today's lists ask for { $asked }; 5 h of contact a person are enough.
friday-numbers = See the numbers
friday-asked = Asked for today
friday-missing = Beyond 5 h
friday-ours = Ours to repair
friday-ours-none = Nothing to repair on our side.
friday-mentor-links = Ask the mentors first: send them a link
friday-past = Follow-ups are read in the present only.
friday-now = Back to this week
friday-reading = We are reading the whole school again, list by list. The page will show by itself.
friday-csv-student = person
friday-csv-advisor = advisor
friday-csv-what = what
friday-csv-since = since
friday-csv-unseen = no exchange
friday-csv-promise = promise by { $name }: “{ $words }”
friday-csv-promise-wordless = promise by { $name }

## A person's page
person-title = A person
good-hours = best reached:
no-reach = No phone or e-mail known.
dream = The job { $name } dreams of, in their own words
near-advisor = Advisor
near-mentor = Mentor
near-you = You
near-nobody = Around them
near-nobody-text = Nobody yet: no advisor, no mentor.
coming = Coming up
day-hour = { $date } at { $hour }
coming-session = Session with { $what }, { $date }
coming-defence = Defence of “{ $what }”, { $date }
coming-interview = Job interview, { $date }
coming-job = First day at { $what }, { $date }
coming-return = Back to study, { $date }
now-title = Why now
now-quiet = Nothing is pressing for { $name }
evidence = What we know
yes = yes
no = no
unit-points = { $n } out of 100
unit-stars = { $n } out of 5
unit-percent = { $n }%
promise-about = promised by { $who }, for { $date }
do-keep = Promise kept
occasion-diploma = { $name } earned “{ $what }” ({ $date }). Nobody has celebrated it yet.
occasion-job = { $name } starts at { $what } ({ $date }). Nobody has celebrated it yet.
written-promise_kept = noted: promise kept
written-message_in = message kept

## From first question to job
road-title = From first question to job
road-label = Where { $name } stands, from first question to job
road-here = today
road-planned = planned
see-figures = See the figures
step-question = First question
step-enrolment = Enrolment
step-projects = Projects
step-diploma = Diploma
step-search = Job search
step-job = Job
step-after = And after
column-station = step
column-reached = reached
column-when = when
not-yet = not yet
projects-done = { $n } of { $of }
aimed-at = aimed at { $date }
from-date = from { $date }
project-now = Working on “{ $what }”.
projects-planned = The plan had { $n } by today.
pause = On leave since { $from }.
pause-until = On leave from { $from } to { $date }.
away = Left on { $from }: { $reason }.
away-back = Left on { $from }: { $reason }. Back on { $date }.
away-returning = Left on { $from }: { $reason }. Means to come back around { $date }.
withdrawn-job = found a job
withdrawn-health = health
withdrawn-life = life around them
withdrawn-money = money
withdrawn-unsuited = the programme did not suit
withdrawn-not_validated = time ran out before validating
withdrawn-unknown = reason not said
other-enrolment = Also: “{ $what }”, { $state }, { $n } of { $of } projects.
guarantee = Job guarantee until { $date }.

## The weeks, against their own habit
rhythm-title = Their weeks
rhythm-empty = Nothing is known of { $name }'s weeks yet.
rhythm-plain = Sixteen weeks, with sessions, defences and exchanges.
rhythm-young = It takes four weeks to speak of a habit: { $name } is compared with nobody.
rhythm-days = { $name } usually works { $n } days a week. Compared with their own habit only.
rhythm-actions = { $name } usually does { $n } actions a week. Compared with their own habit only.
measure-days = active days
measure-actions = actions
habit = usually { $n }
habit-own = their own habit
lane-sessions = Sessions
lane-defences = Defences
lane-contacts = Exchanges
column-week = week of
mark-held = session held
mark-student-absent = missed a session
mark-mentor-absent = session missed by us
mark-cancelled = session cancelled
mark-other = session that could not take place
mark-unrecorded = session not recorded
mark-session-planned = session planned
mark-validated = defence validated
mark-to-rework = defence to rework
mark-defence-planned = defence planned
mark-spoke = conversation
mark-wrote = message
mark-tried = tried, no answer

## What happened
timeline-title = What happened
timeline-empty = { $name }'s story begins here.
from-to = { $from } to { $to }
active-days = { $n ->
        [one] { $n } active day
       *[other] { $n } active days
    }
disputed = disputed
fact-by-link = through the personal link
older = Older
newest = Back to the newest
paste-title = Paste a message received elsewhere
paste-text = The message, as it came
paste-channel = Received
paste-at = When (now, if left empty)
paste-waits = It waits for an answer
paste-keep = Keep this message
item-lesson = lessons
item-exercise = exercises

fact-enquired = First question, { $channel }{ $what ->
        [none] .
       *[other] , about “{ $what }”.
    }
fact-oriented = Talked through what to study{ $what ->
        [none] .
       *[other] : “{ $what }”.
    }
fact-enrolled = Enrolled in “{ $what }”, first day { $date }{ $end ->
        [none] .
       *[other] , aiming at { $end }.
    }
fact-planned = { $n ->
        [one] Plan of the programme: { $n } piece of work.
       *[other] Plan of the programme: { $n } pieces of work.
    }
fact-reenrolled = Back in the programme{ $date ->
        [none] .
       *[other] , aiming at { $date }.
    }
fact-advisor_assigned = { $who } is now { $name }'s advisor.
fact-advisor_ended = { $who } is no longer { $name }'s advisor.
fact-mentor_assigned = Mentoring with { $who }.
fact-mentor_ended = Mentoring with { $who } ended.
fact-leave_planned = { $here ->
    [yes] { $name } announces a leave, from { $from } to { $date }.
   *[no] Leave agreed, from { $from } to { $date }.
}
fact-paused = A leave began{ $date ->
        [none] .
       *[other] , until { $date }.
    }
fact-resumed = Back to study.
fact-activity = { $n ->
        [one] { $n } action
       *[other] { $n } actions
    }{ $kinds ->
        [none] {""}
       *[other] {" "}({ $kinds })
    }.
fact-submitted = Handed in “{ $what }”{ $late ->
        [yes] , after the date
       *[no] {""}
    }{ $score ->
        [none] .
       *[other] , { $score } out of 100.
    }
fact-completed = “{ $what }” is done.
fact-defence_scheduled = Defence of “{ $what }” set for { $date }.
fact-defence_judged = Defence of “{ $what }”: { $verdict ->
        [validated] validated
        [conditional] validated on condition
       *[to_rework] to rework
    }.
fact-session_booked = Session planned with { $who } on { $date }.
fact-session_recorded = { $outcome ->
        [held] Session of { $date } with { $who }: held.
        [cancelled_early] Session of { $date } with { $who }: cancelled in good time.
        [cancelled_late] Session of { $date } with { $who }: cancelled late.
        [other] Session of { $date } with { $who }: could not take place, through nobody's fault.
        [student_absent] Session of { $date } with { $who }: { $name } could not come.
       *[mentor_absent] Session of { $date }: { $who } did not come. Ours to repair.
    }
fact-session_rated = Rated the session { $n } out of 5.
fact-message_in = { $name } wrote to us, { $channel }.
fact-message_out = { $who } wrote to { $name }, { $channel }.
fact-call = { $outcome ->
        [spoke] { $who } and { $name } spoke, { $channel }.
        [no_answer] { $who } tried to reach { $name }, { $channel }, without an answer.
       *[message_left] { $who } left { $name } a message, { $channel }.
    }
fact-meeting = { $who } and { $name } met, { $channel }.
fact-noted = Note by { $who }.
fact-snoozed = { $who } wants to come back to it on { $date }.
fact-promise_made = { $who } promised, for { $date }.
fact-promise_kept = Promise kept.
fact-community_post = { $help ->
        [yes] { $name } asks for help in { $where }.
       *[no] { $name } writes in { $where }.
    }
fact-concern_raised = { $who } is worried about { $name }.
fact-need_stated = { $need ->
        [help] { $name } asks for help.
        [call] { $name } asks for a call.
        [mentor_change] The mentor's way of working does not suit { $name }.
        [concept] { $name } is stuck on a concept.
        [stopping] { $name } speaks of stopping.
        [job_offer] { $name } has a job offer.
        [money] { $name } speaks of money.
        [administrative] { $name } has an administrative question.
       *[danger] { $name } spoke of a danger.
    }
fact-question_asked = { $who ->
        [none] { $name } awaits an answer by { $date }.
       *[other] { $name } awaits { $who }'s answer by { $date }.
    }
fact-no_answer_due = { $who } read what { $name } wrote: nothing waited for an answer.
fact-follow_up_set = { $who } will get in touch again on { $date }, unless { $name } answers first.
fact-diploma = Diploma “{ $what }”!{ $date ->
        [none] {""}
       *[other] {" "}Job guarantee until { $date }.
    }
fact-congratulated = { $occasion ->
        [diploma] { $who } congratulated { $name } on the diploma.
        [job] { $who } congratulated { $name } on the job.
       *[step] { $who } congratulated { $name } on this step.
    }
fact-search_started = The job search began{ $date ->
        [none] .
       *[other] , guaranteed until { $date }.
    }
fact-application = Application sent{ $where ->
        [none] .
       *[other] {" "}to { $where }.
    }
fact-interview = Interview{ $where ->
        [none] {""}
       *[other] {" "}at { $where }
    } on { $date }.
fact-offer = Job offer{ $where ->
        [none] {""}
       *[other] {" "}from { $where }
    }{ $date ->
        [none] .
       *[other] , answer expected by { $date }.
    }
fact-hired = A job at { $where } ({ $contract ->
        [permanent] permanent
        [fixed_term] fixed term
        [apprenticeship] apprenticeship
        [internship] internship
        [self_employed] self-employed
        [temporary] agency work
       *[other] another contract
    }), from { $date }.
fact-checked_in = { $who } asked how the job is going.
fact-left_job = The job ended{ $where ->
        [none] .
       *[other] {" "}at { $where }.
    }
fact-ambassador = { $name } now speaks for the school: ambassador.
fact-withdrawn = Left the programme: { $reason }.{ $date ->
        [none] {""}
       *[other] {" "}Means to come back around { $date }.
    }
fact-observed = Computed value: { $what }.
fact-disputed = { $name } says that something is not right.
fact-retracted = Something was taken back.

## Needs said in a message
need-help = asks for help
need-call = asks for a call
need-mentor_change = their mentor does not suit
need-concept = stuck on a concept
need-stopping = thinks of stopping
need-job_offer = has a job offer
need-money = a question of money
need-administrative = an administrative question
need-danger = speaks of a danger
need-yes = That's right
need-no = No
need-confirmed = confirmed
written-need = confirmed

## What cannot be written down, and what to do
refusal-future = That moment has not come yet. What is planned is a promise, or a date to come back to it.
refusal-past = That date is over. Choose a moment to come.
refusal-no-words = The words are missing: write one sentence at least.
refusal-too-long = This text is too long. Keep what matters, 8,000 characters at most.
refusal-not-undoable = This can no longer be undone: more than an hour has passed, or it came from elsewhere. Add a note that puts it right.
refusal-no-such-promise = This promise is no longer open: somebody has noted it as kept.
refusal-no-such-message = No message like that came from this person.
refusal-not-their-student = This person is not followed by this mentor.
refusal-no-such-session = This session no longer waits to be recorded.
refusal-not-that-state = This version has gone elsewhere meanwhile. Reload the page to see where it stands.
refusal-hours-exceeded = The team has too few hours for all that these indicators would ask for. Say in a few words why it is worth it.
refusal-not-an-address = This is not an e-mail address.
refusal-address-taken = This address has an account already.
refusal-short-password = This password is too short.
refusal-wrong-password = The present password is another one.
refusal-too-many-tries = Too many tries. Wait a quarter of an hour, then try again.

## Stepping in
relay-page = Step in
relay-title = { $advisor } follows { $name }
relay-nobody = Nobody follows { $name } yet
relay-text = Here, everybody opens the pages of the students they follow. If this cannot wait, step in: the page is open to you until midnight tonight. Whoever opens it will see that you did, and the record keeps it.
relay-take = Step in today
relay-back = Back to the students
relay-yours = You stepped in until midnight tonight.
relay-theirs = { $name } stepped in today.
refusal-no-caseload = Your account follows nobody itself: it cannot step in for anybody.

## My account
account-title = My account
account-sessions = Where I am signed in
account-device = Unknown device
account-since = since { $date }, { $hour }
account-here = This device
account-end = Sign out
account-end-others = Sign out every other device
account-sessions-done = Done: nobody gets in that way any more.
account-password = Password
account-present = Present password
account-next = New password
account-password-text = At least 10 characters; a phrase does very well. Your other devices will be signed out.
account-change = Change the password
account-password-done = The password is changed, and your other devices are signed out.
account-language = Language
factor-title = A second code at sign-in
factor-off = Beside the password, a code of six digits from your telephone. Optional, and of use should somebody guess your password.
factor-on = A code is asked for at every sign-in. Recovery codes left: { $n }.
factor-begin = Set up
factor-remove = Ask for no code any more
factor-removed = The second code is no longer asked for.
factor-how = Add this key to your application for codes, then type the code that it shows. The key is shown this once only.
factor-open = Open in this telephone's application
factor-code = Six-digit code
factor-confirm = Confirm
factor-later = Back to my account
factor-codes-title = Recovery codes
factor-codes-text = Each opens once, on the day the telephone is missing. Keep them away from this device: they will not be shown again.
factor-codes-kept = They are in a safe place
login-later = Too many tries for this address. Try again in { $n ->
        [one] a minute
       *[other] { $n } minutes
    }, or ask whoever looks after accounts for a link.
login-forgotten = Forgot your password? Whoever looks after accounts gives you a link to choose another.
login-code-title = One more code
login-code = Six-digit code, or a recovery code
login-code-lost = Neither telephone nor recovery code? Whoever looks after accounts can help.
invitation-title = Welcome
invitation-lead = Choose your password: at least { $n } characters, a phrase does very well.
invitation-choose = Choose this password
error-invitation-gone = This link no longer opens
error-invitation-gone-text = It was used already, or its time is over. Whoever looks after accounts can give you another.
refusal-invitation-gone = This link was used already, or its time is over. Ask for another.
refusal-no-such-own-session = That device was signed out already.
refusal-wrong-code = That is not the present code, or it was used already. Wait for the next one, then try again.
refusal-second-factor-there = A second code is asked for already. Take it away first.


## The workbench of indicators
place-indicators = Indicators
indicators-lead = What the school takes care to notice. The team writes, tries and adjusts its own indicators.
indicators-size = { $n ->
        [one] { $n } indicator in force
       *[other] { $n } indicators in force
    }
indicators-new = New indicator
indicators-none = No indicator
indicators-none-text = Write the first one: a few words are enough, and the preview says at once for whom it would be true.
indicators-name = Indicator
indicators-state = State
indicators-now = True today
indicators-rings = New signals
indicators-helped = Helped
indicators-set-aside = Set aside
indicators-not-said = not said yet
indicators-acts = Actions
indicators-edit = Edit
indicators-edit-of = Edit "{ $name }"
indicators-clone = Clone
indicators-clone-of = Clone "{ $name }"
indicators-retired = { $n ->
        [one] { $n } indicator out of use
       *[other] { $n } indicators out of use
    }
stands-draft = draft
stands-trial = on trial
stands-live = in force
stands-retired = out of use
version-n = version { $n }
since-ever = since ever
rings-a-week = { $n } a week
rings-of-weeks = New signals, week by week
share-of = { $part } of { $whole }
percent = { $n }%
interval = { $n }% (between { $low } and { $high })

## An indicator
indicator-minutes = { $n } min a contact
indicator-what = What it notices
indicator-export = Download the file
indicator-true-now = { $n ->
        [0] True for nobody today
        [one] True today for { $n } person
       *[other] True today for { $n } people
    }
indicator-trial-now = { $n ->
        [0] On trial: it would ring for nobody today
        [one] On trial: it would ring today for { $n } person
       *[other] On trial: it would ring today for { $n } people
    }
indicator-trial-text = It shows here only: nothing on the team's lists.
indicator-versions = Versions
indicator-audit = Who changed what, and why
version-now = true today for { $n }
version-helped = helped { $share }
version-aside = set aside { $share }
govern-change = Change its state
govern-reason = Why? (optional)
govern-why-yet = Why put it in force all the same?
govern-trial = Try it silently
govern-publish = Put in force
govern-publish-yet = Put in force all the same
govern-retire = Take out of use
retire-title = If it is retired:
retire-signals = { $n ->
        [one] { $n } open signal closes: the person leaves the lists unless something else rings for them.
       *[other] { $n } open signals close: these people leave the lists unless something else rings for them.
    }
retire-cases = { $n ->
        [one] { $n } open case is about it: it goes on, but this signal will no longer say whether to wait.
       *[other] { $n } open cases are about it: they go on, but this signal will no longer say whether to wait.
    }
retire-never-cut = It comes before the hours of the day: without it, what it notices may wait with nobody seeing it.
retire-concerns = It is how mentors' concerns reach the team.
retire-undo = Nothing is erased: what it noticed stays in the records, and "Put in force" brings it back from here.
govern-trial-means = On trial it is followed for real, and the team does not see it.
govern-publish-means = In force, it shows on the team's lists at once.
govern-exceeded = With it, the indicators in force would ask for { $asked } h a week; the team has { $there }. { $missing } h would be missing, that is { $people } full-time. Calls for help, danger, promises and unanswered questions always pass.
govern-hours = ({ $asked } h a week asked for, { $there } h there)
audit-by = by { $name }
compare-a = Compare
compare-b = with
compare-go = Compare
compare-title = From version { $a } to version { $b }

## The editor of an indicator
editor-new = New indicator
editor-change = Edit an indicator
editor-copy = copy
editor-lead = Nothing rings until you put the indicator in force: write, look for whom it would be true, and again.
editor-mistakes = { $n ->
        [one] One point is left to look at.
       *[other] { $n } points are left to look at.
    }
editor-when = When to notice somebody?
editor-builder = Conditions
editor-build = Update the text
editor-condition = The same, as text
editor-condition-help = The two follow each other: change one, and the other adapts. Ctrl + Space proposes metrics.
editor-completion = Proposed metrics
editor-thresholds = Thresholds
editor-thresholds-help = The values that are adjusted often: their name is written with a dollar in the condition, as $quiet.
threshold-name = Name
threshold-value = Value
threshold-why-fr = Why this value, in French
threshold-why-en = Why this value, in English
threshold-add = Add a threshold
threshold-drop = Remove the threshold { $name }
editor-said = What it says
editor-said-help = A colleague's sentence, with the facts in it, which ends in a question or an offer. { "{ $name }" } is the given name; the other names come from the list below.
language-fr = In French
language-en = In English
editor-name = Name in lists
editor-wording = The sentence
editor-proposals = Two or three proposals, one a line
editor-evidence = Values named in the sentence
editor-evidence-help = Each name can be used between braces, as { "{ $n }" }.
evidence-name = Name
evidence-add = Add a value
evidence-drop = Remove the value { $name }
editor-how = What it asks for
editor-task = Kind of contact
editor-harm = Countdown, if there is one
editor-harm-none = none
editor-never-cut = Always on the list, even on short days
editor-ours = It is ours to repair
editor-note = Note for the team: why is it so?
editor-names = Id and place in the documentation
editor-id = Id
editor-number = Place
editor-id-taken = This id is taken. Choose another one, or edit the indicator that has it.
editor-file = The whole file
editor-file-label = The same file as in the folder "indicators": you may copy it, or paste another one.
editor-take-file = Take this file over
editor-check = Check
editor-save = Keep as a draft
editor-state = A draft rings for nobody.
builder-unreadable = The text can't be read yet: the conditions come back here as soon as it can.
builder-richer = This condition is richer than what the builder shows ("{ $part }"). It works very well as text, just below.
builder-join = How these conditions are joined
builder-line = Condition { $n }
builder-metric = Metric
builder-is = Comparison
builder-with = Compared with
builder-by = By how much
builder-word = Word
builder-value = Value
builder-value2 = Second value
builder-unit = Unit
builder-other = Other metric
builder-and = and
builder-since = time since: { $what }
builder-missing = Something is missing on this line.
builder-add = + a condition
builder-add-group = + a group
builder-remove = Remove condition { $n }
builder-remove-group = Remove the group
join-all = All of these are true
join-any = At least one is true
join-none = None is true
join-not_all = Not all are true
is-more = more than
is-at_least = at least
is-less = less than
is-at_most = at most
is-equal = exactly
is-not_equal = other than
is-between = between
is-known = is known
is-unknown = is not known
is-is = is
is-is_not = is not
is-holds = is true
is-holds_not = is not true
when-less = before
when-at_most = at the latest
when-more = after
when-at_least = at the earliest
when-known = is known
when-unknown = is not known
with-value = a value
with-times = so many times another metric
with-metric = another metric
with-before = a time before another date
with-after = a time after another date
with-now = now
unit-d = days
unit-w = weeks
unit-h = hours
unit-min = minutes
unit-s = seconds
family-activity = Activity
family-pace = Pace
family-work = Work and marks
family-defences = Defences
family-mentoring = Mentoring
family-contact = Contact and promises
family-enrolment = Enrolment
family-job = Diploma and job
family-profile = The person
task-welcome = welcome
task-help = call for help
task-obstacle = obstacle
task-mentor_change = change of mentor
task-check_in = check-in
task-answer = written answer
task-promise = promise
task-congratulation = congratulation
task-job_search = job search
task-return = return

## The preview of an indicator
preview-title = Today, in the school
preview-none = The preview comes back as soon as the condition can be read.
preview-reading = Reading the school…
preview-students = { $n ->
        [0] True today for nobody
        [one] True today for { $n } person
       *[other] True today for { $n } people
    }
preview-among = { $n ->
        [one] of { $n } concerned
       *[other] of { $n } concerned
    }
preview-nobody = Nobody at the moment. The dry run will say whether it ever was true.
preview-who = For whom, and what the team would read
preview-more = { $n ->
        [one] and { $n } other
       *[other] and { $n } others
    }
preview-look = Show
plot-says = Spread over the school: { $what }
plot-limit = Threshold, { $what }:
plot-unit-d = { $n } d
plot-unit-h = { $n } h
plot-say-d = { "{n}" } d
plot-say-h = { "{n}" } h
plot-say-n = { "{n}" }
plot-rings = noticed
plot-rest = not noticed
plot-all = Together
plot-known = { $n ->
        [one] metric known { $n } time
       *[other] metric known { $n } times
    }

## The dry run
dry-title = Dry run
dry-lead-page = The indicator lives through the past, day after day, with only what was known then. Nobody is told.
dry-version = Version
dry-horizon = Outcomes within (days)
dry-horizon-wrong = The number of days goes from 1 to 365.
dry-from = From
dry-to = To
dry-any-programme = every programme
dry-start = Start
dry-none = Nothing has been tried since the server started. A dry run takes from a few seconds to a few minutes.
dry-running = The indicator lives through the past…
dry-cancel = Stop
dry-cancelled = Stopped. Nothing was kept.
dry-failed = The dry run did not come to its end. That is our fault: the server's log says why.
dry-lead = { $students } people, from { $from } to { $to } ({ $weeks } weeks).
dry-too-good = Too good to be true: nearly always right, and nearly at the same moment. It is probably the outcome itself, disguised as a metric.
dry-few = Few cases: the intervals are wide, and they are what to read.
dry-volume = How often it would have rung
dry-rings = { $rings } signals, that is { $week } a week and { $hundred } for 100 people; { $students } different people.
dry-open = A signal stays open { $median } days at the median (half of them between { $lower } and { $upper }); { $still } still are.
dry-outcomes = What followed, within { $n } days
dry-outcomes-help = Each outcome is counted by itself. Leaving for a job is good news, never a failure. The upright line shows what chance would give; the band, what the figures allow to say.
outcome-of-harm = What a contact hopes to avoid
outcome-of-left = Left
outcome-of-not_validated = Ended without validation
outcome-of-no_job_at_guarantee_end = Guarantee ended without a job
outcome-of-left_for_job = Left for a job
outcome-of-completed = Diploma
outcome-of-hired = Hired
dry-precision = Among the people noticed
dry-recall = Among the people it happened to, noticed before
dry-days = Days of warning
dry-unknown = too few cases
dry-chance = by chance: { $n }
dry-lift = { $n } times as often as by chance (between { $low } and { $high }).
dry-no-better = The figures do not allow to say better than chance.
dry-counts = { $true } of { $first } first signals; { $caught } of { $met } noticed before; { $unknown } not known yet.
dry-warning = { $median } days at the median (half of them between { $lower } and { $upper })
dry-hours = Hours
dry-hours-alone = Alone it would ask for { $n } h a week.
dry-hours-adds = It would add { $n } to the indicators in force.
dry-hours-all = All together: { $n } h a week, not counting what always passes.
dry-hours-there = The team has { $n }.
dry-hours-missing = { $n } h a week would be missing.
dry-frontier = What each hour brings
dry-frontier-help = The indicators in force and other values of this threshold, in the order in which each hour notices most people in time. It is for you to decide.
dry-frontier-x = hours a week
dry-frontier-y = people noticed in time
dry-step = + { $caught } noticed in time for + { $hours } h ({ $share }% in all, { $sum } h)
dry-alike = Those that resemble it
dry-alike-line = { $n }% in common ({ $both } of { $either })
dry-groups = Is it fair to everybody?
dry-groups-help = These attributes serve this check only: no indicator reads them. Groups of fewer than ten people are not shown.
dry-groups-none = No group is known.
dry-group = Group
dry-group-students = People
dry-group-rung = Noticed
dry-group-met = It happened to
dry-group-few = fewer than ten people: not shown
dry-too-often = Noticed { $n } times as often as outcomes justify: look at it together before putting it in force.
group-programme = Programme
group-age_band = Age
group-gender = Gender
group-disability = Disability
group-region = Region


## Where the school makes students stumble
place-obstacles = Obstacles
obstacles-title = Where the school makes students stumble
obstacles-lead = What slows students down and depends on us: to repair, without looking for a culprit.
obstacles-reading = Reading the school's past again…
obstacles-projects = Projects where people get stuck
obstacles-projects-help = Compared with the other projects. The band says what the figures allow to state, the upright line how it is elsewhere; projects that too few people have seen are not shown.
obstacles-projects-none = No project has been seen by enough people yet.
obstacles-stall = Stay far longer than planned
obstacles-rework = Defences to rework
obstacles-stalled = { $n }% (between { $low } and { $high }), { $peers }% elsewhere; { $met } of { $of }
obstacles-reworked = { $n }% (between { $low } and { $high }), { $peers }% elsewhere; { $met } of { $of }
obstacles-slow = { $n }% slowed down (between { $low } and { $high }), { $peers }% usually; { $met } of { $of }
obstacles-weeks = Weeks in which many slow down
obstacles-weeks-none = No week stands out.
obstacles-week-of = week of { $date }
obstacles-sessions = Sessions lost on our side
obstacles-sessions-said = Of { $planned } planned sessions, { $held } took place; { $lost } were lost on our side: { $absent } without a mentor there, { $unrecorded } never recorded.
obstacles-ours = It comes from us
obstacles-ours-help = What the team reported during a contact. Each report has somebody who looks into it, and an answer.
obstacles-open-none = Nothing waits for an answer.
obstacles-by = reported by { $name }
obstacles-note-none = without a note
obstacles-owner = Who looks into it
obstacles-owner-none = nobody yet
obstacles-take = Hand over
obstacles-owner-first = Hand this report to somebody first: the answer is given in their name.
obstacles-answer = What was done
obstacles-answer-send = Answer
obstacles-answered = Answered these last three months
obstacles-marks = { $n ->
        [one] In one conversation, somebody of the team noted that this was on us.
       *[other] In { $n } conversations, the team noted that this was on us.
    }
obstacles-with-mentors = { $n ->
        [one] One report is first read by the mentor whom it concerns.
       *[other] { $n } reports are first read by the mentors whom they concern.
    }
obstacles-reply = Reply of whom it concerns:
mentor-ours-title = What concerns you
mentor-ours-text = You read it first. Your reply helps the team to understand; without one, the team reads it three days later.
mentor-ours-one = { $date }: in a conversation with { $name }, it turned out that something does not work in the mentoring. { $advisor } follows { $name }.
mentor-ours-one-unnamed = { $date }: in a conversation with somebody whom you mentor, it turned out that something does not work in the mentoring.
mentor-ours-answer = What was done:
mentor-ours-reply = Your reply
mentor-ours-send = Reply
mentor-ours-replied = You replied:
mentor-absences = { $n ->
        [one] In the last three months, you noted one absence on your side.
       *[other] In the last three months, you noted { $n } absences on your side.
    }
mentor-absences-text = The school only looks at the sum of all mentors.
mentor-said-reply = the team has your reply
obstacles-causes = By cause
obstacles-count = { $n ->
        [one] { $n } time
       *[other] { $n } times
    }

## Cases
place-cases = Follow-up
cases-title = Follow-up
cases-none = No case is open.
cases-size = { $n ->
        [one] { $n } open case
       *[other] { $n } open cases
    }
cases-quiet = Nobody needs follow-up just now
cases-quiet-text = A case is opened from somebody's page, when one call will not be enough.
cases-mine = My cases
cases-all = The whole school
cases-help = { $n ->
        [one] One case needs a hand
       *[other] { $n } cases need a hand
    }
cases-help-text = Something waits for us, and nothing has moved for a week.
cases-today = Today ({ $n })
cases-nearly = Nearly back ({ $n })
cases-waiting = In its time ({ $n })
cases-themes = What they are about
cases-theme = signal
cases-open = open cases
cases-ours = wait for us
place-kept-back = Messages that did not leave
cases-due-today = Follow-ups for today
agreed-title = What we agreed together, for you
agreed-goal = What you want, in your own words. { $name } follows it with you.
agreed-for = for { $date }
agreed-done = Done
link-said-step = Noted: done
link-said-step_again = Noted: still to be done
link-next-step = { $name } sees it in your case.
link-next-step-tu = { $name } sees it in your case.
link-next-step_again = No hurry: it is among what is agreed again, and { $name } sees it.
link-next-step_again-tu = No hurry: it is among what is agreed again, and { $name } sees it.
mentor-said-step = noted: done
mentor-said-step_again = noted: still to be done
caring-title = Around your students
caring-owner = { $name } follows it; you are part of the team around.
case-title = Case
case-of = Following { $name }
case-see = See the open case
case-open = Open a case
case-origin-signals = opened { $date }, on what the facts say
case-origin-hand = opened { $date } by the team
case-origin-concern = opened { $date }, after a concern of { $who }
case-origin-student = opened { $date }, as they asked
case-is-open = Under way
case-is-asked = Asked whether it is settled
case-is-settled = Settled, we are told
case-is-not_settled = Not settled
case-is-closed = Closed { $date }: { $reason }
case-reason-back = back
case-reason-job = a job found
case-reason-job-return = a job found, back around { $date }
case-reason-stopped_well = stopped well, talked through together
case-reason-lost_contact = contact lost after { $n } attempts on { $m } channels
case-reason-mistake = opened by mistake
case-next-close = { $name } says it is settled, and so do the facts. Close it?
case-next-not_settled = { $name } says it is not settled. Shall we talk?
case-next-agree = No step is agreed. What would be the next one, with { $name }?
case-next-asked = The facts say that { $name } is back. Asked: "Is it settled?"
case-next-step = { $who }, for { $date }: { $what }
case-next-ask = { $who } meant to do this for { $date }: { $what }. How did it go?
case-next-await = Next, { $who }, for { $date }: { $what }
case-close-back = Close: it is settled
case-news = Somebody wrote here meanwhile
case-news-text = Your text is still here: read, then send it again.
case-news-closed = The case is closed, and your text is not in it yet: it waits for you below.
case-kept = What you had written, to copy if you need it
case-goal = What { $name } wants, in their own words
case-goal-none = No goal yet. What does { $name } want, in their own words?
case-steps = What is agreed
case-steps-none = Nothing yet.
step-done = done
step-dropped = no longer needed
step-do = Done
step-drop = No longer needed
step-again = To do again
step-add = Agree on a step
step-what = What
step-who = Who
step-due = For
step-keep = Keep this step
case-around = Around them
case-owner = Followed by
part-mentor = Mentoring
part-career = Career
part-disability = Disability
part-administration = Administration
part-other = Team
case-leave = Remove
case-write = Write
case-note = A note, or the person's goal
sight-label = Who reads it
sight-team = advisors and managers
sight-advisors = advisors only
case-note-keep = Keep the note
case-goal-keep = This is { $name }'s goal
case-invite = Invite somebody around them
case-who = Who
case-part = For
case-join = Invite
case-hand-over = Hand over
case-to = To
case-hand-over-do = Hand over
case-hand-over-text = A summary drawn from the facts goes with the case: last exchange, attempts, promises, steps.
case-close = Close for another reason
case-close-text = When { $name } is back, they will be asked. Two unanswered calls are not an end.
case-why = Why
case-because-job = a job found
case-because-stopped_well = stopped well, talked through together
case-because-lost_contact = contact lost, after real attempts
case-because-mistake = opened by mistake
case-return = Planned return, if there is one
case-close-do = Close
case-again = Open again
case-again-why = Why
case-again-do = Open this case again
case-history = What happened
case-opened = { $who } opens the case.
case-goal-said = The goal, written down by { $who }:
case-joined = { $who } joins those around ({ $part }).
case-left = { $who } is no longer among those around.
case-step-agreed = Agreed: { $what } ({ $who }, for { $date }).
case-step-done = { $who }: done, "{ $what }".
case-step-dropped = { $who }: no longer needed, "{ $what }".
case-step-reopened = { $who }: to be done again, "{ $what }".
case-noted-for-few = { $who } left a note for advisors only.
case-noted = Note by { $who }:
case-handed-over = { $from } hands over to { $to }.
case-proposed = Nothing has rung since { $date }, and { $name } works as usual. They are asked.
case-withdrawn = A signal rings again: the question is taken back.
case-said-yes = { $name } says it is settled.
case-said-no = { $name } says it is not settled.
case-closed-by = { $who } closes the case: { $reason }.
case-reopened = { $who } opens the case again:
summary-since = Followed since { $date }.
summary-said = { $name }, on { $date }: “{ $words }”
summary-ringing = Rings: { $what }.
summary-attempts = { $n ->
        [one] { $n } attempt without answer since.
       *[other] { $n } attempts without answer since.
    }
link-settled = Is it settled for you?
link-settled-tu = Is it settled for you?
link-settled-text = From afar things look better; you know best. A no keeps the follow-up open with { $name }.
link-settled-text-tu = From afar things look better; you know best. A no keeps the follow-up open with { $name }.
link-settled-yes = Yes, it is settled
link-settled-no = No, not yet
link-said-settled = Thank you, noted
link-said-not_settled = Thank you for saying so
link-next-settled = { $name } finds it on their list. If it comes back, a word here is enough.
link-next-settled-tu = { $name } finds it on their list. If it comes back, a word here is enough.
link-next-not_settled = Your case stays open, and { $name } gets back to you.
link-next-not_settled-tu = Your case stays open, and { $name } gets back to you.
worries-title = What came of your concerns
worry-received = Raised { $since }: received. You will read here what came of it.
worry-spoken = Raised { $since }: { $who } spoke with { $name } on { $date }.
worry-followed = Raised { $since }: { $who } has followed { $name } since { $date }.
worry-back = Raised { $since }: { $name } is back, and told us so. Thank you for saying it.
worry-ended = Raised { $since }: the follow-up of { $name } ended on { $date }. Thank you for saying it.
refusal-no-such-case = There is no such case.
refusal-case-changed = This case changed meanwhile. Read it again, then retry.
refusal-case-closed = This case is closed. Open it again first.
refusal-case-open = This case is open.
refusal-case-another-open = Another case of this person is open: go on there, or close it first.
refusal-no-such-step = This step no longer waits.
refusal-not-asked = The question is not asked at present.
refusal-asked-already = The question is asked already.
refusal-not-back = The facts do not say yet that the person is back.
refusal-not-said = The person has not said yet that it is settled.
refusal-not-heard = Nobody has spoken with them since the case was opened. Try once more?
refusal-not-lost = It takes real attempts, on several channels, over two weeks, before contact counts as lost. Try another way?
refusal-followed = This case has been worked in: say rather how it ended.

## Conversation
talk-title = Conversation
talk-way = With { $name }
talk-way-message = Message
talk-way-spoke = Call: we spoke
talk-way-no_answer = Call, no answer
talk-way-message_left = Voicemail left
talk-way-met = We met
talk-way-note = Note for the team
talk-words = Your words
talk-words-hint = A message goes to { $name }'s personal page; a call note stays with the team.
talk-follow-up = Get in touch again if { $name } has not answered by
talk-keep = Send or note
talk-later = Send later
talk-send-at = Leaves on
talk-send-at-theirs = Leaves on ({ $name }'s time)
talk-send-later = Send at that time
talk-waiting = Leaves later
talk-change = Change
talk-change-keep = Keep this change
talk-promises-later = Promised with this message, for { $date }:
talk-cancel = Don't send
talk-send-kept = Send it now
kept-back-danger = Did not leave: since it was written, { $name } spoke of danger.
kept-back-wrote = Did not leave: { $name } has written since.
kept-back-author-gone = Did not leave: { $who } is no longer there to sign it. Take it up in your own words.
kept-back-given-on = Did not leave: { $name } was given to somebody else since.
kept-back-hour-passed = Did not leave: when its hour came, it was not to leave any more.
talk-thread = What was said
talk-empty = Nothing has been said with { $name } yet. A first word?
talk-facts = What we know of { $name }
talk-promised = Promised
talk-team = The team
talk-question-answer = { $who } is to answer their question by { $date }, as announced.
talk-question-call = { $who } is to call them by { $date }, as announced.
talk-question-correction = { $who } is to look at what they dispute by { $date }, as announced.
talk-awaited = Their answer has been awaited since { $since }; to be taken up again on { $date }.
answer-by-answer = An answer was announced by { $date }.
answer-by-call = A call was announced by { $date }.
answer-by-correction = An answer was announced by { $date }.
answer-by-leave = An answer was announced by { $date }.
answer-by-return = A word was announced by { $date }.
snooze-kept = You come back to it on { $date }.
key-talk = write
promise-chip = Promise for
promise-heard = A promise?
promise-take = Note it
promise-undated = That sounds like a promise. For which day?
promise-no-day = No day
promise-other-day = Another day
written-promise_later = the promise leaves with the message
written-promise_made = noted: promise made
written-message_out = message sent
written-scheduled = message kept, it leaves at its hour
written-scheduled-changed = message changed
written-scheduled-sent = message sent
written-scheduled-back = the message is back as it was, it leaves at its hour
written-scheduled-back-kept = the message is back as it was; it does not leave by itself, it waits to be read again
written-dropped = the message for { $when } will not leave
error-message-missing = The message is empty.
error-send-at-missing = Choose the day and hour to send it.
refusal-no-such-scheduled = This message has left already, or somebody cancelled it.
refusal-not-the-author = Only whoever wrote this message can change it.
refusal-scheduled-changed = This message was changed meanwhile: read it again before changing it.
link-talk = What we wrote
link-talk-tu = What we wrote
link-talk-you = You
link-talk-you-tu = You
link-waits = { $name } answers your question by { $date }.
link-waits-tu = { $name } answers your question by { $date }.
link-waits-call = { $name } calls you by { $date }.
link-waits-call-tu = { $name } calls you by { $date }.
link-waits-correction = { $name } looks at what you dispute and answers by { $date }.
link-waits-correction-tu = { $name } looks at what you dispute and answers by { $date }.
link-waits-leave = { $name } reads your announcement and answers by { $date }.
link-waits-leave-tu = { $name } reads your announcement and answers by { $date }.
link-waits-return = { $name } asks how you are by { $date }.
link-waits-return-tu = { $name } asks how you are by { $date }.
link-waits-late = { $name } owed you an answer by { $date }: being late is on us, and { $name } sees it at the top of their list.
link-waits-late-tu = { $name } owed you an answer by { $date }: being late is on us, and { $name } sees it at the top of their list.
link-answers = A question? { $name } answers by { $date }.
link-answers-tu = A question? { $name } answers by { $date }.
link-answers-closed = The school is closed until { $opens }. A question? { $name } answers by { $date }.
link-answers-closed-tu = The school is closed until { $opens }. A question? { $name } answers by { $date }.

## Who follows whom
place-caseload = Who follows whom
caseload-title = Who follows whom
caseload-lead = { $n ->
        [one] { $n } person follows the students: { $asked } expected a week, of { $there } there are.
       *[other] { $n } people follow the students: { $asked } expected a week, of { $there } there are.
    }
caseload-wanting-none = Everybody has somebody
caseload-wanting = { $n ->
        [one] { $n } person waits for somebody of their own
       *[other] { $n } people wait for somebody of their own
    }
caseload-wanting-help = Somebody is proposed for each of them, and why. You decide.
caseload-before = followed by { $name } until now
caseload-to = Give to
caseload-give = Give
caseload-give-all = { $n ->
        [one] Give this person as proposed
       *[other] Give all { $n } as proposed
    }
caseload-other = Choose somebody else
caseload-changed = What is proposed changed meanwhile: nobody was given. Here it is as it stands now.
caseload-handing = Each person is being given in turn. You may leave this page: it goes on without you.
caseload-handing-failed = It stopped half way, and that is ours. What is done is done; the rest is proposed here again.
caseload-weeks = The weeks
caseload-weeks-help = The time that students are expected to take, against the hours there are. A week is measured, never a person.
caseload-weeks-none = Nobody follows any students yet.
caseload-week = { $asked } of { $there }
caseload-over = { $time } too many
caseload-away = away now
caseload-gone = no longer here
caseload-people = people followed
caseload-stood-in = standing in
caseload-all = in all
caseload-a-week = { $time } a week
caseload-plan = Easing the weeks
caseload-plan-none = Stand-ins aside, nobody is beyond their hours: nothing to change.
caseload-plan-fewest = { $n ->
        [one] A single change makes every week fit its hours.
       *[other] { $n } changes make every week fit its hours; fewer would not do.
    }
caseload-plan-few = { $n ->
        [one] One change makes every week fit its hours.
       *[other] { $n } changes make every week fit its hours; perhaps one fewer would do.
    }
caseload-plan-short = { $n ->
        [one] One change helps, and { $time } a week are still missing: hours, not better sharing.
       *[other] { $n } changes help, and { $time } a week are still missing: hours, not better sharing.
    }
caseload-plan-short-none = { $time } a week are missing, and no change would help much: it is hours that are missing.
caseload-percent = Share of the hours not to exceed, in %
caseload-look = Look
caseload-hand = Give { $name } to { $advisor }
caseload-apply = { $n ->
        [one] Make this change
       *[other] Make these { $n } changes
    }
caseload-apply-help = Each of them will see on their page who follows them. It can be undone for an hour.
caseload-done-one = { $name } is with { $advisor } now.
caseload-done = { $n ->
        [one] { $n } person has another advisor now.
       *[other] { $n } people have another advisor now.
    }
caseload-done-changed = { $n ->
        [one] For { $n } other, somebody had been chosen meanwhile: nothing changed.
       *[other] For { $n } others, somebody had been chosen meanwhile: nothing changed.
    }
caseload-undone = It was undone.
caseload-absences = Absences
caseload-absences-none = Everybody is here, and nobody plans to be away.
caseload-from-until = { $from } to { $until }
caseload-from = since { $from }, without a date to be back
caseload-stands-in = { $name } stands in.
caseload-split = { $n ->
        [one] For { $n } person it is somebody else.
       *[other] For { $n } people it is somebody else.
    }
caseload-back = { $name } is back
caseload-is-back = { $name } is back.
caseload-absence-now = { $name }, { $when }: { $stand_in } stands in.
caseload-forget = Not after all
caseload-new = An absence, planned or sudden
caseload-who = Who
caseload-first-day = First day (empty: from now on)
caseload-last-day = Last day (empty: nobody knows yet)
caseload-stand-in = Who stands in
caseload-keep = Keep the absence
caseload-absence-help = The students read it on their page. Nothing is sent in the name of whoever is away.
caseload-error-absence = Something is missing: who is away, and who stands in.
caseload-error-ends = The last day comes before the first, or it is over already.
caseload-error-already = An absence is known for those days already.
caseload-error-themself = Nobody stands in for themself: choose somebody else.
caseload-error-nobody = Whoever you chose is away as well at that time: nobody would answer.
caseload-error-changed = Somebody changed this absence meanwhile. What you chose is still here: look, and keep it again if it is still what is needed.
refusal-advisor-changed = Somebody else was chosen meanwhile. Look at the page again: nothing was changed.
caseload-language-fr = French
caseload-language-en = English
why-followed-before = Followed this person before.
why-speaks = Speaks { $language }, as they do.
why-nobody-speaks = Nobody here has said that they speak { $language }.
why-knows = Knows the programme { $programme }.
why-not-theirs = Does not know the programme { $programme } yet.
why-room = Will have { $time } left in the week.
why-beyond = Their week would be { $time } beyond their hours.
why-far-zone = Their clocks differ by { $time }.
why-gone = Whoever followed them is no longer here.
care-danger = Danger was stated: change who follows them together only, by voice.
care-open-case = A case is open: whoever takes over reads first where it stands.
care-guarantee-ends = Their job guarantee ends soon: is this the time?
part-learning = learning
part-newcomer = first weeks
part-on-leave = leaves
part-prospect = first questions
part-job-search = job searches
part-guarantee-ends = ends of guarantee
part-after = graduates, in a job
part-returns = planned returns
part-reasons = reasons to call
part-danger = stated danger
part-open-case = open cases
for-absent = for { $name }, until { $date }
for-absent-open = for { $name }, who is away
for-nobody = until somebody is assigned
for-gone = so far with { $name }
today-away = You are marked as away: { $name } answers in your place.
today-away-until = You are marked as away until { $date }: { $name } answers in your place.
today-stands-in = You stand in for { $name }: their students are on your list.
today-stands-in-until = You stand in for { $name } until { $date }: their students are on your list.
today-back = I am back
today-meanwhile = What was done while you were away
meanwhile-title = While you were away
meanwhile-none = Nothing to tell: no absence in the last days.
meanwhile-lead = { $n ->
        [0] { $from } to { $until }: nobody needed a word.
        [one] { $from } to { $until }: one thing was done, and here it is.
       *[other] { $from } to { $until }: { $n } things were done, with { $m } people.
    }
meanwhile-next = Begin the day
meanwhile-call = by telephone
meanwhile-meeting = met
meanwhile-message_out = wrote
meanwhile-noted = noted
meanwhile-promise_made = promised
meanwhile-congratulated = congratulated
link-stand-in = { $name } answers you for now.
link-stand-in-tu = { $name } answers you for now.
link-stand-in-until = Until { $date }, it is { $name } who answers you.
link-stand-in-until-tu = Until { $date }, it is { $name } who answers you.
link-stand-in-coming = From { $date } on, it is { $name } who will answer you.
link-stand-in-coming-tu = From { $date } on, it is { $name } who will answer you.
refusal-absence-ends = The last day comes before the first.
refusal-absent-already = An absence is known for those days already.
refusal-absence-changed = Somebody changed this absence meanwhile. Look at the page again: nothing was changed.
refusal-not-absent = No absence is known right now.
refusal-stands-in-for-themself = Nobody stands in for themself.
refusal-nobody-answers = Whoever you chose is away as well: nobody would answer.
friday-uncelebrated = { $n ->
        [one] { $n } joy that nobody has celebrated yet
       *[other] { $n } joys that nobody has celebrated yet
    }
friday-uncelebrated-diploma = a diploma, on { $date } · { $name }
friday-uncelebrated-job = a job, on { $date } · { $name }

## The computed risk
risk-said = Of 100 situations like this one, { $n } end in { $target } (of all situations: { $usual }).
risk-target-leave = leaving within { $days } days
risk-target-fail_or_withdrawn = leaving, or not being validated, by the planned end
risk-target-no_job = the guarantee ending without a job
risk-weighs = What weighs, in { $family }: { $what }.
risk-reassures = What reassures, in { $family }: { $what }.
risk-number = { $label }: { $value } (usually { $usual })
risk-number-alone = { $label }: { $value }
risk-number-unknown = { $label }: not known
risk-yes = yes
risk-no = no
risk-value = { $n }
risk-value-days = { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
risk-value-percent = { $n } %
risk-value-rank = ahead of { $n } % of those who began that month
risk-change-hand_in = If the work that waits ({ $now }) were handed in: { $after } situations in 100 instead of { $before }. What would help to hand it in?
risk-change-be_active = With some activity these days: { $after } situations in 100 instead of { $before }. What would be easy to begin with again?
risk-change-meet_mentor = With a session this week: { $after } situations in 100 instead of { $before }. Which time would suit?
risk-change-find_mentor = With a mentor: { $after } situations in 100 instead of { $before }. Who would suit?
risk-change-talk = After a conversation with us: { $after } situations in 100 instead of { $before }. Shall we call?
risk-change-answer = With an answer to what waits: { $after } situations in 100 instead of { $before }. Shall we answer today?
risk-change-seek_job = With a job-search step this week: { $after } situations in 100 instead of { $before }. Shall we prepare it together?
risk-objects = This person objects to this being computed: nothing is.
risk-none = No model is in force.
risk-nothing = Nothing to explain: the model follows no open enrolment.
risk-family-activity = activity
risk-family-pace = pace
risk-family-work = work
risk-family-defences = defences
risk-family-mentoring = mentoring
risk-family-contact = contact
risk-family-enrolment = the enrolment
risk-family-job = the job
risk-family-profile = the person's path
risk-family-history = other enrolments
risk-family-programme = the programme
risk-family-protected = protected attributes
risk-column-programme = programme { $programme }
risk-column-starts_in_month = month of the start
risk-column-enrolled_ahead = days from enrolling to the start
risk-column-enrolled_ahead_rank = enrolling ahead
risk-column-work_missed = work not handed in
risk-column-assignments_missed = assignments not handed in
risk-column-work_missed_share = share of work not handed in
risk-column-weight_missed = weight of work not handed in
risk-column-work_early = work handed in before it was due
risk-column-work_early_rank = work handed in before it was due
risk-column-work_late = work handed in late
risk-column-work_banked = work taken over from an earlier enrolment
risk-column-work_handed_in = work handed in
risk-column-work_handed_in_rank = work handed in
risk-column-score_mean = mean of the marks
risk-column-score_least = lowest mark
risk-column-score_weighted = weighted mean of the marks
risk-column-score_rank = marks
risk-column-last_score_rank = last mark
risk-column-handed_in_ahead = mean lead before the due date
risk-column-handed_in_ahead_rank = lead before the due date
risk-column-last_handed_in_ahead = lead of the last work before its due date
risk-column-days_since_handed_in = time since work was last handed in
risk-column-work_due = work whose date has passed
risk-column-weight_due = weight of work whose date has passed
risk-column-next_due_in = days to the next due date
risk-column-last_due_ago = days since the last due date
risk-column-other_enrolments = other enrolments
risk-column-others_open = other enrolments that run
risk-column-others_passed = other enrolments passed
risk-column-others_failed = other enrolments not validated
risk-column-others_left = other enrolments left
risk-column-same_programme_before = earlier enrolments in this programme
risk-column-others_handed_in_share = work handed in elsewhere
risk-column-others_score = marks elsewhere
risk-column-open_others_handed_in_share = work handed in, in others that run
risk-column-open_others_score = marks in others that run
risk-column-others_actions = actions elsewhere
risk-column-actions_before_start = actions before the start
risk-column-actions_before_start_rank = activity before the start
risk-column-actions_by_day_14 = actions by day 14
risk-column-active_days_by_day_14 = active days by day 14
risk-column-actions_by_day_28 = actions by day 28
risk-column-active_days_by_day_28 = active days by day 28
risk-column-actions_by_day_42 = actions by day 42
risk-column-active_days_by_day_42 = active days by day 42
risk-column-actions_by_day_56 = actions by day 56
risk-column-active_days_by_day_56 = active days by day 56
risk-column-actions_by_day_70 = actions by day 70
risk-column-active_days_by_day_70 = active days by day 70
risk-column-actions_by_day_84 = actions by day 84
risk-column-active_days_by_day_84 = active days by day 84
risk-column-actions_so_far = actions since the start
risk-column-actions_so_far_rank = actions since the start
risk-column-actions_last_fortnight = actions of the last two weeks
risk-column-actions_last_fortnight_rank = actions of the last two weeks
risk-column-active_days_so_far = active days since the start
risk-column-active_days_so_far_rank = active days since the start
risk-column-active_days_last_fortnight = active days of the last two weeks
risk-column-active_days_last_fortnight_rank = active days of the last two weeks
risk-column-actions_change = change of activity (log scale)

## The risk models
place-risk = Risk
risk-title = Computed risk
risk-lead = A model learns from the school's own past who is drifting before a rule rings. It decides nothing: it gives a reason to look.
risk-in-force = In force
risk-challengers = Waiting for an opinion
risk-challengers-none = No other model waits. "vigie train" learns one.
risk-foretells = It estimates the share of situations that end in { $target }.
risk-learned = Learned on { $at } from { $students } people (the school has { $there }), looked at { $looks } times from { $from } to { $to }; after { $positives } looks it happened.
risk-approved = Put in force by { $by }, { $at }: "{ $reason }"
risk-by-nobody = somebody of the school
risk-protected = It looks at protected attributes: { $which }.
risk-protected-none = It looks at no gender, disability, region or age: they only serve to check, here.
risk-figures = The model's figures
risk-figures-help = On the latest people, whom it had not seen; in brackets the 95 % interval.
risk-figure = Figure
risk-figure-auc_roc = Order: somebody who leaves stands before somebody who stays (0.5 = chance)
risk-figure-auc_pr = Mean precision along the list
risk-figure-recall_at_10 = Share of those who leave among the first 10 %
risk-figure-ece = Gap between what is said and what happens
risk-this-one = This model
risk-groups = Is it as right for everybody?
risk-groups-none = No attribute is known to check it by.
risk-groups-figures = See the figures
risk-group = Group
risk-group-people = People
risk-group-rate = It happened
risk-group-reached = Reached
risk-group-recall = Found among those who leave
risk-group-precision = Leaving, among those reached
risk-group-small = not shown: too few people, here or in the group beside it
risk-reads-nothing = No group stands out: the gaps are such as chance gives.
risk-reads-overlooked = { $attribute } { $value } ({ $people } people): of those who leave, the list overlooks { $points } points more than elsewhere. What do our data lack to see them?
risk-reads-too-dark = { $attribute } { $value } ({ $people } people): the model is too dark by { $points } points. These people do better than it says.
risk-reads-too-bright = { $attribute } { $value } ({ $people } people): the model is too bright by { $points } points. Let's see what it does not see.
rules-title = The rules, group by group
rules-lead = Does a rule ring for everybody alike? Looked at among people whose enrolment is over: of those who left or were not validated, for whom did it ring in time?
rules-none = Nothing to compare for now: no rule rang for people of whom both what came and an attribute are known.
rules-failed = The past could not be read again. Shall we try in a moment?
rules-rang = It rang for { $n } people of { $of }.
rules-group-rang = Rang
rules-group-precision = Leaving, among those it rang for
rules-reads-overlooked = { $attribute } { $value } ({ $people } people): of those who leave, the rule overlooks { $points } points more than elsewhere.
risk-reads-order = { $attribute } { $value } ({ $people } people): the model does not order these people as it does others (apart by { $points } points). Let us look at what our data say badly of them.
risk-reads-hidden = Not shown: groups of fewer than 30 people, or with fewer than 10 of a kind ({ $attributes }). Where a single one is so small, the next smallest is not shown either, so that nobody can be found by subtracting.
risk-reach-said = Measured reaching { $n } of 100 people, as was asked for.
risk-reach-contacts = Measured reaching { $n } of 100 people: what the team really did in the last { $weeks } weeks ({ $reached } people reached a week, of { $there }).
risk-reach-assumed = Measured reaching { $n } of 100 people: a choice by default, since no contact was written down.
risk-groups-help = Said and came true: above 0, the group is painted too dark. Overlooked: share of those who leave whom the list overlooks, less that of the others. ABROCA: area between the two curves. Chance, beside each figure: share of random groupings with a gap at least as large; of thirty groups, one or two fall below 0.05 by chance. Being reached more often, or for less, also follows from leaving more or less often: that is shown, and put in no words.
risk-group-calibration = Said less came true
risk-group-overlooked = Overlooked more than others
risk-group-chance = Chance
risk-trial = On trial, silently
risk-trial-none = It has looked at nobody yet: this week's look does, and tells nobody.
risk-trial-few = It answered { $kept } times silently; of { $looks } answers, about { $people } people, it is known by now what came, and it came true { $positives } times. Too few to compare.
risk-trial-alone = On { $looks } answers of which it is known what came ({ $people } people; it came true { $positives } times). No model is in force beside it.
risk-trial-beside = Both models, on the same { $looks } looks of which it is known what came ({ $people } people; it came true { $positives } times).
risk-trial-other-target = The one in force foretells something else: only the order compares, by what this one foretells.
risk-trial-better = It orders people better than the one in force, by more than chance would.
risk-trial-worse = It orders people less well than the one in force, by more than chance would.
risk-trial-alike = Between the two, the difference is such as chance gives.
risk-trial-help = The 95 % interval of the difference draws the same people for both; if it holds 0, nothing tells them apart.
risk-trial-difference = Difference
fairness-in-force = Model { $model }, in force: { $n } people of whom it is known what came
fairness-while-learning = Before it was in force, on the latest people that it had not seen
risk-limits = A column is worth watching from { $watch } and has to be looked at from { $moved } (stability index); what is said and what comes true, beyond { $calibration }.
risk-drift = Has the school changed since?
risk-drift-none = No week was looked at yet.
risk-drift-rings = Something moved: look at it before trusting it any further.
risk-week = Week of
risk-moved = What moved
risk-moved-nothing = nothing
risk-calibration = Said and happened
risk-calibrated = gap of { $error } over { $n } people
risk-not-settled = not known yet
risk-to-look-at = to look at
risk-reason = Why, in a few words
risk-reason-first = Say why in a few words: it is kept with the decision.
risk-approve = Put in force
risk-back = Go back to the one before
risk-weight-title = What it weighs on today's list
risk-weight-none = It weighs nothing: facts and reasons alone order the list.
risk-weight-some = A risk of 1 adds { $points } points to a line, less if it is less. Each line shows it in its explanation; a reason to act is worth 45.
risk-weight-decided = Decided by { $by }, { $at }: “{ $reason }”
risk-weight-points = Points, from 0 to 40
risk-weight-range = Points go from 0 to 40; 0 weighs nothing.
risk-weigh = Keep this weight

## My page, with an account
own-road = Where you are, from the first question to the job
own-why-title = Why we might call you
own-why-none = Nothing in particular at the moment. If we call, it is to hear how you are.
own-seen-place = What the school sees
own-seen-all = Everything that the school sees of you
own-seen-title = What the school sees
own-seen-heading = What the school sees of you
own-seen-text = The same facts and the same reasons as on the team's page. Only the notes that colleagues write for each other are left out, and the words of whoever was worried about you. No figure sums you up, and nothing is decided by a calculation.
own-facts-title = What happened
own-facts-none = Nothing is noted about you yet.
own-wrong = That's wrong
own-wrong-text = What is not right? (if you like)
own-wrong-hint = The information stays, marked as disputed, and whoever follows you looks into it with you.
own-wrong-send = Say so
own-wrong-note = Disputed: { $what }
own-doubted = You said that this is wrong: it is marked so, and what came of it is on your page.
own-came-title = What came of what you told us
own-came = { $said ->
    [mentor] On { $since }, about your mentor
    [wrong] On { $since }, something you disputed
   *[question] On { $since }, your message
}: { $came ->
    [answered] { $who } answered you on { $date }.
    [read] { $who } read it on { $date }.
    [followed] { $who } has been looking after it since { $date }.
    [corrected] it has been put right since { $date }. Thank you for saying so.
    [changed] { $who } has been your mentor since { $date }.
    [settled] it has been settled since { $date }.
    [ended] the follow-up ended on { $date }.
   *[received] it has arrived, and somebody will come back to you.
}
own-acts-title = You can also
own-leave = Announce a leave
own-leave-hint = A leave is your right: meanwhile nobody counts the days. { $name } hears of it and answers. Announced again, the last date counts.
own-leave-from = From (today, if empty)
own-leave-until = Back on
own-leave-send = Announce
own-on-leave = You are on leave; you are expected back on { $date }.
own-on-leave-open = You are on leave. Come back whenever you like.
own-back = I am back
own-case = I need somebody to follow me more closely
own-case-text = What you would like, in your own words
own-case-hint = { $name } opens a follow-up with you: what we do, who, by when. Before it ends, you are asked whether it is settled.
own-case-send = Ask for it
own-wishes = When and how to reach you
own-wishes-hours = Your good moments, in your own words
own-wishes-channel = You prefer
own-wishes-any = as it comes
own-wishes-keep = Keep
own-error-leave = The day of your return is missing, or it is over.
own-error-leave-far = A leave is announced for a year at most. For longer, write a word here, and we talk about it together.
own-error-no-leave = You follow no programme now: there is nothing to pause.
own-error-gone = This information is no longer there. Perhaps it has just been put right.
link-said-wrong = Thank you for saying so
link-said-leave = Enjoy your leave
link-said-back = Good to have you back
link-said-wishes = Noted
link-said-case = Request sent
link-next-wrong = The information is marked as disputed, and { $name } finds it on their list. What came of it will be told here.
link-next-wrong-tu = The information is marked as disputed, and { $name } finds it on their list. What came of it will be told here.
link-next-leave = { $name } finds it on their list and answers. Meanwhile nobody counts the days.
link-next-leave-tu = { $name } finds it on their list and answers. Meanwhile nobody counts the days.
link-next-back = Your leave is over from now on. { $name } hears of it and asks how you are: an easy first step is best prepared by two.
link-next-back-tu = Your leave is over from now on. { $name } hears of it and asks how you are: an easy first step is best prepared by two.
link-next-wishes = { $name } sees it beside your number.
link-next-wishes-tu = { $name } sees it beside your number.
link-next-case = { $name } finds it on their list, and comes back to you.
link-next-case-tu = { $name } finds it on their list, and comes back to you.

## Why we might call: the reasons, said to the person
own-why-activity-drop = Your rhythm has changed lately. { $who } would like to hear what changed for you.
own-why-call-for-help = You asked for help: { $who } wants to answer in person.
own-why-concern-raised = Somebody here was worried about you. { $who } would like to hear how you are.
own-why-danger = What you wrote matters to us: somebody wants to speak with you at once. Day and night: 3114, 15 or 112.
own-why-diploma = You have your diploma! { $who } would like to celebrate it with you.
own-why-first-defence = Your first defence is near. { $who } offers to rehearse together.
own-why-funding-ending = Your funding is coming to its end. { $who } wants to look at the options with you, in time.
own-why-guarantee-ending = Your job guarantee is coming to its end. { $who } is looking for what the school can still do.
own-why-job-search-stalled = No job-search step has been noted for a while. { $who } can plan the next ones with you.
own-why-job-start = A job! { $who } would like to celebrate it with you.
own-why-leave-ending = Your leave is ending. { $who } wants to prepare an easy first step with you.
own-why-mentor-absent = Mentoring sessions did not take place because of us. It is ours to repair.
own-why-mentor-awaited = You are waiting for a mentor. { $who } is looking for somebody who would suit you.
own-why-mentor-mismatch = Your mentor's way of working may not suit you. { $who } wants to hear it from you.
own-why-message-unanswered = You wrote to us and are waiting for our answer.
own-why-never-started = You haven't opened a course yet. { $who } can start with you.
own-why-new-job-check-in = You have been working for some weeks. { $who } would like to hear how it is going.
own-why-newcomer = You have just arrived: { $who } would like to welcome you.
own-why-no-session = You haven't had a mentoring session for a while. { $who } would like to hear what would suit you.
own-why-planned-return = You had planned to come back around these days. { $who } would like to hear from you; the date may move.
own-why-promise-due = { $who } made you a promise, and wants to keep it.
own-why-rework-undated = A project needs rework, and has no new date for its defence. { $who } can pick one with you.
own-why-reworked-twice = A project has already taken you two defences. Let's look for another way together.
own-why-score-drop = One result is unlike what you usually do. Perhaps the step was steep.
own-why-session-unrecorded = We don't know whether a session took place. We ask your mentor first.
own-why-stuck-on-project = Your project is taking longer than planned. { $who } would like to hear what is sticking.
own-why-unseen = We haven't spoken for a while. Nothing to worry about: { $who } would like to say hello.
own-why-question-due = You are waiting for a word from us: { $who } owes it to you.
own-why-follow-up-due = { $who } had planned to get in touch with you again.
own-why-work-overdue = A piece of work was due. { $who } would like to hear what would help you.

## The facts, said to the person
own-fact-advisor_assigned = { $who } follows you from now on.
own-fact-advisor_ended = { $who } no longer follows you.
own-fact-leave_planned = { $here ->
    [yes] You announced a leave, from { $from } to { $date }.
   *[no] Leave agreed, from { $from } to { $date }.
}
own-fact-resumed = You are back.
own-fact-session_recorded = { $outcome ->
    [held] Session of { $date } with { $who }: held.
    [cancelled_early] Session of { $date } with { $who }: cancelled in time.
    [cancelled_late] Session of { $date } with { $who }: cancelled late.
    [other] Session of { $date } with { $who }: could not take place, through nobody's fault.
    [student_absent] Session of { $date } with { $who }: you could not come.
   *[mentor_absent] Session of { $date }: { $who } did not come. Ours to repair.
}
own-fact-message_in = You wrote to us, { $channel }.
own-fact-message_out = { $who } wrote to you, { $channel }.
own-fact-call = { $outcome ->
    [spoke] You and { $who } spoke, { $channel }.
    [no_answer] { $who } tried to reach you, { $channel }.
   *[message_left] { $who } left you a message, { $channel }.
}
own-fact-meeting = You and { $who } met, { $channel }.
own-fact-snoozed = { $who } means to come back to you on { $date }.
own-fact-promise_made = { $who } made you a promise, for { $date }.
own-fact-community_post = { $help ->
    [yes] You asked for help in { $where }.
   *[no] You wrote in { $where }.
}
own-fact-concern_raised = { $who } was worried about you.
own-fact-need_stated = { $need ->
    [help] We understood: you need help.
    [call] We understood: you would like a call.
    [mentor_change] We understood: another way of working with a mentor.
    [concept] We understood: a concept that is sticking.
    [stopping] We understood: the thought of stopping.
    [job_offer] We understood: a job offer.
    [money] We understood: a question of money.
    [administrative] We understood: an administrative question.
   *[danger] We understood: a danger.
}
own-fact-congratulated = { $occasion ->
    [diploma] { $who } congratulated you on your diploma.
    [job] { $who } congratulated you on your job.
   *[step] { $who } congratulated you on this step.
}
own-fact-ambassador = You now speak of the school around you: an ambassador.
own-fact-withdrawn = Left the programme: { $reason }.{ $date ->
    [none] {""}
   *[other] {" "}You meant to come back around { $date }.
}
own-fact-question_asked = { $who ->
    [none] You await an answer by { $date }.
   *[other] You await { $who }'s answer by { $date }.
}
own-fact-no_answer_due = { $who } read what you wrote.
own-fact-follow_up_set = { $who } will get in touch again on { $date }, unless you answer first.
own-fact-disputed = You said that something is not right.
disputed-reason = disputed by { $name }
reach-by-email = prefers e-mail
reach-by-phone = prefers the telephone
reach-by-video = prefers video
reach-by-sms = prefers text messages
reach-by-portal = prefers the site
refusal-nothing-like-that = This information is no longer there.
refusal-not-studying = There is no programme under way: nothing to pause.
refusal-long-ago = That is more than a year ago: check the date.
refusal-too-far = That is too far away: a year at most.
refusal-not-on-leave = No leave is under way.
refusal-account-there = They have an account and a password already. If it is forgotten, whoever looks after the accounts gives a new link.

## Mentors, their room, invitations
room-title = My availability
room-text = The team uses it so that you are not given one student too many.
room-said = Said on { $date }.
room-more = I can take on (more students)
room-from = Away from
room-until = Back on
room-keep = Keep
room-kept = Kept, and the team sees it.
room-error-more = Write a number from 0 to 99.
room-error-away = The day of your return is missing, or it is over.
place-mentors = Mentors
mentors-title = Mentors
mentors-text = What each mentor says of the weeks to come, in alphabetical order.
mentors-none = No mentor yet
mentors-none-text = Mentors come with the import of the team.
mentors-students = { $n ->
    [0] Has nobody at the moment.
    [one] Works with { $n } person.
   *[other] Works with { $n } people.
}
mentors-capacity = { $n ->
    [one] (room for { $n })
   *[other] (room for { $n })
}
mentors-more = { $n ->
    [0] Can take nobody else on.
    [one] Can take on { $n } more person.
   *[other] Can take on { $n } more people.
}
mentors-more-unsaid = Has not said yet how much room there is.
mentors-away = Away from { $from } to { $date }.
mentors-said = Said on { $date }.
mentors-account = Has an account: { $email }.
invite-open = Invite to an account
invite-email = Their e-mail address
invite-make = Make the invitation
invite-given-title = Invitation
invite-given = Invitation for { $name }
invite-given-text = This link opens once, to choose the password of the account { $email }. Send it to this person alone.
demo-as-advisor = Follow students, as an advisor
demo-as-manager = Look after the school, with the team
demo-as-mentor = Teach, as a mentor
demo-as-student = Learn, as a student
demo-in-english = (in English)
demo-others = The other members of the team

## Good news
joy-title = Good news
joy-size = { $n ->
        [0] All there was to celebrate has been.
        [one] { $n } piece of good news awaits a word from somebody.
       *[other] { $n } pieces of good news await a word from somebody.
    }
joy-mine = My students only
joy-all = The whole school
joy-none = No diploma and no job in these three months
joy-none-text = The next ones are on their way. They will be here the same day, and nothing leaves without you.
joy-waiting = To celebrate
joy-done = Celebrated already
joy-diploma = Diploma “{ $programme }”
joy-job = Hired by { $company }
joy-since = { $n ->
        [0] today
        [1] yesterday
       *[other] { $n } days ago
    }
joy-by = { $name } takes care of it
joy-dream = The job { $name } dreamt of, in their own words
joy-found = The job they found
joy-job-since = { $contract }, since { $date }
joy-job-from = { $contract }, from { $date }
joy-kudos = Words for { $name }
joy-kudos-count = { $n ->
        [one] { $n } word received
       *[other] { $n } words received
    }
joy-from-mentor = { $name }, mentor
joy-from-peer = { $name }, of the same intake
joy-text = Your word to { $name }
joy-send = Write it on their page
joy-elsewhere = It is done, in person or otherwise
joy-hint = Nothing leaves without you. “It is done” keeps your words as a note among colleagues.
joy-no-words = Your words are missing. If you celebrated it in another way, choose “It is done”.
joy-celebrated = celebrated by { $name } on { $date }
joy-written-page = your word is on their page, and it is celebrated
joy-written-elsewhere = noted: celebrated
joy-see-all = All good news
news-title = Good news
news-mentor = Good news of those whom you taught
news-no-kudos = { $form ->
        [tu] Well done! What others write to you will be here.
       *[vous] Well done! What others write to you will be here.
    }
news-share-text = { $form ->
        [tu] Your mentors know and can write to you. Those who began the same programme with you don't, unless you want them to.
       *[vous] Your mentors know and can write to you. Those who began the same programme with you don't, unless you want them to.
    }
news-share = { $form ->
        [tu] Tell those who began with me
       *[vous] Tell those who began with me
    }
news-shared = { $form ->
        [tu] Those who began the same programme with you read your name and this news, and can write to you.
       *[vous] Those who began the same programme with you read your name and this news, and can write to you.
    }
news-unshare = No longer tell
news-none = No news for now
news-none-text = { $form ->
        [tu] When somebody whom you know from here has a diploma or a job and agrees to say so, you will read it here.
       *[vous] When somebody whom you know from here has a diploma or a job and agrees to say so, you will read it here.
    }
news-others = { $form ->
        [tu] Well done…
       *[vous] Well done…
    }
news-others-text = { $form ->
        [tu] A word from you counts. Nothing obliges you.
       *[vous] A word from you counts. Nothing obliges you.
    }
news-bravo = A word for { $name }
news-who-reads = { $name } and the team read it. An empty word takes the one before back.
news-send = Send this word
news-change = Change this word
news-back = Back to my page
news-too-long = { $form ->
        [tu] That is a little long: 600 characters at most. Your text is still there.
       *[vous] That is a little long: 600 characters at most. Your text is still there.
    }
news-said-kudos = { $form ->
        [tu] Thank you, your word has arrived.
       *[vous] Thank you, your word has arrived.
    }
news-said-taken-back = { $form ->
        [tu] It is taken back.
       *[vous] It is taken back.
    }
news-said-named = { $form ->
        [tu] They are told. You can change your mind whenever you like.
       *[vous] They are told. You can change your mind whenever you like.
    }
news-said-unnamed = { $form ->
        [tu] Noted: your name no longer shows to others.
       *[vous] Noted: your name no longer shows to others.
    }
news-own-kudos = { $n ->
        [one] Somebody here has written a word of congratulation.
       *[other] { $n } people here have written a word of congratulation.
    }

## Erasing a person
erasures-title = Erasures
erasures-lead = Everybody may ask that the school forgets what it knows of them.
erasures-due = { $n ->
        [0] Nobody waits to be erased
        [one] { $n } person will be erased
       *[other] { $n } people will be erased
    }
erasures-none = Nothing to do.
erasures-when = On { $date }
erasures-why = Asked for on { $date }: { $reason }
erasures-keep = Take it back: do not erase
erasures-ask = Erase a person
erasures-what = It is done in 7 days. Until then, one gesture takes it back.
erasures-what-1 = What goes: facts, messages and notes, the name, contact data, the account, links, cases, words of congratulation.
erasures-what-2 = What stays: one person more in numbers that tell nobody from anybody.
erasures-what-3 = An import that names them again passes them over, and counts it.
erasures-id = Their id in the source
erasures-because = Why
erasures-hint = These words go with the person.
erasures-send = Erase in 7 days
erasures-nobody = Nobody, or more than one person, has this id. Check it in the source.
erasures-no-reason = Say why in a few words: they asked for it, the time for which it is kept is over…
erasures-said-asked = It is asked for. It will be done in 7 days, and can be taken back until then.
erasures-said-kept = It is taken back: nothing will be erased.
erasures-erased = { $n ->
        [one] { $n } person has been erased so far.
       *[other] { $n } people have been erased so far.
    }
erasure-coming = On { $date }, all that the school knows of { $name } will be erased. Until then it can be taken back by a manager.
erasures-of = Erase this person…
refusal-not-to-be-erased = Nobody asked for this person to be erased.

## What programs read
refusal-own-source = This source is Vigie's own: name another one.
api-too-large = The body is larger than 256 KiB, or did not arrive whole: send fewer lines at a time.
api-not-utf8 = The body is not UTF-8.

## What is disputed, and wrong
dispute-put-right = It is wrong: put it right
dispute-word = A word to { $name }, on their page (optional)
dispute-hint = This will no longer count here, even if its source says it again. In the other system, it remains to be put right.
dispute-send = Take this back
dispute-right = it is taken back and no longer counts
dispute-right-told = it is taken back, and your word is on their page

## Sharing out an absence
cases-instead = while { $name } is away
split-link = Prolong, change who stands in, share out their students
split-title = An absence
split-change = Prolong, or change who stands in
split-change-keep = Keep this change
split-heading = While { $name } is away
split-lead = { $name } answers for everybody, unless you give some people to others.
split-who = { $n ->
        [one] For this person
       *[other] For these { $n } people, those whom you tick
    }
split-to = This person answers
split-keep = Give
split-hint = To give somebody back to { $name }, tick them and choose { $name }. Students read the name of who answers them.
split-none = Nobody to share out
split-nobody = Tick at least one person.
split-to-whom = Choose who answers.

## The words of categories, in the builder
word-phase-prospect = prospective student
word-phase-student = studying
word-phase-job_search = looking for a job
word-phase-employed = in a job
word-phase-alumni = graduated
word-phase-away = left
word-enrolment_phase-learning = studying
word-enrolment_phase-paused = on leave
word-enrolment_phase-withdrawn = left
word-enrolment_phase-graduated = graduated
word-funding-personal = pays themself
word-funding-account = training account
word-funding-employment_agency = employment agency
word-funding-employer = employer
word-funding-apprenticeship = apprenticeship
word-funding-other = other

## What the machine reads, and objecting to it
risk-attribute-gender = gender
risk-attribute-disability = disability
risk-attribute-region = region
risk-attribute-imd_band = wealth of the neighbourhood
risk-attribute-age_band = age band
risk-column-attribute = { $attribute }: { $value }
risk-tells = “{ $column }” lets { $attribute } ({ $value }) be guessed { $n } times in 100; chance would do so 50 times.
risk-overrides-title = When the team disagreed
risk-overrides-few = Too few contacts say whether a signal of risk was of use: { $n }, and it takes { $least }.
risk-overrides = On { $part } contacts of { $whole }, somebody answered that there was no reason for the signal (95 %: { $low } to { $high } in 100).
risk-overrides-right = In { $part } of these { $whole } situations it happened all the same (95 %: { $low } to { $high } in 100): there the computation had been right. In the others, the team.
risk-overrides-open = Who was right will be known later: what came of { $n } of these { $whole } situations is known, and it takes { $least }.
risk-rang = The computed risk needs a look: since the week of { $at }, the school no longer resembles what it learned from ({ $what }).
risk-rang-probabilities = what it says of everybody
risk-rang-calibration = { $points } points between what it said and what happened, over { $n } people
risk-rang-look = See the model
risk-rang-seen = Seen
risk-seen-by = Computed risk: seen by { $by }, { $at }.
risk-seen-at = Computed risk: seen, { $at }.
refusal-no-reason = Reading a protected attribute asks for a reason: the people concerned read it.
reads-title = What the machine reads, and what it does not
reads-lead = Once a week, a computation compares what is happening now with the school's past. It points the team to situations in which others, before, drifted away. It decides nothing and writes to nobody: somebody reads, and calls if that seems right.
reads-none = No computation is in force today: nothing is computed of anybody. This is what would hold if the school approved one.
reads-what = What it reads
reads-what-text = Facts that the school knows already, as they were known on that day: { $n } numbers, on these sides.
reads-columns = { $n ->
    [one] See which
   *[other] See all { $n }
}
reads-side-activity = Activity
reads-side-pace = Pace
reads-side-work = Work
reads-side-defences = Defences
reads-side-mentoring = Mentoring
reads-side-contact = Contact
reads-side-enrolment = The enrolment
reads-side-job = The job
reads-side-profile = The person's path
reads-side-history = Other enrolments
reads-side-programme = The programme
reads-side-protected = Protected attributes
reads-family-activity = On how many days one comes to work, and when it was last. Never what one looks at.
reads-family-pace = Where the project stands, beside what was planned.
reads-family-work = What is handed in, when, and the marks.
reads-family-defences = Defences past, and those to rework.
reads-family-mentoring = Sessions held or missed, and whether there is a mentor.
reads-family-contact = Whether somebody got in touch, and whether a message waits for its answer.
reads-family-enrolment = When one enrolled, for how many hours, and leaves.
reads-family-job = The diploma, steps towards a job and interviews.
reads-family-profile = Since when we know each other, and how many enrolments run.
reads-family-history = What became of the same person's other enrolments.
reads-family-programme = Which programme, and the month of the start.
reads-family-protected = Turned on by somebody, for the reason written below.
reads-never = What it does not read
reads-never-protected = Who one is.
reads-never-text-protected = Not read: { $which }. Where the school knows them, they serve to check, afterwards, that the computation is as right for everybody.
reads-never-words = Words.
reads-never-text-words = Neither messages, nor the team's notes, nor conversations. All that counts is that a need was recognised there, such as a call for help.
reads-never-names = Name and address.
reads-never-text-names = Neither the name, nor the address, the telephone or the language.
reads-never-feelings = Emotions.
reads-never-text-feelings = No voice, no face, no camera, no guessed mood: nothing of this is measured here.
reads-never-others = Other people's lives.
reads-never-text-others = One is placed among those who began in the same month, by a rank, and that is all.
reads-never-itself = Its own answers.
reads-never-text-itself = It does not learn to repeat what was computed before.
reads-on-none = No protected attribute is turned on. To turn one on takes a reason, which would stand here.
reads-on = A protected attribute is read: { $which }. Turned on by { $by }, { $at }, for this reason: “{ $reason }”
reads-telling = { $n ->
    [one] 1 number lets an attribute be guessed
   *[other] { $n } numbers let an attribute be guessed
}
reads-telling-text = An attribute that is not read can sometimes be guessed. A number that told it by itself has the model refused; these tell a part of it.
reads-object = Objecting
reads-object-text = Everybody can object, without giving a reason. The computation stops at once for this person and learns nothing more from them; the team goes on as before. One can change one's mind at any time.
reads-object-where = There is a button for it on each student's own page; telling one's advisor is enough, too.
reads-well = Is it right?
reads-order = Between a person to whom it happened and another to whom it did not, it points to the right one { $n } times in 100 (95 %: { $low } to { $high }). Chance would reach 50.
reads-first = Of those to whom it happened, { $n } in 100 were in the first tenth of its list ({ $low } to { $high }). The others it would have missed: the team does not rely on it alone.
reads-error = When it tells a proportion, it is off by { $n } points in the mean ({ $low } to { $high }).
reads-who = Who wanted it, and who watches over it
reads-watched = Every week it is checked that the school still resembles what it learned from, and that what it says comes true. If not, whoever answers for it is told, and goes back to the one before in one gesture.
reads-back = Back
own-calc = A computation helps the team
own-calc-text = { $form ->
    [tu] It tells them where to look; it decides nothing. You can read what it looks at, and object.
   *[vous] It tells them where to look; it decides nothing. You can read what it looks at, and object.
}
own-object = { $form ->
    [tu] I object to this
   *[vous] I object to this
}
own-object-no-more = { $form ->
    [tu] I no longer object
   *[vous] I no longer object
}
own-objects = { $form ->
    [tu] You object: nothing is computed about you.
   *[vous] You object: nothing is computed about you.
}
link-said-objects = Noted: the computation stops
link-said-agrees = Noted
link-next-objects = Nothing is computed about you any more. { $name } is there for you as before.
link-next-objects-tu = Nothing is computed about you any more. { $name } is there for you as before.
link-next-agrees = You no longer object to the computation. You can change your mind whenever you like.
link-next-agrees-tu = You no longer object to the computation. You can change your mind whenever you like.
written-objects = their objection is noted: nothing is computed any more
written-agrees = noted: the computation begins again next week
calc-place = The computed risk
calc-title = What the computation saw
calc-open = Read what it saw
calc-nothing = The computation has said nothing of this person yet.
calc-nothing-stands-out = Nothing is out of the ordinary.
calc-changes = What would change something
calc-error = For the latest people, these proportions were right to within { $n } points, at most, in the mean.
calc-not-a-verdict = This is what was seen in situations like this one, not what will happen to this person. You know them better than it does.
calc-objects = This person objects to the computation: nothing is computed.
calc-objects-name = { $name } objects to the computed risk: nothing is computed.
calc-object = { $name } objects
calc-agree = { $name } no longer objects
calc-object-hint = If they ask you in person. Nothing else changes.

## Accounts

accounts-title = Accounts
accounts-lead = Who may come in here, and who no longer does.
accounts-find = Find an account by its whole address
accounts-search = Search
accounts-hint = Students' own accounts are not in the list: they are found by their address.
accounts-all = Back to the whole team
accounts-open = { $n ->
    [0] Open accounts
    [one] { $n } open account
   *[other] { $n } open accounts
}
accounts-none = No account is open.
accounts-nobody = No open account has this address.
accounts-ended = Closed accounts
accounts-ended-text = Nobody comes in with these any more. What was written with them keeps its author.
accounts-ended-on = closed since { $date }
accounts-sessions = { $n ->
    [one] signed in on one device
   *[other] signed in on { $n } devices
}
accounts-not-in = signed in nowhere
accounts-invited = invited, no password chosen yet
accounts-no-password = no password
accounts-factor = second factor
accounts-own = This is you
accounts-reset = Link for a new password
accounts-invite = Invitation link
accounts-sign-out = Sign them out
accounts-end = Close the account
accounts-reopen = Open it again
accounts-undo = Undo
accounts-said-ended = The account of { $name } is closed, and every session with it.
accounts-said-opened = The account of { $name } opens again, with the password it had.
refusal-own-account = Nobody closes their own account: ask a colleague.
refusal-account-ended = This account is closed: open it again first.
refusal-not-an-advisor = Only an advisor who is still with the school can be given students.

## What is for few eyes

sensitive-title = What is sensitive
sensitive-lead = Health, disability, private life: read it if you need it to help. Each view is recorded.
sensitive-none = Nothing is kept here.
sensitive-note = note by { $name }
sensitive-health = left for health reasons
sensitive-mark = Sensitive note (health, disability, private life): kept apart
sensitive-kept = Sensitive note, kept apart
sensitive-link = { $n ->
    [one] 1 sensitive note, kept apart
   *[other] { $n } sensitive notes, kept apart
}
sensitive-back = Back to the page
sensitive-why-lead = What is kept here is for few eyes: whoever follows { $name }, and whoever answers in their place. To read it too, say why.
sensitive-why = Why read it?
sensitive-why-text = Your reason is kept, and whoever follows this person reads it. The page is then open to you until midnight tonight.
sensitive-why-open = Open
sensitive-why-none = A few words are missing: what will it be of use for?
sensitive-reasons = Who else read it, and why
sensitive-read-by = { $name } opened what is kept apart on { $date }, saying why.
withdrawn-kept = a reason kept apart
