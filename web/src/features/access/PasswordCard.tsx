import { Button, PasswordInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changePassword } from "@/api/session";
import { ErrorNote } from "@/components/ErrorState";
import { say } from "@/components/toast";
import { sessionQuery } from "@/lib/session";

const least = 12;

export function PasswordCard() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const change = useMutation({
    mutationFn: () => changePassword(current, next),
    onSuccess: async () => {
      setCurrent("");
      setNext("");
      setAgain("");
      setTried(false);
      say(t("account.passwordChanged"));
      await client.refetchQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  const short = next.length < least;
  const toggle = { "aria-label": t("signIn.show") };
  return (
    <form
      id="password"
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!short && next === again && current) change.mutate();
      }}
    >
      <header>
        <h2>{t("user.password")}</h2>
      </header>
      <div className="in" style={{ display: "grid", gap: 16, maxWidth: 420 }}>
        <PasswordInput label={t("account.current")} autoComplete="current-password" value={current} visibilityToggleButtonProps={toggle} error={tried && !current ? t("form.required") : undefined} onChange={(event) => setCurrent(event.currentTarget.value)} />
        <PasswordInput label={t("account.next")} description={t("account.nextHelp", { least })} autoComplete="new-password" value={next} visibilityToggleButtonProps={toggle} error={tried && short ? t("form.tooShort", { least }) : undefined} onChange={(event) => setNext(event.currentTarget.value)} />
        <PasswordInput label={t("account.again")} autoComplete="new-password" value={again} visibilityToggleButtonProps={toggle} error={tried && next !== again ? t("account.differ") : undefined} onChange={(event) => setAgain(event.currentTarget.value)} />
        <ErrorNote error={change.error} />
        <div>
          <Button type="submit" variant="filled" loading={change.isPending}>
            {t("user.password")}
          </Button>
        </div>
      </div>
    </form>
  );
}
