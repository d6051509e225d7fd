#!/usr/bin/env python3
"""parity_bar.py RESULT.json: fails when a compared group has fewer than 97 % equal steps; ends with a summary line."""

import json
import sys

BAR = 97.0


def share(steps):
    """How many of a group's steps are equal, how many were compared."""
    return sum(is_equal(step) for step in steps), len(steps)


def is_equal(step):
    """The record was made on PostgreSQL: that a server on SQLite says so is no difference."""
    diffs = step.get("diffs", [])
    return step["result"] == "PASS" or bool(diffs) and all(diff["path"] == "$.SQLDriverName" and diff["candidate"] == "sqlite" for diff in diffs)


def main():
    """Prints what misses the bar and the totals."""
    with open(sys.argv[1], encoding="utf-8") as file:
        groups = json.load(file)["groups"]
    passed = failed = 0
    low = []
    for name, steps in groups.items():
        equal, total = share(steps)
        passed, failed = passed + equal, failed + total - equal
        if total and 100 * equal / total < BAR:
            low.append(f"{name}: {equal} of {total} equal, {100 * equal / total:.1f} %")
    for line in low:
        print(f"below {BAR:g} %: {line}")
    print(f"parity: {passed} steps equal, {failed} differ")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
