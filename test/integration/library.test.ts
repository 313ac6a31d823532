import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Answer, type Lydian, type LydianEvent, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handbook, makeStoreWithVectors } from "../fixtures/handbook.ts";
import { temporaryFolder } from "../run-lydian.ts";

/** Expects every span of an answer to hold what it claims, in the stored text and in the answer. */
async function expectExact(lydian: Lydian, answer: Answer): Promise<void> {
  if (answer.status !== "grounded") throw new Error(`The answer is ${answer.status}: ${answer.reason}`);
  for (const citation of answer.citations) {
    const document = await lydian.read(citation.documentId);
    expect(document?.text.slice(citation.span.start, citation.span.end)).toBe(citation.quote);
    expect(document?.contentHash).toBe(citation.contentHash);
    expect(answer.passages.some(({ number }) => number === citation.number)).toBe(true);
  }
  for (const claim of answer.claims) {
    expect(answer.text.slice(claim.span.start, claim.span.end).trim()).not.toBe("");
    expect(claim.verdict).toBe("supported");
    expect(claim.citations.length).toBeGreaterThan(0);
  }
}

describe("the library on the handbook", () => {
  const folder = temporaryFolder();
  const events: LydianEvent[] = [];
  let lydian: Lydian;

  beforeAll(async () => {
    cpSync(handbook, join(folder.path, "handbook"), { recursive: true });
    makeStoreWithVectors(join(folder.path, "store"));
    lydian = await openLydian({ store: join(folder.path, "store") });
    lydian.on((event) => events.push(event));
    await lydian.add(join(folder.path, "handbook"), { metadata: { site: "Marlow Street" } });
  });
  afterAll(async () => {
    await lydian.close();
    folder.remove();
  });

  it("reports each document, and that every chunk has a vector", async () => {
    const documents = await lydian.list();
    expect(events.filter(({ type }) => type === "document-committed")).toHaveLength(documents.length);
    const { collections } = await lydian.status();
    expect(collections).toMatchObject([{ name: "default", documents: documents.length, chunksWithoutVectors: 0 }]);
  });

  it("adds one document of the caller as well as a list", async () => {
    const options = { collection: "single", embed: false };
    const { outcomes } = await lydian.add({ uri: "memo:one", content: "The key is in the drawer." }, options);
    expect(outcomes).toMatchObject([{ outcome: "added" }]);
    await lydian.remove("memo:one", { collection: "single" });
  });

  it("lists documents page by page, also those that match a text", async () => {
    const urisOf = async (options: Parameters<Lydian["list"]>[0]) => (await lydian.list(options)).map(({ uri }) => uri);
    const all = await urisOf({});
    const [, second = ""] = all;
    expect(await urisOf({ afterUri: second, limit: 2 })).toEqual(all.slice(2, 4));
    const matching = await urisOf({ text: "md" });
    expect(matching.length).toBeGreaterThan(2);
    expect(await urisOf({ text: "md", afterUri: matching[0] ?? "", limit: 1 })).toEqual(matching.slice(1, 2));
    await expect(lydian.list({ limit: 0 })).rejects.toMatchObject({ code: "invalid-argument" });
  });

  it("answers with an exact citation and its place", async () => {
    const answer = await lydian.ask("How long is a patient record kept?");
    await expectExact(lydian, answer);
    expect(answer).toMatchObject({ status: "grounded", text: expect.stringContaining("ten years") });
  });

  it("reads exclusions and fields in a search, and prose in a question and a claim", async () => {
    const question = "How long is a patient record kept?";
    const codesOf = (warnings: readonly { code: string }[]) => warnings.map(({ code }) => code);
    const found = await lydian.search(`${question} -years site:marlow`);
    expect(codesOf(found.warnings)).toContain("conditions-read");
    expect(found.hits.filter(({ text }) => /years/i.test(text))).toEqual([]);
    const answer = await lydian.ask(`${question} -years site:marlow`);
    expect(JSON.stringify(answer.passages)).toContain("ten years");
    const claim = await lydian.checkClaim("A patient record is kept for ten -years.");
    expect([...codesOf(answer.warnings), ...codesOf(claim.warnings)]).not.toContain("conditions-read");
  });

  it("gives the page and the boxes of a citation in a PDF, and warns of its page without text", async () => {
    const answer = await lydian.ask("What does an autoclave door seal cost?");
    await expectExact(lydian, answer);
    const [header, row, ...cells] = answer.status === "grounded" ? answer.citations : [];
    expect([header, row]).toMatchObject([{ location: { page: 2 } }, { location: { page: 2 } }]);
    expect(cells.map(({ quote }) => quote)).toEqual(["Price", "Door seal", "€38.50"]);
    expect(answer.warnings.map(({ code }) => code)).toContain("document-has-gaps");
  });

  it("abstains with a reason and the nearest passages when the documents do not say it", async () => {
    const answer = await lydian.ask("What is the capital of Mongolia?");
    const unmentioned = ["capital", "Mongolia"];
    expect(answer).toMatchObject({ status: "abstained", reason: "no-evidence", unmentioned });
    expect(answer.status === "abstained" && answer.nearest.length).toBeGreaterThan(0);
  });

  it("does not say that the documents are silent where a document has a word of the question", async () => {
    for (const options of [{}, { mode: "vector" }, { mode: "lexical" }] as const) {
      const answer = await lydian.ask("What is the salary of the director of the clinic?", options);
      expect(answer).toMatchObject({ status: "abstained" });
      expect(answer).not.toMatchObject({ reason: "no-evidence" });
    }
  });

  it("says nothing about words in a question of another language", async () => {
    const answer = await lydian.ask("Gibt es hier ein Schwimmbad?");
    expect(answer).toMatchObject({ status: "abstained" });
    expect(answer).not.toMatchObject({ reason: "no-evidence" });
    expect(answer).not.toHaveProperty("unmentioned");
  });

  it.each(["hybrid", "lexical", "vector"] as const)(
    "explains every hit of a %s search by parts that sum",
    async (mode) => {
      const { hits } = await lydian.search("sterilising instruments", { mode });
      expect(hits.length).toBeGreaterThan(0);
      for (const hit of hits) {
        for (const stage of hit.explanation.stages) {
          const sum = stage.parts.reduce((total, { value }) => total + value, 0);
          expect(sum).toBeCloseTo(stage.score, 9);
        }
        expect(hit.explanation.stages.at(-1)?.score).toBe(hit.score);
        const document = await lydian.read(hit.documentId);
        expect(document?.text.slice(hit.span.start, hit.span.end)).toBe(hit.text);
      }
    },
  );

  it("searches only documents that match a filter, given as text or as a value", async () => {
    const where = { op: "=", field: "mediaType", value: "application/pdf" } as const;
    const asValue = await lydian.search("clinic", { where, limit: 50 });
    const asText = await lydian.search("clinic", { where: 'mediaType = "application/pdf"', limit: 50 });
    expect(asText.hits).toEqual(asValue.hits);
    expect(new Set(asValue.hits.map(({ uri }) => uri.split(".").at(-1)))).toEqual(new Set(["pdf"]));
    expect((await lydian.search("clinic", { where: 'site = "elsewhere"' })).hits).toEqual([]);
  });

  it("skips unchanged files, and updates a changed file under the same id", async () => {
    const path = join(folder.path, "handbook", "opening-hours.md");
    const before = await lydian.read("opening-hours.md");
    const metadata = { site: "Marlow Street" };
    expect((await lydian.add(path, { metadata })).outcomes).toMatchObject([{ outcome: "skipped" }]);
    writeFileSync(path, "# Opening hours\n\nFrom now on the clinic is open at midnight only.\n");
    expect((await lydian.add(path, { metadata })).outcomes).toMatchObject([
      { outcome: "updated", documentId: before?.id },
    ]);
    const { hits } = await lydian.search("open at midnight", { limit: 1 });
    expect(hits[0]?.text).toContain("midnight only");
    expect((await lydian.list()).filter(({ uri }) => uri.endsWith("opening-hours.md"))).toHaveLength(1);
  });

  it("never finds a removed document again, in this instance or another", async () => {
    const other = await openLydian({ store: lydian.store });
    const query = "hand hygiene disinfectant";
    const isThere = async (opened: Lydian) =>
      (await opened.search(query, { limit: 50 })).hits.some(({ uri }) => uri.endsWith("hygiene.md"));
    expect(await isThere(other)).toBe(true);
    expect(await lydian.remove(["hygiene.md", "nowhere.md"])).toMatchObject({
      removed: [{}],
      notFound: ["nowhere.md"],
    });
    expect([await isThere(lydian), await isThere(other)]).toEqual([false, false]);
    await other.close();
  });
});

