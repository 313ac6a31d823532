import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedHandbook, serveHandbook } from "./serve-handbook.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const artefacts = join(import.meta.dirname, "../../artefacts");
const widths = { phone: 375, tablet: 820, wide: 1440 } as const;

let served: ServedHandbook;
beforeAll(async () => {
  served = await serveHandbook();
  await served.run("ask", "What does a lost key cost?", "--save");
});
afterAll(() => served.close());

/** Each view as far as a first look goes. */
const views: Readonly<Record<string, { readonly path: string; ready(page: Page): Promise<unknown> }>> = {
  library: { path: "/library", ready: (page) => page.locator(".doc-row", { hasText: "Equipment list" }).click() },
  search: { path: "/search?q=lost+key", ready: (page) => page.locator(".hit-row").first().waitFor() },
  answers: { path: "/answers", ready: (page) => page.locator(".answer-row .holds").waitFor() },
  settings: { path: "/settings", ready: (page) => page.getByRole("heading", { name: "The server" }).waitFor() },
};

async function violations(page: Page): Promise<readonly string[]> {
  // Run by the browser itself, past the page's policy, which allows no script from elsewhere.
  await page.evaluate(axe);
  const { violations: found }: AxeResults = await page.evaluate("axe.run()");
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

describe.each(Object.entries(views))("the view %s", (name, { path, ready }) => {
  it.each(["light", "dark"] as const)("has nothing that axe objects to, in the %s theme", async (colorScheme) => {
    const page = await served.open(path, { colorScheme });
    await ready(page);
    expect(await violations(page)).toEqual([]);
  });

  it.each(Object.entries(widths))("fits a %s window", async (size, width) => {
    const page = await served.open(path, { viewport: { width, height: 900 } });
    await ready(page);
    await page.screenshot({ path: join(artefacts, `${name}-${size}.png`) });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
  });

  it("is reached by two keys, and asks no other server", async () => {
    const page = await served.open("/");
    await page.getByRole("textbox").first().waitFor();
    await page.locator("main").click({ position: { x: 5, y: 5 } });
    await page.keyboard.press("g");
    await page.keyboard.press({ library: "l", search: "s", answers: "n", settings: "e" }[name] ?? "");
    await page.waitForURL(`**/${name}`);
    expect([served.strangers, served.errors]).toEqual([[], []]);
  });
});
