/** Said where nothing could be loaded, with a button to try again. */
export function Broken({ said, again, reload }: { said: string; again: string; reload: () => unknown }) {
  return (
    <s-banner tone="critical">
      <s-stack direction="block" gap="small-200">
        <s-text>{said}</s-text>
        <s-button onClick={() => void reload()}>{again}</s-button>
      </s-stack>
    </s-banner>
  );
}
