import { ChoiceList, FormLayout, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { SettingsSection } from "./settings-section";
import type { SectionProps } from "./settings-section-props";

/** What becomes by itself of orders that do not fit; everything else about them is decided on their page. */
export function HeldSection({ channel, values, onChange }: Omit<SectionProps, "faults">) {
  const { t } = useTranslation();
  return (
    <SettingsSection title={t("settings.held_title")} text={t("settings.held_text", { channel })}>
      <FormLayout>
        <ChoiceList
          title={t("settings.unknown")}
          name="unknownSku"
          selected={[values.unknownSku]}
          onChange={([choice]) => onChange({ unknownSku: choice === "custom" ? "custom" : "hold" })}
          choices={[
            { value: "hold", label: t("settings.unknown_hold"), helpText: t("settings.unknown_hold_help") },
            {
              value: "custom",
              label: t("settings.unknown_custom"),
              helpText: t("settings.unknown_custom_help", { channel }),
            },
          ]}
        />
        <ChoiceList
          title={t("settings.oversell")}
          name="oversell"
          selected={[values.oversell]}
          onChange={([choice]) => onChange({ oversell: choice === "accept" ? "accept" : "hold" })}
          choices={[
            { value: "hold", label: t("settings.oversell_hold"), helpText: t("settings.oversell_hold_help") },
            { value: "accept", label: t("settings.oversell_accept"), helpText: t("settings.oversell_accept_help") },
          ]}
        />
        <ChoiceList
          title={t("settings.totals")}
          name="totalsMismatch"
          selected={[values.totalsMismatch]}
          onChange={([choice]) => onChange({ totalsMismatch: choice === "hold" ? "hold" : "accept" })}
          choices={[
            { value: "accept", label: t("settings.totals_accept"), helpText: t("settings.totals_accept_help") },
            { value: "hold", label: t("settings.totals_hold"), helpText: t("settings.totals_hold_help") },
          ]}
        />
        <ChoiceList
          title={t("settings.contact")}
          name="contactRefused"
          selected={[values.contactRefused]}
          onChange={([choice]) => onChange({ contactRefused: choice === "note" ? "note" : "hold" })}
          choices={[
            { value: "hold", label: t("settings.contact_hold"), helpText: t("settings.contact_hold_help") },
            { value: "note", label: t("settings.contact_note"), helpText: t("settings.contact_note_help") },
          ]}
        />
        <Text as="p" tone="subdued">
          {t("settings.held_currency")}
        </Text>
      </FormLayout>
    </SettingsSection>
  );
}
