import type { ReactNode } from "react";
import { useDocumentTitle } from "@mantine/hooks";

type Props = { title: string; lead?: string | null | undefined; mark?: ReactNode; actions?: ReactNode; /** A picture of what the page is about. */ crest?: ReactNode; /** Facts under the title. */ below?: ReactNode; lined?: boolean };

export function PageHead({ title, lead, mark, actions, crest, below, lined }: Props) {
  useDocumentTitle(`${title} · Fairway`);
  return (
    <div className={lined ? "head lined" : "head"}>
      <div className="row titled" style={{ alignItems: "flex-start", gap: 16, minWidth: 0 }}>
        {crest ? <span className="crest">{crest}</span> : null}
        <div style={{ minWidth: 0 }}>
          <div className="row wrap">
            <h1>{title}</h1>
            {mark}
          </div>
          {lead ? <p className="muted">{lead}</p> : null}
          {below}
        </div>
      </div>
      {actions ? <div className="row push">{actions}</div> : null}
    </div>
  );
}
