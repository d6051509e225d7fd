#!/usr/bin/env python3
"""Tells which calls of a stock client have no door here, and fails when there is one.

core_routes.py FACTS [ROUTES]: FACTS lists the interface's operations (columns method, path, class, router_11.6), ROUTES the
registered doors (api/routes.tsv when it is not given).
"""
import csv
import re
import sys

# Not in the table of doors, but with tests of their own: the socket (Tests/ChatTests/Sockets), the pages of signing on elsewhere,
# which answer as they do when that is off (Web/SignOnPageTests), and the client's own page (Web/ClientDirectoryTests, scripts/traffic.sh).
ELSEWHERE = re.compile(r"/api/v4/websocket|/(oauth|signup|login)/.*|/\{anything\}")


def shape(path):
    """A path without the names of its parameters."""
    return re.sub(r"\{[^}]+\}", "{}", path)


def main():
    """Compares the two tables."""
    with open(sys.argv[2] if len(sys.argv) > 2 else "api/routes.tsv", encoding="utf-8") as file:
        doors = {(row[0], shape(row[1])) for row in csv.reader(file, delimiter="\t") if len(row) > 1}
    with open(sys.argv[1], encoding="utf-8") as file:
        wanted = [row for row in csv.DictReader(file, delimiter="\t")
                  if row["class"] == "core" and row["router_11.6"] not in ("-", "+local")]
    elsewhere = [row for row in wanted if ELSEWHERE.fullmatch(row["path"])]
    wanted = [row for row in wanted if not ELSEWHERE.fullmatch(row["path"])]
    missing = [row for row in wanted if (row["method"], shape(row["path"])) not in doors]
    for row in missing:
        print(f"missing: {row['method']} {row['path']}")
    print(f"{len(wanted) - len(missing)} of {len(wanted)} calls have a door; {len(elsewhere)} more are the socket and pages")
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
