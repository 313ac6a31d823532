import { describe, expect, it } from "vitest";
import { settingFields } from "./setting-fields.ts";

describe("settingFields", () => {
  const fields = settingFields();

  it("gives every setting a description and its own environment variable", () => {
    expect(fields.length).toBeGreaterThan(15);
    expect(fields.every(({ description }) => description.endsWith("."))).toBe(true);
    expect(new Set(fields.map(({ variable }) => variable)).size).toBe(fields.length);
  });

  it("marks a few settings as basic and the others as advanced", () => {
    const basic = fields.filter(({ level }) => level === "basic").map(({ path }) => path);
    expect(basic).toContain("answer.model");
    expect(basic).not.toContain("server.maxWaiting");
    expect(basic.length).toBeLessThanOrEqual(25);
  });

  it("gives a setting's kind, bounds and default", () => {
    expect(fields.find(({ path }) => path === "chunking.maxTokens")).toMatchObject({
      variable: "LYDIAN_CHUNKING_MAX_TOKENS",
      kind: "whole number",
      bounds: { from: 16, to: 8192 },
      defaultValue: 400,
    });
  });

  it("does not use LYDIAN_STORE, which names the store's folder", () => {
    expect(fields.map(({ variable }) => variable)).not.toContain("LYDIAN_STORE");
  });

  it("says of every text, list and mapping whether it needs trust in a found store", () => {
    // Untrusted settings of the server are ignored as a group.
    const texts = fields.filter(({ kind, choices, path }) => {
      const isOpen = ["text", "list", "mapping"].includes(kind) && choices === undefined;
      return isOpen && !path.startsWith("server.");
    });
    expect(texts.length).toBeGreaterThan(15);
    expect(texts.filter(({ needsTrust }) => needsTrust === undefined).map(({ path }) => path)).toEqual([]);
  });

  it("needs trust for addresses, keys, instructions, synonyms and private networks", () => {
    const needing = fields.filter(({ needsTrust = false }) => needsTrust !== false).map(({ path }) => path);
    expect(needing).toEqual([
      "embedding.model",
      "embedding.keyName",
      "search.synonyms",
      "rerank.model",
      "rerank.keyName",
      "answer.model",
      "answer.keyName",
      "answer.profile",
      "verify.entailment",
      "verify.judge",
      "verify.keyName",
      "guard.policy",
      "web.allowPrivate",
    ]);
  });
});
