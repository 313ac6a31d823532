interface EvidenceGaugeProps {
  readonly confidence: number;
  readonly threshold: number;
}

/** Gauge of the evidence found against the evidence needed, both from 0 to 1. */
export function EvidenceGauge({ confidence, threshold }: EvidenceGaugeProps) {
  const [has, needs] = [confidence, threshold].map((share) => Math.min(1, Math.max(0, share)) * 100);
  const [said, needed] = sayApart(confidence, threshold);
  return (
    <div className="gauge">
      <p className="row">
        Evidence <b>{said}</b>
      </p>
      <svg
        viewBox="0 0 100 16"
        preserveAspectRatio="none"
        role="img"
        aria-label={`Evidence ${said} of the ${needed} that an answer needs`}
      >
        <rect className="track" y="4" width="100" height="8" />
        <rect className="fill" y="4" width={has} height="8" />
        <path className="need" d={`M${needs} 0v16`} />
      </svg>
      <p
        className="row"
        style={
          (needs ?? 0) > 60
            ? { paddingInlineEnd: `${100 - (needs ?? 0)}%`, textAlign: "end" }
            : { paddingInlineStart: `${needs}%` }
        }
      >
        An answer needs <b>{needed}</b>
      </p>
    </div>
  );
}

/** Formats two numbers with enough digits to show that one is smaller. */
export function sayApart(less: number, more: number): readonly [string, string] {
  for (let digits = 2; digits < 5; digits++) {
    const [one, other] = [less.toFixed(digits), more.toFixed(digits)];
    if (one !== other) return [one, other];
  }
  return [less.toFixed(5), more.toFixed(5)];
}
