import { Button, Text } from "@shopify/polaris";
import { ClipboardIcon } from "@shopify/polaris-icons";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { copyText } from "./copy-text";
import { useHydrated } from "./use-hydrated";

/** An id that somebody's support will ask for: small, whole, and copied with a press. */
export function SupportId({ label, id }: { label: string; id: string }) {
  const { t } = useTranslation();
  const hydrated = useHydrated();
  const shown = useRef<HTMLElement>(null);
  const copy = async () => {
    const done = await copyText(id, shown.current);
    window.shopify?.toast.show(done ? t("common.copied") : t("common.copy_failed"), { isError: !done });
  };
  return (
    <span className="support-id">
      <Text as="span" variant="bodySm" tone="subdued" breakWord>
        {label}{" "}
        <code ref={shown} className="ltr">
          {id}
        </code>
      </Text>
      <Button
        variant="tertiary"
        size="micro"
        icon={ClipboardIcon}
        disabled={!hydrated}
        accessibilityLabel={t("orders.copy_id", { id })}
        onClick={() => void copy()}
      />
    </span>
  );
}
