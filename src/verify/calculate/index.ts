export { type CalculatedDocument, computeCalculation } from "./compute-calculation.ts";
export { foldText } from "./fold-text.ts";
export { isNothing, selectRows } from "./select-rows.ts";
export { stateCalculation } from "./state-calculation.ts";
