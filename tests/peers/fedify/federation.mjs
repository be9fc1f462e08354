//! The peer as other servers see it: actors, collections, notes, NodeInfo, and what it does with what it receives.
//! It behaves like a small, friendly server: every Follow is accepted, and a proven Move is followed.

import {
  Accept, Activity, Application, createExponentialBackoffPolicy, createFederation, Delete, Endpoints, Follow,
  getDocumentLoader, InProcessMessageQueue, MemoryKvStore, Move, Note, Person, PUBLIC_COLLECTION, Reject, signObject, Undo,
} from "@fedify/fedify";
import { INSTANCE } from "./people.mjs";

/** Builds the federation for `people` (name -> person). With `secure`, unsigned fetches are answered with 401. */
export function buildFederation({ origin, people, memory, secure, firstKnock }) {
  const federation = createFederation({
    kv: new MemoryKvStore(),
    queue: new InProcessMessageQueue({ pollInterval: { milliseconds: 50 } }),
    origin,
    allowPrivateAddress: true,
    firstKnock,
    // A test changes an actor and looks again at once, so documents are never cached.
    documentLoaderFactory: (options) => getDocumentLoader(options),
    contextLoaderFactory: (options) => getDocumentLoader(options),
    outboxRetryPolicy: createExponentialBackoffPolicy({
      initialDelay: { milliseconds: 250 }, maxDelay: { seconds: 4 }, maxAttempts: 8, jitter: false,
    }),
    inboxRetryPolicy: () => null,
    userAgent: { software: "AntiphonTestPeer/1.0" },
    onOutboxError: (error, activity) =>
      memory.failures.push({ activity: activity?.id?.href ?? null, error: error.message }),
  });
  serveActors(federation, people, secure);
  serveCollections(federation, people);
  serveNotes(federation, people, secure);
  serveNodeInfo(federation, people);
  listen(federation, people, memory);
  return federation;
}

/** Returns whether a request is signed by an actor whose key can be fetched. */
async function isSigned(ctx) {
  const documentLoader = await ctx.getDocumentLoader({ identifier: INSTANCE });
  return (await ctx.getSignedKeyOwner({ documentLoader, contextLoader: ctx.contextLoader })) !== null;
}

function serveActors(federation, people, secure) {
  const actors = federation
    .setActorDispatcher("/users/{identifier}", async (ctx, identifier) => {
      if (!people.has(identifier)) return null;
      const keys = await ctx.getActorKeyPairs(identifier);
      const Kind = identifier === INSTANCE ? Application : Person;
      return new Kind({
        id: ctx.getActorUri(identifier),
        preferredUsername: identifier,
        name: `${identifier[0].toUpperCase()}${identifier.slice(1)} of the test peer`,
        summary: "<p>A person who exists for the length of a test.</p>",
        url: ctx.getActorUri(identifier),
        inbox: ctx.getInboxUri(identifier),
        outbox: ctx.getOutboxUri(identifier),
        followers: ctx.getFollowersUri(identifier),
        following: ctx.getFollowingUri(identifier),
        endpoints: new Endpoints({ sharedInbox: ctx.getInboxUri() }),
        manuallyApprovesFollowers: false,
        aliases: people.get(identifier).aliases,
        successor: people.get(identifier).movedTo,
        publicKey: keys[0].cryptographicKey,
        assertionMethods: keys.map((pair) => pair.multikey),
      });
    })
    .setKeyPairsDispatcher((_ctx, identifier) => people.get(identifier)?.keys ?? [])
    .mapHandle((_ctx, username) => (people.has(username) ? username : null));
  // The instance actor stays readable for all: its key is what a signed fetch is checked with.
  if (secure) actors.authorize(async (ctx, identifier) => identifier === INSTANCE || (await isSigned(ctx)));
}

function serveCollections(federation, people) {
  federation
    .setOutboxDispatcher("/users/{identifier}/outbox", (_ctx, identifier) => ({ items: [...people.get(identifier).outbox].reverse() }))
    .setCounter((_ctx, identifier) => people.get(identifier).outbox.length);
  federation
    .setFollowersDispatcher("/users/{identifier}/followers", (_ctx, identifier, _cursor, base) => ({
      items: [...people.get(identifier).followers.values()].filter(({ id }) => base == null || id.origin === base.origin),
    }))
    .setCounter((_ctx, identifier) => people.get(identifier).followers.size);
  federation
    .setFollowingDispatcher("/users/{identifier}/following", (_ctx, identifier) => ({
      items: accepted(people.get(identifier)).map((id) => new URL(id)),
    }))
    .setCounter((_ctx, identifier) => accepted(people.get(identifier)).length);
}

function accepted(person) {
  return [...person.following].filter(([, entry]) => entry.accepted).map(([id]) => id);
}

