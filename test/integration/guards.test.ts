import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Answer, type Lydian, type LydianEvent, type OpenOptions, openLydian } from "lydian";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ChatServer, startChatServer } from "../fixtures/start-chat-server.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const actions = ["allow", "redact", "quarantine", "review", "block"] as const;
type Action = (typeof actions)[number];
const address = "desk@berg.example";
const sentence = `The front desk answers letters to ${address} within two days.`;
const memo = `# Desk\n\n${sentence} The telephone number of the front desk is 030 555 0137.`;
const question = "How fast does the front desk answer letters?";
/** Outcomes of a text that may not pass. */
const reasons = { quarantine: "needs-review", review: "needs-review", block: "guard-blocked" } as const;

let folder: ReturnType<typeof temporaryFolder>;
let server: ChatServer;
const at = (...names: string[]) => join(folder.path, ...names);

beforeAll(async () => {
  folder = temporaryFolder();
  server = await startChatServer();
  await opened({}, (lydian) => lydian.add([{ uri: "memo:desk", content: memo }]));
});
afterAll(async () => {
  await server.close();
  folder.remove();
});
beforeEach(() => server.reply({ pieces: ["NOT FOUND"] }));

interface Opening {
  /** Policy as YAML; absent for the default one. */
  readonly policy?: string;
  readonly byModel?: boolean;
  readonly store?: string;
}

async function opened<Result>(
  { policy, byModel = false, store = "store" }: Opening,
  call: (lydian: Lydian) => Promise<Result>,
): Promise<Result> {
  if (policy !== undefined) writeFileSync(at("policy.yaml"), policy);
  const settings: OpenOptions["settings"] = {
    search: { mode: "lexical" },
    rerank: { model: "off" },
    answer: { threshold: 0, model: byModel ? `openai-compatible:${server.url}#m` : "extractive" },
    guard: { policy: policy === undefined ? "default" : at("policy.yaml") },
  };
  const lydian = await openLydian({ store: at(store), settings });
  try {
    return await call(lydian);
  } finally {
    await lydian.close();
  }
}

const policyFor = (stage: string, action: Action) =>
  `name: test\nstages:\n  ${stage}:\n    guards:\n      - {guard: personal-data, types: [EMAIL_ADDRESS], action: ${action}}\n`;
const said = (answer: Answer): string => (answer.status === "grounded" ? answer.text : answer.reason);
const outcomesOf = ({ guard }: Answer, stage: string) => guard?.outcomes.filter((outcome) => outcome.stage === stage);

describe("the default policy", () => {
  it("never hides the telephone number and address of the front desk from a person who asks for them", async () => {
    const answers = await opened({}, async (lydian) => [
      await lydian.ask("What is the telephone number of the front desk?"),
      await lydian.ask(question),
    ]);
    expect(said(answers[0] as Answer)).toContain("030 555 0137");
    expect(said(answers[1] as Answer)).toContain(address);
    expect(answers[0]?.guard?.policy).toEqual({ name: "default", version: expect.any(String) });
    expect(
      answers.flatMap(({ guard }) => guard?.outcomes.map(({ action }) => action)).filter((one) => one !== "allow"),
    ).toEqual([]);
  });
});

