"""Advisors and students at work, for Locust.

USERS names a JSON file: {"advisors": [[cookie, [student, ...], case], ...],
"students": [[path, cookie or ""], ...]}. Each user is one of them; one action
in ten writes. Ten advisors share a case: whoever of them writes into what
another one has just changed is told so, and that is an answer, too.

Everything that is written bears a mark of its own. WRITTEN names the file that
says of each mark what the server answered: "kept" or "refused".
"""

import itertools
import json
import os
import random
import re
import time

import gevent
from locust import HttpUser, task

with open(os.environ["USERS"], encoding="utf-8") as file:
    PEOPLE = json.load(file)
ADVISORS = itertools.count()
STUDENTS = itertools.count()
MARKS = itertools.count(1)
WRITTEN = open(os.environ["WRITTEN"], "w", encoding="utf-8", buffering=1)
SEEN = re.compile(r'name="seen" value="(\d+)"')


class Person(HttpUser):
    abstract = True

    def begin(self):
        """From a moment of one's own on. Locust starts users by the hundred;
        they would go on acting in step by the hundred, which nobody does."""
        first = random.uniform(0, self.every)
        self.due = time.monotonic() + first
        gevent.sleep(first)

    def wait_time(self):
        self.due += self.every
        return max(0, self.due - time.monotonic())

    def read(self, path, name):
        return self.client.get(path, name=name, headers=self.headers)

    def write(self, path, name, fields, words, told=None):
        """A form, as the page sends it, with words in one of its fields.
        Redirects are answers; so is being told that somebody else was first,
        where that has a name."""
        field, text = words
        mark = f"#{next(MARKS)}."
        fields = fields | {field: f"{text} {mark}"}
        origin = {"Origin": self.host, "Sec-Fetch-Site": "same-origin"}
        with self.client.post(
            path,
            fields,
            name=name,
            headers=self.headers | origin,
            allow_redirects=False,
            catch_response=True,
        ) as answer:
            if told and answer.status_code == 409:
                answer.request_meta["name"] = told
                answer.success()
                print("refused", mark, file=WRITTEN)
            elif answer.status_code == 303:
                print("kept", mark, file=WRITTEN)
            else:
                answer.failure(f"{name}: {answer.status_code}")


class Advisor(Person):
    fixed_count = int(os.environ["ADVISORS"])
    every = 10

    def on_start(self):
        cookie, self.own, self.case = PEOPLE["advisors"][next(ADVISORS)]
        self.headers = {"Cookie": cookie}
        self.begin()

    @task(7)
    def looks_at_the_day(self):
        self.read("/today", "advisor: /today")

    @task(8)
    def opens_somebody(self):
        self.read(f"/students/{random.choice(self.own)}", "advisor: a person")

    @task(2)
    def looks_somebody_up(self):
        self.read("/students?q=an", "advisor: search")

    @task(1)
    def looks_at_the_board(self):
        self.read("/cases", "advisor: /cases")

    @task(1)
    def writes_a_call_down(self):
        path = f"/students/{random.choice(self.own)}/contact"
        words = ("note", "On a parlé du projet 3.")
        self.write(path, "write: a call", {"outcome": "spoke"}, words)

    @task(1)
    def writes_into_a_case(self):
        """Reads it, thinks about it, writes."""
        page = self.read(self.case, "advisor: a case")
        seen = SEEN.search(page.text)
        if not seen:
            return
        gevent.sleep(random.uniform(1, 5))
        fields, words = {"seen": seen[1], "act": "note"}, ("text", "Vu ensemble : on garde le mardi.")
        self.write(self.case, "write: a case", fields, words, told="told: a case")


class Student(Person):
    fixed_count = int(os.environ["STUDENTS"])
    every = 30

    def on_start(self):
        self.page, cookie = PEOPLE["students"][next(STUDENTS)]
        self.headers = {"Cookie": cookie} if cookie else {}
        self.whose = "account" if cookie else "link"
        self.begin()

    @task(8)
    def looks(self):
        self.read(self.page, f"student: own page by {self.whose}")

    @task(1)
    def looks_at_what_is_known(self):
        """Only an account shows it; behind a link, the page again."""
        if self.whose == "account":
            self.read("/me/seen", "student: what the school sees")
        else:
            self.looks()

    @task(1)
    def says_something(self):
        words = ("text", "Je termine la maquette ce soir.")
        self.write(f"{self.page}/say", "write: a message", {"say": "text"}, words)
