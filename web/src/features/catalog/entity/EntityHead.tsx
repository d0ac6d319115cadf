import { ActionIcon, Button, Menu } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { IconBraces, IconDots, IconLink, IconPencil, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Blueprint, Entity } from "@/api/types";
import { Ago } from "@/components/Ago";
import { BlueprintIcon } from "@/components/BlueprintIcon";
import { CopyButton } from "@/components/CopyButton";
import { EnumValue } from "@/components/EnumValue";
import { TeamMark } from "@/components/TeamMark";
import { Guard } from "@/components/Guard";
import { DeliveryLink } from "./DeliveryLink";
import { EntityActions } from "./EntityActions";
import { say } from "@/components/toast";
import { titleOf } from "@/lib/blueprints";
import type { Field } from "@/lib/fields";
import type { Rights } from "@/lib/rights";

type Props = { blueprint: Blueprint; entity: Entity; fields: Field[]; rights: Rights; fresh: boolean; onEdit: () => void; onDelete: () => void };

const icon = { size: 16, stroke: 1.5 };

export function EntityHead({ blueprint, entity, fields, rights, fresh, onEdit, onDelete }: Props) {
  const { t } = useTranslation();
  const title = titleOf(entity);
  useDocumentTitle(`${title} · Fairway`);
  const states = fields.filter((field) => field.property?.enumColors && field.type === "string" && entity.properties[field.id]);
  const links = fields.filter((field) => field.format === "url" && typeof entity.properties[field.id] === "string");
  return (
    <div className="head" style={{ paddingBottom: 8 }}>
      <div className="row titled" style={{ alignItems: "flex-start", gap: 16, minWidth: 0 }}>
        <span className="crest">
          <BlueprintIcon name={entity.icon ?? blueprint.icon} fallback={blueprint.identifier} size={20} />
        </span>
        <div style={{ minWidth: 0, display: "grid", gap: 4 }}>
          <div className="row wrap">
            <h1>{title}</h1>
            {states.slice(0, 3).map((field) => {
              const value = String(entity.properties[field.id]);
              return <EnumValue key={field.id} value={value} color={field.property?.enumColors?.[value]} badge />;
            })}
            {fresh ? (
              <span className="live" role="status">
                {t("live.justNow")}
              </span>
            ) : null}
          </div>
          <div className="meta">
            <Link to="/catalog/$blueprint" params={{ blueprint: blueprint.identifier }} className="link">
              {titleOf(blueprint)}
            </Link>
            {(entity.team ?? []).map((team) => (
              <span key={team}>
                <TeamMark name={team} />
                {team}
              </span>
            ))}
            <span style={{ gap: 0 }}>
              <code>{entity.identifier}</code>
              <CopyButton value={entity.identifier} label={t("entity.copyIdentifier")} />
            </span>
            {links.slice(0, 5).map((field) => (
              <a key={field.id} href={String(entity.properties[field.id])} target="_blank" rel="noreferrer" className="link">
                <IconLink size={14} stroke={1.5} aria-hidden="true" />
                {field.title}
              </a>
            ))}
            {blueprint.identifier === "service" ? <DeliveryLink service={entity.identifier} /> : null}
            <span className="quiet">
              {t("entity.updated")} <Ago at={entity.updatedAt} />
            </span>
          </div>
        </div>
      </div>
      <div className="row push">
        <EntityActions blueprint={blueprint.identifier} entity={entity.identifier} />
        <Guard allowed={rights.edit(entity)} why={t("rights.noEditThis")}>
          <Button leftSection={<IconPencil {...icon} />} onClick={onEdit}>
            {t("common.edit")}
          </Button>
        </Guard>
        <Menu width={208}>
          <Menu.Target>
            <ActionIcon variant="default" aria-label={t("entity.more")}>
              <IconDots {...icon} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconLink {...icon} />}
              onClick={() => {
                void navigator.clipboard.writeText(window.location.href);
                say(t("common.copied"));
              }}
            >
              {t("table.copyLink")}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconBraces {...icon} />}
              onClick={() => {
                void navigator.clipboard.writeText(JSON.stringify(entity, null, 2));
                say(t("common.copied"));
              }}
            >
              {t("entity.copyJson")}
            </Menu.Item>
            {rights.remove(entity) ? (
              <>
                <Menu.Divider />
                <Menu.Item leftSection={<IconTrash {...icon} />} data-danger="true" onClick={onDelete}>
                  {t("common.delete")}
                </Menu.Item>
              </>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      </div>
    </div>
  );
}
