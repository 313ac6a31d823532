import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AddReport, type Lydian, openLydian } from "lydian";
import PDFDocument from "pdfkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawPicture } from "../../src/engine/formats/fixtures/draw-picture.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const lines = [
  "Minutes of the house meeting",
  "The boiler room is locked at night.",
  "Its key hangs beside the switchboard",
  "and is signed out in the green book.",
];

function picture(): Buffer {
  const texts = lines.map((text, index) => ({ text, x: 200, y: 300 + index * 50, size: 34 }));
  return Buffer.from(drawPicture({ width: 1_275, height: 1_650 }, texts).encode("image/png"));
}

/** Draws a PDF of two pages: one has text, the other is a picture. */
function scannedPdf(): Promise<Buffer> {
  const document = new PDFDocument({ size: "LETTER" });
  const parts: Buffer[] = [];
  return new Promise((resolve) => {
    document.on("data", (part: Buffer) => parts.push(part));
    document.on("end", () => resolve(Buffer.concat(parts)));
    document.text("The next page is a scan.").addPage().image(picture(), 0, 0, { width: 612 });
    document.end();
  });
}

describe("scans", () => {
  const folder = temporaryFolder();
  const store = join(folder.path, "store");
  const open = (ocr: "off" | "tesseract") => openLydian({ store, settings: { ingest: { ocr } } });
  const using = async <T>(ocr: "off" | "tesseract", call: (lydian: Lydian) => Promise<T>): Promise<T> => {
    const lydian = await open(ocr);
    try {
      return await call(lydian);
    } finally {
      await lydian.close();
    }
  };
  const add = (ocr: "off" | "tesseract") =>
    using(ocr, (lydian) => lydian.add(join(folder.path, "docs"), { embed: false }));
  const outcomes = ({ outcomes: all }: AddReport) => all.map(({ uri, outcome }) => [uri.split("/").at(-1), outcome]);

  beforeAll(async () => {
    mkdirSync(join(folder.path, "docs"));
    writeFileSync(join(folder.path, "docs", "minutes.pdf"), await scannedPdf());
    writeFileSync(join(folder.path, "docs", "notes.md"), "# Notes\n\nThe porter's lodge is on the ground floor.\n");
    writeFileSync(join(folder.path, "docs", "photo.png"), picture());
  });
  afterAll(() => folder.remove());

  it("are reported as pages without text while OCR is off, and images are rejected", async () => {
    const report = await add("off");
    expect(outcomes(report)).toEqual([
      ["minutes.pdf", "added"],
      ["notes.md", "added"],
      ["photo.png", "failed"],
    ]);
    expect(report.outcomes[0]).toMatchObject({ receipt: { pagesWithoutText: [2] } });
    expect(report.outcomes[2]).toMatchObject({ hint: expect.stringContaining("--ocr") });
  });

  it("are read once OCR is switched on, and no other document is read again", async () => {
    const report = await add("tesseract");
    expect(outcomes(report)).toEqual([
      ["minutes.pdf", "updated"],
      ["notes.md", "skipped"],
      ["photo.png", "added"],
    ]);
    const [minutes] = report.outcomes;
    expect(minutes).toMatchObject({ receipt: { pagesWithoutText: [], ocrPages: [{ page: 2 }], warnings: [] } });
  });

  it("are cited with page and box", async () => {
    const answer = await using("off", (lydian) =>
      lydian.ask("Where does the key of the boiler room hang?", { mode: "lexical", where: 'uri contains "minutes"' }),
    );
    const citation = answer.status === "grounded" ? answer.citations[0] : undefined;
    expect(citation?.quote).toContain("Its key hangs beside the switchboard");
    const location = citation?.location;
    const place = location !== undefined && "page" in location ? location : { page: 0, boxes: [] };
    expect(place.page).toBe(2);
    // The scan has 150 dots an inch; the citation's lines are at 350 to 450 of its pixels.
    for (const { x, y } of place.boxes) {
      expect(x).toBeGreaterThan((195 / 150) * 72);
      expect(y).toBeGreaterThan((310 / 150) * 72);
      expect(y).toBeLessThan((455 / 150) * 72);
    }
  });

  it("are not read again, with OCR switched on or off", async () => {
    for (const ocr of ["tesseract", "off"] as const) {
      expect(outcomes(await add(ocr)).map(([, outcome]) => outcome)).toEqual(["skipped", "skipped", "skipped"]);
    }
  });

  it("are read by `lydian add --ocr`, with the confidence in the receipt", async () => {
    const options = { cwd: folder.path };
    const { code, stdout } = await runLydian(
      ["add", "docs/photo.png", "--ocr", "--no-embed", "--json", "--store", "other"],
      options,
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      outcomes: [{ outcome: "added", receipt: { ocrPages: [{ page: 1, confidence: expect.any(Number) }] } }],
    });
    const doctor = await runLydian(["doctor"], options);
    expect(doctor.stdout).toMatch(/OCR +tesseract\.js-7/);
  });
});
