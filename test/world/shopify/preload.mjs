// Sends whatever would go to https://<shop>.myshopify.com to a stand-in on loopback. The shop's host travels in
// X-Forwarded-Host. It wraps the undici dispatcher that this process already has, so the app's own fetch, the Shopify
// library's and npm's undici are all caught, and nothing in the app knows.
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);
const DISPATCHERS = [Symbol.for("undici.globalDispatcher.1"), Symbol.for("undici.globalDispatcher.2")];

/**
 * @param {string} origin of the stand-in, "http://127.0.0.1:4010"
 * @param {{ strict?: boolean }} [options] strict: any other address but loopback is refused, loudly
 * @returns {Promise<() => void>} puts the dispatchers back
 */
export async function redirectShopify(origin, { strict = false } = {}) {
  const target = new URL(origin);
  if (!LOOPBACK.has(target.hostname)) throw new Error(`a stand-in of Shopify must be on loopback, not ${origin}`);
  await fetch("data:,"); // Node loads its undici, and sets the dispatcher, at the first fetch
  const before = DISPATCHERS.flatMap((symbol) => (globalThis[symbol] ? [[symbol, globalThis[symbol]]] : []));
  for (const [symbol, inner] of before) globalThis[symbol] = redirecting(inner, target, strict);
  return () => {
    for (const [symbol, inner] of before) globalThis[symbol] = inner;
  };
}

function redirecting(inner, target, strict) {
  const dispatch = (options, handler) => {
    const to = new URL(String(options.origin));
    if (to.hostname.endsWith(".myshopify.com")) {
      const headers = withForwardedHost(options.headers, to.hostname);
      return inner.dispatch({ ...options, origin: target.origin, headers }, handler);
    }
    if (strict && !LOOPBACK.has(to.hostname))
      throw new Error(`outbound call to ${to.origin} refused (strict stand-in)`);
    return inner.dispatch(options, handler);
  };
  return new Proxy(inner, {
    get(object, property) {
      if (property === "dispatch") return dispatch;
      const value = Reflect.get(object, property, object);
      return typeof value === "function" ? value.bind(object) : value;
    },
  });
}

/** Headers reach a dispatcher as a flat list, as pairs, or as an object. */
function withForwardedHost(headers, host) {
  if (Array.isArray(headers)) {
    const kept = [];
    for (let at = 0; at < headers.length; at += 2) {
      if (String(headers[at]).toLowerCase() !== "host") kept.push(headers[at], headers[at + 1]);
    }
    return [...kept, "x-forwarded-host", host];
  }
  const pairs =
    headers && typeof headers[Symbol.iterator] === "function" ? [...headers] : Object.entries(headers ?? {});
  const kept = pairs.filter(([name]) => String(name).toLowerCase() !== "host");
  return { ...Object.fromEntries(kept), "x-forwarded-host": host };
}
