// Measures risk and coverage if only answers above a confidence are shown.

/**
 * @param {{confidence: number, isRight: boolean, isAnswerable: boolean}[]} answers
 * @returns  share of questions answered, share of wrong ones among them, and share of the answerable questions
 *           that got their right answer
 */
export function measureAt(answers, threshold) {
  const shown = answers.filter(({ confidence }) => confidence >= threshold);
  const right = shown.filter(({ isRight }) => isRight).length;
  const answerable = answers.filter(({ isAnswerable }) => isAnswerable);
  const shownAnswerable = shown.filter(({ isAnswerable }) => isAnswerable);
  return {
    threshold,
    coverage: shown.length / answers.length,
    risk: shown.length === 0 ? 0 : 1 - right / shown.length,
    answerableAnsweredRight: answerable.length === 0 ? 0 : right / answerable.length,
    riskOfAnswerable: shownAnswerable.length === 0 ? 0 : 1 - right / shownAnswerable.length,
  };
}

/** The largest coverage whose risk is at most `risk`, over all thresholds. */
export function coverageAtRisk(answers, risk) {
  const sorted = [...answers].sort((left, right) => right.confidence - left.confidence);
  let wrong = 0;
  let coverage = 0;
  for (const [index, { isRight }] of sorted.entries()) {
    if (!isRight) wrong++;
    if (wrong / (index + 1) <= risk) coverage = (index + 1) / sorted.length;
  }
  return coverage;
}

/** The probability that a right answer has more confidence than a wrong one; ties count half. */
export function areaUnderCurve(answers) {
  const sorted = [...answers].sort((left, right) => left.confidence - right.confidence);
  let wrongBelow = 0;
  let sum = 0;
  for (let index = 0; index < sorted.length; ) {
    let end = index;
    while (end < sorted.length && sorted[end].confidence === sorted[index].confidence) end++;
    const tied = sorted.slice(index, end);
    const right = tied.filter(({ isRight }) => isRight).length;
    sum += right * (wrongBelow + (tied.length - right) / 2);
    wrongBelow += tied.length - right;
    index = end;
  }
  const right = answers.filter(({ isRight }) => isRight).length;
  return sum / (right * (answers.length - right));
}

/** Mean distance between the confidence and the share of right answers, over ten bins of equal width. */
export function calibrationError(answers) {
  let error = 0;
  for (let bin = 0; bin < 10; bin++) {
    const inside = answers.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === bin);
    const confidence = inside.reduce((sum, answer) => sum + answer.confidence, 0);
    const right = inside.filter(({ isRight }) => isRight).length;
    error += Math.abs(confidence - right) / answers.length;
  }
  return error;
}
