import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findViolations } from "./find-violations.ts";
import { ask, type RunningPage, startPage } from "./start-page.ts";

const KEY = "What does a lost key cost?";
const UNKNOWN = "Who won the football world cup in 1990?";

let handbook: RunningPage;
beforeAll(async () => {
  handbook = await startPage();
});
afterAll(async () => {
  expect([handbook.strangers, handbook.errors]).toEqual([[], []]);
  await handbook.close();
});

const isDrawn = (page: Page) => page.locator("canvas[data-drawn]").waitFor({ timeout: 120_000 });
const rows = (page: Page) => page.locator(".map-panel [data-row]");
const panel = (page: Page, name: string) =>
  page.getByRole("button", { name: new RegExp(`^${name}`), includeHidden: false }).click();

async function openMap() {
  const opened = await handbook.open("/map");
  await isDrawn(opened.page);
  return opened;
}

/** Counts the workers that a window starts from now on. */
function countWorkers(page: Page): () => number {
  let count = 0;
  page.on("worker", () => {
    count += 1;
  });
  return () => count;
}

/** Moves the pointer over the map until it is on a passage, and returns the place. */
async function findPoint(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const box = await page.locator(".map-frame canvas").boundingBox();
  if (box === null) throw new Error("There is no map.");
  for (let down = 0.3; down < 0.8; down += 0.02) {
    for (let across = 0.1; across < 0.9; across += 0.02) {
      const point = { x: box.x + across * box.width, y: box.y + down * box.height };
      await page.mouse.move(point.x, point.y);
      if ((await page.locator(".map-slip").count()) > 0) return point;
    }
  }
  throw new Error("No passage was found on the map.");
}

