import type { InjectionRule } from "./injection-rule.ts";

/** Requests for the instructions that Lydian gives to a model, and for sending away what it read. */
export const leakRules: readonly InjectionRule[] = [
  {
    id: "prompt-leak",
    type: "PROMPT_LEAK",
    certainty: 0.85,
    patterns: [
      /\b(?:reveal|print|show|repeat|output|display|disclose|leak|expose|dump|recite|return|give|tell|send|translate|summari[sz]e|spell.?check|write|copy|paste)\s(?:[\p{L}']{1,12}\s){0,4}(?:your|the|its|all|any)\s(?:[\p{L}]{1,12}\s){0,2}(?:system prompt|initial prompt|original prompt|hidden prompt|secret prompt|prompt texts?|initial instructions?|original instructions?|previous instructions?|hidden instructions?|secret instructions?|system message|system instructions?|pre-?prompt|instructions? (?:above|you were given|you received))\b/giu,
      /\bwhat\s(?:is|are|was|were|does)\s(?:your|the)\s(?:(?:exact|full|initial|original|hidden|secret|first|complete)\s){0,3}(?:system prompt|prompt|instructions?|system message)\b(?=\s{0,2}[?.!"]|\s(?:say|above|before|that you|you were|you received|given to you))/giu,
      /\b(?:repeat|print|output|copy|write)\s(?:[\p{L}]{1,12}\s){0,3}(?:words|text|everything|sentences?|lines?|message)\s(?:[\p{L}]{1,12}\s){0,2}(?:above|before this|preceding)\b/giu,
      /\b(?:zeig|zeige|nenne|gib|verrate|drucke|schreibe?)\s(?:[\p{L}]{1,12}\s){0,3}(?:system-?prompt|prompts?|prompttexte|anfängliche[nr]? anweisungen|ursprüngliche[nr]? anweisungen)(?![\p{L}])/giu,
    ],
  },
  {
    id: "exfiltration",
    type: "EXFILTRATION",
    certainty: 0.85,
    patterns: [
      /!\[[^\]\n]{0,80}\]\(https?:\/\/[^)\s]{1,200}(?:\{|%7B|<|\[)(?:[^)\s]{0,60})/giu,
      /\b(?:send|forward|post|e-?mail|upload|transmit)\s(?:[\p{L}']{1,12}\s){0,5}(?:conversation|chat history|system prompt|api keys?|passwords?|credentials|user'?s? data|secrets?)\s(?:[\p{L}]{1,12}\s){0,4}to\b/giu,
    ],
  },
];
