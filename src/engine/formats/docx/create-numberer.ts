import { formatNumber } from "../write/format-number.ts";
import { childNamed, childrenNamed } from "../xml/find-elements.ts";
import type { XmlElement } from "../xml/parse-xml.ts";

interface Level {
  readonly start: number;
  readonly format: string;
  /** Pattern in which `%1.%2` stands for the numbers of the first two levels. */
  readonly pattern: string;
}

interface Numbering {
  /** Definition of the list. Lists with one definition share their numbers. */
  readonly definition: string;
  readonly levels: ReadonlyMap<number, Level>;
  readonly starts: ReadonlyMap<number, number>;
}

/**
 * Creates a function that numbers the paragraphs of lists as Word shows them: `2.`, `(a)`, `3.1`.
 *
 * @returns  a function with memory: each call is for the next paragraph of a list. It returns `-` for bullets, and
 *           undefined for a list without a definition
 */
export function createNumberer(numbering: XmlElement | undefined): (id: string, depth: number) => string | undefined {
  const lists = readLists(numbering);
  const counters = new Map<string, number[]>();
  const started = new Set<string>();
  return (id, depth) => {
    const list = lists.get(id);
    const level = list?.levels.get(depth);
    if (list === undefined || level === undefined) return undefined;
    if (level.format === "bullet") return "-";
    const counter = counters.get(list.definition) ?? [];
    counters.set(list.definition, counter);
    const restart = started.has(id) ? undefined : list.starts.get(depth);
    started.add(id);
    counter[depth] = restart ?? (counter[depth] === undefined ? level.start : counter[depth] + 1);
    counter.length = depth + 1;
    return showNumber(level.pattern, list, counter);
  };
}

function showNumber(pattern: string, list: Numbering, counter: readonly (number | undefined)[]): string {
  return pattern.replaceAll(/%([1-9])/g, (_, digit: string) => {
    const depth = Number(digit) - 1;
    const level = list.levels.get(depth);
    return formatNumber(counter[depth] ?? level?.start ?? 1, level?.format ?? "decimal");
  });
}

function readLists(numbering: XmlElement | undefined): ReadonlyMap<string, Numbering> {
  const definitions = new Map(
    childrenNamed(numbering, "w:abstractNum").map((definition) => [
      definition.attributes["w:abstractNumId"] ?? "",
      readLevels(definition),
    ]),
  );
  return new Map(
    childrenNamed(numbering, "w:num").map((list) => {
      const definition = childNamed(list, "w:abstractNumId")?.attributes["w:val"] ?? "";
      const overrides = childrenNamed(list, "w:lvlOverride");
      const starts = overrides.flatMap((override): readonly (readonly [number, number])[] => {
        const start = childNamed(override, "w:startOverride")?.attributes["w:val"];
        return start === undefined ? [] : [[Number(override.attributes["w:ilvl"]), Number(start)]];
      });
      const levels = new Map([
        ...(definitions.get(definition) ?? []),
        ...overrides.flatMap((override) => [...readLevels(override)]),
      ]);
      return [list.attributes["w:numId"] ?? "", { definition, levels, starts: new Map(starts) }];
    }),
  );
}

function readLevels(definition: XmlElement): ReadonlyMap<number, Level> {
  return new Map(
    childrenNamed(definition, "w:lvl").map((level) => {
      const value = (name: string) => childNamed(level, name)?.attributes["w:val"];
      const depth = Number(level.attributes["w:ilvl"] ?? "0");
      const start = Number(value("w:start") ?? "1");
      const format = value("w:numFmt") ?? "decimal";
      return [depth, { start: Number.isSafeInteger(start) ? start : 1, format, pattern: value("w:lvlText") ?? "" }];
    }),
  );
}
