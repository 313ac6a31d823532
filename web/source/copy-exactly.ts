/**
 * Puts what is selected of a document on the clipboard as it stands in its text: signs that take no room, and what the layout leaves
 * out between cells and blocks, included.
 *
 * @param sheet  holds the text in elements with their offset in `data-at`
 */
export function copyExactly(text: string, sheet: HTMLElement | null, event: ClipboardEvent): void {
  const selection = getSelection();
  if (sheet === null || selection === null || selection.isCollapsed || selection.rangeCount === 0) return;
  const range = selection.getRangeAt(0);
  const parts = [...sheet.querySelectorAll<HTMLElement>("[data-at]")].filter((part) => range.intersectsNode(part));
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined) return;
  const from = first.contains(range.startContainer) && isText(range.startContainer) ? range.startOffset : 0;
  const to = last.contains(range.endContainer) && isText(range.endContainer) ? range.endOffset : lengthOf(last);
  event.clipboardData?.setData("text/plain", text.slice(offsetOf(first) + from, offsetOf(last) + to));
  event.preventDefault();
}

const isText = (node: Node): boolean => node.nodeType === Node.TEXT_NODE;
const offsetOf = (part: HTMLElement): number => Number(part.dataset.at);
const lengthOf = (part: HTMLElement): number => part.textContent?.length ?? 0;
