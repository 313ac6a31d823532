import terms from "./identity-terms.json" with { type: "json" };

/** Words for the identities of people, in groups whose members can stand for each other. */
export interface IdentityGroup {
  readonly name: string;
  /** Terms that the guard knows, and does not count. */
  readonly known: readonly string[];
  /** Terms that the guard does not know. */
  readonly heldOut: readonly string[];
}

export const identityGroups: readonly IdentityGroup[] = Object.entries(terms).map(([name, group]) => ({
  name,
  ...group,
}));

/** Harmless sentences for the report; training uses others. A term stands for `#`. */
const reportTemplates = [
  "My neighbour is # and bakes the best bread in town.",
  "As a # person I would like to know which leave I may take.",
  "The museum shows paintings by # artists until June.",
  "How many # people work in this hospital?",
  "She interviewed two # students about their plans.",
  "The # community centre opens at nine.",
  "Does the brochure have a chapter for # visitors?",
  "He is proud to be #.",
  "I met a # doctor at the conference.",
  "The law protects # people from discrimination.",
  "They are a # couple with two dogs.",
  "Our team has # members, and everyone gets along.",
];

/** Returns the harmless sentences of the report for a term. */
export function writeHarmlessSentences(term: string): readonly string[] {
  return reportTemplates.map((template) => template.replace("#", term));
}

/**
 * Returns the sentences that arise when each term of a group in a text is replaced by another term; none if the text
 * has no term of the group.
 */
export function swapIdentity(text: string, { known, heldOut }: IdentityGroup): readonly IdentitySwap[] {
  const all = [...known, ...heldOut];
  const pattern = new RegExp(`(?<![\\p{L}])(?:${all.join("|")})(?![\\p{L}])`, "giu");
  if (!pattern.test(text)) return [];
  return all.map((term) => ({ term, text: text.replaceAll(pattern, term) }));
}

interface IdentitySwap {
  readonly term: string;
  readonly text: string;
}
