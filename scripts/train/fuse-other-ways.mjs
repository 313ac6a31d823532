// Fusions that the trials of decisions 4 and 103 compare with the product's.

/** Merges lists by reciprocal rank fusion, `Σ 1 / (k + rank)`, ranks from 1 (Cormack, Clarke, Büttcher, SIGIR 2009). */
export function scoreRanks({ candidates }, k) {
  const share = (rank) => (rank < 0 ? 0 : 1 / (k + rank + 1));
  return candidates.map(({ wordRank, vectorRank }) => share(wordRank) + share(vectorRank));
}

/** Merges lists by min-max scores: the height above the floor, over that of the best chunk. */
export function scoreRanges(question, vectorWeight) {
  return combine(question, vectorWeight, (heights) => Math.max(...heights));
}

/** Merges lists by standard scores: the height above the floor, in standard deviations over all candidates. */
export function scoreDeviations(question, vectorWeight) {
  return combine(question, vectorWeight, deviationOf);
}

/** Merges standard scores where each candidate has its exact score in both lists, instead of the floor. */
export function scoreCompleted({ candidates }, vectorWeight) {
  return weigh(vectorWeight, (list) => {
    const scores = candidates.map((candidate) => candidate[list]);
    return divide(scores, deviationOf(scores));
  });
}

/** Merges exact scores by their mean and deviation over the whole collection, instead of the list. */
export function scoreBackground({ candidates, all }, vectorWeight) {
  return weigh(vectorWeight, (list) =>
    candidates.map((candidate) => (candidate[list] - all[list].mean) / all[list].deviation),
  );
}

/**
 * Merges what each chunk has of each highest score, without the logarithm: the share of the question's words, the
 * cosine.
 */
export function scoreProportions({ candidates, maxWordScore }, vectorWeight) {
  const highest = { words: maxWordScore || 1, vectors: 1 };
  return weigh(vectorWeight, (list) => candidates.map((candidate) => candidate[list] / highest[list]));
}

/** Merges what each chunk misses of each highest score as the product does, but with exact scores in both lists. */
export function scoreMissing({ candidates, maxWordScore }, vectorWeight) {
  const highest = { words: maxWordScore || 1, vectors: 1 };
  return weigh(vectorWeight, (list) =>
    candidates.map((candidate) => -Math.log(Math.max(0.01, 1 - candidate[list] / highest[list]))),
  );
}

function combine({ candidates }, vectorWeight, scaleOf) {
  const depth = 100;
  return weigh(vectorWeight, (list) => {
    const rankOf = ({ wordRank, vectorRank }) => (list === "words" ? wordRank : vectorRank);
    const found = candidates.filter((candidate) => rankOf(candidate) >= 0).map((candidate) => candidate[list]);
    const floor = list === "words" && found.length < depth ? 0 : Math.min(...found);
    const heights = candidates.map((candidate) => (rankOf(candidate) < 0 ? 0 : Math.max(0, candidate[list] - floor)));
    return divide(heights, scaleOf(heights));
  });
}

function weigh(vectorWeight, sharesOf) {
  const [words, vectors] = [sharesOf("words"), sharesOf("vectors")];
  return words.map((share, at) => (1 - vectorWeight) * share + vectorWeight * vectors[at]);
}

function divide(values, scale) {
  return values.map((value) => (scale > 1e-9 ? value / scale : 0));
}

function deviationOf(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
