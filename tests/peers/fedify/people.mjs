//! The people of the peer and what they remember: followers, whom they follow, what they wrote and sent.
//! Plain data in memory. Fedify's view of it is in federation.mjs, the verbs are in control.mjs.

/** The name of the actor that signs what nobody in particular asks for. */
export const INSTANCE = "instance";

/** Creates one person with an RSA key, as the fediverse demands, and an Ed25519 key for integrity proofs. */
export async function createPerson(name) {
  const rsa = { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };
  return {
    name,
    keys: [
      await crypto.subtle.generateKey(rsa, true, ["sign", "verify"]),
      await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]),
    ],
    /** Actor id -> recipient `{ id, inboxId, endpoints }`. */
    followers: new Map(),
    /** Actor id -> `{ follow, recipient, accepted }`, where `follow` is the id of our `Follow`. */
    following: new Map(),
    /** Note id -> `{ note, audience, to, deleted }`. */
    notes: new Map(),
    /** Activity id -> `{ activity, to }`, everything this person sent. */
    sent: new Map(),
    /** Public activities, oldest first. */
    outbox: [],
    /** Ids of the actors that this person also was, and the id of the actor that this person became. */
    aliases: [],
    movedTo: null,
  };
}

/** What the inbox saw. `messages` holds one record per POST; the maps are keyed by activity id. */
export class Memory {
  messages = [];
  processed = new Map();
  failures = [];
  #next = 0;

  /** Returns the number of a message that is just coming in. */
  arrive() {
    this.#next += 1;
    return this.#next;
  }

  /** Keeps a message; messages stay in the order of their arrival. */
  keep(message) {
    this.messages.push(message);
    this.messages.sort((left, right) => left.seq - right.seq);
  }

  /** Notes that Fedify handed an activity to a listener, and what the listener made of it. */
  note(activity, outcome) {
    this.processed.set(activity.id?.href ?? "", outcome);
  }

  /** Returns the kept messages with what became of each. */
  list() {
    return this.messages.map((message) => ({
      ...message,
      processed: this.processed.has(message.id),
      outcome: this.processed.get(message.id) ?? null,
    }));
  }
}
