import { describe, expect, it } from "vitest";
import { readableExcerpt } from "./readable-excerpt.ts";

describe("an excerpt", () => {
  it.each([
    ["# Keys A lost key costs **€15**.", "Keys", "A lost key costs €15."],
    ["| Part | Price | |---|---| | Seal | €38 |", "", "Part Price Seal €38"],
    ["- `A-113-07` is kept", "", "A-113-07 is kept"],
    ["Keys", "Keys", "Keys"],
    ["A lost key costs €15, and ".repeat(4), "", `${"A lost key costs €15, and ".repeat(4).trim()} …`],
    ["A lost key costs €15. ".repeat(5), "", "A lost key costs €15. ".repeat(5).trim()],
  ])("is read without signs and without its heading: %s", (excerpt, heading, read) => {
    expect(readableExcerpt(excerpt, heading)).toBe(read);
  });
});
