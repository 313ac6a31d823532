import { describe, expect, it } from "vitest";
import { z } from "zod";
import { givenObject } from "./given-object.ts";

const search = givenObject({ query: z.string(), limit: z.int().optional() });
const complaint = (value: unknown) => search.safeParse(value).error?.issues[0]?.message;

describe("givenObject", () => {
  it("accepts the fields of its shape", () => {
    expect(search.parse({ query: "key", limit: 3 })).toEqual({ query: "key", limit: 3 });
  });

  it("rejects an unknown field, and suggests the nearest known one", () => {
    expect(complaint({ query: "key", limt: 3 })).toBe('There is no field "limt" here. Did you mean "limit"?');
  });

  it("lists all known fields if none is similar", () => {
    expect(complaint({ query: "key", colour: "red" })).toBe(
      'There is no field "colour" here. The fields are query, limit.',
    );
  });

  it("reports zod's message about a wrong value of a known field", () => {
    expect(complaint({ query: 3 })).toContain("expected string");
  });
});
