import { useTranslation } from "react-i18next";

import type { DefaultStatusWords, StatusRows } from "../../connections/views/settings-view";
import { SettingsSection } from "./settings-section";
import type { SectionProps } from "./settings-section-props";
import { StatusRow } from "./status-row";

/** What each state of an order is called on the channel, one row a state. */
export function StatusesSection({
  channel,
  values,
  faults,
  defaultWords,
  onChange,
}: SectionProps & { defaultWords: DefaultStatusWords }) {
  const { t } = useTranslation();
  const rows = values.statusWords;
  return (
    <SettingsSection id="statuses" title={t("settings.statuses_title")} text={t("settings.statuses_text", { channel })}>
      <ul className="status-rows">
        {(Object.keys(rows) as (keyof StatusRows)[]).map((status) => (
          <StatusRow
            key={status}
            channel={channel}
            status={status}
            row={rows[status] ?? { tell: false, word: "" }}
            usual={defaultWords[status] ?? null}
            refused={faults.includes("statusWords")}
            onChange={(row) => onChange({ statusWords: { ...rows, [status]: row } })}
          />
        ))}
      </ul>
    </SettingsSection>
  );
}
