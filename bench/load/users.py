"""Advisors and students at work, for Locust.

USERS names a JSON file: {"advisors": [[cookie, [student, ...]], ...],
"students": [path, ...]}. Each user is one of them; one action in ten writes.
"""

import itertools
import json
import os
import random
import time

import gevent
from locust import HttpUser, task

with open(os.environ["USERS"], encoding="utf-8") as file:
    PEOPLE = json.load(file)
ADVISORS = itertools.count()
STUDENTS = itertools.count()


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
        self.client.get(path, name=name, headers=self.headers)

    def write(self, path, name, fields):
        """A form, as the page sends it. Redirects are answers."""
        origin = {"Origin": self.host, "Sec-Fetch-Site": "same-origin"}
        self.client.post(
            path, fields, name=name, headers=self.headers | origin, allow_redirects=False
        )


class Advisor(Person):
    fixed_count = int(os.environ["ADVISORS"])
    every = 10

    def on_start(self):
        cookie, self.own = PEOPLE["advisors"][next(ADVISORS)]
        self.headers = {"Cookie": cookie}
        self.begin()

    @task(4)
    def looks_at_the_day(self):
        self.read("/today", "advisor: /today")

    @task(4)
    def opens_somebody(self):
        self.read(f"/students/{random.choice(self.own)}", "advisor: a person")

    @task(1)
    def looks_somebody_up(self):
        self.read("/students?q=an", "advisor: search")

    @task(1)
    def writes_a_call_down(self):
        path = f"/students/{random.choice(self.own)}/contact"
        fields = {"outcome": "spoke", "note": "On a parlé du projet 3."}
        self.write(path, "write: a call", fields)


class Student(Person):
    fixed_count = int(os.environ["STUDENTS"])
    every = 30

    def on_start(self):
        self.page = PEOPLE["students"][next(STUDENTS)]
        self.headers = {}
        self.begin()

    @task(9)
    def looks(self):
        self.read(self.page, "student: own page")

    @task(1)
    def says_something(self):
        fields = {"say": "text", "text": "Je termine la maquette ce soir."}
        self.write(f"{self.page}/say", "write: a message", fields)
