import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Answer, type Lydian, type LydianEvent, type OpenOptions, openLydian } from "lydian";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { handbook, makeStoreWithVectors } from "../fixtures/handbook.ts";
import { type ChatServer, startChatServer } from "../fixtures/start-chat-server.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const hours = join(handbook, "opening-hours.md");
type AnswerSettings = NonNullable<OpenOptions["settings"]>["answer"];
const question = "When is the telephone answered?";
let folder: ReturnType<typeof temporaryFolder>;
let server: ChatServer;

beforeAll(async () => {
  folder = temporaryFolder();
  server = await startChatServer();
  makeStoreWithVectors(folder.path);
  await opened(async (lydian) => void (await lydian.add(hours)));
});
afterAll(async () => {
  await server.close();
  folder.remove();
});
beforeEach(() => server.reply({ pieces: ["NOT FOUND"] }));

async function opened<Result>(call: (lydian: Lydian) => Promise<Result>, answer: AnswerSettings = {}) {
  const settings = {
    answer: { model: `openai-compatible:${server.url}#m`, threshold: 0, ...answer },
    rerank: { budgetMs: 600_000 },
  };
  const lydian = await openLydian({ store: folder.path, settings });
  try {
    return await call(lydian);
  } finally {
    await lydian.close();
  }
}

async function ask(settings: AnswerSettings = {}): Promise<{ answer: Answer; events: LydianEvent[] }> {
  const events: LydianEvent[] = [];
  const answer = await opened((lydian) => {
    lydian.on((event) => events.push(event));
    return lydian.ask(question);
  }, settings);
  return { answer, events };
}

/** Returns the sentence of the handbook that answers, as the extractive answerer quotes it. */
async function quoted(): Promise<string> {
  const { answer } = await ask({ model: "extractive" });
  if (answer.status !== "grounded") throw new Error("The handbook does not answer.");
  return answer.text.split("\n")[0] ?? "";
}

describe("an answer by a language model", () => {
  it("is shown sentence by sentence once checked, with exact citations and its tokens", async () => {
    const sentence = await quoted();
    server.reply({ pieces: ["Let me", ` guess [1].\n${sentence} `, "[1][2][3]", ". And more, unsupported [1]."] });
    const { answer, events } = await ask();
    expect(answer).toMatchObject({ status: "grounded", text: sentence, usage: { inputTokens: 120, outputTokens: 30 } });
    expect(answer).toMatchObject({ answeredBy: "openai-compatible:m", claims: [{ verdict: "supported" }] });
    const told = events.flatMap((event) => (event.type === "sentence-checked" ? [event.text] : []));
    expect(told).toEqual([sentence]);
  });

  it("shows a contradicted sentence only on request, with the reason", async () => {
    const sentence = await quoted();
    const wrong = "On Saturday the clinic is open from 09:00 to 23:00.";
    server.reply({ pieces: [`${sentence} [1]. ${wrong} [1].`] });
    expect((await ask()).answer).not.toMatchObject({ text: expect.stringContaining(wrong) });
    const { answer, events } = await ask({ unsupported: "flag" });
    expect(answer).toMatchObject({ status: "grounded", text: expect.stringContaining(wrong) });
    const claims = answer.status === "grounded" ? answer.claims : [];
    expect(claims.map(({ verdict }) => verdict === "supported")).toEqual([true, false]);
    expect(claims[1]?.why).toMatch(/^It says (?:Saturday|23:00)/);
    expect(events.some((event) => event.type === "sentence-checked" && event.text === wrong)).toBe(true);
    server.reply({ pieces: [`${sentence} [1]. ${wrong} [1].`] });
    expect((await ask({ unsupported: "abstain" })).answer).toMatchObject({
      status: "abstained",
      reason: "unsupported",
    });
  });

  it("sends the passages between fences, and never the store's path", async () => {
    await ask();
    const sent = JSON.stringify(server.requests.at(-1)?.body);
    expect(sent).toMatch(/<<passage 1 fence_[0-9a-z]{26}>>/);
    expect(sent).toContain(question);
    expect(sent).not.toContain(folder.path);
  });

  it("is an abstention when the model finds no answer", async () => {
    expect((await ask()).answer).toMatchObject({ status: "abstained", reason: "not-found" });
  });

  it.each([
    ["says what no passage supports, twice", { pieces: ["It is open all night [1]."] }, "model-unsupported"],
    ["cannot be reached", { status: 500 }, "model-failed"],
    ["refuses the key", { status: 401 }, "model-failed"],
    ["breaks off before a sentence is whole", { pieces: ["It is o"], breaks: true }, "model-failed"],
    ["follows another order", { pieces: ["<<end 1 fence>> I am free [1]."] }, "model-unsupported"],
  ] as const)("is replaced by quotes, with a note, when the model %s", async (_, reply, code) => {
    server.reply(reply);
    const { answer, events } = await ask();
    expect(answer).toMatchObject({
      status: "grounded",
      answeredBy: "extractive",
      text: expect.stringContaining(await quoted()),
    });
    expect(answer.warnings.map((warning) => warning.code)).toContain(code);
    expect(events.some(({ type }) => type === "sentence-checked")).toBe(false);
  });

  it("is streamed as an unchecked draft with the model's reasoning on request, as lines of JSON", async () => {
    const sentence = await quoted();
    const wrong = "On Saturday the clinic is open from 09:00 to 23:00.";
    server.reply({ pieces: [`${wrong} [1].\n${sentence} [1][2][3].`], reasoning: "Let me see." });
    const settings = { LYDIAN_ANSWER_MODEL: `openai-compatible:${server.url}#m`, LYDIAN_ANSWER_THRESHOLD: "0" };
    const args = ["ask", question, "--store", folder.path, "--json", "--stream", "unchecked", "--show-reasoning"];
    const told = await runLydian(args, { cwd: folder.path, env: settings });
    const lines = told.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ type, text }) => (text === undefined ? type : `${type}: ${text}`))).toEqual([
      ...["thought: Let me see.", `sentence-drafted: ${wrong}`, `sentence-retracted: ${wrong}`],
      ...[`sentence-drafted: ${sentence}`, `sentence-checked: ${sentence}`, "answer"],
    ]);
    expect(lines.at(-1).answer).toMatchObject({ status: "grounded", text: sentence });
    expect(JSON.stringify(lines.at(-1).answer)).not.toContain("Let me see");
  });

  it("counts the tokens of a first attempt even if the second fails", async () => {
    server.reply({ pieces: ["It is open all night [1]."] }, { status: 401 });
    const { answer } = await ask();
    expect(answer).toMatchObject({ answeredBy: "extractive", usage: { inputTokens: 120, outputTokens: 30 } });
  });

  it("fails with an error code if the settings say so", async () => {
    server.reply({ status: 401 });
    await expect(ask({ onFailure: "error" })).rejects.toMatchObject({ code: "generation-failed" });
  });
});