describe("the map", () => {
  it("names the themes of a collection by their words, and puts every passage into one of them", async () => {
    const { page } = await openMap();
    const names = await page.locator(".map-group .ti").allTextContents();
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) expect(name).toMatch(/^[\p{L}\p{M}’'-]+(, [\p{L}\p{M}’'-]+){0,2}$/u);
    const counts = (await page.locator(".map-group .nums").allTextContents()).map(Number);
    const [, passages] = /^(\d+) passages/.exec((await page.locator(".map-head p").textContent()) ?? "") ?? [];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(Number(passages));
  });

  it("can be walked by keyboard, from a theme to a passage to its document and back", async () => {
    const { page } = await handbook.open("/");
    await page.locator(".examples").waitFor();
    await page.locator("main").focus();
    await page.keyboard.press("g");
    await page.keyboard.press("m");
    await isDrawn(page);
    await page.locator(".map-panel").focus();
    for (const key of ["ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
    expect(await rows(page).nth(1).getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("ArrowDown");
    const excerpt = (await page.locator(".map-passage:focus .sn").textContent()) ?? "";
    expect(await page.getByRole("tooltip").textContent()).toContain(excerpt);
    const title = (await page.locator(".map-passage:focus .ti").textContent()) ?? "";
    await page.keyboard.press("Enter");
    await page
      .getByRole("complementary", { name: /^Source/ })
      .getByRole("heading", { name: title })
      .waitFor();
    await page.locator("mark.open, .page-box").first().waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".map-passage:focus").waitFor();
    expect(await page.locator(".viewer").count()).toBe(0);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    expect(await page.locator(".map-passage").count()).toBe(0);
  });

  it("shows a passage under the pointer, and opens it when it is clicked", async () => {
    const { page } = await openMap();
    const { x, y } = await findPoint(page);
    const title = (await page.locator(".map-slip b").textContent()) ?? "";
    await page.mouse.click(x, y);
    await page
      .getByRole("complementary", { name: /^Source/ })
      .getByRole("heading", { name: title, exact: true, level: 2 })
      .waitFor();
  });

  it("zooms and moves by wheel and keys, and can show everything again", async () => {
    const { page } = await openMap();
    const all = page.getByRole("button", { name: "Show all" });
    const picture = () => page.evaluate<string>("document.querySelector('.map-frame canvas').toDataURL()");
    const whole = await picture();
    await page.locator(".map-frame").focus();
    await page.keyboard.press("+");
    await all.waitFor();
    const zoomed = await picture();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(picture).not.toBe(zoomed);
    await page.keyboard.press("0");
    await expect.poll(picture).toBe(whole);
    expect(await all.count()).toBe(0);
    await page.mouse.move(700, 450);
    await page.mouse.wheel(0, -400);
    await all.click();
    await page.mouse.move(1_300, 600);
    await expect.poll(picture).toBe(whole);
  });

  it("shows the place of the last question, and the questions without an answer", async () => {
    const { page } = await handbook.open("/");
    await ask(page, UNKNOWN);
    await page.getByRole("link", { name: "Lydian, new question" }).click();
    await ask(page, KEY);
    await page.getByRole("link", { name: "Map", exact: true }).click();
    await isDrawn(page);
    await panel(page, "Asked");
    const last = page.locator(".map-question").first();
    await last.getByRole("link", { name: KEY }).waitFor();
    expect(await last.textContent()).toMatch(/Nearest: [\p{L}]+/u);
    expect(await page.locator(".map-passage .ti").allTextContents()).toContain("Rooms and keys");
    const gap = page.locator(".map-questions li", { hasText: UNKNOWN });
    await gap.last().getByRole("link").click();
    await page.getByRole("heading", { name: UNKNOWN }).waitFor();
  });

  it("is computed once, and again only when the documents have changed", async () => {
    const { page } = await handbook.open("/");
    const workers = countWorkers(page);
    await page.goto(`${handbook.url}/map`);
    await isDrawn(page);
    expect(workers()).toBe(1);
    const names = await page.locator(".map-group").allTextContents();
    await page.reload();
    await isDrawn(page);
    expect(workers()).toBe(1);
    expect(await page.locator(".map-group").allTextContents()).toEqual(names);
    writeFileSync(join(handbook.folder, "garden.md"), "# Garden\n\nThe roses are watered every morning.\n");
    await handbook.run("add", "garden.md");
    await page.reload();
    await isDrawn(page);
    expect(workers()).toBe(2);
  });

  it("is coloured by a property of the documents, with a legend", async () => {
    const { page } = await openMap();
    await page.getByLabel("Colour by").selectOption("Document");
    await page.locator(".map-group", { hasText: "others" }).waitFor();
    expect(await page.locator(".map-group").count()).toBe(12);
    await page.getByLabel("Colour by").selectOption("Kind of file");
    await page.locator(".map-group", { hasText: "text/markdown" }).click();
    expect(await page.locator(".map-passage").count()).toBeGreaterThan(5);
    await findPoint(page);
    expect(await page.locator(".map-slip").textContent()).toMatch(/text\/|application\//);
  });

  it("shows nearly equal passages of two documents side by side", async () => {
    const { page } = await openMap();
    await panel(page, "Alike");
    const titles = await page.locator(".map-pair").first().locator(".ti").allTextContents();
    expect(titles.join(" and ")).toMatch(/cancellation.* and .*cancellation/i);
    expect(await findViolations(page)).toEqual([]);
    await panel(page, "Apart");
    await page.locator(".map-panel .quiet").waitFor();
  });

  it("is redrawn in the colours of the theme", async () => {
    const { page } = await openMap();
    const picture = () => page.evaluate<string>("document.querySelector('.map-frame canvas').toDataURL()");
    const before = await picture();
    await page.getByRole("button", { name: "Light or dark" }).click();
    await expect.poll(picture).not.toBe(before);
  });

  it("can be stopped while it is computed, and started again", async () => {
    const { page } = await handbook.open("/");
    await page.route("**/map-worker-*", () => undefined);
    await page.getByRole("link", { name: "Map", exact: true }).click();
    await page.getByRole("progressbar").waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText("Stopped.").waitFor();
    await page.unroute("**/map-worker-*");
    await page.getByRole("button", { name: "Draw the map" }).click();
    await isDrawn(page);
  });

  it("says that documents without vectors are found by their words only", async () => {
    const server = await startPage({ files: {} });
    try {
      const { page } = await server.open("/map");
      await page.getByRole("heading", { name: "Nothing to draw yet" }).waitFor();
      writeFileSync(join(server.folder, "keys.md"), "# Keys\n\nA lost key costs €15.\n");
      await server.run("add", "keys.md", "--no-embed");
      await page.reload();
      await page.getByText("they are found by their words only").waitFor();
      expect(await findViolations(page)).toEqual([]);
      await server.run("embed");
      await page.reload();
      await isDrawn(page);
      expect(await page.locator(".map-head").textContent()).toContain("1 passage");
    } finally {
      await server.close();
    }
  });
});
