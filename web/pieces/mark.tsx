const STONE =
  "M8.2 3.4c3.8-1.4 8.3-.3 10.9 3 2.8 3.6 3.6 8.8.9 11.9-2.7 3-9.3 3.8-13.6 2.3C2.6 19.2 1.2 15.7 2 11.8c.8-3.9 2.9-7.1 6.2-8.4Z";

/** Touchstone with a streak of gold, the sign of Lydian; without the streak it means that nothing was found. */
export function Mark({ isBare = false }: { readonly isBare?: boolean }) {
  return (
    <svg className={isBare ? "mark bare" : "mark"} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path className="stone" d={STONE} />
      {isBare ? null : (
        <>
          <path className="streak" strokeWidth="2.3" d="m7.4 15.7 8.2-7.3" />
          <path className="streak" strokeWidth="1.1" d="m12.3 17 4.9-4.4" />
        </>
      )}
    </svg>
  );
}
