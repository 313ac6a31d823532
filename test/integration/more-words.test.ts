import { join } from "node:path";
import { type AccessScope, openLydian } from "lydian";
import { afterAll, describe, expect, it } from "vitest";
import { defined } from "../../src/core/index.ts";
import { temporaryFolder } from "../run-lydian.ts";

const glossary = { uri: "a:glossary", content: "An ECG (electrocardiogram) is read by a physician." };
const prices = { uri: "a:prices", content: "The electrocardiogram costs 40 euros." };
const rooms = { uri: "a:rooms", content: "The ECG stands in room 3. Myocardial infarction: room 4." };

describe("synonyms of the words of a query", () => {
  const folder = temporaryFolder();
  const at = (name: string) => join(folder.path, name);
  const search = { mode: "lexical" } as const;

  afterAll(() => folder.remove());

  it("include abbreviations that the found texts explain, while these texts exist and may be read", async () => {
    const lydian = await openLydian({ store: at("abbreviations") });
    await lydian.add([prices, rooms], { embed: false });
    await lydian.add([glossary], { embed: false, accessLabels: ["staff"] });
    const found = async (query: string, scope?: AccessScope) =>
      (await lydian.search(query, defined({ ...search, scope }))).hits.map(({ uri }) => uri);
    expect(await found("ECG")).toEqual(["a:glossary", "a:rooms", "a:prices"]);
    expect(await found("the electrocardiogram")).toEqual(["a:glossary", "a:prices", "a:rooms"]);
    expect(await found('"ECG"')).toEqual(["a:glossary", "a:rooms"]);
    expect(await found("ECG", { kind: "labels", labels: [] })).toEqual(["a:rooms"]);

    const { hits } = await lydian.search("ECG", search);
    const [words] = hits.at(-1)?.explanation.stages ?? [];
    expect(words?.parts.map(({ label }) => label)).toEqual(['body:"ECG" → electrocardiogram']);
    const sum = words?.parts.reduce((total, { value }) => total + value, 0);
    expect(sum).toBeCloseTo(words?.score ?? 0, 9);

    await lydian.remove("a:glossary");
    expect(await found("ECG")).toEqual(["a:rooms"]);
    await lydian.close();
  });

  it("include those of the setting search.synonyms", async () => {
    const settings = { search: { synonyms: "heart attack, myocardial infarction\nprice => costs" } };
    const lydian = await openLydian({ store: at("synonyms"), settings });
    await lydian.add([prices, rooms], { embed: false });
    const found = async (query: string) => (await lydian.search(query, search)).hits.map(({ uri }) => uri);
    expect(await found("heart attack")).toEqual(["a:rooms"]);
    expect(await found("price")).toEqual(["a:prices"]);
    expect(await found('"heart attack"')).toEqual([]);
    await lydian.close();
    await expect(openLydian({ settings: { search: { synonyms: "a, b\nalone" } } })).rejects.toMatchObject({
      code: "invalid-settings",
      message: expect.stringContaining("line 2"),
    });
  });
});
