import type { InjectionRule } from "./injection-rule.ts";

/** Requests for a personality that has no rules. A role alone, such as a translator, is none. */
export const personaRules: readonly InjectionRule[] = [
  {
    id: "named-jailbreak",
    type: "PERSONA",
    certainty: 0.9,
    patterns: [
      /\bdo anything now\b/giu,
      /\b(?:DAN|STAN|DUDE|AIM|BetterDAN)\s(?:mode|\d|is|can|has|will|means|stands)\b/gu,
      /\b(?:developer|debug|god|sudo|admin|maintenance|jailbreak|unrestricted|unfiltered) mode\s(?:is\s)?(?:now\s)?(?:enabled|on|activated|output|unlocked)\b/giu,
      /\b(?:enable|enter|activate|switch to|simulate|with)\s(?:[\p{L}]{1,12}\s){0,2}(?:developer|debug|god|sudo|jailbreak|unrestricted|unfiltered) mode\b/giu,
      /\bjailbroken\b/giu,
    ],
  },
  {
    id: "no-rules",
    type: "PERSONA",
    certainty: 0.8,
    patterns: [
      /\b(?:no|without|free (?:of|from)|not bound by|not limited by|freed? from|ignores? all|bypass(?:es)?|beyond)\s(?:[\p{L}]{1,14}\s){0,3}(?:ethical|moral|content|safety|openai'?s?)?\s?(?:restrictions|limitations|censorship|filters|guidelines|rules|ethics|morals|polic(?:y|ies))\b/giu,
      /\b(?:never|not|don't|doesn't)\s(?:[\p{L}]{1,12}\s){0,2}(?:refuse|break character|say (?:no|sorry|that you can't|you can't)|decline)\b/giu,
      /\b(?:unfiltered|uncensored|amoral|unethical|unrestricted)\s(?:[\p{L}]{1,12}\s){0,2}(?:ai|chatbot|assistant|model|bot|version|response|answers?)\b/giu,
    ],
  },
  {
    id: "from-now-on",
    type: "PERSONA",
    certainty: 0.6,
    patterns: [
      /\bfrom now on,?\s(?:[\p{L}]{1,12}\s){0,2}(?:you|your|act|respond|answer|behave|speak|reply|pretend)\b/giu,
      /\byou are (?:now|no longer|not)\s(?:[\p{L}]{1,12}\s){0,3}(?:ai|assistant|chatgpt|gpt|chatbot|bot|language model|dan|bound|human)\b/giu,
      /\bab (?:jetzt|sofort),?\s(?:bist|sind|antworte|sprich|verhalte)\b/giu,
    ],
  },
];
