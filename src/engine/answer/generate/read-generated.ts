import {
  append,
  type GenerationRequest,
  type GenerationUsage,
  type Span,
  type TextGenerator,
  type Warning,
} from "../../../core/index.ts";
import { askModel } from "../../prompt/index.ts";
import { readCitedRows } from "./read-cited-rows.ts";
import { type CitedSentence, readCitedSentences } from "./read-cited-sentences.ts";
import { saidNotFound } from "./said-not-found.ts";
import { readElement, sentenceSchema } from "./sentence-schema.ts";
import { warnOfEnd } from "./warn-of-end.ts";

export interface GeneratedText {
  /** The whole text, with its marks. */
  readonly text: string;
  /** True if the model said that the passages do not answer. */
  readonly isNotFound: boolean;
  /** True if the text breaks the requested schema. */
  readonly isMalformed: boolean;
  readonly usage: GenerationUsage;
  readonly warnings: readonly Warning[];
}

interface ReadingRequest {
  readonly call: GenerationRequest;
  /** True to read the rows of a table. */
  readonly isTable: boolean;
  /** Called for each sentence; reading waits for it. */
  onSentence(sentence: CitedSentence): Promise<void>;
  /** Called for each uninterrupted piece of hidden reasoning. */
  onThought?(text: string): Promise<void>;
}

/**
 * Asks the model, and passes on each sentence as soon as it is complete. Uses a schema if the provider
 * enforces it and no table is requested.
 */
export async function readGenerated(
  generator: TextGenerator,
  splitSentences: (text: string) => readonly Span[],
  { call, isTable, onSentence, onThought }: ReadingRequest,
  signal: AbortSignal,
): Promise<GeneratedText> {
  const byElements = generator.holdsSchema && !isTable;
  const generation = byElements ? { ...call, elementSchema: sentenceSchema } : call;
  const reader = isTable ? readCitedRows(readCitedSentences(splitSentences)) : readCitedSentences(splitSentences);
  const texts: string[] = [];
  const warnings: Warning[] = [];
  let thought = "";
  let usage: GenerationUsage = {};
  let isEmptyList = byElements;
  let isMalformed = false;

  const passOn = async (sentences: readonly CitedSentence[]) => {
    for (const sentence of sentences) await onSentence(sentence);
  };
  const takeElement = async (value: unknown) => {
    const sentence = readElement(value);
    if (sentence === undefined) return;
    texts.push(`${sentence.text} ${sentence.passages.map((number) => `[${number}]`).join("")}\n`);
    await onSentence(sentence);
  };

  for await (const part of askModel(generator, generation, signal)) {
    if (part.type !== "reasoning" && thought !== "") {
      await onThought?.(thought);
      thought = "";
    }
    switch (part.type) {
      case "reasoning":
        thought += part.text;
        break;
      case "text":
        texts.push(part.text);
        await passOn(reader.push(part.text));
        break;
      case "element":
        isEmptyList = false;
        await takeElement(part.value);
        break;
      case "malformed":
        isEmptyList = false;
        isMalformed = true;
        texts.push(part.text);
        break;
      case "end":
        usage = part.usage;
        isEmptyList &&= part.reason === "stop";
        append(warnings, part.warnings);
        append(warnings, warnOfEnd(part.reason, generator.id));
    }
  }
  await passOn(reader.end());

  const text = texts.join("");
  return { text, isNotFound: isEmptyList || saidNotFound(text), isMalformed, usage, warnings };
}
