import { describe, expect, it } from "vitest";
import {
  type Answer,
  GenerationFailedError,
  type GenerationRequest,
  type Grounded,
  NeedsReviewError,
} from "../../core/index.ts";
import { guardThat } from "../../guard/fixtures/guard-that.ts";
import { documentOf, modelOf, type Reply, summarise, surveyOf } from "./fixtures/survey-of.ts";

const keys = documentOf(
  "keys",
  [
    "# Keys",
    "## Lending",
    "The front desk lends keys of rooms to staff for one working day. Keys that are lent are written down in the key book with name and time. Who keeps a key overnight needs the consent of the facility manager.",
    "## Loss",
    "A lost key costs 15 euros, and the front desk must be told on the same day. The lock of a door is changed when a key of it is lost twice within one year.",
  ].join("\n\n"),
);
const cars = documentOf(
  "cars",
  "# Cars\n\nThe clinic owns two cars for home visits. The range of the car Robin is 310 km in summer.",
);

function grounded(answer: Answer): Grounded {
  if (answer.status !== "grounded") throw new Error(`abstained: ${answer.reason}`);
  return answer;
}

/** Every claim cites something, and every quote is what the document says. */
function expectExact(answer: Grounded): void {
  expect(answer.claims.length).toBeGreaterThan(0);
  for (const { verdict, citations } of answer.claims) {
    expect(verdict).toBe("supported");
    expect(citations.length).toBeGreaterThan(0);
  }
  for (const { documentId, span, quote } of answer.citations)
    expect([keys, cars].find(({ id }) => id === documentId)?.text.slice(span.start, span.end)).toBe(quote);
}

const request = { name: "2 documents", words: 40, budgetTokens: 2_000 };

