import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DataValue, Json, JsonSchema } from "../../../../core/index.ts";
import { createDataCheck } from "./create-data-check.ts";
import { toJson, toPointer, toTree, valuesOf } from "./data-tree.ts";
import { fitData } from "./fit-data.ts";

const priced: JsonSchema = {
  type: "object",
  properties: {
    fees: {
      type: "array",
      items: {
        type: "object",
        properties: { for: { type: "string" }, price: { type: "number" }, note: { type: ["string", "null"] } },
        required: ["for", "price"],
        additionalProperties: false,
      },
    },
    since: { type: "string" },
  },
  required: ["fees"],
  additionalProperties: false,
};
const data = {
  fees: [
    { for: "key", price: 20, note: null },
    { for: "card", price: 5, note: "wrong" },
  ],
  since: "May",
};

function fitOf(value: Json, bad: readonly string[], keepsUnsupported = false) {
  const judge = ({ key }: { readonly key: string }): Pick<DataValue, "verdict" | "why"> =>
    bad.includes(key) ? { verdict: "not-enough-evidence", why: "no" } : { verdict: "supported", why: "yes" };
  return fitData(toTree(value), createDataCheck(priced), judge, keepsUnsupported);
}

describe("fitData", () => {
  it("keeps supported values, each with its place", () => {
    expect(fitOf(data, ["/fees/1/note"])).toMatchObject({
      value: { fees: [data.fees[0], { for: "card", price: 5 }], since: "May" },
      values: ["/fees/0/for", "/fees/0/price", "/fees/1/for", "/fees/1/price", "/since"].map((path) => ({ path })),
    });
  });

  it("removes the part that breaks the schema, and keeps the original keys of values that move", () => {
    const fitted = fitOf(data, ["/fees/0/price"]);
    expect(fitted?.value).toEqual({ fees: [data.fees[1]], since: "May" });
    expect(fitted?.values[0]).toMatchObject({ path: "/fees/0/for", key: "/fees/1/for" });
  });

  it("returns nothing if the remaining data break the schema or have no value; a list without its items is not an empty list", () => {
    expect(fitOf(data, ["/fees/0/price", "/fees/1/price"])).toBeUndefined();
    expect(fitOf({ fees: [] }, [])).toBeUndefined();
    expect(fitOf({ fees: [], since: "May" }, [])?.value).toEqual({ fees: [], since: "May" });
  });

  it("keeps all values with their verdicts if the option says so", () => {
    const fitted = fitOf(data, ["/since"], true);
    expect(fitted?.value).toEqual(data);
    expect(fitted?.values.at(-1)).toMatchObject({ path: "/since", verdict: "not-enough-evidence" });
  });

  it("returns only supported values and data that fit the schema, whatever is unsupported", () => {
    const fee = fc.record(
      { for: fc.string(), price: fc.nat(9), note: fc.option(fc.string()) },
      { requiredKeys: ["for", "price"] },
    );
    const value = fc.record({ fees: fc.array(fee, { maxLength: 4 }), since: fc.string() });
    fc.assert(
      fc.property(value, fc.func(fc.boolean()), (own, isBad) => {
        const bad = valuesOf(toTree(own)).flatMap(({ key }) => (isBad(key) ? [key] : []));
        const fitted = fitOf(own, bad);
        if (fitted === undefined) return;
        expect(createDataCheck(priced)(fitted.value)).toBeUndefined();
        expect(fitted.values.every(({ key }) => !bad.includes(key))).toBe(true);
        expect(valuesOf(toTree(fitted.value)).map(({ path }) => path)).toEqual(fitted.values.map(({ path }) => path));
      }),
    );
  });
});

describe("a tree of data", () => {
  it("converts back to the same data, and knows each value's JSON pointer", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const own: Json = JSON.parse(JSON.stringify(value));
        expect(toJson(toTree(own))).toEqual(own);
        expect(valuesOf(toTree(own)).every(({ key, path }) => key === path)).toBe(true);
      }),
    );
    expect(valuesOf(toTree({ "a/b": { "c~d": [1] } }))).toEqual([
      { key: "/a~1b/c~0d/0", path: "/a~1b/c~0d/0", value: 1 },
    ]);
  });

  it.each([
    ["/fees/0/price", "/fees/0/price"],
    ["fees[0].price", "/fees/0/price"],
    ["$.fees[0].price", "/fees/0/price"],
    ["/answer/fees", "/fees"],
    ["answer.fees", "/fees"],
    ["price", "/price"],
    ["/answer", "/answer"],
  ])("reads %j as the pointer %j", (written, pointer) => {
    expect(toPointer(written)).toBe(pointer);
  });
});
