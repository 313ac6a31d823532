import { Session } from "node:inspector/promises";

/** Does the work, and returns its value with the milliseconds that the main thread spent in each package or room. */
export async function profileModules(work) {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.start");
  const value = await work();
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  const modules = new Map(profile.nodes.map(({ id, callFrame }) => [id, moduleOf(callFrame)]));
  const milliseconds = {};
  for (const [index, id] of profile.samples.entries()) {
    const module = modules.get(id);
    if (module !== "(idle)") milliseconds[module] = (milliseconds[module] ?? 0) + profile.timeDeltas[index] / 1000;
  }
  const sorted = Object.entries(milliseconds).toSorted(([, one], [, other]) => other - one);
  return { value, milliseconds: Object.fromEntries(sorted.map(([module, time]) => [module, Math.round(time)])) };
}

function moduleOf({ url, functionName }) {
  if (url === "") return functionName;
  if (url.startsWith("node:")) return "node";
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  return inPackage ?? /dist\/((?:adapters\/)?[^/]+)/.exec(url)?.[1] ?? url;
}
