// Walks through the client API with masto (under Phanpy and Elk) and megalodon (under Whalebird and others), as a
// member named ana. Every step prints its name; one that fails is told, and the walk ends with status 1.
// SERVER, ANA and BEN (tokens) come from the environment.

import assert from "node:assert/strict";

import { createOAuthAPIClient, createRestAPIClient, createStreamingAPIClient } from "masto";
import megalodon from "megalodon";

const { SERVER: url, ANA: ana, BEN: ben } = process.env;
const failed = [];

async function step(name, work) {
  try {
    await work();
    console.log("ok", name);
  } catch (error) {
    failed.push(name);
    console.log("FAILED", name, error);
  }
}

const masto = createRestAPIClient({ url, accessToken: ana });
const friend = createRestAPIClient({ url, accessToken: ben });

await step("masto: signing in as Phanpy does", async () => {
  const instance = await masto.v2.instance.fetch();
  assert.ok(instance.configuration.urls.streaming);
  await masto.v1.preferences.fetch();
  assert.equal((await masto.v1.accounts.verifyCredentials()).username, "ana");
  await masto.v1.timelines.home.list({ limit: 20 });
  await masto.v1.followedTags.list();
  await masto.v2.filters.list();
  await masto.v1.lists.list();
});

await step("masto: an application and its token", async () => {
  const app = await masto.v1.apps.create({
    clientName: "walk", redirectUris: "urn:ietf:wg:oauth:2.0:oob", scopes: "read write follow push",
  });
  const token = await createOAuthAPIClient({ url }).token.create({
    clientId: app.clientId, clientSecret: app.clientSecret, redirectUri: "urn:ietf:wg:oauth:2.0:oob",
    grantType: "client_credentials", scope: "read",
  });
  assert.ok(token.accessToken);
  const known = await createRestAPIClient({ url, accessToken: token.accessToken }).v1.apps.verifyCredentials();
  assert.equal(known.name, "walk");
});

await step("masto: a status from the first word to the last", async () => {
  const status = await masto.v1.statuses.create({ status: "From masto #walk", language: "en" });
  const same = masto.v1.statuses.$select(status.id);
  assert.equal((await same.favourite()).favourited, true);
  assert.equal((await same.bookmark()).bookmarked, true);
  assert.equal((await same.unbookmark()).bookmarked, false);
  const answer = await friend.v1.statuses.create({ status: "I agree", inReplyToId: status.id });
  const context = await same.context.fetch();
  assert.deepEqual(context.descendants.map((s) => s.id), [answer.id]);
  assert.match((await same.update({ status: "From masto, edited #walk" })).content, /edited/);
  assert.equal((await same.history.list()).length, 2);
  await same.remove();
  await assert.rejects(same.fetch(), /not found/i);
});

await step("masto: notifications in groups", async () => {
  const { notificationGroups } = await masto.v2.notifications.list({ limit: 20, excludeTypes: ["follow_request"] });
  assert.ok(Array.isArray(notificationGroups));
  await masto.v2.notifications.policy.fetch();
  await masto.v1.notifications.requests.list();
});

await step("masto: a stream brings what is posted", async () => {
  const instance = await masto.v2.instance.fetch();
  const streaming = createStreamingAPIClient({
    streamingApiUrl: instance.configuration.urls.streaming, accessToken: ana, implementation: globalThis.WebSocket,
  });
  const events = streaming.user.subscribe();
  const seen = (async () => {
    for await (const event of events) {
      if (event.event === "update" && /over the stream/.test(event.payload.content)) return event.payload;
    }
    throw new Error("the stream ended");
  })();
  await streaming.prepare?.();
  const posting = setInterval(() => masto.v1.statuses.create({ status: "over the stream" }).catch(() => {}), 300);
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("nothing came")), 15_000).unref());
  try {
    assert.equal((await Promise.race([seen, late])).account.username, "ana");
  } finally {
    clearInterval(posting);
    events.unsubscribe();
    streaming.close();
  }
});

await step("masto: somebody new signs up", async () => {
  const app = await masto.v1.apps.create({ clientName: "walk", redirectUris: "urn:ietf:wg:oauth:2.0:oob", scopes: "read write" });
  const { accessToken } = await createOAuthAPIClient({ url }).token.create({
    clientId: app.clientId, clientSecret: app.clientSecret, grantType: "client_credentials", scope: "read write",
  });
  const asApp = createRestAPIClient({ url, accessToken });
  const token = await asApp.v1.accounts.create({
    username: "nora", password: "three rivers and a weir", email: "nora@example.org", agreement: true, locale: "en",
  });
  const nora = createRestAPIClient({ url, accessToken: token.accessToken });
  assert.equal((await nora.v1.accounts.verifyCredentials()).username, "nora");
  await assert.rejects(asApp.v1.accounts.create({
    username: "nora", password: "three rivers and a weir", email: "other@example.org", agreement: true, locale: "en",
  }), /taken|Validation/i);
});

