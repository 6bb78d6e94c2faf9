import { isIP } from "node:net";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** Names that only mean something inside somebody's own network. */
const INTERNAL_NAME = /\.(local|localhost|internal|intranet|lan|home|corp|arpa)$/;

/**
 * The API base a merchant may set for a connection, without trailing slash; undefined when it is not acceptable.
 *
 * Our server will call it, so it must be a public name over https: with the certificate checked and redirects not
 * followed, a name that leads into our own network cannot be made to answer. Plain http to this machine is only for
 * an installation whose channel itself is here (development, demo). See docs/decisions/020-api-base-override.md.
 */
export function acceptableBaseUrl(text: string, channelDefault: string): string | undefined {
  const url = URL.parse(text.trim());
  if (!url || url.username || url.password || url.search || url.hash) return undefined;
  const plain = `${url.origin}${url.pathname}`.replace(/\/+$/, "");
  if (LOOPBACK.test(url.hostname)) return LOOPBACK.test(new URL(channelDefault).hostname) ? plain : undefined;
  return url.protocol === "https:" && isPublicName(url.hostname) ? plain : undefined;
}

function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, "");
  const isAddress = isIP(name) !== 0 || name.startsWith("[");
  return !isAddress && name.includes(".") && !INTERNAL_NAME.test(name);
}
