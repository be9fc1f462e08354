//! Runs the conformance tests of socialweb.coop against one actor: one JSON line for each assertion on standard output.
//! What the tests assert is theirs; which of them count is decided here: `failed` does, the other outcomes do not.
//
// node run.mjs http://river.localhost:8080/actor [--hosts name=address:port,...] [--authorization "Bearer ..."] [--full]
//
// Ends with 0 if nothing failed, with 1 if an assertion failed, with 2 if the tests could not be run to their end.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/** The tests of one actor; fewer lines mean that the run broke off, which must not look like a success. */
const ASSERTIONS = 15;
const LONGEST_RUN = 2 * 60 * 1000;

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const { values: settings, positionals: [actor] } = parseArgs({
  allowPositionals: true,
  options: {
    hosts: { type: "string", default: "" },
    authorization: { type: "string" },
    full: { type: "boolean", default: false },
  },
});
if (actor === undefined) {
  console.error("usage: node run.mjs ACTOR [--hosts name=address:port,...] [--authorization VALUE] [--full]");
  process.exit(2);
}

const command = [
  "--import", new URL("../loopback.mjs", import.meta.url).href,
  here("node_modules/activitypub-testing/src/cli.js"), "test", "actor", actor,
  ...(settings.authorization === undefined ? [] : [`--input.authorization=${settings.authorization}`]),
];
const child = spawn(process.execPath, command, {
  stdio: ["ignore", "pipe", "pipe"],
  env: { ...process.env, PEER_HOSTS: settings.hosts },
  timeout: LONGEST_RUN,
});
const complaints = [];
createInterface({ input: child.stderr }).on("line", (line) => complaints.push(line));
const ended = once(child, "close");

let seen = 0;
let failed = 0;
for await (const line of createInterface({ input: child.stdout })) {
  if (line.trim() === "") continue;
  const assertion = JSON.parse(line);
  const { outcome, info = null } = assertion.result;
  seen += 1;
  if (outcome === "failed") failed += 1;
  const { slug, name, url } = assertion.test;
  console.log(settings.full ? line : JSON.stringify({ outcome, test: slug, name, info, url }));
}
const [code] = await ended;

if (code !== 0 || seen < ASSERTIONS) {
  console.error(`the tests of ${actor} broke off after ${seen} of ${ASSERTIONS} assertions:\n${complaints.join("\n")}`);
  process.exitCode = 2;
} else if (failed > 0) {
  process.exitCode = 1;
}
