import { Button, NumberInput, Switch, TagsInput, Textarea } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeRepository, deleteRepository } from "@/api/repositories";
import type { Protection, Repository } from "@/api/repositories";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { ErrorNote } from "@/components/ErrorState";
import { say } from "@/components/toast";
import { measured } from "@/lib/amounts";
import { useUnsavedGuard } from "@/lib/useUnsavedGuard";
import { Grants } from "./Grants";
import { RefPicker } from "./RefPicker";
import { RenameCard } from "./RenameCard";
import { keyOf, repositoryQuery, useRepository } from "./useRepository";

type Draft = Pick<Repository, "description" | "defaultBranch" | "protection" | "grants">;

function ProtectionFields({ protection, branch, mayChange, onChange }: { protection: Protection; branch: string; mayChange: boolean; onChange: (protection: Protection) => void }) {
  const { t } = useTranslation();
  const set = (change: Partial<Protection>) => onChange({ ...protection, ...change });
  const off = !mayChange || !protection.enabled;
  return (
    <>
      <Switch
        label={t("repositories.protect", { branch })}
        description={t("repositories.protectHelp")}
        checked={protection.enabled}
        disabled={!mayChange}
        onChange={(event) => set({ enabled: event.currentTarget.checked, requiredApprovals: event.currentTarget.checked ? Math.max(1, protection.requiredApprovals) : 0 })}
      />
      <NumberInput
        label={t("repositories.requiredApprovals")}
        description={t("repositories.requiredApprovalsHelp")}
        min={0}
        max={10}
        allowDecimal={false}
        clampBehavior="strict"
        style={{ maxWidth: 320 }}
        disabled={off}
        value={protection.requiredApprovals}
        onChange={(next) => set({ requiredApprovals: Number(next) || 0 })}
      />
      <Switch label={t("repositories.staleApprovals")} description={t("repositories.staleApprovalsHelp")} checked={protection.staleApprovals} disabled={off} onChange={(event) => set({ staleApprovals: event.currentTarget.checked })} />
      <TagsInput label={t("repositories.requiredChecks")} description={t("repositories.requiredChecksHelp")} maxTags={50} disabled={off} value={protection.requiredChecks} onChange={(next) => set({ requiredChecks: next })} />
    </>
  );
}

/** What a maintainer may change, and everybody may read. */
export function SettingsPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const repository = useRepository();
  const { mayMaintain } = repository;
  const [draft, setDraft] = useState<Partial<Draft>>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [deleting, setDeleting] = useState(false);
  const now: Draft = { description: repository.description, defaultBranch: repository.defaultBranch, protection: repository.protection, grants: repository.grants, ...draft };
  const dirty = Object.keys(draft).length > 0;
  useUnsavedGuard(dirty && !deleting);
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const save = async () => {
    setBusy(true);
    setError(null);
    try {
      const saved = await changeRepository(repository, draft);
      client.setQueryData(repositoryQuery(repository).queryKey, saved);
      await client.invalidateQueries({ queryKey: ["repositories", "list"] });
      setDraft({});
      say(t("common.saved"));
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  return (
    <div className="body narrow-page">
      {mayMaintain ? null : (
        <div className="note">
          <IconLock size={16} stroke={1.5} aria-hidden="true" />
          <p>{t("repositories.notMaintainer", { team: repository.owner })}</p>
        </div>
      )}
      <section className="card" aria-labelledby="about">
        <header>
          <h2 id="about">{t("repositories.about")}</h2>
        </header>
        <div className="in stack" style={{ gap: 16 }}>
          <Textarea label={t("common.description")} autosize minRows={2} maxRows={6} maxLength={500} disabled={!mayMaintain} value={now.description} onChange={(event) => set({ description: event.currentTarget.value })} />
          {mayMaintain && repository.pushedAt ? <RefPicker labelled branchesOnly label={t("repositories.defaultBranch")} value={now.defaultBranch} onChange={(branch) => set({ defaultBranch: branch })} /> : null}
          <p className="small quiet">{t("repositories.size", { size: measured("bytes", repository.bytes) })}</p>
        </div>
      </section>
      <section className="card" aria-labelledby="protection">
        <header>
          <h2 id="protection">{t("repositories.protection")}</h2>
        </header>
        <div className="in stack" style={{ gap: 16 }}>
          <ProtectionFields protection={now.protection} branch={now.defaultBranch} mayChange={mayMaintain} onChange={(protection) => set({ protection })} />
        </div>
      </section>
      <section className="card" aria-labelledby="grants">
        <header>
          <h2 id="grants">{t("repositories.grants")}</h2>
        </header>
        <div className="in stack" style={{ gap: 16 }}>
          <p className="muted">{t("repositories.grantsWhy")}</p>
          <Grants grants={now.grants} owner={repository.owner} mayChange={mayMaintain} onChange={(grants) => set({ grants })} />
        </div>
      </section>
      <ErrorNote error={error} />
      {mayMaintain ? (
        <>
          <div className="row">
            <Button variant="filled" loading={busy} disabled={!dirty} onClick={() => void save()}>
              {t("common.save")}
            </Button>
            {dirty ? (
              <Button variant="subtle" onClick={() => setDraft({})}>
                {t("common.cancel")}
              </Button>
            ) : null}
          </div>
          <section className="card" aria-labelledby="to-webhooks">
            <header>
              <h2 id="to-webhooks">{t("webhooks.title")}</h2>
            </header>
            <div className="in row wrap">
              <p className="muted" style={{ flex: "1 1 320px" }}>
                {t("webhooks.openWhy")}
              </p>
              <Button renderRoot={(props) => <Link {...props} to="/repositories/$owner/$name/settings/webhooks" params={{ owner: repository.owner, name: repository.name }} />}>{t("webhooks.open")}</Button>
            </div>
          </section>
          {repository.owner === "platform" ? null : <RenameCard key={repository.name} repository={repository} />}
          <section className="card" aria-labelledby="delete">
            <header>
              <h2 id="delete">{t("repositories.deleteTitle")}</h2>
            </header>
            <div className="in row wrap">
              <p className="muted" style={{ flex: "1 1 320px" }}>
                {t("repositories.deleteWhy")}
              </p>
              <Button variant="danger" onClick={() => setDeleting(true)}>
                {t("repositories.delete")}
              </Button>
            </div>
          </section>
        </>
      ) : null}
      {deleting ? (
        <ConfirmDialog
          title={t("repositories.deleteNamed", { name: repository.name })}
          action={t("repositories.delete")}
          typeName={repository.name}
          onConfirm={async () => {
            await deleteRepository(repository, repository.name);
            return async () => {
              await navigate({ to: "/repositories" });
              client.removeQueries({ queryKey: keyOf(repository) });
              await client.invalidateQueries({ queryKey: ["repositories", "list"] });
              say(t("repositories.gone", { name: repository.name }));
            };
          }}
          onClose={() => setDeleting(false)}
        >
          <p>{t("repositories.deleteLoses")}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
