/** The words that the prompt asks for if the passages do not answer. */
const NOT_FOUND = /^\W*not[\s_-]*found\W*$/iu;

/** Returns true if a model says that the passages do not answer. */
export function saidNotFound(text: string): boolean {
  return NOT_FOUND.test(text);
}
