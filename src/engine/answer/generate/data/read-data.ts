import type {
  AnswerSentence,
  Asked,
  DraftData,
  GenerationRequest,
  JsonSchema,
  Span,
  TextGenerator,
  Warning,
} from "../../../../core/index.ts";
import { defined } from "../../../../core/index.ts";
import { saidNotFound } from "../said-not-found.ts";
import { toAnswerSentence } from "../to-answer-sentence.ts";
import { warnOfEnd } from "../warn-of-end.ts";
import { createDataCheck } from "./create-data-check.ts";
import { toPointer, toTree } from "./data-tree.ts";
import { fitData } from "./fit-data.ts";
import { judgeValue, type SaidSentence } from "./judge-values.ts";
import { type JsonAnswer, parseJsonAnswer } from "./parse-json-answer.ts";

export interface DataModel {
  readonly generator: TextGenerator;
  /** The spans of a passage's text that a sentence rests on. */
  findEvidence(sentence: string, passage: string): readonly Span[];
  saysValue(sentence: string, value: string | number | boolean): boolean;
}

export interface DataRequest {
  readonly asked: Asked;
  readonly call: GenerationRequest;
  readonly schema: JsonSchema;
  /** Taken out of the model's text, where it has copied it. */
  readonly marker?: string;
  readonly keepsUnsupported: boolean;
}

/** One JSON answer of the model, with those of its sentences that were not dropped. */
export interface ReadData {
  readonly text: string;
  readonly isNotFound: boolean;
  /** Why it is no data of the schema, in words for the model; nothing of it was proposed then. */
  readonly problem?: string;
  readonly kept: readonly AnswerSentence[];
  /** How many of them are supported. */
  readonly supported: number;
  /** Absent where the schema does not hold for what may be shown. */
  readonly data?: DraftData;
  readonly warnings: readonly Warning[];
}

/** Asks the model for data with a sentence for each value, proposes the sentences, and keeps the values that they carry. */
export async function readData(model: DataModel, request: DataRequest, signal: AbortSignal): Promise<ReadData> {
  const { schema, keepsUnsupported, asked, marker } = request;
  const { text: said, thought, ...told } = await collectText(model.generator, request.call, signal);
  if (thought !== "") await asked.think?.(thought);
  const text = marker === undefined ? said : said.replaceAll(marker, " ");
  const nothing = { ...told, text, isNotFound: false, kept: [], supported: 0 };
  if (saidNotFound(text)) return { ...nothing, isNotFound: true };
  const read = parseJsonAnswer(text);
  if ("problem" in read) return { ...nothing, problem: read.problem };
  if (read.answer === null) return { ...nothing, isNotFound: true };
  const check = createDataCheck(schema);
  const violation = check(read.answer);
  if (violation !== undefined)
    return {
      ...nothing,
      problem: `"answer" breaks its schema at "/${violation.path.join("/")}": ${violation.message}`,
    };
  const { kept, sentences } = await proposeSentences(model, asked, read);
  const data = fitData(toTree(read.answer), {
    check,
    keepsUnsupported,
    judge: (value) => judgeValue(model, value, sentences),
  });
  const supported = sentences.filter(({ fate }) => fate === "supported").length;
  return defined({ ...nothing, kept, supported, data });
}

async function proposeSentences(model: DataModel, asked: Asked, { sentences }: JsonAnswer) {
  const kept: AnswerSentence[] = [];
  const said: SaidSentence[] = [];
  for (const { text, passages, values } of sentences) {
    const cited = { text: text.trim(), passages, isLine: false };
    const sentence = cited.text === "" ? undefined : toAnswerSentence(model, cited, asked.passages);
    if (sentence === undefined) continue;
    const proposed = { ...sentence, values: values.map(toPointer) };
    const fate = (await asked.propose?.(proposed)) ?? "supported";
    said.push({ text: cited.text, fate, values: proposed.values });
    if (fate !== "dropped") kept.push(proposed);
  }
  return { kept, sentences: said };
}

async function collectText(generator: TextGenerator, call: GenerationRequest, signal: AbortSignal) {
  const texts: string[] = [];
  const warnings: Warning[] = [];
  let thought = "";
  for await (const part of generator.generate(call, signal)) {
    if (part.type === "text") texts.push(part.text);
    if (part.type === "reasoning") thought += part.text;
    if (part.type !== "end") continue;
    warnings.push(...part.warnings, ...warnOfEnd(part.reason, generator.id));
  }
  return { text: texts.join(""), thought, warnings };
}
