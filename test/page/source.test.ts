import { writeFileSync } from "node:fs";
import { join } from "node:path";
import PDFDocument from "pdfkit";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, type RunningPage, startPage } from "./start-page.ts";

const PAGES = 30;
const CITED = 17;
const signs = "The **pump P-12** is oiled *every Friday*, with `oil 4`, see [the card](https://example.org/card).";
const files = {
  "signs.md": `# Pumps\n\nThere are two pumps.\n\n| Pump | Room |\n| --- | --- |\n| P-12 | Cellar |\n| P-13 | Attic |\n\n${signs}\n\n- The first one is red.\n- The second one is **blue**.\n`,
};

/**
 * Draws a book whose pages have one line of text each. They differ in size, so that their heights cannot be guessed
 * from one page.
 */
async function writeBook(): Promise<Uint8Array> {
  const book = new PDFDocument({ size: "A5" });
  const parts: Buffer[] = [];
  book.on("data", (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => book.once("end", resolve));
  for (let page = 1; page <= PAGES; page++) {
    if (page > 1) book.addPage({ size: page % 3 === 1 ? "A6" : "A5" });
    book.text(`This is leaf ${page}. Nothing else stands here.`);
    if (page === CITED) book.moveDown().text("The lighthouse keeper of Tarn is called Ottoline Marsh.");
  }
  book.end();
  await ended;
  return new Uint8Array(Buffer.concat(parts));
}

const lineOf = (page: Page, number: number) => page.locator(`.pdf-page[data-page="${number}"][data-drawn]`);

describe("the source", () => {
  let server: RunningPage;
  beforeAll(async () => {
    server = await startPage({ files: { ...files, "book.pdf": await writeBook() } });
  });
  afterAll(() => server.close());

  async function openBook() {
    const { page, errors } = await server.open();
    await ask(page, "Who is the lighthouse keeper of Tarn?");
    await page.locator(".cite").first().click();
    await lineOf(page, CITED).waitFor();
    return { page, errors };
  }

  it("shows the original page by page, and draws only the pages near the visible part", async () => {
    const { page, errors } = await openBook();
    await page.getByText(`page ${CITED} of ${PAGES}`).waitFor();
    expect(await page.locator(".pdf-page canvas").count()).toBeLessThan(8);
    const [pin, line] = [
      await page.locator(".pdf-page .pin.open").boundingBox(),
      await page.locator(".page-box").first().boundingBox(),
    ];
    expect(Math.abs((pin?.y ?? 0) - (line?.y ?? Number.NaN))).toBeLessThan(12);
    expect((pin?.x ?? 0) + (pin?.width ?? 0)).toBeLessThanOrEqual(line?.x ?? 0);
    await page.locator("[data-source]").focus();
    await page.keyboard.press("End");
    await page.getByText(`page ${PAGES} of ${PAGES}`).waitFor();
    await lineOf(page, PAGES).waitFor();
    expect(await page.locator(".pdf-page canvas").count()).toBeLessThan(8);
    expect(errors).toEqual([]);
  });

  it("can be scrolled by its ruler, also by keyboard", async () => {
    const { page } = await openBook();
    const ruler = page.getByRole("slider", { name: "Page" });
    await ruler.focus();
    await page.keyboard.press("Home");
    await lineOf(page, 1).waitFor();
    expect(await ruler.getAttribute("aria-valuetext")).toBe(`Page 1 of ${PAGES}; cited: ${CITED}`);
  });

  it("has text that can be selected where it is drawn", async () => {
    const { page } = await openBook();
    const line = page.locator(".textLayer span", { hasText: "lighthouse keeper" });
    const [text, box] = [await line.boundingBox(), await page.locator(".page-box").first().boundingBox()];
    expect(Math.abs((text?.x ?? 0) - (box?.x ?? Number.NaN))).toBeLessThan(6);
    expect(Math.abs((text?.y ?? 0) - (box?.y ?? Number.NaN))).toBeLessThan(12);
    await line.click({ clickCount: 3 });
    expect(await page.evaluate(() => getSelection()?.toString())).toContain("lighthouse keeper");
  });

  it("shows letters large enough to read on a phone, from the beginning of their lines", async () => {
    const { page } = await server.open("/", { viewport: { width: 360, height: 780 } });
    await ask(page, "Who is the lighthouse keeper of Tarn?");
    await page.locator(".cite").first().click();
    await lineOf(page, CITED).waitFor();
    const letters = page.locator(".textLayer span", { hasText: "Ottoline" });
    const size = await letters.evaluate((line) => Number.parseFloat(getComputedStyle(line).fontSize));
    expect(size).toBeGreaterThanOrEqual(12.9);
    const [line, desk] = [await letters.boundingBox(), await page.locator(".desk").boundingBox()];
    expect(line?.x).toBeGreaterThanOrEqual(desk?.x ?? Number.NaN);
    expect((line?.x ?? Number.NaN) - (desk?.x ?? 0)).toBeLessThan(60);
  });

  it("shows Markdown without its signs, and copies it with them", async () => {
    const { page } = await server.open();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await ask(page, "When is the pump P-12 oiled?");
    await page.locator(".cite").first().click();
    const mark = page.locator("mark.open").first();
    await mark.waitFor();
    expect(await mark.textContent()).toBe(signs);
    expect(
      await mark
        .locator(".sign")
        .first()
        .evaluate((sign) => sign.getBoundingClientRect().width),
    ).toBe(0);
    expect(await mark.locator(".look-strong").textContent()).toBe("pump P-12");
    expect(await mark.locator(".look-code").textContent()).toBe("oil 4");
    expect(await mark.locator("a").count()).toBe(0);
    expect(await page.locator("[data-text]").textContent()).not.toContain("|");
    await page.evaluate(() => {
      const sheet = document.querySelector("[data-text]");
      if (sheet !== null) getSelection()?.selectAllChildren(sheet);
    });
    await page.keyboard.press("Control+c");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(files["signs.md"].slice("# ".length).trim());
  });

  it("says where a document has changed since the answer, and shows both versions", async () => {
    const { page } = await server.open();
    await ask(page, "When is the pump P-12 oiled?");
    const { pathname, search } = new URL(page.url());
    const changed = files["signs.md"].replace("# Pumps", "# Pumps\n\nNew since May.");
    writeFileSync(join(server.folder, "signs.md"), changed);
    await server.run("add", "signs.md");
    const moved = await server.open(`${pathname}${search}`);
    await moved.page.locator(".cite").first().click();
    await moved.page.getByText("It still contains the cited words.").waitFor();
    expect(await moved.page.locator("[data-text] mark.open").textContent()).toBe(signs);
    writeFileSync(join(server.folder, "signs.md"), changed.replace("every Friday", "every Monday"));
    await server.run("add", "signs.md");
    const gone = await server.open(`${pathname}${search}`);
    await gone.page.locator(".cite").first().click();
    await gone.page.getByText("It no longer contains the cited words.").waitFor();
    expect(await gone.page.locator(".changed mark").textContent()).toBe(signs);
    expect(await gone.page.locator("[data-text]").textContent()).toContain("every Monday");
    expect(await gone.page.locator("[data-text] mark").count()).toBe(0);
  });
});
