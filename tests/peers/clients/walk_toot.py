"""Leads toot, a program for the command line, as a person leads it: logs in through the pages of the server, then reads,
posts, votes, keeps lists and is told of things.

SERVER, ANA and PASSWORD (ana's name here is ana), BEN (a token) come from the environment. Every step prints its name; one
that fails is told, and the walk ends with status 1.
"""

import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import traceback
import zlib
from pathlib import Path

import requests
from bs4 import BeautifulSoup

SERVER, PASSWORD = os.environ["SERVER"], os.environ["PASSWORD"]
HOME = tempfile.TemporaryDirectory()
TOOT = str(Path(sys.executable).with_name("toot"))
FAILED = []


def step(work):
    try:
        work()
        print("ok toot:", work.__name__)
    except Exception:
        FAILED.append(work.__name__)
        print("FAILED toot:", work.__name__)
        traceback.print_exc()


def run(*words, typed=None):
    """Runs toot; what it printed."""
    environment = {"HOME": HOME.name, "XDG_CONFIG_HOME": HOME.name, "PATH": os.environ["PATH"], "LANG": "C.UTF-8",
                   "BROWSER": "/bin/true"}
    done = subprocess.run([TOOT, "--no-color", *words], input=typed, capture_output=True, text=True, env=environment,
                          timeout=120)
    assert done.returncode == 0, f"toot {' '.join(words)}: {done.stdout}{done.stderr}"
    return done.stdout


def toot(*words):
    """The same where it prints JSON."""
    return json.loads(run(*words, "--json"))


class Browser:
    """A browser without script. It keeps its cookies by hand: this server is at localhost without encryption, where
    browsers send cookies that are for encrypted connections, and libraries do not."""

    def __init__(self):
        self.cookies, self.page, self.url = {}, None, None

    def ask(self, method, url, data=None):
        for _ in range(5):
            headers = {"cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
                       "origin": SERVER, "sec-fetch-site": "same-origin"}
            answer = requests.request(method, url, data=data, headers=headers, allow_redirects=False, timeout=30)
            for line in answer.raw.headers.getlist("set-cookie"):
                name, _, value = line.split(";")[0].partition("=")
                self.cookies[name] = value
            if answer.status_code not in (302, 303):
                break
            method, data = "GET", None
            url = requests.compat.urljoin(url, answer.headers["location"])
        assert answer.status_code == 200, f"{url}: {answer.status_code} {answer.text}"
        self.url, self.page = url, BeautifulSoup(answer.text, "html.parser")

    def send(self, button=None, **fields):
        """Fills in the form of the page and sends it."""
        form = self.page.select_one("main form")
        data = {field["name"]: field.get("value", "") for field in form.select("input[name]")
                if field.get("type") != "radio" or field.has_attr("checked")}
        data.update(fields)
        if button:
            data.update([button])
        self.ask("POST", requests.compat.urljoin(self.url, form["action"]), data)


def png():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head, rows = struct.pack(">IIBBBBB", 20, 10, 8, 2, 0, 0, 0), (b"\0" + b"\x20\x60\xa0" * 20) * 10
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@step
def logging_in_through_the_pages():
    login = subprocess.Popen([TOOT, "--no-color", "login", "--instance", SERVER], text=True, stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             env={"HOME": HOME.name, "XDG_CONFIG_HOME": HOME.name, "PATH": os.environ["PATH"],
                                  "LANG": "C.UTF-8", "PYTHONUNBUFFERED": "1"})
    said, url = "", None
    while url is None:
        line = login.stdout.readline()
        assert line, f"toot ended: {said}"
        said += line
        url = next(iter(re.findall(r"^(https?://\S+/oauth/authorize\S*)", line, re.M)), None)
    browser = Browser()
    browser.ask("GET", url)
    browser.send(name="ana", password=PASSWORD)
    assert "Let" in browser.page.select_one("h1").text and "toot" in browser.page.select_one("h1").text, browser.page
    browser.send(button=("do", "allow"))
    code = browser.page.select_one("#code").text
    said, _ = login.communicate(f"n\n{code}\n", timeout=60)
    assert login.returncode == 0 and "Successfully logged in" in said, said


