import { Checkbox, FormLayout, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { SettingsSection } from "./settings-section";
import type { SectionProps } from "./settings-section-props";

/** How orders arrive in Shopify. */
export function OrdersSection({ channel, values, faults, onChange }: SectionProps) {
  const { t } = useTranslation();
  return (
    <SettingsSection title={t("settings.orders_title")} text={t("settings.orders_text", { channel })}>
      <FormLayout>
        <TextField
          label={t("settings.tag")}
          name="orderTag"
          autoComplete="off"
          maxLength={40}
          value={values.orderTag}
          onChange={(orderTag) => onChange({ orderTag })}
          helpText={t("settings.tag_help", { channel })}
          error={faults.includes("orderTag") && t("settings.tag_required")}
        />
        <Checkbox
          label={t("settings.restock", { channel })}
          helpText={t("settings.restock_help")}
          checked={values.restockCancelled}
          onChange={(restockCancelled) => onChange({ restockCancelled })}
        />
        <TextField
          label={t("settings.keep")}
          name="keepPayloadDays"
          autoComplete="off"
          inputMode="numeric"
          suffix={t("settings.days")}
          value={values.keepPayloadDays}
          onChange={(keepPayloadDays) => onChange({ keepPayloadDays })}
          helpText={t("settings.keep_help")}
          error={faults.includes("keepPayloadDays") && t("settings.keep_invalid")}
        />
      </FormLayout>
    </SettingsSection>
  );
}
