/** Kinds that do not identify a person alone. Redacting each date and place of a text would destroy it. */
const weakTypes = new Set(["DATE_TIME", "AGE", "GPE", "ORGANIZATION", "NRP", "ZIP_CODE", "TITLE"]);
const WEAK_SHARE = 0.5;

/**
 * Returns the score of a kind for a guard: that of a kind that does not identify a person alone is halved, so that only
 * rules with a low threshold act on it.
 */
export const guardScore = (type: string, score: number): number => (weakTypes.has(type) ? score * WEAK_SHARE : score);
