import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { z } from "zod";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const violations = z.array(
  z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string() })) }),
);

/** Returns the accessibility problems that axe finds in a page, with their places. */
export async function findViolations(page: Page): Promise<readonly (readonly string[])[]> {
  // The browser itself runs axe, since the page's policy allows no foreign script.
  if ((await page.evaluate("typeof axe")) === "undefined") await page.evaluate(axe);
  const found: unknown = await page.evaluate("axe.run().then(({ violations }) => violations)");
  return violations
    .parse(found)
    .map(({ id, nodes }) => [id, ...nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)]);
}
