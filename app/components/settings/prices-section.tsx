import { BlockStack, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { CURRENCY } from "../../canonical/currency";
import { ROUNDING_STEPS } from "../../connections/setting-choices";
import { SettingsSection } from "./settings-section";
import type { SectionProps } from "./settings-section-props";

/** Only for a shop that does not sell in dinars: at which rate it does, and how that is rounded. */
export function PricesSection({ channel, values, faults, currency, onChange }: SectionProps & { currency: string }) {
  const { t } = useTranslation();
  return (
    <SettingsSection title={t("settings.prices_title")} text={t("settings.prices_text", { channel, currency })}>
      <BlockStack gap="400">
        <FormLayout>
          <TextField
            label={t("settings.rate", { currency })}
            name="rate"
            inputMode="decimal"
            autoComplete="off"
            maxLength={16}
            placeholder="0.709"
            suffix={CURRENCY}
            value={values.rate}
            onChange={(rate) => onChange({ rate })}
            helpText={t("settings.rate_help")}
            error={faults.includes("exchange") && t("settings.rate_invalid")}
          />
          <FormLayout.Group>
            <Select
              label={t("settings.rounding_step")}
              name="roundingStep"
              value={values.roundingStep}
              onChange={(roundingStep) => onChange({ roundingStep })}
              options={ROUNDING_STEPS.map((step) => ({
                value: String(step),
                label: t("settings.rounding_fils", { count: step }),
              }))}
            />
            <Select
              label={t("settings.rounding_direction")}
              name="roundingDirection"
              value={values.roundingDirection}
              onChange={(choice) => onChange({ roundingDirection: choice === "up" ? "up" : "nearest" })}
              options={[
                { value: "nearest", label: t("settings.rounding_nearest") },
                { value: "up", label: t("settings.rounding_up") },
              ]}
            />
          </FormLayout.Group>
        </FormLayout>
        <Text as="p" tone="subdued">
          {t("settings.rate_orders", { channel, currency })}
        </Text>
      </BlockStack>
    </SettingsSection>
  );
}
