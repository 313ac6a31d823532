import { type ContextPassage, defined, type ProfileExample } from "../../../core/index.ts";

export interface FencedPassages {
  readonly text: string;
  /** Character between the words of passages from the web; absent if there are none. */
  readonly marker?: string;
}

/** Markers to choose from: characters that occur in no script's words. */
const markers = ["ˆ", "¤", "␣", "⁂", "※"];

/** The beginning of a line that looks like a fence. A model may take it for one although its name is wrong. */
const forged = /<<(?=\s{0,8}(?:passage|end|example|source|said|sentence)\b)/giu;

/**
 * Puts each passage between lines that its text cannot forge, since it does not know the fence. Anyone may have written a
 * passage from the web, so a marker separates its words and the model can recognise it at every place (data-marking).
 *
 * @param fence  random letters and digits; the caller chooses another one if a text contains it
 * @see Hines et al.: Defending Against Indirect Prompt Injection Attacks With Spotlighting, 2024
 */
export function fencePassages(passages: readonly ContextPassage[], fence: string): FencedPassages {
  const fromWeb = passages.filter(isFromWeb);
  const marker = markers.find((candidate) =>
    fromWeb.every(({ text, hit }) => !text.includes(candidate) && !hit.title.includes(candidate)),
  );
  const blocks = passages.map((passage) => {
    const { number, hit } = passage;
    const body = [`Title: ${hit.title.replace(/\s+/gu, " ")}`, ...headers(passage), passage.text].join("\n");
    const unforged = body.replace(forged, "< <");
    const shown = marker !== undefined && isFromWeb(passage) ? unforged.replace(/(?<=\S) +(?=\S)/gu, marker) : unforged;
    return `<<passage ${number} ${fence}>>\n${shown}\n<<end ${number} ${fence}>>`;
  });
  return defined({ text: blocks.join("\n\n"), marker: fromWeb.length > 0 ? marker : undefined });
}

/** Puts each example between fences. */
export function fenceExamples(examples: readonly ProfileExample[], fence: string): string {
  return examples
    .map(
      ({ question, answer }, index) =>
        `<<example ${index + 1} ${fence}>>\nQuestion: ${question}\nAnswer: ${answer}\n<<end example ${index + 1} ${fence}>>`,
    )
    .join("\n\n");
}

/** Returns true if one of the texts contains the fence, and could forge it. */
export function contains(passages: readonly ContextPassage[], others: readonly string[], fence: string): boolean {
  return [...others, ...passages.flatMap(({ text, hit }) => [text, hit.title])].some((text) => text.includes(fence));
}

/** Returns the header rows outside the passage, without which its rows cannot be understood. */
function headers({ hit, elements }: ContextPassage): readonly string[] {
  return elements.flatMap(({ header, headerText }) =>
    header !== undefined && headerText !== undefined && header.start < hit.span.start ? [headerText] : [],
  );
}

function isFromWeb({ hit }: ContextPassage): boolean {
  return /^https?:/u.test(hit.uri);
}
