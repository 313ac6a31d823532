import type { Page } from "playwright-core";
import { ask } from "./start-page.ts";

/** A view in one of its states, for checks and screenshots. */
export interface ViewState {
  /** Name in its screenshots: `artefacts/NAME-THEME-WIDTH.png`. */
  readonly name: string;
  readonly path: string;
  /** Whether the store has no documents, instead of the handbook. */
  readonly isEmpty?: boolean;
  /** Whether the browser reports an error in this state, as for a failed call. */
  readonly hasErrors?: boolean;
  /** Leads from the page at the path to the state. */
  reach(page: Page): Promise<unknown>;
}

/** Every view in each of its visible states. A new view or state needs only a row here. */
export const tableOfViews: readonly ViewState[] = [
  { name: "first-run", path: "/", isEmpty: true, reach: (page) => page.locator(".steps").waitFor() },
  { name: "new-question", path: "/", reach: (page) => page.locator(".examples").waitFor() },
  { name: "answer", path: "/", reach: (page) => ask(page, "What does a lost key cost?") },
  {
    name: "source",
    path: "/",
    reach: async (page) => {
      await ask(page, "What is the part code of the autoclave door seal?");
      await page.getByRole("button", { name: "Citation 2" }).first().click();
      await page.locator(".pdf-page[data-drawn] .page-box").first().waitFor();
    },
  },
  {
    name: "source-text",
    path: "/",
    reach: async (page) => {
      await ask(page, "What does a late cancellation cost?");
      await page.getByRole("button", { name: "Citation 1" }).click();
      await page.locator("mark.open").first().waitFor();
    },
  },
  { name: "abstention", path: "/", reach: (page) => ask(page, "Who won the football world cup in 1990?") },
  {
    name: "help",
    path: "/",
    reach: async (page) => {
      await page.getByRole("button", { name: "Keyboard help" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "library",
    path: "/library",
    reach: (page) => page.locator(".doc-row", { hasText: "Equipment list" }).click(),
  },
  {
    name: "document",
    path: "/library",
    reach: async (page) => {
      await page.getByRole("link", { name: "Read Guide for the front desk" }).click();
      await page.getByLabel("Find in the document").fill("appointment");
      await page.locator("mark.open").first().waitFor();
    },
  },
  {
    name: "document-page",
    path: "/library",
    reach: async (page) => {
      await page.getByRole("link", { name: "Read Equipment list" }).click();
      await page.getByLabel("Find in the document").fill("autoclave");
      await page.locator(".pdf-page[data-drawn] .page-box").first().waitFor();
    },
  },
  {
    name: "document-receipt",
    path: "/library",
    reach: async (page) => {
      await page.getByRole("link", { name: "Read Equipment list" }).click();
      await page.getByRole("button", { name: "Receipt" }).click();
      await page.getByRole("button", { name: "Recognise text" }).waitFor();
    },
  },
  {
    name: "document-gone",
    path: "/library/nothing-of-this-id",
    hasErrors: true,
    reach: (page) => page.getByRole("heading", { name: "This document is not there" }).waitFor(),
  },
  {
    name: "library-deleted",
    path: "/library",
    reach: async (page) => {
      await page.locator(".doc-row").first().focus();
      await page.keyboard.press("Delete");
      await page.getByRole("button", { name: "Undo" }).waitFor();
      await page.getByRole("button", { name: "Undo" }).focus();
    },
  },
  { name: "drop", path: "/search", reach: (page) => holdFilesOver(page) },
  { name: "library-empty", path: "/library", isEmpty: true, reach: (page) => page.locator(".steps").waitFor() },
  { name: "search", path: "/search?q=lost+key", reach: (page) => page.locator(".hit-row").first().waitFor() },
  { name: "search-empty", path: "/search", reach: (page) => page.getByRole("searchbox").waitFor() },
  {
    name: "map",
    path: "/",
    reach: async (page) => {
      await ask(page, "What does a lost key cost?");
      await page.getByRole("link", { name: "Map", exact: true }).click();
      await page.locator("canvas[data-drawn]").waitFor();
    },
  },
  {
    name: "map-asked",
    path: "/",
    reach: async (page) => {
      await ask(page, "Who won the football world cup in 1990?");
      await page.getByRole("link", { name: "Map", exact: true }).click();
      await page.getByRole("button", { name: /^Asked/ }).click();
      await page.locator(".map-question").first().waitFor();
    },
  },
  { name: "map-empty", path: "/map", isEmpty: true, reach: (page) => page.locator(".lede").waitFor() },
  {
    name: "search-why-not",
    path: "/search?q=lost+key&where=mediaType+%3D+%22text%2Fhtml%22",
    reach: async (page) => {
      await page.locator(".hit-row").first().click();
      await page.getByLabel("A sentence, or a document’s name").fill("The clinic is closed on Sundays.");
      await page.keyboard.press("Enter");
      await page.locator(".told .outcome, .whynot [role=status] p").first().waitFor();
    },
  },
  { name: "answers", path: "/answers", reach: (page) => page.locator(".answer-row .holds").first().waitFor() },
  {
    name: "answers-empty",
    path: "/answers",
    isEmpty: true,
    reach: (page) => page.getByRole("heading", { name: "No saved answers yet" }).waitFor(),
  },
  {
    name: "answer-detail",
    path: "/answers",
    reach: async (page) => {
      await page.locator(".answer-row", { hasText: "lost key" }).last().click();
      await page.getByRole("button", { name: "Ask again" }).click();
      await page.locator(".changes li").first().waitFor();
    },
  },
  {
    name: "settings-new-key",
    path: "/settings",
    reach: async (page) => {
      await page.getByRole("button", { name: "Create key" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "unreached",
    path: "/library",
    hasErrors: true,
    reach: async (page) => {
      await page.locator(".doc-row").first().waitFor();
      await page.route("**/api/**", (route) => route.abort());
      await page.getByRole("link", { name: "Search", exact: true }).click();
      await page.getByRole("searchbox").fill("lost key");
      await page.keyboard.press("Enter");
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "key-refused",
    path: "/",
    hasErrors: true,
    reach: async (page) => {
      await page.evaluate(() => sessionStorage.setItem("lydian.key", "lyd_revoked"));
      await page.reload();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "settings",
    path: "/settings",
    reach: (page) => page.getByRole("heading", { name: "The server" }).waitFor(),
  },
];

async function holdFilesOver(page: Page): Promise<void> {
  await page.getByRole("searchbox").waitFor();
  const dataTransfer = await page.evaluateHandle(`
    const transfer = new DataTransfer();
    transfer.items.add(new File(["A file."], "a.txt"));
    transfer;
  `);
  await page.locator("body").dispatchEvent("dragover", { dataTransfer });
  await page.locator(".drop-over").waitFor();
}
