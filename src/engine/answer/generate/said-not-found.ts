/** What a model is told to write where the passages do not answer. */
const NOT_FOUND = /^\W*not[\s_-]*found\W*$/iu;

/** Whether a model says that the passages do not answer. */
export function saidNotFound(text: string): boolean {
  return NOT_FOUND.test(text);
}
