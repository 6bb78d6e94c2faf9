import { Button, Select, TextField } from "@shopify/polaris";
import { DeleteIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";

import type { SelectionRule } from "../../connections/selection-rule";
import { SELECTION_KINDS } from "../../connections/setting-choices";
import { CollectionChoice } from "./collection-choice";

interface SelectionRuleRowProps {
  number: number;
  rule: SelectionRule;
  onChange: (rule: SelectionRule) => void;
  onRemove: () => void;
}

/** One rule: offer only or never, by what, and which. The fields' labels are for who does not see the row as a sentence. */
export function SelectionRuleRow({ number, rule, onChange, onRemove }: SelectionRuleRowProps) {
  const { t } = useTranslation();
  const chooseKind = (kind: string) => {
    const by = SELECTION_KINDS.find((known) => known === kind) ?? "tag";
    const { effect } = rule;
    onChange(by === "collection" ? { effect, by, value: "", title: "" } : { effect, by, value: "" });
  };
  return (
    <div className="rule">
      <Select
        label={t("settings.selection_effect", { number })}
        labelHidden
        value={rule.effect}
        onChange={(effect) => onChange({ ...rule, effect: effect === "never" ? "never" : "only" })}
        options={[
          { value: "only", label: t("settings.selection_only") },
          { value: "never", label: t("settings.selection_never") },
        ]}
      />
      <Select
        label={`${t("settings.selection_by")} ${number}`}
        labelHidden
        value={rule.by}
        onChange={chooseKind}
        options={SELECTION_KINDS.map((kind) => ({ value: kind, label: t(`settings.selection_${kind}`) }))}
      />
      {rule.by === "collection" ? (
        <CollectionChoice
          id={rule.value}
          title={rule.title}
          onChoose={({ id, title }) => onChange({ ...rule, value: id, title })}
        />
      ) : (
        <TextField
          label={`${t("settings.selection_value")} ${number}`}
          labelHidden
          autoComplete="off"
          maxLength={255}
          placeholder={t(`settings.selection_${rule.by}`)}
          value={rule.value}
          onChange={(value) => onChange({ ...rule, value })}
        />
      )}
      <Button
        icon={DeleteIcon}
        variant="tertiary"
        accessibilityLabel={t("settings.selection_remove", { number })}
        onClick={onRemove}
      />
    </div>
  );
}
