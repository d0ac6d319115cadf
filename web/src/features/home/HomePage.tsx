import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PageHead } from "@/components/PageHead";
import { blueprintsQuery, isSystem } from "@/lib/blueprints";
import { personName, useIsAdmin, useSession } from "@/lib/session";
import { LatestChanges } from "./LatestChanges";
import { MyTeam } from "./MyTeam";
import { QuickLinks } from "./QuickLinks";
import { Recents } from "./Recents";

/** A useful start: what I looked at, what my team owns, what changed, where to go. */
export function HomePage() {
  const { t } = useTranslation();
  const { user, setup, organization } = useSession();
  const admin = useIsAdmin();
  const { data: blueprints } = useQuery(blueprintsQuery);
  const empty = blueprints ? blueprints.every(isSystem) : setup?.empty === true;
  if (empty && admin) return <Navigate to="/setup" replace />;
  return (
    <div className="stretch">
      <PageHead title={t("home.hello", { name: personName(user).split("@")[0] })} lead={t("home.lead", { organization: organization.name })} lined />
      <div className="body">
        <div className="cols">
          <div className="stack s8">
            <MyTeam teams={user.teams} />
            <LatestChanges />
          </div>
          <div className="stack s4">
            <Recents />
            <QuickLinks />
          </div>
        </div>
      </div>
    </div>
  );
}
