import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findViolations } from "./find-violations.ts";
import { type RunningPage, root, startPage } from "./start-page.ts";
import { tableOfViews } from "./table-of-views.ts";

const artefacts = join(root, "artefacts");
const widths = { wide: 1400, tablet: 800, phone: 360 };
const HEIGHT = 900;

interface Look {
  readonly theme: "light" | "dark";
  readonly size: keyof typeof widths;
}

/** Looks that `npm test` checks. */
const shortLooks: readonly Look[] = [
  { theme: "light", size: "wide" },
  { theme: "light", size: "phone" },
];
/** Remaining looks, which `npm run test:long` checks. */
const longLooks: readonly Look[] = [
  { theme: "dark", size: "wide" },
  { theme: "light", size: "tablet" },
  { theme: "dark", size: "tablet" },
  { theme: "dark", size: "phone" },
];
const looks = process.env.LYDIAN_TEST_LONG === "1" ? longLooks : shortLooks;

let handbook: RunningPage;
let empty: RunningPage;
beforeAll(async () => {
  mkdirSync(artefacts, { recursive: true });
  [handbook, empty] = await Promise.all([startPage(), startPage({ files: {} })]);
  await handbook.run("ask", "What does a lost key cost?", "--save");
});
afterAll(() => Promise.all([handbook.close(), empty.close()]));

describe.each(tableOfViews)("$name", ({ name, path, isEmpty = false, hasErrors = false, reach }) => {
  it(`fits its window and breaks no accessibility rule: ${looks.map(({ theme, size }) => `${theme} ${size}`).join(", ")}`, async () => {
    const server = isEmpty ? empty : handbook;
    const viewport = { width: widths.wide, height: HEIGHT };
    const { page, errors } = await server.open(path, { colorScheme: looks[0]?.theme ?? "light", viewport });
    await reach(page);
    for (const { theme, size } of looks) {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width: widths[size], height: HEIGHT });
      // A virtual list and a page of PDF.js are redrawn after a change of width or theme.
      await page.waitForLoadState("networkidle");
      await page.screenshot({ path: join(artefacts, `${name}-${theme}-${size}.png`) });
      expect.soft(await findViolations(page), `axe, ${theme}, ${size}`).toEqual([]);
      expect.soft(await page.evaluate("document.documentElement.scrollWidth"), size).toBeLessThanOrEqual(widths[size]);
    }
    if (!hasErrors) expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe("all views", () => {
  it.each(Object.entries({ s: "search", l: "library", m: "map", n: "answers", e: "settings" }))(
    "open with g and a letter: %s",
    async (key, view) => {
      const { page } = await handbook.open("/");
      await page.getByRole("textbox").first().waitFor();
      await page.locator("main").click({ position: { x: 5, y: 5 } });
      await page.keyboard.press("g");
      await page.keyboard.press(key);
      await page.waitForURL(`**/${view}`);
    },
  );

  it("send no request to another server", () => {
    expect([handbook.strangers, empty.strangers]).toEqual([[], []]);
  });
});
