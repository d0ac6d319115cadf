import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { exportAddress } from "@/api/entities";
import type { TableView } from "./view";

/** Everything that matches, with the columns as shown; the server streams the file. */
export function ExportMenu({ blueprint, view }: { blueprint: string; view: TableView }) {
  const { t } = useTranslation();
  const columns = view.columns.map((column) => column.id);
  const filter = view.filter && view.filter.rules.length > 0 ? view.filter : undefined;
  const to = (format: "csv" | "json") => exportAddress(blueprint, format, filter, view.q || undefined, columns);
  return (
    <Menu>
      <Menu.Target>
        <Button leftSection={<IconDownload size={16} stroke={1.5} />}>{t("export.title")}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={to("csv")} download>
          {t("export.csv")}
        </Menu.Item>
        <Menu.Item component="a" href={to("json")} download>
          {t("export.json")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
