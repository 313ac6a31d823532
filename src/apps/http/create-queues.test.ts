import { describe, expect, it } from "vitest";
import { everything } from "../../core/index.ts";
import type { Lydian } from "../../library/index.ts";
import { emptyStatus } from "./fixtures/empty-status.ts";
import { abstained, savedIn } from "./fixtures/example-answers.ts";
import { post, serverOf } from "./fixtures/server-of.ts";

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Returns work that ends when its function in `held` is called. */
function holdWork() {
  const held: (() => void)[] = [];
  const work = async <Result>(result: Result): Promise<Result> => {
    await new Promise<void>((resolve) => held.push(resolve));
    return result;
  };
  return { held, work };
}

/** Ends so many calls, in the order in which they begin. */
async function endAll(held: readonly (() => void)[], count: number): Promise<void> {
  for (let ended = 0; ended < count; ended++) {
    while (held[ended] === undefined) await settle();
    held[ended]?.();
  }
}

describe("the queue of searches", () => {
  it("rejects further ones with 429, but not searches with the reranker, which wait in their own queue", async () => {
    const { held, work } = holdWork();
    const search: Lydian["search"] = () => work({ hits: [], warnings: [], trace: [] });
    const { call } = serverOf({ search }, { maxWaiting: 2 });
    const ask = (body: object) => call("/api/v1/collections/default/search", post({ query: "x", ...body }));
    const begun = Array.from({ length: 18 }, () => ask({}));
    while (held.length < 16) await settle();
    const refused = await ask({});
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    expect(await refused.json()).toMatchObject({ code: "too-many-requests" });
    const reranked = ask({ rerank: true });
    while (held.length < 17) await settle();
    await endAll(held, 19);
    const answers = await Promise.all([...begun, reranked]);
    expect(answers.map(({ status, headers }) => [status, headers.get("retry-after")])).toEqual(
      Array(19).fill([200, null]),
    );
  });
});

describe("the queue of questions", () => {
  it("contains the questions of both APIs, and rejects further ones with 429, also streams", async () => {
    const { held, work } = holdWork();
    const ask: Lydian["ask"] = () => work(abstained);
    const status = async () => emptyStatus;
    const { call } = serverOf({ ask, status, countJobs: async () => ({}) }, { maxWaitingQuestions: 2 });
    const messages = [{ role: "user", content: "x" }];
    const native = (headers = {}) => call("/api/v1/collections/default/ask", post({ question: "x" }, headers));
    const chat = (body = {}) => call("/v1/chat/completions", post({ model: "default", messages, ...body }));
    const respond = (body = {}) => call("/v1/responses", post({ model: "default", input: "x", ...body }));
    const events = { accept: "text/event-stream" };

    const begun = Array.from({ length: 16 }, (_, number) => (number % 2 === 0 ? native() : chat()));
    while (held.length < 16) await settle();
    // Streams begin at once, and wait.
    const waiting = [await native(events), await respond({ stream: true })];
    for (const refused of [
      native(),
      native(events),
      chat(),
      chat({ stream: true }),
      respond(),
      respond({ stream: true }),
    ]) {
      const response = await refused;
      expect([response.status, response.headers.get("retry-after")]).toEqual([429, "1"]);
      expect(await response.text()).toContain("too-many-requests");
    }
    expect(held).toHaveLength(16);
    const metrics = await (await call("/metrics")).text();
    expect(metrics).toContain('lydian_queue_running{queue="questions"} 16');
    expect(metrics).toContain('lydian_queue_waiting{queue="questions"} 2');
    expect(metrics).toContain('lydian_queue_rejected_total{queue="questions"} 6');
    expect(metrics).toContain('lydian_queue_rejected_total{queue="searches"} 0');

    await endAll(held, 18);
    for (const answered of begun) expect((await answered).status).toBe(200);
    const namesOf = async (response: Response | undefined) =>
      [...((await response?.text()) ?? "").matchAll(/^event: (.*)$/gm)].map(([, name]) => name);
    expect(await namesOf(waiting[0])).toEqual(["queued", "done"]);
    const [created, ...others] = await namesOf(waiting[1]);
    expect([created, ...others.slice(0, 2)]).toEqual(["response.created", "response.queued", "response.in_progress"]);
  });

  it("contains summaries, checks and replays, whose streams wait or are rejected like those of questions", async () => {
    const { held, work } = holdWork();
    const ask: Lydian["ask"] = () => work(abstained);
    const summarize: Lydian["summarize"] = () => work(abstained);
    const savedAnswer: Lydian["savedAnswer"] = async (id) => savedIn(id, "default", everything);
    const checkAnswers: Lydian["checkAnswers"] = () =>
      work([{ ...abstained, savedAt: "2026-01-01T00:00:00.000Z", outcome: "abstained", claims: [] }]);
    const replayAnswer: Lydian["replayAnswer"] = (answerId) =>
      work({
        answerId,
        question: "x",
        statusBefore: "abstained",
        answer: abstained,
        sentences: [],
        changedSettings: [],
        isSame: true,
      });
    const { call } = serverOf({ ask, summarize, savedAnswer, checkAnswers, replayAnswer }, { maxWaitingQuestions: 1 });
    const summaries = "/api/v1/collections/default/summaries";
    const begun = [
      ...Array.from({ length: 14 }, () => call(summaries, post({}))),
      call("/api/v1/answers/a1/replay", post({})),
      call("/api/v1/answers/a1/check", post({})),
    ];
    while (held.length < 16) await settle();
    const stream = await call(summaries, post({}, { accept: "text/event-stream" }));
    for (const refused of [
      call(summaries, post({})),
      call(summaries, post({}, { accept: "text/event-stream" })),
      call("/api/v1/answers/a1/replay", post({})),
      call("/api/v1/answers/a1/check", post({})),
      call("/api/v1/collections/default/ask", post({ question: "x" })),
    ]) {
      const response = await refused;
      expect([response.status, response.headers.get("retry-after")]).toEqual([429, "1"]);
    }
    expect(held).toHaveLength(16);

    await endAll(held, 17);
    await Promise.all(begun);
    const events = await stream.text();
    expect(events).toContain('event: queued\ndata: {"ahead":0}\n');
    expect(events).toContain("event: done\n");
  });

  it("tells a waiting question how many are ahead, and drops it when its caller leaves", async () => {
    const { held, work } = holdWork();
    const ask: Lydian["ask"] = () => work(abstained);
    const { call } = serverOf({ ask });
    const path = "/api/v1/collections/default/ask";
    const begun = Array.from({ length: 17 }, () => call(path, post({ question: "x" })));
    while (held.length < 16) await settle();
    const gone = new AbortController();
    const leaving = call(path, { ...post({ question: "x" }), signal: gone.signal });
    const stream = await call(path, post({ question: "x" }, { accept: "text/event-stream" }));
    gone.abort();
    expect((await leaving).status).toBe(499);
    await endAll(held, 18);
    await Promise.all(begun);
    expect(await stream.text()).toContain('event: queued\ndata: {"ahead":2}\n');
    expect(held).toHaveLength(18);
  });
});
