import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LoadFailedError } from "../../../core/index.ts";
import type { DataNode } from "../data/data-node.ts";
import { parseJson } from "./parse-exact-json.ts";

/**
 * Converts data to what `JSON.parse` returns. Strings and other values look alike in data, so all are compared as
 * texts.
 */
function simplify(node: DataNode): unknown {
  if (node.kind === "value") return node.text;
  if (node.kind === "list") return node.items.map(simplify);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, simplify(value)]));
}

function asTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asTexts);
  if (typeof value !== "object" || value === null) return typeof value === "string" ? value : JSON.stringify(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asTexts(inner)]));
}

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("parseJson", () => {
  it("agrees with JSON.parse on every valid text", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1, "\t"), (text, indent) => {
        const value: unknown = JSON.parse(text);
        expect(simplify(parseJson(JSON.stringify(value, undefined, indent)).root)).toEqual(asTexts(value));
      }),
      { numRuns: 200 },
    );
  });

  it("refuses every text that JSON.parse refuses", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"a"',
      "1",
      "-",
      "01",
      "1.",
      "true",
      "nul",
      '"\\x"',
      '"\n"',
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join("");
        let isValid = true;
        try {
          JSON.parse(text);
        } catch {
          isValid = false;
        }
        if (isValid) parseJson(text);
        else expect(() => parseJson(text)).toThrow(LoadFailedError);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps the spelling of numbers, and every value of a repeated key", () => {
    const { root, repeatedKeys } = parseJson('{"a": 1.10, "b": 12345678901234567890, "a": 1e3}');
    expect(root).toEqual({
      kind: "map",
      entries: [
        { key: "a", value: { kind: "value", text: "1.10" } },
        { key: "b", value: { kind: "value", text: "12345678901234567890" } },
        { key: "a", value: { kind: "value", text: "1e3" } },
      ],
    });
    expect(repeatedKeys).toBe(1);
  });

  it.each([
    ['{\n"a": 1,\n"secret" 2}', "line 3"],
    ['{"secret"', "line 1"],
  ])("names the line of a syntax error, but quotes none of it: %j", (text, line) => {
    const error = thrownBy(() => parseJson(text));
    expect(error).toBeInstanceOf(LoadFailedError);
    expect(error).toMatchObject({ message: expect.stringContaining(line) });
    expect(inspect(error, { depth: null })).not.toContain("secret");
  });

  it("refuses a million brackets without an overflow, and reads a text of a million characters", () => {
    expect(() => parseJson("[".repeat(1_000_000))).toThrow("200 levels");
    expect(parseJson(JSON.stringify(`${'"\\'.repeat(250_000)}`)).root).toMatchObject({ text: '"\\'.repeat(250_000) });
  });
});
