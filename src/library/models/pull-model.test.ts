import { describe, expect, it } from "vitest";
import { defined } from "../../core/index.ts";
import type { PullRequest } from "../parts/lydian-parts.ts";
import { namePull } from "./pull-model.ts";

const hash = "ab".repeat(32);

describe("namePull", () => {
  it.each<[string, string | undefined, PullRequest["name"]]>([
    ["https://h.example/models/Small-Q4.gguf?download=true", undefined, "Small-Q4"],
    ["https://h.example/x", "mine.gguf", "mine"],
    ["https://h.example/x", undefined, "x"],
  ])("for the address %s with the requested name %s, the name is %s", (url, as, name) => {
    expect(namePull(url, defined({ sha256: hash.toUpperCase(), as }))).toEqual({
      name,
      sha256: hash,
    });
  });

  it.each([
    ["https://h.example/", undefined],
    ["https://h.example/x", "../x"],
    ["https://h.example/a%2Fb", undefined],
    ["https://h.example/x", ".hidden"],
    ["not an address", undefined],
  ])("rejects the address %s with the requested name %s, because they give no valid name", (url, as) => {
    expect(() => namePull(url, defined({ sha256: hash, as }))).toThrow(/name of a model/);
  });

  it.each(["", "abc", `${hash}0`, "g".repeat(64)])("rejects %j, which is not a SHA-256", (sha256) => {
    expect(() => namePull("https://h.example/x.gguf", { sha256 })).toThrow(/64 hexadecimal digits/);
  });
});
