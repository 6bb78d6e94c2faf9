import type { Channel, ChannelId } from "./channel";
import { createHkj } from "./hkj/channel";

export type ChannelRegistry = ReadonlyMap<ChannelId, Channel>;

/** Every channel this app knows: a new one is a folder beside `hkj` and a line here. */
export function createChannelRegistry(env: { HKJ_API_BASE_URL: string }): ChannelRegistry {
  const channels = [createHkj({ defaultBaseUrl: env.HKJ_API_BASE_URL })];
  return new Map(channels.map((channel) => [channel.id, channel]));
}
