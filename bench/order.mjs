// Measures whether the position of the passage that answers matters ("lost in the middle").
//
//   npm run build && node bench/order.mjs --model gguf:PATH|ollama:NAME|… [--questions 20] [--passages 7]
//
// Answerable questions to the articles `calibrate` of SQuAD 2.0, chosen by the hash of their ids. Each is asked once
// for every position that its paragraph can have among others of its article, with the usual prompt and the others in
// the same order. Right: the text has a gold answer in it. Cited: it also has the paragraph's number. The setting
// `answer.order` puts the strongest passages first (`rank`), last (`reverse`) or at both ends.
import { parseArgs } from "node:util";
import { writePrompt } from "../dist/engine/answer/generate/write-prompt.js";
import { askModel } from "../dist/engine/prompt/index.js";
import { holdsGold } from "../scripts/train/evidence-rows.mjs";
import { chooseQuestions, openGenerator, templates, toPassages } from "./model/squad-questions.mjs";

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
const never = new AbortController().signal;

const generator = await openGenerator(values.model);
try {
  const asked = chooseQuestions(places).slice(0, Number(values.questions));
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

async function ask(question, texts) {
  const prompt = writePrompt({
    templates,
    question,
    passages: toPassages(texts),
    style: "",
    nextFence: () => "fence_0k7",
  });
  const request = { ...prompt, maxOutputTokens: Number(values.tokens), sampling: { temperature: 0 } };
  let said = "";
  for await (const part of askModel(generator, request, never)) if (part.type === "text") said += part.text;
  return said;
}
