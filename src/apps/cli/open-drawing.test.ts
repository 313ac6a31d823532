import { describe, expect, it } from "vitest";
import { fakeTerminal } from "./fixtures/fake-terminal.ts";
import { openDrawing } from "./open-drawing.ts";

describe("openDrawing without a terminal", () => {
  it("prints at most one line in five seconds, with numbers, rate and remaining time", async () => {
    const terminal = fakeTerminal();
    let now = 100;
    const draw = await openDrawing({ ...terminal, seconds: () => now });
    const bar = { stage: "vectors" as const, done: 0, total: 2_472, startedAt: now };
    draw.begin(bar);
    for (let batch = 1; batch <= 12; batch++) {
      now += 1;
      bar.done = batch * 32;
      draw.update(bar, bar.done);
    }
    now += 60;
    bar.done = bar.total;
    draw.update(bar, bar.done);
    expect(terminal.stderr().split("\n")).toEqual([
      "computing the vectors of 2,472 chunks",
      "computed the vectors of 160 of 2,472 chunks, 32.0 chunks/s, 1 min 12 s left",
      "computed the vectors of 320 of 2,472 chunks, 32.0 chunks/s, 1 min 07 s left",
    ]);
  });

  it("counts from the beginning of each stage", async () => {
    const terminal = fakeTerminal();
    let now = 0;
    const draw = await openDrawing({ ...terminal, seconds: () => now });
    draw.begin({ stage: "files", done: 0, total: 4, startedAt: now });
    now = 6;
    draw.update({ stage: "files", done: 1, total: 4, startedAt: 0 }, 30);
    draw.begin({ stage: "documents", done: 0, total: 9, startedAt: now });
    now = 10;
    draw.update({ stage: "documents", done: 2, total: 9, startedAt: 6 }, 2);
    now = 11;
    draw.update({ stage: "documents", done: 5, total: 9, startedAt: 6 }, 5);
    expect(terminal.stderr().split("\n")).toEqual([
      "reading 4 files",
      "read 1 of 4 files, 5.0 chunks/s, 18 s left",
      "rechunking 9 documents",
      "rechunked 5 of 9 documents, 1.0 documents/s, 4 s left",
    ]);
  });
});
