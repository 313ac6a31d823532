import { defineConfig } from "vitest/config";

// Only `npm run test:model` runs it: the model and its engine do not belong to Lydian.
export default defineConfig({
  test: { include: ["test/model/**/*.test.ts"], testTimeout: 300_000, hookTimeout: 300_000 },
});
