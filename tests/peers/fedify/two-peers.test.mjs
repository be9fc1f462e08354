//! Two peers speak to each other: what a test of our own server may rely on is seen to work without it.
//! Run with `npm test`. How the peer works is not tested here, only what it says of itself and of the other.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("peer.mjs", import.meta.url));

/** Starts a peer and returns its control calls; `at` is the address it listens on. */
async function start(...settings) {
  const child = spawn(process.execPath, [PROGRAM, ...settings], { stdio: ["pipe", "pipe", "inherit"] });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const at = line.replace(/^ready /, "");
  const call = async (path, body) => {
    const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const response = await fetch(`${at}/control/${path}`, init);
    const answer = await response.json();
    assert.equal(response.status, 200, `${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  return { child, at, call, ...(await call("actor")) };
}

/** Asks until the answer holds; fails after ten seconds with the last answer. */
async function until(ask, holds) {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const answer = await ask();
    const found = holds(answer);
    if (found) return found;
    if (Date.now() > deadline) assert.fail(`did not come true: ${JSON.stringify(answer, null, 1)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const message = (peer, type, holds = () => true) =>
  until(() => peer.call(`received?type=${type}`), (list) => list.find((entry) => entry.processed && holds(entry)));

function assertProven(entry, scheme) {
  assert.equal(entry.status, 202);
  assert.equal(entry.httpSignature.result, "verified", JSON.stringify(entry.httpSignature));
  if (scheme !== null) assert.equal(entry.httpSignature.scheme, scheme);
  assert.equal(entry.httpSignature.owner, entry.actor);
  assert.equal(entry.ldSignature.result, "verified", JSON.stringify(entry.ldSignature));
  assert.equal(entry.activityProof.result, "verified", JSON.stringify(entry.activityProof));
  assert.equal(entry.activityProof.controller, entry.actor);
}

for (const [title, scheme, extra] of [
  ["two peers with RFC 9421", "rfc9421", []],
  ["two peers with draft-cavage", "cavage", ["--first-knock", "cavage"]],
  // Fedify signs the fragment of a key's address into RFC 9421 fetches, is refused, and remembers draft-cavage.
  ["two peers that demand signed fetches", null, ["--secure"]],
]) {
  describe(title, () => {
    let river;
    let hill;
    let post;

    before(async () => {
      [river, hill] = await Promise.all([start("--name", "river.localhost", ...extra), start("--name", "hill.test", ...extra)]);
    });
    after(() => [river, hill].forEach((peer) => peer?.child.stdin.end()));

    test("an actor is found by its handle", async () => {
      const found = await river.call(`lookup?handle=${encodeURIComponent(hill.handle)}`);
      assert.equal(found.id, hill.id);
      assert.equal(found.handle, hill.handle);
      assert.equal(found.webfinger.subject, `acct:${hill.handle.slice(1)}`);
    });

    test("a follow is accepted and both sides know it", async () => {
      const { id } = await hill.call("follow", { handle: river.handle });
      assertProven(await message(river, "Follow", (entry) => entry.id === id), scheme);
      assertProven(await message(hill, "Accept", (entry) => entry.object === id), scheme);
      assert.deepEqual(await hill.call("following"), [{ id: river.id, accepted: true }]);
      assert.deepEqual(await river.call("followers"), [hill.id]);
      assert.deepEqual((await hill.call(`collection?uri=${encodeURIComponent(`${river.id}/followers`)}`)).items, [hill.id]);
    });

    test("a post reaches the follower with its proof, and its copy can be verified", async () => {
      post = await river.call("post", { content: "<p>We meet at the river.</p>", to: "public" });
      const entry = await message(hill, "Create", ({ object }) => object === post.id);
      assertProven(entry, scheme);
      assert.equal(entry.content, "<p>We meet at the river.</p>");
      const copy = await hill.call(`lookup?uri=${encodeURIComponent(post.id)}`);
      assert.equal(copy.proof.result, "verified", JSON.stringify(copy.proof));
      assert.equal(copy.proof.controller, river.id);
    });

    test("a reply, a like, a boost and a vote reach the author", async () => {
      const reply = await hill.call("reply", { inReplyTo: post.id, content: "<p>I will come.</p>" });
      const answer = await message(river, "Create", ({ object }) => object === reply.id);
      assertProven(answer, scheme);
      assert.equal(answer.raw.object.inReplyTo, post.id);
      const like = await hill.call("like", { object: post.id });
      assertProven(await message(river, "Like", ({ id, object }) => id === like.id && object === post.id), scheme);
      const boost = await hill.call("announce", { object: post.id });
      assertProven(await message(river, "Announce", ({ id, object }) => id === boost.id && object === post.id), scheme);
      const vote = await hill.call("vote", { question: post.id, choice: "I sign" });
      const counted = await message(river, "Create", ({ object }) => object === vote.id);
      assert.equal(counted.raw.object.name, "I sign");
      assert.equal(counted.raw.object.content, undefined);
      await hill.call("undo", { activity: like.id });
      await message(river, "Undo", ({ object }) => object === like.id);
    });

    test("a direct message reaches the one it names", async () => {
      const direct = await river.call("post", { content: "<p>For you.</p>", to: hill.handle });
      const entry = await message(hill, "Create", ({ object }) => object === direct.id);
      assert.deepEqual([entry.raw.to].flat(), [hill.id]);
      assert.equal(entry.path, "/users/alice/inbox");
    });

    test("an edit and a deletion reach the follower, and the note is gone", async () => {
      await river.call("edit", { object: post.id, content: "<p>We meet on the hill.</p>" });
      assertProven(await message(hill, "Update", ({ content }) => content === "<p>We meet on the hill.</p>"), scheme);
      await river.call("delete", { object: post.id });
      assertProven(await message(hill, "Delete", ({ object }) => object === post.id), scheme);
      const gone = await fetch(`${river.at}${new URL(post.id).pathname}`, { headers: { accept: "application/activity+json" } });
      assert.equal(gone.status, 410);
    });

    test("an unfollow takes the follower away", async () => {
      await hill.call("unfollow", { uri: river.id });
      await until(() => river.call("followers"), (list) => list.length === 0);
    });

    test("NodeInfo can be read strictly", async () => {
      const found = await river.call(`nodeinfo?origin=${encodeURIComponent(new URL(hill.id).origin)}`);
      assert.equal(found.software.name, "antiphon-test-peer");
    });

    test("what is forged or changed on the way is refused and shown", async () => {
      const [real] = await hill.call("received?type=Update");
      const forged = { ...real.raw, object: { ...real.raw.object, content: "forged" } };
      const response = await fetch(`${hill.at}/inbox`, {
        method: "POST", headers: { "content-type": "application/activity+json" }, body: JSON.stringify(forged),
      });
      assert.equal(response.status, 401);
      const entry = await until(() => hill.call("received"), (list) => list.find(({ content }) => content === "forged"));
      assert.equal(entry.httpSignature.result, "absent");
      assert.equal(entry.ldSignature.result, "failed");
      assert.equal(entry.activityProof.result, "failed");
    });
  });
}

test("a follower goes along with a move that both ends confirm, and with no other", async () => {
  const peers = await Promise.all(["old.test", "new.test", "reader.test"].map((name) => start("--name", name)));
  const [old, fresh, reader] = peers;
  await reader.call("follow", { handle: old.handle });
  await until(() => reader.call("following"), (list) => list[0]?.accepted);

  const early = await old.call("move", { target: fresh.id });
  const refused = await message(reader, "Move", ({ id }) => id === early.id);
  assert.equal(refused.outcome, "the new place does not name the old one");
  assert.equal((await reader.call("following"))[0].id, old.id);

  await fresh.call("alias", { uri: old.id });
  const late = await old.call("move", { target: fresh.id });
  assert.equal((await message(reader, "Move", ({ id }) => id === late.id)).outcome, "moved 1");
  await until(() => reader.call("following"), ([entry]) => entry.id === fresh.id && entry.accepted);
  assert.deepEqual(await fresh.call("followers"), [reader.id]);
  for (const peer of peers) peer.child.stdin.end();
});

test("a name can be led elsewhere while the peer runs, as when a host goes dark", async () => {
  const [river, hill] = await Promise.all([start("--name", "river.test"), start("--name", "hill.test")]);
  const look = async () => (await fetch(`${hill.at}/control/lookup?handle=${encodeURIComponent(river.handle)}`)).status;
  assert.equal(await look(), 200);
  await hill.call("hosts", { hosts: "river.test=127.0.0.1:1" });
  assert.equal(await look(), 404);
  await hill.call("hosts", { hosts: `river.test=${new URL(river.at).host}` });
  assert.equal(await look(), 200);
  river.child.stdin.end();
  hill.child.stdin.end();
});

test("a signed fetch is demanded only by a secure peer", async () => {
  const [open, secure] = await Promise.all([start(), start("--secure")]);
  const ask = async ({ at, id }) => (await fetch(`${at}${new URL(id).pathname}`, { headers: { accept: "application/activity+json" } })).status;
  assert.deepEqual([await ask(open), await ask(secure)], [200, 401]);
  open.child.stdin.end();
  secure.child.stdin.end();
});

test("the peer ends when its standard input closes, and refuses to leave the machine", async () => {
  const peer = await start();
  const response = await fetch(`${peer.at}/control/lookup?handle=@a@example.org`);
  assert.equal(response.status, 404);
  const [exchange] = await peer.call("sent");
  assert.match(exchange.error, /only speaks to loopback/);
  peer.child.stdin.end();
  const [code] = await once(peer.child, "exit");
  assert.equal(code, 0);
});
