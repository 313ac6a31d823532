import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Answer, type Lydian, type LydianEvent, type OpenOptions, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChatServer, startChatServer } from "../fixtures/start-chat-server.ts";
import { temporaryFolder } from "../run-lydian.ts";

const secret = "carla.quill@nowhere.example";
const memo = "# Desk\n\nThe front desk answers letters within two days.\n\nAn e-mail address is never given away.";

let folder: ReturnType<typeof temporaryFolder>;
let server: ChatServer;
const at = (...names: string[]) => join(folder.path, ...names);

beforeAll(async () => {
  folder = temporaryFolder();
  server = await startChatServer();
  server.reply({ pieces: ["The front desk answers letters within two days [1]."] });
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

const redacting = "{guard: personal-data, types: [EMAIL_ADDRESS], action: redact}";
const letters = "guard: phrases, options: {lists: [{type: LETTERS, phrases: [letters]}]}";
const policies = {
  "redact at input": `stages: {input: {guards: [${redacting}]}}`,
  "redact at input, review at output": `stages: {input: {guards: [${redacting}]}, output: {guards: [{${letters}, action: review}]}}`,
  "redact and review at input": `stages: {input: {guards: [${redacting}, {${letters}, action: review}]}}`,
  "redact at input, block at prompt": `stages: {input: {guards: [${redacting}]}, prompt: {guards: [{${letters}, action: block}]}}`,
} as const;
const blocking = {
  "redact at input, block letters": `stages: {input: {guards: [${redacting}, {${letters}, action: block}]}}`,
};
type Policy = keyof typeof policies | keyof typeof blocking;

interface Asked {
  readonly answers: readonly Answer[];
  /** Everything that was sent, told or stored. */
  readonly traces: string;
}

/** Runs calls in a separate store, and returns everything that they left behind. */
async function leftBy(
  { policy, byModel }: { readonly policy: Policy; readonly byModel: boolean },
  calls: (lydian: Lydian, onEvent: (event: LydianEvent) => void) => Promise<readonly Answer[]>,
): Promise<Asked> {
  const store = at(`store-${crypto.randomUUID()}`);
  const before = server.requests.length;
  const events: LydianEvent[] = [];
  writeFileSync(at("policy.yaml"), { ...policies, ...blocking }[policy]);
  const settings: OpenOptions["settings"] = {
    search: { mode: "lexical" },
    rerank: { model: "off" },
    answer: { threshold: 0, model: byModel ? `openai-compatible:${server.url}#m` : "extractive" },
    guard: { policy: at("policy.yaml") },
  };
  const lydian = await openLydian({ store, settings });
  let answers: readonly Answer[];
  try {
    await lydian.add({ uri: "memo:desk", content: memo });
    answers = await calls(lydian, (event) => void events.push(event));
  } finally {
    await lydian.close();
  }
  const files = readdirSync(store, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const stored = files.map((file) => readFileSync(join(file.parentPath, file.name), "latin1")).join("\n");
  expect(stored).toContain("two days");
  return { answers, traces: [JSON.stringify([answers, events, server.requests.slice(before)]), stored].join("\n") };
}

const ways = Object.keys(policies).flatMap((policy) =>
  [false, true].map((byModel) => ({ policy: policy as Policy, byModel, by: byModel ? "a model" : "words" })),
);

describe("the redacted part of a question", () => {
  it.each(ways)("is in nothing that is sent, told or stored: $policy, by $by", async (way) => {
    const { answers, traces } = await leftBy(way, async (lydian, onEvent) => {
      const options = { save: true, onEvent } as const;
      return [
        await lydian.ask(`How fast does the front desk answer letters to ${secret}?`, options),
        await lydian.ask(`Which documents mention letters to ${secret}?`, options),
        await lydian.ask(`Tell me about the letters of ${secret}`, { ...options, all: true }),
        await lydian.ask(`Which documents do not mention letters to ${secret}?`, options),
        await lydian.ask("Which documents mention letters?", { onEvent, conversation: "desk" }),
        await lydian.ask(`And which documents mention ${secret}?`, { onEvent, conversation: "desk" }),
        await lydian.summarize([], { ...options, about: `letters to ${secret}` }),
      ];
    });
    const place = traces.indexOf("carla");
    expect(place < 0 ? "nothing" : traces.slice(Math.max(0, place - 200), place + 200)).toBe("nothing");
    expect(answers).toHaveLength(7);
  });
});

describe("a topic whose words a guard removed", () => {
  it.each(ways.filter(({ policy }) => policy === "redact at input"))(
    "is neither found nor certified to be absent, by $by",
    async (way) => {
      const { answers } = await leftBy(way, async (lydian) => [
        await lydian.ask(`Which documents mention ${secret}?`),
        await lydian.ask(`Is there any mention of ${secret}?`, { all: true }),
        await lydian.summarize([], { about: secret, save: true }),
      ]);
      for (const answer of answers) {
        expect(answer).toMatchObject({ status: "abstained", reason: "not-understood" });
        expect(answer.coverage).toBeUndefined();
        expect(answer.warnings).toMatchObject([{ code: "topic-redacted" }]);
        expect(answer.question).toContain("[EMAIL_ADDRESS]");
      }
    },
  );

  it("may be asked again from the saved answer, with the same result", async () => {
    await leftBy({ policy: "redact at input", byModel: false }, async (lydian) => {
      const saved = [
        await lydian.summarize([], { about: `letters to ${secret}`, save: true }),
        await lydian.ask(`Which documents mention letters to ${secret}?`, { save: true }),
      ];
      expect((await lydian.savedAnswer(saved[0]?.id ?? "")).asked.survey?.about).toBe("letters to [EMAIL_ADDRESS]");
      return saved;
    });
  });
});

describe("a question that a guard stopped", () => {
  it("is not remembered by its conversation", async () => {
    await leftBy({ policy: "redact at input, block letters", byModel: false }, async (lydian) => {
      const answers = [await lydian.ask("How fast are letters answered?", { conversation: "desk" })];
      expect(answers).toMatchObject([{ reason: "guard-blocked" }]);
      expect(await lydian.conversation("desk").catch(({ code }) => code)).toBe("conversation-not-found");
      return answers;
    });
  });

  it("does not withhold the question that follows it", async () => {
    await leftBy({ policy: "redact at input, block letters", byModel: false }, async (lydian) => {
      const turns = [{ question: "How fast are letters answered?" }];
      const question = "Who gives away an e-mail address?";
      const answer = await lydian.ask(question, { turns, save: true });
      const saved = await lydian.savedAnswer(answer.id);
      expect([saved.answer.question, saved.withheld]).toEqual([question, undefined]);
      return [answer];
    });
  });

  it("is saved as a hash, whatever the way of its answer", async () => {
    await leftBy({ policy: "redact at input, block letters", byModel: false }, async (lydian) => {
      const answers = [
        await lydian.ask("How fast are letters answered?", { save: true }),
        await lydian.ask("Which documents mention letters?", { save: true }),
        await lydian.ask("Which documents do not mention letters?", { save: true }),
        await lydian.summarize([], { about: "letters", save: true }),
      ];
      for (const { id } of answers) {
        const saved = await lydian.savedAnswer(id);
        expect(saved).toMatchObject({ answer: { question: "" }, withheld: { check: "phrases" } });
        expect(JSON.stringify(saved)).not.toContain("letters");
      }
      return answers;
    });
  });
});

describe("a question that is redacted outside its topic", () => {
  it("is answered from every section", async () => {
    const { answers } = await leftBy({ policy: "redact at input", byModel: false }, async (lydian) => [
      await lydian.ask("Which documents mention letters?"),
      await lydian.summarize([], { about: "letters" }),
    ]);
    expect(answers).toMatchObject([{ status: "grounded" }, { status: "grounded" }]);
  });
});