describe("a document with an access label", () => {
  const folder = temporaryFolder();
  let lydian: Lydian;
  const staff = { kind: "labels", labels: ["staff"] } as const;

  beforeAll(async () => {
    lydian = await openLydian({ store: join(folder.path, "store") });
    await lydian.add([{ uri: "memo:open", content: "The garden party begins at four." }], { embed: false });
    const secret = { uri: "memo:secret", content: "The garden party budget is 900 euros." };
    await lydian.add([secret], { embed: false, accessLabels: ["board"] });
  });
  afterAll(async () => {
    await lydian.close();
    folder.remove();
  });

  it("is invisible in every call outside its scope", async () => {
    const { hits } = await lydian.search("garden party budget", { mode: "lexical", scope: staff });
    expect(hits.map(({ uri }) => uri)).toEqual(["memo:open"]);
    expect((await lydian.list({ scope: staff })).map(({ uri }) => uri)).toEqual(["memo:open"]);
    expect(await lydian.read("memo:secret", { scope: staff })).toBeUndefined();
    const answer = await lydian.ask("What is the budget of the garden party?", { mode: "lexical", scope: staff });
    expect(JSON.stringify(answer.passages)).not.toContain("900 euros");
    expect(answer.status === "grounded" ? answer.text : "").not.toContain("900");
  });

  it("is visible to callers with its label", async () => {
    const scope = { kind: "labels", labels: ["board"] } as const;
    const { hits } = await lydian.search("garden party budget", { mode: "lexical", scope });
    expect(hits.map(({ uri }) => uri).sort()).toEqual(["memo:open", "memo:secret"]);
  });
});

describe("an abort", () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it("stops an add with the signal's reason, keeps what was committed, and lets the next add continue", async () => {
    const lydian = await openLydian({ store: join(folder.path, "store") });
    const documents = Array.from({ length: 300 }, (_, number) => ({
      uri: `memo:${number}`,
      content: `Memo number ${number}.`,
    }));
    const stop = new AbortController();
    const unlisten = lydian.on(({ type }) => {
      if (type === "document-committed") stop.abort(new Error("enough"));
    });
    await expect(lydian.add(documents, { embed: false, signal: stop.signal })).rejects.toThrow("enough");
    unlisten();
    const kept = (await lydian.list()).length;
    expect(kept).toBeGreaterThan(0);
    const { outcomes } = await lydian.add(documents, { embed: false });
    expect(outcomes.filter(({ outcome }) => outcome === "skipped")).toHaveLength(kept);
    expect(await lydian.list()).toHaveLength(300);
    await lydian.close();
  });
});
