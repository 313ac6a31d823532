import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Answer, everything, type Lydian, type OpenOptions, openLydian } from "lydian";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ChatServer, startChatServer } from "../fixtures/start-chat-server.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const ward = { kind: "labels", labels: ["ward"] } as const;
const wider = { kind: "labels", labels: ["ward", "hr"] } as const;
let folder: ReturnType<typeof temporaryFolder>;
let server: ChatServer;
const at = (...names: string[]) => join(folder.path, ...names);

beforeAll(async () => {
  folder = temporaryFolder();
  server = await startChatServer();
  await opened(async (lydian) => {
    await lydian.add([
      {
        uri: "memo:machines",
        content:
          "# Machines\n\nThe autoclave A-113 is repaired by Steriservice Ltd. The autoclave A-113 was bought in 2019.",
      },
      {
        uri: "memo:hours",
        content:
          "# Hours\n\nOn Saturday the front desk is open from 9:00 to 12:00. On Sundays the front desk is open from 10:00 to 11:00.",
      },
    ]);
  });
});
afterAll(async () => {
  await server.close();
  folder.remove();
});
beforeEach(() => server.reply({ pieces: ["NOT FOUND"] }));

async function opened<Result>(call: (lydian: Lydian) => Promise<Result>, settings: OpenOptions["settings"] = {}) {
  const lydian = await openLydian({ store: at("store"), settings });
  try {
    return await call(lydian);
  } finally {
    await lydian.close();
  }
}

const textOf = (answer: Answer) => (answer.status === "grounded" ? answer.text : answer.reason);

