import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { loadHtml } from "./load-html.ts";

const folder = join(import.meta.dirname, "../../../../test/fixtures/pages");
const annotation = z.strictObject({ main: z.string(), boilerplate: z.string() });
const MIN_RECALL = 0.95;
/** Maximum share of the words outside of the main content. */
const MAX_BOILERPLATE = 0.5;

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Computes the share of the wanted words that are found, each as often as it is wanted. */
function recall(wanted: readonly string[], found: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of found) left.set(word, (left.get(word) ?? 0) + 1);
  let matched = 0;
  for (const word of wanted) {
    const count = left.get(word) ?? 0;
    if (count > 0) matched++;
    left.set(word, count - 1);
  }
  return matched / Math.max(1, wanted.length);
}

async function measure(name: string) {
  const bytes = readFileSync(join(folder, `${name}.html`));
  const { main, boilerplate } = annotation.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")));
  const loaded = await loadHtml({ bytes, uri: `https://example.org/${name}`, mediaType: "text/html" });
  // Readability takes the heading that repeats the title out of the text; it is kept, and searched, as the title.
  const found = wordsOf(`${loaded.title ?? ""} ${loaded.text}`);
  const wanted = wordsOf(main);
  const unwanted = wordsOf(boilerplate).filter((word) => !wanted.includes(word));
  return { recall: recall(wanted, found), boilerplate: recall(unwanted, found) };
}

describe("the main content of annotated pages", () => {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".html"))
    .map((name) => name.replace(".html", ""));

  it("is tested on ten pages", () => expect(names).toHaveLength(10));

  it.each(names)("is read as a whole, and most of its surroundings are left out: %s", async (name) => {
    const measured = await measure(name);
    expect(measured.recall).toBeGreaterThanOrEqual(MIN_RECALL);
    expect(measured.boilerplate).toBeLessThanOrEqual(MAX_BOILERPLATE);
  });
});