describe("a whole call", () => {
  it.each(actions)("is handled as the action %s demands", async (action) => {
    const asked = `${question} I am ${address}.`;
    const policy = policyFor("preflight", action);
    const { answer, hits } = await opened({ policy }, async (lydian) => ({
      answer: await lydian.ask(asked),
      hits: (await lydian.search(asked)).hits.length,
    }));
    if (action === "allow") expect([said(answer), hits > 0]).toEqual([expect.stringContaining("two days"), true]);
    else expect([said(answer), hits]).toEqual([action === "redact" ? "guard-blocked" : reasons[action], 0]);
    expect(outcomesOf(answer, "preflight")).toMatchObject([
      { guard: "personal-data", types: ["EMAIL_ADDRESS"], action },
    ]);
  });

  it("is stopped before anything is read, whatever it asks for", async () => {
    const asked = `${sentence} I am ${address}.`;
    const events: LydianEvent[] = [];
    const options = { onEvent: (event: LydianEvent) => events.push(event) };
    await opened({ policy: policyFor("preflight", "block"), byModel: true }, async (lydian) => {
      expect((await lydian.search(asked, options)).hits).toEqual([]);
      expect((await lydian.checkClaim(asked, options)).evidence).toEqual([]);
      expect(said(await lydian.ask(asked, options))).toBe("guard-blocked");
      expect(said(await lydian.summarize([], { ...options, about: asked }))).toBe("guard-blocked");
      const preview = await lydian.prompt(asked, options);
      expect([preview.request, preview.abstained?.reason]).toEqual([undefined, "guard-blocked"]);
      await expect(lydian.explain(asked, "memo:desk", options)).rejects.toMatchObject({ code: "guard-blocked" });
    });
    expect(new Set(events.flatMap((event) => (event.type === "guarded" ? [event.stage] : [])))).toEqual(
      new Set(["preflight"]),
    );
  });
});

describe("a question", () => {
  it.each(actions)("is handled as the action %s demands", async (action) => {
    const answer = await opened({ policy: policyFor("input", action) }, (lydian) =>
      lydian.ask(`How fast does the front desk answer letters to ${address}?`),
    );
    if (action === "allow" || action === "redact") expect(said(answer)).toContain("two days");
    else expect(said(answer)).toBe(reasons[action]);
    expect(answer.searchedAs ?? "").not.toContain(action === "redact" ? address : "nothing");
  });
});

describe("a question that passes", () => {
  it.each([question, "Which documents mention letters?", "Which documents do not mention letters?"])(
    "is checked once and reported once: %s",
    async (asked) => {
      const events: LydianEvent[] = [];
      const onEvent = (event: LydianEvent) => events.push(event);
      const answer = await opened({ policy: policyFor("input", "block") }, (lydian) => lydian.ask(asked, { onEvent }));
      expect(outcomesOf(answer, "input")).toMatchObject([{ guard: "personal-data", texts: 1 }]);
      expect(events.filter((event) => event.type === "guarded" && event.stage === "input")).toHaveLength(1);
    },
  );
});

describe("a document", () => {
  it.each(actions)("is stored as the action %s allows", async (action) => {
    const store = `ingest-${action}`;
    await opened({ policy: policyFor("ingest", action), store }, async (lydian) => {
      const { outcomes } = await lydian.add([{ uri: "memo:desk", content: memo }]);
      if (action === "review" || action === "block") {
        expect(outcomes).toMatchObject([{ outcome: "failed", code: "guard-blocked" }]);
        return;
      }
      expect(outcomes).toMatchObject([
        { outcome: "added", receipt: { guard: { policy: { name: "test" }, outcomes: [{ action, stage: "ingest" }] } } },
      ]);
      const document = await lydian.read("memo:desk");
      const text = document?.text ?? "";
      expect(text).toHaveLength(memo.length);
      expect(text).toContain("030 555 0137");
      expect(text.includes(address)).toBe(action === "allow");
      expect(text.includes("within two days")).toBe(action !== "quarantine");
      expect((await lydian.search("letters")).hits).toHaveLength(action === "quarantine" ? 0 : 1);
      const span = { start: memo.indexOf(sentence), end: memo.indexOf(sentence) + sentence.length + 1 };
      const warnings = action === "quarantine" ? [{ code: "sentence-quarantined", span }] : [];
      expect(document?.receipt.warnings).toMatchObject(warnings);
      const original = await lydian.original("memo:desk");
      expect(Buffer.from(original?.bytes ?? []).toString("utf8")).toContain(address);
    });
  });
});

