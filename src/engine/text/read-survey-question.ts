import { DOCUMENT_WORDS } from "./document-words.ts";
import { withoutEnding } from "./without-ending.ts";

/** A question that only a reading of all documents can answer. */
export interface SurveyQuestion {
  /**
   * Kind of answer: `which` documents say it, a `list` of all that is said, a `count`, or whether `any` document says
   * it.
   */
  readonly kind: "which" | "list" | "count" | "any";
  /** Topic of the question, as written. */
  readonly topic: string;
}

const PLURALS =
  "(?:documents|files|texts|papers|contracts|policies|reports|letters|e-?mails|messages|notes|minutes|pages|sections|chapters|manuals|guidelines|agreements|records|sources|articles|notices|pdfs)";
const SAYING =
  "(?:mentions?|mentioned|says?|said|states?|stated|contains?|includes?|names?|speaks? (?:of|about)|talks? (?:of|about)|refers? to|describes?|discuss(?:es)?|covers?|requires?|allows?|allowed|forbids?|prohibits?|addresse?s?|deals? with|concerns?|writes? about|have the words?|has the words?)";
const OWN = "(?:(?:of )?(?:the|these|those|my|our|your|all(?: of)?(?: the| these| my| our)?) )?";

/** Forms of questions, tried in this order; the last group of each is the topic. */
const forms: readonly (readonly [SurveyQuestion["kind"], RegExp])[] = [
  [
    "which",
    new RegExp(`^(?:in )?(?:which|what) (?:of ${OWN})?${PLURALS} (?:that |which )?(?:do |also )?${SAYING} (.+)$`, "iu"),
  ],
  [
    "which",
    new RegExp(`^(?:in )?which ${PLURALS} (?:is|are) (.+?) (?:mentioned|named|described|discussed|covered)$`, "iu"),
  ],
  [
    "which",
    new RegExp(
      `^(?:list|name|show|give|find)(?: me)? (?:all |every |each )?(?:of )?${OWN}${DOCUMENT_WORDS} (?:that|which) ${SAYING} (.+)$`,
      "iu",
    ),
  ],
  ["count", new RegExp(`^(?:in )?how many (?:of ${OWN})?${PLURALS} (?:that |which )?(?:do )?${SAYING} (.+)$`, "iu")],
  ["count", new RegExp(`^(?:in )?how many ${PLURALS} (?:is|are) (.+?) (?:mentioned|named|described|discussed)$`, "iu")],
  [
    "count",
    /^how (?:often|many times) (?:is|are|was|were|do|does|did) (.+?) (?:mentioned|named|said|come up|appear|occur)(?: (?:in|anywhere in) .+)?$/iu,
  ],
  [
    "any",
    new RegExp(
      `^(?:do|does|did) (?:any|anything|anyone|anybody|none|some|at least one)(?: of)?(?: ${OWN}${DOCUMENT_WORDS}| in ${OWN}${DOCUMENT_WORDS})? (?:ever )?${SAYING} (.+)$`,
      "iu",
    ),
  ],
  ["any", new RegExp(`^(?:do|does|did) (?:all|every|each)(?: of)? ${OWN}${DOCUMENT_WORDS} ${SAYING} (.+)$`, "iu")],
  [
    "any",
    new RegExp(
      `^(?:is|are) there (?:any |a |an |some )?(?:mentions? of|${DOCUMENT_WORDS} (?:that|which) ${SAYING}) (.+)$`,
      "iu",
    ),
  ],
  [
    "any",
    new RegExp(
      `^(?:is|are|was|were) (.+?) (?:ever )?(?:mentioned|named|discussed) (?:anywhere|at all|in any(?: of ${OWN}| )${DOCUMENT_WORDS})$`,
      "iu",
    ),
  ],
  ["list", /^(?:list|name|show|give|find|enumerate|collect)(?: me)? (?:all|every|each)(?: of)? (.+)$/iu],
  ["list", /^what are all(?: of)? (.+)$/iu],
];

/** Words before a topic that do not belong to it. */
const LEADING = /^(?:that|which|about|of|the|a|an|any|all|words?|anything about|something about)(?:\s+|$)/iu;
const TRAILING =
  /(?<!\s)\s+(?:(?:at all|anywhere|in (?:any|all|the|these|my|our)(?: of)?(?: the| my| our)? (?:documents?|files?|texts?|collection))\s*)$/iu;

/**
 * Recognises questions about all, none or how many documents, in plain English forms only. Returns undefined for any
 * other question, since its topic would be a guess.
 */
export function readSurveyQuestion(question: string): SurveyQuestion | undefined {
  const text = withoutEnding(question.trim().replace(/\s+/gu, " "), "?.!");
  for (const [kind, form] of forms) {
    const topic = topicOf(form.exec(text)?.at(-1) ?? "");
    if (topic !== "") return { kind, topic };
  }
  return undefined;
}

function topicOf(match: string): string {
  let topic = match.trim().replace(TRAILING, "");
  while (LEADING.test(topic)) topic = topic.replace(LEADING, "");
  return /[\p{L}\p{N}]/u.test(topic) ? topic : "";
}
