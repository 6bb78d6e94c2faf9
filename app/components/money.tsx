import { useFormats } from "../i18n/use-formats";

export function Money({ fils }: { fils: number }) {
  return (
    <span className="figures" suppressHydrationWarning>
      {useFormats().money(fils)}
    </span>
  );
}
