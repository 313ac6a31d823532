import type { GenerationRequest, GenerationUsage, Span, TextGenerator, Warning } from "../../../core/index.ts";
import { readCitedRows } from "./read-cited-rows.ts";
import { type CitedSentence, readCitedSentences } from "./read-cited-sentences.ts";
import { saidNotFound } from "./said-not-found.ts";
import { readElement, sentenceSchema } from "./sentence-schema.ts";
import { warnOfEnd } from "./warn-of-end.ts";

export interface GeneratedText {
  /** Everything that was said, with its marks. */
  readonly text: string;
  /** Whether the model said that the passages do not answer. */
  readonly isNotFound: boolean;
  /** Whether it did not keep to the schema that it was asked for. */
  readonly isMalformed: boolean;
  readonly usage: GenerationUsage;
  readonly warnings: readonly Warning[];
}

interface Services {
  readonly generator: TextGenerator;
  splitSentences(text: string): readonly Span[];
}

interface Reading {
  readonly call: GenerationRequest;
  /** Taken out of the model's text, where it has copied it. */
  readonly marker?: string;
  /** Whether rows of a table are wanted. */
  readonly isTable: boolean;
  /** Waited for before the next sentence is read. */
  onSentence(sentence: CitedSentence): Promise<void>;
  /** Hidden thought, as much as came in a row. */
  onThought?(text: string): Promise<void>;
}

/** Asks the model, by schema where its provider holds it to one and no table is wanted, and tells each sentence as soon as it is whole. */
export async function readGenerated(services: Services, reading: Reading, signal: AbortSignal): Promise<GeneratedText> {
  const { generator, splitSentences } = services;
  const { call, marker, isTable, onSentence, onThought } = reading;
  const bare = (text: string) => (marker === undefined ? text : text.replaceAll(marker, " "));
  const byElements = generator.holdsSchema && !isTable;
  const reader = isTable ? readCitedRows(readCitedSentences(splitSentences)) : readCitedSentences(splitSentences);
  const texts: string[] = [];
  let thought = "";
  let usage: GenerationUsage = {};
  const warnings: Warning[] = [];
  let isEmptyList = byElements;
  let isMalformed = false;
  const tell = async (sentences: readonly CitedSentence[]) => {
    for (const sentence of sentences) await onSentence(sentence);
  };
  const request = byElements ? { ...call, elementSchema: sentenceSchema } : call;
  for await (const part of generator.generate(request, signal)) {
    if (part.type === "reasoning") thought += part.text;
    else if (thought !== "") {
      await onThought?.(thought);
      thought = "";
    }
    if (part.type === "text") {
      texts.push(bare(part.text));
      await tell(reader.push(bare(part.text)));
    } else if (part.type === "element") {
      isEmptyList = false;
      const sentence = readElement(part.value, bare);
      if (sentence === undefined) continue;
      texts.push(`${sentence.text} ${sentence.passages.map((number) => `[${number}]`).join("")}\n`);
      await onSentence(sentence);
    } else if (part.type === "malformed") {
      isMalformed = true;
      isEmptyList = false;
      texts.push(bare(part.text));
    } else if (part.type === "end") {
      usage = part.usage;
      isEmptyList &&= part.reason === "stop";
      warnings.push(...part.warnings, ...warnOfEnd(part.reason, generator.id));
    }
  }
  await tell(reader.end());
  const text = texts.join("");
  return { text, isNotFound: isEmptyList || saidNotFound(text), isMalformed, usage, warnings };
}
