import PDFDocument from "pdfkit";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ask, type RunningPage, startPage } from "./start-page.ts";

const RULES = 400;
const files = {
  "rules.md": `# House rules\n\n${Array.from({ length: RULES }, (_, at) => `Rule ${at + 1} is about **quiet** hours.`).join("\n\n")}\n\nÜbergabe: the *night* shift ends at six.\n`,
  "keys.md": "# Keys\n\nA lost key costs 30 euros.\n",
};

/** Draws a PDF of three pages, of which the second is blank. */
async function writePlan(): Promise<Uint8Array> {
  const plan = new PDFDocument({ size: "A5", info: { Title: "Site plan" } });
  const parts: Buffer[] = [];
  plan.on("data", (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => plan.once("end", resolve));
  plan.text("The code of the north gate is 4711.");
  plan.addPage().addPage().text("The south gate has a bell, and the north gate has none.");
  plan.end();
  await ended;
  return new Uint8Array(Buffer.concat(parts));
}

let served: RunningPage;
beforeAll(async () => {
  served = await startPage({ files: { ...files, "plan.pdf": await writePlan() } });
});
afterAll(() => served.close());

const pane = (page: Page, title: string) => page.getByRole("complementary", { name: title });
const rowOf = (page: Page, title: string) => page.locator(".doc-row", { hasText: title });
const focused = (page: Page) =>
  page.evaluate<string>("document.activeElement.dataset.source ?? document.activeElement.className");

async function idOf(title: string): Promise<string> {
  const response = await fetch(`${served.url}/api/v1/collections/default/documents`);
  const listed = z.object({ documents: z.array(z.object({ id: z.string(), title: z.string() })) });
  const found = listed.parse(await response.json()).documents.find((document) => document.title === title);
  if (found === undefined) throw new Error(`There is no document ${title}.`);
  return found.id;
}

describe("a document in the library", () => {
  it("opens beside the list, and has an address that works with back, forward and reload", async () => {
    const { page } = await served.open("/library");
    await page.getByRole("link", { name: "Read Keys" }).click();
    await pane(page, "Keys").getByText("A lost key costs 30 euros.").waitFor();
    expect(await pane(page, "Keys").textContent()).toMatch(/Markdown, \d+ chunks?, added/);
    expect(await rowOf(page, "Keys").getAttribute("aria-current")).toBe("true");
    expect(await page.title()).toBe("Keys · Lydian");
    await rowOf(page, "House rules").click();
    await pane(page, "House rules").getByText("Rule 1 is about").waitFor();
    await page.goBack();
    await pane(page, "Keys").getByText("A lost key costs 30 euros.").waitFor();
    await page.reload();
    await pane(page, "Keys").getByText("A lost key costs 30 euros.").waitFor();
    await page.goBack();
    await page.locator(".docs-head").waitFor();
    expect(await page.locator(".document").count()).toBe(0);
    await page.goForward();
    await pane(page, "Keys").waitFor();
  });

  it("can be searched forwards and backwards, whatever the case and accents of the words", async () => {
    const { page } = await served.open(`/library/${await idOf("House rules")}`);
    const field = page.getByLabel("Find in the document");
    await field.fill("QUIET hours");
    const place = page.locator(".find-in [role=status]");
    await place.getByText(`1 of ${RULES}`).waitFor();
    await field.press("Shift+Enter");
    await place.getByText(`${RULES} of ${RULES}`).waitFor();
    const last = page.locator(".has-mark", { hasText: `Rule ${RULES} is` });
    await last.locator("mark.open").first().waitFor();
    expect(await last.evaluate((element) => element.getBoundingClientRect().top < innerHeight)).toBe(true);
    await page.getByRole("button", { name: "Next place" }).click();
    await place.getByText(`1 of ${RULES}`).waitFor();
    await field.fill("ubergabe: the night");
    await place.getByText("1 of 1").waitFor();
    expect(await page.getByRole("button", { name: "Next place" }).count()).toBe(0);
    expect(await page.locator("mark.open").first().textContent()).toBe("Übergabe: the *night");
    await field.fill("morning");
    await place.getByText("Not found").waitFor();
    expect(await page.locator(".sheet mark").count()).toBe(0);
  });

  it("can be opened, entered, searched and left by keys alone", async () => {
    const { page } = await served.open("/library");
    await rowOf(page, "Keys").focus();
    await page.keyboard.press("o");
    await pane(page, "Keys").getByText("A lost key costs").waitFor();
    expect(await focused(page)).toBe("doc-row");
    await page.keyboard.press("Enter");
    expect(await focused(page)).toBe("true");
    await page.keyboard.press("/");
    await page.keyboard.type("euros");
    await page.locator("mark.open").first().waitFor();
    await page.keyboard.press("F6");
    expect(await focused(page)).toBe("doc-row");
    await page.keyboard.press("F6");
    expect(await focused(page)).toBe("true");
    await page.keyboard.press("/");
    await page.keyboard.press("Escape");
    expect(await page.getByLabel("Find in the document").inputValue()).toBe("");
    await page.keyboard.press("Escape");
    await page.waitForURL("**/library");
    expect(await rowOf(page, "Keys").evaluate((row) => row === document.activeElement)).toBe(true);
  });

  it("fills the screen of a phone, with a way back", async () => {
    const { page } = await served.open("/library", { viewport: { width: 360, height: 780 } });
    await page.getByRole("link", { name: "Read Keys" }).click();
    await pane(page, "Keys").getByText("A lost key costs").waitFor();
    expect(await page.locator(".docs").isVisible()).toBe(false);
    await page.getByRole("link", { name: "All documents" }).click();
    await rowOf(page, "Keys").waitFor();
    expect(await page.locator(".document").count()).toBe(0);
  });

  it("says when it does not exist, and comes back when its deletion is undone", async () => {
    const nobody = await served.open("/library/nothing-of-this-id");
    await nobody.page.getByRole("heading", { name: "This document is not there" }).waitFor();
    const { page } = await served.open(`/library/${await idOf("Keys")}`);
    await page.getByRole("button", { name: "Receipt" }).click();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.waitForURL("**/library");
    await page.getByText("Keys was deleted.").waitFor();
    await page.goBack();
    await page.getByText("You have just deleted it.").waitFor();
    await page.locator(".gone").getByRole("button", { name: "Undo" }).click();
    await pane(page, "Keys").getByText("A lost key costs").waitFor();
  });

  it("opens from a citation at the cited place, whichever collection is shown", async () => {
    const { page } = await served.open("/");
    await ask(page, "What does a lost key cost?");
    await page.locator(".cite").first().click();
    await page.getByRole("link", { name: "Read the whole document" }).click();
    await page.waitForURL(/\/library\/.*collection=default&at=\d+-\d+/);
    const mark = pane(page, "Keys").locator("mark.open").first();
    expect(await mark.textContent()).toBe("A lost key costs 30 euros.");
    expect(await pane(page, "Keys").locator(".pin").count()).toBe(0);
    await page.goBack();
    await page.locator(".claims").waitFor();
  });

  it("shows its pages one by one, with the search results marked", async () => {
    const { page } = await served.open(`/library/${await idOf("Site plan")}`);
    await page.locator('.pdf-page[data-page="1"][data-drawn]').waitFor();
    expect(await page.locator(".page-box").count()).toBe(0);
    await page.getByLabel("Find in the document").fill("north gate");
    await page.locator(".find-in").getByText("1 of 2").waitFor();
    await page.locator('.pdf-page[data-page="1"] .page-box').waitFor();
    await page.keyboard.press("Enter");
    await page.locator('.pdf-page[data-page="3"] .page-box').waitFor();
    await page.getByText("page 3 of 3").waitFor();
    expect(await page.locator(".page-box").count()).toBe(1);
    expect(await page.locator(".pdf-page .pin").count()).toBe(0);
  });

  it("opens at its receipt from a warning below an answer", async () => {
    const { page } = await served.open("/");
    await ask(page, "What is the code of the north gate?");
    await page.getByRole("link", { name: "See the receipt" }).click();
    const receipt = page.getByRole("region", { name: "Receipt of Site plan" });
    await receipt.getByText("Page 2 has no text").waitFor();
    expect(await receipt.textContent()).toMatch(/Pages read2 of 3/);
    expect(await receipt.textContent()).toContain("plan.pdf");
  });

  it("sends no request to another server", () => {
    expect(served.strangers).toEqual([]);
  });
});
