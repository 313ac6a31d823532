/** Returns a source of repeatable choices (mulberry32). */
export function seededChoice(seed) {
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const pick = (list) => list[Math.floor(random() * list.length)];
  /** Returns `count` different items, or all if there are fewer. */
  const draw = (list, count) => {
    const left = [...list];
    for (let index = left.length - 1; index > 0; index--) {
      const other = Math.floor(random() * (index + 1));
      [left[index], left[other]] = [left[other], left[index]];
    }
    return left.slice(0, count);
  };
  /** Fills `{name}` in a template with choices from the lists of that name; templates may be nested. */
  const fill = (template, lists) => {
    let text = template;
    for (let depth = 0; depth < 4 && text.includes("{"); depth++) {
      text = text.replace(/\{(\w+)\}/g, (whole, name) => (lists[name] ? pick(lists[name]) : whole));
    }
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  return { random, pick, draw, fill };
}
