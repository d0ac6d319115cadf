import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PermissionBlock } from "@/api/types";
import { WhoFields } from "./WhoFields";

type Props = { title: string; help: string; parts: { id: string; title: string }[]; blocks: Record<string, PermissionBlock>; always: string[]; owned: boolean; onChange: (id: string, block: PermissionBlock) => void };

/** Who may change one property or relation although the rest of the entity is closed to them. */
export function PartPermissions({ title, help, parts, blocks, always, owned, onChange }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string | null>(null);
  const who = (block: PermissionBlock) => {
    const names = [
      ...((block.roles ?? []).includes("Member") ? [t("permissions.members")] : []),
      ...(block.ownedByTeam ? [t("permissions.ownedByTeam")] : []),
      ...(block.teams ?? []),
      ...(block.users ?? []),
      ...(block.roles ?? []).filter((role) => role !== "Member" && !always.includes(role)),
    ];
    return names.length > 0 ? names.join(", ") : t("permissions.asAbove");
  };
  return (
    <section className="card">
      <header>
        <h2>{title}</h2>
      </header>
      <p className="in muted" style={{ paddingBottom: 8 }}>
        {help}
      </p>
      <ul className="list">
        {parts.map((part) => {
          const block = blocks[part.id] ?? {};
          const here = open === part.id;
          return (
            <li key={part.id}>
              <div className="row">
                <span className="strong cut" style={{ flex: "0 1 240px" }}>
                  {part.title}
                </span>
                <span className="muted cut" style={{ flex: 1 }}>
                  {who(block)}
                </span>
                <Button size="xs" variant="subtle" aria-expanded={here} aria-label={here ? undefined : t("permissions.changeNamed", { name: part.title })} onClick={() => setOpen(here ? null : part.id)}>
                  {t(here ? "common.close" : "part.change")}
                </Button>
              </div>
              {here ? (
                <div style={{ padding: "16px 0 8px" }}>
                  <WhoFields block={block} always={always} owned={owned} onChange={(next) => onChange(part.id, next)} />
                </div>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
