/** Returns the folder of the data sets for benches: `LYDIAN_DATA`; undefined if it is not set. */
export function dataFolder(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = environment.LYDIAN_DATA ?? "";
  return folder === "" ? undefined : folder;
}
