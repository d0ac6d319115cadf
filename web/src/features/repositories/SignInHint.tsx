import { Link } from "@tanstack/react-router";
import { Trans, useTranslation } from "react-i18next";
import { useSession } from "@/lib/session";

/** How git signs in. */
export function SignInHint() {
  const { t } = useTranslation();
  const { email } = useSession().user;
  return (
    <p className="muted">
      <Trans
        t={t}
        i18nKey="repositories.signInHint"
        values={{ email }}
        components={{ code: <code />, account: <Link to="/account" hash="tokens" className="link" style={{ textDecoration: "underline" }} /> }}
      />
    </p>
  );
}
