/** Returns ways to choose by a generator of whole numbers below 2³². */
export function createRandom(next) {
  const below = (bound) => next() % bound;
  return {
    below,
    pick: (list) => list[below(list.length)],
    chance: (share) => next() / 2 ** 32 < share,
    digits: (count) => Array.from({ length: count }, () => below(10)).join(""),
  };
}