describe("a summary without a model", () => {
  it("quotes sentences of the sections under their headings, and certifies what was read", async () => {
    const { services, events, surveyed } = surveyOf([cars, keys]);
    const answer = grounded(await summarise(services, { ...surveyed, ...request, sections: 3 }));
    expectExact(answer);
    expect(answer).toMatchObject({ answeredBy: "extractive", confidence: 1, question: "Summary of 2 documents" });
    expect(answer.coverage).toMatchObject({
      documents: 2,
      sections: 3,
      sectionsRead: 3,
      sectionsMatching: 3,
      isComplete: true,
      readBy: "words",
      statement: "read 3 of 3 sections, 3 match in 2 of 2 documents.",
    });
    const claims = answer.groups?.flatMap((group) => group.claims);
    expect(claims).toEqual(answer.claims.map((_, index) => index));
    expect(answer.text.split(/\s+/u).length).toBeLessThanOrEqual(44);
    expect(events.filter(({ type }) => type === "sections-read")).toHaveLength(3);
  });

  it("is the same each time, and longer if more words are requested", async () => {
    const write = async (words: number) => {
      const { services, surveyed } = surveyOf([cars, keys]);
      return grounded(await summarise(services, { ...surveyed, ...request, words })).text;
    };
    expect(await write(40)).toBe(await write(40));
    expect((await write(120)).length).toBeGreaterThan((await write(40)).length);
  });

  it("stays on its topic, and names it in the certificate", async () => {
    const { services, surveyed } = surveyOf([cars, keys]);
    const answer = grounded(await summarise(services, { ...surveyed, ...request, about: "lost keys" }));
    expect(answer.text).toContain("A lost key costs 15 euros");
    expect(answer.text).not.toContain("car");
    expect(answer.coverage).toMatchObject({ sectionsMatching: 2, test: expect.stringContaining("“lost keys”") });
  });

  it("abstains with a certificate if no section is about the topic", async () => {
    const { services, surveyed } = surveyOf([cars, keys]);
    const answer = await summarise(services, { ...surveyed, ...request, about: "helicopters" });
    expect(answer).toMatchObject({ status: "abstained", reason: "no-evidence", coverage: { sectionsRead: 3 } });
  });

  it("reports pages that were not read, and sections that a guard withholds", async () => {
    const receipt = { ...keys.receipt, pagesWithoutText: [2, 3] };
    const { services, surveyed } = surveyOf([cars, { ...keys, receipt }], {
      guard: guardThat(({ text }) => (text.includes("lent") ? { action: "block" } : undefined)),
    });
    const answer = grounded(await summarise(services, { ...surveyed, ...request }));
    expect(answer.text).not.toContain("lent");
    expect(answer.coverage).toMatchObject({
      sections: 3,
      sectionsRead: 2,
      sectionsWithheld: 1,
      pagesUnreadable: 2,
      isComplete: false,
      statement:
        "read 2 of 3 sections, 2 match in 2 of 2 documents, 1 withheld by a guard, 2 pages unreadable, 1 document with gaps.",
    });
  });

  it("says where to find help if the guard stops the title", async () => {
    const { services, surveyed } = surveyOf([cars, keys], {
      guard: guardThat(({ stage }) => (stage === "input" ? { action: "block", help: "Call 112." } : undefined)),
    });
    const answer = await summarise(services, { ...surveyed, ...request });
    expect(answer.warnings).toEqual([{ code: "crisis-help", message: "Call 112." }]);
  });

  it("ends with everything it has to say if a guard stops the prompt that merges", async () => {
    const { model } = modelOf((call) =>
      call.system.startsWith("MERGE")
        ? new NeedsReviewError("The prompt was stopped.", { help: "Call 112." })
        : firstSentences(call),
    );
    const { services, surveyed } = surveyOf([cars, keys], { model });
    const answer = await summarise(services, { ...surveyed, ...request, words: 20, budgetTokens: 200 });
    expect(answer).toMatchObject({
      status: "abstained",
      reason: "needs-review",
      warnings: [{ code: "crisis-help", message: "Call 112." }],
      trace: [{ stage: "guard-question" }, { stage: "read" }],
    });
  });

  it("reads nothing if the guard redacts its topic", async () => {
    const guard = guardThat(({ stage, text }) =>
      stage === "input" ? { action: "redact", text: text.replace("Carla", "[NAME]") } : undefined,
    );
    const { model, requests } = modelOf(firstSentences);
    const { services, surveyed } = surveyOf([cars, keys], { guard, model });
    const answer = await summarise(services, { ...surveyed, ...request, about: "keys of Carla" });
    expect(answer).toMatchObject({
      reason: "not-understood",
      question: "Summary of 2 documents about: keys of [NAME]",
      warnings: [{ code: "topic-redacted" }],
    });
    expect(answer.coverage).toBeUndefined();
    expect(JSON.stringify([answer, requests])).not.toContain("Carla");
  });

  it("stops with the signal's reason", async () => {
    const { services, surveyed } = surveyOf([cars, keys]);
    const reason = new Error("stopped by the caller");
    await expect(summarise(services, { ...surveyed, ...request }, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

/**
 * Says the first sentence of each section, and merges by keeping the first two statements. It copies the marks of
 * lines.
 */
function firstSentences({ system, messages }: GenerationRequest): Reply {
  const text = messages[0]?.text ?? "";
  const bodies = [...text.matchAll(/<<passage (\d+) fence>>\nnc> Title: [^\n]*\n([\s\S]*?)\n<<end/gu)];
  if (system.startsWith("MERGE"))
    return bodies
      .slice(0, 2)
      .map(([, number, body]) => `${body} [${number}]`)
      .join(" ");
  const [, , body = ""] = bodies[0] ?? [];
  return `${/(?:^|\n)(nc> [A-Z][^#\n]*?\.)/u.exec(body)?.[1] ?? ""} [1] Elephants are pink. [1]`;
}

function partialsOf() {
  const kept = new Map<string, string>();
  return {
    kept,
    partials: {
      read: async (key: string) => kept.get(key),
      keep: async (key: string, record: string) => void kept.set(key, record),
    },
  };
}

describe("a summary with a model", () => {
  it("drops what a section does not support, and merges without losing a citation", async () => {
    const { model, requests } = modelOf(firstSentences);
    const { services, surveyed } = surveyOf([cars, keys], { model });
    const answer = grounded(await summarise(services, { ...surveyed, ...request, words: 25 }));
    expectExact(answer);
    expect(answer.text).not.toContain("Elephants");
    expect(answer).toMatchObject({ answeredBy: "test:model", usage: { inputTokens: 40, outputTokens: 20 } });
    expect(requests.map(({ system }) => system.split(" ")[0]).sort()).toEqual([
      "MERGE",
      "SECTION",
      "SECTION",
      "SECTION",
    ]);
    expect(new Set(answer.citations.map(({ documentId }) => documentId))).toEqual(new Set(["cars", "keys"]));
  });

  it("is not merged if the statements are short enough", async () => {
    const { model, requests } = modelOf(firstSentences);
    const { services, surveyed } = surveyOf([cars, keys], { model });
    expectExact(grounded(await summarise(services, { ...surveyed, ...request, words: 200 })));
    expect(requests).toHaveLength(3);
  });

  it("chooses statements with a warning if nothing that the model merges is supported", async () => {
    const { model } = modelOf((asked) =>
      asked.system.startsWith("MERGE") ? "Elephants are pink. [1]" : firstSentences(asked),
    );
    const { services, surveyed } = surveyOf([cars, keys], { model });
    const answer = grounded(await summarise(services, { ...surveyed, ...request, words: 20 }));
    expectExact(answer);
    expect(answer.warnings.map(({ code }) => code)).toContain("model-unsupported");
  });

  it("continues where it was stopped, and reads only changed sections again", async () => {
    const { kept, partials } = partialsOf();
    const down = new GenerationFailedError("Down.");
    let left = 1;
    const stopping = modelOf((asked) => (left-- > 0 ? firstSentences(asked) : down), {
      partials,
      lanes: 1,
      isStrict: true,
    });
    const first = surveyOf([cars, keys], { model: stopping.model });
    await expect(summarise(first.services, { ...first.surveyed, ...request })).rejects.toBe(down);
    expect(kept.size).toBe(1);
    const again = modelOf(firstSentences, { partials });
    const second = surveyOf([cars, keys], { model: again.model });
    expectExact(grounded(await summarise(second.services, { ...second.surveyed, ...request, words: 200 })));
    expect(again.requests).toHaveLength(2);
    expect(kept.size).toBe(3);
    const other = modelOf(firstSentences, { partials });
    const third = surveyOf([cars, keys], { model: other.model });
    await summarise(third.services, { ...third.surveyed, ...request, words: 200, about: "keys" });
    expect(other.requests).toHaveLength(3);
  });

  it("counts a section as not read if the model fails on it, and ends after repeated failures", async () => {
    const down = new GenerationFailedError("Down.");
    let asked = 0;
    const once = modelOf((one) => (asked++ === 0 ? down : firstSentences(one)), { lanes: 1 });
    const { services, surveyed } = surveyOf([cars, keys], { model: once.model });
    const answer = grounded(await summarise(services, { ...surveyed, ...request, words: 200 }));
    expect(answer.coverage).toMatchObject({ sectionsFailed: 1, sectionsRead: 2, isComplete: false });
    expect(answer.confidence).toBeCloseTo(2 / 3);
    const failing = surveyOf([cars, keys], { model: modelOf(() => down, { lanes: 1 }).model });
    await expect(summarise(failing.services, { ...failing.surveyed, ...request })).rejects.toBe(down);
  });

  it("ignores a stored result of another shape", async () => {
    const { kept, partials } = partialsOf();
    const { model, requests } = modelOf(firstSentences, { partials });
    const { services, surveyed } = surveyOf([cars], { model });
    await summarise(services, { ...surveyed, ...request });
    for (const key of kept.keys()) kept.set(key, "[1]");
    await summarise(services, { ...surveyed, ...request });
    for (const key of kept.keys()) kept.set(key, "no JSON");
    await summarise(services, { ...surveyed, ...request });
    expect(requests).toHaveLength(3);
  });
});
