import { DOCUMENT_WORDS } from "./document-words.ts";
import { withoutEnding } from "./without-ending.ts";

const SAY =
  "(?:mention|say|state|contain|include|name|speak (?:of|about)|talk about|refer to|describe|discuss|cover|address|deal with|have)";
const SAID = "(?:mentioned|named|said|stated|described|discussed|covered|included|contained)";
const NOT = "(?:not|n['’]t)";

/**
 * Openings of a question about several documents. A question about a single one may be answered by a sentence of it.
 */
const opening = new RegExp(
  `^(?:in )?(?:(?:which|what|how many)(?: of)?(?: the| these| those| my| our| your| all)* |(?:list|name|show|give|find)(?: me)? (?:all|every|each|the)? ?(?:of )?(?:the |my |our |your )?|(?:are|is) there (?:any |a |an |some )?|(?:do|does|did) (?:any|all|every|each|some)(?: of)?(?: the| my| our)? )${DOCUMENT_WORDS}\\b`,
  "iu",
);
const silence = new RegExp(
  [
    `\\b(?:do|does|did) ?${NOT} (?:even |ever |explicitly |also )?${SAY}\\b`,
    `^(?:do|does|did) .*\\bnot (?:even |ever )?${SAY}\\b`,
    `\\b(?:never ${SAY}s?|fails? to ${SAY})\\b`,
    `\\b${SAY}s? (?:no|nothing|neither|none)\\b`,
    `\\b(?:lacks?|omits?|leaves? out|(?:is|are) missing|(?:is|are) silent (?:on|about)|without (?:any |a )?mention)\\b`,
  ].join("|"),
  "iu",
);
const denied = new RegExp(`\\b(?:is|are|was|were)(?:n['’]t| not| never)\\b|\\b(?:not|never) ${SAID}\\b`, "iu");
const passive = new RegExp(`\\b${SAID}$`, "iu");

/**
 * Returns whether a question asks which documents do not say something. No sentence of a document can answer such a
 * question. Recognises English forms only.
 */
export function asksForSilence(question: string): boolean {
  const text = withoutEnding(question.trim().replace(/\s+/gu, " "), "?.!");
  if (!opening.test(text)) return false;
  return passive.test(text) ? denied.test(text) : silence.test(text);
}
