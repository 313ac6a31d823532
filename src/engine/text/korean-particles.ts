const hangulWord = /^\p{sc=Hangul}{2,}$/u;
// The longest first: 에서는 before 는.
const particles =
  /^(.+?)(?:에서는|에서도|에게는|으로는|까지는|부터는|이라고|에서|에게|한테|으로|까지|부터|처럼|보다|마다|밖에|이나|이며|은|는|이|가|을|를|과|와|의|에|도|로|만|나)$/u;

/**
 * A Korean word, and the word without the particle at its end, if it has one: 도서관에서 (in the library) is found by
 * 도서관. What only looks like a particle is cut off, too (고양이, the cat): the same on both sides, so that nothing is lost.
 */
export function withoutParticle(word: string): readonly string[] {
  if (!hangulWord.test(word)) return [word];
  const bare = word.replace(particles, "$1");
  return bare === word ? [word] : [word, bare];
}
