import { Badge, type BadgeProps } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { lookUp } from "../i18n/sentences";

type Tone = BadgeProps["tone"];

const CONNECTION: Record<string, Tone> = {
  active: "success",
  checking: "info",
  paused: "warning",
  blocked: "critical",
};
const LISTING: Record<string, Tone> = { synced: "success", pending: "info", skipped: "warning", failed: "critical" };
const ORDER: Record<string, Tone> = {
  received: "info",
  creating: "info",
  uncertain: "attention",
  created: "success",
  held: "warning",
};

/** Polaris leaves a badge grey where it is given no tone, and takes no `undefined`. */
function toned(tone: Tone) {
  return tone ? { tone } : {};
}

export function ConnectionBadge({ state }: { state: string }) {
  const translation = useTranslation();
  return <Badge {...toned(CONNECTION[state])}>{lookUp(translation, `connection.${state}`) ?? state}</Badge>;
}

export function ListingBadge({ state, channel, changing }: { state: string; channel: string; changing: boolean }) {
  const translation = useTranslation();
  if (changing) return <Badge tone="info">{translation.t("listing.changing")}</Badge>;
  return <Badge {...toned(LISTING[state])}>{lookUp(translation, `listing.${state}`, { channel }) ?? state}</Badge>;
}

export function OrderBadge({ state }: { state: string }) {
  const translation = useTranslation();
  return <Badge {...toned(ORDER[state])}>{lookUp(translation, `order.state.${state}`) ?? state}</Badge>;
}
