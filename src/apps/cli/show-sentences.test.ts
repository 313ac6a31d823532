import pc from "picocolors";
import { describe, expect, it } from "vitest";
import type { Claim } from "../../core/index.ts";
import { grounded } from "./fixtures/fake-lydian.ts";
import { showSentences } from "./show-sentences.ts";

function show(
  texts: readonly (readonly [string, readonly number[]])[],
  flag: Partial<Pick<Claim, "verdict" | "why">> = {},
) {
  const lines: string[] = [];
  const line = (text = "") => void lines.push(text);
  const sentences = showSentences({ line, isTerminal: true, columns: 80, colors: pc.createColors(false) });
  for (const [text, passages] of texts) {
    const citations = passages.map((passage) => ({ passage, documentId: "d", span: { start: 0, end: 1 }, quote: "q" }));
    const checked = { type: "sentence-checked", answerId: "a", layout: "sentence", verdict: "supported" } as const;
    sentences.listener({ ...checked, text, why: "", citations, ...flag });
  }
  return { lines, sentences };
}

describe("showSentences", () => {
  it("numbers sources in the order of their first citation", () => {
    const { lines } = show([
      ["It is open.", [7, 7]],
      ["It is dear.", [2, 7]],
    ]);
    expect(lines).toEqual(["It is open. [1]", "It is dear. [2] [1]"]);
  });

  it("prints why the sources do not support a sentence", () => {
    const why = "It says 9:00; the source says 8:00.";
    const { lines } = show([["It opens at 9:00.", [1]]], { verdict: "contradicted", why });
    expect(lines).toEqual([`It opens at 9:00. [1] (contradicted: ${why})`]);
  });

  it("prints drafts until they are checked, then replaces them, or strikes them out with the reason", () => {
    const lines: string[] = [];
    const erase = (count: number) => void lines.splice(lines.length - count, count);
    const line = (text = "") => void lines.push(...text.split("\n"));
    const sentences = showSentences({ line, erase, isTerminal: true, columns: 30, colors: pc.createColors(false) });
    const base = { answerId: "a", layout: "sentence" } as const;
    const [first, second] = ["A lost key costs twenty euros and more.", "It is dear."];
    sentences.listener({ ...base, type: "sentence-drafted", text: first });
    sentences.listener({ ...base, type: "sentence-drafted", text: second });
    expect(lines).toEqual(["draft: A lost key costs twenty", "euros and more.", "draft: It is dear."]);
    sentences.listener({ ...base, type: "sentence-retracted", text: first, why: "No." });
    expect(lines.at(-1)).toBe("draft: It is dear.");
    expect(lines.slice(0, -1).join(" ")).toBe(`${first} (No.)`);
    const citations = [{ passage: 4, documentId: "d", span: { start: 0, end: 1 }, quote: "q" }];
    const checked = {
      ...base,
      type: "sentence-checked",
      text: second,
      verdict: "supported",
      why: "",
      citations,
    } as const;
    sentences.listener(checked);
    expect(lines.at(-1)).toBe("It is dear. [1]");
    sentences.listener({ ...base, type: "sentence-drafted", text: "Never mind." });
    sentences.end();
    sentences.end();
    expect(lines.at(-1)).toBe("It is dear. [1]");
  });

  it("removes control characters", () => {
    expect(show([["A\u001b[31m key", [1]]]).lines[0]).not.toContain("\u001b");
  });

  it("reports whether it has shown exactly the sentences of an answer", () => {
    expect(show([["A late cancellation costs €40.", [1]]]).sentences.areThoseOf(grounded)).toBe(true);
    expect(show([["Another.", [1]]]).sentences.areThoseOf(grounded)).toBe(false);
    expect(show([]).sentences.areThoseOf(grounded)).toBe(false);
  });
});
