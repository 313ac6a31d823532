import { InvalidArgumentError, type Span } from "../../../core/index.ts";
import { findPersonalData } from "../../matching/personal-data/find-personal-data.ts";
import { chooseReplacement, type ReplacementRules } from "./choose-replacement.ts";
import { createSurrogates } from "./create-surrogates.ts";
import { dateOffset } from "./date-offset.ts";
import { findUnknownParts } from "./find-unknown-parts.ts";
import { loadSafeHarborParts, SAFE_HARBOR_THRESHOLD } from "./load-safe-harbor-parts.ts";

/** Ways to de-identify. */
export interface SafeHarborOptions {
  /** Year of the texts, for dates that tell that someone is 90 or older. */
  readonly currentYear: number;
  /** Replacement of an identifier: its kind, such as `[PERSON]` (the default), or a made-up value. */
  readonly mode?: "remove" | "surrogate";
  /**
   * Treatment of dates: the year (the default), or the date moved by a number of days that depends on the seed. Moved
   * dates keep their distances, and do not satisfy Safe Harbor by the letter.
   */
  readonly dates?: "year" | "shift";
  /** Secret of the patient or vault. Surrogates and moved dates need it, and are the same for the same seed. */
  readonly seed?: string;
  /** Whether only words of the general English vocabulary stay. Default: false. */
  readonly whitelist?: boolean;
}

/** A text without identifiers. */
export interface DeidentifiedText {
  readonly text: string;
  /** Parts that were replaced in the given text, in its order, without overlaps. Never a part of the text. */
  readonly replaced: readonly ReplacedPart[];
}

/** A part of a text that was replaced. */
export interface ReplacedPart extends Span {
  readonly type: string;
}

/** Removes the identifiers of the Safe Harbor method. */
export interface Deidentifier {
  /** Returns a text without the identifiers that were found. */
  deidentify(text: string): DeidentifiedText;
}

/**
 * Creates a de-identifier after the Safe Harbor method of HIPAA: the 18 kinds of identifiers of 45 CFR
 * 164.514(b)(2)(i). Postal codes keep three digits (`000` for areas of few people), ages above 89 become `90 or older`,
 * dates keep their year, and states and countries stay. It finds most identifiers, not all: check what you publish.
 *
 * @throws {InvalidArgumentError} if surrogates or moved dates have no seed
 * @throws {ModelUnavailableError} if the model's files are missing or damaged
 */
export async function createDeidentifier(options: SafeHarborOptions): Promise<Deidentifier> {
  const { mode = "remove", dates = "year", seed = "", whitelist = false, currentYear } = options;
  if (seed === "" && (mode === "surrogate" || dates === "shift"))
    throw new InvalidArgumentError("Surrogates and moved dates need a seed.", {
      hint: "Give a secret that is the same for all texts of a patient.",
    });
  const { recognisers, model } = await loadSafeHarborParts();
  const rules: ReplacementRules = {
    currentYear,
    gazetteers: model.gazetteers,
    surrogates: mode === "surrogate" ? createSurrogates(seed, recognisers) : undefined,
    shiftDays: dates === "shift" ? dateOffset(seed) : undefined,
  };
  return {
    deidentify(text) {
      const found = findPersonalData({ text }, { recognisers, model, thresholdOf: () => SAFE_HARBOR_THRESHOLD });
      const unknown = whitelist ? findUnknownParts(text, found, model.gazetteers) : [];
      const replacements = [
        ...found.map((each) => ({ ...each, by: chooseReplacement(text.slice(each.start, each.end), each, rules) })),
        ...Array.from(unknown, (part) => ({ ...part, by: `[${part.type}]` })),
      ];
      return replaceParts(text, replacements);
    },
  };
}

/** A part of a text, and what stands for it. */
interface Replacement extends ReplacedPart {
  readonly by: string;
}

/** @param replacements  in any order, without overlaps */
function replaceParts(text: string, replacements: readonly Replacement[]): DeidentifiedText {
  const pieces: string[] = [];
  const replaced: ReplacedPart[] = [];
  let read = 0;
  for (const { start, end, type, by } of [...replacements].sort((left, right) => left.start - right.start)) {
    pieces.push(text.slice(read, start), by);
    if (by !== text.slice(start, end)) replaced.push({ start, end, type });
    read = end;
  }
  return { text: pieces.join("") + text.slice(read), replaced };
}
