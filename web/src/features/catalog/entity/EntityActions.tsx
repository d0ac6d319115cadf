import { Button, Menu } from "@mantine/core";
import { IconBolt, IconChevronDown } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listCards } from "@/api/selfservice";
import { titleOf } from "@/lib/blueprints";

/** What can be asked for about one entity. */
export function EntityActions({ blueprint, entity }: { blueprint: string; entity: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: cards = [] } = useQuery({ queryKey: ["cards", blueprint, entity], queryFn: () => listCards({ blueprint, entity }), staleTime: 30_000 });
  if (cards.length === 0) return null;
  return (
    <Menu width={256} position="bottom-end">
      <Menu.Target>
        <Button variant="filled" leftSection={<IconBolt size={16} stroke={1.5} />} rightSection={<IconChevronDown size={14} stroke={1.5} />}>
          {t("entity.actions")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {cards.map((card) => (
          <Menu.Item key={card.identifier} data-danger={card.operation === "DELETE" || undefined} onClick={() => void navigate({ to: "/self-service/$action", params: { action: card.identifier }, search: { entity } })}>
            {titleOf(card)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
