import { Button, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { PageHead } from "@/components/PageHead";
import type { ApiSearch } from "@/lib/search";
import classes from "./Api.module.css";
import { areas, introduction, matches, operations } from "./openapi";
import { OperationCard } from "./OperationCard";

function Sentence({ text }: { text: string }) {
  return <p>{text.split("`").map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part))}</p>;
}

export function ApiPage() {
  const { t } = useTranslation();
  const { q, area, open } = useSearch({ from: "/inside/docs/api" });
  const navigate = useNavigate({ from: "/docs/api" });
  const set = (change: ApiSearch) => void navigate({ search: (before: ApiSearch) => ({ ...before, ...change }), replace: true, resetScroll: false });
  const found = areas
    .filter((one) => !area || one.name === area)
    .map((one) => ({ ...one, operations: one.operations.filter((operation) => !q || matches(operation, q)) }))
    .filter((one) => one.operations.length > 0);
  const count = (name?: string) => operations.filter((one) => (!name || one.area === name) && (!q || matches(one, q))).length;
  return (
    <div className="stretch">
      <PageHead title={t("api.title")} lead={t("api.lead")} lined />
      <div className={classes["page"]}>
        <aside className={classes["side"]}>
          <TextInput type="search" aria-label={t("api.search")} placeholder={t("api.search")} leftSection={<IconSearch size={16} stroke={1.5} />} value={q ?? ""} onChange={(event) => set({ q: event.currentTarget.value || undefined })} />
          <nav aria-label={t("api.areas")}>
            <ul className={classes["areas"]}>
              {[undefined, ...areas.map((one) => one.name)].map((name) => (
                <li key={name ?? ""}>
                  <Link to="/docs/api" search={{ q, area: name }} className="nav-link" activeOptions={{ exact: true }} aria-current={area === name ? "true" : undefined}>
                    <span className="cut">{name ?? t("api.all")}</span>
                    <span className="count">{count(name)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        </aside>
        <div className={classes["main"]}>
          <p className="sr" role="status">
            {t("api.found", { count: count(area) })}
          </p>
          {!q && !area ? (
            <section className="card">
              <header>
                <h2>{t("api.basics")}</h2>
              </header>
              <div className={`in muted ${classes["basics"]}`}>
                {introduction.map((text) => (
                  <Sentence key={text} text={text} />
                ))}
              </div>
            </section>
          ) : null}
          {found.length === 0 ? (
            <EmptyState icon={<IconSearch size={20} stroke={1.5} />} title={t("api.nothing")} why={t("api.nothingWhy", { q: q ?? area })} action={<Button onClick={() => set({ q: undefined, area: undefined })}>{t("api.clear")}</Button>} />
          ) : null}
          {found.map((one) => (
            <section key={one.name} className="card" aria-label={one.name}>
              <header>
                <h2>{one.name}</h2>
                <span className="muted">{one.description}</span>
              </header>
              <ul className={classes["operations"]}>
                {one.operations.map((operation) => (
                  <OperationCard
                    key={operation.operationId}
                    operation={operation}
                    open={open === operation.operationId}
                    onToggle={() => set({ open: open === operation.operationId ? undefined : operation.operationId })}
                  />
                ))}
              </ul>
            </section>
          ))}
        </div>
      </div>
    </div>
  );
}
