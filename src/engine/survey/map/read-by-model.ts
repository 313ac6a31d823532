import { z } from "zod";
import {
  type AnswerSentence,
  type ContextPassage,
  type Document,
  GenerationFailedError,
  type GenerationUsage,
  parseJson,
  type Span,
  type Verifier,
} from "../../../core/index.ts";
import { addUsage, judgeSentence, readGenerated, toAnswerSentence, writePrompt } from "../../answer/index.ts";
import { type SurveyModel, templatesOf } from "../survey-services.ts";
import { hashSectionTask, type SectionTask } from "./section-task.ts";

const offset = z.int().min(0);

/** Supported sentences that a model wrote about a section; spans count from the section's beginning. */
const partialSchema = z.object({
  statements: z.array(
    z.object({
      text: z.string().min(1),
      layout: z.enum(["sentence", "line"]),
      spans: z.array(z.object({ start: offset, end: offset })).min(1),
    }),
  ),
});

type PartialResult = z.infer<typeof partialSchema>;

/** Services that a model reader works with. */
export interface ModelReaderServices {
  readonly model: SurveyModel;
  readonly verifier: Verifier;
  readDocument(documentId: string): Promise<Document | undefined>;
  splitSentences(text: string): readonly Span[];
  findEvidence(sentence: string, passage: string): readonly Span[];
}

/** Reads sections with a language model. */
export interface ModelReader {
  /**
   * Returns the model's sentences about a section that the section supports; undefined if the model failed.
   *
   * @throws {GenerationFailedError} if the model fails repeatedly, or once if it is strict
   */
  read(section: ContextPassage, signal: AbortSignal): Promise<readonly AnswerSentence[] | undefined>;
  /** Returns the usage of all calls; stored results cost nothing. */
  usage(): GenerationUsage;
}

/** Number of failures in a row after which the service counts as down. */
const MAX_FAILURES = 3;

/** Creates a reader for a task. It reuses stored results of the same task, model and text. */
export function createModelReader(services: ModelReaderServices, task: SectionTask): ModelReader {
  const { model } = services;
  let usage: GenerationUsage = {};
  let failures = 0;
  return {
    async read(section, signal) {
      const key = hashSectionTask(model, task, { ...section.hit, text: section.text });
      const stored = await readStored(model, key, signal);
      if (stored !== undefined) return toSentences(stored, section);
      try {
        const result = await readSection(services, task, section, signal);
        usage = addUsage(usage, result.usage);
        failures = 0;
        await model.partials?.keep(key, JSON.stringify(toPartial(result.sentences, section)), signal);
        return result.sentences;
      } catch (error) {
        if (signal.aborted || !(error instanceof GenerationFailedError)) throw error;
        failures++;
        if (model.isStrict || failures >= MAX_FAILURES) throw error;
        return undefined;
      }
    },
    usage: () => usage,
  };
}

async function readStored(
  { partials }: Pick<SurveyModel, "partials">,
  key: string,
  signal: AbortSignal,
): Promise<PartialResult | undefined> {
  const record = await partials?.read(key, signal);
  return record === undefined ? undefined : parsePartial(record);
}

/** Parses a stored result; undefined for any other shape, so that the section is read again. */
function parsePartial(record: string): PartialResult | undefined {
  return partialSchema.safeParse(parseJson(record)).data;
}

interface SectionResult {
  readonly sentences: readonly AnswerSentence[];
  readonly usage: GenerationUsage;
}

async function readSection(
  services: ModelReaderServices,
  task: SectionTask,
  section: ContextPassage,
  signal: AbortSignal,
): Promise<SectionResult> {
  const { model } = services;
  const passage = { ...section, number: 1 };
  const { prompts, style, nextFence, maxOutputTokens, sampling, effort } = model;
  const templates = templatesOf(prompts, task.system);
  const prompt = writePrompt({ templates, question: task.question, passages: [passage], style, nextFence });
  const call = { ...prompt, maxOutputTokens, sampling, effort };

  const sentences: AnswerSentence[] = [];
  const { usage, isMalformed } = await readGenerated(
    model.generator,
    services.splitSentences,
    {
      call,
      isTable: false,
      async onSentence(cited) {
        const sentence = toAnswerSentence(cited, [passage], services.findEvidence);
        if (sentence === undefined) return;
        const judged = await judgeSentence(services, sentence, [passage], signal);
        if (judged?.verdict !== "supported") return;
        const evidence = judged.citations.map(({ span }) => ({ passage: section.number, span }));
        sentences.push({ ...sentence, evidence });
      },
    },
    signal,
  );
  if (isMalformed && sentences.length === 0)
    throw new GenerationFailedError(`The reply of ${model.generator.id} is not in the requested form.`);
  return { sentences, usage };
}

function toPartial(sentences: readonly AnswerSentence[], { hit }: ContextPassage): PartialResult {
  const from = hit.span.start;
  return {
    statements: sentences.map(({ text, layout = "sentence", evidence }) => ({
      text,
      layout,
      spans: evidence.map(({ span }) => ({ start: span.start - from, end: span.end - from })),
    })),
  };
}

/** Restores the sentences of a stored result; they are verified again before they are shown. */
function toSentences({ statements }: PartialResult, { number, hit }: ContextPassage): readonly AnswerSentence[] {
  const from = hit.span.start;
  return statements.map(({ text, layout, spans }) => ({
    text,
    layout,
    evidence: spans.map(({ start, end }) => ({ passage: number, span: { start: from + start, end: from + end } })),
  }));
}
