import type { ReactNode } from "react";
import { LoneTitle } from "@/components/ErrorState";

type Props = { icon: ReactNode; title: string; why: string; action?: ReactNode; /** Where nothing else heads the page. */ alone?: boolean };

/** What this is, why it is empty, and the one action that fills it. */
export function EmptyState({ icon, title, why, action, alone }: Props) {
  return (
    <div className="empty">
      <span className="crest">{icon}</span>
      {alone ? <LoneTitle>{title}</LoneTitle> : <h2>{title}</h2>}
      <p>{why}</p>
      {action ? <div className="row">{action}</div> : null}
    </div>
  );
}
