import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { defined } from "../../core/index.ts";
import { traceCurve } from "../threshold/choose-threshold.ts";
import { drawCurve } from "./draw-curve.ts";

const curve = { collection: "notes", questions: 4, maxWrongRate: 0.05, certainty: 0.9 };

describe("drawCurve", () => {
  it("describes itself in words, even if no threshold keeps the promise", () => {
    const [chosen] = traceCurve([{ confidence: 0.75, isRight: true }, { isRight: false }], 2, 0.9);
    const points = chosen === undefined ? [] : [chosen];
    const drawn = drawCurve(defined({ ...curve, points, chosen }));
    expect(drawn).toContain("From a confidence of 0.75 on, 50 % of 4 questions are answered");
    expect(drawCurve({ ...curve, points: [] })).toContain(
      "No threshold keeps wrong answers at or below 5 %. Nothing is answered.",
    );
  });

  it("takes its colours from the page and sets none", () => {
    const drawn = drawCurve({ ...curve, points: [] });
    expect(drawn.replace(/<style>.*<\/style>/u, "")).not.toMatch(/#[0-9a-f]{3,6}\b|rgb/u);
    expect(drawn).toContain('role="img"');
  });

  it("is well-formed and stays within its frame for any outcomes and any name", () => {
    const outcome = fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), isRight: fc.boolean() });
    fc.assert(
      fc.property(fc.array(outcome), fc.string(), (outcomes, collection) => {
        const points = traceCurve(outcomes, 20, 0.9);
        const drawn = drawCurve({ ...curve, collection: collection.replace(/[^\x20-\x7e]/gu, ""), points });
        new SaxesParser().write(drawn).close();
        const numbers = [...drawn.matchAll(/points="([^"]*)"/gu)].flatMap(([, list = ""]) =>
          list.split(/[ ,]/u).filter(Boolean).map(Number),
        );
        expect(numbers.every((value) => value >= 40 && value <= 620)).toBe(true);
      }),
    );
  });
});
