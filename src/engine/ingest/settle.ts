/** Waits for a promise without ever rejecting, so that its failure can be looked at later. */
export async function settle<T>(promise: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [settled] = await Promise.allSettled([promise]);
  return settled;
}
