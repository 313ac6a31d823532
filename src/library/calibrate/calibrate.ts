import {
  type Calibration,
  type CalibrationOutcome,
  type CalibrationReport,
  CollectionNotFoundError,
  defined,
  InvalidArgumentError,
  type LabelledQuestion,
} from "../../core/index.ts";
import type { AnswerContext } from "../answer/answer-context.ts";
import { answerQuestion } from "../ask/answer-question.ts";
import { answerSettingsOf, collectionOf, requireStore, rerankerUseOf, signalOf } from "../call/call-context.ts";
import type { CallOptions } from "../call/call-options.ts";
import { readWholeFile } from "../parts/read-whole-file.ts";
import { writeWholeFile } from "../parts/write-whole-file.ts";
import { calibrationBasis } from "../threshold/calibration-basis.ts";
import { traceCurve } from "../threshold/choose-threshold.ts";
import { describeCalibration } from "../threshold/describe-calibration.ts";
import { toKeptCalibration } from "../threshold/keep-calibration.ts";
import { readCalibration } from "../threshold/read-calibration.ts";
import { drawCurve } from "./draw-curve.ts";
import { generateFor } from "./generate-for.ts";
import { holdsAnswer } from "./holds-answer.ts";
import { parseQuestions } from "./parse-questions.ts";

export interface CalibrateOptions extends CallOptions {
  /**
   * Maximum share of wrong answers among those shown; above 0, at most 0.5. Default: the setting `answer.maxWrongRate`,
   * or else the rate of the previous calibration, or else 0.05.
   */
  readonly maxWrongRate?: number;
  /** Probability, over the draw of the questions, that the rate is kept; from 0.5 to 0.999. Default: 0.9. */
  readonly certainty?: number;
  /** Number of questions to generate from the documents, from 1 to 10,000; they are marked. Default: none. */
  readonly generate?: number;
  /** Path of an SVG file to which the curve is written. */
  readonly svgFile?: string;
  /** Whether `svgFile` may replace a file. Default: false. */
  readonly replace?: boolean;
}

const MAX_BYTES = 200_000_000;
const DEFAULT_RATE = 0.05;
const DEFAULT_CERTAINTY = 0.9;
const FINEST_CURVE = 200;

export async function calibrate(
  context: AnswerContext,
  given: string | readonly LabelledQuestion[] | undefined,
  options: CalibrateOptions = {},
): Promise<CalibrationReport> {
  checkOptions(options);
  const { parts, emit } = context;
  const signal = signalOf(options);
  const collection = collectionOf(context, options);
  const before = await readCalibration(context, collection, signal);
  const questions = await chooseQuestions(context, collection, given, before, options.generate, signal);
  const basis = await basisOf(context, collection, signal);
  const outcomes: CalibrationOutcome[] = [];
  for (const question of questions) {
    outcomes.push(await answerLabelled(context, { ...question, collection }, signal));
    emit({ type: "questions-answered", done: outcomes.length, total: questions.length });
  }
  const calibration: Calibration = {
    collection,
    calibratedAt: new Date(parts.clock.now()).toISOString(),
    maxWrongRate:
      options.maxWrongRate ??
      answerSettingsOf(context, collection).maxWrongRate ??
      before?.maxWrongRate ??
      DEFAULT_RATE,
    certainty: options.certainty ?? before?.certainty ?? DEFAULT_CERTAINTY,
    outcomes,
    basis,
  };
  await (await parts.state.write()).keepCalibration(toKeptCalibration(calibration), signal);
  return reportOn(context, calibration, options);
}

export async function calibration(
  context: AnswerContext,
  options: CalibrateOptions = {},
): Promise<CalibrationReport | undefined> {
  const found = await readCalibration(context, collectionOf(context, options), signalOf(options));
  return found && reportOn(context, found, options);
}

export async function forgetCalibration(context: AnswerContext, options: CalibrateOptions = {}): Promise<boolean> {
  const { state } = context.parts;
  if ((await state.read()) === undefined) return false;
  return (await state.write()).removeCalibration(collectionOf(context, options), signalOf(options));
}

