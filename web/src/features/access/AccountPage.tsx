import { useTranslation } from "react-i18next";
import { PageHead } from "@/components/PageHead";
import { personName, useSession } from "@/lib/session";
import { PasswordCard } from "./PasswordCard";
import { TokensCard } from "./TokensCard";

/** What a person keeps about themself: who they are, tokens, password. */
export function AccountPage() {
  const { t } = useTranslation();
  const { user } = useSession();
  return (
    <div className="stretch">
      <PageHead title={t("account.title")} lead={user.email} lined />
      <div className="body narrow-page">
        {user.mustChangePassword ? (
          <div className="note warn" role="alert">
            <p>{t("account.mustChange")}</p>
          </div>
        ) : null}
        <section className="card">
          <header>
            <h2>{t("account.profile")}</h2>
          </header>
          <div className="in">
            <dl className="dl">
              <dt>{t("common.name")}</dt>
              <dd>{personName(user)}</dd>
              <dt>{t("signIn.email")}</dt>
              <dd>{user.email}</dd>
              <dt>{t("users.role")}</dt>
              <dd>{user.roles.join(", ")}</dd>
              <dt>{t("builder.sections.teams")}</dt>
              <dd>{user.teams.join(", ") || t("common.none")}</dd>
            </dl>
          </div>
        </section>
        <TokensCard />
        <PasswordCard />
      </div>
    </div>
  );
}
