import type { XmlElement, XmlNode } from "./parse-xml.ts";

function isXmlElement(node: XmlNode): node is XmlElement {
  return typeof node !== "string";
}

export function childElements(element: XmlElement): readonly XmlElement[] {
  return element.children.filter(isXmlElement);
}

export function childrenNamed(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element === undefined ? [] : childElements(element).filter((child) => child.name === name);
}

export function childNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return childrenNamed(element, name)[0];
}

/** Yields all elements below with this name, in document order, without those inside of one another. */
export function* descendantsNamed(element: XmlElement | undefined, name: string): Generator<XmlElement> {
  if (element === undefined) return;
  for (const child of element.children) {
    if (!isXmlElement(child)) continue;
    if (child.name === name) yield child;
    else yield* descendantsNamed(child, name);
  }
}

export function firstNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  for (const found of descendantsNamed(element, name)) return found;
  return undefined;
}

/** Returns all text below an element, unchanged. */
export function xmlTextOf(element: XmlElement | undefined): string {
  if (element === undefined) return "";
  return element.children.map((child) => (isXmlElement(child) ? xmlTextOf(child) : child)).join("");
}
