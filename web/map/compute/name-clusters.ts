interface Named {
  /** Vocabulary indexes of each passage's words, most typical first. */
  readonly words: readonly (readonly number[])[];
  readonly vocabulary: readonly string[];
  readonly clusters: { readonly count: number; readonly of: ArrayLike<number> };
}

const WORDS = 3;
/** A word of fewer passages names these, and not their cluster; of small clusters less is asked. */
const MIN_SHARE = 0.06;

/**
 * Two or three words for each cluster: those that many of its passages have, and few of the others: by their share here times the
 * logarithm of how much larger it is than in all. No word names
 * two clusters, as long as there are others; the larger cluster has the first choice. Empty where a cluster has no words.
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
        // With one cluster no word is more frequent here than elsewhere.
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
