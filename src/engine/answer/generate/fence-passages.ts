import type { ContextPassage, ProfileExample } from "../../../core/index.ts";

export interface FencedPassages {
  readonly text: string;
  /** Stands between the words of passages from the web; absent where none is. */
  readonly marker?: string;
}

/** None of them is a word's part in any script. */
const markers = ["ˆ", "¤", "␣", "⁂", "※"];

/**
 * Sets passages between lines that their texts can not forge, since they do not know the fence. In passages from the web,
 * which anybody may have written, a marker stands between the words, so that the model can tell at every place what it
 * reads (data-marking).
 *
 * @param fence  random, of letters and digits; the caller makes another one if a text contains it
 * @see Hines et al.: Defending Against Indirect Prompt Injection Attacks With Spotlighting, 2024
 */
export function fencePassages(passages: readonly ContextPassage[], fence: string): FencedPassages {
  const fromWeb = passages.filter(isFromWeb);
  const marker = markers.find((one) =>
    fromWeb.every(({ text, hit }) => !text.includes(one) && !hit.title.includes(one)),
  );
  const blocks = passages.map((passage) => {
    const { number, hit } = passage;
    const body = [`Title: ${hit.title.replace(/\s+/gu, " ")}`, ...headers(passage), passage.text].join("\n");
    const shown = marker !== undefined && isFromWeb(passage) ? body.replace(/(?<=\S) +(?=\S)/gu, marker) : body;
    return `<<passage ${number} ${fence}>>\n${shown}\n<<end ${number} ${fence}>>`;
  });
  return { text: blocks.join("\n\n"), ...(fromWeb.length > 0 && marker !== undefined ? { marker } : {}) };
}

/** The same of examples. */
export function fenceExamples(examples: readonly ProfileExample[], fence: string): string {
  return examples
    .map(
      ({ question, answer }, index) =>
        `<<example ${index + 1} ${fence}>>\nQuestion: ${question}\nAnswer: ${answer}\n<<end example ${index + 1} ${fence}>>`,
    )
    .join("\n\n");
}

/** Whether a text could forge the fence. */
export function contains(passages: readonly ContextPassage[], others: readonly string[], fence: string): boolean {
  return [...others, ...passages.flatMap(({ text, hit }) => [text, hit.title])].some((text) => text.includes(fence));
}

/** Header rows that stand outside of the passage: its rows can not be read without them. */
function headers({ hit, elements }: ContextPassage): readonly string[] {
  return elements.flatMap(({ header, headerText }) =>
    header !== undefined && headerText !== undefined && header.start < hit.span.start ? [headerText] : [],
  );
}

function isFromWeb({ hit }: ContextPassage): boolean {
  return /^https?:/u.test(hit.uri);
}
