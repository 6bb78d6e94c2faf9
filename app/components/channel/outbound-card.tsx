import { BlockStack, Button, Card, Text, TextField } from "@shopify/polaris";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { copyText } from "../copy-text";

/** The address the channel sends its orders to, with a button that copies it. */
export function OutboundCard({ channel, url }: { channel: string; url: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const box = useRef<HTMLDivElement>(null);

  const copy = async () => {
    const done = await copyText(url, box.current?.querySelector("input") ?? null);
    if (done) setCopied(true);
    window.shopify?.toast.show(done ? t("common.copied") : t("common.copy_failed"), { isError: !done });
  };
  return (
    <div id="outbound">
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t("channel.outbound_title")}
          </Text>
          <Text as="p" tone="subdued">
            {t("channel.outbound_text", { channel })}
          </Text>
          <div ref={box}>
            <TextField
              label={t("channel.outbound_title")}
              labelHidden
              type="url"
              value={url}
              readOnly
              selectTextOnFocus
              autoComplete="off"
              monospaced
              connectedRight={
                <Button onClick={() => void copy()}>{copied ? t("common.copied") : t("common.copy")}</Button>
              }
            />
          </div>
        </BlockStack>
      </Card>
    </div>
  );
}
