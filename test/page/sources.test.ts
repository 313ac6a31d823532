import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningPage, startPage } from "./start-page.ts";

let served: RunningPage;
let docs: string;
beforeAll(async () => {
  served = await startPage();
  docs = join(served.folder, "rules");
  mkdirSync(docs);
  writeFileSync(join(docs, "sauna.md"), "# Sauna\n\nThe sauna is open until ten.");
});
afterAll(() => served.close());

const row = (page: Page) => page.locator(".sources li", { hasText: "rules" });
const watching = (page: Page) => row(page).getByRole("switch", { name: /Watch/ });
const isWatched = async () => (await served.run("sources", "--json")).includes('"watch"');
const documentRow = (page: Page, title: string) => page.locator(".doc-row", { hasText: title });

describe("the sources of the library", () => {
  it("are added and watched, and changes in a folder appear by themselves", async () => {
    const { page, errors } = await served.open("/library");
    await page.getByRole("button", { name: "Connect a folder or site" }).click();
    await page.getByLabel("Folder or address").fill("https://example.org/");
    expect(await page.getByRole("switch").isDisabled()).toBe(true);
    await page.getByLabel("Folder or address").fill(docs);
    expect(await page.getByRole("switch").isChecked()).toBe(true);
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.locator(".jobs").getByText("Ready.").waitFor();
    await documentRow(page, "Sauna").waitFor();
    expect(await watching(page).isChecked()).toBe(true);
    writeFileSync(join(docs, "towels.md"), "# Towels\n\nTowels cost two euros.");
    await documentRow(page, "Towels").waitFor();
    rmSync(join(docs, "sauna.md"));
    await documentRow(page, "Sauna").waitFor({ state: "detached" });
    expect(errors).toEqual([]);
  });

  it("show the problem of a folder until it is solved", async () => {
    const { page } = await served.open("/library");
    renameSync(docs, `${docs}-away`);
    await row(page).getByText("was not synced").waitFor();
    await documentRow(page, "Towels").waitFor();
    renameSync(`${docs}-away`, docs);
    await row(page).getByText("was not synced").waitFor({ state: "detached" });
  });

  it("are no longer watched once that is switched off, also by keyboard", async () => {
    const { page } = await served.open("/library");
    await watching(page).focus();
    await page.keyboard.press("Space");
    await expect.poll(isWatched).toBe(false);
    await expect.poll(() => watching(page).isChecked()).toBe(false);
    await watching(page).click();
    await expect.poll(isWatched).toBe(true);
    await expect.poll(() => watching(page).isChecked()).toBe(true);
  });

  it("say why they cannot be added", async () => {
    const { page } = await served.open("/library");
    await page.getByRole("button", { name: "Connect a folder or site" }).click();
    await page.getByLabel("Folder or address").fill("/not/there");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.locator(".jobs").getByText("There is nothing that can be read at /not/there").waitFor();
  });
});
