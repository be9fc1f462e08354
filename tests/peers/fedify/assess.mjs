//! What Fedify thinks of a message: its HTTP signature, its linked-data signature and its integrity proofs.
//!
//! The inbox of Fedify stops at the first of the three that holds. A test wants to know of each, so each is asked
//! here on its own. Nothing is decided here: whether a message is taken in is the inbox's answer.

import { DataIntegrityProof, verifyJsonLd, verifyProof, verifyRequest } from "@fedify/fedify";

const NOT_THERE = Object.freeze({ result: "absent" });

/** Verifies the HTTP signature of a request whose body has not been read. */
export async function assessRequest(request, loaders) {
  if (!request.headers.has("signature")) return NOT_THERE;
  const scheme = request.headers.has("signature-input") ? "rfc9421" : "cavage";
  return outcome({ scheme }, async () => {
    const key = await verifyRequest(request, loaders);
    return key === null ? null : { keyId: key.id?.href ?? null, owner: key.ownerId?.href ?? null };
  });
}

/** Verifies an embedded `RsaSignature2017`. */
export async function assessLinkedDataSignature(document, loaders) {
  if (typeof document?.signature !== "object") return NOT_THERE;
  return outcome({ keyId: document.signature.creator ?? null }, async () =>
    (await verifyJsonLd(document, loaders)) ? {} : null);
}

/**
 * Verifies the FEP-8b32 proofs of a document: each must hold, and the key's controller must be the document itself,
 * its actor or its author. `inherited` is the context of an enclosing activity, used if the document has none.
 */
export async function assessProof(document, loaders, inherited = undefined) {
  if (typeof document !== "object" || document === null || document.proof === undefined) return NOT_THERE;
  const context = document["@context"] ?? inherited;
  // A linked-data signature is made after the proof and is no part of what the proof covers.
  const { signature: _later, ...covered } = document;
  const subject = { "@context": context, ...covered };
  const owners = [document.id, document.actor, document.attributedTo].flat()
    .map((owner) => (typeof owner === "object" && owner !== null ? owner.id : owner))
    .filter((owner) => typeof owner === "string");
  const facts = { context: document["@context"] === undefined ? "inherited" : "own" };
  return outcome(facts, async () => {
    let verified = null;
    for (const raw of [document.proof].flat()) {
      const proof = await DataIntegrityProof.fromJsonLd({ ...raw, "@context": raw["@context"] ?? context }, loaders);
      const key = await verifyProof(subject, proof, loaders);
      if (key === null) return null;
      const controller = key.controllerId?.href ?? null;
      if (!owners.includes(controller)) throw new Error(`the key belongs to ${controller}, which did not write this`);
      verified = { keyId: key.id?.href ?? null, controller };
    }
    return verified;
  });
}

async function outcome(facts, verify) {
  try {
    const found = await verify();
    return found === null ? { result: "failed", ...facts } : { result: "verified", ...facts, ...found };
  } catch (error) {
    return { result: "failed", ...facts, reason: `${error.name}: ${error.message}` };
  }
}
