"""DuckDB's side of the comparison: loads the facts, then runs the query each
time it is told to, and says how many seconds it took.

Arguments: facts.csv planned.csv rows.sql parameters.json
Commands on standard input: `run`, `write FILE`.
"""

import json
import sys
import time

import duckdb

facts, planned, query, parameters = sys.argv[1:]
database = duckdb.connect(":memory:")
database.execute("SET threads = 1")
database.execute(
    "CREATE TABLE told AS SELECT * FROM read_csv(?, header = true, columns = {"
    "'enrolment': 'INTEGER', 'place': 'INTEGER', 'kind': 'VARCHAR', 'occurred_at': 'BIGINT',"
    "'known_at': 'BIGINT', 'starts_at': 'BIGINT', 'item': 'INTEGER', 'score': 'DOUBLE',"
    "'banked': 'BOOLEAN'})",
    [facts],
)
# Words as numbers with names: what a column of few words is best kept as.
database.execute("CREATE TYPE kind_name AS ENUM (SELECT DISTINCT kind FROM told)")
database.execute("CREATE TABLE facts AS SELECT * REPLACE (kind::kind_name AS kind) FROM told")
database.execute("DROP TABLE told")
database.execute(
    "CREATE TYPE indicator_name AS ENUM ('work-overdue', 'never-started', 'score-drop')"
)
database.execute(
    "CREATE TABLE planned AS SELECT * FROM read_csv(?, header = true, columns = {"
    "'enrolment': 'INTEGER', 'item': 'INTEGER', 'due': 'BIGINT'})",
    [planned],
)
with open(query, encoding="utf-8") as text:
    query = text.read()
with open(parameters, encoding="utf-8") as text:
    # Numbers of our own making, written into the text: no statement is
    # prepared, nothing is read from outside.
    for name, value in sorted(json.load(text).items(), key=lambda one: -len(one[0])):
        query = query.replace("$" + name, str(value))
print("ready", flush=True)
for line in sys.stdin:
    command, _, argument = line.strip().partition(" ")
    if command == "run":
        start = time.perf_counter()
        database.execute(query)
        print(time.perf_counter() - start, flush=True)
    elif command == "write":
        database.execute(
            "COPY (SELECT * FROM rows_found) TO '%s' (HEADER false)" % argument.replace("'", "''")
        )
        print("written", flush=True)
