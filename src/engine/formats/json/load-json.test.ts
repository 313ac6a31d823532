import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Element, locateSpan } from "../../../core/index.ts";
import { loadJson } from "./load-json.ts";
import { loadJsonLines } from "./load-json-lines.ts";

const input = (text: string) => ({ bytes: new TextEncoder().encode(text), uri: "a.json", mediaType: "" });
const load = (value: unknown) => loadJson(input(JSON.stringify(value)));

/** Expects that elements are not empty, follow each other and end within the text. */
function expectOrdered(elements: readonly Element[], textLength: number): void {
  let end = 0;
  for (const { span } of elements) {
    expect(span.start).toBeGreaterThanOrEqual(end);
    expect(span.end).toBeGreaterThan(span.start);
    end = span.end;
  }
  expect(end).toBeLessThanOrEqual(textLength);
}

/** Expects that a text contains the longer words of a value as JSON writes it, leaving out escapes. */
function expectWords(text: string, value: unknown): void {
  const words = JSON.stringify(value).match(/[a-z0-9]{4,}/gi) ?? [];
  const unescaped = text.replaceAll(/\\u[\da-f]{4}/gi, "");
  for (const word of words.filter((written) => !/^u[\da-f]{4}/i.test(written)))
    expect(unescaped).toContain(word.replace(/^[bfnrt]/, ""));
}

function valueAt(root: unknown, pointer: string): unknown {
  const steps = pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], root);
}

describe("loadJson", () => {
  it("writes a list of more than 100 numbers as its length and first values, with a warning", async () => {
    const numbers = Array.from({ length: 1_536 }, (_, index) => index / 8);
    const { text, warnings, locations } = await load({
      embedding: numbers,
      few: numbers.slice(0, 100),
      object: "list",
    });
    expect(text).toContain("embedding: 1536 numbers: 0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, …");
    expect(text).not.toContain("embedding[");
    expect(text).toContain("few[99]: 12.375");
    expect(locateSpan(locations, { start: text.indexOf("1536"), end: text.indexOf("1536") + 1 })).toEqual({
      anchor: "/embedding",
    });
    expect(warnings.map(({ code }) => code)).toEqual(["numbers-shortened"]);
    expect((await load({ few: [1, 2, "-1.5e-3"] })).warnings).toEqual([]);
  });

  it("writes each value with its path, and its JSON pointer as anchor", async () => {
    const { text, elements, locations } = await load({
      a: { b: [{ c: 1 }, { "d/e": ["x", "y"] }] },
      "f g": null,
      h: [],
    });
    expect(text).toBe('a.b[0].c: 1\na.b[1]["d/e"]: x, y\n["f g"]: null\nh: []');
    expect(elements).toEqual([{ kind: "code", span: { start: 0, end: text.length } }]);
    const at = (part: string) => locateSpan(locations, { start: text.indexOf(part), end: text.indexOf(part) + 1 });
    expect(at("a.b[1]")).toEqual({ anchor: "/a/b/1/d~1e" });
    expect(at('["f g"]')).toEqual({ anchor: "/f g" });
  });

  it("writes a list of flat records as a table, with the place of each record", async () => {
    const { text, elements, locations } = await load({
      shop: "Main",
      parts: [
        { id: "A-113", price: 12.5, tags: ["steel", "round"] },
        { id: "A-114", price: 3 },
        { id: "A-115", price: 4, tags: [] },
      ],
    });
    expect(text).toBe(
      "shop: Main\n\nparts\n\n| id | price | tags |\n| --- | --- | --- |\n" +
        "| A-113 | 12.5 | steel, round |\n| A-114 | 3 |  |\n| A-115 | 4 |  |",
    );
    const [, heading, table] = elements;
    expect(heading).toMatchObject({ kind: "heading", level: 1 });
    expect(table?.kind).toBe("table");
    expect(text.slice(table?.header?.start, table?.header?.end)).toBe("| id | price | tags |");
    const start = text.indexOf("| A-114");
    expect(locateSpan(locations, { start, end: start + 10 })).toEqual({ anchor: "/parts/1" });
  });

  it("writes a long text as a paragraph, so that it can be cut at sentences", async () => {
    const body = "One sentence stands here. ".repeat(20).trim();
    const { text, elements } = await load({ title: "x", body, end: 1 });
    expect(text).toBe(`title: x\n\nbody:\n${body}\n\nend: 1`);
    expect(elements.map(({ kind }) => kind)).toEqual(["code", "paragraph", "code"]);
  });

  it("warns of repeated keys, and reads nothing from an empty file", async () => {
    expect((await loadJson(input('{"a":1,"a":2}'))).warnings).toMatchObject([{ code: "keys-repeated" }]);
    expect(await loadJson(input(" \n"))).toMatchObject({ text: "", warnings: [] });
  });

  it("shows an empty text", async () => {
    expect((await load([""])).text).toBe('""');
    expect((await load({ a: "" })).text).toBe('a: ""');
  });

  it("writes every value of any data, in order, with spans that do not overlap", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (value) => {
        const { text, elements, locations } = await load(value);
        expect(text).toBe(text.normalize("NFC"));
        expectOrdered(elements, text.length);
        expectWords(text, value);
        for (const { span, location } of locations) {
          const found = "anchor" in location ? valueAt(value, location.anchor) : value;
          if (typeof found === "number") expect(text.slice(span.start, span.end)).toContain(JSON.stringify(found));
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("loadJsonLines", () => {
  it("reads records line by line, and a broken line as text", async () => {
    const { text, locations, warnings } = await loadJsonLines(input('{"a": {"b": 1}}\n\n{broken\n{"a": {"b": 2}}\n'));
    expect(text).toBe("[0].a.b: 1\n\n[1]: {broken\n\n[2].a.b: 2");
    expect(locateSpan(locations, { start: text.length - 1, end: text.length })).toEqual({ anchor: "L4" });
    expect(warnings).toMatchObject([{ code: "lines-as-text" }]);
  });

  it("writes flat records as a table, with the line of each", async () => {
    const { text, locations } = await loadJsonLines(input('{"id":"A","n":1}\n{"id":"B","n":2}\n'));
    expect(text).toBe("| id | n |\n| --- | --- |\n| A | 1 |\n| B | 2 |");
    expect(locateSpan(locations, { start: text.indexOf("| B"), end: text.length })).toEqual({ anchor: "L2" });
  });
});
