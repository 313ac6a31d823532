import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Lydian, type OpenOptions, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handbook, makeStoreWithVectors } from "../fixtures/handbook.ts";
import { type ChatServer, startChatServer } from "../fixtures/start-chat-server.ts";
import { temporaryFolder } from "../run-lydian.ts";

type Settings = NonNullable<OpenOptions["settings"]>;
const question = "When is the telephone answered?";
const sentence = "The telephone is answered from 08:00 to 12:00 and from 13:30 to 16:30, Monday to Friday.";
const hours = join(handbook, "opening-hours.md");
const profiles = {
  data: `format: json
schema:
  type: object
  properties:
    from: {type: string}
    days: {type: array, items: {type: string}}
    note: {type: string}
  required: [from]
`,
  rows: "format: table\n",
  shown: "examplesFrom: {collection: liked, count: 1}\n",
  lost: "examplesFrom: {collection: nowhere}\n",
};
let folder: ReturnType<typeof temporaryFolder>;
let server: ChatServer;

beforeAll(async () => {
  folder = temporaryFolder();
  server = await startChatServer();
  makeStoreWithVectors(folder.path);
  mkdirSync(join(folder.path, "profiles"));
  for (const [name, text] of Object.entries(profiles))
    writeFileSync(join(folder.path, "profiles", `${name}.yaml`), text);
  const examples = join(folder.path, "examples.jsonl");
  const lines = [
    { question: "When is the pharmacy open?", answer: "The pharmacy opens at nine, for example [1]." },
    { question: "Who repairs the autoclave?", answer: "A technician does [1]." },
  ];
  writeFileSync(examples, lines.map((line) => JSON.stringify(line)).join("\n"));
  await opened({}, async (lydian) => {
    await lydian.add(hours);
    await lydian.add(examples, { collection: "liked" });
  });
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

async function opened<Result>({ answer, ...settings }: Settings, call: (lydian: Lydian) => Promise<Result>) {
  const lydian = await openLydian({
    store: folder.path,
    settings: {
      ...settings,
      answer: { model: `openai-compatible:${server.url}#m`, threshold: 0, ...answer },
      rerank: { budgetMs: 600_000 },
    },
  });
  try {
    return await call(lydian);
  } finally {
    await lydian.close();
  }
}

const ask = (profile: string, more: Settings["answer"] = {}) =>
  opened({ answer: { profile, ...more } }, (lydian) => lydian.ask(question, { save: true }));

const json = (values: readonly string[], answer: unknown) =>
  JSON.stringify({ sentences: [{ text: sentence, passages: [1, 2, 3], values }], answer });

describe("an answer in the form of a schema", () => {
  it("has the values of its cited sentences, is saved with them, and still holds", async () => {
    server.reply({ pieces: [json(["/from", "/days/0", "/days/1"], { from: "08:00", days: ["Monday", "Sunday"] })] });
    const answer = await ask("data");
    expect(answer).toMatchObject({ status: "grounded", text: sentence });
    if (answer.status !== "grounded") return;
    expect(answer.data).toEqual({
      value: { from: "08:00", days: ["Monday"] },
      values: [
        { path: "/from", verdict: "supported", why: expect.any(String), claims: [0] },
        { path: "/days/0", verdict: "supported", why: expect.any(String), claims: [0] },
      ],
    });
    await opened({}, async (lydian) => {
      const saved = await lydian.savedAnswer(answer.id);
      expect(saved.answer).toMatchObject({ data: answer.data });
      expect(await lydian.checkAnswers([answer.id])).toMatchObject([{ outcome: "holds" }]);
      const file = join(folder.path, "proof.html");
      await lydian.writeProof(answer.id, { file });
      expect(await lydian.verifyProof(file)).toMatchObject({ holds: true });
    });
  });

  it("tells the model once what violates the schema", async () => {
    server.reply({ pieces: [json(["/from"], { from: 8 })] }, { pieces: [json(["/from"], { from: "08:00" })] });
    const answer = await ask("data");
    expect(answer).toMatchObject({ data: { value: { from: "08:00" } } });
    expect(JSON.stringify(server.requests.at(-1)?.body.messages.at(-1))).toContain("/from");
  });

  it("abstains if values are not supported and the settings say so", async () => {
    server.reply({ pieces: [json(["/from", "/note"], { from: "08:00", note: "by a robot" })] });
    expect(await ask("data", { unsupported: "abstain" })).toMatchObject({ status: "abstained", reason: "unsupported" });
    const flagged = await ask("data", { unsupported: "flag" });
    expect(flagged).toMatchObject({ data: { value: { note: "by a robot" } } });
  });

  it("consists of quotes, with a warning, if no language model is set", async () => {
    const answer = await ask("data", { model: "extractive" });
    expect(answer.warnings.map(({ code }) => code)).toContain("profile-unused");
    expect(answer).not.toHaveProperty("data");
  });
});

describe("an answer as a table", () => {
  it("shows the supported rows under their header, each with its verdict", async () => {
    const table =
      "| Day | Front desk |\n| --- | --- |\n| Monday | 05:00 to 18:00 | [1][2][3]\n| Tuesday | 07:30 to 18:00 | [1][2][3]\n";
    server.reply({ pieces: [table] });
    const asked = "When is the front desk open on Tuesday?";
    const answer = await opened({ answer: { profile: "rows" } }, (lydian) => lydian.ask(asked));
    expect(answer).toMatchObject({
      status: "grounded",
      text: "| Day | Front desk |\n| --- | --- |\n| Tuesday | 07:30 to 18:00 |",
      claims: [{ verdict: "supported", statement: "day: Tuesday; front desk: 07:30 to 18:00" }],
    });
  });
});

describe("examples of a collection", () => {
  it("reach the model between fences, only the one most like the question, and are left out on request", async () => {
    const preview = await opened({ answer: { profile: "shown" } }, (lydian) => lydian.prompt(question));
    const [message] = preview.request?.messages ?? [];
    expect(message?.text).toMatch(
      /<<example 1 fence_\w+>>\n(\w+>) Question: When is the pharmacy open\?\n\1 Answer: The pharmacy/,
    );
    expect(message?.text).not.toContain("autoclave");
    const without = await opened({ answer: { profile: "shown" } }, (lydian) =>
      lydian.prompt(question, { examples: false }),
    );
    expect(without.request?.messages[0]?.text).not.toContain("pharmacy");
  });

  it("are never cited: a sentence taken from an example is not shown", async () => {
    server.reply({ pieces: [`The pharmacy opens at nine [1]. ${sentence} [1][2][3]`] });
    expect(await ask("shown")).toMatchObject({ status: "grounded", text: sentence });
  });

  it("cause a warning if the collection has none", async () => {
    server.reply({ pieces: [`${sentence} [1][2][3]`] });
    const answer = await ask("lost");
    expect(answer).toMatchObject({ status: "grounded", text: sentence });
    expect(answer.warnings).toContainEqual(expect.objectContaining({ code: "examples-missing" }));
  });
});

describe("other phrasings of a question", () => {
  it("are written by the answering model, searched, and reported with the answer and the search", async () => {
    server.reply({ pieces: ["1. When can I call the clinic?\n"] }, { pieces: [`${sentence} [1][2][3]`] });
    await opened({ search: { rephrasings: 1 } }, async (lydian) => {
      const answer = await lydian.ask(question);
      expect(answer).toMatchObject({ status: "grounded", rephrasings: ["When can I call the clinic?"] });
      const asked = server.requests.length;
      expect(await lydian.search(question)).toMatchObject({ rephrasings: ["When can I call the clinic?"] });
      expect(await lydian.explain(question, "opening-hours.md")).toMatchObject({
        rephrasings: ["When can I call the clinic?"],
      });
      expect(server.requests.length).toBe(asked);
    });
  });

  it("are left out with a warning if the model fails, and a preview of the prompt does not request them", async () => {
    server.reply({ status: 401 });
    await opened({ search: { rephrasings: 1 } }, async (lydian) => {
      const { warnings, hits } = await lydian.search(question);
      expect(warnings.map(({ code }) => code)).toContain("not-rephrased");
      expect(hits.length).toBeGreaterThan(0);
      const asked = server.requests.length;
      await lydian.prompt(question);
      expect(server.requests.length).toBe(asked);
    });
  });
});
