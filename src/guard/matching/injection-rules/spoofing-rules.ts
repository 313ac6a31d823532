import type { InjectionRule } from "./injection-rule.ts";

/** Texts that pretend to be another part of the prompt. */
export const spoofingRules: readonly InjectionRule[] = [
  {
    id: "chat-markup",
    type: "ROLE_SPOOFING",
    certainty: 0.95,
    patterns: [
      /<\|(?:im_start|im_end|system|user|assistant|endoftext|end_of_turn|start_header_id|eot_id|channel|message)\|>/giu,
      /\[\/?INST\]|<<\/?SYS>>|<\/?(?:start|end)_of_turn>/gu,
      /^#{2,4}\s?(?:system|instruction|new instructions?)\s?:/gimu,
    ],
  },
  {
    id: "role-line",
    type: "ROLE_SPOOFING",
    certainty: 0.75,
    patterns: [
      /(?:^|\n)\s{0,4}[[({<*#]{0,3}(?:system|developer|assistant|system (?:message|prompt|note|override|instruction|update))[\])}>*]{0,3}\s?:\s?[^\n]{0,60}\b(?:you|your|instructions?|ignore|must|user|respond|answer|mode|new)\b/giu,
    ],
  },
  {
    id: "closing-tag",
    type: "DELIMITER_SPOOFING",
    certainty: 0.9,
    patterns: [
      /<\/(?:context|documents?|passages?|sources?|question|user|system|input|user_input|user_query|instructions?|prompt|data)>/giu,
      /[-=*#~]{3,40}\s?(?:end|beginning|start|begin)\s(?:of\s)?(?:the\s)?(?:user\s)?(?:prompt|input|context|documents?|instructions?|system|text|data|question|query|conversation|message)\b/giu,
      /\b(?:end|end of)\s(?:the\s)?(?:user\s)?(?:prompt|input|context|instructions)\s?[\])}>*=-]{1,3}/giu,
    ],
  },
  {
    id: "invented-turns",
    type: "MANY_SHOT",
    certainty: 0.8,
    minMatches: 6,
    patterns: [/(?:^|\n)\s{0,4}[[<*#]{0,3}(?:human|user|assistant|ai|bot|chatgpt|gpt|model|system)[\]>*]{0,3}\s?:/giu],
  },
];
