import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Finished, type RunOptions, runLydian, temporaryFolder } from "../run-lydian.ts";

const handbook = {
  "hours.md":
    "# Opening hours\n\n| day | front desk |\n| --- | --- |\n| Monday | 07:30 to 18:00 |\n| Saturday | 09:00 to 12:00 |\n",
  "keys.txt": "Rooms and keys\n\nA lost key costs €15. A lost badge 🏥 is replaced once without charge.\n",
  "machines.html":
    "<!doctype html><title>Machines</title><main><h1>Machines</h1><h2>Autoclave</h2><p>The autoclave A-113 is repaired by Steriservice Ltd. It was bought in 2022.</p></main>",
};

const span = z.object({ start: z.number(), end: z.number() });
const hits = z.array(
  z.object({
    documentId: z.string(),
    uri: z.string(),
    span,
    text: z.string(),
    rank: z.number(),
    score: z.number(),
    stage: z.string(),
    explanation: z.object({
      stages: z.array(
        z.object({ stage: z.string(), score: z.number(), parts: z.array(z.object({ value: z.number() })) }),
      ),
    }),
  }),
);
const grounded = z.object({
  schemaVersion: z.literal(1),
  status: z.literal("grounded"),
  text: z.string(),
  claims: z.array(z.object({ verdict: z.literal("supported") })).min(1),
  citations: z.array(z.object({ documentId: z.string(), span, quote: z.string() })).min(1),
});
const failure = z.object({ error: z.object({ code: z.string(), message: z.string(), hint: z.string() }) });

const folder = temporaryFolder();
const at = (...names: string[]) => join(folder.path, ...names);
const lydian = (args: readonly string[], options: Partial<RunOptions> = {}) =>
  runLydian(args, { cwd: folder.path, ...options });
const run = (...args: string[]) => lydian([...args, "--store", "store"]);
const json = ({ stdout }: Finished): unknown => JSON.parse(stdout);
const codeOf = ({ stderr }: Finished) => failure.parse(JSON.parse(stderr)).error.code;

beforeAll(async () => {
  mkdirSync(at("handbook"));
  for (const [name, text] of Object.entries(handbook)) writeFileSync(at("handbook", name), text);
  const added = await run("add", "handbook");
  expect(added.code, added.stderr).toBe(0);
});
afterAll(() => folder.remove());

