import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type RunningPage, startPage } from "./start-page.ts";

let served: RunningPage;
beforeAll(async () => {
  served = await startPage({ files: { "shed.md": "# Shed\n\nThe code of the shed is 4711.\n" } });
});
afterAll(() => served.close());

const goTo = (page: Page, view: string) => page.getByRole("link", { name: view, exact: true }).click();
const tooMany = (seconds: number) => ({
  status: 429,
  contentType: "application/problem+json",
  headers: { "Retry-After": `${seconds}` },
  body: JSON.stringify({ status: 429, code: "too-many-requests", detail: "This key may call 600 times a minute." }),
});

describe("a page whose server fails", () => {
  it("asks for another key when its key was revoked, and continues", async () => {
    const keys = z.object({ key: z.object({ id: z.string() }), token: z.string() });
    const [first, second] = [
      keys.parse(JSON.parse(await served.run("keys", "add", "one", "--json"))),
      keys.parse(JSON.parse(await served.run("keys", "add", "two", "--json"))),
    ];
    const { page } = await served.open("/");
    await page.evaluate((token) => sessionStorage.setItem("lydian.key", token), first.token);
    await page.reload();
    await page.getByRole("textbox", { name: /^Ask/ }).waitFor();
    await served.run("keys", "revoke", first.key.id);
    await goTo(page, "Library");
    await page.getByRole("dialog", { name: "Your key is not accepted" }).waitFor();
    await page.getByLabel("Key", { exact: true }).fill("lyd_wrong");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Your key is not accepted" }).waitFor();
    await page.getByLabel("Key", { exact: true }).fill(second.token);
    await page.keyboard.press("Enter");
    await page.locator(".doc-row", { hasText: "Shed" }).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  it("waits as long as the server says when calls come too fast, and mentions a long wait", async () => {
    const { page } = await served.open("/");
    let calls = 0;
    await page.route("**/documents?*", (route) => {
      calls += 1;
      return calls === 1 ? route.fulfill(tooMany(1)) : route.continue();
    });
    await goTo(page, "Library");
    await page.locator(".doc-row", { hasText: "Shed" }).waitFor();
    expect(calls).toBe(2);
    await page.route("**/search", (route) => route.fulfill(tooMany(60)));
    await page.goto(`${served.url}/search?q=shed`);
    await page.getByRole("alert").getByText("This key may call 600 times a minute.").waitFor();
    await page.unroute("**/search");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.locator(".hit-row").first().waitFor();
  });

  it("says that the server is unreachable, keeps what is shown, and reconnects", async () => {
    const { page, requests } = await served.open("/library");
    await page.locator(".doc-row", { hasText: "Shed" }).waitFor();
    // The other views are preloaded, so that they open without the server too.
    await expect
      .poll(() => requests.filter((address) => /settings.*\.js$/.test(address)).length, { timeout: 30_000 })
      .toBeGreaterThan(0);
    await page.waitForLoadState("networkidle");
    await page.route("**/api/**", (route) => route.abort());
    await page.getByRole("searchbox").fill("sh");
    await page.getByText("The server cannot be reached.").waitFor();
    expect(await page.locator(".doc-row", { hasText: "Shed" }).count()).toBe(1);
    expect(await page.getByRole("searchbox").inputValue()).toBe("sh");
    await page.unroute("**/api/**");
    await page.getByRole("button", { name: "Try now" }).click();
    await page.locator(".unreached").waitFor({ state: "detached" });
    await page.locator(".doc-row", { hasText: "Shed" }).waitFor();
    await served.stopServer();
    await goTo(page, "Search");
    await page.getByRole("searchbox").fill("shed");
    await page.keyboard.press("Enter");
    await page.getByText("The server cannot be reached.").waitFor();
    await page.getByRole("alert").getByText("The search failed").waitFor();
    expect(await page.getByRole("searchbox").inputValue()).toBe("shed");
  });
});
