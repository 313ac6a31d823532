import {
  type AnswererRequest,
  type AnswerSentence,
  append,
  type DraftData,
  defined,
  type GenerationRequest,
  type JsonSchema,
  type Span,
  type TextGenerator,
  type Warning,
} from "../../../../core/index.ts";
import { askModel } from "../../../prompt/index.ts";
import { saidNotFound } from "../said-not-found.ts";
import { toAnswerSentence } from "../to-answer-sentence.ts";
import { warnOfEnd } from "../warn-of-end.ts";
import { createDataCheck } from "./create-data-check.ts";
import { type PlacedValue, toPointer, toTree } from "./data-tree.ts";
import { fitData } from "./fit-data.ts";
import { judgeValue, type ValuedSentence } from "./judge-values.ts";
import { type JsonAnswer, parseJsonAnswer } from "./parse-json-answer.ts";

export interface DataModel {
  readonly generator: TextGenerator;
  /** Returns the spans of a passage's text that support a sentence. */
  findEvidence(sentence: string, passage: string): readonly Span[];
  /** Returns true if a sentence says a value. */
  saysValue(sentence: string, value: string | number | boolean): boolean;
}

export interface DataRequest {
  readonly question: AnswererRequest;
  readonly call: GenerationRequest;
  readonly schema: JsonSchema;
  readonly keepsUnsupported: boolean;
}

/** One JSON answer of the model, with the sentences that were not dropped. */
export interface ReadData {
  readonly text: string;
  readonly isNotFound: boolean;
  /** Reason why the text is not data of the schema, in words for the model. If it is set, no sentence was proposed. */
  readonly problem?: string;
  readonly kept: readonly AnswerSentence[];
  /** Number of kept sentences that are supported. */
  readonly supported: number;
  /** Data to show; absent if the values that may be shown do not fit the schema. */
  readonly data?: DraftData;
  readonly warnings: readonly Warning[];
}

/**
 * Asks the model for data with a sentence for each value, proposes the sentences, and keeps the values that they
 * support.
 */
export async function readData(model: DataModel, request: DataRequest, signal: AbortSignal): Promise<ReadData> {
  const { schema, keepsUnsupported, question } = request;
  const { text, thought, warnings } = await collectText(model.generator, request.call, signal);
  if (thought !== "") await question.think?.(thought);

  const empty = { warnings, text, isNotFound: false, kept: [], supported: 0 };
  if (saidNotFound(text)) return { ...empty, isNotFound: true };
  const parsed = parseJsonAnswer(text);
  if ("problem" in parsed) return { ...empty, problem: parsed.problem };
  if (parsed.answer === null) return { ...empty, isNotFound: true };
  const check = createDataCheck(schema);
  const violation = check(parsed.answer);
  if (violation !== undefined) {
    const problem = `"answer" breaks its schema at "/${violation.path.join("/")}": ${violation.message}`;
    return { ...empty, problem };
  }

  const { kept, sentences } = await proposeSentences(model, question, parsed);
  const judge = (value: PlacedValue) => judgeValue(value, sentences, model.saysValue);
  const data = fitData(toTree(parsed.answer), check, judge, keepsUnsupported);
  const supported = sentences.filter(({ fate }) => fate === "supported").length;
  return defined({ ...empty, kept, supported, data });
}

async function proposeSentences(model: DataModel, question: AnswererRequest, { sentences }: JsonAnswer) {
  const kept: AnswerSentence[] = [];
  const valued: ValuedSentence[] = [];
  for (const { text, passages, values } of sentences) {
    const cited = { text: text.trim(), passages, isLine: false };
    const sentence = cited.text === "" ? undefined : toAnswerSentence(cited, question.passages, model.findEvidence);
    if (sentence === undefined) continue;

    const proposed = { ...sentence, values: values.map(toPointer) };
    const fate = (await question.propose?.(proposed)) ?? "supported";
    valued.push({ text: cited.text, fate, values: proposed.values });
    if (fate !== "dropped") kept.push(proposed);
  }
  return { kept, sentences: valued };
}

async function collectText(generator: TextGenerator, call: GenerationRequest, signal: AbortSignal) {
  const texts: string[] = [];
  const warnings: Warning[] = [];
  let thought = "";
  for await (const part of askModel(generator, call, signal)) {
    if (part.type === "text") texts.push(part.text);
    if (part.type === "reasoning") thought += part.text;
    if (part.type !== "end") continue;
    append(warnings, part.warnings);
    append(warnings, warnOfEnd(part.reason, generator.id));
  }
  return { text: texts.join(""), thought, warnings };
}
