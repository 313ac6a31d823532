import type { CheckResult } from "../../guard.ts";
import type { Finding } from "../../matching/merge-findings.ts";
import type { Measure } from "../define-guard.ts";

/** Number of characters at the beginning in which a model refuses. Later such words mostly belong to an answer. */
const BEGINNING_LENGTH = 400;
const DO =
  "(?:help|assist|provide|answer|respond|comply|fulfil|fulfill|do that|do this|discuss|engage|continue|create|write|give|share|support|generate|produce|participate|offer|advise|complete|carry out)";
const NOT_ABLE =
  "(?:can['’]?t|can ?not|(?:won['’]?t|will not)(?: be able to)?|am unable to|['’]m unable to|am not able to|['’]m not able to|am not allowed to|['’]m not allowed to|could not|couldn['’]t)";
/** The word "I" as a person, and not as a number. */
const SELF = "(?<!\\b(?:phase|type|part|class|volume|chapter|section|grade|level|war|vitamin) )\\bI";
const HELP =
  "(?:helfen|beantworten|geben|erfüllen|unterstützen|weiterhelfen|ausführen|nachkommen|schreiben|erstellen|teilen|machen|bereitstellen|sagen)";
const NO = "(?:nicht|keine|keinen|kein)";

/** Forms in which models refuse, in English and German. Each needs the first person or the word for a model. */
const forms: readonly (readonly [score: number, form: RegExp])[] = [
  [0.9, new RegExp(`${SELF} ?(?:\\w{1,12} )?${NOT_ABLE} (?:\\w{1,12} ){0,3}?${DO}\\b`, "i")],
  [0.9, /\b(?:I['’]m|I am) (?:very |really |so )?sorry,? (?:but )?(?:I|that|this|as)\b/i],
  [0.9, /\bas an? (?:AI|artificial intelligence|language model|large language model|virtual assistant)\b/i],
  [0.9, /\bI (?:must|have to|need to) (?:respectfully |politely )?(?:decline|refuse)\b/i],
  [
    0.9,
    /\bI(?: do not| don['’]t| am not| am just not|['’]m not|['’]m just not) (?:feel |be )?(?:comfortable|programmed|designed|permitted)\b/i,
  ],
  [0.8, /\b(?:goes|is|be) against my (?:guidelines|programming|policy|policies|principles|rules)\b/i],
  [
    0.8,
    /\b(?:your|this|that) (?:request|question|prompt) (?:violates|goes against|falls outside) (?:my|our|the) \w{1,20}/i,
  ],
  [0.9, new RegExp(`(?:kann|darf|werde|könnte) ich (?:\\p{L}{1,20} ){0,4}?${NO} (?:\\p{L}{1,20} ){0,4}?${HELP}`, "iu")],
  [0.9, new RegExp(`ich (?:kann|darf|werde|könnte) (?:\\p{L}{1,20} ){0,5}?${NO} (?:\\p{L}{1,20} ){0,4}?${HELP}`, "iu")],
  [0.9, new RegExp(`ich (?:kann|darf|werde|könnte) (?:\\p{L}{1,20} ){0,5}?nicht ${HELP}`, "iu")],
  [0.9, /(?:es tut mir leid|tut mir leid|entschuldigung),? (?:aber )?(?:ich|das|dabei|als|darüber|dazu)(?!\p{L})/iu],
  [0.9, /(?<!\p{L})als (?:KI|künstliche Intelligenz|Sprachmodell|KI-Sprachmodell|KI-Assistent)(?!\p{L})/iu],
  [0.9, /(?:ich bin|bin ich) (?:leider )?nicht (?:in der Lage|befugt|berechtigt|dafür programmiert)(?!\p{L})/iu],
];

/** Creates the guard `refusal`: answers in which a model refuses to answer, in English and German. Only the beginning is read. */
export function createRefusalCheck(): Measure {
  return { version: "1", threshold: 0.5, check: ({ text }) => findRefusal(text) };
}

function findRefusal(text: string): CheckResult {
  const beginning = text.slice(0, BEGINNING_LENGTH);
  const spans = forms.flatMap(([score, form]): readonly Finding[] => {
    const match = form.exec(beginning);
    if (match === null) return [];
    const end = match.index + match[0].length;
    return [{ start: match.index, end, type: "REFUSAL", evidence: "refusal-form", score }];
  });
  return { score: spans.reduce((highest, { score }) => Math.max(highest, score), 0), spans };
}
