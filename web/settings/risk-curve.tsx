import { useId } from "react";
import { type CurvePoint, drawCurve, frame, sayShare } from "./draw-curve.ts";

interface RiskCurveProps {
  readonly curve: readonly CurvePoint[];
  readonly chosen: CurvePoint | undefined;
  readonly maxWrongRate: number;
}

/** Curve of wrong answers against answered questions, with a table for screen readers. */
export function RiskCurve({ curve, chosen, maxWrongRate }: RiskCurveProps) {
  const title = useId();
  const { highest, wrong, bound, x, y } = drawCurve(curve, maxWrongRate);
  const { width, height, left, right, top, bottom } = frame;
  const base = height - bottom;
  return (
    <figure className="curve">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={title}>
        <title id={title}>Share of wrong answers against share of questions answered</title>
        <path className="axis" d={`M${left} ${top}V${base}H${width - right}`} />
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <text key={share} className="tick" x={x(share)} y={base + 16} textAnchor="middle">
            {sayShare(share)}
          </text>
        ))}
        {[0, highest / 2, highest].map((share) => (
          <text key={share} className="tick" x={left - 6} y={y(share) + 4} textAnchor="end">
            {sayShare(share)}
          </text>
        ))}
        <text className="tick" x={(left + width - right) / 2} y={height - 4} textAnchor="middle">
          questions answered
        </text>
        <line className="allowed" x1={left} x2={width - right} y1={y(maxWrongRate)} y2={y(maxWrongRate)} />
        <text className="tick" x={width - right} y={y(maxWrongRate) - 5} textAnchor="end">
          allowed {sayShare(maxWrongRate)}
        </text>
        <polyline className="bound" points={bound} />
        <polyline className="wrong" points={wrong} />
        {chosen === undefined ? null : (
          <circle className="chosen" cx={x(chosen.coverage)} cy={y(chosen.wrongRate)} r="4.5" />
        )}
      </svg>
      <figcaption>
        Share of wrong answers among those shown: measured (solid line) and upper bound (dashed line).
        {chosen === undefined ? "" : "  The dot marks the threshold in use."}
      </figcaption>
      <CurveTable curve={curve} />
    </figure>
  );
}

function CurveTable({ curve }: Pick<RiskCurveProps, "curve">) {
  return (
    <details>
      <summary>The curve as a table</summary>
      <table className="curve-table">
        <thead>
          <tr>
            <th scope="col">From confidence</th>
            <th scope="col">Answered</th>
            <th scope="col">Wrong</th>
            <th scope="col">At most</th>
          </tr>
        </thead>
        <tbody>
          {curve.map((point) => (
            <tr key={point.threshold}>
              <td>{point.threshold.toFixed(2)}</td>
              <td>{sayShare(point.coverage)}</td>
              <td>{sayShare(point.wrongRate)}</td>
              <td>{sayShare(point.upperBound)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
