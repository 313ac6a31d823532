import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChatServer, startChatServer } from "../fixtures/start-chat-server.ts";
import { temporaryFolder } from "../run-lydian.ts";

const address = "desk@berg.example";
const desk = `The front desk answers letters to ${address} within two days.`;
const office = "The back office answers letters to office@berg.example within a week. It has no telephone.";
const question = "How fast does the front desk answer letters?";
const reply = "The front desk answers letters to [EMAIL_ADDRESS_1] within two days [1].";
const rule = "{guards: [{guard: personal-data, types: [EMAIL_ADDRESS], action: redact}]}";

describe("what a prompt redacts", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let server: ChatServer;

  beforeAll(async () => {
    folder = temporaryFolder();
    server = await startChatServer();
    server.reply({ pieces: [reply.slice(0, 50), reply.slice(50)] });
    await opened((lydian) =>
      lydian.add([
        { uri: "memo:desk", content: desk },
        { uri: "memo:office", content: office },
      ]),
    );
  });
  afterAll(async () => {
    await server.close();
    folder.remove();
  });

  async function opened<Result>(call: (lydian: Lydian) => Promise<Result>): Promise<Result> {
    const policy = join(folder.path, "policy.yaml");
    writeFileSync(policy, `name: test\nstages: {prompt: ${rule}, memory-write: ${rule}}\n`);
    const lydian = await openLydian({
      store: join(folder.path, "store"),
      settings: {
        search: { mode: "lexical" },
        rerank: { model: "off" },
        answer: { threshold: 0, model: `openai-compatible:${server.url}#m` },
        guard: { policy },
      },
    });
    try {
      return await call(lydian);
    } finally {
      await lydian.close();
    }
  }

  it("is restored in the answer, which is checked as always", async () => {
    const before = server.requests.length;
    const answer = await opened((lydian) => lydian.ask(question));
    expect(JSON.stringify(server.requests.slice(before))).not.toContain(address);
    expect(answer).toMatchObject({ status: "grounded", text: expect.stringContaining(desk.slice(0, -1)) });
    expect(JSON.stringify(answer)).not.toContain("EMAIL_ADDRESS_1");
  });

  it("has one token in all turns of a conversation, after a restart too, and its value is not stored for that", async () => {
    const before = server.requests.length;
    const conversation = "letters";
    await opened((lydian) => lydian.ask("How fast does the back office answer letters?", { conversation }));
    const middle = server.requests.length;
    await opened((lydian) => lydian.ask(question, { conversation }));
    const [first, second] = [server.requests.slice(before, middle), server.requests.slice(middle)].map((sent) =>
      JSON.stringify(sent.at(-1)),
    );
    expect(first).toMatch(/back office answers letters to \[EMAIL_ADDRESS_1\]/);
    expect(second).toMatch(/front desk answers letters to \[EMAIL_ADDRESS_2\]/);
    expect(`${first}${second}`).not.toContain("@");
    const state = readFileSync(join(folder.path, "store", "state.db")).toString("latin1");
    expect(state).toContain("EMAIL_ADDRESS_2");
    expect(state).not.toContain(address);
  });

  it("is masked in the prompt that is shown", async () => {
    const shown = JSON.stringify((await opened((lydian) => lydian.prompt(question))).request);
    expect(shown).toContain("[EMAIL_ADDRESS_1]");
    expect(shown).not.toContain(address);
  });
});
