import { describe, expect, it } from "vitest";
import type { AnswerData } from "../../../core/index.ts";
import { fakeTerminal } from "../fixtures/fake-terminal.ts";
import { renderData } from "./render-data.ts";

const output = fakeTerminal().out;

describe("renderData", () => {
  it("prints the data as JSON and its unsupported values, without control characters", () => {
    const data: AnswerData = {
      value: { price: 20, note: "soon\u001b[31m" },
      values: [
        { path: "/price", verdict: "supported", why: "It is said.", claims: [0] },
        { path: "/note", verdict: "not-enough-evidence", why: "No sentence\nsays it.", claims: [] },
      ],
    };
    const lines = renderData({ data }, output);
    expect(JSON.parse(lines.slice(1, 5).join("\n"))).toEqual({ price: 20, note: "soon\u001b[31m" });
    expect(lines.join("\n")).not.toContain("\u001b[31m");
    expect(lines.slice(5)).toEqual(["/note: not enough evidence (No sentence says it.)"]);
  });

  it("prints nothing if an answer has no data", () => {
    expect(renderData({}, output)).toEqual([]);
  });
});
