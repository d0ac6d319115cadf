import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { signIn } from "@/api/session";
import { Mark } from "@/components/Mark";
import { ErrorNote } from "@/components/ErrorState";
import { sessionQuery } from "@/lib/session";
import classes from "./SignInPage.module.css";

export function SignInPage() {
  const { t } = useTranslation();
  const router = useRouter();
  const client = useQueryClient();
  const { next } = useSearch({ from: "/sign-in" });
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useDocumentTitle(t("signIn.title"));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!email || !password) return;
    setBusy(true);
    setError(null);
    try {
      const session = await signIn(email, password);
      client.clear();
      client.setQueryData(sessionQuery.queryKey, session);
      if (session.user.mustChangePassword) await router.navigate({ to: "/account", hash: "password" });
      else if (next) router.history.push(next);
      else await router.navigate({ to: session.setup?.empty && session.user.roles.includes("Admin") ? "/setup" : "/" });
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  return (
    <main className={`center-page ${classes.page}`}>
      <form className={classes.box} onSubmit={(event) => void submit(event)} noValidate>
        <div className={classes.brand}>
          <Mark />
          <h1>{t("signIn.title")}</h1>
          <p className="muted">{t("signIn.lead")}</p>
        </div>
        <TextInput
          label={t("signIn.email")}
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          value={email}
          error={tried && !email ? t("signIn.missingEmail") : undefined}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("signIn.password")}
          name="password"
          autoComplete="current-password"
          value={password}
          error={tried && !password ? t("signIn.missingPassword") : undefined}
          visibilityToggleButtonProps={{ "aria-label": t("signIn.show") }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <ErrorNote error={error} />
        <Button type="submit" variant="filled" fullWidth loading={busy}>
          {t("signIn.action")}
        </Button>
        <p className="small quiet">{t("signIn.lost")}</p>
      </form>
    </main>
  );
}
