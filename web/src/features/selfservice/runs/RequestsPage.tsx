import { Button, SegmentedControl } from "@mantine/core";
import { IconBolt } from "@tabler/icons-react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { PageHead } from "@/components/PageHead";
import { RunTable } from "@/components/RunTable";
import { useSession } from "@/lib/session";

/** What I asked for, or what everybody did. */
export function RequestsPage() {
  const { t } = useTranslation();
  const { user } = useSession();
  const navigate = useNavigate({ from: "/self-service/requests" });
  const { of, state } = useSearch({ from: "/inside/self-service/requests" });
  const filter = { user_email: of === "all" ? undefined : user.email, active: state === "open" ? true : state === "ended" ? false : undefined };
  return (
    <div className="stretch">
      <PageHead title={t("requests.title")} lead={t("requests.lead")} lined />
      <div className="toolbar">
        <SegmentedControl
          role="radiogroup"
          aria-label={t("requests.whose")}
          value={of ?? "mine"}
          onChange={(next) => void navigate({ search: (before) => ({ ...before, of: next === "all" ? "all" : undefined }) })}
          data={[
            { value: "mine", label: t("requests.mine") },
            { value: "all", label: t("requests.everybody") },
          ]}
        />
        <SegmentedControl
          role="radiogroup"
          aria-label={t("runs.state")}
          value={state ?? "any"}
          onChange={(next) => void navigate({ search: (before) => ({ ...before, state: next === "any" ? undefined : (next as "open" | "ended") }) })}
          data={[
            { value: "any", label: t("common.all") },
            { value: "open", label: t("requests.open") },
            { value: "ended", label: t("requests.ended") },
          ]}
        />
      </div>
      <div className="body">
        <RunTable
          filter={filter}
          label={t("requests.title")}
          empty={
            <EmptyState
              icon={<IconBolt size={20} stroke={1.5} />}
              title={t("requests.none")}
              why={t("requests.noneWhy")}
              action={
                <Button component={Link} to="/self-service" variant="filled">
                  {t("request.toAll")}
                </Button>
              }
            />
          }
        />
      </div>
    </div>
  );
}
