import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ask, type RunningPage, startPage } from "./start-page.ts";

const KEY = "What does a lost key cost?";
const answerSchema = z.object({
  citations: z.array(
    z.object({
      documentId: z.string(),
      quote: z.string(),
      span: z.object({ start: z.number(), end: z.number() }),
      location: z
        .object({
          page: z.number(),
          boxes: z.array(z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })),
        })
        .optional()
        .catch(undefined),
    }),
  ),
});

describe("the page", () => {
  let server: RunningPage;
  beforeAll(async () => {
    server = await startPage();
  });
  afterAll(() => server.close());

  async function answerOf(question: string) {
    const response = await fetch(`${server.url}/api/v1/collections/default/ask`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ question }),
    });
    return answerSchema.parse(await response.json());
  }

  it("leads from an example question to an answer or an abstention", async () => {
    const { page, errors } = await server.open();
    await page.locator(".examples button").first().click();
    await page.waitForURL(/answer=(?!now)/);
    await page.locator(".claim, .verdict-line").first().waitFor();
    expect(errors).toEqual([]);
  });

  it("leads from a question to a cited answer", async () => {
    const { page, errors } = await server.open();
    await page.getByRole("textbox").fill("What does a lost key cost?");
    await page.keyboard.press("Enter");
    await page.locator(".claim").first().waitFor();
    await page.getByRole("button", { name: "Citation 1" }).waitFor();
    expect(errors).toEqual([]);
  });

  it("highlights exactly the cited text in the document", async () => {
    const { page } = await server.open();
    await ask(page, KEY);
    await page.getByRole("button", { name: "Citation 1" }).click();
    const mark = page.locator("mark.open");
    await mark.first().waitFor();
    const [citation] = (await answerOf(KEY)).citations;
    const shown = await page.evaluate(() => {
      const marks = [...document.querySelectorAll("mark.open")];
      const range = document.createRange();
      const [first, last] = [marks[0], marks.at(-1)];
      if (first === undefined || last === undefined) return "";
      range.setStartBefore(first);
      range.setEndAfter(last);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
      return getSelection()?.toString() ?? "";
    });
    expect(shown).toBe(citation?.quote);
    const [inDesk, desk] = [await mark.first().boundingBox(), await page.locator(".desk").boundingBox()];
    expect(inDesk?.y).toBeGreaterThanOrEqual(desk?.y ?? Number.NaN);
    expect(inDesk?.y).toBeLessThan((desk?.y ?? 0) + (desk?.height ?? 0));
  });

  it("draws the box of a citation around its words on the PDF's page", async () => {
    const question = "What is the part code of the autoclave door seal?";
    const { page, errors } = await server.open();
    await ask(page, question);
    await page.getByRole("button", { name: "Citation 1" }).click();
    const open = page.locator(".pdf-page[data-drawn]", { has: page.locator(".page-box") });
    await open.waitFor();
    const [citation] = (await answerOf(question)).citations;
    const box = citation?.location?.boxes[0];
    const sheet = await open.locator("canvas").boundingBox();
    const drawn = await page.locator(".page-box").first().boundingBox();
    const size = await open.locator(".page-boxes").getAttribute("viewBox");
    const scale = (sheet?.width ?? Number.NaN) / Number(size?.split(" ")[2]);
    expect((drawn?.x ?? Number.NaN) - (sheet?.x ?? 0)).toBeCloseTo((box?.x ?? Number.NaN) * scale, -0.5);
    expect((drawn?.y ?? Number.NaN) - (sheet?.y ?? 0)).toBeCloseTo((box?.y ?? Number.NaN) * scale, -0.5);
    expect(await inkWithin(page, ".page-box")).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Text", exact: true }).click();
    await page.locator("mark.open").first().waitFor();
    expect(errors).toEqual([]);
  });

  it("shows a sentence once it arrives, and its verdict later", async () => {
    const { page } = await server.open();
    const sse = (event: string, data: object) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    await page.route("**/ask", (route) =>
      route.fulfill({
        contentType: "text/event-stream",
        body:
          sse("passages", { answerId: "a", passages: [] }) +
          sse("sentence", { number: 0, text: "It is being checked." }) +
          sse("sentence", { number: 1, text: "It is wrong." }) +
          sse("verdict", { number: 1, verdict: "contradicted", why: "The cited place says 15.", citations: [] }),
      }),
    );
    await page.getByRole("textbox", { name: "Ask a question" }).fill("What?");
    await page.keyboard.press("Enter");
    await page.getByText("The cited place says 15.").waitFor();
    expect(await page.locator(".claim.checking").count()).toBe(1);
    expect(await page.getByRole("alert").textContent()).toContain("stopped before the answer was complete");
  });

  it("says that the documents do not answer, and shows the nearest passages", async () => {
    const { page } = await server.open();
    await ask(page, "What is the capital of Mongolia?");
    expect(await page.getByRole("heading", { name: "Not in your documents" }).count()).toBe(1);
    expect(await page.locator("[aria-live=polite]").allTextContents()).toContain("Not in your documents.");
    expect(await page.locator(".near > li").count()).toBeGreaterThan(0);
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  it("shows an error with its code, and keeps the question", async () => {
    const { page } = await server.open();
    await page.route("**/ask", (route) => route.abort());
    await page.getByRole("textbox", { name: "Ask a question" }).fill(KEY);
    await page.keyboard.press("Enter");
    expect(await page.getByRole("alert").textContent()).toContain("unreachable");
    await page.unroute("**/ask");
    await page.getByRole("button", { name: "Ask again" }).click();
    await page.getByRole("button", { name: "Citation 1" }).waitFor();
  });

  it("shows an answer again under its address, also in another window", async () => {
    const { page } = await server.open();
    await ask(page, KEY);
    const { pathname, search } = new URL(page.url());
    const other = await server.open(`${pathname}${search}`);
    await other.page.getByRole("heading", { name: KEY }).waitFor();
    expect(await other.page.locator(".claim").count()).toBe(await page.locator(".claim").count());
  });

  it("can be used with the keyboard alone", async () => {
    const { page } = await server.open();
    await page.locator(".examples").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type(KEY);
    await page.keyboard.press("Enter");
    await page.waitForURL(/answer=(?!now)/);
    await page.keyboard.press("F6");
    const chip = page.getByRole("button", { name: "Citation 1" }).first();
    for (let count = 0; count < 3 && !(await isFocused(chip)); count++) await page.keyboard.press("F6");
    expect(await isFocused(chip)).toBe(true);
    await page.getByRole("tooltip").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.getByRole("tooltip").count()).toBe(0);
    await page.keyboard.press("Enter");
    await page.locator("mark.open").first().waitFor();
    await page.keyboard.press("Enter");
    expect(await isFocused(page.locator("[data-source]"))).toBe(true);
    await page.keyboard.press("Escape");
    expect(await page.locator(".viewer").count()).toBe(0);
    expect(await isFocused(chip)).toBe(true);
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
    await page.keyboard.press("Escape");
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  it("asks for a key if the server needs one, and continues with it", async () => {
    const { page } = await server.open();
    const problem = { status: 401, code: "key-required", detail: "This server demands a key." };
    await page.route("**/api/v1/**", (route) =>
      route.request().headers().authorization === "Bearer lyd_right"
        ? route.continue({ headers: { ...route.request().headers(), authorization: "" } })
        : route.fulfill({ status: 401, contentType: "application/problem+json", body: JSON.stringify(problem) }),
    );
    await page.reload();
    await page.getByRole("dialog", { name: "This server asks for a key" }).waitFor();
    await page.getByLabel("Key", { exact: true }).fill("lyd_right");
    await page.keyboard.press("Enter");
    await page.locator(".examples").waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    await ask(page, KEY);
    expect(await page.locator(".claim").count()).toBeGreaterThan(0);
  });

  it("stops on Escape, and keeps the question", async () => {
    const { page } = await server.open();
    await page.route("**/ask", () => undefined);
    await page.getByRole("textbox", { name: "Ask a question" }).fill(KEY);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Stop" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByText("Stopped. Your question is kept.").waitFor();
    expect(await page.getByRole("heading", { name: KEY }).count()).toBe(1);
  });

  it("continues a conversation, and shows its earlier questions", async () => {
    const { page } = await server.open();
    await ask(page, "When is the front desk open on Saturday?");
    await ask(page, "And on Monday?");
    expect(await page.getByText(/^Searched as: .*front desk.*Monday/).count()).toBe(1);
    await page.getByRole("link", { name: /front desk open on Saturday/ }).click();
    await page.getByRole("heading", { name: "When is the front desk open on Saturday?" }).waitFor();
  });

  it("copies an answer with its citations", async () => {
    const { page } = await server.open();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await ask(page, KEY);
    await page.getByRole("button", { name: "Copy with citations" }).click();
    await page.getByText("Copied.").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/€15.*\[\^1\]\n\n\[\^1\]: Rooms and keys/s);
  });

  it("stores nothing of a private question, on the server or in the tab, and remembers the choice in the tab only", async () => {
    const { page } = await server.open();
    await page.getByRole("switch", { name: /^Private/ }).check();
    await page.reload();
    expect(await page.getByRole("switch", { name: /^Private/ }).isChecked()).toBe(true);
    const listed = async () => (await fetch(`${server.url}/api/v1/answers`)).text();
    const before = await listed();
    await ask(page, KEY);
    await page.getByText("Not saved").waitFor();
    expect(await page.getByRole("button", { name: "Link" }).count()).toBe(0);
    expect(await listed()).toBe(before);
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain("lost key");
    // Without privacy, such a question would wait for a person.
    await ask(page, "I don't want to live any more.");
    await page.getByText("You do not have to go through this alone").waitFor();
    expect(await (await fetch(`${server.url}/api/v1/reviews`)).json()).toEqual({ reviews: [] });
    const other = await server.open();
    expect(await other.page.getByRole("switch", { name: /^Private/ }).isChecked()).toBe(false);
  });

  it("accepts a reason for a thumb down, typed at once", async () => {
    const { page } = await server.open();
    await ask(page, KEY);
    await page.getByRole("button", { name: "Not useful, say why" }).click();
    await page.keyboard.type("The price is from 2023.");
    await page.keyboard.press("Enter");
    await page.getByText("Noted.").waitFor();
    const feedback = await (await fetch(`${server.url}/api/v1/collections/default/feedback`)).text();
    expect(feedback).toContain("The price is from 2023.");
  });

  it("moves between areas with F6, also in the list of hits", async () => {
    const { page } = await server.open("/search?q=lost+key");
    const first = page.locator(".hit-row").first();
    await first.waitFor();
    await page.keyboard.press("F6");
    expect(await isFocused(first)).toBe(true);
    await page.keyboard.press("F6");
    expect(await isFocused(page.locator(".evidence [tabindex='0']").first())).toBe(true);
    await page.keyboard.press("F6");
    expect(await isFocused(page.locator("[data-main-field]"))).toBe(true);
    await page.keyboard.press("Shift+F6");
    expect(await isFocused(page.locator(".evidence [tabindex='0']").first())).toBe(true);
  });

  it("shows the evidence for an abstention, the words that occur nowhere, and the nearest passages in their documents", async () => {
    const { page } = await server.open();
    await ask(page, "Is the price of a vaccine refunded by zeppelin?");
    expect(await page.getByRole("heading", { name: "Not in your documents" }).count()).toBe(0);
    expect(await page.getByRole("heading", { name: /Not sure enough to answer|No answer found/ }).count()).toBe(1);
    await page.getByRole("img", { name: /^Evidence \d\.\d+ of the \d\.\d+ that an answer needs$/ }).waitFor();
    await page.getByText("The word “zeppelin” is not in any of the 24 documents.").waitFor();
    expect(await page.locator(".words .miss").textContent()).toBe("zeppelin 0");
    expect(await page.locator(".near").textContent()).not.toMatch(/\||\*\*/);
    await page.locator(".near h3 button").last().click();
    await page.locator("mark.open, .page-box").first().waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".near").waitFor();
  });

  it("sends no request to another host", async () => {
    const { page, requests } = await server.open();
    await ask(page, KEY);
    await page.getByRole("button", { name: "Citation 1" }).click();
    await page.locator("mark.open").first().waitFor();
    expect(requests.length).toBeGreaterThan(3);
    expect(requests.filter((address) => !address.startsWith(server.url))).toEqual([]);
  });
});

const isFocused = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => element === element.ownerDocument.activeElement);

/** Counts the dark pixels of the page below an element. */
function inkWithin(page: Page, selector: string): Promise<number> {
  return page.evaluate((wanted) => {
    const over = document.querySelector(wanted);
    const canvas = over?.closest(".pdf-page")?.querySelector("canvas") ?? null;
    const pixels = canvas?.getContext("2d");
    if (canvas === null || over === null || pixels === null || pixels === undefined) return 0;
    const [sheet, box] = [canvas.getBoundingClientRect(), over.getBoundingClientRect()];
    const scale = canvas.width / sheet.width;
    const { data } = pixels.getImageData(
      (box.x - sheet.x) * scale,
      (box.y - sheet.y) * scale,
      box.width * scale,
      box.height * scale,
    );
    return data.filter((value, at) => at % 4 === 0 && value < 100).length;
  }, selector);
}