describe("a document of a thousand characters", () => {
  it("is read by guards in a thread, and a short one in the calling thread", async () => {
    const threadsFor = async (policy: string, content: string, store: string) => {
      let started = 0;
      const count = () => {
        started++;
      };
      subscribe("worker_threads", count);
      await opened({ policy, store }, (lydian) => lydian.add([{ uri: "memo:1", content }], { embed: false }));
      unsubscribe("worker_threads", count);
      return started;
    };
    const long = `${sentence} `.repeat(20);
    const policy = policyFor("ingest", "redact");
    const without = await threadsFor("stages: {}", long, "threads-without");
    expect(await threadsFor(policy, long, "threads-long")).toBe(without + 1);
    expect(await threadsFor(policy, sentence, "threads-short")).toBe(without);
  });
});

describe("a passage", () => {
  it.each(actions)("is read as the action %s allows", async (action) => {
    const { answer, hits } = await opened({ policy: policyFor("retrieval", action) }, async (lydian) => ({
      answer: await lydian.ask(question),
      hits: (await lydian.search(question)).hits,
    }));
    const everything = JSON.stringify([answer, hits]);
    expect(everything.includes(address)).toBe(action === "allow");
    expect(hits).toHaveLength(action === "allow" || action === "redact" ? 1 : 0);
    if (action === "allow") expect(said(answer)).toContain(address);
    // A redacted passage is shown by a search, but no quote of it would be exact.
    else expect(said(answer)).toBe("not-found");
    expect(outcomesOf(answer, "retrieval")).toMatchObject([{ action, verdict: "fail" }]);
  });
});

describe("a prompt", () => {
  it.each(actions)("is sent as the action %s allows", async (action) => {
    const before = server.requests.length;
    const answer = await opened({ policy: policyFor("prompt", action), byModel: true }, (lydian) =>
      lydian.ask(question),
    );
    const sent = JSON.stringify(server.requests.slice(before));
    if (action === "allow") expect(sent).toContain(address);
    else if (action === "redact") expect(sent).toMatch(/letters to \[EMAIL_ADDRESS_1\] within/);
    else expect([sent, said(answer)]).toEqual(["[]", reasons[action]]);
  });
});

describe("an answer", () => {
  it.each(actions)("is shown as the action %s allows", async (action) => {
    const answer = await opened({ policy: policyFor("output", action) }, (lydian) => lydian.ask(question));
    if (action === "allow") expect(said(answer)).toContain(address);
    else {
      // A redacted answer no longer says what the documents say, so it is withheld.
      expect(said(answer)).toBe(action === "redact" ? "guard-blocked" : reasons[action]);
      expect(JSON.stringify(answer)).not.toContain(address);
    }
    expect(outcomesOf(answer, "output")).toMatchObject([{ action, verdict: "fail" }]);
  });
});

describe("the characters of a model", () => {
  const long = "The front desk answers letters within two days [1]. ".repeat(12);

  it.each(actions)("are shown as the action %s allows", async (action) => {
    server.reply({ pieces: [long, "Letters to desk@", "berg.exa", "mple are answered within two days [1]. ", long] });
    const events: LydianEvent[] = [];
    const answer = await opened({ policy: policyFor("stream", action), byModel: true }, (lydian) =>
      lydian.ask(question, { stream: "unchecked", reasoning: true, onEvent: (event) => void events.push(event) }),
    );
    const shown = JSON.stringify(events.filter(({ type }) => type.startsWith("sentence-drafted")));
    expect(shown).toContain("within two days");
    expect(shown.includes("desk@")).toBe(action === "allow");
    if (action === "redact") expect(shown).toContain("[EMAIL_ADDRESS]");
    if (action !== "allow" && action !== "redact") expect(said(answer)).toBe(reasons[action]);
  });
});

describe("a conversation", () => {
  it.each(actions)("remembers what the action %s allows", async (action) => {
    const conversation = `desk ${action}`;
    const asked = `How fast are letters to ${address} answered by the front desk?`;
    const policy = policyFor("memory-write", action);
    const { answer, kept } = await opened({ policy }, async (lydian) => {
      const given = await lydian.ask(asked, { conversation });
      const conversations = await lydian.conversations();
      const isThere = conversations.some(({ name }) => name === conversation);
      return { answer: given, kept: isThere ? JSON.stringify(await lydian.conversation(conversation)) : undefined };
    });
    // The answer itself is not redacted: only what is remembered of it.
    expect(said(answer)).toContain(address);
    if (action === "allow") expect(kept).toContain(address);
    else if (action === "redact")
      expect([kept?.includes(address), kept?.includes("[EMAIL_ADDRESS]")]).toEqual([false, true]);
    else {
      expect(kept).toBeUndefined();
      expect(answer.warnings).toMatchObject([{ code: "turn-not-kept" }]);
    }
  });
});

