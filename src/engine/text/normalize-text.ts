// With the u flag, a surrogate pair is one character, so only unpaired surrogates match.
const unreadable = /\0|\p{Cs}/gu;

/**
 * Normalises a text to the form of every stored document: NFC, `\n` line ends, no byte order mark. NUL and unpaired surrogates
 * become U+FFFD. Normalising twice gives the same as once.
 */
export function normalizeText(raw: string): string {
  const unmarked = raw.startsWith("\uFEFF") ? raw.replace(/^\uFEFF+/, "") : raw;
  return unmarked.replace(/\r\n?/g, "\n").replace(unreadable, "\uFFFD").normalize("NFC");
}
