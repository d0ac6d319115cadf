import { Button } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { revealUser } from "@/api/resources";
import type { Resource, ResourceUser } from "@/api/resources";
import { Ago } from "@/components/Ago";
import { ErrorNote } from "@/components/ErrorState";
import { PlainTable } from "@/components/PlainTable";
import { RevealOnce } from "@/components/RevealOnce";
import { useOwns } from "./useOwns";

type Revealed = Awaited<ReturnType<typeof revealUser>>;

/** Who may sign in to a resource. Passwords show when somebody of its team asks, and the log says so. */
export function UsersCard({ resource }: { resource: Resource }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const owns = useOwns(resource.team);
  const [revealed, setRevealed] = useState<Revealed | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const isThere = resource.state === "READY" || resource.state === "CHANGING";
  const reveal = async ({ role }: ResourceUser) => {
    setBusy(role);
    setError(null);
    try {
      setRevealed(await revealUser(resource.identifier, role));
      await client.invalidateQueries({ queryKey: ["audit"] });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(null);
    }
  };
  if (isThere && resource.users.length === 0) return null;
  return (
    <section className="card">
      <header>
        <h2>{t("resources.users")}</h2>
        <span className="push small quiet">{owns ? t("resources.usersRecorded") : t("resources.usersOfTeam", { team: resource.team })}</span>
      </header>
      {error ? (
        <div className="in">
          <ErrorNote error={error} />
        </div>
      ) : null}
      {resource.users.length === 0 ? (
        <p className="in quiet">{t("resources.noUsers")}</p>
      ) : (
        <PlainTable
          label={t("resources.users")}
          columns={[t("resources.user"), t("resources.role"), t("resources.issued"), t("common.actions")]}
          items={resource.users}
          keyOf={(one) => one.user}
          lastRight
          row={(one) => (
            <>
              <td>
                <code>{one.user}</code>
              </td>
              <td data-label={t("resources.role")}>{one.role}</td>
              <td data-label={t("resources.issued")} className="muted">
                {one.endsAt ? (
                  <span>
                    {t("resources.endsAt")} <Ago at={one.endsAt} />
                  </span>
                ) : (
                  <Ago at={one.issuedAt} />
                )}
              </td>
              <td style={{ textAlign: "right" }}>
                {owns && one.inUse && isThere ? (
                  <Button size="xs" leftSection={<IconEye size={14} stroke={1.5} />} loading={busy === one.role} aria-label={t("resources.revealNamed", { user: one.user })} onClick={() => void reveal(one)}>
                    {t("resources.reveal")}
                  </Button>
                ) : null}
              </td>
            </>
          )}
        />
      )}
      {revealed ? (
        <RevealOnce
          title={revealed.user}
          why={t("resources.revealWhy")}
          done={t("resources.revealDone")}
          values={[
            { label: t("resources.url"), value: revealed.url },
            { label: t("resources.user"), value: revealed.user },
            { label: t("resources.password"), value: revealed.password },
          ]}
          onClose={() => setRevealed(null)}
        />
      ) : null}
    </section>
  );
}
