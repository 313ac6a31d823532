import { type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../run-lydian.ts";

const english = "The town library lends books to every resident, and a card costs five euros a year.";
const german = "Die Stadtbibliothek verleiht Bücher an alle Einwohner, und ein Ausweis kostet fünf Euro im Jahr.";

describe("a collection with documents in a language that the embedding model does not know", () => {
  const folder = temporaryFolder();
  let lydian: Lydian;
  const codes = (warnings: readonly { readonly code: string }[]) => warnings.map(({ code }) => code);

  beforeAll(async () => {
    lydian = await openLydian({ store: folder.path });
    const documents = [english, german].map((content, index) => ({ uri: index === 0 ? "en" : "de", content }));
    await lydian.add(documents);
  }, 120_000);

  afterAll(async () => {
    await lydian.close();
    folder.remove();
  });

  it("searches by words only for a question in such a language, and says so", async () => {
    const { hits, warnings } = await lydian.search("Wie viel kostet ein Ausweis für ein Jahr?");
    expect(hits[0]?.uri).toBe("de");
    expect(hits.map(({ stage }) => stage)).not.toContain("fusion");
    expect(codes(warnings)).toEqual(["language-outside-model"]);
  });

  it("finds such a document by its words alone, and says so", async () => {
    const { hits, warnings } = await lydian.search("Euro price of a year's library card, Ausweis");
    const found = hits.find(({ uri }) => uri === "de");
    expect(found?.explanation.stages.map(({ stage }) => stage)).toEqual(["words", "fusion"]);
    expect(hits.find(({ uri }) => uri === "en")?.explanation.stages.map(({ stage }) => stage)).toContain("vectors");
    expect(codes(warnings)).toEqual(["language-outside-model"]);
  });

  it("does not warn when question and hits are in the model's languages", async () => {
    const { warnings } = await lydian.search("How much is a library card for a resident?", {
      where: 'language = "en"',
    });
    expect(warnings).toEqual([]);
  });
});

describe("a model whose languages are set", () => {
  const folder = temporaryFolder();

  afterAll(() => folder.remove());

  it("searches by meaning in the languages of embedding.languages", async () => {
    const settings = { embedding: { languages: ["de", "en"] } };
    const lydian = await openLydian({ store: folder.path, settings });
    try {
      await lydian.add([{ uri: "de", content: german }]);
      const { hits, warnings } = await lydian.search("Wie viel kostet ein Ausweis für ein Jahr?");
      expect(hits[0]?.explanation.stages.map(({ stage }) => stage)).toContain("vectors");
      expect(warnings).toEqual([]);
    } finally {
      await lydian.close();
    }
  });
});
