import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { strToU8, type Zippable, zipSync } from "fflate";
import { type AddReport, type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../run-lydian.ts";

const SEAL = "# Prices\n\nAn autoclave door seal costs 94.50 euros.";
const MAIL = `From: ann@example.org
To: bob@example.org
Subject: Parking
Date: Fri, 1 Mar 2024 10:00:00 +0100
Message-ID: <1@example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=B

--B
Content-Type: text/plain

Visitors park behind the pharmacy.
--B
Content-Type: text/markdown; name=bikes.md
Content-Disposition: attachment; filename=bikes.md

# Bicycles

Bicycles stand in the yellow shed.
--B--
`;

describe("containers", () => {
  const folder = temporaryFolder();
  const path = join(folder.path, "archive.zip");
  const uri = pathToFileURL(path).href;
  let lydian: Lydian;

  const pack = (members: Zippable) => writeFileSync(path, zipSync(members));
  const outcomes = ({ outcomes: all }: AddReport) =>
    all.map((outcome) => [outcome.uri.replace(uri, "zip"), outcome.outcome]);
  const uris = async () => (await lydian.list()).map((document) => document.uri.replace(uri, "zip"));

  const inner = zipSync({ "deep/hours.md": strToU8("# Hours\n\nThe laboratory opens at 7:15 on weekdays.") });
  const members = {
    "prices & more.md": strToU8(SEAL),
    "inner.zip": inner,
    "broken.pdf": strToU8("%PDF-1.4\nnothing of it"),
    "mail.eml": strToU8(MAIL),
  };

  beforeAll(async () => {
    lydian = await openLydian({ store: join(folder.path, "store") });
    pack(members);
  });
  afterAll(async () => {
    await lydian.close();
    folder.remove();
  });

  it("are added member by member, including nested containers; a broken one fails alone", async () => {
    const report = await lydian.add(path);
    expect(outcomes(report)).toEqual([
      ["zip", "opened"],
      ["zip!/prices%20%26%20more.md", "added"],
      ["zip!/inner.zip", "opened"],
      ["zip!/inner.zip!/deep/hours.md", "added"],
      ["zip!/broken.pdf", "failed"],
      ["zip!/mail.eml", "added"],
      ["zip!/mail.eml!/bikes.md", "added"],
    ]);
    expect(report.outcomes[0]).toMatchObject({ members: 4, membersRead: 3 });
    expect(report.chunksWithoutVectors).toBe(0);
  });

  it("are found by the text of their members, and cited by the members' URIs", async () => {
    const { hits } = await lydian.search("laboratory opens weekdays");
    expect(hits[0]?.uri).toBe(`${uri}!/inner.zip!/deep/hours.md`);
    const answer = await lydian.ask("What does an autoclave door seal cost?");
    expect(answer).toMatchObject({ status: "grounded", text: expect.stringContaining("94.50") });
    const cited = answer.status === "grounded" ? answer.citations.map(({ documentId }) => documentId) : [];
    const document = await lydian.read(cited[0] ?? "");
    expect(document).toMatchObject({
      uri: `${uri}!/prices%20%26%20more.md`,
      metadata: { container: uri, member: "prices & more.md" },
    });
    expect(await lydian.list({ where: `from = "ann@example.org"` })).toMatchObject([{ title: "Parking" }]);
  });

  it("are skipped when nothing has changed", async () => {
    const report = await lydian.add(path);
    expect(report.outcomes.filter(({ outcome }) => outcome === "skipped")).toHaveLength(4);
    expect(report.outcomes.some(({ outcome }) => outcome === "added" || outcome === "updated")).toBe(false);
  });

  it("update changed members and remove deleted ones, but keep members that have become unreadable", async () => {
    pack({
      "prices & more.md": strToU8(SEAL.replace("94.50", "99.00")),
      "mail.eml": strToU8("%PDF-1.4\nno mail any more"),
      "new.md": strToU8("# New\n\nA new page."),
    });
    expect(outcomes(await lydian.add(path))).toEqual([
      ["zip", "opened"],
      ["zip!/prices%20%26%20more.md", "updated"],
      ["zip!/mail.eml", "failed"],
      ["zip!/new.md", "added"],
      ["zip!/inner.zip!/deep/hours.md", "removed"],
    ]);
    const { hits } = await lydian.search("laboratory opens weekdays", { mode: "lexical" });
    expect(hits.every((hit) => !hit.uri.includes("inner.zip"))).toBe(true);
    expect(await uris()).toContain("zip!/mail.eml!/bikes.md");
  });

  it("have members that are found by the names that Lydian prints", async () => {
    const name = "zip!/prices%20%26%20more.md".replace("zip", uri);
    for (const printed of ["archive.zip!/prices & more.md", `${path}!/prices & more.md`, "archive.zip!/prices*"])
      expect((await lydian.read(printed))?.uri).toBe(name);
    const { receipts } = await lydian.receipts({ documents: ["archive.zip!/*.eml"] });
    expect(receipts.map((receipt) => receipt.uri.replace(uri, "zip"))).toContain("zip!/mail.eml!/bikes.md");
  });

  it("keep their members when the container itself becomes unreadable", async () => {
    const before = await uris();
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, whole.length - 30));
    expect(outcomes(await lydian.add(path))).toEqual([["zip", "failed"]]);
    expect(await uris()).toEqual(before);
  });

  it("are removed with all their members, also by the path of a deleted file", async () => {
    rmSync(path);
    const { removed, notFound } = await lydian.remove(path);
    expect(removed).toHaveLength(4);
    expect(notFound).toEqual([]);
    expect(await lydian.list()).toEqual([]);
  });
});
