import type { InjectionRule } from "./injection-rule.ts";

/** Start of a sentence or clause, or words after which a command to the reader follows. */
const commandStart = String.raw`(?:^|[.!?:;,"'“”„(\[{<>*#|\n-]\s{0,4}|\b(?:and|but|so|then|now|please|must|should|to|also|just|simply|will|instead|first)\s)(?:(?:please|now|just|simply|first|kindly|also|then|completely|immediately)\s){0,2}`;
const verbs =
  "ignore|disregard|forget|override|overwrite|bypass|neglect|discard|abandon|erase|dismiss|cancel|stop following|do not follow|don't follow|do not obey|pay no attention to|set aside|throw away|leave out";
const earlier =
  "previous|prior|above|earlier|preceding|foregoing|former|past|all|any|every|your|initial|original|old|existing|current|given|these|those|the";
const targets =
  "instructions?|prompts?|rules?|guidelines?|commands?|directions?|directives?|orders?|tasks?|assignments?|constraints?|restrictions?|programming|training|polic(?:y|ies)|safeguards?|filters?|conversation|everything|guidance|settings|said|told|thoughts";

/** Commands to ignore earlier instructions, in the languages in which such attacks are common. */
export const overrideRules: readonly InjectionRule[] = [
  {
    id: "override-english",
    type: "OVERRIDE",
    certainty: 0.9,
    patterns: [
      new RegExp(
        `${commandStart}(?:${verbs})\\s(?:[\\p{L}']{1,12}\\s){0,4}(?:${earlier})\\s(?:[\\p{L}']{1,14}\\s){0,3}(?:${targets})\\b`,
        "gimu",
      ),
      new RegExp(
        `${commandStart}(?:ignore|disregard|forget)\\s(?:about\\s)?(?:everything|anything|all|whatever|what)\\s(?:(?:that|of|the|you|i|we|was|were|is|have|has|had|been|it)\\s){0,4}(?:above|before|previously|prior|earlier|said|told|wrote|written|know|learned)\\b`,
        "gimu",
      ),
      /\b(?:new|updated|revised|actual|real)\s(?:(?:system|secret|important)\s)?(?:instructions?|directives?|orders|task)\s{0,2}(?::|(?:are|is)\s(?:as follows|to))/giu,
    ],
  },
  {
    id: "override-german",
    type: "OVERRIDE",
    certainty: 0.9,
    patterns: [
      /\b(?:vergiss|vergessen sie|ignoriere?|ignorieren sie|missachte|missachten sie|verwirf|überschreibe?|streiche?)\s(?:[\p{L}]{1,16}\s){0,4}(?:alles|alle[nrms]?|vorherigen?|vorigen?|bisherigen?|obigen?|früheren?|vorangegangenen?|davor|anweisung(?:en)?|befehle?|aufgaben?|regeln?|instruktionen|vorgaben)\b/giu,
      /\b(?:vorherigen?|bisherigen?|obigen?|vorangegangenen?)\s(?:[\p{L}]{1,16}\s){0,4}(?:ignorieren|vergessen|missachten|hinter sich)\b/giu,
      /\bvergiss\s(?:bitte\s)?(?:alles|davor|was)\b/giu,
    ],
  },
  {
    id: "override-romance",
    type: "OVERRIDE",
    certainty: 0.9,
    patterns: [
      /\b(?:ignore[zr]?|oublie[zr]?|négligez|ne (?:tiens|tenez) pas compte (?:de|des))\s(?:[\p{L}']{1,16}\s){0,2}(?:(?:toutes|tous|les|tes|vos|mes|ces|tout)\s){1,2}(?:[\p{L}']{1,16}\s){0,3}(?:instructions?|consignes|directives|règles|ordres|précédente?s?|précède)(?![\p{L}])/giu,
      /\b(?:ignor[ae]|ignore|olvid[ae]|olvide|descarta|descarte|omite)\s(?:[\p{L}]{1,16}\s){0,4}(?:instrucciones|órdenes|reglas|indicaciones|anteriores|todo lo anterior)(?![\p{L}])/giu,
      /\b(?:ignora|ignori|dimentica|dimentichi|trascura)\s(?:[\p{L}]{1,16}\s){0,4}(?:istruzioni|comandi|regole|precedenti|tutto quello)(?![\p{L}])/giu,
      /\b(?:ignore|esqueça|esquece|desconsidere)\s(?:[\p{L}]{1,16}\s){0,4}(?:instruções|ordens|regras|anteriores|tudo)(?![\p{L}])/giu,
      /\b(?:negeer|vergeet)\s(?:[\p{L}]{1,16}\s){0,4}(?:instructies|opdrachten|regels|voorgaande|vorige|alles)(?![\p{L}])/giu,
    ],
  },
];
