"""Writes the inputs of fediverse-pasture as activities, one JSON line each, for a test that sends them to our inbox.

The examples are theirs. Filled in here are the fields that every object has and the examples leave open (their own
runner fills in the same ones). Whoever sends a line first replaces these words in its text:

    {ACTOR}      the id of the actor that sends
    {ORIGIN}     the scheme, host and port of that actor; the other documents an example names lie under it
    {RECIPIENT}  the id of the actor that is addressed
    {PUBLISHED}  the time, such as 2024-01-31T12:00:00Z

A line is {"input", "index", "title", "group", "example", "object", "activity"}: `example` is what the package says,
`object` is it as an object of its own, `activity` the Create around it. A null in an example stays a null.
"""

import json
import sys
import types
from dataclasses import dataclass


@dataclass
class Entry:
    """Stands where the package names a type of its runner; the runner, its web server and client are not installed."""


def install_without_runner() -> None:
    """Offers the one name that the package takes from fediverse_pasture, and only in annotations."""
    for name in ("fediverse_pasture", "fediverse_pasture.runner", "fediverse_pasture.runner.entry"):
        sys.modules[name] = types.ModuleType(name)
    sys.modules["fediverse_pasture.runner.entry"].Entry = Entry


install_without_runner()

from fediverse_pasture_inputs import available  # noqa: E402

EXPECTED = 262
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
CONTEXT = ["https://www.w3.org/ns/activitystreams", {"Hashtag": "as:Hashtag", "sensitive": "as:sensitive"}]
WORDS = ("{ACTOR}", "{ORIGIN}", "{RECIPIENT}", "{PUBLISHED}")

# The package's own actor and host, which no test has.
PLACES = (("http://pasture-one-actor/actor", "{ACTOR}"), ("http://pasture-one-actor", "{ORIGIN}"))


def placed(value: object) -> object:
    """Returns a value with the package's own addresses replaced by the words above, in every string."""
    if isinstance(value, str):
        for address, word in PLACES:
            value = value.replace(address, word)
        return value
    if isinstance(value, list):
        return [placed(item) for item in value]
    if isinstance(value, dict):
        return {placed(key): placed(item) for key, item in value.items()}
    return value


def as_list(value: object) -> list:
    return value if isinstance(value, list) else [value]


def line(name: str, index: int, title: str, group: str, raw: dict) -> dict:
    """Builds one line; the order of the fields is fixed, so that two runs give the same text."""
    example = placed(raw)
    note = {
        "type": "Note",
        "id": f"{{ORIGIN}}/pasture/{name}/{index}",
        "attributedTo": "{ACTOR}",
        "to": [PUBLIC],
        "published": "{PUBLISHED}",
        **example,
    }
    note["to"] = [*as_list(note["to"]), "{RECIPIENT}"]
    context = note.pop("@context", CONTEXT)
    activity = {
        "@context": context,
        "type": "Create",
        "id": f"{{ORIGIN}}/pasture/{name}/{index}#create",
        "actor": "{ACTOR}",
        "to": note["to"],
        "published": "{PUBLISHED}",
        "object": note,
    }
    return {
        "input": name,
        "index": index,
        "title": title,
        "group": group,
        "example": example,
        "object": {"@context": context, **note},
        "activity": activity,
    }


def main() -> int:
    count = 0
    for name, data in sorted(available.items()):
        for index, raw in enumerate(data.examples):
            if any(word in json.dumps(raw) for word in WORDS):
                print(f"{name} {index} already holds one of our words", file=sys.stderr)
                return 1
            json.dump(line(name, index, data.title, data.group, raw), sys.stdout, ensure_ascii=False)
            sys.stdout.write("\n")
            count += 1
    if count != EXPECTED:
        print(f"the package holds {count} examples, not {EXPECTED}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
