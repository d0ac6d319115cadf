import { Button } from "@mantine/core";
import { IconCompassOff } from "@tabler/icons-react";
import { Link, useRouter } from "@tanstack/react-router";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";

export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <ErrorState alone error={error} onRetry={retry} />;
}

export function NotFound() {
  const { t } = useTranslation();
  return (
    <EmptyState
      alone
      icon={<IconCompassOff size={20} stroke={1.5} />}
      title={t("error.notFoundTitle")}
      why={t("error.notFoundWhy", { address: window.location.pathname })}
      action={
        <Button component={Link} to="/" variant="filled">
          {t("error.goHome")}
        </Button>
      }
    />
  );
}
