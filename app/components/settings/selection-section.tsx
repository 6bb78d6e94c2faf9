import { BlockStack, Button, InlineError, Link, Text } from "@shopify/polaris";
import { PlusIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";

import type { OfferedNow } from "../../catalog/views/offered-now";
import type { SelectionRule } from "../../connections/selection-rule";
import { SelectionRuleRow } from "./selection-rule-row";
import { SettingsSection } from "./settings-section";
import type { SectionProps } from "./settings-section-props";

const NEW_RULE: SelectionRule = { effect: "only", by: "tag", value: "" };

interface SelectionSectionProps extends SectionProps {
  /** Products taken out one by one. */
  excluded: number;
  /** null: nothing is sent yet. */
  offered: OfferedNow | null;
}

/** Rules about which products are offered. One row a rule, so that few rules look like few. */
export function SelectionSection({ channel, values, faults, excluded, offered, onChange }: SelectionSectionProps) {
  const { t } = useTranslation();
  const rules = values.selection;
  const replace = (at: number, ...by: SelectionRule[]) =>
    onChange({ selection: [...rules.slice(0, at), ...by, ...rules.slice(at + 1)] });
  return (
    <SettingsSection id="rules" title={t("settings.selection_title")} text={t("settings.selection_text", { channel })}>
      <BlockStack gap="400">
        <Text as="p" tone="subdued">
          {t(rules.length === 0 ? "settings.selection_none" : "settings.selection_how")}
        </Text>
        {rules.map((rule, at) => (
          <SelectionRuleRow
            key={at}
            number={at + 1}
            rule={rule}
            onChange={(changed) => replace(at, changed)}
            onRemove={() => replace(at)}
          />
        ))}
        {faults.includes("selection") && <InlineError fieldID="selection" message={t("settings.selection_invalid")} />}
        <div id="selection">
          <Button icon={PlusIcon} onClick={() => onChange({ selection: [...rules, NEW_RULE] })}>
            {t("settings.selection_add")}
          </Button>
        </div>
        {rules.length > 0 && offered && (
          <Text as="p" {...(offered.ruledOut && !offered.moving && { tone: "critical" })}>
            {t(offeredWords(offered), { count: offered.items })}
          </Text>
        )}
        {excluded > 0 && (
          <Text as="p">
            {t("settings.excluded", { count: excluded })}{" "}
            <Link url="/app/catalog?state=removed">{t("settings.excluded_show")}</Link>
          </Text>
        )}
      </BlockStack>
    </SettingsSection>
  );
}

function offeredWords({ moving, ruledOut }: OfferedNow) {
  if (moving) return "settings.selection_applying";
  return ruledOut ? "settings.selection_nothing" : "settings.selection_now";
}
