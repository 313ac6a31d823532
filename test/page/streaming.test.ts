import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChatServer, startChatServer } from "../fixtures/start-chat-server.ts";
import { type RunningPage, startPage } from "./start-page.ts";

const sentence = "A lost key costs 15 euros at the desk.";
const other = "The desk is open from 9:00 to 17:00 on weekdays.";
const files = { "keys.md": `# Keys\n\n${sentence}\n\n${other}\n` };
const QUESTION = "What does a lost key cost at the desk?";

describe("an answer of a language model", () => {
  let model: ChatServer;
  let server: RunningPage;
  beforeAll(async () => {
    model = await startChatServer();
    const env = { LYDIAN_ANSWER_MODEL: `openai-compatible:${model.url}#m`, LYDIAN_ANSWER_THRESHOLD: "0" };
    server = await startPage({ files, env });
  });
  afterAll(async () => {
    await server.close();
    await model.close();
  });

  async function begin() {
    const { page } = await server.open();
    await page.getByRole("textbox", { name: /^Ask/ }).fill(QUESTION);
    await page.keyboard.press("Enter");
    return page;
  }

  it("appears sentence by sentence, is announced to screen readers, and stops on request", async () => {
    model.reply({ pieces: [`${sentence} [1].`, ` ${other} [1]. And`], hangs: true });
    const page = await begin();
    await page.locator(".claim[data-v='supported']", { hasText: sentence }).waitFor();
    expect(await page.locator(".cite").count()).toBeGreaterThan(0);
    await page.getByText(/^Checking sentence \d/).waitFor();
    expect(await page.locator("[aria-live='polite']").textContent()).toMatch(/^Sentence \d+: supported\.$/);
    const gone = model.abandoned();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText("Stopped. Your question and the passages found for it are kept.").waitFor();
    await gone;
    expect(await page.locator(".claim", { hasText: sentence }).count()).toBe(1);
    expect(await page.getByRole("button", { name: "Ask", exact: true }).count()).toBe(1);
  });

  it("offers an answer of quotes if the model fails, which is not saved", async () => {
    const { page } = await server.open();
    await page.route("**/ask", (route) =>
      route.request().postData()?.includes("quotesOnly")
        ? route.continue()
        : route.fulfill({
            contentType: "text/event-stream",
            body: `event: error\ndata: ${JSON.stringify({ status: 502, code: "generation-failed", detail: "The model sent nothing." })}\n\n`,
          }),
    );
    await page.getByRole("textbox", { name: /^Ask/ }).fill(QUESTION);
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("The model sent nothing.").waitFor();
    await page.getByRole("button", { name: "Answer with quotes only" }).click();
    await page.locator(".claim", { hasText: sentence }).waitFor();
    await page.getByText("Not saved").waitFor();
    await page.getByText(/Quoted from your documents/).waitFor();
  });
});