describe("a policy", () => {
  it("takes the strictest verdict, and only records in shadow mode", async () => {
    const rules =
      "guards:\n      - {guard: personal-data, types: [EMAIL_ADDRESS], action: review}\n      - {guard: secrets, action: block}\n";
    const both = await opened({ policy: `stages:\n  output:\n    ${rules}` }, (lydian) => lydian.ask(question));
    expect(said(both)).toBe("needs-review");
    const shadow = await opened({ policy: `stages:\n  output:\n    shadow: true\n    ${rules}` }, (lydian) =>
      lydian.ask(question),
    );
    expect(said(shadow)).toContain(address);
    expect(outcomesOf(shadow, "output")).toMatchObject([
      { guard: "personal-data", verdict: "fail", action: "review" },
      {},
    ]);
  });

  it("that is broken is an error with its line, also in the doctor, and `off` is not a guard", async () => {
    const broken = opened({ policy: "stages:\n  output:\n    guards:\n      - guard: personal-dato\n" }, (lydian) =>
      lydian.ask(question),
    );
    await expect(broken).rejects.toMatchObject({
      code: "invalid-settings",
      message: `There is no guard "personal-dato" (in ${at("policy.yaml")}, line 4).`,
      hint: 'Did you mean "personal-data"?',
    });
    const run = (policy: string, ...parameters: readonly string[]) =>
      runLydian([...parameters, "--store", at("store")], { cwd: folder.path, env: { LYDIAN_GUARD_POLICY: policy } });
    const asked = await run(at("policy.yaml"), "ask", question);
    expect([asked.code, asked.stderr]).toEqual([expect.any(Number), expect.stringContaining("line 4")]);
    expect((await run(at("policy.yaml"), "doctor")).stdout).toMatch(/problem +guard policy .*line 4/);
    expect((await run("off", "status")).stdout).toMatch(/guards +policy off [0-9a-f]{12}, set by the environment/);
  });

  it("is remembered with a saved answer, and compared when it is asked again", async () => {
    const saved = await opened({ policy: policyFor("output", "allow") }, (lydian) =>
      lydian.ask(question, { save: true }),
    );
    const { proof, replay } = await opened({ policy: policyFor("input", "allow") }, async (lydian) => ({
      proof: (await lydian.proof(saved.id)).html,
      replay: await lydian.replayAnswer(saved.id),
    }));
    const before = `test ${saved.guard?.policy.version}`;
    expect(proof).toContain(before);
    expect(replay.changedSettings).toContainEqual({
      name: "guard.policy",
      before,
      now: `test ${replay.answer.guard?.policy.version}`,
    });
    expect(replay.isSame).toBe(true);
  });
});

