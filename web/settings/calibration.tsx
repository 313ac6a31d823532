import { useQuery } from "@tanstack/react-query";
import type { CalibrationReport } from "../../src/core/index.ts";
import { callApi, collectionPath } from "../api/index.ts";
import { momentOf, Notice, Trouble } from "../pieces/index.ts";
import { sayShare } from "./draw-curve.ts";
import { RiskCurve } from "./risk-curve.tsx";

/** Shows the calibrated rate of wrong answers and its cost in answered questions. */
export function Calibration({ collection }: { readonly collection: string }) {
  const { data, error } = useQuery({
    queryKey: ["calibration", collection],
    queryFn: ({ signal }) =>
      callApi<{ readonly calibration?: CalibrationReport }>(collectionPath(collection, "calibration"), { signal }),
  });
  return (
    <section aria-labelledby="calibration-h">
      <h2 id="calibration-h">Error rate</h2>
      {error === null ? null : <Trouble title="The calibration could not be read" error={error} />}
      {data === undefined ? null : data.calibration === undefined ? (
        <p className="prose">
          {collection} has not been calibrated: answers are shown above the default confidence, without a promised error
          rate. If you have questions with known answers,{" "}
          <code>lydian calibrate questions.jsonl --max-wrong-rate 0.05</code> finds the confidence above which at most 5
          % of the answers are wrong.
        </p>
      ) : (
        <Report report={data.calibration} />
      )}
    </section>
  );
}

function Report({ report }: { readonly report: CalibrationReport }) {
  const { calibratedAt, maxWrongRate, certainty, chosen, questions, leastShown, reachableRate, curve, outdated } =
    report;
  return (
    <>
      <p className="prose">
        {chosen === undefined
          ? `No confidence threshold keeps wrong answers to ${sayShare(maxWrongRate)} or less, so no answer is shown. That rate needs at least ${leastShown} answers, none of them wrong.`
          : `Answers with a confidence of at least ${chosen.threshold.toFixed(2)} are shown. With ${sayShare(certainty)} certainty, at most ${sayShare(maxWrongRate)} of them are wrong. ${sayShare(chosen.coverage)} of the questions are answered.`}
        {reachableRate === undefined
          ? ""
          : ` These questions are enough to promise a rate of ${sayShare(reachableRate)}.`}
      </p>
      <p className="quiet">
        {questions.total} questions, {questions.answerable} with an answer, {questions.generated} generated from the
        documents; {momentOf(calibratedAt)}.
      </p>
      {outdated.length === 0 ? null : (
        <Notice>
          {outdated.map(({ name }) => name).join(", ")} {outdated.length === 1 ? "has" : "have"} changed since, so the
          promise no longer holds. <code>lydian calibrate</code> asks the same questions again.
        </Notice>
      )}
      {curve.length < 2 ? null : <RiskCurve curve={curve} chosen={chosen} maxWrongRate={maxWrongRate} />}
    </>
  );
}
