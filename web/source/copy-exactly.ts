/**
 * Copies the selected part of a document exactly as in its text. The copy includes hidden signs and the text that the
 * layout omits between cells and blocks.
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
