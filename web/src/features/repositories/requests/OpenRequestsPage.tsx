import { Button, SegmentedControl } from "@mantine/core";
import { IconGitBranch, IconGitPullRequest } from "@tabler/icons-react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ChangeRequestFilter } from "@/api/changeRequests";
import { EmptyState } from "@/components/EmptyState";
import { PageHead } from "@/components/PageHead";
import { RequestTable } from "./RequestTable";

const filters: Record<"review" | "mine" | "all", ChangeRequestFilter> = { review: { review: true }, mine: { mine: true, state: "OPEN" }, all: { state: "OPEN" } };

/** Open change requests of all repositories: those that wait for me, those of mine, and all. */
export function OpenRequestsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: "/change-requests" });
  const { of } = useSearch({ from: "/inside/change-requests" });
  const which = of ?? "review";
  return (
    <div className="stretch">
      <PageHead
        title={t("changeRequests.title")}
        lead={t("changeRequests.lead")}
        actions={
          <Button component={Link} to="/repositories" leftSection={<IconGitBranch size={16} stroke={1.5} />}>
            {t("repositories.title")}
          </Button>
        }
      />
      <div className="toolbar">
        <SegmentedControl
          role="radiogroup"
          aria-label={t("changeRequests.which")}
          value={which}
          onChange={(next) => void navigate({ search: { of: next === "review" ? undefined : (next as "mine" | "all") } })}
          data={(["review", "mine", "all"] as const).map((one) => ({ value: one, label: t(`changeRequests.of.${one}`) }))}
        />
      </div>
      <div className="body">
        <RequestTable
          whose={null}
          filter={filters[which]}
          label={t("changeRequests.title")}
          empty={
            <EmptyState
              icon={<IconGitPullRequest size={20} stroke={1.5} />}
              title={t(`changeRequests.none.${which}`)}
              why={t(`changeRequests.noneWhy.${which}`)}
              action={
                <Button component={Link} to="/repositories" variant="filled">
                  {t("repositories.title")}
                </Button>
              }
            />
          }
        />
      </div>
    </div>
  );
}
