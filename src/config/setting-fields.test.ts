import { describe, expect, it } from "vitest";
import { settingFields } from "./setting-fields.ts";

describe("settingFields", () => {
  const fields = settingFields();

  it("gives every setting a description and a variable of its own", () => {
    expect(fields.length).toBeGreaterThan(15);
    expect(fields.every(({ description }) => description.endsWith("."))).toBe(true);
    expect(new Set(fields.map(({ variable }) => variable)).size).toBe(fields.length);
  });

  it("knows kind, bounds and default", () => {
    expect(fields.find(({ path }) => path === "chunking.maxTokens")).toMatchObject({
      variable: "LYDIAN_CHUNKING_MAX_TOKENS",
      kind: "whole number",
      bounds: { from: 16, to: 8192 },
      defaultValue: 400,
    });
  });

  it("leaves LYDIAN_STORE to the store's folder", () => {
    expect(fields.map(({ variable }) => variable)).not.toContain("LYDIAN_STORE");
  });
});
