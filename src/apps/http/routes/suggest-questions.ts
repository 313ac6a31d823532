import type { Document } from "../../../index.ts";

const WORDS = { from: 1, to: 6 };
/** Of one document, so that several have their say. */
const MOST_OF_ONE = 1;

/**
 * Questions that the headings of documents suggest: a heading that is a question as it is, others as what is asked for.
 * The same documents give the same questions.
 *
 * @param documents  in the order of the questions
 * @param count      how many at most
 */
export function suggestQuestions(
  documents: readonly Pick<Document, "title" | "text" | "elements" | "language">[],
  count: number,
): readonly string[] {
  const questions = documents.flatMap((document) => {
    const headings = headingsOf(document).filter((heading) => heading !== document.title);
    const asked = headings.find((heading) => heading.endsWith("?"));
    const others = headings.filter(isShort).map((heading) => askFor(heading, document.language));
    return [...(asked === undefined ? [] : [asked]), ...others].slice(0, MOST_OF_ONE);
  });
  return [...new Set(questions)].slice(0, count);
}

function headingsOf({ text, elements }: Pick<Document, "text" | "elements">): readonly string[] {
  return elements
    .filter(({ kind }) => kind === "heading")
    .map(({ span }) =>
      text
        .slice(span.start, span.end)
        .replace(/^#{1,6}\s+/, "")
        .replace(/^[\d.]+\s+/, "")
        .replaceAll(/[*_`]/g, "")
        .replaceAll(/\s+/g, " ")
        .trim(),
    );
}

function isShort(heading: string): boolean {
  const words = heading.split(" ").length;
  return words >= WORDS.from && words <= WORDS.to && !/[?!:]/.test(heading) && /\p{L}{3}/u.test(heading);
}

/** A language that we do not write in is asked by the heading alone. */
function askFor(heading: string, language: string | undefined): string {
  if (language !== undefined && language !== "en") return `${heading}?`;
  return `What is said about ${/^\p{Lu}\p{Ll}/u.test(heading) ? heading.charAt(0).toLowerCase() + heading.slice(1) : heading}?`;
}
