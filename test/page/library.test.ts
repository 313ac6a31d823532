import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type RunningPage, startPage } from "./start-page.ts";

let served: RunningPage;
beforeAll(async () => {
  served = await startPage();
});
afterAll(() => served.close());

const rows = (page: Page) => page.locator(".doc-row");
const rowOf = (page: Page, title: string) => page.locator(".doc-row", { hasText: title });
const countDocuments = async (): Promise<number> => {
  const response = await fetch(`${served.url}/api/v1/collections/default/documents`);
  return z.object({ total: z.number() }).parse(await response.json()).total;
};
const note = (name: string, text: string) => ({ name, mimeType: "text/markdown", buffer: Buffer.from(text) });

// Code for the browser is a text, since it has other globals than this program.
/** Collects everything that the list of jobs shows from now on. */
const listenToWork = (page: Page) =>
  page.evaluate(`
    globalThis.heard = [];
    new MutationObserver(() => {
      for (const state of document.querySelectorAll(".jobs .state")) heard.push(state.textContent);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  `);

describe("the library", () => {
  it("shows the progress of an upload from its first byte until it is found", async () => {
    const { page } = await served.open("/library");
    await rows(page).first().waitFor();
    await listenToWork(page);
    const text = "# Bicycle shed\n\nThe code of the bicycle shed is changed every Monday.";
    await page.setInputFiles('[data-pick="files"]', [note("bicycle-shed.md", text)]);
    await page.locator(".jobs").getByText("Ready.").waitFor();
    expect(await page.evaluate("heard.join()")).toContain("Uploading, ");
    await rowOf(page, "Bicycle shed").waitFor();
    await page.getByRole("button", { name: "Dismiss bicycle-shed.md" }).click();
    expect(await page.locator(".jobs").count()).toBe(0);
    const found = await fetch(`${served.url}/api/v1/collections/default/search`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "bicycle shed code", limit: 1 }),
    });
    expect(await found.json()).toMatchObject({ hits: [{ title: "Bicycle shed" }] });
  });

  it("accepts files dropped on any view, shows their progress, and explains a failure", async () => {
    const { page } = await served.open("/search");
    await page.getByRole("searchbox").waitFor();
    const dropped = await page.evaluateHandle(`
      const transfer = new DataTransfer();
      transfer.items.add(new File(["# Lockers\\n\\nLockers are in the basement."], "lockers.md"));
      transfer.items.add(new File([new Uint8Array([0, 1, 2, 3, 255, 254])], "broken.bin"));
      transfer;
    `);
    await page.locator("h1").dispatchEvent("dragover", { dataTransfer: dropped });
    await page.getByText("Drop to add to “default”").waitFor();
    await page.locator("h1").dispatchEvent("drop", { dataTransfer: dropped });
    await page.locator(".jobs").getByText("1 of 2 files could not be read.").waitFor();
    expect(await page.locator(".jobs .failures").textContent()).toContain("broken.bin");
    await rowOf(page, "Lockers").waitFor();
    const { page: reloaded } = await served.open("/library");
    await reloaded.getByText("1 file not added").click();
    expect(await reloaded.locator(".failed-files").textContent()).toContain("broken.bin");
  });

  it("opens a receipt in place, also by keyboard", async () => {
    const { page } = await served.open("/library");
    await rowOf(page, "Equipment list").click();
    const receipt = page.getByRole("region", { name: "Receipt of Equipment list" });
    expect(await receipt.textContent()).toContain("3 of 4");
    await rowOf(page, "Equipment list").press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await receipt.count()).toBe(0);
    expect(await page.locator(".receipt-in").count()).toBe(1);
    await page.getByRole("button", { name: /^With warnings/ }).click();
    await expect.poll(() => rows(page).count()).toBe(1);
  });

  it("deletes a document only after the time for undoing it", async () => {
    const before = await countDocuments();
    const { page } = await served.open("/library");
    await page.clock.install();
    await rowOf(page, "Home visits and cars").click();
    const receipt = page.getByRole("region", { name: "Receipt of Home visits and cars" });
    await receipt.getByRole("button", { name: "Delete" }).click();
    await page.getByText("Home visits and cars was deleted.").waitFor();
    expect(await rowOf(page, "Home visits and cars").count()).toBe(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await rowOf(page, "Home visits and cars").waitFor();
    await page.clock.fastForward(15_000);
    expect(await countDocuments()).toBe(before);

    await receipt.getByRole("button", { name: "Delete" }).click();
    await page.clock.fastForward(9_000);
    expect(await countDocuments()).toBe(before);
    const sent = page.waitForResponse((response) => response.request().method() === "DELETE");
    await page.clock.fastForward(2_000);
    expect((await sent).status()).toBe(200);
    expect(await countDocuments()).toBe(before - 1);
    expect(await page.locator(".toast").count()).toBe(0);
  });

  it("deletes with the Delete key, moves to the next row, and undoes it by keys", async () => {
    const { page } = await served.open("/library");
    await page.clock.install();
    const row = rowOf(page, "Computers and telephones");
    await row.focus();
    const before = await rows(page).count();
    await page.keyboard.press("Delete");
    await page.getByText("Computers and telephones was deleted.").waitFor();
    expect(await rows(page).count()).toBe(before - 1);
    expect(await page.evaluate("document.activeElement.className")).toBe("doc-row");
    await page.keyboard.press("ControlOrMeta+z");
    await row.waitFor();
    expect(await page.locator(".toast").count()).toBe(0);
  });

  it("shows the fix for each warning, and recognises the text of a scan", async () => {
    const { page } = await served.open("/library");
    await rowOf(page, "Equipment list").click();
    const receipt = page.getByRole("region", { name: "Receipt of Equipment list" });
    await receipt.getByText("A blank page needs nothing").waitFor();
    const sent = page.waitForRequest((request) => request.url().endsWith("/jobs") && request.method() === "POST");
    await receipt.getByRole("button", { name: "Recognise text" }).click();
    expect((await sent).postDataJSON()).toMatchObject({ kind: "ocr", documents: [expect.any(String)] });
    await page.locator(".jobs .state", { hasText: /recognised|Ready/ }).waitFor();
    await receipt.getByText("Read by OCR").waitFor();
  });

  it("keeps the undo button while it has the focus", async () => {
    const { page } = await served.open("/library");
    await page.clock.install();
    await rowOf(page, "Guide for the front desk").click();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Undo" }).focus();
    await page.clock.fastForward(60_000);
    await page.keyboard.press("Enter");
    await rowOf(page, "Guide for the front desk").waitFor();
  });

  it("sends no request to another server, and reports no error", () => {
    expect(served.strangers).toEqual([]);
    expect(served.errors).toEqual([]);
  });
});

describe("a library without documents", () => {
  it("leads to the first upload, and then shows it", async () => {
    const empty = await startPage({ files: {} });
    try {
      const { page } = await empty.open("/");
      await page.getByRole("link", { name: "Add the first files" }).click();
      await page.getByRole("button", { name: "Choose files" }).waitFor();
      expect(await page.locator(".steps h2").allTextContents()).toEqual(["1Read", "2Ask", "3Check"]);
      await page.setInputFiles('[data-pick="files"]', [note("first.md", "# First\n\nThe first document.")]);
      await rowOf(page, "First").waitFor();
      expect(empty.errors).toEqual([]);
    } finally {
      await empty.close();
    }
  });
});
