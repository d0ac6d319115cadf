import { Button } from "@mantine/core";
import { IconBook } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Entity } from "@/api/types";
import { EmptyState } from "@/components/EmptyState";
import type { Field } from "@/lib/fields";

const Markdown = lazy(() => import("@/components/Markdown").then((module) => ({ default: module.Markdown })));

export function Readme({ entity, fields, onEdit }: { entity: Entity; fields: Field[]; onEdit: (() => void) | null }) {
  const { t } = useTranslation();
  if (fields.length === 0) {
    return <EmptyState icon={<IconBook size={20} stroke={1.5} />} title={t("entity.noReadme")} why={t("entity.noReadmeWhy")} action={onEdit ? <Button onClick={onEdit}>{t("entity.writeReadme")}</Button> : undefined} />;
  }
  return (
    <div className="body">
      {fields.map((field) => (
        <section key={field.id} className="card">
          {fields.length > 1 ? (
            <header>
              <h2>{field.title}</h2>
            </header>
          ) : null}
          <div className="in" style={{ padding: 24 }}>
            <Suspense fallback={<div style={{ minHeight: 320 }} aria-busy="true" />}>
              <Markdown text={String(entity.properties[field.id])} />
            </Suspense>
          </div>
        </section>
      ))}
    </div>
  );
}
