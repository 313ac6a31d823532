import { foldText, type Span } from "../../../core/index.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A word in the forms that are compared. */
export interface Word {
  /** Text of the word, folded for comparisons. */
  readonly text: string;
  readonly stem: string;
}

/** A word with its place in the question. */
export interface PlacedWord extends Word {
  readonly span: Span;
}

/** Returns the terms of a text. */
export type Analyze = (text: string) => readonly string[];

/** The words of a question. Nothing is calculated if a word is explained by no part of the calculation. */
export interface QuestionWords {
  readonly vocabulary: Vocabulary;
  readonly words: readonly PlacedWord[];
  isExplained(index: number): boolean;
  /** Returns the first position of a phrase among the unexplained words. */
  find(phrase: readonly Word[]): number | undefined;
  explain(from: number, count: number): void;
  copy(): QuestionWords;
}

const WORD = /[\p{L}\p{N}]+(?:[.,'’_/-][\p{L}\p{N}]+)*/gu;

/** Splits a text into words. */
export function splitWords(text: string, analyze: Analyze): readonly PlacedWord[] {
  return [...text.matchAll(WORD)].map(({ index, 0: written }) => {
    const word = foldText(written);
    return { text: word, stem: analyze(word)[0] ?? word, span: { start: index, end: index + written.length } };
  });
}

/** Compares two words by text and stem. */
export function isSameWord(left: Word, right: Word): boolean {
  return left.text === right.text || left.stem === right.stem;
}

/** Returns whether the words from an index on are a phrase, written exactly so. */
export function hasPhraseAt(words: readonly Word[], at: number, phrase: readonly string[]): boolean {
  return at >= 0 && phrase.every((text, offset) => words[at + offset]?.text === text);
}

/** Tracks which words of a question are explained. */
export function readQuestionWords(
  words: readonly PlacedWord[],
  vocabulary: Vocabulary,
  explained: Iterable<number> = [],
): QuestionWords {
  const explainedAt = new Set(explained);
  return {
    vocabulary,
    words,
    isExplained: (index) => explainedAt.has(index),
    find(phrase) {
      if (phrase.length === 0) return undefined;
      const at = words.findIndex((_, from) =>
        phrase.every((word, offset) => {
          const candidate = words[from + offset];
          return candidate !== undefined && !explainedAt.has(from + offset) && isSameWord(candidate, word);
        }),
      );
      return at < 0 ? undefined : at;
    },
    explain(from, count) {
      for (let index = from; index < from + count; index++) explainedAt.add(index);
    },
    copy: () => readQuestionWords(words, vocabulary, explainedAt),
  };
}