describe("output for other programs", () => {
  it("is an array of documents from `list --json`", async () => {
    const documents = z
      .array(z.object({ id: z.string(), uri: z.string(), title: z.string(), mediaType: z.string() }))
      .parse(json(await run("list", "--json")));
    expect(documents.map(({ mediaType }) => mediaType).sort()).toEqual(["text/html", "text/markdown", "text/plain"]);
    const some = z.array(z.unknown()).parse(json(await run("list", "--json", "--where", 'mediaType = "text/html"')));
    expect(some).toHaveLength(1);
  });

  it("is an array of hits from `search --json`, best first, whose explanations sum in every stage", async () => {
    const found = hits.parse(json(await run("search", "lost key", "--json", "--explain")));
    expect(found[0]?.uri).toMatch(/keys\.txt$/);
    expect(found.map(({ rank }) => rank)).toEqual(found.map((_, index) => index + 1));
    for (const { score, stage, explanation } of found) {
      expect(explanation.stages.find((one) => one.stage === stage)?.score).toBeCloseTo(score, 9);
      for (const one of explanation.stages)
        expect(one.parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(one.score, 5);
    }
    expect((await run("search", "lost key", "--explain")).stdout).toMatch(/rank 1\n {5}[+-] .*\n[\s\S]* {5}= /);
  });

  it("is the answer from `ask --json`, with quotes equal to their spans of the document", async () => {
    const asked = await run("ask", "Who repairs the autoclave A-113?", "--json");
    const answer = grounded.parse(json(asked));
    expect([asked.code, answer.text]).toEqual([0, expect.stringContaining("Steriservice Ltd")]);
    for (const { documentId, quote, span: place } of answer.citations) {
      const shown = await run("show", documentId, "--span", `${place.start}:${place.end}`);
      expect(shown.stdout).toBe(`${quote}\n`);
    }
  });

  it("is an abstention with its reason and exit code 3 when the documents do not say it", async () => {
    const asked = await run("ask", "Who won the football world cup in 1998?", "--json");
    expect([asked.code, json(asked)]).toMatchObject([3, { schemaVersion: 1, status: "abstained" }]);
  });

  it.each(["lexical", "hybrid"])("is the measurement of `eval retrieval --json` by %s search", async (mode) => {
    const beir = at("tiny-set");
    mkdirSync(beir, { recursive: true });
    const corpus = Object.entries(handbook).map(([_id, text]) => JSON.stringify({ _id, title: "", text }));
    writeFileSync(join(beir, "corpus.jsonl"), corpus.join("\n"));
    writeFileSync(join(beir, "queries.jsonl"), '{"_id":"1","text":"lost key"}\n{"_id":"2","text":"autoclave A-113"}\n');
    writeFileSync(join(beir, "qrels.tsv"), "query-id\tcorpus-id\tscore\n1\tkeys.txt\t1\n2\tmachines.html\t1\n");
    const file = `${mode}.run`;
    const report = json(
      await run("eval", "retrieval", "--beir", "tiny-set", "--mode", mode, "--write-run", file, "--json"),
    );
    expect(report).toMatchObject({
      dataset: "tiny-set",
      mode,
      queries: 2,
      metrics: { "nDCG@10": { value: 1, interval: [1, 1] }, "recall@100": { value: 1 } },
    });
    const compared = json(await run("eval", "retrieval", "--beir", "tiny-set", "--run", file, "--run", file, "--json"));
    expect(compared).toMatchObject({
      runs: [{ run: file, queries: 2, metrics: { "nDCG@10": { value: 1, interval: [1, 1] } } }, { run: file }],
      comparison: { queries: 2, metrics: { MAP: { value: 0, interval: [0, 0], p: 1 } } },
    });
  });
});

describe("lydian show", () => {
  it("prints a part of the text with --span, counted in UTF-16 code units", async () => {
    const whole = (await run("show", "keys.txt")).stdout;
    const start = whole.indexOf("badge");
    const part = await run("show", "keys.txt", "--span", `${start}:${start + 8}`);
    expect(part.stdout).toBe(`${whole.slice(start, start + 8)}\n`);
    expect(part.stdout).toBe("badge 🏥\n");
  });
});

describe("lydian search", () => {
  it("says that nothing was found, without a failure", async () => {
    const found = await run("search", "zeppelin", "--mode", "lexical");
    expect([found.code, found.stdout, found.stderr]).toEqual([0, "", "No passage was found.\n"]);
    expect(json(await run("search", "zeppelin", "--mode", "lexical", "--json"))).toEqual([]);
  });
});

describe("exit codes", () => {
  it("are 1 with a hint when there is no store to ask", async () => {
    const asked = await lydian(["ask", "Why?", "--store", "no-store", "--json"]);
    expect([asked.code, codeOf(asked)]).toEqual([1, "collection-not-found"]);
    expect(asked.stderr).toContain("lydian add");
    expect(readdirSync(folder.path)).not.toContain("no-store");
  });

  it("are 2 for wrong usage, with the error as JSON on request", async () => {
    expect(codeOf(await lydian(["search", "--json"]))).toBe("wrong-usage");
    expect((await lydian(["search"])).code).toBe(2);
    expect((await run("search", "x", "--limit", "0")).code).toBe(2);
  });

  it("are 4 when a file could not be added or a document not be found", async () => {
    expect((await run("add", "handbook", "nowhere.md")).code).toBe(4);
    expect((await run("remove", "nowhere.md")).code).toBe(4);
  });
});

describe("adding again", () => {
  it("skips unchanged files, and updates those with new metadata or new bytes", async () => {
    const one = (...args: string[]) => lydian(["add", "again.md", "--no-embed", "--store", "again", ...args]);
    writeFileSync(at("again.md"), "# Notes\n\nFirst.\n");
    expect((await one()).stdout).toContain("1 added");
    expect((await one()).stdout).toContain("1 skipped");
    expect((await one("--meta", "year=2025")).stdout).toContain("1 updated");
    expect((await one("--meta", "year=2025")).stdout).toContain("1 skipped");
    writeFileSync(at("again.md"), "# Notes\n\nSecond.\n");
    expect((await one("--meta", "year=2025")).stdout).toContain("1 updated");
    expect(json(await lydian(["list", "--store", "again", "--json"]))).toHaveLength(1);
  });
});

describe("lydian remove", () => {
  const filesOf = (store: string) =>
    Buffer.concat(readdirSync(at(store)).map((name) => readFileSync(at(store, name)))).toString("latin1");

  it("removes a document from every search, and with --purge every word of it from the store's files", async () => {
    const secret = "The xylophonist Quaxolotl hides below the staircase.";
    for (const name of ["secret.txt", "other.txt"]) writeFileSync(at(name), `${name} ${secret}\n`.repeat(3));
    const store = ["--store", "purged"];
    await lydian(["add", "secret.txt", "other.txt", "--no-embed", ...store]);
    expect((await lydian(["remove", "secret.txt", ...store])).code).toBe(0);
    const left = hits.parse(json(await lydian(["search", "xylophonist", "--json", ...store])));
    expect(left.map(({ uri }) => uri.split("/").at(-1))).toEqual(["other.txt"]);
    await lydian(["remove", "other.txt", "--purge", ...store]);
    expect(json(await lydian(["search", "xylophonist", "--json", ...store]))).toEqual([]);
    expect(filesOf("purged").toLowerCase()).not.toMatch(/quaxolotl|xylophon|staircas/);
  });
});

describe("trust", () => {
  const project = (...names: string[]) => at("project", ...names);
  const settings = project(".lydian", "settings.yaml");
  const inside = (args: readonly string[]) =>
    runLydian(args, { cwd: project("deep"), env: { XDG_CONFIG_HOME: at("config"), HOME: at("home") } });

  it("is needed before a store found in a parent folder may name a model, and again after each change", async () => {
    mkdirSync(project("deep"), { recursive: true });
    mkdirSync(project(".lydian"));
    writeFileSync(settings, "embedding:\n  model: openai:text-embedding-3-small\n");
    expect(codeOf(await inside(["list", "--json"]))).toBe("untrusted-store");
    expect((await inside(["trust"])).code).toBe(0);
    expect((await inside(["status", "--json"])).stdout).toContain("text-embedding-3-small");
    writeFileSync(settings, "embedding:\n  model: openai:text-embedding-3-large\n");
    expect(codeOf(await inside(["list", "--json"]))).toBe("untrusted-store");
    expect((await inside(["trust", "--remove"])).code).toBe(0);
  });

  it("is not needed for a store that the user names", async () => {
    const named = await inside(["status", "--json", "--store", project(".lydian")]);
    expect([named.code, named.stdout]).toEqual([0, expect.stringContaining("text-embedding-3-large")]);
  });
});

describe("lydian status and lydian doctor", () => {
  it("show what the store holds, and that all is well", async () => {
    const status = z
      .object({
        formatVersion: z.number(),
        collections: z.array(
          z.object({ name: z.string(), documents: z.number(), chunks: z.number(), chunksWithoutVectors: z.number() }),
        ),
      })
      .parse(json(await run("status", "--json")));
    const [handbookStatus] = status.collections.filter(({ name }) => name === "default");
    expect(handbookStatus).toMatchObject({ documents: 3, chunksWithoutVectors: 0 });
    const doctor = await run("doctor");
    expect([doctor.code, doctor.stdout]).toEqual([0, expect.not.stringContaining("problem")]);
    expect(doctor.stdout).toMatch(/SHA-256[\s\S]*Format \d+, \d+ documents/);
  });
});
