import { Button, Checkbox, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { StatusRows } from "../../connections/views/settings-view";

type Row = NonNullable<StatusRows[keyof StatusRows]>;

interface StatusRowProps {
  channel: string;
  status: keyof StatusRows;
  row: Row;
  /** The channel's own word; null: not told. */
  usual: string | null;
  /** The table was not taken: the rows at fault say so. */
  refused: boolean;
  onChange: (row: Row) => void;
}

/** One state of an order: its word on the channel, whether it is told at all, and the way back to the default. */
export function StatusRow({ channel, status, row, usual, refused, onChange }: StatusRowProps) {
  const { t } = useTranslation();
  const state = t(`settings.status_${status}`);
  const same = row.tell ? row.word.trim() === usual : usual === null;
  const length = row.word.trim().length;
  const wrong = refused && row.tell && (length === 0 || length > 40);
  return (
    <li className="status-row">
      <div>
        <Text as="p">{state}</Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {usual === null ? t("settings.status_untold") : t("settings.status_default", { word: usual })}
        </Text>
      </div>
      <TextField
        label={t("settings.status_word", { state })}
        labelHidden
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        disabled={!row.tell}
        value={row.tell ? row.word : ""}
        onChange={(word) => onChange({ ...row, word })}
        error={wrong && t("settings.status_invalid")}
      />
      <Checkbox
        label={
          <>
            {t("settings.status_tell", { channel })}
            <Text as="span" visuallyHidden>
              : {state}
            </Text>
          </>
        }
        checked={row.tell}
        onChange={(tell) => onChange({ ...row, tell })}
      />
      <Button
        variant="tertiary"
        disabled={same}
        accessibilityLabel={t("settings.status_reset_named", { state })}
        onClick={() => onChange({ tell: usual !== null, word: usual ?? "" })}
      >
        {t("settings.status_reset")}
      </Button>
    </li>
  );
}
