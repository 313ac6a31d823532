import {
  type AnswerSentence,
  type ContextPassage,
  type Document,
  GenerationFailedError,
  type GenerationUsage,
  type Span,
  type Verifier,
} from "../../../core/index.ts";
import { addUsage, judgeSentence, readGenerated, toAnswerSentence, writePrompt } from "../../answer/index.ts";
import { type SurveyWriter, templatesOf } from "../survey-services.ts";
import { hashReading, type ModelReading } from "./hash-reading.ts";
import { type PartialResult, parsePartial } from "./partial-schema.ts";

export interface ModelReadingServices {
  readonly writer: SurveyWriter;
  readonly verifier: Verifier;
  readDocument(documentId: string): Promise<Document | undefined>;
  splitSentences(text: string): readonly Span[];
  findEvidence(sentence: string, passage: string): readonly Span[];
}

export interface ModelReader {
  /**
   * What the model says of a section, as far as the section supports it; undefined where the model failed.
   *
   * @throws {GenerationFailedError} if it fails again and again, or at all where the writer is strict
   */
  read(section: ContextPassage, signal: AbortSignal): Promise<readonly AnswerSentence[] | undefined>;
  /** Of what was asked now; what was read before costs nothing. */
  usage(): GenerationUsage;
}

/** A service that has failed so often in a row is down. */
const MOST_FAILURES = 3;

/** Reads sections one by one with a language model; what was read before in the same way is not asked again. */
export function createModelReader(services: ModelReadingServices, reading: ModelReading): ModelReader {
  const { writer } = services;
  let usage: GenerationUsage = {};
  let failures = 0;
  return {
    async read(section, signal) {
      const key = hashReading(writer, reading, { ...section.hit, text: section.text });
      const before = await writer.partials?.read(key, signal);
      const known = before === undefined ? undefined : parsePartial(before);
      if (known !== undefined) return toSentences(known, section);
      try {
        const asked = await askOfSection(services, { reading, section }, signal);
        usage = addUsage(usage, asked.usage);
        failures = 0;
        await writer.partials?.keep(key, JSON.stringify(toPartial(asked.sentences, section)), signal);
        return asked.sentences;
      } catch (error) {
        if (signal.aborted || !(error instanceof GenerationFailedError)) throw error;
        failures++;
        if (writer.isStrict || failures >= MOST_FAILURES) throw error;
        return undefined;
      }
    },
    usage: () => usage,
  };
}

async function askOfSection(
  services: ModelReadingServices,
  { reading, section }: { readonly reading: ModelReading; readonly section: ContextPassage },
  signal: AbortSignal,
): Promise<{ readonly sentences: readonly AnswerSentence[]; readonly usage: GenerationUsage }> {
  const { writer } = services;
  const own = { ...section, number: 1 };
  const { prompts, style, nextFence, maxOutputTokens, sampling, effort } = writer;
  const templates = templatesOf(prompts, reading.system);
  const prompt = writePrompt({ templates, question: reading.question, passages: [own], style, nextFence });
  const { marker, ...messages } = prompt;
  const call = {
    ...messages,
    maxOutputTokens,
    ...(sampling === undefined ? {} : { sampling }),
    ...(effort === undefined ? {} : { effort }),
  };
  const sentences: AnswerSentence[] = [];
  const { usage, isMalformed } = await readGenerated(
    { generator: writer.generator, splitSentences: services.splitSentences },
    {
      call,
      isTable: false,
      ...(marker === undefined ? {} : { marker }),
      async onSentence(cited) {
        const sentence = toAnswerSentence(services, cited, [own]);
        if (sentence === undefined) return;
        const judged = await judgeSentence(services, { sentence, passages: [own] }, signal);
        if (judged?.verdict !== "supported") return;
        const evidence = judged.citations.map(({ span }) => ({ passage: section.number, span }));
        sentences.push({ ...sentence, evidence });
      },
    },
    signal,
  );
  if (isMalformed && sentences.length === 0)
    throw new GenerationFailedError(`${writer.generator.id} did not keep to the form that was asked for.`);
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

/** What the section says is checked again before it is shown. */
function toSentences({ statements }: PartialResult, { number, hit }: ContextPassage): readonly AnswerSentence[] {
  const from = hit.span.start;
  return statements.map(({ text, layout, spans }) => ({
    text,
    layout,
    evidence: spans.map(({ start, end }) => ({ passage: number, span: { start: from + start, end: from + end } })),
  }));
}
