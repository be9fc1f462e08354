//! Starts the peer: reads the command line, listens, and ends with the test that started it.
//! What it serves is in federation.mjs, what a test may ask of it in control.mjs; see README.md one folder up.

import http from "node:http";
import { parseArgs } from "node:util";
import { addHosts } from "../loopback.mjs";
import { configure, getConsoleSink } from "@logtape/logtape";
import { Note } from "@fedify/fedify";
import { assessLinkedDataSignature, assessProof, assessRequest } from "./assess.mjs";
import { verbs } from "./control.mjs";
import { buildFederation } from "./federation.mjs";
import { recordOutgoing } from "./outgoing.mjs";
import { createPerson, INSTANCE, Memory } from "./people.mjs";
import { ControlError } from "./questions.mjs";

/** A forgotten peer ends by itself after this many milliseconds. */
const LONGEST_LIFE = 10 * 60 * 1000;
const LARGEST_BODY = 4 * 1024 * 1024;

const { values: settings } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    host: { type: "string", default: "127.0.0.1" },
    origin: { type: "string" },
    name: { type: "string" },
    scheme: { type: "string", default: "http" },
    hosts: { type: "string", default: "" },
    actors: { type: "string", default: "alice" },
    "first-knock": { type: "string", default: "rfc9421" },
    secure: { type: "boolean", default: false },
    log: { type: "string", default: "fatal" },
  },
});

process.stdin.on("end", () => process.exit(0)).on("close", () => process.exit(0)).on("error", () => process.exit(0)).resume();
setTimeout(() => process.exit(0), LONGEST_LIFE).unref();

addHosts(settings.hosts);
recordOutgoing(settings.scheme);
await configure({
  // Standard output carries the ready line and nothing else.
  sinks: { stderr: getConsoleSink({ console: { ...console, debug: console.error, info: console.error, log: console.error } }) },
  loggers: [
    { category: "fedify", sinks: ["stderr"], lowestLevel: settings.log },
    { category: ["logtape", "meta"], sinks: ["stderr"], lowestLevel: "error" },
  ],
});

const people = new Map();
for (const name of [INSTANCE, ...settings.actors.split(",")]) people.set(name, await createPerson(name));

const server = http.createServer((incoming, outgoing) => {
  answer(incoming)
    .catch((error) => {
      console.error(error);
      return json(500, { error: error.message });
    })
    .then(async (response) => {
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    });
});
await new Promise((resolve, reject) => server.once("error", reject).listen(Number(settings.port), settings.host, resolve));

const address = `${settings.host}:${server.address().port}`;
const origin = new URL(settings.origin ?? `http://${settings.name === undefined ? address : `${settings.name}:${server.address().port}`}`).origin;
const memory = new Memory();
const firstKnock = settings["first-knock"] === "cavage" ? "draft-cavage-http-signatures-12" : "rfc9421";
const federation = buildFederation({ origin, people, memory, secure: settings.secure, firstKnock });
const peer = { people, memory, context: federation.createContext(new URL(origin), undefined) };

console.log(`ready http://${address}`);

async function answer(incoming) {
  const url = new URL(incoming.url, `http://${incoming.headers.host ?? address}`);
  const body = await read(incoming);
  if (body === null) return json(413, { error: "that is too large" });
  if (url.pathname.startsWith("/control/")) return control(incoming.method, url, body);
  const request = () => new Request(url, {
    method: incoming.method,
    headers: Object.entries(incoming.headersDistinct).flatMap(([name, list]) => list.map((value) => [name, value])),
    body: incoming.method === "GET" || incoming.method === "HEAD" ? undefined : body,
  });
  const seq = incoming.method === "POST" ? memory.arrive() : 0;
  const response = isTombstone(url) ? gone(url) : await federation.fetch(request(), { contextData: undefined });
  if (seq > 0) keep(seq, url, request(), body, response.status);
  return response;
}

async function read(incoming) {
  const chunks = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size > LARGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

// Fedify lets go of a key it is fetching when the key's context cannot be loaded, and Node would end over that.
process.on("unhandledRejection", (error) => {
  console.error(error.message);
  memory.failures.push({ activity: null, error: error.message });
});

/** Judges a message after it was answered and keeps it; a message that cannot be judged is kept with the reason. */
async function keep(seq, url, request, body, status) {
  const at = new Date().toISOString();
  let raw = null;
  try {
    raw = JSON.parse(body.toString("utf8"));
  } catch {
    // Not JSON: the record says so with a null, and Fedify's status says what it thought of it.
  }
  const documentLoader = await peer.context.getDocumentLoader({ identifier: INSTANCE });
  const loaders = { documentLoader, contextLoader: peer.context.contextLoader };
  const embedded = typeof raw?.object === "object" && !Array.isArray(raw.object) ? raw.object : null;
  const idOf = (value) => (typeof value === "string" ? value : value?.id ?? null);
  memory.keep({
    seq,
    at,
    path: url.pathname,
    status,
    headers: Object.fromEntries(request.headers),
    type: raw?.type ?? null,
    id: raw?.id ?? null,
    actor: idOf(raw?.actor),
    object: idOf(raw?.object),
    objectType: embedded?.type ?? null,
    content: embedded?.content ?? null,
    httpSignature: await assessRequest(request, loaders),
    ldSignature: await assessLinkedDataSignature(raw, loaders),
    activityProof: await assessProof(raw, loaders),
    objectProof: await assessProof(embedded, loaders, raw?.["@context"]),
    raw,
  });
}

function isTombstone(url) {
  const id = new URL(url.pathname, origin).href;
  return [...people.values()].some((person) => person.notes.get(id)?.deleted === true);
}

function gone(url) {
  const id = new URL(url.pathname, origin).href;
  const document = { "@context": "https://www.w3.org/ns/activitystreams", type: "Tombstone", id, formerType: Note.name };
  return json(410, document, "application/activity+json");
}

async function control(method, url, body) {
  const verb = verbs[method]?.[url.pathname.slice("/control/".length)];
  if (verb === undefined) return json(404, { error: `there is no ${method} ${url.pathname}` });
  let input = Object.fromEntries(url.searchParams);
  try {
    if (method === "POST" && body.length > 0) input = JSON.parse(body.toString("utf8"));
  } catch (error) {
    return json(400, { error: error.message });
  }
  try {
    return json(200, await verb(peer, input));
  } catch (error) {
    if (error instanceof ControlError) return json(error.status, { error: error.message });
    return json(502, { error: `${error.name}: ${error.message}` });
  }
}

function json(status, value, type = "application/json") {
  return new Response(JSON.stringify(value), { status, headers: { "content-type": type } });
}
