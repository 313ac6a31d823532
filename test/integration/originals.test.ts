import { openLydian } from "lydian";
import { expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../run-lydian.ts";

const MEGABYTE = 1 << 20;

/** Returns a page with one sentence and more than two megabytes that are not text. */
const pageOf = (price: number) =>
  `<html><body><p>The door seal costs ${price} euros.</p><!-- ${`${price} `.repeat(MEGABYTE)} --></body></html>`;

async function openWithPage() {
  const folder = temporaryFolder();
  const lydian = await openLydian({ store: folder.path });
  onTestFinished(async () => {
    await lydian.close();
    folder.remove();
  });
  const put = (price: number) =>
    lydian.add([{ uri: "memo:seal.html", content: pageOf(price) }], {
      embed: false,
      accessLabels: ["staff"],
    });
  await put(240);
  return { lydian, put };
}

it("reads an original in pieces of at most 1 MiB, for callers that may read the document", async () => {
  const { lydian } = await openWithPage();
  const original = await lydian.openOriginal("memo:seal.html");
  const pieces = [];
  for await (const piece of original?.pieces ?? []) pieces.push(piece);
  expect(Buffer.concat(pieces).toString()).toBe(pageOf(240));
  expect(original).toMatchObject({ sizeBytes: pageOf(240).length, document: { uri: "memo:seal.html" } });
  expect(pieces.length).toBeGreaterThan(2);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(MEGABYTE);
  const scope = { kind: "labels", labels: ["others"] } as const;
  expect(await lydian.openOriginal("memo:seal.html", { scope })).toBeUndefined();
});

it("never mixes two versions of an original: the reading fails if the document is replaced", async () => {
  const { lydian, put } = await openWithPage();
  const original = await lydian.openOriginal("memo:seal.html");
  const pieces = original?.pieces[Symbol.asyncIterator]();
  expect((await pieces?.next())?.value?.length).toBe(MEGABYTE);
  await put(999);
  await expect(pieces?.next()).rejects.toMatchObject({ code: "document-not-found" });
});
