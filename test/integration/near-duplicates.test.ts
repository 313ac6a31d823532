import { type AddReport, type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../run-lydian.ts";

const rules = Array.from(
  { length: 40 },
  (_, index) =>
    `Rule ${index}: anyone who opens cabinet ${index * 7} writes name, hour and reason into book ${index * 3}.`,
);
const text = rules.join("\n\n");
const html = `<html><body>${rules.map((rule) => `<p>${rule.replaceAll("opens", "<b>opens</b>")}</p>`).join("")}</body></html>`;

const alikeOf = ({ outcomes }: AddReport) =>
  outcomes.map((outcome) => ("receipt" in outcome ? outcome.receipt.nearDuplicates : undefined));

describe("near duplicates", () => {
  const folder = temporaryFolder();
  let lydian: Lydian;

  beforeAll(async () => {
    lydian = await openLydian({ store: folder.path });
  });
  afterAll(async () => {
    await lydian.close();
    folder.remove();
  });

  it("are named by the receipts of all added documents, within one call and across formats", async () => {
    const report = await lydian.add(
      [
        { uri: "rules.txt", content: text },
        { uri: "rules.html", content: html },
        { uri: "draft.txt", content: text.replace("Rule 9: anyone who", "Rule 9: a nurse who") },
        { uri: "other.txt", content: "The front desk opens at eight, and closes at six on all days but Sunday." },
      ],
      { embed: false },
    );
    const [first, second, draft, other] = alikeOf(report);
    expect(first).toMatchObject([
      { uri: "rules.html", similarity: 1 },
      { uri: "draft.txt", similarity: expect.closeTo(0.98, 1) },
    ]);
    expect(second?.map(({ uri }) => uri)).toEqual(["rules.txt", "draft.txt"]);
    expect(draft?.map(({ uri }) => uri).sort()).toEqual(["rules.html", "rules.txt"]);
    expect(other).toEqual([]);
  });

  it("are hidden from callers who may not read them, and are up to date after removals and changes", async () => {
    const add = (content: string) =>
      lydian.add([{ uri: "copy.txt", content }], {
        embed: false,
        accessLabels: ["board"],
        scope: { kind: "labels", labels: ["board"] },
      });
    await lydian.add([{ uri: "rules.html", content: html }], { embed: false, accessLabels: ["staff"] });
    expect(alikeOf(await add(text))[0]?.map(({ uri }) => uri)).toEqual(["rules.txt", "draft.txt"]);
    await lydian.remove("draft.txt");
    expect(alikeOf(await add(`${text}\n\nThe end.`))[0]?.map(({ uri }) => uri)).toEqual(["rules.txt"]);
    expect(alikeOf(await add("Nothing but this."))).toEqual([[]]);
  });

  it("are one hit if only an ordinary word differs, and two if a number differs", async () => {
    const rule =
      "the porter keeps the keys of all cabinets, and gives them to anyone who has signed the book of the ward before";
    // Each text is short enough for one chunk.
    const few = rules.slice(0, 8).join("\n\n");
    const body = (verb: string, minutes: number) =>
      `# Keys\n\nOn the second floor ${rule}; a nurse who ${verb} a key returns it within ${minutes} minutes.\n\n${few}`;
    await lydian.add(
      [
        { uri: "keys-a.md", content: body("borrows", 30) },
        { uri: "keys-b.md", content: body("fetches", 30) },
        { uri: "keys-c.md", content: body("borrows", 90) },
      ],
      { embed: false },
    );
    const { hits } = await lydian.search("who keeps the keys of cabinets", { mode: "lexical" });
    const shown = hits.filter(({ text: found }) => found.includes("porter"));
    expect(shown.map(({ text: found }) => /within \d+ minutes/.exec(found)?.[0]).sort()).toEqual([
      "within 30 minutes",
      "within 90 minutes",
    ]);
    const both = shown.find(({ text: found }) => found.includes("30 minutes"));
    const places = [both?.uri, ...(both?.duplicates ?? []).map(({ uri }) => uri)];
    expect(places.sort()).toEqual(["keys-a.md", "keys-b.md"]);
    for (const { documentId, span } of both?.duplicates ?? []) {
      const document = await lydian.read(documentId);
      expect(document?.text.slice(span.start, span.end)).toContain("porter");
    }
  });
});
