import { describe, expect, it } from "vitest";
import type { Receipt } from "../../core/index.ts";
import { warnOfGaps } from "./warn-of-gaps.ts";

const whole: Receipt = { pagesWithoutText: [], characters: 9, tables: 0, chunks: 1, warnings: [] };
const warn = (receipt: Partial<Receipt>) =>
  warnOfGaps([{ id: "d", title: "Fees", receipt: { ...whole, ...receipt } }]).map(({ message }) => message);
const warning = (code: string, message: string) => ({ code, message });

describe("warnOfGaps", () => {
  it("counts the pages without text in one warning", () => {
    const warnings = [warning("page-without-text", "Page 2 has no text.")];
    expect(warn({ pages: 20, pagesWithoutText: [2], warnings })).toEqual([
      "“Fees”: 1 of 20 pages has no text (page 2) and could not be searched.",
    ]);
    const pages = Array.from({ length: 12 }, (_, index) => index + 1);
    expect(warn({ pages: 12, pagesWithoutText: pages })[0]).toContain(
      "12 of 12 pages have no text (pages 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more)",
    );
  });

  it("warns of missing or wrong content, but not of notes and faults of the file", () => {
    const warnings = [
      warning("pictures-not-read", "2 pictures were not read."),
      warning("rows-ragged", "2 of 4 rows have more cells."),
      warning("table-truncated", "The first 10000 rows were read."),
    ];
    expect(warn({ warnings })).toEqual(["“Fees”: The first 10000 rows were read."]);
    expect(warn({ warnings: warnings.slice(0, 2) })).toEqual([]);
    expect(warn({ warnings: [warning("a-new-one", "Something is missing.")] })).toHaveLength(1);
  });

  it("lists three gaps and counts the others", () => {
    const warnings = [1, 2, 3, 4, 5].map((page) => warning("page-unreadable", `Page ${page} could not be read.`));
    expect(warn({ warnings })[0]).toMatch(/Page 3 could not be read\. There are 2 more warnings in its receipt\.$/);
  });
});
