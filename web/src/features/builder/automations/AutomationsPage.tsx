import { Button, SegmentedControl } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PageHead } from "@/components/PageHead";
import { AutomationList } from "./AutomationList";
import { Firings } from "./Firings";

/** What follows by itself, and what did. */
export function AutomationsPage() {
  const { t } = useTranslation();
  const { show = "history" } = useSearch({ from: "/inside/builder/automations" });
  const navigate = useNavigate({ from: "/builder/automations" });
  return (
    <div className="stretch">
      <PageHead
        title={t("builder.sections.automations")}
        lead={t("automations.lead")}
        lined
        actions={
          <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} renderRoot={(props) => <Link {...props} to="/builder/actions/$action" params={{ action: "new" }} search={{ begins: "automation" }} />}>
            {t("automations.make")}
          </Button>
        }
      />
      <div className="toolbar">
        <SegmentedControl
          role="radiogroup"
          aria-label={t("notifications.show")}
          value={show}
          onChange={(next) => void navigate({ search: { show: next === "all" ? next : undefined } })}
          data={[
            { value: "history", label: t("automations.history") },
            { value: "all", label: t("automations.all") },
          ]}
        />
      </div>
      <div className="body stack">{show === "all" ? <AutomationList /> : <Firings />}</div>
    </div>
  );
}