function serveNotes(federation, people, secure) {
  const notes = federation
    .setObjectDispatcher(Note, "/users/{identifier}/notes/{id}", async (ctx, values) => {
      const entry = people.get(values.identifier)?.notes.get(ctx.getObjectUri(Note, values).href);
      if (entry === undefined || entry.deleted) return null;
      if (!entry.audience.has(PUBLIC_COLLECTION.href) && !(await isSigned(ctx))) return null;
      const [, ed25519] = await ctx.getActorKeyPairs(values.identifier);
      return signObject(entry.note, ed25519.privateKey, ed25519.multikey.id, ctx);
    });
  if (secure) notes.authorize((ctx) => isSigned(ctx));
}

function serveNodeInfo(federation, people) {
  federation.setNodeInfoDispatcher("/nodeinfo/2.1", () => ({
    software: { name: "antiphon-test-peer", version: { major: 1, minor: 0, patch: 0 } },
    protocols: ["activitypub"],
    usage: {
      users: { total: people.size - 1, activeMonth: people.size - 1, activeHalfyear: people.size - 1 },
      localPosts: [...people.values()].reduce((sum, person) => sum + person.notes.size, 0),
      localComments: 0,
    },
  }));
}

function listen(federation, people, memory) {
  const personAt = (ctx, uri) => {
    const parsed = ctx.parseUri(uri);
    return parsed?.type === "actor" ? people.get(parsed.identifier) : undefined;
  };
  const noting = (handle) => async (ctx, activity) => memory.note(activity, (await handle(ctx, activity)) ?? null);

  federation
    .setInboxListeners("/users/{identifier}/inbox", "/inbox")
    .withIdempotency("per-inbox")
    .setSharedKeyDispatcher(() => ({ identifier: INSTANCE }))
    .on(Follow, noting(async (ctx, follow) => {
      const person = personAt(ctx, follow.objectId);
      if (person === undefined) return "nobody here by that name";
      const loaders = { documentLoader: await ctx.getDocumentLoader({ identifier: person.name }) };
      const follower = await follow.getActor(loaders);
      if (follower?.id == null || follower.inboxId == null) return "the follower cannot be fetched";
      person.followers.set(follower.id.href, recipientOf(follower));
      const id = new URL(`#accepts/${crypto.randomUUID()}`, ctx.getActorUri(person.name));
      const accept = new Accept({ id, actor: ctx.getActorUri(person.name), object: follow });
      await ctx.sendActivity({ identifier: person.name }, follower, accept);
      return "accepted";
    }))
    .on(Accept, noting((_ctx, accept) => {
      for (const person of people.values()) {
        const entry = person.following.get(accept.actorId?.href);
        if (entry === undefined || entry.follow !== accept.objectId?.href) continue;
        entry.accepted = true;
        return `${person.name} follows`;
      }
      return "no such request";
    }))
    .on(Reject, noting((_ctx, reject) => {
      for (const person of people.values()) {
        const entry = person.following.get(reject.actorId?.href);
        if (entry?.follow === reject.objectId?.href) person.following.delete(reject.actorId.href);
      }
    }))
    .on(Undo, noting(async (ctx, undo) => {
      const undone = await undo.getObject(ctx);
      if (!(undone instanceof Follow) || undone.actorId?.href !== undo.actorId?.href) return null;
      return personAt(ctx, undone.objectId)?.followers.delete(undo.actorId.href) ? "unfollowed" : null;
    }))
    .on(Delete, noting((_ctx, gone) => {
      if (gone.objectId?.href !== gone.actorId?.href) return;
      for (const person of people.values()) {
        person.followers.delete(gone.actorId.href);
        person.following.delete(gone.actorId.href);
      }
    }))
    .on(Move, noting((ctx, move) => followMove(ctx, move, people)))
    .on(Activity, noting(() => null));
}

/** Follows an actor to its new place, if the new place names the old one; the old place is never asked. */
async function followMove(ctx, move, people) {
  const old = move.objectId?.href;
  if (old === undefined || old !== move.actorId?.href) return "only the actor itself may move";
  const documentLoader = await ctx.getDocumentLoader({ identifier: INSTANCE });
  const target = await ctx.lookupObject(move.targetId, { documentLoader });
  if (target?.inboxId == null) return "the new place cannot be fetched";
  if (!target.aliasIds.some((alias) => alias.href === old)) return "the new place does not name the old one";
  const moved = [];
  for (const person of people.values()) {
    if (!person.following.delete(old)) continue;
    await follow(ctx, person, target);
    moved.push(person.name);
  }
  return `moved ${moved.length}`;
}

/** Sends a Follow from `person` to `target` and remembers it as not yet accepted; returns the activity. */
export async function follow(ctx, person, target) {
  const actor = ctx.getActorUri(person.name);
  const activity = new Follow({ id: new URL(`#follows/${crypto.randomUUID()}`, actor), actor, object: target.id });
  const recipient = recipientOf(target);
  person.following.set(target.id.href, { follow: activity.id.href, recipient, accepted: false });
  person.sent.set(activity.id.href, { activity, to: [recipient] });
  await ctx.sendActivity({ identifier: person.name }, recipient, activity);
  return activity;
}

/** Keeps of an actor what a delivery needs. */
export function recipientOf(actor) {
  return { id: actor.id, inboxId: actor.inboxId, endpoints: { sharedInbox: actor.endpoints?.sharedInbox ?? null } };
}
