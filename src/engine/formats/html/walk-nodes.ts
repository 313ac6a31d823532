import type { HtmlNode } from "./parse-html.ts";

/**
 * Walks a tree in document order without recursion, so that depth cannot overflow the stack.
 *
 * @param enter  called for every node; returns whether to visit its children
 * @param leave  called for every node, after its children
 */
export function walkNodes(root: HtmlNode, enter: (node: HtmlNode) => boolean, leave: (node: HtmlNode) => void): void {
  let node: HtmlNode = root;
  for (;;) {
    const child = enter(node) ? node.firstChild : null;
    if (child !== null) {
      node = child;
      continue;
    }
    leave(node);
    while (node !== root && node.nextSibling === null && node.parentNode !== null) {
      node = node.parentNode;
      leave(node);
    }
    if (node === root || node.nextSibling === null) return;
    node = node.nextSibling;
  }
}
