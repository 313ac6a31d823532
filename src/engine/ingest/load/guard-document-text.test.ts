import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type GuardAction, type GuardSpan, never, packText, SharedText } from "../../../core/index.ts";
import { guardThat } from "../../../guard/fixtures/guard-that.ts";
import { guardDocumentText } from "./guard-document-text.ts";

const found = /secret \d+/g;

/** Returns a guard that finds numbered secrets, and the texts that it was given. */
function guardOfSecrets(action: GuardAction) {
  const texts: string[] = [];
  const guard = guardThat(({ text }) => {
    texts.push(text);
    const spans = Array.from(text.matchAll(found), ({ 0: secret, index }): GuardSpan => {
      return { start: index, end: index + secret.length, type: "SECRET", evidence: "rule" };
    });
    if (spans.length === 0) return undefined;
    const verdict = { guard: "secrets", version: "1", verdict: "fail", score: 1, threshold: 0.5 } as const;
    const redacted = action === "redact" ? text.replace(found, (secret) => "█".repeat(secret.length)) : text;
    return { action, text: redacted, verdicts: [{ ...verdict, action, spans, durationMs: 0 }] };
  });
  return { services: { guard, emit: () => undefined }, texts };
}

/** Returns a long text of one paragraph, without repetitions, with secrets at these offsets. */
function textWith(length: number, offsets: readonly number[]): string {
  const sentences = Array.from(
    { length: Math.ceil(length / 40) },
    (_, at) => `The nurse writes the number ${at} into the book. `,
  );
  let text = sentences.join("").slice(0, length);
  for (const [index, offset] of offsets.entries()) {
    const secret = ` secret ${index} `;
    const at = Math.min(offset, length - secret.length);
    text = text.slice(0, at) + secret + text.slice(at + secret.length);
  }
  return text;
}

/** Returns the offsets at which a text without repetitions is cut into parts: in the middle of what two parts share. */
async function bordersOf(text: string): Promise<readonly number[]> {
  const { services, texts } = guardOfSecrets("redact");
  await guardDocumentText(services, { uri: "memo:1", text }, never);
  const read = texts.map((part) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length }));
  return read.slice(1).map(({ start }, index) => (start + (read[index]?.end ?? 0)) / 2);
}

describe("a text of a document", () => {
  it("is checked in parts of at most 250,000 characters and a little of their neighbours", async () => {
    const { services, texts } = guardOfSecrets("redact");
    const text = new SharedText(packText(textWith(900_000, [])));
    const guarded = await guardDocumentText(services, { uri: "memo:1", text, title: "Book" }, never);
    expect(guarded?.text).toBe(text);
    expect(guarded).toMatchObject({ title: "Book", warnings: [] });
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThanOrEqual(254_000);
    expect(texts.slice(0, -1).join("").length).toBeGreaterThan(900_000);
    expect(texts.at(-1)).toBe("Book");
  });

  it("is redacted as if it were read at once, also across the borders of its parts", async () => {
    const length = 600_000;
    const borders = await bordersOf(textWith(length, []));
    expect(borders).toHaveLength(2);
    const near = borders.map((border) => fc.integer({ min: border - 9, max: border }));
    const offsets = fc.tuple(...near, fc.nat({ max: length }));
    await fc.assert(
      fc.asyncProperty(offsets, async (places) => {
        const text = textWith(length, places);
        const guarded = await guardDocumentText(guardOfSecrets("redact").services, { uri: "memo:1", text }, never);
        expect(guarded?.text.toString() === text.replace(found, (secret) => "█".repeat(secret.length))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it("loses what one of two parts finds where they overlap", async () => {
    const clean = textWith(500_000, []);
    const [border = 0] = await bordersOf(clean);
    const text = textWith(500_000, [border - 1_000, border + 1_000]);
    const blackOut = (given: string) => given.replace(found, (secret) => "█".repeat(secret.length));
    const beginning = guardThat(({ text: given }) => ({
      action: "redact",
      text: blackOut(given.slice(0, 4_000)) + given.slice(4_000),
    }));
    const end = guardThat(({ text: given }) => ({
      action: "redact",
      text: given.slice(0, -4_000) + blackOut(given.slice(-4_000)),
    }));
    for (const guard of [beginning, end]) {
      const guarded = await guardDocumentText({ guard, emit: () => undefined }, { uri: "memo:1", text }, never);
      expect(guarded?.text.toString() === blackOut(text)).toBe(true);
    }
  });

  it("loses a sentence across a border once, and the warning has its whole place", async () => {
    const clean = textWith(500_000, []);
    const [border = 0] = await bordersOf(clean);
    const text = `${clean.slice(0, border - 4)}secret 1${clean.slice(border + 4)}`;
    const { services } = guardOfSecrets("quarantine");
    const { text: kept, warnings } = (await guardDocumentText(services, { uri: "memo:1", text }, never)) ?? {};
    const start = text.lastIndexOf(". ", border - 4) + 2;
    const span = { start, end: text.indexOf(". ", border + 4) + 2 };
    expect(warnings).toMatchObject([{ code: "sentence-quarantined", span }]);
    expect(kept?.toString() === text.slice(0, start) + "█".repeat(span.end - start) + text.slice(span.end)).toBe(true);
  });

  it("may not pass if one of its parts may not", async () => {
    const text = textWith(600_000, [550_000]);
    for (const action of ["review", "block"] as const) {
      const refused = guardDocumentText(guardOfSecrets(action).services, { uri: "memo:1", text }, never);
      await expect(refused).rejects.toMatchObject({ code: "guard-blocked" });
    }
  });
});
