import { describe, expect, it } from "vitest";
import type { JsonSchema } from "./open-api-document.ts";
import { typeOf } from "./type-of.ts";

const say = (schema: JsonSchema) =>
  typeOf(schema)
    .words.map((word) => ("shape" in word ? `[${word.shape}]` : word.text))
    .join("");

describe("typeOf", () => {
  it("describes named schemas, lists, alternatives and values", () => {
    expect(say({ $ref: "#/components/schemas/Hit" })).toBe("[Hit]");
    expect(say({ type: "array", items: { $ref: "#/components/schemas/Hit" } })).toBe("list of [Hit]");
    expect(say({ anyOf: [{ type: "string" }, { type: "null" }] })).toBe("string or null");
    expect(say({ enum: ["up", "down"] })).toBe('"up" or "down"');
    expect(say({ const: 1 })).toBe("1");
    expect(say({ type: "string", format: "uri" })).toBe("string (uri)");
    expect(say({ type: "array", prefixItems: [{ type: "string" }, { type: "number" }] })).toBe(
      "list of string and number",
    );
    expect(say({ type: "object", additionalProperties: { type: "string" } })).toBe("map of names to string");
    expect(say({})).toBe("anything");
  });

  it("lists the fields of an object and which are optional", () => {
    const schema = {
      properties: { a: { type: "string", description: "What." }, b: { type: "number" } },
      required: ["a"],
    };
    expect(say(schema)).toBe("{ a: string; b?: number }");
    expect(typeOf(schema).fields).toEqual([
      { name: "a", isRequired: true, description: "What.", schema: schema.properties.a },
      { name: "b", isRequired: false, schema: schema.properties.b },
    ]);
  });
});
