import { Button, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";

interface SecretFieldProps {
  label: string;
  name: string;
  help: string;
  value: string;
  error: string | null;
  disabled?: boolean;
  onChange: (value: string) => void;
}

/** A field for a pasted secret: hidden, never offered for saving by the browser, and to be looked at when in doubt. */
export function SecretField({ label, name, help, value, error, disabled = false, onChange }: SecretFieldProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <TextField
      label={label}
      name={name}
      type={shown ? "text" : "password"}
      value={value}
      onChange={onChange}
      helpText={help}
      error={error ?? false}
      disabled={disabled}
      autoComplete="new-password"
      spellCheck={false}
      monospaced
      connectedRight={
        <Button
          onClick={() => setShown(!shown)}
          disabled={disabled}
          accessibilityLabel={`${t(shown ? "common.hide" : "common.show")}: ${label}`}
        >
          {t(shown ? "common.hide" : "common.show")}
        </Button>
      }
    />
  );
}
