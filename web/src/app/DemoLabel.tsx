import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { removeDemo } from "@/api/imports";
import { say } from "@/components/toast";
import { sessionQuery, useIsAdmin, useSession } from "@/lib/session";

const ConfirmDialog = lazy(() => import("@/components/ConfirmDialog").then((module) => ({ default: module.ConfirmDialog })));

/** Says that what is shown is a demonstration, and takes it away with one click. */
export function DemoLabel() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const admin = useIsAdmin();
  const { setup } = useSession();
  const [asking, setAsking] = useState(false);
  if (!setup?.demo) return null;
  if (!admin) return <span className="badge info">{t("demo.label")}</span>;
  const remove = async () => {
    await removeDemo();
    await client.refetchQueries({ queryKey: sessionQuery.queryKey });
    await client.invalidateQueries();
    say(t("demo.removed"));
  };
  return (
    <>
      <button type="button" className="badge info" style={{ cursor: "pointer" }} onClick={() => setAsking(true)}>
        {t("demo.label")}
      </button>
      {asking ? (
        <Suspense fallback={null}>
          <ConfirmDialog title={t("demo.removeTitle")} action={t("demo.remove")} onConfirm={remove} onClose={() => setAsking(false)}>
            <p>{t("demo.removeWhy")}</p>
          </ConfirmDialog>
        </Suspense>
      ) : null}
    </>
  );
}
