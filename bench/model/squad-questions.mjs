// Questions to a language model about paragraphs of SQuAD 2.0, for benches.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { holdsGold } from "../../scripts/train/evidence-rows.mjs";
import { readParagraphs, readQuestions } from "../../scripts/train/read-squad.mjs";

export const templates = Object.fromEntries(
  ["answer", "question"].map((name) => [
    name,
    readFileSync(new URL(`../../prompts/${name}.md`, import.meta.url), "utf8"),
  ]),
);

/**
 * Chooses answerable questions to the articles `calibrate` by the hash of their ids. Each comes with the paragraph that
 * answers it and others of its article that do not.
 */
export function chooseQuestions(passages) {
  const paragraphs = readParagraphs();
  const hash = (text) => createHash("sha256").update(text).digest("hex");
  const articleOf = (uri) => uri.replace(/#\d+$/u, "");
  return readQuestions()
    .filter(({ split, gold }) => split === "calibrate" && gold.length > 0)
    .sort((one, other) => (hash(one.id) < hash(other.id) ? -1 : 1))
    .flatMap(({ id, question, gold, paragraph }) => {
      const own = paragraphs.find(({ uri }) => uri === paragraph);
      const others = paragraphs
        .filter(
          ({ uri, text }) => uri !== paragraph && articleOf(uri) === articleOf(paragraph) && !holdsGold(text, gold),
        )
        .sort((one, other) => (hash(id + one.uri) < hash(id + other.uri) ? -1 : 1))
        .slice(0, passages - 1);
      return own === undefined || others.length < passages - 1 ? [] : [{ question, gold, own, others }];
    });
}

/** Numbers paragraphs as the passages of a prompt. */
export function toPassages(paragraphs) {
  return paragraphs.map(({ text, title, uri }, index) => ({
    number: index + 1,
    text,
    hit: { title, uri, span: { start: 0, end: text.length } },
    elements: [],
  }));
}

/** Opens the model that `--model` names. */
export async function openGenerator(model) {
  const timeoutMs = 600_000;
  if (model.startsWith("gguf:")) {
    const { openLlamaGenerator } = await import("../../dist/adapters/llama/index.js");
    return openLlamaGenerator({ path: model.slice("gguf:".length), timeoutMs });
  }
  const { openTextGenerator } = await import("../../dist/adapters/language-model/index.js");
  return openTextGenerator({ model, timeoutMs });
}
