import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Answer, type Lydian, type OpenOptions, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyHandbookStore } from "../fixtures/handbook.ts";
import { type ChatServer, startChatServer } from "../fixtures/start-chat-server.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const folder = temporaryFolder();
const store = join(folder.path, "store");
let lydian: Lydian;
let server: ChatServer;

beforeAll(async () => {
  copyHandbookStore(store);
  lydian = await openLydian({ store });
  server = await startChatServer();
});
afterAll(async () => {
  await server.close();
  await lydian.close();
  folder.remove();
});

function grounded(answer: Answer) {
  if (answer.status === "abstained") throw new Error(`abstained: ${answer.reason}`);
  return answer;
}

async function byModel<Result>(call: (model: Lydian) => Promise<Result>, answer: object = {}): Promise<Result> {
  const settings: OpenOptions["settings"] = { answer: { model: `openai-compatible:${server.url}#m`, ...answer } };
  const model = await openLydian({ store, settings });
  try {
    return await call(model);
  } finally {
    await model.close();
  }
}

const notFound = { pieces: ["NOT FOUND"] };

describe("a summary", () => {
  it("quotes the document exactly, in groups, and certifies that all of it was read", async () => {
    const answer = grounded(await lydian.summarize("home-visits.html", { words: 80 }));
    const [document] = await lydian.list({ where: 'uri contains "home-visits"' });
    const text = (await lydian.read(document?.id ?? ""))?.text ?? "";
    expect(answer.citations.length).toBeGreaterThan(2);
    for (const { span, quote } of answer.citations) expect(text.slice(span.start, span.end)).toBe(quote);
    expect(answer.coverage).toMatchObject({ documents: 1, isComplete: true });
    expect(answer.coverage?.sectionsRead).toBe(answer.coverage?.sections);
    expect(answer.groups?.flatMap(({ claims }) => claims)).toHaveLength(answer.claims.length);
    expect(grounded(await lydian.summarize("home-visits.html", { words: 80 })).text).toBe(answer.text);
  });

  it("can be saved, checked and repeated", async () => {
    const answer = await lydian.summarize("home-visits.html", { words: 60, save: true });
    expect((await lydian.savedAnswer(answer.id)).answer).toEqual(answer);
    expect(await lydian.checkAnswers([answer.id])).toMatchObject([{ outcome: "holds" }]);
    expect(await lydian.replayAnswer(answer.id)).toMatchObject({ isSame: true, changedSettings: [] });
  });

  it("rejects missing documents and invalid lengths", async () => {
    await expect(lydian.summarize("nowhere.md")).rejects.toMatchObject({ code: "document-not-found" });
    await expect(lydian.summarize([], { words: 1 })).rejects.toMatchObject({ code: "invalid-argument" });
  });

  it("is estimated before a model writes it, and reads no section a second time", async () => {
    server.reply(notFound);
    const documents = ["home-visits.html"];
    const before = await byModel((model) => model.estimateReading({ documents }));
    expect(before).toMatchObject({ documents: 1, sectionsReadBefore: 0, readBy: "openai-compatible:m" });
    expect(before.inputTokens).toBeGreaterThan(before.sections * 100);
    const asked = server.requests.length;
    expect(await byModel((model) => model.summarize(documents))).toMatchObject({ status: "abstained" });
    expect(server.requests.length - asked).toBe(before.sections);
    expect(await byModel((model) => model.estimateReading({ documents }))).toMatchObject({
      sectionsReadBefore: before.sections,
    });
    await byModel((model) => model.summarize(documents));
    expect(server.requests.length - asked).toBe(before.sections);
  });

  it("tells readers with access labels only what readers with the same labels have read", async () => {
    server.reply(notFound);
    const documents = ["home-visits.html"];
    const readBefore = async (labels: readonly string[]) => {
      const scope = { kind: "labels", labels } as const;
      return (await byModel((model) => model.estimateReading({ documents, scope }))).sectionsReadBefore;
    };
    await byModel((model) => model.summarize(documents));
    expect(await readBefore(["staff", "ward"])).toBe(0);
    await byModel((model) => model.summarize(documents, { scope: { kind: "labels", labels: ["ward", "staff"] } }));
    expect(await readBefore(["staff", "ward"])).toBeGreaterThan(0);
    expect(await readBefore(["staff"])).toBe(0);
  });

  it("keeps the model's readings for the same question again, but nothing of a private question", async () => {
    server.reply(notFound);
    const question = "Which rule holds for parking bicycles?";
    const countRequests = async (options: object) => {
      const before = server.requests.length;
      await byModel((model) => model.ask(question, { all: true, ...options }));
      return server.requests.length - before;
    };
    const all = await countRequests({ private: true });
    expect(all).toBeGreaterThan(1);
    expect(await countRequests({ private: true })).toBe(all);
    expect(await countRequests({})).toBe(all);
    expect(await countRequests({})).toBeLessThan(all);
  });

  it("loses the model's readings in a purge", async () => {
    expect(existsSync(join(store, "state.db"))).toBe(true);
    await lydian.remove([], { purge: true });
    expect(await byModel((model) => model.estimateReading({ documents: ["home-visits.html"] }))).toMatchObject({
      sectionsReadBefore: 0,
    });
  });

  it("fails with an error code if the model cannot be reached", async () => {
    server.reply({ status: 401 });
    await expect(byModel((model) => model.summarize("home-visits.html"))).rejects.toMatchObject({
      code: "generation-failed",
    });
  });
});

