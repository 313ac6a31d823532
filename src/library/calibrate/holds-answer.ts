import { foldText } from "../../core/index.ts";

/** Characters of scripts that separate words by spaces. Next to one of them, an answer is only part of a word. */
const joined = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]/u;

/**
 * Returns whether a text contains one of the accepted answers as whole words, ignoring case, character forms and white
 * space. `2010` does not contain `20`.
 */
export function holdsAnswer(text: string, answers: readonly string[]): boolean {
  const said = foldText(text);
  return answers.some((answer) => stands(foldText(answer), said));
}

function stands(answer: string, text: string): boolean {
  if (answer === "") return false;
  for (let at = text.indexOf(answer); at >= 0; at = text.indexOf(answer, at + 1)) {
    const end = at + answer.length;
    if (!isInsideWord(text, at) && !isInsideWord(text, end)) return true;
  }
  return false;
}

function isInsideWord(text: string, at: number): boolean {
  return joined.test(text.charAt(at - 1)) && joined.test(text.charAt(at));
}
