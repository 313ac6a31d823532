import { containsAnswer, shareOfQuote } from "./compare-text.ts";

/** Minimum share of a gold quotation's words that a citation must hold. */
const MIN_SHARE = 0.5;

/** A question with its gold answers and gold quotations. */
export interface AskedQuestion {
  readonly answerable: boolean;
  /** Paths of the documents that hold the answer. Any of them will do. */
  readonly documents: readonly string[];
  /** Accepted forms of the answer. Any of them will do, unless there are groups. */
  readonly goldAnswers: readonly string[];
  /** Groups of accepted forms. One form of every group must be said. */
  readonly goldGroups?: readonly (readonly string[])[];
  /** Passages of the documents that prove the answer. */
  readonly goldQuotes: readonly string[];
  /** Groups of indexes of gold quotations. One quotation of every group must be cited. Default: one group of all. */
  readonly quoteGroups?: readonly (readonly number[])[];
}

/** The judged parts of an answer. */
export interface GivenAnswer {
  readonly isGrounded: boolean;
  readonly text: string;
  /** Cited quotations, each with the path of its document. */
  readonly citations: readonly { readonly document: string; readonly quote: string }[];
}

/**
 * Outcome of a question: answered rightly with a right citation, rightly only, wrongly, or not at all; without an
 * answer in the documents, answered or rightly refused.
 */
export type AnswerOutcome = "right and cited" | "right only" | "wrong" | "refused" | "answered" | "rightly refused";

/**
 * Judges an answer by its words. It is right if it contains an accepted form. It is cited if a citation contains half
 * of a gold quotation's content words close together, and also an accepted form if the quotation does.
 */
export function judgeAnswer(question: AskedQuestion, answer: GivenAnswer): AnswerOutcome {
  if (!question.answerable) return answer.isGrounded ? "answered" : "rightly refused";
  if (!answer.isGrounded) return "refused";
  if (!isRight(question, answer.text)) return "wrong";
  return isCited(question, answer) ? "right and cited" : "right only";
}

function isRight({ goldAnswers, goldGroups = [goldAnswers] }: AskedQuestion, text: string): boolean {
  return goldGroups.every((forms) => forms.some((form) => containsAnswer(text, form)));
}

function isCited(question: AskedQuestion, { citations }: GivenAnswer): boolean {
  const { goldQuotes, quoteGroups = [goldQuotes.map((_, index) => index)] } = question;
  const held = goldQuotes.map((gold) => citations.some((citation) => holdsQuote(question, citation, gold)));
  return quoteGroups.every((group) => group.some((index) => held[index]));
}

function holdsQuote(
  { documents, goldAnswers, goldGroups = [goldAnswers] }: AskedQuestion,
  { document, quote }: GivenAnswer["citations"][number],
  gold: string,
): boolean {
  if (!documents.includes(document) || shareOfQuote(quote, gold) < MIN_SHARE) return false;
  const forms = goldGroups.flat().filter((form) => containsAnswer(gold, form));
  return forms.length === 0 || forms.some((form) => containsAnswer(quote, form));
}
