import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { temporaryFolder } from "../run-lydian.ts";

const samples = z
  .array(z.object({ language: z.string(), text: z.string(), question: z.string(), inflected: z.array(z.string()) }))
  .parse(JSON.parse(readFileSync("src/engine/text/fixtures/languages.json", "utf8")));
const searches = samples.flatMap(({ language, inflected }) => inflected.map((query) => ({ language, query })));

const titleOf = (language: string): string => `${language}.txt`;

describe("a collection in thirty languages", () => {
  const folder = temporaryFolder();
  let lydian: Lydian;

  beforeAll(async () => {
    for (const { language, text } of samples) writeFileSync(join(folder.path, titleOf(language)), text);
    lydian = await openLydian({ store: join(folder.path, ".lydian") });
    await lydian.add(folder.path, { embed: false });
  }, 120_000);

  afterAll(async () => {
    await lydian.close();
    folder.remove();
  });

  it("detects the language of every document, and filters by it", async () => {
    const documents = await lydian.list();
    expect(documents.map(({ title, language }) => [title, language])).toEqual(
      samples.map(({ language }) => [titleOf(language), language]).sort(),
    );
    const [german, ...others] = await lydian.list({ where: 'language = "de"' });
    expect(german?.title).toBe(titleOf("de"));
    expect(others).toEqual([]);
  });

  it.each(searches)(
    "finds the document in $language by $query, another form of a word in it",
    async ({ language, query }) => {
      const { hits } = await lydian.search(query, { mode: "lexical", limit: 30 });
      expect(hits.map(({ title }) => title)).toContain(titleOf(language));
    },
  );

  it("explains scores by terms of several languages that sum to them", async () => {
    const { hits } = await lydian.search("die Bücher der library, 図書館", { mode: "lexical", limit: 30 });
    expect(hits.map(({ title }) => title)).toEqual(expect.arrayContaining(["de", "en", "ja"].map(titleOf)));
    for (const { score, explanation } of hits) {
      const [words] = explanation.stages;
      const sum = words?.parts.reduce((total, { value }) => total + value, 0) ?? 0;
      expect(Math.abs(sum - score)).toBeLessThanOrEqual(1e-9 * score);
    }
  });
});
