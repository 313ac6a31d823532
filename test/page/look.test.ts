import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ask, type RunningPage, root, startPage } from "./start-page.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const violations = z.array(
  z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string() })) }),
);
const artefacts = join(root, "artefacts");
const widths = { wide: 1440, middle: 820, phone: 375 };

/** What axe finds to be wrong, with the places. */
async function findViolations(page: Page) {
  await page.evaluate(axe);
  const found: unknown = await page.evaluate("axe.run().then(({ violations }) => violations)");
  return violations
    .parse(found)
    .map(({ id, nodes }) => [id, ...nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)]);
}

describe("the look of the page", () => {
  let server: RunningPage;
  let empty: RunningPage;
  beforeAll(async () => {
    mkdirSync(artefacts, { recursive: true });
    [server, empty] = await Promise.all([startPage(), startPage({ files: {} })]);
  });
  afterAll(() => Promise.all([server.close(), empty.close()]));

  it("teaches to read, ask and check where there is nothing yet", async () => {
    const { page } = await empty.open();
    await page.getByRole("heading", { name: "Ask your own documents" }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.screenshot({ path: join(artefacts, "first-run.png") });
  });

  const cases = (["light", "dark"] as const).flatMap((theme) =>
    Object.entries(widths).map(([name, width]) => ({ theme, name, width })),
  );
  it.each(cases)("breaks no rule of access, and fits: $theme, $name", async ({ theme, name, width }) => {
    const { page } = await server.open("/", { colorScheme: theme, viewport: { width, height: 900 } });
    await page.locator(".examples").waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.screenshot({ path: join(artefacts, `new-question-${theme}-${name}.png`) });
    await ask(page, "What is the part code of the autoclave door seal?");
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Citation 2" }).first().click();
    await page.locator(".pdf-page[data-drawn]").waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.screenshot({ path: join(artefacts, `page-${theme}-${name}.png`) });
    await page.goto(`${server.url}/`);
    await ask(page, "Who won the football world cup in 1990?");
    expect(await findViolations(page)).toEqual([]);
    await page.screenshot({ path: join(artefacts, `abstention-${theme}-${name}.png`) });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });
});
