import type { Finding } from "../../matching/merge-findings.ts";

/**
 * The form of one kind of token that secretlint does not know, as its provider documents it. Each form has a length and
 * begins where no letter or digit precedes.
 */
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
  ["AGE_KEY", /(?<![\w-])AGE-SECRET-KEY-1[AC-HJ-NP-Z02-9]{58}(?!\w)/g],
  ["AIRTABLE_TOKEN", /(?<![\w-])pat[A-Za-z0-9]{14}\.[0-9a-f]{64}(?!\w)/g],
  ["ATLASSIAN_TOKEN", /(?<![\w-])ATATT3[\w=-]{60,300}(?![\w=-])/g],
  ["AZURE_SECRET", /(?<![\w~.-])[\w~.]{3}\dQ~[\w~.-]{31,34}(?![\w~-])/g],
  ["AZURE_SECRET", /(?<!\w)AccountKey=[A-Za-z0-9+/]{86}==/g],
  ["BREVO_KEY", /(?<![\w-])xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}(?!\w)/g],
  ["DATABRICKS_TOKEN", /(?<![\w-])dapi[0-9a-f]{32}(?:-\d)?(?!\w)/g],
  ["DIGITALOCEAN_TOKEN", /(?<![\w-])do[opr]_v1_[0-9a-f]{64}(?!\w)/g],
  ["DISCORD_TOKEN", /(?<![\w-])[MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])/g],
  ["DOCKER_TOKEN", /(?<![\w-])dckr_(?:pat|oat)_[\w-]{27,32}(?![\w-])/g],
  ["DOPPLER_TOKEN", /(?<![\w-])dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[\w-]{2,35}\.)?[A-Za-z0-9]{40,44}(?!\w)/g],
  ["FIGMA_TOKEN", /(?<![\w-])figd_[\w-]{40,48}(?![\w-])/g],
  ["GOOGLE_SECRET", /(?<![\w-])GOCSPX-[\w-]{28}(?![\w-])/g],
  ["GRAFANA_TOKEN", /(?<![\w-])glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}(?!\w)/g],
  ["GROQ_KEY", /(?<![\w-])gsk_[A-Za-z0-9]{52}(?!\w)/g],
  ["HEROKU_KEY", /(?<![\w-])HRKU-AA[\w-]{58}(?![\w-])/g],
  ["MAILCHIMP_KEY", /(?<![\w-])[0-9a-f]{32}-us\d{1,2}(?!\w)/g],
  ["MAILGUN_KEY", /(?<![\w-])key-[0-9a-f]{32}(?!\w)/g],
  ["NEW_RELIC_KEY", /(?<![\w-])NRAK-[A-Z0-9]{27}(?!\w)/g],
  ["NOTION_TOKEN", /(?<![\w-])ntn_\d{11}[A-Za-z0-9]{35}(?!\w)/g],
  ["PERPLEXITY_KEY", /(?<![\w-])pplx-[A-Za-z0-9]{48}(?!\w)/g],
  ["POSTMAN_KEY", /(?<![\w-])PMAK-[0-9a-f]{24}-[0-9a-f]{34}(?!\w)/g],
  ["PULUMI_TOKEN", /(?<![\w-])pul-[0-9a-f]{40}(?!\w)/g],
  // Each token begins with the name of its index, pypi.org or test.pypi.org, in base64.
  ["PYPI_TOKEN", /(?<![\w-])pypi-Ag(?:EIcHlwaS5vcmc|ENdGVzdC5weXBpLm9yZ)[\w-]{50,1000}(?![\w-])/g],
  ["REPLICATE_TOKEN", /(?<![\w-])r8_[A-Za-z0-9]{37}(?!\w)/g],
  ["RUBYGEMS_KEY", /(?<![\w-])rubygems_[0-9a-f]{48}(?!\w)/g],
  ["SENTRY_TOKEN", /(?<![\w-])(?:sntrys_eyJ[\w+/=-]{80,1000}|sntryu_[0-9a-f]{64})(?![\w+/=-])/g],
  ["SQUARE_TOKEN", /(?<![\w-])sq0(?:atp|csp|idp)-[\w-]{22,43}(?![\w-])/g],
  ["SUPABASE_TOKEN", /(?<![\w-])sbp_[0-9a-f]{40}(?!\w)/g],
  ["TAILSCALE_KEY", /(?<![\w-])tskey-[a-z]{3,12}-\w{8,24}-\w{16,48}(?![\w-])/g],
  ["TERRAFORM_TOKEN", /(?<![\w-])[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,70}(?![\w-])/g],
  ["VAULT_TOKEN", /(?<![\w-])hv[sb]\.[\w-]{90,300}(?![\w-])/g],
  ["XAI_KEY", /(?<![\w-])xai-[A-Za-z0-9]{80}(?!\w)/g],
];

/**
 * A name that says that a secret follows, a sign, and the secret. The name may end longer ones, such as
 * `STORE_API_KEY`.
 */
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
