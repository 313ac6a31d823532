import { normalizeText } from "../../text/index.ts";
import { type HtmlNode, isElement } from "./parse-html.ts";
import { walkNodes } from "./walk-nodes.ts";

const INLINE = new Set(
  "A ABBR B BDI BDO BIG CITE CODE DATA DEL DFN EM FONT I IMG INS KBD LABEL MARK NOBR Q S SAMP SMALL SPAN STRIKE STRONG SUB SUP TIME TT U VAR WBR".split(
    " ",
  ),
);

export function isInline(tagName: string): boolean {
  return INLINE.has(tagName.toUpperCase());
}

/** Returns the text of a part of the page on one line: NFC, with white space, blocks and line breaks as one space. */
export function readInlineText(root: HtmlNode): string {
  const pieces: string[] = [];
  const separate = (node: HtmlNode) => {
    if (isElement(node) && !isInline(node.tagName)) pieces.push(" ");
  };
  walkNodes(
    root,
    (node) => {
      if (node.nodeType === 3) pieces.push(node.nodeValue ?? "");
      if (isElement(node) && node.tagName === "IMG") pieces.push(" ", node.getAttribute("alt") ?? "", " ");
      separate(node);
      return true;
    },
    separate,
  );
  return collapseSpace(pieces.join(""));
}

/** Collapses HTML's white space and the no-break space, which searches and readers take as a space. */
export function collapseSpace(text: string): string {
  return normalizeText(text.replaceAll(/[ \t\n\r\f\u00A0]+/g, " ").trim());
}
