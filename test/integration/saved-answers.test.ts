import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Answer, type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handbook, makeStoreWithVectors } from "../fixtures/handbook.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const folder = temporaryFolder();
const at = (...names: string[]) => join(folder.path, ...names);
const hours = at("handbook", "opening-hours.md");
const question = "When is the clinic open on Saturday?";
let lydian: Lydian;
let saved: Answer;

beforeAll(async () => {
  cpSync(handbook, at("handbook"), { recursive: true });
  makeStoreWithVectors(at("store"));
  lydian = await openLydian({ store: at("store") });
  await lydian.sync(at("handbook"));
  saved = await lydian.ask(question, { save: true });
});
afterAll(async () => {
  await lydian.close();
  folder.remove();
});

function grounded(answer: Answer) {
  if (answer.status === "abstained") throw new Error(`abstained: ${answer.reason}`);
  return answer;
}

/** Changes the file and syncs, and undoes both after the work. */
async function whileFileSays(change: (text: string) => string, work: () => Promise<void>): Promise<void> {
  const text = readFileSync(hours, "utf8");
  writeFileSync(hours, change(text));
  await lydian.sync();
  try {
    await work();
  } finally {
    writeFileSync(hours, text);
    await lydian.sync();
  }
}

describe("a saved answer", () => {
  it("is returned whole, with the hashes of its evidence", async () => {
    const record = await lydian.savedAnswer(saved.id);
    expect(record.answer).toEqual(saved);
    const { documents, excerpts, quoteHashes, asked } = record;
    expect(quoteHashes).toHaveLength(grounded(saved).citations.length);
    expect(asked).toMatchObject({ mode: "hybrid", verifier: "checks", embedder: { dimensions: 384 } });
    for (const { documentId, span, text } of excerpts)
      expect((await lydian.read(documentId))?.text.slice(span.start, span.end)).toBe(text);
    expect(documents.map(({ characters }) => characters > 0)).toContain(true);
    expect(await lydian.savedAnswers()).toMatchObject([{ id: saved.id, question, status: "grounded" }]);
  });

  it("holds while the documents say the same, and is the same when asked again", async () => {
    expect(await lydian.checkAnswers()).toMatchObject([{ outcome: "holds" }]);
    expect(await lydian.replayAnswer(saved.id)).toMatchObject({ isSame: true, changedSettings: [] });
  });

  it("holds when its quotes have only moved within the document", async () => {
    await whileFileSays(
      (text) => text.replace("\n\n", "\n\nA sentence that was put before the others.\n\n"),
      async () => {
        const [check] = await lydian.checkAnswers([saved.id]);
        expect(check).toMatchObject({ outcome: "holds" });
        expect(check?.claims.flatMap(({ citations }) => citations).map(({ state }) => state)).toContain("moved");
      },
    );
  });

  it("no longer holds after a sync with a contradicting document, and the command says so", async () => {
    const quote = grounded(saved).citations[0]?.quote ?? "";
    await whileFileSays(
      (text) => text.replace(quote, "On Saturdays the clinic is closed."),
      async () => {
        expect(await lydian.checkAnswers()).toMatchObject([{ outcome: "fails", claims: [{ holds: false }] }]);
        const replayed = await lydian.replayAnswer(saved.id);
        expect(replayed).toMatchObject({ isSame: false });
        expect(replayed.sentences.map(({ outcome }) => outcome)).toContain("only-before");
        const told = await runLydian(["answers", "check", "--store", at("store")], { cwd: folder.path });
        expect(told).toMatchObject({ code: 3, stdout: expect.stringContaining(`no longer holds  ${saved.id}`) });
      },
    );
    expect(await lydian.checkAnswers()).toMatchObject([{ outcome: "holds" }]);
  });

  it("no longer holds as the sum of a table's column when a row is added", async () => {
    const other = await openLydian({ store: at("tables") });
    const table = (rows: string) => `# Journeys\n\n| Driver | Fare |\n| --- | --- |\n${rows}`;
    const [uri, rows] = ["memo:journeys.md", "| Ng | €12 |\n| Osei | €5 |\n| Ng | €30 |\n"];
    await other.add([{ uri, content: table(rows) }]);
    const sum = grounded(await other.ask("What is the total fare of Ng?", { save: true }));
    expect(sum.claims[0]?.calculation).toMatchObject({ value: 42 });
    await other.add([{ uri, content: `Hello.\n\n${table(rows)}` }]);
    expect(await other.checkAnswers()).toMatchObject([{ outcome: "holds" }]);
    await other.add([{ uri, content: table(`${rows}| Ng | €8 |\n`) }]);
    expect(await other.checkAnswers()).toMatchObject([{ outcome: "fails", claims: [{ verdict: "contradicted" }] }]);
    await other.close();
  });

  it("is proved by a page that is checked without a store, and with one against its documents", async () => {
    const file = at("pack.html");
    const page = await lydian.writeProof(saved.id, { file });
    await expect(lydian.writeProof(saved.id, { file })).rejects.toMatchObject({ code: "file-exists" });
    const html = readFileSync(file, "utf8");
    expect(html).toContain(`>${page.answerHash}<`);
    const verify = (...args: string[]) => runLydian(["proof", "verify", file, ...args], { cwd: folder.path });
    expect(await verify()).toMatchObject({ code: 0, stdout: expect.stringContaining("pack.html holds"), stderr: "" });
    expect(existsSync(at(".lydian"))).toBe(false);
    const withStore = { withStore: true };
    expect(await lydian.verifyProof(file, withStore)).toMatchObject({ holds: true, answerHash: page.answerHash });
    await whileFileSays(
      (text) => text.replace(grounded(saved).citations[0]?.quote ?? "", "On Saturdays the clinic is closed."),
      async () => {
        expect(await lydian.verifyProof(file)).toMatchObject({ holds: true });
        expect(await lydian.verifyProof(file, withStore)).toMatchObject({ holds: false });
        const told = await verify("--store", at("store"));
        expect(told).toMatchObject({ code: 3, stdout: expect.stringMatching(/problem +documents +Sentence 1/) });
      },
    );
    writeFileSync(file, html.replace("supported</span>", "doubtful</span>"));
    expect(await verify()).toMatchObject({ code: 3, stdout: expect.stringContaining("The page was changed: line") });
  });

  it("is part of a backup, restored with it, and gone once removed", async () => {
    const { file, stateFile } = await lydian.backup(at("backup.db"));
    expect(stateFile).toBe(`${file}.state`);
    cpSync(file, at("restored", "store.db"));
    cpSync(`${file}.state`, at("restored", "state.db"));
    const restored = await openLydian({ store: at("restored") });
    expect((await restored.savedAnswer(saved.id)).answer).toEqual(saved);
    expect(await restored.removeAnswers([saved.id, "none"])).toEqual({ removed: [saved.id], notFound: ["none"] });
    await expect(restored.savedAnswer(saved.id)).rejects.toMatchObject({ code: "answer-not-found" });
    await restored.close();
  });

  it("creates no file if nothing is saved", async () => {
    const other = await openLydian({ store: at("unsaved") });
    await other.add([{ uri: "memo:a", content: "A lost key costs 15 euros." }]);
    await other.ask("What does a lost key cost?");
    expect([await other.savedAnswers(), await other.checkAnswers()]).toEqual([[], []]);
    await other.close();
    expect(existsSync(at("unsaved", "state.db"))).toBe(false);
  });
});
