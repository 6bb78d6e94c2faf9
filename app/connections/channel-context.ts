import type { Channel, ChannelContext } from "../channels/channel";
import type { Effects } from "../platform/effects";
import type { Connection } from "./connection";
import { openCredentials } from "./credentials";
import { readSettings } from "./settings";

/**
 * What `channel` needs to call out for `connection`.
 * @throws Failure of {@link openCredentials}
 */
export function channelContext(
  effects: Pick<Effects, "sealer" | "http" | "clock">,
  channel: Channel,
  connection: Connection,
): ChannelContext {
  const settings = readSettings(connection.settings);
  return {
    credentials: openCredentials(effects.sealer, connection),
    baseUrl: connection.baseUrl ?? channel.defaultBaseUrl,
    findings: connection.findings,
    options: settings.channel,
    statusWords: settings.statusWords,
    http: effects.http,
    clock: effects.clock,
  };
}
