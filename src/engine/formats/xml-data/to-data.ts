import type { DataNode, ListNode, MapEntry } from "../data/data-node.ts";
import { childElements, xmlTextOf } from "../xml/find-elements.ts";
import type { XmlElement } from "../xml/parse-xml.ts";

/**
 * Converts an element to data: its text, or its attributes (`@id`) and its elements by name. Consecutive elements with
 * one name are a list, numbered from 1 as in XPath. Text with elements inside is one text.
 */
export function toData(element: XmlElement): DataNode {
  const elements = childElements(element);
  const hasText = element.children.some((child) => typeof child === "string" && child.trim() !== "");
  const attributes = Object.entries(element.attributes)
    .filter(([key]) => !key.startsWith("xsi:"))
    .map(([key, value]): MapEntry => ({ key: `@${key}`, value: toValue(value) }));
  if (elements.length === 0 || hasText) {
    const text = toValue(
      xmlTextOf(element)
        .replaceAll(/[^\S\n]+/g, " ")
        .replaceAll(/ ?\n[\n ]*/g, "\n"),
    );
    if (attributes.length === 0) return text;
    return {
      kind: "map",
      entries: text.text.trim() === "" ? attributes : [...attributes, { key: "text()", value: text }],
    };
  }
  return { kind: "map", entries: [...attributes, ...gather(elements)] };
}

function toValue(text: string): { readonly kind: "value"; readonly text: string } {
  return { kind: "value", text: text.trim() };
}

/** Groups elements in reading order. A name that comes again after another one is a new entry; its numbers continue. */
function gather(elements: readonly XmlElement[]): readonly MapEntry[] {
  const totals = new Map<string, number>();
  for (const { name } of elements) totals.set(name, (totals.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  const entries: MapEntry[] = [];
  let run: { readonly key: string; readonly items: DataNode[] } | undefined;
  for (const element of elements) {
    const key = element.name;
    const first = (seen.get(key) ?? 0) + 1;
    seen.set(key, first);
    const value = toData(element);
    if (run?.key === key) run.items.push(value);
    else if (totals.get(key) === 1) {
      run = undefined;
      entries.push({ key, value });
    } else {
      run = { key, items: [value] };
      const list: ListNode = { kind: "list", items: run.items, first };
      entries.push({ key, value: list });
    }
  }
  return entries;
}
