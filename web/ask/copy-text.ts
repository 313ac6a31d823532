/**
 * Copies text to the clipboard, with a formatted version if there is one. On an insecure connection browsers offer only
 * the older way, which copies plain text.
 *
 * @returns  true if the browser allowed it
 */
export async function copyText(text: string, html?: string): Promise<boolean> {
  if (!isSecureContext) return copySelection(text);
  try {
    if (html === undefined) await navigator.clipboard.writeText(text);
    else
      await navigator.clipboard.write([
        new ClipboardItem({ "text/plain": asBlob(text), "text/html": asBlob(html, "html") }),
      ]);
    return true;
  } catch (error) {
    if (error instanceof DOMException) return copySelection(text);
    throw error;
  }
}

const asBlob = (text: string, kind: "plain" | "html" = "plain"): Blob => new Blob([text], { type: `text/${kind}` });

function copySelection(text: string): boolean {
  const before = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "sr";
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return isCopied;
}
