import { describe, expect, it } from "vitest";
import { readableExcerpt } from "./readable-excerpt.ts";

describe("readableExcerpt", () => {
  it.each([
    ["# Keys A lost key costs **€15**.", "Keys", "A lost key costs €15."],
    ["| Part | Price | |---|---| | Seal | €38 |", "", "Part Price Seal €38"],
    ["- `A-113-07` is kept", "", "A-113-07 is kept"],
    ["Keys", "Keys", "Keys"],
    ["A lost key costs €15, and ".repeat(4), "", `${"A lost key costs €15, and ".repeat(4).trim()} …`],
    ["A lost key costs €15. ".repeat(5), "", "A lost key costs €15. ".repeat(5).trim()],
  ])(
    "removes Markdown signs and the repeated heading, and ends a cut excerpt with dots: %s",
    (excerpt, heading, read) => {
      expect(readableExcerpt(excerpt, heading)).toBe(read);
    },
  );
});
