import { randomNumbers } from "../../src/evaluate/metrics/random-numbers.ts";

/** A sentence with a random secret of a kind. */
export interface SecretSentence {
  readonly kind: string;
  readonly text: string;
}

const DIGITS = "0123456789";
const HEX = `${DIGITS}abcdef`;
const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LETTERS = `${UPPER}${UPPER.toLowerCase()}`;
const WORD = `${LETTERS}${DIGITS}`;
const TEXTS_OF_A_KIND = 10;

/** Kinds of keys in the forms that their providers document. No key is whole here. */
const kinds = (draw: (alphabet: string, length: number) => string): Readonly<Record<string, () => string>> => ({
  "AWS access key": () => `AKIA${draw(UPPER + DIGITS, 16)}`,
  "AWS secret key": () => `aws_secret_access_key = ${draw(WORD, 40)}`,
  "Azure client secret": () => `${draw(WORD, 3)}8Q~${draw(WORD, 34)}`,
  "Databricks token": () => `dapi${draw(HEX, 32)}`,
  "DigitalOcean token": () => `dop_v1_${draw(HEX, 64)}`,
  "GitHub token": () => `ghp_${draw(WORD, 36)}`,
  "GitHub fine-grained token": () => `github_pat_${draw(WORD, 22)}_${draw(WORD, 59)}`,
  "GitLab token": () => `glpat-${draw(WORD, 20)}`,
  "Google key": () => `AIza${draw(WORD, 35)}`,
  "Hugging Face token": () => `hf_${draw(LETTERS, 34)}`,
  "JSON web token": () => `${json({ alg: "HS256" })}.${json({ sub: draw(DIGITS, 10) })}.${draw(WORD, 43)}`,
  "Mailchimp key": () => `${draw(HEX, 32)}-us${draw(DIGITS, 2)}`,
  "npm token": () => `npm_${draw(WORD, 36)}`,
  "OpenAI key": () => `sk-proj-${draw(WORD, 74)}T3BlbkFJ${draw(WORD, 74)}`,
  "Anthropic key": () => `sk-ant-api03-${draw(WORD, 93)}AA`,
  "password of a database": () => `postgres://app:${draw(WORD, 16)}@db.internal:5432/orders`,
  "private key": () => `-----BEGIN ${"PRIVATE"} KEY-----\nMII${draw(WORD, 600)}\n-----END ${"PRIVATE"} KEY-----`,
  "PyPI token": () => `pypi-AgEIcHlwaS5vcmc${draw(WORD, 120)}`,
  "SendGrid key": () => `SG.${draw(WORD, 22)}.${draw(WORD, 43)}`,
  "Shopify token": () => `shpat_${draw(HEX, 32)}`,
  "Slack token": () => `xoxb-${draw(DIGITS, 12)}-${draw(DIGITS, 12)}-${draw(WORD, 24)}`,
  "Stripe key": () => `sk_${"live"}_${draw(WORD, 24)}`,
  "Telegram token": () => `${draw(DIGITS, 10)}:AA${draw(WORD, 33)}`,
  "Twilio key": () => `SK${draw(HEX, 32)}`,
  "named key": () => `api_key: "${draw(WORD, 32)}"`,
});

const sentences = [
  "For the import I use # and it works.",
  "Please put # into the settings before Monday.",
  "The old value was #",
  "Does # still work, or must I ask for a new one?",
  "# is what the support sent me.",
];

/** Writes everyday sentences with random secrets, ten of each kind; the same sentences every time. */
export function writeSecretSentences(): readonly SecretSentence[] {
  const next = randomNumbers(18);
  const draw = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet.charAt(Math.floor((next() / 2 ** 32) * alphabet.length))).join("");
  return Object.entries(kinds(draw)).flatMap(([kind, write]) =>
    Array.from({ length: TEXTS_OF_A_KIND }, (_, index) => ({
      kind,
      text: (sentences[index % sentences.length] ?? "#").replace("#", () => write()),
    })),
  );
}

function json(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
