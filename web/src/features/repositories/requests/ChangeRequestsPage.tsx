import { Button, SegmentedControl } from "@mantine/core";
import { IconGitPullRequest, IconPlus } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ChangeRequestState } from "@/api/changeRequests";
import { EmptyState } from "@/components/EmptyState";
import { EmptyRepository } from "../EmptyRepository";
import { useRepository } from "../useRepository";
import { NewChangeRequest } from "./NewChangeRequest";
import { RequestTable } from "./RequestTable";

const states: Record<"open" | "merged" | "closed", ChangeRequestState> = { open: "OPEN", merged: "MERGED", closed: "CLOSED" };

/** The change requests of one repository. */
export function ChangeRequestsPage() {
  const { t } = useTranslation();
  const repository = useRepository();
  const navigate = useNavigate({ from: "/repositories/$owner/$name/change-requests" });
  const search = useSearch({ from: "/inside/repositories/$owner/$name/change-requests" });
  const state = search.state ?? "open";
  if (repository.pushedAt === null) return <EmptyRepository repository={repository} />;
  const begin = (
    <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => void navigate({ search: (before) => ({ ...before, open: "" }) })}>
      {t("changeRequests.new")}
    </Button>
  );
  return (
    <div className="body">
      <div className="row wrap">
        <SegmentedControl
          role="radiogroup"
          aria-label={t("changeRequests.state")}
          value={state}
          onChange={(next) => void navigate({ search: { state: next === "open" ? undefined : (next as "merged" | "closed") } })}
          data={(["open", "merged", "closed"] as const).map((one) => ({ value: one, label: t(`changeRequests.states.${states[one]}`) }))}
        />
        <div className="push">{begin}</div>
      </div>
      <RequestTable
        whose={repository}
        filter={{ state: states[state] }}
        label={t("changeRequests.title")}
        empty={<EmptyState icon={<IconGitPullRequest size={20} stroke={1.5} />} title={t(`changeRequests.noneHere.${state}`)} why={t("changeRequests.noneHereWhy")} action={state === "open" ? begin : null} />}
      />
      {search.open === undefined ? null : <NewChangeRequest source={search.open} onClose={() => void navigate({ search: (before) => ({ ...before, open: undefined }), replace: true })} />}
    </div>
  );
}
