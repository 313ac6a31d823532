const space = /\s/u;

/**
 * Returns a text without the white space and the given marks at its end. It reads each character once. A regular
 * expression would read every run of marks once for each of them.
 */
export function withoutEnding(text: string, marks: string): string {
  let end = text.length;
  while (end > 0 && (marks.includes(text.charAt(end - 1)) || space.test(text.charAt(end - 1)))) end--;
  return text.slice(0, end);
}
