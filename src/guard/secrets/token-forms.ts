import type { Finding } from "../merge-findings.ts";

/** The form of one kind of token that secretlint does not know. Each form has a length and begins where no letter or digit precedes. */
const tokenForms: readonly (readonly [type: string, form: RegExp])[] = [
  // Secretlint finds these only together with account numbers, which look like many other numbers.
  ["AWS_KEY", /(?<!\w)A(?:3T[A-Z0-9]|KIA|GPA|IDA|ROA|IPA|NPA|NVA|SIA)[A-Z0-9]{16}(?!\w)/g],
  ["JSON_WEB_TOKEN", /(?<![\w-])eyJ[\w-]{8,4096}\.eyJ[\w-]{8,4096}\.[\w-]{16,1024}(?![\w-])/g],
  ["GOOGLE_KEY", /(?<![\w-])AIza[\w-]{35}(?![\w-])/g],
  ["STRIPE_KEY", /(?<![\w-])(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{20,247}(?!\w)/g],
  ["GITLAB_TOKEN", /(?<![\w-])gl(?:pat|ptt|dt|rt|cbt|oas)-[\w-]{20,64}(?![\w-])/g],
  ["HUGGING_FACE_TOKEN", /(?<![\w-])hf_[A-Za-z]{34}(?!\w)/g],
  ["TELEGRAM_TOKEN", /(?<![\w-])\d{8,10}:AA[\w-]{33}(?![\w-])/g],
  ["TWILIO_KEY", /(?<![\w-])SK[0-9a-f]{32}(?!\w)/g],
];

/** A name that says that a secret follows, a sign, and the secret. The name may end longer ones, such as `STORE_API_KEY`. */
const named =
  /(?<!\p{L})(?:api[_ -]?key|access[_ -]?key|secret[_ -]?key|client[_ -]?secret|secret|(?:auth|access|api)[_ -]?token|token|password|passwd|passwort|kennwort|bearer)["'`]?(?:\s{0,3}(?:=>|[:=])\s{0,3}|\s)["'`]?([\w+/=.~-]{16,256})(?![\w+/=~-])/giu;

const FORM_SCORE = 0.95;
const NAMED_SCORE = 0.75;
/** Bits in a character of a random text of 16 characters; words have fewer. */
const MIN_ENTROPY_BITS = 3.3;
const placeholder = /example|placeholder|your|dummy|changeme|redacted|xxxx|\.\.\.|0123456789|123456789|abcdef/i;
const hasDigit = /\d/;
const hasLetter = /[A-Za-z]/;
/** Words, dates and versions between hyphens, dots and slashes: names of files, hosts and branches. */
const readable = /^(?:[A-Za-z]+|\d{1,8}|v\d+)(?:[-_./~=+](?:[A-Za-z]+|\d{1,8}|v\d+))*$/;

/** Yields tokens by their form, and values that are named as secrets and look random. */
export function* findTokens(text: string): Iterable<Finding> {
  for (const [type, form] of tokenForms) {
    for (const { 0: token, index } of text.matchAll(form)) {
      yield { start: index, end: index + token.length, type, evidence: "token-form", score: FORM_SCORE };
    }
  }
  for (const { 0: match, 1: value = "", index } of text.matchAll(named)) {
    if (!looksRandom(value)) continue;
    const end = index + match.length;
    yield { start: end - value.length, end, type: "NAMED_SECRET", evidence: "name-and-entropy", score: NAMED_SCORE };
  }
}

function looksRandom(value: string): boolean {
  if (!hasDigit.test(value) || !hasLetter.test(value)) return false;
  if (placeholder.test(value) || readable.test(value)) return false;
  return entropyOf(value) >= MIN_ENTROPY_BITS;
}

/** Returns the entropy of a character, in bits, by how often each occurs in the text. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits - (count / text.length) * Math.log2(count / text.length), 0);
}
