import type { ReactNode } from "react";

interface EmptyStateProps {
  readonly title: string;
  readonly lede: ReactNode;
  readonly children?: ReactNode;
}

export function EmptyState({ title, lede, children }: EmptyStateProps) {
  return (
    <div className="first">
      <h1>{title}</h1>
      <p className="lede">{lede}</p>
      {children}
    </div>
  );
}
