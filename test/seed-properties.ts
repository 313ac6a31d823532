import fc from "fast-check";

// Every run tries the same cases, so that a failure comes from a change in the code. LYDIAN_SEED tries others.
fc.configureGlobal({ seed: Number(process.env.LYDIAN_SEED ?? 20_261_125) });
