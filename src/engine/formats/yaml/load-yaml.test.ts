import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { LoadFailedError, LydianError, locateSpan } from "../../../core/index.ts";
import { loadYaml } from "./load-yaml.ts";

const load = (text: string) => loadYaml({ bytes: new TextEncoder().encode(text), uri: "a.yml", mediaType: "" });

describe("loadYaml", () => {
  it("writes each value with its path and the comment above it", async () => {
    const { text, locations } = await load(
      "# how long to wait\ntimeout: 1.50 # seconds\nports:\n  - 80\n  - 443\non: yes\n",
    );
    expect(text).toBe("# how long to wait\n# seconds\ntimeout: 1.50\nports: 80, 443\non: yes");
    expect(locateSpan(locations, { start: text.indexOf("443"), end: text.length })).toEqual({ anchor: "/ports" });
  });

  it("numbers the documents of a stream, and reads nothing from an empty file", async () => {
    expect((await load("a: 1\n---\na: 2\n")).text).toBe("[0].a: 1\n\n[1].a: 2");
    expect(await load("# nothing\n")).toMatchObject({ text: "", elements: [] });
  });

  it("replaces an alias with what it stands for", async () => {
    expect((await load("base: &b\n  x: 1\nother: *b\n")).text).toBe("base.x: 1\nother.x: 1");
  });

  it("warns of repeated keys, and keeps their values", async () => {
    const { text, warnings } = await load("a: 1\na: 2\n");
    expect(text).toBe("a: 1\na: 2");
    expect(warnings).toMatchObject([{ code: "keys-repeated" }]);
  });

  it("limits the growth of aliases, also of those that contain themselves", async () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(10)}]`,
    );
    const bomb = await load(`l0: &l0 [a, b]\n${levels.join("\n")}\n`);
    expect(bomb.text.length).toBeLessThan(2_000_000);
    expect(bomb.warnings).toMatchObject([{ code: "aliases-unexpanded" }]);
    expect((await load("a: &a\n  b: *a\n")).warnings).toMatchObject([{ code: "aliases-unexpanded" }]);
  });

  it("names the line that it cannot read", async () => {
    await expect(load('a: 1\nb: "open\n')).rejects.toThrow(LoadFailedError);
    await expect(load("a: 1\nb: [1\nc: 2\n")).rejects.toThrow(/line \d/);
  });

  it("writes every key and value of any data", async () => {
    const word = fc.stringMatching(/^[a-z]{3,8}$/);
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        word,
        fc.array(tie("node"), { maxLength: 4 }),
        fc.dictionary(word, tie("node"), { maxKeys: 4 }),
      ),
    })).node;
    await fc.assert(
      fc.asyncProperty(value, async (data) => {
        const source = stringify(data, { aliasDuplicateObjects: false });
        const { text } = await load(source);
        for (const found of source.matchAll(/[a-z]{3,}/g)) expect(text).toContain(found[0]);
      }),
      { numRuns: 60 },
    );
  });

  it("ends with a document or a clear error on any text", async () => {
    const piece = fc.constantFrom(
      "a",
      ":",
      " ",
      "\n",
      "- ",
      "[",
      "]",
      "{",
      "}",
      "&x ",
      "*x",
      "!!t ",
      "|\n",
      '"',
      "'",
      "#",
      "---\n",
      "? ",
      "<<",
      "%",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 25 }), async (pieces) => {
        await load(pieces.join("")).catch((error: unknown) => expect(error).toBeInstanceOf(LydianError));
      }),
      { numRuns: 200 },
    );
  });
});
