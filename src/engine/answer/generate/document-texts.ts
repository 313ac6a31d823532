import type { ContextPassage, ProfileExample } from "../../../core/index.ts";
import type { DocumentText } from "../../prompt/index.ts";

/** Returns what a prompt shows of a passage: its title, the header rows above it, and its text. */
export function passageText(passage: ContextPassage): DocumentText {
  const { number, hit, text } = passage;
  const title = `Title: ${hit.title.replace(/\s+/gu, " ")}`;
  return {
    name: `passage ${number}`,
    text: [title, ...headers(passage), text].join("\n"),
    isFromWeb: /^https?:/u.test(hit.uri),
  };
}

/** Returns what a prompt shows of an example of a collection, which anyone may have written. */
export function exampleText({ question, answer }: ProfileExample, index: number): DocumentText {
  return { name: `example ${index + 1}`, text: `Question: ${question}\nAnswer: ${answer}` };
}

/** Returns the header rows outside the passage, without which its rows cannot be understood. */
function headers({ hit, elements }: ContextPassage): readonly string[] {
  return elements.flatMap(({ header, headerText }) =>
    header !== undefined && headerText !== undefined && header.start < hit.span.start ? [headerText] : [],
  );
}
