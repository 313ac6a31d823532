import openai from "@openai/guardrails";
import { OpenRedaction } from "@openredaction/openredaction";
import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from "obscenity";
import { findMasked } from "./find-masked.mjs";
import { openHaiGuardrails } from "./open-hai-guardrails.mjs";

const OPENAI = "OpenAI Guardrails 0.2.1";
const HAI = "hai-guardrails 1.12.0";
const OPEN_REDACTION = "OpenRedaction 1.0.4";
const OBSCENITY = "obscenity 0.4.6";
/** Rules answer yes or no. */
const YES_OR_NO = 0.5;

/**
 * Returns the peers by what they claim to find. Each has `find(text)`, which gives places, or `score(text)` with a
 * threshold. Where that takes more than the library itself, `run(text)` is the call of the library alone.
 */
export async function openPeers() {
  const hai = await openHaiGuardrails();
  return {
    personalData: [...openaiPersonalData(), haiPersonalData(hai), openRedaction()],
    injection: [haiInjection(hai)],
    slowInjection: [haiSimilarity(hai)],
    secrets: [openaiSecrets(), haiSecrets(hai), openRedactionSecrets()],
    offence: [obscenity()],
  };
}

const ofRule = (name, isFound) => ({
  name,
  threshold: YES_OR_NO,
  score: async (text) => ((await isFound(text)) ? 1 : 0),
});

function openaiPersonalData() {
  const types = { LOCATION: "STREET_ADDRESS" };
  const create = (name, options) => {
    const config = openai.PIIConfig.parse(options);
    const run = (text) => openai.pii({}, text, config);
    return {
      name,
      run,
      find: async (text) => {
        const { info } = await run(text);
        const spans = findMasked(foldLikeOpenai(text), info.checked_text, /<([A-Z_]+)>/g);
        return spans.map(({ type, start, end }) => {
          return { type: types[type] ?? type, start: unfoldedPlace(text, start), end: unfoldedPlace(text, end) };
        });
      },
    };
  };
  const entities = Object.values(openai.PIIEntity);
  return [
    create(`${OPENAI}, as installed`, {}),
    create(`${OPENAI}, with PERSON`, { entities: entities.filter((entity) => entity !== "NRP") }),
  ];
}

/** OpenAI Guardrails reads and masks this form of a text. A copy without findings is the text itself. */
const foldLikeOpenai = (text) => text.normalize("NFKC").replace(/\u200B|\u200C|\u200D|\u2060|\uFEFF/g, "");

function unfoldedPlace(text, place) {
  let folded = 0;
  let original = 0;
  for (const character of text) {
    if (folded >= place) break;
    folded += foldLikeOpenai(character).length;
    original += character.length;
  }
  return original;
}

function openaiSecrets() {
  const config = openai.SecretKeysConfig.parse({});
  return ofRule(
    `${OPENAI}, balanced`,
    async (text) => (await openai.secretKeysCheck({}, text, config)).tripwireTriggered,
  );
}

const asMessages = (text) => [{ role: "user", content: text }];

function haiPersonalData(hai) {
  const guard = hai.piiGuard({ selection: hai.SelectionType.All });
  const types = {
    EMAIL: "EMAIL_ADDRESS",
    PHONE: "PHONE_NUMBER",
    SSN: "US_SSN",
    "CREDIT-CARD": "CREDIT_CARD",
    "IP-ADDRESS": "IP_ADDRESS",
  };
  const run = (text) => guard(asMessages(text));
  return {
    name: HAI,
    run,
    find: async (text) => {
      const [result] = await run(text);
      const masked = result.modifiedMessage?.content ?? text;
      const spans = findMasked(text, masked, /\[REDACTED-([A-Z0-9-]+)\]/g);
      return spans.map((span) => ({ ...span, type: types[span.type] ?? span.type }));
    },
  };
}

function haiInjection(hai) {
  const guard = hai.injectionGuard({ roles: ["user"] }, { mode: "pattern", threshold: YES_OR_NO });
  return ofRule(`${HAI}, patterns`, async (text) => !(await guard(asMessages(text)))[0].passed);
}

/** Compares a text with 8,800 sentences. The threshold is that of the library's first example. */
function haiSimilarity(hai) {
  const threshold = 0.7;
  const guard = hai.injectionGuard({ roles: ["user"] }, { mode: "heuristic", threshold });
  return {
    name: `${HAI}, heuristic`,
    threshold,
    score: async (text) => (await guard(asMessages(text)))[0].additionalFields.score,
  };
}

function haiSecrets(hai) {
  const guard = hai.secretGuard({ selection: hai.SelectionType.All, mode: "block" });
  return ofRule(HAI, async (text) => !(await guard(asMessages(text)))[0].passed);
}

const openRedactionTypes = {
  NAME: "PERSON",
  EMAIL: "EMAIL_ADDRESS",
  PHONE_US: "PHONE_NUMBER",
  PHONE_UK: "PHONE_NUMBER",
  PHONE_UK_MOBILE: "PHONE_NUMBER",
  PHONE_INTERNATIONAL: "PHONE_NUMBER",
  SSN: "US_SSN",
  IBAN: "IBAN_CODE",
  UK_BANK_ACCOUNT_IBAN: "IBAN_CODE",
  IPV4: "IP_ADDRESS",
  IPV6: "IP_ADDRESS",
  ADDRESS_STREET: "STREET_ADDRESS",
  ADDRESS_PO_BOX: "STREET_ADDRESS",
  ZIP_CODE_US: "ZIP_CODE",
  POSTCODE_UK: "ZIP_CODE",
  DRIVING_LICENSE_US: "US_DRIVER_LICENSE",
  DATE_OF_BIRTH: "DATE_TIME",
};

function openRedaction() {
  const library = new OpenRedaction();
  return {
    name: OPEN_REDACTION,
    find: async (text) =>
      library.detect(text).detections.map(({ type, position: [start, end] }) => {
        return { type: openRedactionTypes[type] ?? type, start, end };
      }),
  };
}

function openRedactionSecrets() {
  const library = new OpenRedaction();
  const isSecret = /(?:KEY|TOKEN|SECRET|URL_WITH_AUTH)$/;
  return ofRule(OPEN_REDACTION, (text) =>
    library.detect(text).detections.some(({ type }) => isSecret.test(type) && type !== "PAYMENT_TOKEN"),
  );
}

function obscenity() {
  const matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });
  return ofRule(OBSCENITY, (text) => matcher.hasMatch(text));
}
