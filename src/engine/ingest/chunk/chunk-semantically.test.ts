import { describe, expect, it } from "vitest";
import { type Element, never } from "../../../core/index.ts";
import { createChunker } from "./create-chunker.ts";

const countTokens = (text: string): number => text.match(/\S+/g)?.length ?? 0;
const embedded: string[] = [];

/** Two subjects: cats, and all else. */
async function embed(texts: readonly string[]): Promise<readonly Float32Array[]> {
  embedded.push(...texts);
  return texts.map((text) => (/cat/i.test(text) ? Float32Array.of(1, 0.1) : Float32Array.of(0.1, 1)));
}

const semantic = createChunker({ chunker: "semantic", maxTokens: 64, overlapTokens: 0 });

async function chunk(text: string, elements: readonly Element[] = [], chunker = semantic): Promise<readonly string[]> {
  embedded.length = 0;
  const drafts = await chunker.chunk({ text, elements, title: "" }, { countTokens, embed }, never);
  return Array.from(drafts, ({ span }) => text.slice(span.start, span.end));
}

const cats = ["Cats sleep a lot by day.", "A cat hunts at night.", "Every cat purrs now and then.", "Cats are shy."];
const rates = ["Rates rose in the spring.", "The bank sets the rate.", "Loans grew dear then.", "Bonds fell again."];

describe("semantic chunker", () => {
  it("cuts where the subject changes, within a paragraph too", async () => {
    expect(await chunk([...cats, ...rates].join(" "))).toEqual([cats.join(" "), rates.join(" ")]);
  });

  it("cuts a text with one subject only where the budget requires it", async () => {
    const chunks = await chunk(Array.from({ length: 30 }, () => "A cat hunts at night.").join(" "));
    expect(chunks.map(countTokens)).toEqual([50, 50, 50]);
  });

  it("puts a cut that the budget requires where the text changes most", async () => {
    const many = [...cats, ...cats, ...cats, ...rates, ...rates];
    const chunks = await chunk(
      many.join(" "),
      [],
      createChunker({ chunker: "semantic", maxTokens: 90, overlapTokens: 0 }),
    );
    expect(chunks).toEqual([many.slice(0, 12).join(" "), many.slice(12).join(" ")]);
  });

  it("leaves no chunk that is too small to mean much", async () => {
    const chunks = await chunk(["Rates rose.", ...cats, ...rates, ...rates].join(" "));
    expect(chunks[0]).toBe(["Rates rose.", ...cats].join(" "));
  });

  it("never cuts a table or code that fits, and keeps rows whole in one that does not", async () => {
    const table = ["| cat | age |", "|---|---|", ...Array.from({ length: 6 }, (_, row) => `| rate ${row} | 3 |`)].join(
      "\n",
    );
    const text = `${cats.join(" ")}\n\n${table}\n\n${rates.join(" ")}`;
    const span = { start: text.indexOf("|"), end: text.lastIndexOf("|") + 1 };
    const header = { start: span.start, end: text.indexOf("\n", span.start) };
    const elements: Element[] = [{ kind: "table", span, header }];
    const whole = await chunk(text, elements);
    expect(whole.filter((one) => one.includes("|"))).toEqual([expect.stringContaining(table)]);
    const cut = await chunk(text, elements, createChunker({ chunker: "semantic", maxTokens: 20, overlapTokens: 0 }));
    for (const line of cut.flatMap((one) => one.split("\n")).filter((one) => one.includes("|")))
      expect(table.split("\n")).toContain(line);
  });

  it("never crosses a heading, and keeps it with what follows", async () => {
    const text = `# Pets\n\n${cats.join(" ")}\n\n# Money\n\n${cats.join(" ")}`;
    const at = text.indexOf("# Money");
    const elements: Element[] = [
      { kind: "heading", span: { start: 0, end: 6 }, level: 1 },
      { kind: "heading", span: { start: at, end: at + 7 }, level: 1 },
    ];
    expect(await chunk(text, elements)).toEqual([text.slice(0, at).trim(), text.slice(at)]);
  });

  it("embeds each sentence once, and nothing where there is no gap", async () => {
    await chunk([...cats, ...rates].join(" "));
    expect(embedded).toEqual([...cats, ...rates]);
    await chunk("Only one.");
    expect(embedded).toEqual([]);
  });

  it("names the chunker to use until there are vectors, and fails without an embedder", async () => {
    expect(semantic.meanwhile?.fingerprint).toBe(
      createChunker({ chunker: "structure", maxTokens: 64, overlapTokens: 0 }).fingerprint,
    );
    const document = { text: cats.join(" "), elements: [], title: "" };
    await expect(semantic.chunk(document, { countTokens }, never)).rejects.toMatchObject({ code: "invalid-argument" });
  });

  it("stops between two batches of sentences", async () => {
    const controller = new AbortController();
    const text = Array.from({ length: 200 }, () => "A cat hunts at night.").join(" ");
    const stopping = async (texts: readonly string[]) => {
      controller.abort(new Error("enough"));
      return embed(texts);
    };
    const call = semantic.chunk({ text, elements: [], title: "" }, { countTokens, embed: stopping }, controller.signal);
    await expect(call).rejects.toThrow("enough");
  });
});
