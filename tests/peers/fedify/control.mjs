//! The control API's verbs: what a test tells the peer to do. JSON in, JSON out, under /control/.
//! Each verb is one function of `(peer, input)`. What only asks is in questions.mjs; how answers travel is in peer.mjs.

import {
  Activity, Announce, Create, Delete, Like, Mention, Move, Note, PUBLIC_COLLECTION, Tombstone, Undo, Update,
} from "@fedify/fedify";
import { Temporal } from "@js-temporal/polyfill";
import { addHosts } from "../loopback.mjs";
import { follow as sendFollow, recipientOf } from "./federation.mjs";
import { authorOf, ControlError, handleOf, look, lookActor, need, personOf, questions } from "./questions.mjs";

/**
 * Sends an activity to the people named and, if asked, to all followers, each inbox once, and remembers it. With
 * `synchronize` the followers' part carries a `Collection-Synchronization` header (FEP-8fcf).
 */
async function deliver(peer, person, activity, { named = [], followers = false, synchronize = false }) {
  const recipients = new Map(named.map((recipient) => [recipient.id.href, recipient]));
  if (followers && !synchronize) for (const [id, recipient] of person.followers) recipients.set(id, recipient);
  const to = [...recipients.values()];
  person.sent.set(activity.id.href, { activity, to, followers });
  const sender = { identifier: person.name };
  if (to.length > 0) await peer.context.sendActivity(sender, to, activity, { preferSharedInbox: followers });
  if (followers && synchronize) {
    await peer.context.sendActivity(sender, "followers", activity, { preferSharedInbox: true, syncCollection: true });
  }
  return { id: activity.id.href };
}

const fresh = (actor, kind) => new URL(`#${kind}/${crypto.randomUUID()}`, actor);
const now = () => Temporal.Now.instant().round("millisecond");

/** Works out who a note is for: `public`, `unlisted`, `followers`, or one handle or address. */
async function audienceOf(peer, person, to, mentioned) {
  const followers = peer.context.getFollowersUri(person.name);
  const named = mentioned.map((actor) => actor.id);
  switch (to) {
    case "public": return { tos: [PUBLIC_COLLECTION], ccs: [followers, ...named], followers: true, mentioned };
    case "unlisted": return { tos: [followers], ccs: [PUBLIC_COLLECTION, ...named], followers: true, mentioned };
    case "followers": return { tos: [followers], ccs: named, followers: true, mentioned };
    default: {
      const all = [await lookActor(peer, person, to), ...mentioned];
      return { tos: all.map((actor) => actor.id), ccs: [], followers: false, mentioned: all };
    }
  }
}

async function publish(peer, input, { replyTarget = null, mentioned = [], name = null, to = "public" }) {
  const { person, actor } = personOf(peer, input);
  const others = await Promise.all((input.mentions ?? []).map((handle) => lookActor(peer, person, handle)));
  const audience = await audienceOf(peer, person, to, [...mentioned, ...others]);
  const id = peer.context.getObjectUri(Note, { identifier: person.name, id: crypto.randomUUID() });
  const note = new Note({
    id,
    attribution: actor,
    content: name === null ? need(input, "content") : null,
    name,
    summary: input.summary ?? null,
    sensitive: input.summary === undefined ? null : true,
    replyTarget,
    published: now(),
    url: name === null ? id : null,
    tos: audience.tos,
    ccs: audience.ccs,
    tags: name === null ? audience.mentioned.map((who) => new Mention({ href: who.id, name: handleOf(who) })) : [],
  });
  const create = new Create({
    id: new URL("#create", id), actor, object: note, tos: audience.tos, ccs: audience.ccs, published: note.published,
  });
  const named = audience.mentioned.map(recipientOf);
  const reached = new Set([...audience.tos, ...audience.ccs].map((uri) => uri.href));
  person.notes.set(id.href, { note, audience: reached, named, followers: audience.followers, deleted: false });
  if (reached.has(PUBLIC_COLLECTION.href)) person.outbox.push(create);
  await deliver(peer, person, create, { named, followers: audience.followers, synchronize: input.synchronize });
  return { id: id.href, activity: create.id.href };
}

function ownNote(peer, input) {
  const { person, actor } = personOf(peer, input);
  const entry = person.notes.get(need(input, "object"));
  if (entry === undefined || entry.deleted) throw new ControlError(404, `${person.name} wrote no ${input.object}`);
  return { person, actor, entry };
}

async function follow(peer, input) {
  const { person } = personOf(peer, input);
  const target = await lookActor(peer, person, input.uri ?? need(input, "handle"));
  const activity = await sendFollow(peer.context, person, target);
  return { id: activity.id.href, object: target.id.href };
}

