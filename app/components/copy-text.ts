/**
 * The clipboard is closed to frames that were not allowed it: then the browser's older way, then the merchant's own hands.
 * @param shown where the text stands, an input or anything else; it is selected when the clipboard is closed
 */
export async function copyText(text: string, shown: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (shown instanceof HTMLInputElement) {
      shown.focus();
      shown.select();
    } else if (shown) {
      window.getSelection()?.selectAllChildren(shown);
    }
    return document.execCommand("copy");
  }
}
