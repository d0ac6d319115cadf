import type { ReactNode } from "react";
import { useDocumentTitle } from "@mantine/hooks";

type Props = { title: string; lead?: string | null | undefined; mark?: ReactNode; actions?: ReactNode; lined?: boolean };

export function PageHead({ title, lead, mark, actions, lined }: Props) {
  useDocumentTitle(`${title} · Fairway`);
  return (
    <div className={lined ? "head lined" : "head"}>
      <div style={{ minWidth: 0 }}>
        <div className="row wrap">
          <h1>{title}</h1>
          {mark}
        </div>
        {lead ? <p className="muted">{lead}</p> : null}
      </div>
      {actions ? <div className="row push">{actions}</div> : null}
    </div>
  );
}
