import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "./parse-json.ts";

describe("parsing JSON", () => {
  it("returns every JSON value, and undefined for text that is not JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(parseJson(text)).toEqual(JSON.parse(text));
        expect(parseJson(`${text}}`)).toBeUndefined();
      }),
    );
    expect(parseJson("")).toBeUndefined();
    expect(parseJson("null")).toBeNull();
  });
});
