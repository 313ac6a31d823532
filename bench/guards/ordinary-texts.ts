import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { parseJson } from "../../src/core/index.ts";

/** Texts in which a guard of people and their words should find nothing. */
export interface OrdinaryTexts {
  readonly name: string;
  readonly kind: "questions" | "paragraphs";
  readonly texts: readonly string[];
}

const row = z.object({ text: z.string().optional(), question: z.string().optional(), query: z.string().optional() });
const squad = z.object({
  data: z.array(z.object({ paragraphs: z.array(z.object({ qas: z.array(z.object({ question: z.string() })) })) })),
});

/**
 * Reads texts that no guard of toxicity, profanity or crises was trained on: questions to encyclopedias, papers and
 * handbooks, 974 harmless prompts, and paragraphs of real documents and of an encyclopedia.
 *
 * @param folder  the folder of data sets
 */
export async function readOrdinaryTexts(folder: string): Promise<readonly OrdinaryTexts[]> {
  const trained = new Set(await readQueries(folder));
  const natural = await readRows(folder, "retrieval/nq-oracle/queries.jsonl");
  const prompts = ["cyberseceval-frr-benign", "awesome-prompts-classic"].map((name) =>
    readRows(folder, `injection/${name}.jsonl`),
  );
  const questions = squad.parse(parseJson(await readFile(join(folder, "answers/squad2-dev.json"), "utf8")));
  const questionSets = {
    "Natural Questions, not trained on": natural.filter((text) => !trained.has(text)),
    "SQuAD 2.0 questions, not trained on": questions.data
      .flatMap(({ paragraphs }) => paragraphs.flatMap(({ qas }) => qas.map(({ question }) => question)))
      .filter((text) => !trained.has(text)),
    "COVID-QA questions": await readRows(folder, "retrieval/covidqa/queries.jsonl"),
    "questions to handbooks": await readRows(folder, "answers/natural/questions.jsonl"),
    "974 harmless prompts": (await Promise.all(prompts)).flat(),
  };
  const paragraphSets = {
    "paragraphs of documents": await readParagraphs(join(folder, "documents-text")),
    "paragraphs of SQuAD 2.0": await readRows(folder, "retrieval/squad2/corpus.jsonl"),
  };
  return [
    ...Object.entries(questionSets).map(([name, texts]) => ({ name, kind: "questions", texts }) as const),
    ...Object.entries(paragraphSets).map(([name, texts]) => ({ name, kind: "paragraphs", texts }) as const),
  ];
}

async function readRows(folder: string, file: string): Promise<readonly string[]> {
  const lines = (await readFile(join(folder, file), "utf8")).trim().split("\n");
  return lines.flatMap((line) => {
    const { text, question } = row.parse(parseJson(line));
    return text ?? question ?? [];
  });
}

async function readQueries(folder: string): Promise<readonly string[]> {
  const lines = gunzipSync(await readFile(join(folder, "rerank/train.jsonl.gz")))
    .toString("utf8")
    .trim()
    .split("\n");
  return lines.flatMap((line) => row.parse(parseJson(line)).query ?? []);
}

async function readParagraphs(folder: string): Promise<readonly string[]> {
  const paragraphs: string[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const text = await readFile(join(folder, name), "utf8");
    for (const paragraph of text.split(/\n{2,}/)) if (paragraph.trim() !== "") paragraphs.push(paragraph);
  }
  return paragraphs;
}
