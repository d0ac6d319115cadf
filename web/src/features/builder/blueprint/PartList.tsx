import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Blueprint } from "@/api/types";
import { RowActions } from "@/components/RowActions";
import { partsOf } from "./parts";
import type { Part, PartKind } from "./parts";

type Props = { blueprint: Blueprint; kind: PartKind; onAdd: () => void; onEdit: (part: Part) => void; onRemove: (id: string) => void };

function describe(part: Part): string {
  switch (part.kind) {
    case "property":
      return part.value.enum ? part.value.enum.join(", ") : (part.value.format ?? part.value.type);
    case "relation":
      return `${part.value.target}${part.value.many ? " *" : ""}`;
    case "mirror":
      return part.value.path;
    case "calculation":
      return part.value.calculation;
    case "aggregation":
      return `${part.value.calculationSpec["func"] ?? ""} ${part.value.target}`;
  }
}

function isRequired(part: Part): boolean {
  return part.kind === "property" ? part.required : part.kind === "relation" && part.value.required === true;
}

export function PartList({ blueprint, kind, onAdd, onEdit, onRemove }: Props) {
  const { t } = useTranslation();
  const parts = partsOf(blueprint, kind);
  return (
    <section className="card">
      <header>
        <h2>{t(`part.lists.${kind}`)}</h2>
        <span className="tally">{parts.length}</span>
        <Button size="xs" className="push" leftSection={<IconPlus size={14} stroke={1.5} />} onClick={onAdd}>
          {t(`part.add.${kind}`)}
        </Button>
      </header>
      {parts.length === 0 ? (
        <p className="in quiet">{t(`part.none.${kind}`)}</p>
      ) : (
        <div className="scroll">
          <table className="plain">
            <thead className="sr">
              <tr>
                <th scope="col">{t("field.title")}</th>
                <th scope="col">{t("field.identifier")}</th>
                <th scope="col">{t("part.type")}</th>
                <th scope="col">{t("common.actions")}</th>
              </tr>
            </thead>
            <tbody>
              {parts.map((part) => (
                <tr key={part.id}>
                  <td className="strong nowrap">
                    {part.value.title || part.id} {isRequired(part) ? <span className="badge">{t("part.isRequired")}</span> : null}
                  </td>
                  <td>
                    <code className="quiet">{part.id}</code>
                  </td>
                  <td className="cut muted" style={{ maxWidth: 280 }}>
                    {describe(part)}
                  </td>
                  <RowActions name={part.value.title || part.id} onEdit={() => onEdit(part)} onRemove={() => onRemove(part.id)} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
