import type { Channel } from "../../channels/channel";
import type { ChannelRegistry } from "../../channels/registry";

/** The channel a page is about: the one `?channel=` names, else the first of the registry. */
export function chosenChannel(channels: ChannelRegistry, request: Request): Channel {
  const [first] = channels.values();
  if (!first) throw new Error("there is no channel");
  return channels.get(new URL(request.url).searchParams.get("channel") ?? "") ?? first;
}

/** Names by connection, for lists that go over all of a shop's channels. */
export function channelName(channels: ChannelRegistry, id: string): string {
  return channels.get(id)?.name ?? id;
}
