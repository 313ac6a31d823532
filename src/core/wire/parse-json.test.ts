import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findJsonExcess, MAX_JSON_DEPTH, parseJson } from "./parse-json.ts";

const nested = (depth: number, inside = "1") => `${"[".repeat(depth)}${inside}${"]".repeat(depth)}`;

describe("parseJson", () => {
  it("parses whatever JSON can say", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        const text = JSON.stringify(value);
        expect(parseJson(text)).toEqual(JSON.parse(text));
        expect(parseJson(`${text}}`)).toBeUndefined();
      }),
    );
  });

  it("returns undefined for text that is not JSON", () => {
    for (const text of ["", "{", "[1,]", "undefined", "'a'", '"'])
      expect([text, parseJson(text)]).toEqual([text, undefined]);
  });

  it("returns undefined for lists and objects deeper than the limit", () => {
    expect(parseJson(nested(MAX_JSON_DEPTH))).toBeInstanceOf(Array);
    expect(parseJson(nested(MAX_JSON_DEPTH + 1))).toBeUndefined();
    const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
    expect(parseJson(objects(MAX_JSON_DEPTH))).toBeInstanceOf(Object);
    expect(parseJson(objects(MAX_JSON_DEPTH + 1))).toBeUndefined();
  });
});

describe("findJsonExcess", () => {
  const depthOf = (value: unknown): number =>
    typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

  it("knows the depth of every JSON text, whatever its strings contain", () => {
    const text = fc.string({ unit: fc.constantFrom("[", "{", "]", "}", '"', "\\", ",", "é") });
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        text,
        fc.integer(),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(text, tie("value"), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2), (example, indent) => {
        const depth = depthOf(example);
        const json = JSON.stringify(example, undefined, indent);
        expect(findJsonExcess(json, { depth })).toBeUndefined();
        if (depth > 0) expect(findJsonExcess(json, { depth: depth - 1 })).toBe("depth");
      }),
    );
  });

  it("never throws for text that is not JSON", () => {
    fc.assert(fc.property(fc.string(), (text) => void findJsonExcess(text, { depth: 1, values: 1 })));
  });

  it("counts the values of lists and objects, but not the commas of strings", () => {
    const limits = (values: number) => ({ depth: 100, values });
    expect(findJsonExcess("[1,2,3]", limits(4))).toBeUndefined();
    expect(findJsonExcess("[1,2,3]", limits(3))).toBe("values");
    expect(findJsonExcess('{"a":1,"b":[]}', limits(4))).toBeUndefined();
    expect(findJsonExcess('{"a":1,"b":[]}', limits(3))).toBe("values");
    expect(findJsonExcess('",,,,\\",,,,"', limits(1))).toBeUndefined();
  });
});
