import type { Span } from "../../../core/index.ts";

/** A part of a text that a rule found. */
export interface RuleMatch extends Span {
  readonly rule: InjectionRule;
}

/** A shape of injection that can be written as a pattern. */
export interface InjectionRule {
  /** Name in evidence, and of the feature in the model. */
  readonly id: string;
  /** Kind of injection. */
  readonly type: InjectionType;
  /** Certainty from 0 to 1 if nothing else is known. */
  readonly certainty: number;
  /** Global expressions that run in linear time. */
  readonly patterns: readonly RegExp[];
  /** Number of matches that make a violation. Default: 1. */
  readonly minMatches?: number;
}

/**
 * - `OVERRIDE`: asks to ignore earlier instructions
 * - `PROMPT_LEAK`: asks for the instructions
 * - `PERSONA`: asks for a personality without rules
 * - `ROLE_SPOOFING`: writes as the system or as the assistant
 * - `DELIMITER_SPOOFING`: pretends that the text of the user or of the document ends
 * - `MANY_SHOT`: shows many invented turns
 * - `EXFILTRATION`: asks to send the read text to an address
 * - `COMMAND`: any other command to the assistant
 */
export type InjectionType =
  | "OVERRIDE"
  | "PROMPT_LEAK"
  | "PERSONA"
  | "ROLE_SPOOFING"
  | "DELIMITER_SPOOFING"
  | "MANY_SHOT"
  | "EXFILTRATION"
  | "COMMAND";
