import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useIsAdmin, useSession } from "@/lib/session";

const RemoveDemo = lazy(() => import("./RemoveDemo").then((module) => ({ default: module.RemoveDemo })));

/** Says that what is shown is a demonstration, and leads administrators to its end. */
export function DemoLabel() {
  const { t } = useTranslation();
  const admin = useIsAdmin();
  const { setup } = useSession();
  const [asking, setAsking] = useState(false);
  if (!setup?.demo) return null;
  if (!admin) return <span className="badge info">{t("demo.label")}</span>;
  return (
    <>
      <button type="button" className="badge info" title={t("demo.remove")} style={{ cursor: "pointer" }} onClick={() => setAsking(true)}>
        {t("demo.label")}
      </button>
      {asking ? (
        <Suspense fallback={null}>
          <RemoveDemo onClose={() => setAsking(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