async function reportOn(
  context: AnswerContext,
  found: Calibration,
  { svgFile, replace = false, ...options }: CalibrateOptions,
): Promise<CalibrationReport> {
  const report = describeCalibration(found, await basisOf(context, found.collection, signalOf(options)));
  if (svgFile !== undefined) {
    const points = traceCurve(found.outcomes, FINEST_CURVE, found.certainty);
    const drawn = drawCurve({ ...report, questions: found.outcomes.length, points });
    await writeWholeFile(context.parts, { file: svgFile, replace, bytes: Buffer.from(drawn) });
  }
  return report;
}

/** Returns the given questions, or else those of the previous calibration, and the generated ones. */
async function chooseQuestions(
  context: AnswerContext,
  collection: string,
  given: string | readonly LabelledQuestion[] | undefined,
  before: Calibration | undefined,
  generate: number | undefined,
  signal: AbortSignal,
): Promise<readonly LabelledQuestion[]> {
  const stored = (before?.outcomes ?? []).filter(({ isGenerated }) => generate === undefined || isGenerated !== true);
  const named = given === undefined ? stored : await readQuestions(context, given);
  const made = generate === undefined ? [] : await generateFor(context, collection, generate, signal);
  const questions = [...named, ...made].map(({ question, answers, isGenerated }) =>
    defined({ question, answers, isGenerated: isGenerated === true ? isGenerated : undefined }),
  );
  if (questions.length > 0) return questions;
  throw new InvalidArgumentError(`There are no questions to calibrate "${collection}" with.`, {
    hint: 'Give a file with a line {"question": "…", "answers": ["…"]} for each, or let some be made with `--generate 100`.',
  });
}

async function readQuestions(
  { parts }: AnswerContext,
  given: string | readonly LabelledQuestion[],
): Promise<readonly LabelledQuestion[]> {
  if (typeof given !== "string") return parseQuestions(given.map((one) => JSON.stringify(one)).join("\n"), "the list");
  return parseQuestions(new TextDecoder().decode(await readWholeFile(parts, given, MAX_BYTES)), given);
}

/** Answers a question as if any confidence were enough. */
async function answerLabelled(
  context: AnswerContext,
  { collection, ...labelled }: LabelledQuestion & { readonly collection: string },
  signal: AbortSignal,
): Promise<CalibrationOutcome> {
  const { answer } = await answerQuestion(atAnyConfidence(context.renew()), labelled.question, { collection, signal });
  if (answer.status === "abstained") return { ...labelled, isRight: false };
  return { ...labelled, confidence: answer.confidence, isRight: holdsAnswer(answer.text, labelled.answers) };
}

function atAnyConfidence(context: AnswerContext): AnswerContext {
  const { parts } = context;
  const { byCollection = {}, ...answer } = parts.settings.answer;
  const policies = Object.entries(byCollection).map(([name, own]) => [name, { ...own, threshold: 0 }] as const);
  const settings = {
    ...parts.settings,
    answer: { ...answer, threshold: 0, byCollection: Object.fromEntries(policies) },
  };
  return { ...context, parts: { ...parts, settings } };
}

async function basisOf(context: AnswerContext, name: string, signal: AbortSignal): Promise<Calibration["basis"]> {
  const { store } = await requireStore(context, name);
  const collection = await store.collection(name, signal);
  if (collection === undefined) throw new CollectionNotFoundError(`There is no collection "${name}".`);
  const reranker = rerankerUseOf(context, {}, "question");
  return calibrationBasis(context, { collection, mode: context.parts.settings.search.mode, reranker });
}

const bounds = {
  maxWrongRate: { from: 0.001, to: 0.5, isWhole: false },
  certainty: { from: 0.5, to: 0.999, isWhole: false },
  generate: { from: 1, to: 10_000, isWhole: true },
} as const;

function checkOptions(options: CalibrateOptions): void {
  for (const name of ["maxWrongRate", "certainty", "generate"] as const) {
    const value = options[name];
    const { from, to, isWhole } = bounds[name];
    if (value === undefined || (value >= from && value <= to && (!isWhole || Number.isInteger(value)))) continue;
    throw new InvalidArgumentError(
      `"${name}" must be ${isWhole ? "a whole number" : "a number"} from ${from} to ${to}; it is ${value}.`,
    );
  }
}
