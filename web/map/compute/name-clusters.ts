interface Named {
  /** Vocabulary indexes of each passage's words, most typical first. */
  readonly words: readonly (readonly number[])[];
  readonly vocabulary: readonly string[];
  readonly clusters: { readonly count: number; readonly of: ArrayLike<number> };
}

const WORDS = 3;
/** Share of a cluster's passages beyond the tenth that must contain a naming word, in addition to two passages. */
const MIN_SHARE = 0.06;

/**
 * Names each cluster with up to three words that are frequent in it and rare elsewhere. A word's weight is its share in
 * the cluster times the logarithm of that share over its share in all passages. Larger clusters choose first. A word
 * names two clusters only if the second has no other word. The name is empty if no word qualifies.
 */
export function nameClusters({ words, vocabulary, clusters }: Named): readonly string[] {
  const { count, of } = clusters;
  const counts = Array.from({ length: count }, () => new Map<number, number>());
  const totals = new Map<number, number>();
  const sizes = new Array<number>(count).fill(0);
  for (const [passage, its] of words.entries()) {
    const cluster = of[passage] ?? 0;
    sizes[cluster] = (sizes[cluster] ?? 0) + 1;
    for (const word of its) {
      counts[cluster]?.set(word, (counts[cluster]?.get(word) ?? 0) + 1);
      totals.set(word, (totals.get(word) ?? 0) + 1);
    }
  }
  const shareOfAll = (word: number): number => (totals.get(word) ?? 0) / Math.max(1, words.length);
  const taken = new Set<string>();
  return counts.map((found, cluster) => {
    const least = Math.min(2, sizes[cluster] ?? 0) + MIN_SHARE * Math.max(0, (sizes[cluster] ?? 0) - 10);
    const ranked = [...found]
      .map(([word, times]) => {
        const share = times / (sizes[cluster] ?? 1);
        // With one cluster both shares are equal, so the logarithm would always be zero.
        const weight = share * (count === 1 ? 1 : Math.log(share / shareOfAll(word)));
        return { text: vocabulary[word] ?? "", weight: times < least ? 0 : weight };
      })
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : 1));
    const chosen = pickWords(
      ranked.map(({ text }) => text),
      taken,
    );
    for (const word of chosen) taken.add(word.toLowerCase());
    return chosen.join(", ");
  });
}

function pickWords(ranked: readonly string[], taken: ReadonlySet<string>): readonly string[] {
  const chosen: string[] = [];
  for (const word of ranked) {
    const lower = word.toLowerCase();
    const isPartOfOther = chosen.some(
      (other) => other.toLowerCase().includes(lower) || lower.includes(other.toLowerCase()),
    );
    if (taken.has(lower) || isPartOfOther) continue;
    chosen.push(word);
    if (chosen.length === WORDS) break;
  }
  return chosen.length > 0 ? chosen : ranked.slice(0, 1);
}
