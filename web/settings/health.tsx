import { useMutation } from "@tanstack/react-query";
import type { DoctorReport } from "../../src/core/index.ts";
import { callApi } from "../api/index.ts";
import { Button, Icon, Trouble } from "../pieces/index.ts";

/** Runs `lydian doctor` and shows its findings. */
export function Health() {
  const { data, error, isPending, mutate } = useMutation({
    mutationFn: () => callApi<DoctorReport>("/health", { method: "POST" }),
  });
  return (
    <section aria-labelledby="health-h">
      <h2 id="health-h">Health</h2>
      <p className="quiet">
        Checks models, store and disk, and reads every document once. In a large store this takes a while.
      </p>
      <Button disabled={isPending} onClick={() => mutate()}>
        {isPending ? "Checking…" : data === undefined ? "Check now" : "Check again"}
      </Button>
      <div role="status">
        {data === undefined || isPending ? null : <p className="prose">{describeProblems(data)}</p>}
      </div>
      {error === null ? null : <Trouble title="The check failed" error={error} />}
      {data === undefined ? null : (
        <ul className="checks">
          {data.checks.map(({ name, status, message, details = [], hint }) => (
            <li key={name} data-status={status}>
              <Icon name={status === "ok" ? "supported" : "warn"} label={status === "ok" ? "In order" : "Problem"} />
              <span className="check-name">{name}</span>
              <span className="check-words">
                {message}
                {details.map((detail) => (
                  <span key={detail} className="detail">
                    {detail}
                  </span>
                ))}
                {hint === undefined ? null : <span className="detail">{hint}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function describeProblems({ checks }: DoctorReport): string {
  const problems = checks.filter(({ status }) => status === "problem").length;
  if (problems === 0) return "All is well.";
  return problems === 1 ? "There is 1 problem." : `There are ${problems} problems.`;
}
