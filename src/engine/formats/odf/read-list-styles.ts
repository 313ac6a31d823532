import { childElements, descendantsNamed } from "../xml/find-elements.ts";
import type { XmlElement } from "../xml/parse-xml.ts";

const FORMATS: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    i: "lowerRoman",
    I: "upperRoman",
    a: "lowerLetter",
    A: "upperLetter",
  }),
);

/** Format of the numbers of a list level. */
export interface NumberStyle {
  readonly prefix: string;
  readonly format: string;
  readonly suffix: string;
}

/** Reads the numbered levels of list styles, by `NAME/LEVEL`, levels from 1. All other levels have bullets. */
export function readListStyles(roots: readonly (XmlElement | undefined)[]): ReadonlyMap<string, NumberStyle> {
  const styles = new Map<string, NumberStyle>();
  for (const list of roots.flatMap((root) => [...descendantsNamed(root, "text:list-style")])) {
    const name = attributeOf(list, "name");
    for (const level of childElements(list).filter(({ name: kind }) => kind === "text:list-level-style-number")) {
      const format = attributeOf(level, "num-format");
      if (format === "") continue;
      styles.set(`${name}/${level.attributes["text:level"] ?? "1"}`, {
        prefix: attributeOf(level, "num-prefix"),
        format: FORMATS.get(format) ?? "decimal",
        suffix: attributeOf(level, "num-suffix"),
      });
    }
  }
  return styles;
}

/** Finds an attribute by its name without prefix. */
function attributeOf({ attributes }: XmlElement, name: string): string {
  return Object.entries(attributes).find(([key]) => key.endsWith(`:${name}`))?.[1] ?? "";
}
