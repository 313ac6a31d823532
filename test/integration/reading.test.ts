import { type Answer, type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../run-lydian.ts";

const question = "When does the clinic open on Saturday?";

describe("an answer that the cross-encoder reads for", () => {
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
    ]);
    read = await lydian.ask(question, { rerank: true });
    unread = await lydian.ask(question, { rerank: false });
  });
  afterAll(async () => {
    await lydian.close();
    folder.remove();
  });

  it("is grounded, and its passages are no noise", () => {
    expect(read).toMatchObject({ status: "grounded", text: "The clinic opens at nine on Saturday." });
    expect(read.passages.map(({ hit }) => hit.reading?.isNoise)).toEqual(read.passages.map(() => false));
    expect(read.passages.map(({ hit }) => hit.uri)).not.toContain("tea.txt");
    expect(unread.passages.flatMap(({ hit }) => hit.reading ?? [])).toEqual([]);
  });

  it("has a confidence of its own", () => {
    const [one, other] = [read, unread].map((answer) => (answer.status === "grounded" ? answer.confidence : undefined));
    expect(one).toBeGreaterThan(0);
    expect(one).not.toBe(other);
  });

  it("highlights the words of a hit that answer", async () => {
    const { hits } = await lydian.search("In which year was the clinic founded?", { rerank: true });
    const hit = hits.find(({ uri }) => uri === "founded.txt");
    const spans = hit?.highlights ?? [];
    expect(spans.map(({ start, end }) => hit?.text.slice(start, end))[0]).toBe("1987");
  });

  it("is refused where the documents do not say it", async () => {
    const answer = await lydian.ask("Who won the football world cup in 1998?", { rerank: true });
    expect(answer.status).toBe("abstained");
  });
});
