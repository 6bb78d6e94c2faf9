import type { ChannelOrder } from "./order";
import { text } from "./text";

const TONES: Record<string, "success" | "info" | "warning" | "neutral"> = {
  created: "success",
  received: "info",
  creating: "info",
  uncertain: "warning",
  held: "warning",
};

/** Whose order it is, what needs the merchant, what the channel knows, and the way to the rest. */
export function OrderFacts({ order }: { order: ChannelOrder }) {
  const { channel, number, test, state, stateText, problems, told, waiting, page } = order;
  return (
    <s-stack direction="block" gap="base">
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <s-heading>{channel}</s-heading>
        <s-text type="strong">{text("number", { number })}</s-text>
        <s-badge tone={TONES[state] ?? "neutral"}>{stateText}</s-badge>
        {test && <s-badge>{text("test")}</s-badge>}
      </s-stack>
      {problems.map(({ title, why, fix }) => (
        <s-banner key={title} tone="warning" heading={title}>
          {why} {fix}
        </s-banner>
      ))}
      <s-stack direction="block" gap="small-200">
        <s-text type="strong">{text("told", { channel })}</s-text>
        {told.length === 0 && <s-text color="subdued">{text("told_nothing", { channel })}</s-text>}
        {told.map(({ status, statusText, whenText }, index) => (
          <s-stack key={`${status} ${index}`} direction="inline" gap="small-200">
            <s-text>{statusText}</s-text>
            <s-text color="subdued">{whenText}</s-text>
          </s-stack>
        ))}
      </s-stack>
      {waiting.length > 0 && (
        <s-stack direction="inline" gap="small-200" alignItems="center">
          <s-text type="strong">{text("waiting")}</s-text>
          {waiting.map(({ status, statusText }) => (
            <s-badge key={status} tone="info">
              {statusText}
            </s-badge>
          ))}
        </s-stack>
      )}
      <s-link href={`app:${page}`}>{text("open")}</s-link>
    </s-stack>
  );
}
