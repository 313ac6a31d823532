// Makes the PDFs of examples/handbook/, the same bytes each time: node scripts/make-handbook-pdfs.mjs [FOLDER]
import { createWriteStream, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import PDFDocument from "pdfkit";
import { drawPlan } from "./draw-plan.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2] ?? join(here, "..", "examples", "handbook");
const content = JSON.parse(readFileSync(join(here, "handbook-pdfs.json"), "utf8"));
const plan = JSON.parse(readFileSync(join(here, "handbook-plan.json"), "utf8"));

const MARGIN = 64;
const WIDTH = 595 - 2 * MARGIN;
const GUTTER = 24;

/** Item of each document's outline that contains its smaller headings. */
const chapters = new Map();

function heading(pdf, { text, level }) {
  if (level > 1) pdf.moveDown(0.6);
  pdf
    .font("Helvetica-Bold")
    .fontSize(level === 1 ? 20 : 13)
    .text(text, MARGIN, pdf.y, { width: WIDTH });
  pdf.moveDown(0.5);
  if (level === 1) chapters.set(pdf, pdf.outline.addItem(text));
  else (chapters.get(pdf) ?? pdf.outline).addItem(text);
}

function paragraph(pdf, { text }) {
  pdf.font("Helvetica").fontSize(10.5).text(text, MARGIN, pdf.y, { width: WIDTH, lineGap: 2 });
  pdf.moveDown(0.6);
}

function table(pdf, { widths, rows }) {
  for (const [index, row] of rows.entries()) {
    if (pdf.y > 760) pdf.addPage();
    const y = pdf.y;
    let x = MARGIN;
    pdf.font(index === 0 ? "Helvetica-Bold" : "Helvetica").fontSize(9.5);
    for (const [column, cell] of row.entries()) {
      pdf.text(cell, x, y, { width: widths[column] - 6, lineBreak: false });
      x += widths[column];
    }
    pdf.y = y + 17;
  }
  pdf.moveDown(0.8);
}

function columns(pdf, { text }) {
  pdf.font("Times-Roman").fontSize(11);
  pdf.text(text.join("\n\n"), MARGIN, pdf.y, { width: WIDTH, columns: 2, columnGap: GUTTER, height: 600, lineGap: 2 });
}

const picture = (pdf) => pdf.addPage().image(drawPlan(plan), MARGIN, 140, { width: WIDTH });
const page = (pdf) => pdf.addPage();
const parts = { heading, paragraph, table, columns, picture, page };

for (const { file, title, author, date, body } of content) {
  const CreationDate = new Date(date);
  const info = { Title: title, Author: author, CreationDate, ModDate: CreationDate };
  const pdf = new PDFDocument({ size: "A4", margin: MARGIN, info, lang: "en" });
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  const written = finished(pdf.pipe(createWriteStream(path)));
  for (const part of body) parts[part.kind](pdf, part);
  pdf.end();
  await written;
}
