import { Button, Progress } from "@mantine/core";
import { IconBuildingStore, IconFileImport, IconTopologyStar3 } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CreateBlueprint } from "@/components/CreateBlueprint";
import { ErrorNote } from "@/components/ErrorState";
import { PageHead } from "@/components/PageHead";
import { formatNumber } from "@/lib/time";
import classes from "./Setup.module.css";
import { useDemoLoad } from "./useDemoLoad";

function Choice({ icon, title, text, time, children }: { icon: ReactNode; title: string; text: string; time: string; children: ReactNode }) {
  return (
    <section className={`card ${classes["choice"]}`}>
      <span className="crest">{icon}</span>
      <h2>{title}</h2>
      <p className="muted">{text}</p>
      <p className="small quiet">{time}</p>
      <div className={classes["action"]}>{children}</div>
    </section>
  );
}

/** Three ways to a useful catalog within minutes. */
export function SetupPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const demo = useDemoLoad();
  const [creating, setCreating] = useState(false);
  const icon = { size: 20, stroke: 1.5 };
  return (
    <div className="stretch">
      <PageHead title={t("setup.title")} lead={t("setup.lead")} lined />
      <div className="body">
        <ErrorNote error={demo.error} />
        <div className={classes["choices"]}>
          <Choice icon={<IconBuildingStore {...icon} />} title={t("setup.demo")} text={t("setup.demoText")} time={t("setup.demoTime")}>
            {demo.running ? (
              <div role="status">
                <Progress value={demo.part} size={8} radius={2} aria-label={t("setup.demoLoading")} />
                <p className="small muted" style={{ marginTop: 4 }}>
                  {demo.total > 0 ? t("setup.demoNumbers", { processed: formatNumber(demo.processed), total: formatNumber(demo.total) }) : t("setup.demoLoading")}
                </p>
              </div>
            ) : (
              <Button variant="filled" onClick={() => void demo.start()}>
                {t("setup.loadDemo")}
              </Button>
            )}
          </Choice>
          <Choice icon={<IconFileImport {...icon} />} title={t("setup.file")} text={t("setup.fileText")} time={t("setup.fileTime")}>
            <Button onClick={() => void navigate({ to: "/builder/import" })}>{t("setup.importFile")}</Button>
          </Choice>
          <Choice icon={<IconTopologyStar3 {...icon} />} title={t("setup.own")} text={t("setup.ownText")} time={t("setup.ownTime")}>
            <Button onClick={() => setCreating(true)}>{t("model.create")}</Button>
          </Choice>
        </div>
      </div>
      {creating ? (
        <CreateBlueprint
          onClose={() => setCreating(false)}
          onCreated={(blueprint) => {
            void client.invalidateQueries({ queryKey: ["session"] });
            void navigate({ to: "/builder/blueprints/$blueprint", params: { blueprint } });
          }}
        />
      ) : null}
    </div>
  );
}