await step("masto: people, lists and what is read of them", async () => {
  const other = await friend.v1.accounts.verifyCredentials();
  assert.equal((await masto.v1.accounts.lookup({ acct: "ben" })).id, other.id);
  const person = masto.v1.accounts.$select(other.id);
  assert.ok((await person.follow()).following);
  assert.ok((await masto.v1.accounts.relationships.fetch({ id: [other.id] }))[0].following);
  const list = await masto.v1.lists.create({ title: "Friends", repliesPolicy: "list" });
  await masto.v1.lists.$select(list.id).accounts.create({ accountIds: [other.id] });
  const said = await friend.v1.statuses.create({ status: "For a list #weir", visibility: "public" });
  assert.ok((await masto.v1.timelines.list.$select(list.id).list()).some((s) => s.id === said.id));
  assert.ok((await masto.v1.timelines.tag.$select("weir").list()).some((s) => s.id === said.id));
  assert.ok((await masto.v1.timelines.public.list({ local: true })).some((s) => s.id === said.id));
  assert.equal((await masto.v1.lists.$select(list.id).update({ title: "Old friends" })).title, "Old friends");
  await masto.v1.lists.$select(list.id).accounts.remove({ accountIds: [other.id] });
  await masto.v1.lists.$select(list.id).remove();
  assert.equal((await masto.v1.tags.$select("weir").follow()).following, true);
  assert.equal((await masto.v1.tags.$select("weir").unfollow()).following, false);
  const found = await masto.v2.search.list({ q: "ben", type: "accounts" });
  assert.equal(found.accounts[0].id, other.id);
});

await step("masto: a picture with words, and its post", async () => {
  const bytes = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  const media = await masto.v2.media.create({ file: new Blob([bytes], { type: "image/png" }), description: "A dot", focus: "0.5,0.5" });
  assert.equal(media.type, "image");
  assert.equal((await masto.v1.media.$select(media.id).update({ description: "A red dot" })).description, "A red dot");
  const posted = await masto.v1.statuses.create({ status: "See", mediaIds: [media.id], sensitive: true, spoilerText: "dot" });
  assert.equal(posted.mediaAttachments[0].description, "A red dot");
  assert.ok((await fetch(posted.mediaAttachments[0].url)).ok);
  const other = await friend.v1.accounts.verifyCredentials();
  await masto.v1.accounts.updateCredentials({ avatar: new Blob([bytes], { type: "image/png" }), note: `with ${other.acct}` });
});

await step("masto: a poll, and a status for later", async () => {
  const asked = await friend.v1.statuses.create({ status: "Which?", poll: { options: ["One", "Two"], expiresIn: 3600, multiple: true } });
  const voted = await masto.v1.polls.$select(asked.poll.id).votes.create({ choices: [0, 1] });
  assert.deepEqual([voted.voted, voted.ownVotes], [true, [0, 1]]);
  const when = new Date(Date.now() + 3_600_000).toISOString();
  const later = await masto.v1.statuses.create({ status: "Later", scheduledAt: when });
  assert.equal(later.params.text, "Later");
  assert.ok((await masto.v1.scheduledStatuses.list()).some((s) => s.id === later.id));
  await masto.v1.scheduledStatuses.$select(later.id).remove();
});

await step("masto: filters and what they hide", async () => {
  const filter = await masto.v2.filters.create({
    title: "Weather", context: ["home"], filterAction: "hide", keywordsAttributes: [{ keyword: "rain", wholeWord: true }],
  });
  assert.equal(filter.keywords[0].keyword, "rain");
  const word = await masto.v2.filters.$select(filter.id).keywords.create({ keyword: "hail" });
  await masto.v2.filters.keywords.$select(word.id).remove();
  assert.equal((await masto.v2.filters.$select(filter.id).update({ title: "Rain" })).title, "Rain");
  await masto.v2.filters.$select(filter.id).remove();
});

await step("masto: a mention, a conversation and how far one has read", async () => {
  const me = await masto.v1.accounts.verifyCredentials();
  await friend.v1.statuses.create({ status: `Hello @${me.acct}`, visibility: "direct" });
  const told = await masto.v1.notifications.list({ types: ["mention"], limit: 1 });
  assert.equal(told[0].account.username, "ben");
  await masto.v1.markers.create({ notifications: { lastReadId: told[0].id } });
  assert.equal((await masto.v1.markers.fetch({ timeline: ["notifications"] })).notifications.lastReadId, told[0].id);
  const talk = (await masto.v1.conversations.list())[0];
  assert.equal((await masto.v1.conversations.$select(talk.id).read()).unread, false);
  await masto.v1.notifications.$select(told[0].id).dismiss();
});

await step("megalodon: knows what it speaks with", async () => {
  const { detector, default: generator } = megalodon.detector ? megalodon : await import("megalodon");
  assert.equal(typeof (generator ?? megalodon), "function");
  assert.equal(typeof detector, "function");
  assert.equal(await detector(url), "mastodon");
});

await step("megalodon: decodes what it is sent", async () => {
  const generator = megalodon.default ?? megalodon;
  const client = generator("mastodon", url, ana);
  assert.equal((await client.verifyAccountCredentials()).data.username, "ana");
  assert.ok((await client.getInstance()).data.uri);
  const posted = (await client.postStatus("From megalodon")).data;
  assert.equal((await client.getStatus(posted.id)).data.id, posted.id);
  assert.ok((await client.getHomeTimeline()).data.some((s) => s.id === posted.id));
  await client.getLocalTimeline();
  await client.getPublicTimeline();
  await client.getNotifications();
  await client.getFilters().catch((error) => assert.equal(error.response?.status, 404));
  await client.getBookmarks();
  await client.getFavourites();
  await client.getMutes();
  await client.getBlocks();
  await client.getLists();
  await client.getFollowRequests();
  await client.getInstanceCustomEmojis();
  await client.getConversationTimeline();
  await client.deleteStatus(posted.id);
});

if (failed.length > 0) {
  console.log("failed:", failed.join(", "));
  process.exit(1);
}
process.exit(0);
