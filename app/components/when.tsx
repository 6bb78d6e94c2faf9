import { useFormats } from "../i18n/use-formats";

/** A moment: relative while it is near, in full on hover. Browsers word dates a little differently than the server. */
export function When({ at }: { at: string }) {
  const formats = useFormats();
  return (
    <time dateTime={at} title={formats.dateTime(at)} suppressHydrationWarning>
      {formats.when(at)}
    </time>
  );
}
