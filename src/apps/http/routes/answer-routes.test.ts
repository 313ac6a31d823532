import { describe, expect, it } from "vitest";
import { type AccessScope, AnswerNotFoundError } from "../../../core/index.ts";
import type { Lydian } from "../../../library/index.ts";
import { savedIn } from "../fixtures/example-answers.ts";
import { callerOf } from "../fixtures/server-of.ts";

const board: AccessScope = { kind: "labels", labels: ["board"] };
const summaryOf = (id: string, collection: string) => ({
  id,
  collection,
  question: "What does a key cost?",
  status: "abstained" as const,
  savedAt: "2026-01-02T00:00:00.000Z",
});

function answersOf(scopes: AccessScope[] = [], owner = "someone"): Partial<Lydian> {
  const notice = (scope: AccessScope | undefined) => {
    if (scope !== undefined) scopes.push(scope);
  };
  return {
    savedAnswers: async (options) => {
      notice(options?.scope);
      const all = [summaryOf("answer_1", "handbook"), summaryOf("answer_2", "secret")];
      return all.filter(({ collection }) => options?.collections?.includes(collection) ?? true);
    },
    savedAnswer: async (id, options) => {
      notice(options?.scope);
      if (id === "answer_1") return savedIn(id, "handbook", board);
      if (id === "answer_2") return savedIn(id, "secret", board);
      throw new AnswerNotFoundError(`No saved answer has the id "${id}".`);
    },
    removeAnswers: async (ids, options) => {
      notice(options?.scope);
      const isOwn = options?.caller === undefined || options.caller === owner;
      return isOwn ? { removed: ids, notFound: [] } : { removed: [], notFound: ids };
    },
    checkAnswers: async (ids, options) => {
      notice(options?.scope);
      return (ids ?? []).map((id) => ({ ...summaryOf(id, "handbook"), outcome: "abstained", claims: [] }));
    },
    replayAnswer: async (id, options) => {
      notice(options?.scope);
      const { answer } = savedIn(id, "handbook", board);
      const sentences = [{ text: "It costs 40.", outcome: "only-now" as const }];
      return {
        answerId: id,
        question: answer.question,
        statusBefore: "abstained",
        answer,
        sentences,
        changedSettings: [],
        isSame: false,
      };
    },
    proof: async (_id, options) => {
      notice(options?.scope);
      return { html: "<!doctype html><script>1</script>", answerHash: "0".repeat(64) };
    },
  };
}

const paths = [
  ["GET", "/answers/answer_2"],
  ["DELETE", "/answers/answer_2"],
  ["POST", "/answers/answer_2/check"],
  ["POST", "/answers/answer_2/replay"],
  ["GET", "/answers/answer_2/proof"],
] as const;

describe("saved answers", () => {
  it("are listed, read, checked and proved with the scope of the key", async () => {
    const scopes: AccessScope[] = [];
    const call = callerOf({ permission: "write", scope: board }, answersOf(scopes));
    expect((await call("GET", "/answers")).body).toMatchObject({ answers: [{ id: "answer_1" }, { id: "answer_2" }] });
    expect((await call("GET", "/answers/answer_1")).body).toMatchObject({ answer: { id: "answer_1" } });
    expect((await call("POST", "/answers/answer_1/check")).body).toMatchObject({ outcome: "abstained" });
    expect((await call("POST", "/answers/answer_1/replay")).body).toMatchObject({
      sentences: [{ outcome: "only-now" }],
      isSame: false,
    });
    expect((await call("GET", "/answers/answer_1/proof")).status).toBe(200);
    expect((await call("DELETE", "/answers/answer_1")).body).toEqual({ removed: ["answer_1"] });
    expect(scopes.length).toBeGreaterThan(5);
    for (const scope of scopes) expect(scope).toEqual(board);
  });

  it("hides sources of a collection that the key does not open", async () => {
    const call = callerOf({ permission: "admin", collections: ["handbook"] }, answersOf());
    expect((await call("GET", "/answers")).body).toMatchObject({ answers: [{ id: "answer_1" }] });
    for (const [method, path] of paths) {
      const { status, body } = await call(method, path);
      expect([path, status, body]).toMatchObject([path, 404, { code: "answer-not-found" }]);
    }
  });

  it("are removed only by callers who may write, or who saved them", async () => {
    const call = callerOf({ permission: "read" }, answersOf());
    expect((await call("DELETE", "/answers/answer_1")).status).toBe(403);
    const own = callerOf({ id: "k7", permission: "read" }, answersOf([], "k7"));
    expect((await own("DELETE", "/answers/answer_1")).body).toEqual({ removed: ["answer_1"] });
  });

  it("have a proof that is sent as a file, never as a page of this server", async () => {
    const { response } = await callerOf({}, answersOf())("GET", "/answers/answer_1/proof");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="proof-answer_1.html"');
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.get("content-security-policy")).toContain("sandbox");
  });
});
