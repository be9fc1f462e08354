"""Walks through the client API with Mastodon.py, as two members who know each other.

Every step prints its name; a step that fails is told at the end, and the walk ends with status 1. Which server it is and
which tokens open it come from the environment: SERVER, ANA, BEN.
"""

import io
import os
import queue
import struct
import sys
import time
import traceback
import zlib
from datetime import datetime, timedelta, timezone

from mastodon import Mastodon, MastodonUnauthorizedError, StreamListener

SERVER = os.environ["SERVER"]
FAILED = []


def client(token):
    return Mastodon(access_token=token, api_base_url=SERVER, ratelimit_method="throw", version_check_mode="created")


ANA, BEN = client(os.environ["ANA"]), client(os.environ["BEN"])


def step(work):
    try:
        work()
        print("ok", work.__name__)
    except Exception:
        FAILED.append(work.__name__)
        print("FAILED", work.__name__)
        traceback.print_exc()


def png(width, height):
    """A picture of one colour, made by hand."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x20\x60\xa0" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@step
def who_am_i():
    me = ANA.account_verify_credentials()
    assert me.username == "ana" and me.source is not None, me
    assert ANA.account_lookup("ben").id == BEN.me().id


@step
def the_server_tells_what_it_is():
    assert ANA.instance_v2().domain
    assert ANA.instance_v1().uri
    ANA.instance_rules()
    ANA.custom_emojis()
    ANA.preferences()
    ANA.announcements()


@step
def following():
    ben = BEN.me()
    assert ANA.account_follow(ben).following
    assert [a.id for a in BEN.account_followers(ben)] == [ANA.me().id]
    assert [a.id for a in ANA.account_following(ANA.me())] == [ben.id]
    assert ANA.account_relationships(ben)[0].following
    assert BEN.account_relationships(ANA.me())[0].followed_by
    ANA.account_familiar_followers(ben)
    assert ANA.account_note_set(ben, "met at the river").note == "met at the river"
    assert ANA.account_search("be")[0].id == ben.id


@step
def a_thread_and_what_is_done_to_it():
    first = BEN.status_post("The river belongs to all. #river", language="en")
    answer = ANA.status_reply(first, "It does.")
    context = BEN.status_context(first)
    assert [s.id for s in context.descendants] == [answer.id]
    assert [s.id for s in ANA.status_context(answer).ancestors] == [first.id]
    assert first.id in [s.id for s in ANA.timeline_home()]
    assert ANA.status_favourite(first).favourited
    assert [a.id for a in BEN.status_favourited_by(first)] == [ANA.me().id]
    assert first.id in [s.id for s in ANA.favourites()]
    assert ANA.status_reblog(first).reblog.id == first.id
    assert [a.id for a in BEN.status_reblogged_by(first)] == [ANA.me().id]
    assert ANA.status_bookmark(first).bookmarked
    assert [s.id for s in ANA.bookmarks()] == [first.id]
    assert not ANA.status_unbookmark(first).bookmarked
    assert not ANA.status_unfavourite(first).favourited
    assert not ANA.status_unreblog(first).reblogged
    assert BEN.status(first).favourites_count == 0
    assert BEN.status_pin(first).pinned
    assert [s.id for s in ANA.account_statuses(BEN.me(), pinned=True)] == [first.id]
    BEN.status_unpin(first)
    assert ANA.status_mute(first).muted
    assert not ANA.status_unmute(first).muted


@step
def an_edit_keeps_what_was_said():
    post = BEN.status_post("Frist words")
    assert BEN.status_source(post).text == "Frist words"
    edited = BEN.status_update(post, "First words")
    assert "First words" in edited.content and edited.edited_at
    assert len(BEN.status_history(post)) == 2
    assert BEN.status_delete(post).text == "First words"


@step
def one_key_makes_one_post():
    one = BEN.status_post("Once.", idempotency_key="walk-1")
    two = BEN.status_post("Once.", idempotency_key="walk-1")
    assert one.id == two.id


@step
def pages_go_on():
    for number in range(5):
        BEN.status_post(f"Page {number}")
    first = BEN.account_statuses(BEN.me(), limit=2)
    second = BEN.fetch_next(first)
    assert len(first) == len(second) == 2 and int(second[0].id) < int(first[1].id)
    assert [s.id for s in BEN.fetch_previous(second)] == [s.id for s in first]


@step
def timelines():
    assert BEN.timeline_public(limit=5)
    assert BEN.timeline_local(limit=5)
    assert "river" in [t.name for s in BEN.timeline_hashtag("river") for t in s.tags]


@step
def tags_are_followed():
    assert ANA.tag_follow("river").following
    assert [t.name for t in ANA.followed_tags()] == ["river"]
    assert not ANA.tag_unfollow("river").following


@step
def lists():
    friends = ANA.list_create("Friends")
    ANA.list_accounts_add(friends, [BEN.me()])
    assert [a.id for a in ANA.list_accounts(friends)] == [BEN.me().id]
    post = BEN.status_post("For the list")
    assert post.id in [s.id for s in ANA.timeline_list(friends)]
    assert [l.id for l in ANA.account_lists(BEN.me())] == [friends.id]
    ANA.list_accounts_delete(friends, [BEN.me()])
    assert ANA.list_update(friends, "Old friends").title == "Old friends"
    ANA.list_delete(friends)
    assert ANA.lists() == []


@step
def filters():
    kept = ANA.create_filter_v2("Weather", ["home", "public"], "warn", keywords_attributes=[{"keyword": "rain", "whole_word": True}])
    post = BEN.status_post("There will be rain.")
    shown = [s for s in ANA.timeline_home() if s.id == post.id][0]
    assert shown.filtered[0].filter.id == kept.id
    ANA.delete_filter_v2(kept)
    assert ANA.filters_v2() == []


@step
def polls():
    asked = BEN.status_post("Which day?", poll=BEN.make_poll(["Monday", "Friday"], 3600))
    voted = ANA.poll_vote(asked.poll, [1])
    assert voted.voted and voted.own_votes == [1] and voted.votes_count == 1
    assert BEN.poll(asked.poll).options[1].votes_count == 1


@step
def scheduled():
    when = datetime.now(timezone.utc) + timedelta(hours=2)
    later = BEN.status_post("Later", scheduled_at=when)
    assert [s.id for s in BEN.scheduled_statuses()] == [later.id]
    assert BEN.scheduled_status_update(later, when + timedelta(hours=1)).scheduled_at > when
    BEN.scheduled_status_delete(later)
    assert BEN.scheduled_statuses() == []


@step
def pictures():
    media = BEN.media_post(io.BytesIO(png(40, 30)), mime_type="image/png", description="Blue", focus=(0.1, 0.2))
    assert media.meta.original.width == 40 and media.description == "Blue", media
    assert BEN.media_update(media, description="A blue field").description == "A blue field"
    post = BEN.status_post("See", media_ids=[media])
    assert ANA.status(post).media_attachments[0].description == "A blue field"
    changed = BEN.account_update_credentials(avatar=io.BytesIO(png(50, 50)), avatar_mime_type="image/png")
    assert changed.avatar


@step
def deleted_to_be_written_anew():
    media = BEN.media_post(io.BytesIO(png(24, 18)), mime_type="image/png", description="Ours")
    post = BEN.status_post("The rivver", media_ids=[media], spoiler_text="Water", sensitive=True)
    draft = BEN.status_delete(post, delete_media=False)
    assert draft.text == "The rivver" and draft.spoiler_text == "Water", draft
    assert [str(one.id) for one in draft.media_attachments] == [str(media.id)], draft
    anew = BEN.status_post("The river", media_ids=[draft.media_attachments[0].id], spoiler_text=draft.spoiler_text)
    seen = ANA.status(anew)
    assert anew.id != post.id and seen.media_attachments[0].description == "Ours", seen
    assert BEN.status_delete(anew, delete_media=True).id == anew.id


@step
def notifications():
    BEN.status_post("Hello @ana")
    told = ANA.notifications(types=["mention"])
    assert told[0].account.id == BEN.me().id
    assert ANA.notifications(told[0].id).type == "mention"
    assert ANA.grouped_notifications().notification_groups
    ANA.notifications_unread_count()
    ANA.notifications_policy()
    ANA.markers_set(["notifications"], [told[0].id])
    assert ANA.markers_get(["notifications"])
    ANA.notifications_dismiss(told[0].id)
    ANA.notifications_clear()
    assert ANA.notifications() == []


@step
def conversations():
    BEN.status_post("@ana between us", visibility="direct")
    talk = ANA.conversations()[0]
    assert talk.unread and [a.id for a in talk.accounts] == [BEN.me().id]
    assert not ANA.conversations_read(talk).unread


@step
def searching():
    found = ANA.search_v2("river")
    assert "river" in [t.name for t in found.hashtags]
    assert ANA.search_v2("ben", result_type="accounts").accounts[0].id == BEN.me().id


@step
def keeping_away():
    ben = BEN.me()
    assert ANA.account_mute(ben).muting
    assert [a.id for a in ANA.mutes()] == [ben.id]
    assert not ANA.account_unmute(ben).muting
    assert ANA.account_block(ben).blocking
    assert [a.id for a in ANA.blocks()] == [ben.id]
    assert not ANA.account_relationships(ben)[0].following
    assert not ANA.account_unblock(ben).blocking
    ANA.domain_block("bad.example")
    assert ANA.domain_blocks() == ["bad.example"]
    ANA.domain_unblock("bad.example")
    assert ANA.report(ben, comment="only a walk").id


@step
def requests_to_follow():
    BEN.account_update_credentials(locked=True)
    assert ANA.account_follow(BEN.me()).requested
    assert [a.id for a in BEN.follow_requests()] == [ANA.me().id]
    BEN.follow_request_authorize(ANA.me())
    assert ANA.account_relationships(BEN.me())[0].following
    BEN.account_update_credentials(locked=False)


@step
def streams_are_healthy():
    assert ANA.stream_healthy()


@step
def trends_and_suggestions():
    ANA.trending_tags()
    ANA.trending_statuses()
    ANA.trending_links()
    ANA.suggestions()
    ANA.featured_tags()


@step
def an_app_is_made_and_leads_to_the_consent_page():
    identity, secret = Mastodon.create_app("walk", api_base_url=SERVER, scopes=["read", "write", "follow", "push"])
    app = Mastodon(client_id=identity, client_secret=secret, api_base_url=SERVER, version_check_mode="created")
    assert "/oauth/authorize" in app.auth_request_url(scopes=["read"], allow_http=True)


@step
def somebody_new_signs_up_and_is_in_at_once():
    identity, secret = Mastodon.create_app("walk", api_base_url=SERVER, scopes=["read", "write", "follow", "push"])
    new = Mastodon(client_id=identity, client_secret=secret, api_base_url=SERVER, version_check_mode="created")
    token = new.create_account("nina", "three rivers and a weir", "nina@example.org", agreement=True,
                               scopes=["read", "write", "follow", "push"])
    assert token and new.me().username == "nina"
    assert new.status_post("My first words").account.username == "nina"
    new.account_update_credentials(display_name="Nina", note="I live by the weir", locked=False, bot=False)
    assert new.me().display_name == "Nina"
    new.revoke_access_token(allow_http=True)
    try:
        client(token).me()
        raise AssertionError("a token that was given back still opens something")
    except MastodonUnauthorizedError:
        pass


@step
def a_stream_brings_posts_and_what_one_is_told():
    heard = queue.Queue()

    class Ear(StreamListener):
        def on_update(self, status):
            heard.put(("update", status.content))

        def on_notification(self, told):
            heard.put(("notification", told.type))

        def on_delete(self, status_id):
            heard.put(("delete", str(status_id)))

    handle = ANA.stream_user(Ear(), run_async=True)
    try:
        posts, wanted, deadline = [], {"update", "notification", "delete"}, time.monotonic() + 60
        while wanted and time.monotonic() < deadline:
            # Until it listens, nothing is heard: it is said again and again.
            posts.append(BEN.status_post("Over the stream to @ana"))
            if len(posts) > 1:
                BEN.status_delete(posts[-2])
            try:
                while wanted:
                    wanted.discard(heard.get(timeout=1)[0])
            except queue.Empty:
                pass
        assert not wanted, f"never heard: {wanted}"
    finally:
        handle.close()


@step
def every_entity_of_a_page_is_decoded():
    for page in [ANA.timeline_home(limit=40), ANA.timeline_public(limit=40), ANA.notifications(limit=40)]:
        for entity in page:
            # What a field is said to be, it is: a wrong kind is left as text by the library.
            assert isinstance(entity.created_at, datetime), entity


if FAILED:
    print("failed:", ", ".join(FAILED))
    sys.exit(1)
