import { describe, expect, it } from "vitest";
import { never } from "../../core/index.ts";
import { loadBytes } from "./load-bytes.ts";

const load = (text: string, uri: string) => loadBytes({ bytes: new TextEncoder().encode(text), uri }, never);
const sentence = "The pump in hall 3 was checked and is in order. ";

describe("a file with a very long run", () => {
  it.each([
    ["a cell of 20 MB", "a.csv", `name,text\npump,"${sentence.repeat(420_000)}"\n`],
    ["a comment of 6 million stars", "a.html", `<!doctype html><style>/*${"*".repeat(6_000_000)}*/</style><p>order`],
  ])("is read: %s", async (_what, uri, text) => {
    expect((await load(text, uri)).text).toContain("order");
  });
});