describe("an answer that needs review", () => {
  const policy = policyFor("output", "review");

  it.each(["output", "input"])("is stopped and kept nowhere for a private question, at the stage %s", async (stage) => {
    const asked = `${question} Write to ${address}.`;
    const [answer, cases] = await opened({ policy: policyFor(stage, "review"), store: "private" }, async (lydian) => {
      await lydian.add([{ uri: "memo:desk", content: memo }]);
      return [await lydian.ask(asked, { private: true }), await lydian.reviews()] as const;
    });
    expect(said(answer)).toBe("guard-blocked");
    expect(JSON.stringify(answer.guard)).toContain("review");
    expect(cases).toEqual([]);
  });

  it("cannot be private and saved, or in a conversation", async () => {
    for (const options of [{ save: true }, { conversation: "desk" }, { continue: true }])
      await expect(opened({}, (lydian) => lydian.ask(question, { private: true, ...options }))).rejects.toMatchObject({
        code: "invalid-argument",
      });
  });

  it.each([
    ["the nearest passages", question],
    ["every section", "Which documents mention letters?"],
  ])("of %s waits in state.db with its draft, and is then shown to the caller who asked", async (_, asked) => {
    const answer = await opened({ policy }, (lydian) => lydian.ask(asked, { caller: "key-1" }));
    expect(JSON.stringify(answer)).not.toContain(address);
    const { id } = answer;
    await opened({}, async (lydian) => {
      expect(await lydian.reviews({ status: "waiting" })).toContainEqual(
        expect.objectContaining({ id, question: asked, caller: "key-1", status: "waiting" }),
      );
      expect(await lydian.reviewOutcome(id, { caller: "key-1" })).toEqual({ id, status: "waiting" });
      await expect(lydian.reviewOutcome(id, { caller: "key-2" })).rejects.toMatchObject({ code: "review-not-found" });
      const { draft, stage, guard } = await lydian.review(id);
      expect(stage).toBe("output");
      expect(guard).toEqual(answer.guard);
      expect(draft).toMatchObject({ id, status: "grounded", text: expect.stringContaining(address) });

      await lydian.decideReview(id, { status: "approved", caller: "boss" });
      await expect(lydian.decideReview(id, { status: "rejected" })).rejects.toMatchObject({ code: "invalid-argument" });
      expect(await lydian.reviewOutcome(id, { caller: "key-1" })).toEqual({ id, status: "approved", answer: draft });
      expect(await lydian.review(id)).toMatchObject({ status: "approved", decidedBy: "boss" });
    });
    if (process.platform !== "win32") expect(statSync(at("store", "state.db")).mode & 0o777).toBe(0o600);
  });

  it("is never shown if it is rejected", async () => {
    const { id } = await opened({ policy }, (lydian) => lydian.ask(question));
    await opened({}, async (lydian) => {
      await lydian.decideReview(id, { status: "rejected" });
      expect(await lydian.reviewOutcome(id)).toEqual({ id, status: "rejected" });
    });
  });

  it("may be asked again by the same caller if the question was approved before there was an answer", async () => {
    const asking = policyFor("input", "review");
    const asked = `How fast does the front desk answer letters to ${address}?`;
    const first = await opened({ policy: asking }, (lydian) => lydian.ask(asked, { caller: "key-1" }));
    expect(said(first)).toBe("needs-review");
    await opened({}, async (lydian) => {
      expect((await lydian.review(first.id)).draft).toBeUndefined();
      await lydian.decideReview(first.id, { status: "approved" });
    });
    const [same, other] = await opened({ policy: asking }, async (lydian) => [
      await lydian.ask(asked, { caller: "key-1" }),
      await lydian.ask(asked, { caller: "key-2" }),
    ]);
    expect([said(same as Answer), said(other as Answer)]).toEqual([
      expect.stringContaining("two days"),
      "needs-review",
    ]);
  });

  it("is listed, shown and decided on the command line", async () => {
    const { id } = await opened({ policy }, (lydian) => lydian.ask(question));
    const run = async (...parameters: readonly string[]) =>
      (await runLydian(["review", ...parameters, "--store", at("store")], { cwd: folder.path })).stdout;
    expect(await run("--status", "waiting")).toContain(id);
    const shown = await run("show", id);
    expect(shown).toMatch(/guard +personal-data at the stage output: failed EMAIL_ADDRESS, review/);
    expect(shown).toContain(address);
    expect(await run("reject", id)).toMatch(/status +rejected/);
  });
});

describe("the verdicts", () => {
  it("never repeat the text that they are about", async () => {
    const events: LydianEvent[] = [];
    const answer = await opened({ policy: policyFor("output", "block") }, (lydian) =>
      lydian.ask(question, { onEvent: (event) => void events.push(event) }),
    );
    const guarded = events.filter(({ type }) => type === "guarded");
    expect(guarded.length).toBeGreaterThan(0);
    expect(JSON.stringify([guarded, answer.guard])).not.toContain("berg");
    expect(readFileSync(at("policy.yaml"), "utf8")).toContain("block");
  });
});
