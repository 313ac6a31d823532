import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningPage, startPage } from "./start-page.ts";

let served: RunningPage;
beforeAll(async () => {
  served = await startPage({ ownHandbook: true });
});
afterAll(() => served.close());

describe("search", () => {
  it("shows the parts of a hit's score beside it", async () => {
    const { page } = await served.open("/search");
    await page.getByRole("searchbox").fill("lost key");
    await page.keyboard.press("Enter");
    const first = page.locator(".hit-row").first();
    await first.waitFor();
    expect(new URL(page.url()).search).toBe("?q=lost+key");
    expect(await first.locator("em.hit").allTextContents()).toContain("lost");
    const tree = page.locator(".tree");
    expect(await tree.locator(".stage", { hasText: "final score" }).count()).toBe(1);
    const final = await tree.locator(".stage .v").first().textContent();
    const score = await first.locator(".sc").textContent();
    expect(final).toBe(score);
    await first.focus();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("heading", { name: "Why this hit ranks 2nd" }).waitFor();
  });

  it("explains why an expected passage is not among the hits", async () => {
    const { page } = await served.open("/search?q=lost+key");
    await page.locator(".hit-row").first().waitFor();
    const field = page.getByLabel("A sentence, or a document’s name");
    await field.fill("The clinic is closed on Sundays and public holidays.");
    await field.press("Enter");
    await page.locator(".told .outcome").waitFor();
    expect(await page.locator(".told").textContent()).toContain("Opening hours");
    await field.fill("Zebras are striped, which nobody wrote down.");
    await field.press("Enter");
    await page.getByText("No passage of default has these words.").waitFor();
  });

  it("filters documents by conditions, and explains an invalid one", async () => {
    const { page } = await served.open("/search?q=price");
    await page.getByRole("button", { name: "Add a filter" }).click();
    await page.getByPlaceholder("A condition, such as").fill('mediaType = "application/pdf"');
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: 'Remove the filter mediaType = "application/pdf"' }).waitFor();
    await page.locator(".hit-row").first().waitFor();
    const titles = new Set(await page.locator(".hit-row .ti").allTextContents());
    for (const title of titles) expect(title).toMatch(/price list|equipment list|washer/i);
    await page.goto(`${served.url}/search?q=price&where=year+%3E`);
    await page.getByRole("alert").getByText("The search failed").waitFor();
    expect(await page.getByRole("alert").textContent()).toContain("invalid-filter");
  });
});

describe("saved answers", () => {
  it("raise an alarm when the documents no longer support them", async () => {
    await served.run("ask", "What does a lost key cost?", "--save");
    const { page } = await served.open("/answers");
    await page.locator(".answer-row .holds").waitFor();
    await page.locator(".answer-row").click();
    await page.getByText("The documents still support the whole answer.").waitFor();
    const rooms = join(served.folder, "handbook", "facilities", "rooms-and-keys.html");
    writeFileSync(rooms, readFileSync(rooms, "utf8").replaceAll("€15", "€40"));
    await served.run("add", "handbook");
    await page.getByRole("button", { name: "Check all" }).click();
    await page.locator(".answer-row .alarm").waitFor();
    expect(await page.locator(".answer-detail .why").textContent()).toContain("Out of date.");
  });

  it("hand out their proof as a file, and are deleted when that is confirmed", async () => {
    const { page } = await served.open("/answers");
    await page.locator(".answer-row").click();
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download the proof" }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^proof-answer_\w+\.html$/);
    expect(readFileSync(await download.path(), "utf8")).toContain("lost key");
    await page.getByRole("button", { name: "Delete…" }).click();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("heading", { name: "No saved answers yet" }).waitFor();
  });
});

describe("settings", () => {
  it("create a key that is shown once, and revoke it", async () => {
    const { page } = await served.open("/settings");
    await page.getByRole("button", { name: "Create key" }).click();
    await page.getByPlaceholder("Owner or purpose").fill("front desk");
    await page.getByRole("button", { name: "Create", exact: true }).click();
    expect(await page.locator(".token").textContent()).toMatch(/^lyd_\w+/);
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Revoke front desk" }).click();
    await page.getByRole("button", { name: "Revoke", exact: true }).click();
    await page.getByText(/^Revoked /).waitFor();
  });

  it("say whether all is well", async () => {
    const { page } = await served.open("/settings");
    await page.getByRole("button", { name: "Check now" }).click();
    await page.locator(".checks li").first().waitFor();
    expect(await page.locator(".checks").textContent()).toContain("Every block matches its checksum");
  });

  it("keep the theme, and turns single-key shortcuts off", async () => {
    const { page } = await served.open("/settings");
    await page.getByRole("radio", { name: "Dark" }).check();
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    await page.getByRole("checkbox", { name: /Single-key shortcuts/ }).uncheck();
    await page.locator("h1").click();
    await page.keyboard.press("?");
    expect(await page.locator("dialog").count()).toBe(0);
    await page.getByRole("radio", { name: "Match system" }).check();
    expect(await page.locator("html").getAttribute("data-theme")).toBeNull();
  });
});