async function unfollow(peer, input) {
  const { person, actor } = personOf(peer, input);
  const target = input.uri ?? (await lookActor(peer, person, need(input, "handle"))).id.href;
  const entry = person.following.get(target);
  if (entry === undefined) throw new ControlError(404, `${person.name} does not follow ${target}`);
  person.following.delete(target);
  const { activity } = person.sent.get(entry.follow);
  return deliver(peer, person, new Undo({ id: fresh(actor, "undos"), actor, object: activity }), { named: [entry.recipient] });
}

async function reply(peer, input) {
  const { person } = personOf(peer, input);
  const parent = await look(peer, person, need(input, "inReplyTo"));
  const author = await authorOf(peer, person, parent);
  return publish(peer, input, { replyTarget: parent.id, mentioned: [author], to: input.to ?? "public" });
}

/** Answers a poll as Mastodon does: a note with the option as its name and no content, to the author alone. */
async function vote(peer, input) {
  const { person } = personOf(peer, input);
  const question = await look(peer, person, need(input, "question"));
  const author = await authorOf(peer, person, question);
  return publish(peer, input, { replyTarget: question.id, name: need(input, "choice"), to: author.id.href });
}

async function like(peer, input) {
  const { person, actor } = personOf(peer, input);
  const object = await look(peer, person, need(input, "object"));
  const author = recipientOf(await authorOf(peer, person, object));
  return deliver(peer, person, new Like({ id: fresh(actor, "likes"), actor, object: object.id }), { named: [author] });
}

async function announce(peer, input) {
  const { person, actor } = personOf(peer, input);
  const object = await look(peer, person, need(input, "object"));
  const author = recipientOf(await authorOf(peer, person, object));
  const activity = new Announce({
    id: fresh(actor, "announces"), actor, object: object.id, published: now(),
    to: PUBLIC_COLLECTION, ccs: [peer.context.getFollowersUri(person.name), author.id],
  });
  person.outbox.push(activity);
  return deliver(peer, person, activity, { named: [author], followers: true });
}

async function undo(peer, input) {
  const { person, actor } = personOf(peer, input);
  const entry = person.sent.get(need(input, "activity"));
  if (entry === undefined) throw new ControlError(404, `${person.name} sent no ${input.activity}`);
  person.outbox = person.outbox.filter((activity) => activity !== entry.activity);
  const activity = new Undo({ id: fresh(actor, "undos"), actor, object: entry.activity });
  return deliver(peer, person, activity, { named: entry.to, followers: entry.followers });
}

async function edit(peer, input) {
  const { person, actor, entry } = ownNote(peer, input);
  entry.note = entry.note.clone({ content: need(input, "content"), updated: now() });
  const { note } = entry;
  const activity = new Update({ id: fresh(actor, "updates"), actor, object: note, tos: note.toIds, ccs: note.ccIds });
  return deliver(peer, person, activity, entry);
}

async function remove(peer, input) {
  const { person, actor, entry } = ownNote(peer, input);
  entry.deleted = true;
  person.outbox = person.outbox.filter((activity) => activity.objectId?.href !== entry.note.id.href);
  const object = new Tombstone({ id: entry.note.id });
  const activity = new Delete({ id: fresh(actor, "deletes"), actor, object, tos: entry.note.toIds });
  return deliver(peer, person, activity, entry);
}

/** Names an actor that this person also was, so that a Move from there to here can be believed. */
function alias(peer, input) {
  const { person } = personOf(peer, input);
  person.aliases.push(new URL(need(input, "uri")));
  return {};
}

/** Tells all followers that this person is now another actor, which must already name this one as an alias. */
async function move(peer, input) {
  const { person, actor } = personOf(peer, input);
  person.movedTo = (await lookActor(peer, person, need(input, "target"))).id;
  const activity = new Move({
    id: fresh(actor, "moves"), actor, object: actor, target: person.movedTo, to: peer.context.getFollowersUri(person.name),
  });
  return deliver(peer, person, activity, { followers: true });
}

/** Signs and sends any activity that Fedify can read; `to` lists the handles or addresses of those who get it. */
async function send(peer, input) {
  const { person, actor } = personOf(peer, input);
  const document = { "@context": "https://www.w3.org/ns/activitystreams", id: fresh(actor, "sent").href, actor: actor.href, ...input.activity };
  const activity = await Activity.fromJsonLd(document, peer.context);
  const named = await Promise.all((input.to ?? []).map(async (who) => recipientOf(await lookActor(peer, person, who))));
  return deliver(peer, person, activity, { named, followers: input.followers === true });
}

/** The verbs by method and name. */
export const verbs = {
  POST: {
    follow, unfollow, reply, like, announce, undo, vote, edit, delete: remove, alias, move, send,
    post: (peer, input) => publish(peer, input, { to: input.to ?? "public" }),
    hosts: (_peer, input) => (addHosts(need(input, "hosts")), {}),
  },
  GET: questions,
};
