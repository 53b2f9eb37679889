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
