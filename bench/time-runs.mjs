// Loaded before everything else, in each thread (`node --import ./bench/time-runs.mjs ...`): reports over a channel how
// many milliseconds each `session.run` took in its thread.
import { BroadcastChannel, isMainThread } from "node:worker_threads";

export const RUNS_CHANNEL = "lydian-bench-runs";

if (!isMainThread) {
  const { InferenceSession } = await import("onnxruntime-node");
  const channel = new BroadcastChannel(RUNS_CHANNEL);
  channel.unref();
  const create = InferenceSession.create.bind(InferenceSession);
  InferenceSession.create = async (...given) => {
    const session = await create(...given);
    const run = session.run.bind(session);
    session.run = async (...fed) => {
      const started = performance.now();
      try {
        return await run(...fed);
      } finally {
        channel.postMessage(performance.now() - started);
      }
    };
    return session;
  };
}
