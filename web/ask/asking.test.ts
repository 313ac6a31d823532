import { describe, expect, it } from "vitest";
import { type AskEvent, beginAsking, follow, isRunning } from "./asking.ts";

const begun = beginAsking({ question: "What?", collection: "default", conversation: "s", isKept: true });
const cited = (documentId: string, start: number) => ({ documentId, span: { start, end: start + 4 }, quote: "text" });
const told = (events: readonly AskEvent[]) => events.reduce(follow, begun);

describe("the progress of a question", () => {
  it("shows a sentence without a verdict until one arrives, and numbers each cited place once", () => {
    const events: AskEvent[] = [
      { type: "passages", passages: [] },
      { type: "sentence", number: 0, text: "One." },
      { type: "verdict", number: 0, verdict: "supported", why: "quoted", citations: [cited("a", 0), cited("b", 0)] },
      { type: "sentence", number: 1, text: "Two." },
    ];
    expect(told(events).sentences).toEqual([
      { text: "One.", verdict: "supported", why: "quoted", places: [1, 2] },
      { text: "Two.", why: "", places: [] },
    ]);
    const judged = told([
      ...events,
      { type: "verdict", number: 1, verdict: "unmeasured", why: "", citations: [cited("b", 0), cited("b", 9)] },
    ]);
    expect(judged.sentences[1]?.places).toEqual([2, 3]);
    expect(judged.places.map(({ number, documentId }) => [number, documentId])).toEqual([
      [1, "a"],
      [2, "b"],
      [3, "b"],
    ]);
  });

  it("knows how many questions are ahead while the server lets it wait", () => {
    expect(begun.ahead).toBeUndefined();
    expect(told([{ type: "queued", ahead: 3 }])).toMatchObject({ ahead: 3, phase: "searching" });
  });

  it("keeps a draft until it is checked, retracted or the answer stops", () => {
    const drafted: AskEvent[] = [
      { type: "draft", text: "One." },
      { type: "draft", text: "Two." },
      { type: "draft", text: "Two." },
    ];
    expect(told([...drafted, { type: "sentence", number: 0, text: "One." }])).toMatchObject({
      drafts: ["Two.", "Two."],
      sentences: [{ text: "One." }],
    });
    expect(told([...drafted, { type: "retracted", text: "Two." }]).drafts).toEqual(["One.", "Two."]);
    expect(told([...drafted, { type: "stopped" }]).drafts).toEqual([]);
  });

  it("counts as running until the answer stops or fails", () => {
    expect(isRunning(begun)).toBe(true);
    expect(isRunning(told([{ type: "passages", passages: [] }]))).toBe(true);
    expect(isRunning(told([{ type: "stopped" }]))).toBe(false);
    expect(isRunning(told([{ type: "failed", error: new Error("x") }]))).toBe(false);
  });
});
