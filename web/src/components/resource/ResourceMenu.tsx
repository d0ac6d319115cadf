import { ActionIcon, Menu } from "@mantine/core";
import { IconAdjustments, IconClock, IconDots, IconEraser, IconGitCompare, IconRefresh, IconRestore, IconTrash } from "@tabler/icons-react";
import type { Icon } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ResourceLine } from "@/api/resources";
import { useOwns } from "./useOwns";

type Choice = { action: string; key: "change" | "extend" | "settle" | "keep" | "retry" | "purge" | "delete"; Icon: Icon; when: (resource: ResourceLine) => boolean };

const isThere = ({ state }: ResourceLine) => state === "READY" || state === "CHANGING";
const isProduction = ({ environment }: ResourceLine) => environment === "production";

const choices: Choice[] = [
  { action: "change_resource", key: "change", Icon: IconAdjustments, when: isThere },
  { action: "extend_resource", key: "extend", Icon: IconClock, when: (one) => one.expiresAt !== null && one.state !== "RETIRED" },
  { action: "settle_drift", key: "settle", Icon: IconGitCompare, when: (one) => one.drifted },
  { action: "retry_resource", key: "retry", Icon: IconRefresh, when: (one) => one.state === "FAILED" },
  { action: "purge_cache", key: "purge", Icon: IconEraser, when: (one) => one.kind === "nginx" && isThere(one) },
  { action: "keep_resource", key: "keep", Icon: IconRestore, when: (one) => one.state === "RETIRED" },
  { action: "delete_resource", key: "delete", Icon: IconTrash, when: (one) => one.state !== "RETIRED" && !isProduction(one) },
  { action: "delete_production_resource", key: "delete", Icon: IconTrash, when: (one) => one.state !== "RETIRED" && isProduction(one) },
];

/** The requests that its team, and administrators, can make about a resource as it is. */
export function ResourceMenu({ resource }: { resource: ResourceLine }) {
  const { t } = useTranslation();
  const owns = useOwns(resource.team);
  if (!owns) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="sm" aria-label={t("resources.actionsOf", { name: resource.identifier })}>
          <IconDots size={16} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {choices
          .filter((one) => one.when(resource))
          .map(({ action, key, Icon }) => (
            <Menu.Item
              key={action}
              leftSection={<Icon size={16} stroke={1.5} />}
              {...(key === "delete" ? { "data-danger": "true" } : {})}
              renderRoot={(props) => <Link {...props} to="/self-service/$action" params={{ action }} search={{ entity: resource.identifier }} />}
            >
              {t(`resources.menu.${key}`)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
