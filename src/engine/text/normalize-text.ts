// With the u flag a paired surrogate is one character, so only unpaired ones match.
const unreadable = /\0|\p{Cs}/gu;

/**
 * Text as every document holds it: NFC, `\n` line ends, without byte order mark; NUL and unpaired surrogates become
 * U+FFFD. Normalising twice gives the same as once.
 */
export function normalizeText(raw: string): string {
  const unmarked = raw.startsWith("\uFEFF") ? raw.replace(/^\uFEFF+/, "") : raw;
  return unmarked.replace(/\r\n?/g, "\n").replace(unreadable, "\uFFFD").normalize("NFC");
}
