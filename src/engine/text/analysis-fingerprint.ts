import { stemmerVersion } from "./stem-words.ts";
import { stopWordsText } from "./stop-words.ts";

/** To be raised with every change of the rules: a segment that was written under another version is rebuilt. */
const rulesVersion = 2;

/** Of the rules, the stemmer, the stop words and the Unicode version; readable, since it appears in errors. */
export function analysisFingerprint(): string {
  const unicode = process.versions.unicode ?? "unknown";
  return `words ${rulesVersion}, ${stemmerVersion}, stop words ${checksum(stopWordsText)}, Unicode ${unicode}`;
}

/** FNV-1a over UTF-16 code units, eight hexadecimal digits. */
function checksum(text: string): string {
  let sum = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, "0");
}
