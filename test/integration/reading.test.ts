import { join } from "node:path";
import { type Answer, type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../run-lydian.ts";

const question = "When does the clinic open on Saturday?";
const orderOf = ({ passages }: Answer) => passages.map(({ hit: { reading, highlights, ...hit } }) => hit);
const readingsOf = ({ passages }: Answer) => passages.flatMap(({ hit }) => hit.reading ?? []);

describe("an answer for which the reader reads the passages", () => {
  const folder = temporaryFolder();
  let lydian: Lydian;
  let read: Answer;
  let unread: Answer;

  beforeAll(async () => {
    lydian = await openLydian({ store: folder.path, settings: { rerank: { budgetMs: 600_000 } } });
    await lydian.add([
      { uri: "hours.txt", content: "The clinic opens at nine on Saturday. On Sunday it stays closed." },
      { uri: "cars.txt", content: "The car Robin has a range of 310 km, and is washed on Saturday." },
      { uri: "founded.txt", content: "The clinic was founded in 1987 by Ines Okafor, a nurse, and moved in 2004." },
      { uri: "tea.txt", content: "Tea is served in the library at four, with milk." },
      { uri: "sunday.txt", content: "On Sunday the clinic is closed, but the pharmacy opens at ten." },
      { uri: "market.txt", content: "The market in front of the clinic is held on Saturday." },
    ]);
    read = await lydian.ask(question, { rerank: true });
    unread = await lydian.ask(question, { rerank: false });
  });
  afterAll(async () => {
    await lydian.close();
    folder.remove();
  });

  it("is grounded, and its passages are not noise", () => {
    expect(read).toMatchObject({ status: "grounded", text: "The clinic opens at nine on Saturday." });
    expect(read.passages.map(({ hit }) => hit.reading?.isNoise)).toEqual(read.passages.map(() => false));
    expect(read.passages.map(({ hit }) => hit.uri)).not.toContain("tea.txt");
    expect(unread.passages.flatMap(({ hit }) => hit.reading ?? [])).toEqual([]);
  });

  it("is the default: the reader reads the first five passages and keeps their order", async () => {
    const answer = await lydian.ask(question);
    expect(answer).toMatchObject({ status: "grounded", text: "The clinic opens at nine on Saturday." });
    expect(readingsOf(answer).length).toBeGreaterThan(0);
    const ranks = answer.passages.map(({ hit }) => hit.rank);
    expect(orderOf(answer)).toEqual(orderOf(unread).filter(({ rank }) => ranks.includes(rank)));
    expect(answer.trace.find(({ stage }) => stage === "rerank")?.count).toBe(5);
    const { hits } = await lydian.search(question);
    expect(hits.flatMap(({ reading }) => reading ?? [])).toEqual([]);
  });

  it("does without the reader in a search by words alone, where reading has no weight", async () => {
    const answer = await lydian.ask(question, { mode: "lexical" });
    expect(answer.passages.length).toBeGreaterThan(0);
    expect(readingsOf(answer)).toEqual([]);
  });

  it("waits for the reader by default, however little time reranking has", async () => {
    const hasty = await openLydian({ store: folder.path, settings: { rerank: { budgetMs: 1 } } });
    const answer = await hasty.ask(question);
    await hasty.close();
    expect(answer.warnings).toEqual([]);
    expect(answer.trace.find(({ stage }) => stage === "rerank")?.count).toBe(5);
  });

  it("says when reranking had no time, and is then the answer without reading", async () => {
    const hasty = await openLydian({ store: folder.path, settings: { rerank: { budgetMs: 1 } } });
    const answer = await hasty.ask(question, { rerank: true });
    await hasty.close();
    expect(answer).toMatchObject({ status: "grounded", warnings: [{ code: "rerank-timeout" }] });
    expect(orderOf(answer)).toEqual(orderOf(unread));
    expect([answer, unread].map((one) => one.status === "grounded" && one.confidence)).toEqual(
      Array(2).fill(unread.status === "grounded" && unread.confidence),
    );
  });

  it("says when the model is missing, and is then the answer with reading switched off", async () => {
    const model = join(folder.path, "nowhere");
    const without = await openLydian({ store: folder.path, settings: { rerank: { model } } });
    expect(await without.ask(question)).toMatchObject({
      status: "grounded",
      warnings: [{ code: "model-unavailable", message: expect.stringContaining("has no readable model.onnx") }],
    });
    await without.close();
    const off = await openLydian({ store: folder.path, settings: { rerank: { model: "off" } } });
    const answer = await off.ask(question);
    await off.close();
    expect([readingsOf(answer), answer.warnings]).toEqual([[], []]);
  });

  it("has another confidence than without reading", () => {
    const [one, other] = [read, unread].map((answer) => (answer.status === "grounded" ? answer.confidence : undefined));
    expect(one).toBeGreaterThan(0);
    expect(one).not.toBe(other);
  });

  it("highlights the answering words of a hit", async () => {
    const { hits } = await lydian.search("In which year was the clinic founded?", { rerank: true });
    const hit = hits.find(({ uri }) => uri === "founded.txt");
    const spans = hit?.highlights ?? [];
    expect(spans.map(({ start, end }) => hit?.text.slice(start, end))[0]).toBe("1987");
  });

  it("is an abstention when the documents do not say it", async () => {
    const answer = await lydian.ask("Who won the football world cup in 1998?", { rerank: true });
    expect(answer.status).toBe("abstained");
  });
});
