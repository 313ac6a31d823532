import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from "saxes";
import { LoadFailedError } from "../../../core/index.ts";
import { decodeText } from "../decode/decode-text.ts";
import { createPrefixFinder } from "./name-namespaces.ts";

/** An element with the prefixes of `name-namespaces.ts`. Attributes without a prefix have none. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}

export type XmlNode = XmlElement | string;

interface OpenElement extends XmlElement {
  readonly children: XmlNode[];
}

/** Maximum depth, so that code may walk the tree recursively. Real documents nest some thirty levels deep. */
const MAX_DEPTH = 256;
/** Maximum number of elements; each takes about 200 bytes of memory. */
const MAX_ELEMENTS = 3_000_000;
const ENCODING = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]+)/;

/**
 * Parses XML strictly. Entities other than XML's own five are refused, and so is a DOCTYPE that declares anything;
 * another one is ignored. Nothing is fetched.
 *
 * @param bytes  the text in UTF-8, or in the encoding of its byte-order mark or XML declaration
 * @returns      the root element
 * @throws {LoadFailedError} when it is not well-formed (naming line and column), nests deeper than 256, or has more
 *                           than 3,000,000 elements
 */
export function parseXml(bytes: Uint8Array): XmlElement {
  const declared = ENCODING.exec(Buffer.from(bytes.subarray(0, 256)).toString("latin1"))?.[1];
  return parseText(decodeText(bytes, declared).text);
}

function parseText(text: string): XmlElement {
  const top: OpenElement = { name: "", attributes: {}, children: [] };
  const open = [top];
  const parser = new SaxesParser({ xmlns: true });
  const nameOf = createPrefixFinder();
  let elements = 0;
  parser.on("error", (error) => {
    // E-books often forget to declare a prefix. Nothing is lost by that.
    if (!error.message.includes("unbound namespace prefix")) throw notWellFormed(parser.line, parser.column);
  });
  parser.on("doctype", (doctype) => {
    if (doctype.includes("[")) throw refused("its document type declares something, which may hide entities");
  });
  parser.on("opentag", (tag) => {
    if (open.length > MAX_DEPTH) throw refused(`it nests deeper than ${MAX_DEPTH} elements`);
    if (++elements > MAX_ELEMENTS) throw refused(`it has more than ${MAX_ELEMENTS} elements`);
    const element = toElement(tag, nameOf);
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => open.pop());
  parser.on("text", (part) => open.at(-1)?.children.push(part));
  parser.on("cdata", (part) => open.at(-1)?.children.push(part));
  parser.write(text).close();
  const root = top.children.find((child) => typeof child !== "string");
  if (root === undefined) throw refused("it has no element");
  return root;
}

type PrefixFinder = ReturnType<typeof createPrefixFinder>;

function toElement(tag: SaxesTagNS, nameOf: PrefixFinder): OpenElement {
  const attributes: Record<string, string> = Object.create(null);
  for (const attribute of Object.values(tag.attributes)) {
    if (attribute.prefix !== "xmlns") attributes[toName(attribute, nameOf)] = attribute.value;
  }
  return { name: toName(tag, nameOf), attributes, children: [] };
}

function toName({ prefix, local, uri }: SaxesTagNS | SaxesAttributeNS, nameOf: PrefixFinder): string {
  const name = uri === "" ? prefix : nameOf(uri, prefix);
  return name === "" ? local : `${name}:${local}`;
}

function notWellFormed(line: number, column: number): LoadFailedError {
  return refused(`it is not well-formed at line ${line}, column ${column}`);
}

function refused(reason: string): LoadFailedError {
  return new LoadFailedError(`XML in the file was refused: ${reason}.`, {
    hint: "Open the file in the program that made it, save it again, and add the new file.",
  });
}
