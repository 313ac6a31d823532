// Measures what the marks of document text in a prompt cost: tokens, and right and cited answers.
//
//   npm run build && node bench/marks.mjs --model gguf:PATH|ollama:NAME|… [--questions 20] [--passages 5]
//
// Answerable questions to the articles `calibrate` of SQuAD 2.0, chosen by the hash of their ids. Each is asked three
// times, with the usual prompt and the same passages: without marks, with the marks of lines that every document has,
// and with the marks of words that documents from the web have besides. Right: the text has a gold answer in it. Cited:
// it also has the number of the paragraph that answers. Copied: the model wrote a mark, which is removed before
// anything else. `--questions 0` counts tokens only.
import { parseArgs } from "node:util";
import { writePrompt } from "../dist/engine/answer/generate/write-prompt.js";
import { askModel } from "../dist/engine/prompt/index.js";
import { holdsGold } from "../scripts/train/evidence-rows.mjs";
import { chooseQuestions, openGenerator, templates, toPassages } from "./model/squad-questions.mjs";

const { values } = parseArgs({
  options: {
    model: { type: "string" },
    questions: { type: "string", default: "20" },
    passages: { type: "string", default: "5" },
    counted: { type: "string", default: "200" },
    tokens: { type: "string", default: "60" },
  },
});
if (values.model === undefined) {
  console.error("error: no model is named.\nhint: node bench/marks.mjs --model gguf:PATH");
  process.exit(2);
}
const never = new AbortController().signal;
const fence = "fence_0mf2k3h4j5q7r8s9t0v1w2x3";
const variants = { "without marks": withoutMarks, lines: (prompt) => prompt, "lines and words": (prompt) => prompt };

const generator = await openGenerator(values.model);
try {
  const chosen = chooseQuestions(Number(values.passages));
  const counted = chosen.slice(0, Number(values.counted));
  const asked = chosen.slice(0, Number(values.questions));
  console.log(`${values.model}: tokens of ${counted.length} prompts, answers to ${asked.length} questions\n`);
  console.log("| marks | tokens of a prompt | more | right | cited | copied |\n| --- | --- | --- | --- | --- | --- |");
  let plain;
  for (const name of Object.keys(variants)) {
    const tokens = counted.reduce((sum, question) => sum + countTokens(promptOf(name, question)), 0) / counted.length;
    plain ??= tokens;
    const more = ((100 * (tokens - plain)) / plain).toFixed(0);
    const { right, cited, copied } = await askAll(name, asked);
    console.log(`| ${name} | ${tokens.toFixed(0)} | ${more} % | ${right} | ${cited} | ${copied} |`);
  }
} finally {
  await generator.close();
}

/** Writes the prompt, with the paragraph that answers in the middle. */
function promptOf(name, { question, own, others }) {
  const middle = Math.floor(others.length / 2);
  const uri = name === "lines and words" ? "https://example.org/" : "file:///squad";
  const passages = toPassages(others.toSpliced(middle, 0, own).map((paragraph) => ({ ...paragraph, uri })));
  const prompt = writePrompt({ templates, question, passages, style: "", nextFence: () => fence });
  return { ...variants[name](prompt), place: middle + 1 };
}

/** Returns a prompt as it was before lines had marks. */
function withoutMarks({ system, messages, source }) {
  const { line } = source.marks;
  return {
    system: system
      .split("\n")
      .filter((sentence) => !sentence.includes(line))
      .join("\n"),
    messages: messages.map(({ role, text }) => ({ role, text: text.replaceAll(`${line} `, "") })),
    source: { ...source, marks: undefined },
  };
}

function countTokens({ system, messages }) {
  return generator.countTokens(system) + generator.countTokens(messages[0].text);
}

async function askAll(name, questions) {
  const counts = { right: 0, cited: 0, copied: 0 };
  for (const question of questions) {
    const { place, ...prompt } = promptOf(name, question);
    const { raw, said } = await ask(prompt);
    const isRight = holdsGold(said, question.gold);
    counts.right += Number(isRight);
    counts.cited += Number(isRight && said.includes(`[${place}]`));
    counts.copied += Number(Object.values(prompt.source.marks ?? {}).some((mark) => raw.includes(mark)));
  }
  return counts;
}

/** Returns what the model wrote, and the rest of it without marks. */
async function ask(prompt) {
  const request = { ...prompt, maxOutputTokens: Number(values.tokens), sampling: { temperature: 0 } };
  let raw = "";
  const heard = {
    async *generate(sent, signal) {
      for await (const part of generator.generate(sent, signal)) {
        if (part.type === "text") raw += part.text;
        yield part;
      }
    },
  };
  let said = "";
  for await (const part of askModel(heard, request, never)) if (part.type === "text") said += part.text;
  return { raw, said };
}