describe("a conversation", () => {
  it("understands follow-up questions across processes, and answers from documents alone", async () => {
    const first = await opened((lydian) =>
      lydian.ask("Who repairs the autoclave A-113?", { conversation: "machines" }),
    );
    expect(textOf(first)).toContain("Steriservice");
    expect(first.searchedAs).toBeUndefined();
    const second = await opened((lydian) => lydian.ask("And when was it bought?", { continue: true }));
    expect(second).toMatchObject({
      question: "And when was it bought?",
      searchedAs: "And when was the autoclave A-113 bought?",
    });
    expect(textOf(second)).toContain("2019");
    const { turns, name } = await opened((lydian) => lydian.conversation("machines"));
    expect(name).toBe("machines");
    expect(turns).toMatchObject([
      { question: "Who repairs the autoclave A-113?", text: textOf(first), sources: [{ uri: "memo:machines" }] },
      { question: "And when was it bought?", searchedAs: second.searchedAs, answerId: second.id },
    ]);
  });

  it("shows the rewritten question in the terminal, and can be listed, shown and removed there", async () => {
    const run = (...args: string[]) => runLydian([...args, "--store", at("store")], { cwd: folder.path });
    await run("ask", "When is the front desk open on Saturday?", "--conversation", "hours");
    const told = await run("ask", "And on Sundays?", "--continue");
    expect(told.stdout).toMatch(/^searched as: When is the front desk open on Sundays\?\n.*10:00 to 11:00/);
    expect((await run("conversations")).stdout).toMatch(/hours .* 2 .*everything/);
    expect((await run("conversations", "show", "hours")).stdout).toContain(
      "searched as: When is the front desk open on Sundays?",
    );
    expect(await run("conversations", "remove", "hours", "none")).toMatchObject({
      code: 4,
      stderr: "not found: none\n",
    });
    expect(await run("conversations", "show", "hours")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("conversations"),
    });
    for (const name of ["state.db", "state.db-wal"].filter((one) => existsSync(at("store", one))))
      expect(readFileSync(at("store", name)).includes("And on Sundays")).toBe(false);
  });

  it("continues from the last question in the terminal, whichever conversation was used before", async () => {
    const run = (...args: string[]) => runLydian([...args, "--store", at("store")], { cwd: folder.path });
    await run("ask", "When is the front desk open on Saturday?", "--conversation", "older");
    await run("ask", "When is the front desk open?");
    await run("ask", "Who repairs the autoclave A-113?");
    const { stdout } = await run("ask", "And when was it bought?", "--continue");
    expect(stdout).toMatch(/^searched as: And when was the autoclave A-113 bought\?\n.*2019/);
    const { turns } = await opened((lydian) => lydian.conversation("last question"));
    expect(turns.map(({ question }) => question)).toEqual([
      "Who repairs the autoclave A-113?",
      "And when was it bought?",
    ]);
  });

  it("is visible only within the access scope of its questions, like a saved answer", async () => {
    await opened(async (lydian) => {
      const question = "When is the front desk open on Saturday?";
      const saved = await lydian.ask(question, { scope: wider, save: true, conversation: "shared" });
      await lydian.ask("Who repairs the autoclave A-113?", { scope: ward, conversation: "shared" });
      const namesFor = async (scope: typeof ward | typeof wider | typeof everything) =>
        (await lydian.conversations({ scope })).filter(({ name }) => name === "shared").map(({ turns }) => turns);
      expect([await namesFor(ward), await namesFor(wider), await namesFor(everything)]).toEqual([[1], [1, 1], [1, 1]]);
      expect((await lydian.conversation("shared", { scope: ward })).turns[0]?.question).toContain("autoclave");
      await expect(lydian.conversation("shared")).rejects.toMatchObject({ code: "invalid-argument" });
      expect((await lydian.savedAnswers({ scope: ward })).map(({ id }) => id)).not.toContain(saved.id);
      for (const call of [
        () => lydian.savedAnswer(saved.id, { scope: ward }),
        () => lydian.replayAnswer(saved.id, { scope: ward }),
        () => lydian.checkAnswers([saved.id], { scope: ward }),
        () => lydian.writeProof(saved.id, { scope: ward, file: at("pack.html") }),
      ])
        await expect(call()).rejects.toMatchObject({ code: "answer-not-found" });
      expect(await lydian.removeAnswers([saved.id], { scope: ward })).toMatchObject({ notFound: [saved.id] });
      expect((await lydian.savedAnswer(saved.id, { scope: wider })).answer.id).toBe(saved.id);
    });
  });

  it("never uses an earlier answer as evidence", async () => {
    await opened(async (lydian) => {
      await lydian.add([{ uri: "memo:badge", content: "A lost badge is replaced by Mrs Quaxolotl for 30 euros." }]);
      expect(textOf(await lydian.ask("Who replaces a lost badge?", { conversation: "badge" }))).toContain("Quaxolotl");
      await lydian.remove("memo:badge");
      const later = await lydian.ask("And what does it cost?", { conversation: "badge" });
      expect(later).toMatchObject({ searchedAs: "And what does a lost badge cost?" });
      expect(JSON.stringify([later.passages, textOf(later)])).not.toContain("30 euros");
    });
  });

  it("rejects contradictory options, an invalid name, and continuing a conversation that does not exist", async () => {
    await opened(async (lydian) => {
      const scope = { kind: "labels", labels: ["nobody"] } as const;
      await expect(lydian.ask("Why?", { conversation: "a", continue: true })).rejects.toMatchObject({
        code: "invalid-argument",
      });
      await expect(lydian.ask("Why?", { conversation: "../a" })).rejects.toMatchObject({ code: "invalid-argument" });
      await expect(lydian.ask("Why?", { continue: true, scope })).rejects.toMatchObject({
        code: "conversation-not-found",
      });
    });
  });

  it("lets a language model rewrite a follow-up question, counts its tokens, and checks the result", async () => {
    const settings = { answer: { model: `openai-compatible:${server.url}#m`, threshold: 0 } };
    await opened(async (lydian) => {
      await lydian.ask("Who repairs the autoclave A-113?", { conversation: "model" });
      const sent = server.requests.length;
      server.reply({ pieces: ["When was the autoclave A-113 bought?"] });
      const answer = await lydian.ask("And when was it bought?", { conversation: "model" });
      expect(answer.searchedAs).toBe("When was the autoclave A-113 bought?");
      expect(answer.usage.inputTokens).toBeGreaterThan(120);
      expect(JSON.stringify(server.requests[sent]?.body)).toContain("Who repairs the autoclave A-113?");
      server.reply({ pieces: ["Was the autoclave bought in 1871?"] });
      const invented = await lydian.ask("And when was it bought?", { conversation: "model" });
      expect(invented.searchedAs).toBe("And when was the autoclave A-113 bought?");
      const before = server.requests.length;
      await lydian.ask("When is the front desk open on Saturday?", { conversation: "model" });
      expect(server.requests.length - before).toBeLessThanOrEqual(2);
      expect(JSON.stringify(server.requests.slice(before))).not.toContain("<<said");
    }, settings);
  });
});

describe("a backup beside a damaged state", () => {
  it("copies the store, and says what is missing and what to do about it", async () => {
    cpSync(at("store", "store.db"), at("broken", "store.db"));
    writeFileSync(at("broken", "state.db"), "Dear reader, this is a letter and no database. ".repeat(50));
    const told = await runLydian(["backup", at("copy.db"), "--store", at("broken")], { cwd: folder.path });
    expect(told).toMatchObject({ code: 4, stdout: expect.stringContaining("copy.db") });
    expect(told.stderr.replace(/\s+/g, " ")).toMatch(
      /warning: Saved answers and conversations were not copied: .*not a database/,
    );
    expect([existsSync(at("copy.db")), existsSync(at("copy.db.state"))]).toEqual([true, false]);
  });
});
