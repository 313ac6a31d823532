import { childElements, childNamed, childrenNamed, xmlTextOf } from "../xml/find-elements.ts";
import type { XmlElement } from "../xml/parse-xml.ts";

/** Terms that need no brackets: a single sign, a number, or a term in brackets. */
const SIMPLE = /^(?:.|[\p{N}.,]{1,1000}|\([^()]{0,1000}\))$/u;
/** Invisible operators, such as function application, which only machines need. */
const INVISIBLE = /[\u2061-\u2064]/g;

/** Writes an equation (`m:oMath`) as one line of text: `(mλ)/a = sqrt(2)`. */
export function writeMath(element: XmlElement): string {
  const write = WRITERS.get(element.name);
  if (write !== undefined) return write(element);
  if (element.name === "m:t") return xmlTextOf(element).replaceAll(INVISIBLE, " ");
  // Properties, such as `m:fPr`, and Word's formatting.
  if (element.name.endsWith("Pr") || element.name === "w:rPr") return "";
  return childElements(element).map(writeMath).join("");
}

const part = (element: XmlElement, name: string): string => {
  const child = childNamed(element, name);
  return child === undefined ? "" : writeMath(child).trim();
};

const grouped = (text: string): string => (text === "" || SIMPLE.test(text) ? text : `(${text})`);

const below = (text: string): string => (text === "" ? "" : `_${grouped(text)}`);

const above = (text: string): string => (text === "" ? "" : `^${grouped(text)}`);

const property = (element: XmlElement, name: string): string | undefined => {
  const properties = childNamed(element, `${element.name}Pr`);
  return properties === undefined ? undefined : childNamed(properties, name)?.attributes["m:val"];
};

const WRITERS: ReadonlyMap<string, (element: XmlElement) => string> = new Map(
  Object.entries<(element: XmlElement) => string>({
    "m:f": (element) => `${grouped(part(element, "m:num"))}/${grouped(part(element, "m:den"))}`,
    "m:sSup": (element) => grouped(part(element, "m:e")) + above(part(element, "m:sup")),
    "m:sSub": (element) => grouped(part(element, "m:e")) + below(part(element, "m:sub")),
    "m:sSubSup": (element) =>
      grouped(part(element, "m:e")) + below(part(element, "m:sub")) + above(part(element, "m:sup")),
    "m:sPre": (element) => below(part(element, "m:sub")) + above(part(element, "m:sup")) + part(element, "m:e"),
    "m:limLow": (element) => part(element, "m:e") + below(part(element, "m:lim")),
    "m:limUpp": (element) => part(element, "m:e") + above(part(element, "m:lim")),
    "m:func": (element) => `${part(element, "m:fName")} ${grouped(part(element, "m:e"))}`,
    "m:rad": (element) => {
      const degree = part(element, "m:deg");
      const radicand = part(element, "m:e");
      return degree === "" ? `sqrt(${radicand})` : `root(${degree}, ${radicand})`;
    },
    "m:nary": (element) => {
      const sign = property(element, "m:chr") ?? "∫";
      return `${sign}${below(part(element, "m:sub"))}${above(part(element, "m:sup"))} ${part(element, "m:e")}`;
    },
    "m:d": (element) => {
      const inner = childrenNamed(element, "m:e")
        .map(writeMath)
        .join(property(element, "m:sepChr") ?? "|");
      return `${property(element, "m:begChr") ?? "("}${inner}${property(element, "m:endChr") ?? ")"}`;
    },
    "m:acc": (element) => part(element, "m:e") + (property(element, "m:chr") ?? "\u0302"),
    "m:eqArr": (element) => childrenNamed(element, "m:e").map(writeMath).join("; "),
    "m:m": (element) => {
      const rows = childrenNamed(element, "m:mr").map((row) => childrenNamed(row, "m:e").map(writeMath).join(", "));
      return `[${rows.join("; ")}]`;
    },
  }),
);
