import { type Answer, type Claim, defined, foldText, InvalidSettingsError, type Profile } from "../core/index.ts";
import type { Lydian } from "../library/index.ts";
import { type GoldQuestion, readQuestions } from "./data-sets/read-questions.ts";

export interface ProfileRequest {
  readonly lydian: Pick<Lydian, "ask" | "profile">;
  /** A file of questions, one JSON object a line. */
  readonly questions: string;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/** Of all questions that were asked, with the profile's examples or without them. */
export interface ProfileMeasures {
  readonly withExamples: boolean;
  readonly questions: number;
  /** Share that got an answer. */
  readonly grounded: number;
  /** Share that the language model answered itself: the others are quotes or abstentions. */
  readonly byModel: number;
  /** Of all claims that were shown. */
  readonly verdicts: Readonly<Record<Claim["verdict"], number>>;
  /** Share whose answer contains an expected one, of the questions that have any; absent where none has. */
  readonly containsGold?: number;
  /** Means of a question, as the provider counts; absent where it tells none. */
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** Mean time of a question. */
  readonly meanMs: number;
}

export interface ProfileReport {
  readonly profile: Pick<Profile, "name" | "hash">;
  /** How many the file has. */
  readonly questions: number;
  /** It was stopped: the measures are of the questions asked until then. */
  readonly isPartial: boolean;
  /** Without examples; and before it, where the profile has some, with them. */
  readonly variants: readonly ProfileMeasures[];
}

/** What is counted of one answer. */
interface Measured {
  readonly answer: Answer;
  readonly containsGold: boolean | undefined;
}

/**
 * How a language model answers a set of questions by the profile that is set: with its examples and without them, each
 * question one way and then the other. Stopped, it tells what it has measured.
 *
 * @throws {DataMissingError} if the file is not there
 * @throws {InvalidDataError} naming the line that is malformed
 * @throws {InvalidSettingsError} if no language model is set
 */
export async function evaluateProfile(request: ProfileRequest, signal: AbortSignal): Promise<ProfileReport> {
  const { lydian, onProgress } = request;
  const questions = await readQuestions(request.questions, signal);
  const { name, hash, examples, examplesFrom } = await lydian.profile();
  const variants = examples === undefined && examplesFrom === undefined ? [false] : [true, false];
  const measured = new Map<boolean, Measured[]>(variants.map((one) => [one, []]));
  let done = 0;
  for (const question of questions) {
    const row = await askAll(lydian, { question, variants }, signal);
    if (row === undefined) break;
    for (const [withExamples, one] of row) measured.get(withExamples)?.push(one);
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

/** Undefined when it was stopped: a question counts whole or not at all. */
async function askAll(
  lydian: ProfileRequest["lydian"],
  { question, variants }: { readonly question: GoldQuestion; readonly variants: readonly boolean[] },
  signal: AbortSignal,
): Promise<readonly (readonly [boolean, Measured])[] | undefined> {
  const row: (readonly [boolean, Measured])[] = [];
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

function summarize(withExamples: boolean, all: readonly Measured[]): ProfileMeasures {
  const grounded = all.flatMap(({ answer }) => (answer.status === "grounded" ? [answer] : []));
  const verdicts = { supported: 0, contradicted: 0, "not-enough-evidence": 0, unmeasured: 0 };
  for (const { claims } of grounded) for (const { verdict } of claims) verdicts[verdict]++;
  const gold = mean(all.flatMap(({ containsGold: found }) => (found === undefined ? [] : [found ? 1 : 0])));
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
  return new InvalidSettingsError("A profile says how a language model writes, and none is set.", {
    hint: "Name one with --model, as in `lydian profile test NAME QUESTIONS.jsonl --model ollama:qwen3`.",
  });
}
