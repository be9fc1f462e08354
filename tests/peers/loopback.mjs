//! Where a name leads for a test peer: rig names go to loopback, everything else is refused. Nothing of ActivityPub belongs here.
//
// Node asks the system for `river.localhost`, and most systems do not know it. So every connection of this process
// passes here first: a name ending in `.localhost` or `.test` goes to 127.0.0.1 with the port of its URL, unless the
// table names another place for it. Any name or address that is not loopback is refused at once, so that a test
// neither leaves the machine nor waits for a network that is not there.

import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import tls from "node:tls";

const RIG_NAME = /(^|\.)(localhost|test)$/i;

/** Maps a name in lower case to the `{ address, port }` that stands behind it; without a port the URL's port is kept. */
const table = new Map();

/** The connections that are open, by the name they were asked for. */
const open = new Map();

/**
 * Adds entries such as `river.test=127.0.0.2:8443,hill.test=127.0.0.3` to the table; throws on anything else.
 * Connections to a name that leads elsewhere from now on are cut, for a kept one would still lead to the old place.
 */
export function addHosts(list) {
  for (const entry of list.split(",").filter((part) => part.trim() !== "")) {
    const match = /^\s*([^=\s]+)=(\d+\.\d+\.\d+\.\d+|\[[0-9a-f:]+\])(?::(\d+))?\s*$/i.exec(entry);
    if (match === null) throw new Error(`a host entry is name=address or name=address:port, not "${entry}"`);
    const address = match[2].replace(/^\[|\]$/g, "");
    const name = match[1].toLowerCase();
    table.set(name, { address, port: match[3] === undefined ? null : Number(match[3]) });
    for (const socket of open.get(name) ?? []) socket.destroy();
  }
}

/** Says whether a name is one that this process may speak to. */
export function isRigName(name) {
  const bare = name.toLowerCase().replace(/^\[|\]$/g, "");
  return table.has(bare) || RIG_NAME.test(bare) || isLoopbackAddress(bare);
}

function isLoopbackAddress(address) {
  return net.isIPv4(address) ? address.startsWith("127.") : address === "::1";
}

/** Returns where a connection to `name` goes; `port` is null if the caller's own port stays. */
function place(name) {
  const bare = name.toLowerCase().replace(/^\[|\]$/g, "");
  const mapped = table.get(bare);
  if (mapped !== undefined) return mapped;
  if (net.isIP(bare) !== 0) return isLoopbackAddress(bare) ? { address: bare, port: null } : null;
  return RIG_NAME.test(bare) ? { address: "127.0.0.1", port: null } : null;
}

function refusal(name) {
  return Object.assign(new Error(`a test peer only speaks to loopback, not to ${name}`), { code: "ENOTFOUND", hostname: name });
}

const systemLookup = dns.lookup;
dns.lookup = function lookup(name, options, callback) {
  const done = typeof options === "function" ? options : callback;
  const settings = typeof options === "object" && options !== null ? options : {};
  const found = place(name);
  if (found === null) return process.nextTick(done, refusal(name));
  return systemLookup(found.address, settings, done);
};

// Fedify asks here before it reads NodeInfo, and refuses names that lead inside. Rig names always do: so nothing is
// known of any name, on machines whose own table names `river.test` as on all others. Connecting is judged above.
dns.promises.lookup = async function lookup(name) {
  throw refusal(name);
};
syncBuiltinESMExports();

/** Wraps `connect` of `net` or `tls`, so that a mapped name also changes the port. */
function redirected(connect) {
  return function connectInsideTheRig(options, ...rest) {
    if (typeof options !== "object" || options === null || typeof options.host !== "string" || options.socket) {
      return connect.call(this, options, ...rest);
    }
    const found = place(options.host);
    if (found === null) {
      const socket = new net.Socket();
      process.nextTick(() => socket.destroy(refusal(options.host)));
      return socket;
    }
    const servername = options.servername ?? (net.isIP(options.host) === 0 ? options.host : undefined);
    const target = { ...options, servername, host: found.address, port: found.port ?? options.port };
    return remembered(options.host.toLowerCase(), connect.call(this, target, ...rest));
  };
}

function remembered(name, socket) {
  if (!open.has(name)) open.set(name, new Set());
  open.get(name).add(socket);
  socket.once("close", () => open.get(name).delete(socket));
  return socket;
}

net.connect = redirected(net.connect);
tls.connect = redirected(tls.connect);

if (process.env.PEER_HOSTS) addHosts(process.env.PEER_HOSTS);
