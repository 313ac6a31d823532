import iconv from "iconv-lite";

/**
 * Node decodes Windows-1252 as Latin-1, which has control characters where that has quotes, dashes and the euro sign;
 * and no mail means those.
 */
export function mendControls(text: string): string {
  return text.replace(/[\u0080-\u009f]+/g, (run) => iconv.decode(Buffer.from(run, "latin1"), "windows-1252"));
}
