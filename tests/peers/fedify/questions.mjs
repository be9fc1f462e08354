//! What a test asks the peer, without changing anything, and the small steps that every verb begins with.
//! The verbs that send something are in control.mjs.

import { getNodeInfo, isActor, lookupWebFinger, traverseCollection } from "@fedify/fedify";
import { assessProof } from "./assess.mjs";
import { exchanges } from "./outgoing.mjs";

/** A mistake of the caller, or something it named that is not there; `status` is the answer's HTTP status. */
export class ControlError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Returns a field that must be a non-empty string. */
export function need(input, field) {
  const value = input[field];
  if (typeof value !== "string" || value === "") throw new ControlError(400, `"${field}" is missing`);
  return value;
}

/** Returns the person that a call speaks as (`as`, alice unless told) and the id of its actor. */
export function personOf(peer, input) {
  const name = input.as ?? "alice";
  const person = peer.people.get(name);
  if (person === undefined) throw new ControlError(404, `there is no ${name} here`);
  return { person, actor: peer.context.getActorUri(name) };
}

/** Fetches what stands behind a handle or an address, signed by the person who asks. */
export async function look(peer, person, name) {
  const documentLoader = await peer.context.getDocumentLoader({ identifier: person.name });
  const found = await peer.context.lookupObject(name, { documentLoader });
  if (found?.id == null) throw new ControlError(404, `${name} was not found`);
  return found;
}

/** Like `look`, and insists that it is an actor with an inbox. */
export async function lookActor(peer, person, name) {
  const found = await look(peer, person, name);
  if (!isActor(found) || found.inboxId === null) throw new ControlError(422, `${name} is no actor with an inbox`);
  return found;
}

/** Returns the author of an object as a recipient; fails if the object names none. */
export async function authorOf(peer, person, object) {
  if (object.attributionId === null) throw new ControlError(422, `${object.id.href} names no author`);
  return lookActor(peer, person, object.attributionId.href);
}

/** Returns the handle of an actor, with the port that its address has. */
export const handleOf = (actor) => `@${actor.preferredUsername}@${actor.id.host}`;

async function lookup(peer, input) {
  const { person } = personOf(peer, input);
  const name = input.uri ?? need(input, "handle");
  const found = await look(peer, person, name);
  const documentLoader = await peer.context.getDocumentLoader({ identifier: person.name });
  const { document } = await documentLoader(found.id.href);
  const acct = input.uri === undefined ? `acct:${name.replace(/^@/, "")}` : name;
  return {
    id: found.id.href,
    type: document.type ?? null,
    isActor: isActor(found),
    handle: isActor(found) ? handleOf(found) : null,
    name: found.name?.toString() ?? null,
    content: found.content?.toString() ?? null,
    inbox: found.inboxId?.href ?? null,
    sharedInbox: found.endpoints?.sharedInbox?.href ?? null,
    aliases: (found.aliasIds ?? []).map((alias) => alias.href),
    proof: await assessProof(document, { documentLoader, contextLoader: peer.context.contextLoader }),
    webfinger: await lookupWebFinger(acct, { allowPrivateAddress: true }),
    raw: document,
  };
}

async function collection(peer, input) {
  const { person } = personOf(peer, input);
  const documentLoader = await peer.context.getDocumentLoader({ identifier: person.name });
  const found = await look(peer, person, need(input, "uri"));
  if (found.totalItems === undefined) throw new ControlError(422, `${input.uri} is no collection`);
  const items = [];
  const loaders = { documentLoader, contextLoader: peer.context.contextLoader, suppressError: true };
  for await (const item of traverseCollection(found, loaders)) items.push(item.id?.href ?? null);
  return { id: found.id.href, totalItems: found.totalItems, items };
}

async function nodeinfo(_peer, input) {
  const found = await getNodeInfo(need(input, "origin"), { parse: "strict" });
  if (found === undefined) throw new ControlError(404, `${input.origin} has no NodeInfo that can be read strictly`);
  return found;
}

function received(peer, input) {
  const after = Number(input.after ?? 0);
  return peer.memory.list().filter((message) =>
    message.seq > after
    && (input.type === undefined || message.type === input.type)
    && (input.actor === undefined || message.actor === input.actor)
    && (input.object === undefined || message.object === input.object));
}

/** The questions by name. */
export const questions = {
  received, lookup, collection, nodeinfo,
  followers: (peer, input) => [...personOf(peer, input).person.followers.keys()],
  following: (peer, input) => [...personOf(peer, input).person.following].map(([id, { accepted }]) => ({ id, accepted })),
  sent: (_peer, input) => exchanges.filter((exchange) =>
    (input.method === undefined || exchange.method === input.method)
    && (input.activity === undefined || exchange.activity === input.activity)),
  failures: (peer) => peer.memory.failures,
  actor: (peer, input) => {
    const { person, actor } = personOf(peer, input);
    return { id: actor.href, handle: `@${person.name}@${actor.host}`, inbox: peer.context.getInboxUri(person.name).href };
  },
};
