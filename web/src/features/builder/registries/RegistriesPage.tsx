import { ActionIcon, Button } from "@mantine/core";
import { IconPackage, IconPlugConnected, IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listRegistries, removeRegistry, testRegistry } from "@/api/registries";
import type { ImageRegistry } from "@/api/registries";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { EmptyState } from "@/components/EmptyState";
import { ListPage } from "@/components/ListPage";
import { RowActions } from "@/components/RowActions";
import { RegistryDialog } from "./RegistryDialog";

type Tested = { works: boolean; said: string };

const key = ["image-registries"];

/** Where pipelines publish images to. */
export function RegistriesPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: registries, error, refetch } = useQuery({ queryKey: key, queryFn: listRegistries });
  const [editing, setEditing] = useState<ImageRegistry | "new" | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  const [tested, setTested] = useState<Record<string, Tested>>({});
  const renew = () => client.invalidateQueries({ queryKey: key });
  const test = async (name: string) => {
    const failed = (failure: unknown) => ({ works: false, reason: failure instanceof Error ? failure.message : String(failure) });
    const answer = await testRegistry(name).catch(failed);
    setTested((before) => ({ ...before, [name]: { works: answer.works, said: answer.works ? t("registries.works") : (answer.reason ?? "") } }));
  };
  const add = (
    <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setEditing("new")}>
      {t("registries.add")}
    </Button>
  );
  const columns = [t("common.name"), t("registries.address"), t("registries.user"), t("registries.paths"), t("common.actions")];
  return (
    <>
      <ListPage
        title={t("builder.sections.registries")}
        lead={t("registries.lead")}
        action={add}
        items={registries}
        error={error}
        onRetry={() => void refetch()}
        keyOf={(registry) => registry.name}
        columns={columns}
        empty={<EmptyState icon={<IconPackage size={20} stroke={1.5} />} title={t("registries.empty")} why={t("registries.lead")} action={add} />}
        row={(registry) => (
          <>
            <td className="name strong">{registry.name}</td>
            <td data-label={columns[1]}>
              <div>
                {registry.address}
                <div role="status" className={tested[registry.name]?.works === false ? "small strong" : "small quiet"}>
                  {tested[registry.name]?.said}
                </div>
              </div>
            </td>
            <td data-label={columns[2]}>{registry.user ?? <span className="muted">{t("registries.nobody")}</span>}</td>
            <td data-label={columns[3]}>
              <code>{registry.paths}</code>
            </td>
            <RowActions name={registry.name} onEdit={() => setEditing(registry)} onRemove={() => setRemoving(registry.name)}>
              <ActionIcon size="xs" aria-label={t("registries.testNamed", { name: registry.name })} onClick={() => void test(registry.name)}>
                <IconPlugConnected size={16} stroke={1.5} />
              </ActionIcon>
            </RowActions>
          </>
        )}
      />
      {editing ? <RegistryDialog registry={editing === "new" ? null : editing} taken={(registries ?? []).map((one) => one.name)} onSaved={renew} onClose={() => setEditing(null)} /> : null}
      {removing ? (
        <ConfirmDialog
          title={t("registries.remove", { name: removing })}
          action={t("common.delete")}
          typeName={removing}
          onConfirm={async () => {
            await removeRegistry(removing);
            await renew();
          }}
          onClose={() => setRemoving(null)}
        >
          <p>{t("registries.removeWhy")}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
