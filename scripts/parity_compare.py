"""parity.py, with what stands in its way here set right.

parity_compare.py FOLDER ARGUMENTS...: the same commands. What is different:
- In `license/client` and `config/client` only the recorded keys count, as the record's README says: the recorded paths carry
  no query, so that its own list never meets them.
- `--ignore-message` leaves out the wording of errors wherever one is an answer: also in a download's and a redirection's.
- What api/parity-offered.tsv names is no difference: values that say that something is offered here, or what runs here; sections
  in which the recorded server does less for want of a licence without saying so are not counted, as those that say so.
- A job that could not be made is not waited for: its error has an `id` too, and the waiting would last three minutes each.
- Where no call to the receivers is expected, they are listened to for less long: a late one counts at the next look.
- A step of which the record knows the events is over soon after they came, and waits longer for one that is missing.
"""

import json
import os
import runpy
import sys
import time

FOLDER = sys.argv[1]
OFFERED = os.path.join(os.path.dirname(__file__), "..", "api", "parity-offered.tsv")
QUIET = 0.02  # seconds of silence after the last event that was awaited
MISSING = 0.4  # seconds to wait for one that is missing
NONE_EXPECTED = 0.4  # seconds to listen for a call that should not come
UNKNOWN = 0.2  # seconds of silence where the record does not tell what comes
sys.path.insert(0, FOLDER)

import compare  # noqa: E402  (the record's own modules, found in the folder above)
from actor import Actor  # noqa: E402
from sink import HttpSink  # noqa: E402
from world import World  # noqa: E402

differences_of, wait_silence, end_step, set_up = compare.compare_step, World._wait_silence, World.end_step, Actor.setup
calls_at, refuses_for_licence = HttpSink.calls, compare.refused_for_licence


def read_offered():
    """What api/parity-offered.tsv names: values as (end of a step's path, place, recorded, ours), and whole sections."""
    with open(OFFERED, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]
    values = [(path, place, json.loads(recorded), json.loads(here)) for path, place, recorded, here, _ in rows if place != "*"]
    return values, {row[0] for row in rows if row[1] == "*"}


OFFERS, OFFERED_SECTIONS = read_offered()


def compare_step(golden, candidate, ignore_message=False):
    """The differences of a step but for what is not one."""
    texts = places_of_wording(golden.get("body")) if ignore_message else ()
    return [found for found in differences_of(golden, candidate, ignore_message)
            if found[1] not in texts and not is_offered(golden["path"], found)]


def places_of_wording(body):
    """Where in an answer the wording of an error stands: an error is known by its id, its status and its message."""
    if not isinstance(body, dict):
        return []
    places = []
    for place, part in (("$", body), ("$.json", body.get("json"))):
        if isinstance(part, dict) and {"id", "message", "status_code"} <= part.keys():
            places += [place + ".message", place + ".detailed_error"]
    return places


def is_offered(path, difference):
    """Whether a difference is one that api/parity-offered.tsv names."""
    _, place, recorded, here = difference
    return any(path.endswith(end) and [place, recorded, here] == row for end, *row in OFFERS)


def refused_for_licence(step):
    """Whether the recorded server refuses or does less here for want of a licence: not counted."""
    return step.get("section") in OFFERED_SECTIONS or refuses_for_licence(step)


class Awaited:
    """The events that the record has of each step of a group."""

    groups = {}

    @classmethod
    def of(cls, group, number, step):
        """The names of a step's events, or None when the record does not tell; whether that is because they are held back."""
        golden = os.path.join(FOLDER, "golden", f"{group}.jsonl")
        if group not in cls.groups:
            lines = compare.read_lines(golden) if os.path.exists(golden) else []
            cls.groups[group] = {line["n"]: line for line in lines if line["line"] == "step"}
        recorded = cls.groups[group].get(number)
        if not recorded or any(recorded[key] != step[key] for key in ("kind", "actor", "method")):
            return None, False
        if recorded.get("held"):
            return None, True
        return [event.get("event") for event in recorded["events"]], False


def end_step_when_told(world, step, quiet=False, settle=None):
    """Waits for the events that the record has, then as the record's tool does, but less long."""
    world.awaited = (None, False) if quiet or settle else Awaited.of(world.group, world.recorder.steps + 1, step)
    world.unwanted = set(step.get("opts", {}).get("ignore_events", []))
    try:
        end_step(world, step, quiet, settle)
    finally:
        world.awaited = (None, False)


def wait_silence_when_told(world, silence):
    """Silence after the last event: short when all came, long when one is missing."""
    awaited, is_held = getattr(world, "awaited", (None, False))
    if awaited is None:
        wait_silence(world, max(silence, UNKNOWN) if is_held else silence)
        return
    wanted = sum(name not in world.unwanted for name in awaited)
    start = time.monotonic()
    while arrived(world) < wanted:
        last = max([start] + [socket.last_arrival for socket in world.sockets])
        if time.monotonic() > last + MISSING:
            return
        time.sleep(0.002)
    wait_silence(world, min(silence, QUIET))


def arrived(world):
    """How many of the events that count are there."""
    count = 0
    for socket in world.sockets:
        with socket._lock:
            count += sum(frame.get("event") not in world.unwanted for frame in socket._events)
    return count


def calls_or_silence(sink, path, expect=1, timeout=2.0):
    """The calls that came to a receiver; silence is not listened to for long."""
    return calls_at(sink, path, expect, timeout if expect else min(timeout, NONE_EXPECTED))


def set_up_without_lost_jobs(actor, method, path, **options):
    """A set-up call; of a job that nobody made there is nothing to read."""
    reply = set_up(actor, method, path, **options)
    if path.startswith("/jobs/") and method == "GET" and not reply.ok:
        reply.parsed = None
    return reply


compare.CLIENT_VIEWS = tuple({path.split("?")[0] for path in compare.CLIENT_VIEWS})
compare.compare_step, compare.refused_for_licence = compare_step, refused_for_licence
World.end_step, World._wait_silence = end_step_when_told, wait_silence_when_told
Actor.setup, HttpSink.calls = set_up_without_lost_jobs, calls_or_silence
sys.argv = [os.path.join(FOLDER, "parity.py"), *sys.argv[2:]]
runpy.run_path(sys.argv[0], run_name="__main__")
