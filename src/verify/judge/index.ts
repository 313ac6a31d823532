export { createJudge, type JudgeBudget, type Judgement, type JudgeServices } from "./create-judge.ts";
