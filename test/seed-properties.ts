import fc from "fast-check";

// The same cases in every run, so that a failure is the change's and not the day's. LYDIAN_SEED looks for new ones.
fc.configureGlobal({ seed: Number(process.env.LYDIAN_SEED ?? 20_261_125) });
