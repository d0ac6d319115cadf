import { ActionIcon, Button, Select } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listTeams, listUsers } from "@/api/access";
import type { Grant } from "@/api/repositories";

type Props = { grants: Grant[]; owner: string; mayChange: boolean; onChange: (grants: Grant[]) => void };

const keyOf = (grant: Pick<Grant, "kind" | "name">) => `${grant.kind} ${grant.name}`;

/** Who may write beside the owner team. */
export function Grants({ grants, owner, mayChange, onChange }: Props) {
  const { t } = useTranslation();
  const { data: teams = [] } = useQuery({ queryKey: ["teams"], queryFn: listTeams, staleTime: 60_000, enabled: mayChange });
  const { data: users = [] } = useQuery({ queryKey: ["users"], queryFn: listUsers, staleTime: 60_000, enabled: mayChange });
  const [who, setWho] = useState<string | null>(null);
  const [level, setLevel] = useState<Grant["level"]>("WRITE");
  const given = new Set(grants.map(keyOf));
  const levels = (["WRITE", "MAINTAIN"] as const).map((one) => ({ value: one, label: t(`repositories.levels.${one}`) }));
  const choices = [
    { group: t("repositories.teams"), items: teams.filter((team) => team.name !== owner).map((team) => ({ value: `TEAM ${team.name}`, label: team.name })) },
    { group: t("repositories.people"), items: users.map((user) => ({ value: `USER ${user.email}`, label: user.email })) },
  ].map((one) => ({ ...one, items: one.items.filter((item) => !given.has(item.value)) }));
  const add = () => {
    if (!who) return;
    const [kind, ...name] = who.split(" ");
    onChange([...grants, { kind: kind as Grant["kind"], name: name.join(" "), level }]);
    setWho(null);
  };
  return (
    <>
      <ul className="stack" style={{ gap: 8 }} aria-label={t("repositories.grants")}>
        <li className="row">
          <span className="cut">{t("repositories.ownerGrant", { team: owner })}</span>
          <span className="push muted">{t("repositories.levels.MAINTAIN")}</span>
        </li>
        {grants.map((grant) => (
          <li key={keyOf(grant)} className="row">
            <span className="cut" title={grant.name}>
              {grant.name}
            </span>
            {mayChange ? (
              <>
                <Select
                  className="push"
                  size="xs"
                  w={128}
                  aria-label={t("repositories.levelOf", { name: grant.name })}
                  data={levels}
                  value={grant.level}
                  allowDeselect={false}
                  onChange={(next) => onChange(grants.map((one) => (one === grant ? { ...grant, level: next as Grant["level"] } : one)))}
                />
                <ActionIcon size="xs" aria-label={t("common.removeNamed", { name: grant.name })} onClick={() => onChange(grants.filter((one) => one !== grant))}>
                  <IconTrash size={16} stroke={1.5} />
                </ActionIcon>
              </>
            ) : (
              <span className="push muted">{t(`repositories.levels.${grant.level}`)}</span>
            )}
          </li>
        ))}
      </ul>
      {mayChange ? (
        <div className="row wrap" style={{ alignItems: "flex-end" }}>
          <Select label={t("repositories.grantTo")} placeholder={t("repositories.grantToHelp")} style={{ flex: "1 1 200px" }} searchable clearable data={choices} value={who} onChange={setWho} />
          <Select label={t("repositories.level")} w={128} data={levels} value={level} allowDeselect={false} onChange={(next) => setLevel(next as Grant["level"])} />
          <Button leftSection={<IconPlus size={16} stroke={1.5} />} disabled={who === null} onClick={add}>
            {t("common.add")}
          </Button>
        </div>
      ) : null}
    </>
  );
}
