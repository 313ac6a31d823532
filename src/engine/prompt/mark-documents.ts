import { defined, type PromptMarks } from "../../core/index.ts";

/** A document text for a prompt. */
export interface DocumentText {
  /** Name of the text in its fences, such as `passage 1`. */
  readonly name: string;
  readonly text: string;
  /** True to mark its words as well, since anyone may have written it. Default false. */
  readonly isFromWeb?: boolean;
}

export interface MarkingOptions {
  /** Texts of the prompt outside the documents, which contain neither the fence nor a mark. */
  readonly others: readonly string[];
  /** Returns a new random name of at least three characters at every call. */
  nextFence(): string;
}

export interface MarkedDocuments {
  /** Each text between its fences, in the order given. */
  readonly blocks: readonly string[];
  /** Random name in the fences, which only the model knows. */
  readonly fence: string;
  readonly marks: PromptMarks;
}

/** Number of characters of the fence in a mark, at least. */
const MIN_CODE_LENGTH = 2;
const SAMPLE_MARK = "7k>";
/** Characters to choose the mark of words from. They occur in no script's words. */
const wordMarks = ["ˆ", "¤", "␣", "⁂", "※"] as const;
/**
 * Everything that a model or a reader may take for the end of a line: line separators, and control characters except
 * tabs.
 */
const lineBreak = /\r\n|(?!\t)[\p{Cc}\p{Zl}\p{Zp}]/u;
/** The beginning of a fence with any name. A model may take it for a fence of the prompt. */
const forged = /<<(?=\s{0,8}(?:passage|end|example|source|said|sentence)\b)/giu;

/**
 * Marks document texts for a prompt. Each text is between fences with a random name, and each of its lines begins with
 * a mark. A document cannot write a line without the mark, so nothing in it can pass for the prompt around it. In texts
 * from the web, a second mark separates the words.
 *
 * @returns  the blocks to put into the prompt, and the marks to remove from the reply
 * @see Hines et al.: Defending Against Indirect Prompt Injection Attacks With Spotlighting, 2024
 */
export function markDocuments(
  documents: readonly DocumentText[],
  { others, nextFence }: MarkingOptions,
): MarkedDocuments {
  const texts = [...documents.map(({ text }) => text), ...others];
  const isAbsent = (mark: string) => texts.every((text) => !text.includes(mark));
  const { fence, line } = chooseNames(isAbsent, nextFence);
  const hasWebText = documents.some(({ isFromWeb }) => isFromWeb);
  const word = hasWebText ? (wordMarks.find(isAbsent) ?? wordMarks[0]) : undefined;
  const marks = defined({ line, word });
  const blocks = documents.map(
    (document) => `<<${document.name} ${fence}>>\n${markText(document, marks)}\n<<end ${document.name} ${fence}>>`,
  );
  return { blocks, fence, marks };
}

/** Returns a text with marks of the usual length, to count the tokens that it takes in a prompt. */
export function withSampleMarks(text: string): string {
  return markLines(text, SAMPLE_MARK);
}

/** Returns a text with a mark before each line. Empty lines stay empty. */
function markLines(text: string, mark: string): string {
  return text
    .split(lineBreak)
    .map((line) => (line === "" ? "" : `${mark} ${line}`))
    .join("\n");
}

/**
 * Chooses a fence that no text contains, and the shortest mark from it that no text contains either. A text with all
 * short marks in it only makes the mark longer.
 */
function chooseNames(isAbsent: (mark: string) => boolean, nextFence: () => string) {
  for (;;) {
    const fence = nextFence();
    if (fence.length <= MIN_CODE_LENGTH) throw new RangeError(`The fence "${fence}" is too short for a mark.`);
    if (!isAbsent(fence)) continue;
    // The last character is left out: a fence that a model repeats would lose its end with the
    // mark, and pass the guard `canary`.
    for (let length = MIN_CODE_LENGTH; length < fence.length; length++) {
      const line = `${fence.slice(-length - 1, -1)}>`;
      if (!`${fence}>>`.includes(line) && isAbsent(line)) return { fence, line };
    }
  }
}

function markText({ text, isFromWeb }: DocumentText, { line, word }: PromptMarks): string {
  const body = text.replace(forged, "< <");
  if (word === undefined || !isFromWeb) return markLines(body, line);
  return markLines(body.replaceAll(word, " ").replace(/(?<=\S) +(?=\S)/gu, word), line);
}
