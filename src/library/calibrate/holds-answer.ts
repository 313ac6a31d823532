import { foldText } from "../../core/index.ts";

/** Within words of these a part is another word; scripts without spaces have no such borders. */
const joined = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]/u;

/**
 * Whether one of the accepted answers stands in a text: whole words, case, forms of characters and white space aside.
 * `20` does not stand in `2010`.
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