@step
def who_and_where():
    assert toot("whoami")["username"] == "ana"
    assert toot("whois", "ben")["username"] == "ben"
    assert toot("instance")["title"]


@step
def following_and_keeping_away():
    run("follow", "ben")
    assert "ben" in run("following", "ana")
    run("mute", "ben")
    assert "ben" in run("muted")
    run("unmute", "ben")
    run("block", "ben")
    assert "ben" in run("blocked")
    run("unblock", "ben")
    run("follow", "ben")


@step
def posting_and_what_is_done_to_it():
    posted = toot("post", "Clean water #river", "--visibility", "unlisted", "--spoiler-text", "water")
    assert posted["spoiler_text"] == "water" and posted["visibility"] == "unlisted"
    answer = toot("post", "And now", "--reply-to", posted["id"])
    assert answer["in_reply_to_id"] == posted["id"]
    assert [s["id"] for s in toot("thread", posted["id"])["descendants"]] == [answer["id"]]
    for verb in ["favourite", "bookmark", "reblog", "pin"]:
        run(verb, posted["id"])
    assert toot("status", posted["id"])["favourited"]
    assert "Clean water" in run("bookmarks")
    for verb in ["unfavourite", "unbookmark", "unreblog", "unpin"]:
        run(verb, posted["id"])
    run("delete", answer["id"])


@step
def timelines():
    assert "Clean water" in run("timelines", "home", "--no-pager", "--no-clear") or toot("timelines", "home")
    assert toot("timelines", "account", "ana")
    assert isinstance(toot("timelines", "public"), list)
    assert isinstance(toot("timelines", "tag", "river"), list)
    assert isinstance(toot("timelines", "favourites"), list)


@step
def a_picture():
    picture = Path(HOME.name) / "p.png"
    picture.write_bytes(png())
    posted = toot("post", "See", "--media", str(picture), "--description", "Blue")
    assert posted["media_attachments"][0]["description"] == "Blue"
    assert toot("upload", str(picture))["id"]


@step
def a_poll_and_a_plan():
    posted = toot("post", "Which day?", "--poll-option", "Monday", "--poll-option", "Friday", "--poll-expires-in", "1h")
    assert [o["title"] for o in posted["poll"]["options"]] == ["Monday", "Friday"]
    assert toot("polls", "show", posted["poll"]["id"])["id"] == posted["poll"]["id"]
    headers = {"authorization": f"Bearer {os.environ['BEN']}"}
    asked = requests.post(f"{SERVER}/api/v1/statuses", headers=headers, timeout=30, json={
        "status": "And which hour?", "poll": {"options": ["One", "Two"], "expires_in": 3600}}).json()
    run("polls", "vote", asked["poll"]["id"], "1")
    assert toot("polls", "show", asked["poll"]["id"])["own_votes"] == [1]
    assert "cheduled" in run("post", "Later", "--scheduled-in", "2h")


@step
def lists_and_tags():
    run("lists", "create", "Friends")
    assert "Friends" in run("lists", "list")
    run("lists", "add", "Friends", "ben")
    assert "ben" in run("lists", "accounts", "Friends")
    run("lists", "remove", "Friends", "ben")
    run("lists", "delete", "Friends")
    run("tags", "follow", "river")
    assert "river" in run("tags", "followed")
    run("tags", "unfollow", "river")


@step
def being_told_and_searching():
    headers = {"authorization": f"Bearer {os.environ['BEN']}"}
    requests.post(f"{SERVER}/api/v1/statuses", headers=headers, timeout=30, json={"status": "Hello @ana"})
    assert any(n["type"] == "mention" for n in toot("notifications"))
    run("notifications", "--clear")
    assert toot("notifications") == []
    assert [a["username"] for a in toot("search", "ben")["accounts"]] == ["ben"]
    assert toot("update-account", "--display-name", "Ana of the river")["display_name"] == "Ana of the river"


if FAILED:
    print("failed:", ", ".join(FAILED))
    sys.exit(1)
