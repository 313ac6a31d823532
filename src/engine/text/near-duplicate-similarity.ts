/** From here on two texts are near duplicates: reached when one word in 45 is another, or when one is a quarter longer. */
export const nearDuplicateSimilarity = 0.8;
