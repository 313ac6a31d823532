/** One way in which people in a crisis write. */
export interface CrisisRule {
  /** Name of the rule in verdicts. */
  readonly evidence: string;
  readonly language: "en" | "de";
  /** Certainty of a match, from 0 to 1. */
  readonly score: number;
  readonly pattern: RegExp;
}

/**
 * Lower-case letters of the Latin alphabet, for a class of a pattern. The class of all letters takes long to compile, and the
 * first question of a process waits for it.
 */
export const LETTERS = "a-zß-ɏ";

/** Up to five words that the pattern leaves open. Each begins with white space, so there is one way to read them. */
const openWords = (most: string): string => `(?:\\s{1,3}[${LETTERS}0-9'-]{1,15}){0,${most}}?`;

/** Ways in which a sentence, or a part of it, ends. */
const endings =
  "(?=\\s{0,3}(?:[.!?,;:…)\"'\\n]|$|any\\s?more\\b|any\\slonger\\b|like\\sthis\\b|and\\b|but\\b|because\\b|i\\b|und\\b|aber\\b|weil\\b|ich\\b))";

/**
 * Returns a function that creates rules of a language from words in lower case. A space stands for up to three characters of
 * white space, `<N>` for up to N words, and `<end>` for the end of a sentence or clause. All repetitions are bounded, so that a match takes
 * linear time.
 */
export function rulesIn(
  language: CrisisRule["language"],
): (evidence: string, score: number, words: string) => CrisisRule {
  return (evidence, score, words) => {
    const source = words
      .replaceAll(/ <(\d)>/g, "«$1»")
      .replaceAll(" ?", "\\s{0,3}")
      .replaceAll(" ", "\\s{1,3}")
      .replaceAll(/«(\d)»/g, (_, most: string) => openWords(most))
      .replaceAll("<end>", endings);
    return { evidence, language, score, pattern: new RegExp(`(?<![${LETTERS}0-9'])(?:${source})`, "g") };
  };
}