describe("a question about all documents", () => {
  it("is answered from every section with counts, and says none only with a certificate", async () => {
    const answer = grounded(await lydian.ask("How many documents mention the autoclave?"));
    expect(answer.coverage?.matching.length).toBe(answer.claims.length);
    const none = await lydian.ask("Does any document mention a helicopter?");
    expect(none).toMatchObject({ status: "abstained", reason: "no-evidence", coverage: { sectionsMatching: 0 } });
    expect(none.coverage?.sectionsRead).toBe(none.coverage?.sections);
  });

  it("reads every section or only the nearest passages on request", async () => {
    const nearest = await lydian.ask("Which documents mention dogs?", { all: false });
    expect(nearest.coverage).toBeUndefined();
    expect((await lydian.ask("the assembly point in a fire", { all: true })).coverage).toMatchObject({
      readBy: "words",
    });
  });

  it("is rewritten first if it follows up a conversation", async () => {
    await lydian.ask("Which documents mention the autoclave?", { conversation: "all" });
    const answer = grounded(await lydian.ask("What about dogs?", { conversation: "all" }));
    expect(answer).toMatchObject({ question: "What about dogs?", searchedAs: "Which documents mention dogs?" });
    expect(answer.coverage?.test).toContain("“dogs”");
    expect(answer.coverage?.sectionsMatching).toBe(1);
  });

  it("is reported as not understood if it asks for documents without something", async () => {
    for (const options of [{}, { all: true }, { all: false }]) {
      const answer = await lydian.ask("Which documents do not mention dogs?", options);
      expect(answer).toMatchObject({ status: "abstained", reason: "not-understood", nearest: [] });
      expect(answer.warnings.map(({ code }) => code)).toEqual(["negation-not-understood"]);
    }
    const told = await runLydian(["ask", "How many documents say nothing about dogs?", "--store", store], {
      cwd: folder.path,
    });
    expect(told).toMatchObject({ code: 3, stdout: expect.stringContaining("The question is not understood.") });
  });

  it("calls a model on request only, and says so", async () => {
    const before = server.requests.length;
    const answer = await byModel((model) => model.ask("Which documents mention dogs?"));
    expect(server.requests).toHaveLength(before);
    expect(answer.warnings.map(({ code }) => code)).toContain("read-by-words");
    server.reply(notFound);
    const where = 'uri contains "visitors"';
    const read = await byModel((model) => model.ask("Which documents mention dogs?", { all: true, where }));
    expect(server.requests.length).toBe(before + (read.coverage?.sections ?? 0));
    expect(read.coverage).toMatchObject({ readBy: "openai-compatible:m", documents: 1 });
  });

  it("is printed with its certificate by the command, which asks before a model reads many sections", async () => {
    const told = await runLydian(["ask", "Which documents mention dogs?", "--store", store], { cwd: folder.path });
    expect(told).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/coverage: read 126 of 126 sections, 1 matches/),
    });
    const model = `openai-compatible:${server.url}#m`;
    const large = await runLydian(["summarize", "--store", store, "--model", model], { cwd: folder.path });
    expect(large).toMatchObject({ code: 2, stderr: expect.stringContaining("--yes") });
  });
});
