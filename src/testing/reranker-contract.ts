import { never, type Reranked, type Reranker, type RerankPassage } from "../core/index.ts";
import type { ContractCase } from "./contract-case.ts";

const question = "When does the clinic open?";
const answering = { title: "Opening hours", text: "On weekdays the clinic opens at 8:30 and closes at 17:00." };
const passages: readonly RerankPassage[] = [
  { title: "Pumps", text: "The pump needs a new valve every year." },
  answering,
  { title: "", text: "" },
  { title: "Größe 東京", text: "🦊 naïve café, E11.9 ".repeat(300) },
  answering,
];

/**
 * Cases that every `Reranker` must pass, for any test runner. Each case opens its own reranker and closes it.
 *
 * @param open  opens a new reranker
 */
export function rerankerContract(open: () => Promise<Reranker>): readonly ContractCase[] {
  const using = (check: (reranker: Reranker) => Promise<void>) => async () => {
    const reranker = await open();
    try {
      await check(reranker);
    } finally {
      await reranker.close();
    }
  };
  return [
    {
      name: "returns every passage once, best first, with a finite relevance",
      run: using(async (reranker) => {
        const ranked = await reranker.rerank(question, passages, { signal: never });
        const indexes = ranked.map(({ index }) => index).sort((a, b) => a - b);
        require(indexes.join() === [...passages.keys()].join(), `the indexes are ${indexes.join()}`);
        for (const [rank, { relevance }] of ranked.entries()) {
          require(Number.isFinite(relevance), `a relevance is ${relevance}`);
          require(relevance <= (ranked[rank - 1]?.relevance ?? relevance), "it is not the best first");
        }
      }),
    },
    {
      name: "keeps passages of equal relevance in input order",
      run: using(async (reranker) => {
        const ranked = await reranker.rerank(question, passages, { signal: never });
        const [first, second] = [1, 4].map((index) => ranked.findIndex((one) => one.index === index));
        require(ranked[first ?? 0]?.relevance === ranked[second ?? 0]?.relevance, "two equal passages differ");
        require((first ?? 0) < (second ?? 0), "the later of two equal passages comes first");
      }),
    },
    {
      name: "scores a passage equally, to the last bit, in any order and with any other passages",
      run: using(async (reranker) => {
        const together = await reranker.rerank(question, passages, { signal: never });
        for (const [index, passage] of passages.entries()) {
          const [alone] = await reranker.rerank(question, [passage], { signal: never });
          const among = together.find((one) => one.index === index);
          require(isSame(among, alone), `passage ${index} gets another score when it is alone`);
        }
      }),
    },
    {
      name: "returns answer spans within the passage's text, best first and without overlap, if it returns any",
      run: using(async (reranker) => {
        for (const { index, answers = [] } of await reranker.rerank(question, passages, { signal: never })) {
          for (const [rank, { span, score }] of answers.entries()) {
            const { length } = passages[index]?.text ?? "";
            require(0 <= span.start && span.start < span.end && span.end <= length, "a span leaves its text");
            require(score <= (answers[rank - 1]?.score ?? score), "the spans are not the best first");
            const others = answers.filter((other) => other.span !== span);
            require(!others.some((other) => other.span.start < span.end && span.start < other.span.end), "two overlap");
          }
        }
      }),
    },
    {
      name: "calls `begun` once, before it reads anything",
      run: using(async (reranker) => {
        const told: string[] = [];
        const reading = reranker.rerank(question, passages, { signal: never, begun: () => told.push("begun") });
        await reading.then(() => told.push("read"));
        require(told.join() === "begun,read", `it told ${told.join()}`);
      }),
    },
    {
      name: "returns nothing without passages",
      run: using(async (reranker) => {
        require((await reranker.rerank(question, [], { signal: never })).length ===
          0, "something came from no passages");
      }),
    },
    {
      name: "stops with the signal's reason",
      run: using(async (reranker) => {
        const reason = new Error("stopped by the caller");
        const outcome = await reranker
          .rerank(question, passages, { signal: AbortSignal.abort(reason) })
          .catch((error: unknown) => error);
        require(outcome === reason, "an aborted call did not end with the signal's reason");
      }),
    },
  ];
}

function require(condition: boolean, complaint: string): void {
  if (!condition) throw new Error(complaint);
}

function isSame(a: Reranked | undefined, b: Reranked | undefined): boolean {
  const told = (one: Reranked | undefined) => JSON.stringify({ ...one, index: 0 });
  return a !== undefined && b !== undefined && told(a) === told(b);
}