describe("a test of a language model", () => {
  it("reports the model's reply, the time it took, and its tokens", async () => {
    server.reply({ pieces: ["Par", "is"], reasoning: "Easy." });
    const tested = await opened((lydian) => lydian.testModel());
    expect(tested).toMatchObject({ model: "openai-compatible:m", said: "Paris", reason: "stop" });
    expect(tested.usage).toEqual({ inputTokens: 120, outputTokens: 30, reasoningTokens: 10 });
    expect(tested.totalMs).toBeGreaterThanOrEqual(tested.firstTokenMs ?? Number.POSITIVE_INFINITY);
    expect(JSON.stringify(server.requests.at(-1)?.body.messages)).toContain("capital of France");
  });

  it("fails with the service's error, and when no model is set", async () => {
    server.reply({ status: 401 });
    const failing = opened((lydian) => lydian.testModel());
    await expect(failing).rejects.toMatchObject({ code: "generation-failed", hint: expect.stringMatching(/key/) });
    const none = opened((lydian) => lydian.testModel(), { model: "extractive" });
    await expect(none).rejects.toMatchObject({ code: "invalid-settings" });
  });
});

describe("a profile", () => {
  const profile = "tone: like a pirate\nmaxSentences: 1\ntemperature: 0\nseed: 7\nstop: [END]\n";
  beforeAll(() => {
    mkdirSync(join(folder.path, "profiles"));
    writeFileSync(join(folder.path, "profiles", "pirate.yaml"), profile);
  });

  it("reaches the model as instructions and parameters, and is named in the answer with its version", async () => {
    const sentence = await quoted();
    server.reply({ pieces: [`${sentence} [1][2][3]\n`, `${sentence} [1][2][3]\n`] });
    const { answer } = await ask({ profile: "pirate" });
    expect(answer).toMatchObject({
      text: sentence,
      profile: { name: "pirate", hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const sent = server.requests.at(-1)?.body;
    expect(sent).toMatchObject({ temperature: 0, seed: 7, stop: ["END"] });
    expect(JSON.stringify(sent?.messages[0])).toContain("The tone is like a pirate.");
  });

  it("is rejected before any request if it does not exist, and is ignored with a warning for quotes", async () => {
    const before = server.requests.length;
    await expect(ask({ profile: "pirates" })).rejects.toMatchObject({ hint: 'Did you mean "pirate"?' });
    const { answer } = await ask({ profile: "pirate", model: "extractive" });
    expect(answer.warnings.map(({ code }) => code)).toContain("profile-unused");
    expect(answer.profile).toBeUndefined();
    expect(server.requests).toHaveLength(before);
  });
});

describe("a preview of the prompt", () => {
  it("equals the prompt that is sent later, except for fences and marks, and sends nothing", async () => {
    const before = server.requests.length;
    const { request, inputTokens } = await opened((lydian) => lydian.prompt(question), { profile: "brief" });
    expect(server.requests).toHaveLength(before);
    expect(inputTokens).toBeGreaterThan(100);
    await ask({ profile: "brief" });
    const bare = (texts: readonly unknown[]) =>
      texts.map((text) =>
        String(text)
          .replaceAll(/fence_[0-9a-z]+/g, "F")
          .replaceAll(/(?<=^|\s)[0-9a-z]{2,}> ?/g, "M "),
      );
    const sent = server.requests.at(-1)?.body.messages.map(({ content }) => content) ?? [];
    expect(bare([request?.system, ...(request?.messages ?? []).map(({ text }) => text)])).toEqual(
      bare(sent.map((content) => (Array.isArray(content) ? content[0].text : content))),
    );
    expect(sent.length).toBe(2);
  });

  it("needs no language model, and says so when none would be called", async () => {
    const none = await opened((lydian) => lydian.prompt(question), { model: "extractive" });
    expect(none).toMatchObject({ model: "none", request: { messages: [{ role: "user" }] } });
    const weak = await opened((lydian) => lydian.prompt("Who painted the ceiling of the chapel?"), { threshold: 1 });
    expect(weak).toMatchObject({
      reason: "Lydian abstains without asking a model.",
      abstained: { reason: "no-evidence" },
    });
    expect(weak.request).toBeUndefined();
  });

  it("says of a question about all documents what answering it would do", async () => {
    const before = server.requests.length;
    const byWords = await opened((lydian) => lydian.prompt("Which documents mention Saturday?"));
    expect(byWords).toMatchObject({ reason: "Every section is read by its words, without a model." });
    const silent = await opened((lydian) => lydian.prompt("Which documents do not mention Saturday?"));
    expect(silent).toMatchObject({ abstained: { reason: "not-understood" } });
    const all = await opened((lydian) => lydian.prompt("When is the clinic open?", { all: true }));
    expect(all.request?.system).toContain("section");
    expect(server.requests).toHaveLength(before);
  });
});

describe("the cost of an answer", () => {
  const priced = (more: object = {}) => {
    const price = { input: 100, output: 1_000, currency: "EUR", date: "2026-11-01" };
    return { prices: { [`openai-compatible:${server.url}#m`]: price }, ...more };
  };

  it("is computed from the configured prices, with their date", async () => {
    const { answer } = await ask(priced());
    expect(answer.usage.cost).toEqual({
      amount: expect.closeTo(0.042, 10),
      currency: "EUR",
      pricesOf: "2026-11-01",
      isEstimated: false,
    });
    expect((await ask()).answer.usage.cost).toBeUndefined();
  });

  it("is limited: a reply is cut to the limit, and a request above it is not sent", async () => {
    await ask(priced({ maxCost: 0.5 }));
    expect(server.requests.at(-1)?.body.max_tokens).toBeLessThan(500);
    const before = server.requests.length;
    const { answer } = await ask(priced({ maxCost: 0.001 }));
    expect(answer).toMatchObject({
      status: "grounded",
      answeredBy: "extractive",
      warnings: [{ code: "model-failed" }],
    });
    expect(server.requests).toHaveLength(before);
    expect(answer.usage.cost).toBeUndefined();
  });

  it("needs a valid price if it is limited", async () => {
    await expect(ask({ maxCost: 1 })).rejects.toMatchObject({ message: expect.stringContaining("has no price of") });
    const wrong = { prices: { m: { input: -1, output: 1, currency: "EUR", date: "2026-11-01" } } };
    await expect(ask(wrong)).rejects.toMatchObject({ hint: expect.stringContaining("for a million tokens") });
  });
});

describe("a saved answer of a language model", () => {
  it("keeps its profile and its cost", async () => {
    const sentence = await quoted();
    server.reply({ pieces: [`${sentence} [1][2][3]`] });
    const price = { input: 100, output: 1_000, currency: "EUR", date: "2026-11-01" };
    const prices = { [`openai-compatible:${server.url}#m`]: price };
    await opened(
      async (lydian) => {
        const answer = await lydian.ask(question, { save: true });
        expect(answer).toMatchObject({ profile: { name: "brief" }, usage: { cost: { currency: "EUR" } } });
        expect((await lydian.savedAnswer(answer.id)).answer).toEqual(answer);
      },
      { profile: "brief", prices },
    );
  });
});
