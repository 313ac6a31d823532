import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Answer, type Grounded, GuardBlockedError, type GuardRequest } from "../../core/index.ts";
import { guardThat } from "../../guard/fixtures/guard-that.ts";
import { askAll, documentOf, modelOf, surveyOf } from "./fixtures/survey-of.ts";

const visitors = documentOf(
  "visitors",
  "# Visitors\n\n## Dogs\n\nGuide dogs may come in.\n\nOther dogs wait in the yard.",
);
const yard = documentOf("yard", "# Yard\n\nThe gate of the yard is 2.60 metres high. A dog must be on a lead.");
const lunch = documentOf("lunch", "# Lunch\n\nLunch is at noon.");

function grounded(answer: Answer): Grounded {
  if (answer.status !== "grounded") throw new Error(`abstained: ${answer.reason}`);
  return answer;
}

const asked = (topic: string, isOfDocuments = true) => ({
  question: isOfDocuments ? `Which documents mention ${topic}?` : `List all ${topic}`,
  warnings: [],
});

describe("a question about all documents, answered by words", () => {
  it("cites one sentence of each matching document, and certifies their number", async () => {
    const { services, surveyed } = surveyOf([lunch, visitors, yard]);
    const answer = grounded(await askAll(services, { ...surveyed, ...asked("dogs") }));
    expect(answer.text).toContain("A dog must be on a lead.");
    expect(answer.claims).toHaveLength(2);
    expect(answer.coverage).toMatchObject({
      documents: 3,
      sections: 3,
      sectionsRead: 3,
      sectionsMatching: 2,
      isComplete: true,
      matching: [
        { documentId: "visitors", sections: 1 },
        { documentId: "yard", sections: 1 },
      ],
      test: expect.stringContaining("has the word “dogs”, in any form"),
    });
  });

  it("cites every match if the question asks for a list, counting words of headings", async () => {
    const { services, surveyed } = surveyOf([lunch, visitors, yard]);
    const answer = grounded(await askAll(services, { ...surveyed, ...asked("dogs waiting", false) }));
    expect(answer.text).toBe("Other dogs wait in the yard.");
    expect(answer.coverage).toMatchObject({ matches: 1, sectionsMatching: 1 });
  });

  it("answers 'none' only if every section was read", async () => {
    const { services, surveyed } = surveyOf([lunch, visitors, yard]);
    const answer = await askAll(services, { ...surveyed, ...asked("helicopters") });
    expect(answer).toMatchObject({ status: "abstained", reason: "no-evidence" });
    expect(answer.coverage).toMatchObject({ sectionsRead: 3, sectionsMatching: 0, isComplete: true });
  });

  it("says what was read, too, if none of the matches is supported", async () => {
    const verifier = { id: "strict", verify: async () => ({ verdict: "not-enough-evidence", why: "No." }) as const };
    const { services, surveyed } = surveyOf([lunch, visitors, yard], { verifier });
    const answer = await askAll(services, { ...surveyed, ...asked("dogs") });
    expect(answer).toMatchObject({ reason: "unsupported", coverage: { sectionsRead: 3, sectionsMatching: 2 } });
  });

  it("searches a topic of stop words as written", async () => {
    const { services, surveyed } = surveyOf([lunch, yard]);
    expect(await askAll(services, { ...surveyed, ...asked("at") })).toMatchObject({
      coverage: { sectionsMatching: 1, matching: [{ documentId: "lunch" }] },
    });
  });

  it("shows the first hundred of very many matches, with a warning", async () => {
    const many = documentOf(
      "many",
      Array.from({ length: 130 }, (_, index) => `Dog number ${index} sleeps.`).join("\n\n"),
    );
    const { services, surveyed } = surveyOf([many]);
    const answer = grounded(await askAll(services, { ...surveyed, ...asked("dogs", false) }));
    expect(answer.claims).toHaveLength(100);
    expect(answer.coverage?.matches).toBe(130);
    expect(answer.warnings.map(({ code }) => code)).toContain("matches-not-shown");
  });

  it("ends with everything it has to say if a guard stops the prompt of a section", async () => {
    const { model } = modelOf(() => new GuardBlockedError("The prompt was stopped.", { help: "Call 112." }));
    const { services, surveyed } = surveyOf([lunch, visitors, yard], { model });
    const warnings = [{ code: "read-by-words", message: "Said." }];
    const answer = await askAll(services, { ...surveyed, ...asked("dogs"), warnings });
    expect(answer).toMatchObject({
      status: "abstained",
      reason: "guard-blocked",
      warnings: [...warnings, { code: "crisis-help", message: "Call 112." }],
      trace: [{ stage: "guard-question" }],
    });
  });

  it("holds the whole draft for a person if a guard of answers demands a review", async () => {
    const held: Grounded[] = [];
    const checked: GuardRequest[] = [];
    const guard = guardThat((request) => {
      checked.push(request);
      return request.stage === "output" ? { action: "review" } : undefined;
    });
    const hold = (draft: Grounded) => held.push(draft);
    const { services, surveyed, events } = surveyOf([lunch, visitors, yard], { guard, hold });
    const answer = await askAll(services, { ...surveyed, ...asked("dogs") });

    expect(answer).toMatchObject({ status: "abstained", reason: "needs-review", passages: [] });
    expect(held).toMatchObject([
      { status: "grounded", text: expect.stringContaining("A dog must be on a lead."), coverage: { isComplete: true } },
    ]);
    expect(held[0]?.groups).toHaveLength(2);
    expect(checked.at(-1)).toMatchObject({ stage: "output", context: { evidenceScore: 1 } });
    expect(events.filter(({ type }) => type === "answered")).toMatchObject([{ status: "abstained" }]);
  });

  it.each([
    ["Which documents mention dogs of [NAME]?", "Which documents mention dogs of Carla?"],
    ["[NAME] mention dogs?", "Which documents mention dogs?"],
    ["Dogs of [NAME]", "Dogs of Carla"],
  ])("reads nothing and certifies nothing if the guard redacts its topic: %s", async (redacted, question) => {
    const guard = guardThat(({ stage }) => (stage === "input" ? { action: "redact", text: redacted } : undefined));
    const { services, surveyed } = surveyOf([lunch, visitors, yard], { guard });
    const answer = await askAll(services, { ...surveyed, ...asked("dogs"), question });
    expect(answer).toMatchObject({ status: "abstained", reason: "not-understood", question: redacted });
    expect(answer.warnings).toMatchObject([{ code: "topic-redacted" }]);
    expect(answer.coverage).toBeUndefined();
    expect(JSON.stringify(answer)).not.toContain("Carla");
  });

  it("reads the topic again if the guard redacts only the words around it", async () => {
    const guard = guardThat(({ stage }) =>
      stage === "input" ? { action: "redact", text: "List all documents that mention dogs" } : undefined,
    );
    const { services, surveyed } = surveyOf([lunch, visitors, yard], { guard });
    const request = { ...surveyed, ...asked("dogs"), question: "List me all documents that mention dogs" };
    const answer = grounded(await askAll(services, request));
    expect(answer.coverage?.test).toContain("“dogs”");
    expect(answer.question).toBe("List all documents that mention dogs");
  });

  it("finds every sentence with the word, wherever it occurs", async () => {
    const sentence = fc.constantFrom("The cat sleeps.", "A zebra runs.", "Zebras", "- zebra and cat", "It is late.");
    const heading = fc.constantFrom("# Cats", "## Zebra", "### Late");
    const blocks = fc.array(
      fc.oneof(
        sentence,
        heading,
        fc.array(sentence, { minLength: 1 }).map((all) => all.join(" ")),
      ),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(blocks, { minLength: 1, maxLength: 3 }), async (texts) => {
        const documents = texts.map((parts, index) => documentOf(`d${index}`, parts.join("\n\n")));
        const { services, surveyed } = surveyOf(documents);
        const { coverage } = await askAll(services, { ...surveyed, ...asked("zebras") });
        const holding = documents.filter(({ text }) => /zebra/iu.test(text)).map(({ id }) => id);
        expect(coverage?.matching.map(({ documentId }) => documentId)).toEqual(holding);
      }),
      { numRuns: 100 },
    );
  });
});

describe("a question about all documents, answered with a model", () => {
  it("reads each section, keeps what the section supports, and answers in reading order", async () => {
    const { model, requests } = modelOf(
      ({ messages }) =>
        (/Guide dogs may come in\./u.exec(messages[0]?.text ?? "")?.[0] ?? "NOT FOUND").replace(
          /\.$/u,
          ". [1] Cats may too. [1]",
        ),
      { lanes: 3 },
    );
    const { services, surveyed } = surveyOf([lunch, visitors, yard], { model });
    const answer = grounded(await askAll(services, { ...surveyed, ...asked("dogs") }));
    expect(answer.text).toBe("Guide dogs may come in.");
    expect(answer.coverage).toMatchObject({ sectionsRead: 3, sectionsMatching: 1, readBy: "test:model" });
    expect(requests).toHaveLength(3);
    expect(requests[0]?.system).toMatch(/^FIND/);
  });
});
