// Measures whether the position of the passage that answers matters ("lost in the middle").
//
//   npm run build && node bench/order.mjs --model gguf:PATH|ollama:NAME|… [--questions 20] [--passages 7]
//
// Answerable questions to the articles `calibrate` of SQuAD 2.0, chosen by the hash of their ids. Each is asked once for
// every position that its paragraph can have among others of its article, with the usual prompt and the others in
// the same order. Right: the text has a gold answer in it. Cited: it also has the paragraph's number. The setting
// `answer.order` puts the strongest passages first (`rank`), last (`reverse`) or at both ends.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { fillTemplate } from "../dist/engine/answer/fill-template.js";
import { fencePassages } from "../dist/engine/answer/generate/fence-passages.js";
import { holdsGold } from "../scripts/train/evidence-rows.mjs";
import { readParagraphs, readQuestions } from "../scripts/train/read-squad.mjs";

const { values } = parseArgs({
  options: {
    model: { type: "string" },
    questions: { type: "string", default: "20" },
    passages: { type: "string", default: "7" },
    tokens: { type: "string", default: "60" },
  },
});
if (values.model === undefined) {
  console.error("error: no model is named.\nhint: node bench/order.mjs --model gguf:PATH");
  process.exit(2);
}
const places = Number(values.passages);
const templates = Object.fromEntries(
  ["answer", "question"].map((name) => [name, readFileSync(new URL(`../prompts/${name}.md`, import.meta.url), "utf8")]),
);
const never = new AbortController().signal;

const generator = await openGenerator(values.model);
try {
  const paragraphs = readParagraphs();
  const asked = chooseQuestions(paragraphs).slice(0, Number(values.questions));
  const counts = Array.from({ length: places }, () => ({ right: 0, cited: 0 }));
  for (const [index, { question, gold, own, others }] of asked.entries()) {
    for (const [place, count] of counts.entries()) {
      const said = await ask(question, others.toSpliced(place, 0, own));
      if (!holdsGold(said, gold)) continue;
      count.right++;
      if (said.includes(`[${place + 1}]`)) count.cited++;
    }
    console.error(`${index + 1} of ${asked.length} questions`);
  }
  console.log(`${values.model}: ${asked.length} questions, ${places} passages\n`);
  console.log("| place of the passage that answers | right | and cited |\n| --- | --- | --- |");
  for (const [place, { right, cited }] of counts.entries())
    console.log(`| ${place + 1} of ${places} | ${right} | ${cited} |`);
} finally {
  await generator.close();
}

/** Chooses the questions whose article has enough other paragraphs. */
function chooseQuestions(paragraphs) {
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
        .slice(0, places - 1);
      return own === undefined || others.length < places - 1 ? [] : [{ question, gold, own, others }];
    });
}

async function ask(question, texts) {
  const passages = texts.map(({ text, title, uri }, index) => ({
    number: index + 1,
    text,
    hit: { title, uri, span: { start: 0, end: text.length } },
    elements: [],
  }));
  const { text } = fencePassages(passages, "fence_0");
  const request = {
    system: fillTemplate(templates.answer, { fence: "fence_0", marking: "", style: "" }),
    messages: [{ role: "user", text: fillTemplate(templates.question, { examples: "", passages: text, question }) }],
    maxOutputTokens: Number(values.tokens),
    sampling: { temperature: 0 },
  };
  let said = "";
  for await (const part of generator.generate(request, never)) if (part.type === "text") said += part.text;
  return said;
}

async function openGenerator(model) {
  const timeoutMs = 600_000;
  if (model.startsWith("gguf:")) {
    const { openLlamaGenerator } = await import("../dist/adapters/llama/index.js");
    return openLlamaGenerator({ path: model.slice("gguf:".length), timeoutMs });
  }
  const { openTextGenerator } = await import("../dist/adapters/language-model/index.js");
  return openTextGenerator({ model, timeoutMs });
}
