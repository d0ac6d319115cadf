import { ActionIcon } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

type Props = { /** Of what the row is about. */ name: string; children?: ReactNode; onEdit?: () => void; onRemove: () => void };

/** The last cell of a row: what can be done with it. */
export function RowActions({ name, children, onEdit, onRemove }: Props) {
  const { t } = useTranslation();
  return (
    <td className="nowrap" style={{ textAlign: "right" }}>
      {children}
      {onEdit ? (
        <ActionIcon size="xs" aria-label={t("table.editRow", { title: name })} onClick={onEdit}>
          <IconPencil size={16} stroke={1.5} />
        </ActionIcon>
      ) : null}
      <ActionIcon size="xs" aria-label={t("common.removeNamed", { name })} onClick={onRemove}>
        <IconTrash size={16} stroke={1.5} />
      </ActionIcon>
    </td>
  );
}
