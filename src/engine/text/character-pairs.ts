const withoutSpacesInside = /^(?:\p{sc=Han}{3,}|\p{sc=Hangul}{3,})$/u;

/**
 * A word, and if it is a Han or Hangul word of three or more characters also its overlapping pairs, since the
 * dictionary's longest word often holds the one that is asked for: 北京大学 is found by 北京 and by 大学.
 */
export function characterPairs(word: string): readonly string[] {
  if (!withoutSpacesInside.test(word)) return [word];
  const characters = Array.from(word);
  return [word, ...characters.slice(1).map((character, index) => `${characters[index]}${character}`)];
}
