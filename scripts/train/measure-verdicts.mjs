// Measures how well scores or verdicts distinguish supported claims from others.

/** Area under the ROC curve of `score` against `isSupported`; ties count half. */
export function rankingArea(rows) {
  const sorted = rows.toSorted((one, other) => one.score - other.score);
  const positives = rows.filter(({ isSupported }) => isSupported).length;
  let ranks = 0;
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (end < sorted.length && sorted[end].score === sorted[start].score) end++;
    const tied = sorted.slice(start, end).filter(({ isSupported }) => isSupported).length;
    ranks += (tied * (start + end + 1)) / 2;
    start = end;
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * (rows.length - positives));
}

/** Balanced accuracy: the mean of the shares of supported and of unsupported claims that are judged correctly. */
export function balancedAccuracy(rows, passes) {
  const share = (isSupported) => {
    const own = rows.filter((row) => row.isSupported === isSupported);
    return own.filter((row) => passes(row) === isSupported).length / own.length;
  };
  return (share(true) + share(false)) / 2;
}
