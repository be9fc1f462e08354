//! Every request the peer sends, kept for the tests to read. What is sent, and why, is decided elsewhere.

import { isRigName } from "../loopback.mjs";

/** One entry per HTTP exchange, in the order of sending; a double knock shows as two entries. */
export const exchanges = [];

const plainFetch = globalThis.fetch;

/**
 * Puts a recording `fetch` in the place of Node's. With `scheme` "http", WebFinger look-ups of rig names also go out
 * as plain http: a handle has no scheme, and Fedify would ask with https.
 */
export function recordOutgoing(scheme) {
  globalThis.fetch = async function recordingFetch(input, init) {
    const target = scheme === "http" ? withoutTls(input) : input;
    const request = target instanceof Request ? target : null;
    const headers = request?.headers ?? new Headers(init?.headers);
    const exchange = {
      at: new Date().toISOString(),
      method: request?.method ?? init?.method ?? "GET",
      url: request?.url ?? String(target),
      signature: headers.has("signature-input") ? "rfc9421" : headers.has("signature") ? "cavage" : null,
      activity: null,
      type: null,
      status: null,
      answer: null,
      error: null,
    };
    exchanges.push(exchange);
    if (exchange.method === "POST" && request !== null) Object.assign(exchange, await namesOf(request.clone()));
    try {
      const response = await plainFetch(target, init);
      exchange.status = response.status;
      if (!response.ok) exchange.answer = (await response.clone().text()).slice(0, 500);
      return response;
    } catch (error) {
      exchange.error = error.cause?.message ?? error.message;
      throw error;
    }
  };
}

function withoutTls(input) {
  if (input instanceof Request) return input;
  const url = new URL(input);
  if (url.protocol !== "https:" || url.pathname !== "/.well-known/webfinger" || !isRigName(url.hostname)) return input;
  url.protocol = "http:";
  return url;
}

async function namesOf(request) {
  try {
    const body = await request.json();
    return { activity: body.id ?? null, type: body.type ?? null };
  } catch {
    return {};
  }
}
