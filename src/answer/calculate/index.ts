export { calculate } from "./calculate.ts";
export { planCalculation } from "./plan-calculation.ts";
