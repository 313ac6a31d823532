import { type Answer, type Claim, defined, foldText, InvalidSettingsError, type Profile } from "../core/index.ts";
import type { Lydian } from "../library/index.ts";
import { type GoldQuestion, readQuestions } from "./data-sets/read-questions.ts";

/** Number of questions that were asked, and of all that will be. */
export interface ProfileProgress {
  readonly done: number;
  readonly total: number;
}

export interface ProfileRequest {
  readonly lydian: Pick<Lydian, "ask" | "profile">;
  /** Path of a file of questions, one JSON object per line. */
  readonly questions: string;
  readonly onProgress?: (progress: ProfileProgress) => void;
}

/** Measures of all questions, with the profile's examples or without them. */
export interface ProfileMeasures {
  readonly withExamples: boolean;
  readonly questions: number;
  /** Share of questions with an answer. */
  readonly grounded: number;
  /** Share of questions that the language model answered. The others are quotations or abstentions. */
  readonly byModel: number;
  /** Number of shown claims by verdict. */
  readonly verdicts: Readonly<Record<Claim["verdict"], number>>;
  /**
   * Share of the questions with expected answers whose answer contains one of them; absent if there are no such
   * questions.
   */
  readonly containsGold?: number;
  /** Mean tokens per question, as the provider counts them; absent if it reports none. */
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** Mean time per question in milliseconds. */
  readonly meanMs: number;
}

export interface ProfileReport {
  readonly profile: Pick<Profile, "name" | "hash">;
  /** Number of questions in the file. */
  readonly questions: number;
  /** True if the evaluation was stopped. The measures then cover the questions asked before. */
  readonly isPartial: boolean;
  /** Measures with examples, if the profile has some, then without them. */
  readonly variants: readonly ProfileMeasures[];
}

interface MeasuredAnswer {
  readonly answer: Answer;
  readonly containsGold: boolean | undefined;
}

/**
 * Measures a language model's answers under the current profile. It asks each question with the profile's examples,
 * then without them. If it is stopped, it returns the measures so far.
 *
 * @throws {DataMissingError} if the file does not exist
 * @throws {InvalidDataError} naming the line that is malformed
 * @throws {InvalidSettingsError} if no language model is set
 */
export async function evaluateProfile(request: ProfileRequest, signal: AbortSignal): Promise<ProfileReport> {
  const { lydian, onProgress } = request;
  const questions = await readQuestions(request.questions, signal);
  const { name, hash, examples, examplesFrom } = await lydian.profile();
  const variants = examples === undefined && examplesFrom === undefined ? [false] : [true, false];
  const measured = new Map<boolean, MeasuredAnswer[]>(variants.map((withExamples) => [withExamples, []]));
  let done = 0;
  for (const question of questions) {
    const row = await askAll(lydian, question, variants, signal);
    if (row === undefined) break;
    for (const [withExamples, answer] of row) measured.get(withExamples)?.push(answer);
    done++;
    onProgress?.({ done, total: questions.length });
  }
  return {
    profile: { name, hash },
    questions: questions.length,
    isPartial: done < questions.length,
    variants: [...measured].map(([withExamples, all]) => summarize(withExamples, all)),
  };
}

/**
 * Asks a question in all variants. Returns undefined if stopped, because a question counts completely or not at all.
 */
async function askAll(
  lydian: ProfileRequest["lydian"],
  question: GoldQuestion,
  variants: readonly boolean[],
  signal: AbortSignal,
): Promise<readonly (readonly [boolean, MeasuredAnswer])[] | undefined> {
  const row: (readonly [boolean, MeasuredAnswer])[] = [];
  try {
    for (const examples of variants) {
      const answer = await lydian.ask(question.question, { examples, signal });
      if (answer.profile === undefined) throw noModel();
      row.push([examples, { answer, containsGold: containsGold(answer, question) }]);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    return undefined;
  }
  return row;
}

function containsGold(answer: Answer, { answers }: GoldQuestion): boolean | undefined {
  if (answers.length === 0) return undefined;
  if (answer.status === "abstained") return false;
  const said = foldText(`${answer.text} ${answer.data === undefined ? "" : JSON.stringify(answer.data.value)}`);
  return answers.some((gold) => said.includes(foldText(gold)));
}

function summarize(withExamples: boolean, all: readonly MeasuredAnswer[]): ProfileMeasures {
  const grounded = all.flatMap(({ answer }) => (answer.status === "grounded" ? [answer] : []));
  const verdicts = { supported: 0, contradicted: 0, "not-enough-evidence": 0, unmeasured: 0 };
  for (const { claims } of grounded) for (const { verdict } of claims) verdicts[verdict]++;
  const gold = mean(all.flatMap((row) => (row.containsGold === undefined ? [] : [row.containsGold ? 1 : 0])));
  const inputTokens = mean(all.flatMap(({ answer }) => answer.usage.inputTokens ?? []));
  const outputTokens = mean(all.flatMap(({ answer }) => answer.usage.outputTokens ?? []));
  const times = all.map(({ answer }) => answer.trace.reduce((sum, { durationMs }) => sum + durationMs, 0));
  return defined({
    withExamples,
    questions: all.length,
    grounded: share(grounded.length, all.length),
    byModel: share(grounded.filter(({ answeredBy }) => answeredBy !== "extractive").length, all.length),
    verdicts,
    containsGold: gold,
    inputTokens,
    outputTokens,
    meanMs: mean(times) ?? 0,
  });
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function noModel(): InvalidSettingsError {
  return new InvalidSettingsError("A profile needs a language model, but none is set.", {
    hint: "Name one with --model: `lydian profile test NAME QUESTIONS.jsonl --model ollama:qwen3`.",
  });
}
