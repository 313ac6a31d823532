import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { never, type SavedAnswer } from "../../core/index.ts";
import { createAnalyzer, splitSentences } from "../../engine/text/index.ts";
import { createVerifier } from "../../engine/verify/index.ts";
import { keysText, sampleSavedAnswer, versionOf } from "./fixtures/sample-saved-answer.ts";
import { hashText } from "./hash-text.ts";
import { makeProof } from "./make-proof.ts";
import { verifyProof } from "./verify-proof.ts";

const analyzer = createAnalyzer();
const analyze = (text: string) => analyzer.analyze(text, "en");
const key = "A lost key costs 15 euros.";
const row = "| Locker key | €40 |";
const saved = sampleSavedAnswer([key, row]);
const { html } = makeProof(saved);

const verify = (page: string | Uint8Array) =>
  verifyProof(Buffer.from(page), createVerifier({ analyze, splitSentences }), never);

async function problemsOf(page: string | Uint8Array) {
  return (await verify(page)).checks.filter(({ status }) => status === "problem").map(({ name }) => name);
}

/** Makes a page from a changed saved answer, as a forger would. */
function forged(change: (answer: Extract<SavedAnswer["answer"], { status: "grounded" }>) => object, more: object = {}) {
  if (saved.answer.status === "abstained") throw new Error("It was grounded.");
  return makeProof({ ...saved, ...more, answer: { ...saved.answer, ...change(saved.answer) } }).html;
}

describe("a proof", () => {
  it("shows question, sentences, verdicts, quotes in their surroundings, hashes and settings", () => {
    expect(html).toContain("<h1>What does a &lt;lost&gt; key cost &amp; why?</h1>");
    expect(html).toContain('<span class="verdict supported">supported</span>: It is quoted word for word.');
    expect(html).toContain(`<mark>${key}</mark> A lost badge is replaced`);
    expect(html).toContain(hashText(keysText));
    expect(html).toContain("<dt>where</dt><dd>year &gt;= 2024</dd>");
  });

  it("loads nothing, runs nothing, and is the same each time", () => {
    expect(html).not.toMatch(/\bsrc=|https?:|<link|<img|<script(?! type="application\/json")|\son\w+=/);
    expect(html).toContain("default-src 'none'");
    expect(makeProof(saved).html).toBe(html);
  });

  it("contains the saved answer, and no passage that the answer does not cite", async () => {
    const { saved: read, answerHash, checks, answerId } = await verify(html);
    expect(read).toEqual(saved);
    expect([answerId, answerHash]).toEqual(["answer_1", makeProof(saved).answerHash]);
    expect(checks.map(({ status }) => status)).toEqual(["ok", "ok", "ok", "ok", "ok"]);
    const hit = { documentId: "other", text: "what others may not read" };
    const passages = [{ number: 2, text: hit.text, hit }];
    expect(forged(() => ({ passages }))).toBe(html);
  });

  it("can be made and checked for any text", async () => {
    const nasty = fc.array(
      fc.constantFrom(
        "<script>",
        "</script>",
        "<!--",
        "&amp;",
        '"',
        "'",
        "\u202e",
        "\u0000",
        "🦊",
        "\ud800",
        "a key",
        "\n",
      ),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(nasty, async (words) => {
        const quote = `Q${words.join(" ")}Q`;
        const { html: page } = makeProof(sampleSavedAnswer([quote], versionOf(`Before ${quote} behind.`)));
        expect(page.match(/<\/script>/g)).toHaveLength(1);
        expect([page.includes("\u202e"), page.includes("\u0000")]).toEqual([false, false]);
        expect(await problemsOf(page)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it("cannot be made for an abstention", () => {
    const abstained: SavedAnswer = {
      ...saved,
      answer: {
        schemaVersion: 1,
        id: "a",
        question: "Why?",
        collection: "default",
        createdAt: "",
        passages: [],
        warnings: [],
        usage: { contextTokens: 0 },
        trace: [],
        status: "abstained",
        reason: "no-evidence",
        nearest: [],
      },
    };
    expect(() => makeProof(abstained)).toThrow(/abstention/);
  });
});

describe("a page that was changed", () => {
  it("is rejected, whichever byte differs", async () => {
    const bytes = Buffer.from(html);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ flip;
        expect(await problemsOf(changed)).not.toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it("is rejected if something was inserted, cut out or cut off", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(html.length), fc.nat(200), fc.string({ minLength: 1 }), async (at, length, more) => {
        expect(await problemsOf(html.slice(0, at) + more + html.slice(at))).not.toEqual([]);
        if (length > 0 && at < html.length)
          expect(await problemsOf(html.slice(0, at) + html.slice(at + length))).not.toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("fails the right checks if its saved answer was changed and the page was made again", async () => {
    const otherQuote = forged(({ citations }) => ({ citations: citations.map((one) => ({ ...one, quote: "Free." })) }));
    expect(await problemsOf(otherQuote)).toEqual(["hashes", "quotes", "sentences"]);
    const otherPlace = forged(({ citations }) => ({
      citations: citations.map((one) => ({ ...one, span: { start: one.span.start + 1, end: one.span.end + 1 } })),
    }));
    expect(await problemsOf(otherPlace)).toEqual(["quotes"]);
    const otherText = forged(({ text }) => ({ text: text.replace("15", "51") }));
    expect(await problemsOf(otherText)).toEqual(["sentences"]);
    const otherVerdict = forged(({ claims }) => ({
      claims: claims.map((one) => ({ ...one, verdict: "contradicted" })),
    }));
    expect(await problemsOf(otherVerdict)).toEqual(["sentences"]);
    const excerpts = saved.excerpts.map((one) => ({ ...one, text: one.text.replace("badge", "bodge") }));
    expect(await problemsOf(forged(() => ({}), { excerpts }))).toEqual(["hashes"]);
  });

  it("is rejected if its saved answer cannot be read", async () => {
    expect(await problemsOf("<p>Hello</p>")).toEqual(["answer"]);
    expect(await problemsOf(html.replace('"recordVersion":1', '"recordVersion":9'))).toEqual(["answer"]);
    expect(await problemsOf(html.replace('{"recordVersion"', "{recordVersion"))).toEqual(["answer"]);
  });
});
