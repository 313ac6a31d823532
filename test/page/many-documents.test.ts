import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLydian } from "../../dist/index.js";
import { type RunningPage, startPage } from "./start-page.ts";

/** Number of documents. `npm test` adds fewer, because adding takes longer than all tests of the page. */
const MANY = process.env.LYDIAN_TEST_LONG === "1" ? 10_000 : 2_000;
const LAST = MANY - 1;
/** Maximum number of rows in the page: those in sight, some before and after them, and a margin. */
const FEW = 60;

let served: RunningPage;
beforeAll(async () => {
  served = await startPage({ files: {} });
  const lydian = await openLydian({ store: join(served.folder, "store") });
  const documents = Array.from({ length: MANY }, (_, number) => ({
    uri: `note:///${String(number).padStart(5, "0")}.md`,
    content: `# ${number % 1_000 === 7 ? "Größe" : "Note"} ${number}\n\nCupboard ${number} holds ${(number * 7) % 13} boxes.\n`,
  }));
  await lydian.add(documents, { embed: false });
  await lydian.close();
});
afterAll(() => served.close());

const rows = (page: Page) => page.locator(".docs > li");
const rowOf = (page: Page, title: string) => page.getByRole("button", { name: new RegExp(`^${title} `) });
const focused = (page: Page) => page.evaluate<string>("document.activeElement.textContent");
const asked = (requests: readonly string[]) => requests.filter((address) => address.includes("/documents?"));

describe("a library of thousands of documents", () => {
  it("holds only the visible rows in the page, wherever it is scrolled", async () => {
    const { page, requests, errors } = await served.open("/library");
    await rowOf(page, "Note 0").waitFor();
    expect(await page.getByText(`${MANY.toLocaleString("en")} documents`).count()).toBeGreaterThan(0);
    expect(asked(requests)).toHaveLength(1);
    expect(await rows(page).count()).toBeLessThan(FEW);
    await page.locator(".one").evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
    await rowOf(page, `Note (${MANY / 2 - 1}|${MANY / 2}|${MANY / 2 + 1})`)
      .first()
      .waitFor();
    await page.locator(".one").evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await rowOf(page, `Note ${LAST}`).waitFor();
    expect(await rows(page).count()).toBeLessThan(FEW);
    expect(asked(requests).length).toBeLessThanOrEqual(5);
    expect(errors).toEqual([]);
  });

  it("is filtered by the server, once typing has stopped", async () => {
    const { page, requests } = await served.open("/library");
    await rowOf(page, "Note 0").waitFor();
    const before = asked(requests).length;
    await page.keyboard.press("/");
    await page.keyboard.type("grosse cupboard");
    await page.getByText("No matching documents.").waitFor();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("GROSSE");
    await rowOf(page, `Größe ${MANY - 993}`).waitFor();
    expect(await rows(page).count()).toBe(MANY / 1_000);
    expect(asked(requests).length - before).toBeLessThan("grosse cupboard".length);
    await page.getByLabel("Order").selectOption("By title");
    await page.locator(".docs > li").first().getByText("Größe 1007").waitFor();
  });

  it("can be walked with arrows, Home and End without losing the focus", async () => {
    const { page } = await served.open("/library");
    await rowOf(page, "Note 0").focus();
    for (let steps = 0; steps < 25; steps++) await page.keyboard.press("ArrowDown");
    await expect.poll(() => focused(page)).toContain("Note 25");
    await page.keyboard.press("End");
    await expect.poll(() => focused(page)).toContain(`Note ${LAST}`);
    await page.locator(".one").evaluate((element) => element.scrollTo(0, 0));
    await rowOf(page, "Note 3").waitFor();
    expect(await focused(page)).toContain(`Note ${LAST}`);
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Receipt of Note 0" }).waitFor();
  });

  it("obeys a key that is pressed before the row of the key before it is drawn", async () => {
    const { page } = await served.open("/library");
    await rowOf(page, "Note 0").focus();
    // All in one task, so that nothing can be rendered between them.
    await page.evaluate(`for (let steps = 0; steps < 90; steps++)
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }))`);
    await expect.poll(() => focused(page)).toContain("Note 90");
  });
});
