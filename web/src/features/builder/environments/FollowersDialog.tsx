import { Modal, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { readFollowers } from "@/api/deliveries";
import type { Environment } from "@/api/deliveries";
import { CopyButton } from "@/components/CopyButton";
import { ErrorNote } from "@/components/ErrorState";

const programs = { argoCd: "Argo CD", flux: "Flux" } as const;

/** What tells Argo CD or Flux to bring a cluster to the manifests of an environment. */
export function FollowersDialog({ environment, onClose }: { environment: Environment; onClose: () => void }) {
  const { t } = useTranslation();
  const [program, setProgram] = useState<keyof typeof programs>("argoCd");
  const { data, error, refetch } = useQuery({ queryKey: ["environments", environment.name, "followers"], queryFn: () => readFollowers(environment.name) });
  return (
    <Modal opened title={t("environments.followersTitle", { title: environment.title })} size="lg" onClose={onClose} closeButtonProps={{ "aria-label": t("common.close") }}>
      <div className="dialog">
        <p className="muted">{t("environments.followersWhy")}</p>
        <SegmentedControl role="radiogroup" aria-label={t("environments.followersFor")} value={program} onChange={(next) => setProgram(next as keyof typeof programs)} data={Object.entries(programs).map(([value, label]) => ({ value, label }))} />
        <ErrorNote error={error} onRetry={() => void refetch()} />
        {data ? (
          <div className="code">
            <pre style={{ maxHeight: 360, overflow: "auto" }} tabIndex={0}>
              {data[program]}
            </pre>
            <CopyButton value={data[program]} label={t("environments.followersCopy", { program: programs[program] })} />
          </div>
        ) : null}
      </div>
    </Modal>
  );
}
