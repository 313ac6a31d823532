/** Does some work, and returns its result with the number of turns that the event loop gave to others meanwhile. */
export async function countTurns<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly turns: number }> {
  let turns = 0;
  const tick = () => {
    turns += 1;
    ticking = setImmediate(tick);
  };
  let ticking = setImmediate(tick);
  try {
    const result = await work();
    return { result, turns };
  } finally {
    clearImmediate(ticking);
  }
}
