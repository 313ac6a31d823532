/**
 * Removes the user and the password from the URLs in a text, as in `openai-compatible:http://user:secret@host#NAME`.
 */
export function redactUser(text: string): string {
  return text.replace(/\/\/[^/@\s]*@/g, "//");
}
