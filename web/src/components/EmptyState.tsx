import type { ReactNode } from "react";

type Props = { icon: ReactNode; title: string; why: string; action?: ReactNode };

/** What this is, why it is empty, and the one action that fills it. */
export function EmptyState({ icon, title, why, action }: Props) {
  return (
    <div className="empty">
      <span className="crest">{icon}</span>
      <h2>{title}</h2>
      <p>{why}</p>
      {action ? <div className="row">{action}</div> : null}
    </div>
  );
}
