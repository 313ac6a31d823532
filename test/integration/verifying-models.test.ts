import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Answer, type OpenOptions, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handbook, makeStoreWithVectors } from "../fixtures/handbook.ts";
import { type ChatServer, startChatServer } from "../fixtures/start-chat-server.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const hours = join(handbook, "opening-hours.md");
const question = "When is the telephone answered?";
/** A correct paraphrase that no rule can verify. */
const said = "Callers reach a person during the hours of the reception [1].";
let folder: ReturnType<typeof temporaryFolder>;
let writer: ChatServer;
let judge: ChatServer;

type Settings = NonNullable<OpenOptions["settings"]>;

beforeAll(async () => {
  folder = temporaryFolder();
  [writer, judge] = await Promise.all([startChatServer(), startChatServer()]);
  makeStoreWithVectors(folder.path);
  const lydian = await openLydian({ store: folder.path });
  await lydian.add(hours);
  await lydian.close();
});
afterAll(async () => {
  await Promise.all([writer.close(), judge.close()]);
  folder.remove();
});

async function ask(settings: Settings): Promise<Answer> {
  const answer = { model: `openai-compatible:${writer.url}#m`, threshold: 0, ...settings.answer };
  const verify = { judge: `openai-compatible:${judge.url}#j`, ...settings.verify };
  const lydian = await openLydian({ store: folder.path, settings: { rerank: { budgetMs: 600_000 }, answer, verify } });
  try {
    return await lydian.ask(question);
  } finally {
    await lydian.close();
  }
}

describe("a judge over HTTP", () => {
  it("decides about sentences that no check can settle, and is named as the deciding step", async () => {
    writer.reply({ pieces: [said] });
    judge.reply({ pieces: ['{"verdict": "supported", ', '"reason": "The hours are those."}'] });
    expect(await ask({})).toMatchObject({
      status: "grounded",
      claims: [{ verdict: "supported", why: "The hours are those.", decidedBy: "judge" }],
      // Tokens of the writer and of the judge.
      usage: { inputTokens: 240, outputTokens: 60, reasoningTokens: 20 },
    });
    expect(JSON.stringify(judge.requests.at(-1)?.body.messages)).toContain("Callers reach a person");
  });

  it("gives no verdict while it is down: the answer then quotes, or flags the sentence if the collection's policy says so", async () => {
    writer.reply({ pieces: [said] });
    judge.reply({ status: 400 });
    expect(await ask({})).toMatchObject({ status: "grounded", answeredBy: "extractive" });
    const quote = await ask({ answer: { model: "extractive" } });
    writer.reply({ pieces: [`${quote.status === "grounded" ? quote.text.split("\n")[0] : ""} [1]. ${said}`] });
    const flagged = await ask({ answer: { byCollection: { default: { unsupported: "flag" } } } });
    expect(flagged).toMatchObject({
      claims: [
        { verdict: "supported", decidedBy: "quote" },
        { verdict: "unmeasured", decidedBy: "judge" },
      ],
    });
    const other = await ask({ answer: { byCollection: { other: { unsupported: "flag" } } } });
    expect(other).toMatchObject({ claims: [{ verdict: "supported" }] });
  });

  it("needs the user's trust in a store that came with a folder", async () => {
    const project = join(folder.path, "project");
    mkdirSync(join(project, ".lydian"), { recursive: true });
    writeFileSync(join(project, ".lydian", "settings.yaml"), "verify: {judge: 'openai-compatible:http://x/v1#m'}\n");
    const { code, stderr } = await runLydian(["status"], { cwd: project });
    expect([code, stderr]).toEqual([1, expect.stringContaining('sets "verify.judge"')]);
  });

  it.each([
    [{ judge: "extractive" }, "verify.judge is extractive"],
    [{ judge: "nobody:m" }, "nobody:m"],
  ])("rejects %j as a judge", async (verify, message) => {
    await expect(ask({ verify })).rejects.toThrow(message);
  });

  it("reports what the folder of an entailment model lacks", async () => {
    writer.reply({ pieces: [said] });
    await expect(ask({ verify: { entailment: folder.path } })).rejects.toMatchObject({ code: "model-unavailable" });
  });
});
