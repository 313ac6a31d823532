import { describe, expect, it } from "vitest";
import type { AnswerCheck } from "../../src/core/index.ts";
import { sayAlarm, sayCited } from "./check-all.ts";

type Claim = AnswerCheck["claims"][number];
const claimOf = (holds: boolean, citations: Claim["citations"] = []): Claim => ({
  text: "A lost key costs €15.",
  verdict: "supported",
  why: "",
  holds,
  citations,
});

describe("the result of checking a saved answer", () => {
  it("counts the sentences that no longer hold, and says nothing while all of them hold", () => {
    expect(sayAlarm({ outcome: "holds", claims: [claimOf(true)] })).toBe("");
    expect(sayAlarm({ outcome: "abstained", claims: [] })).toBe("");
    expect(sayAlarm({ outcome: "fails", claims: [claimOf(false)] })).toBe("It no longer holds");
    expect(sayAlarm({ outcome: "fails", claims: [claimOf(false), claimOf(true)] })).toBe("1 sentence no longer holds");
    expect(sayAlarm({ outcome: "fails", claims: [claimOf(false), claimOf(false)] })).toBe(
      "None of its sentences holds any longer",
    );
  });

  it("says whether the document or its quoted words have gone, moved or stayed", () => {
    const cited = (state: "holds" | "moved" | "gone", document: "same" | "changed" | "gone") =>
      sayCited(claimOf(true, [{ citation: 0, state, document }]));
    expect(cited("holds", "same")).toBe("");
    expect(cited("gone", "gone")).toBe("A document that it cites is gone.");
    expect(cited("gone", "changed")).toBe("The quoted words are gone from the document.");
    expect(cited("moved", "changed")).toBe("The quoted words are now elsewhere in the document.");
    expect(cited("holds", "changed")).toBe("The document has changed, but not the quoted words.");
  });
});
