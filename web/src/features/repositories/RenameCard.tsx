import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { renameRepository } from "@/api/repositories";
import type { Repository } from "@/api/repositories";
import { ErrorNote } from "@/components/ErrorState";
import { say } from "@/components/toast";
import { keyOf, repositoryQuery } from "./useRepository";

/** Gives a repository another name; the old one goes on leading to it. */
export function RenameCard({ repository }: { repository: Repository }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(repository.name);
  const rename = useMutation({
    mutationFn: () => renameRepository(repository, name.trim()),
    onSuccess: async (renamed) => {
      client.setQueryData(repositoryQuery(renamed).queryKey, renamed);
      await navigate({ to: "/repositories/$owner/$name/settings", params: { owner: renamed.owner, name: renamed.name }, replace: true });
      client.removeQueries({ queryKey: keyOf(repository) });
      await client.invalidateQueries({ queryKey: ["repositories", "list"] });
      say(t("repositories.renamed", { name: renamed.name }));
    },
  });
  const isOther = name.trim() !== "" && name.trim() !== repository.name;
  return (
    <section className="card" aria-labelledby="rename">
      <header>
        <h2 id="rename">{t("repositories.renameTitle")}</h2>
      </header>
      <form
        className="in stack"
        style={{ gap: 16 }}
        onSubmit={(event) => {
          event.preventDefault();
          if (isOther) rename.mutate();
        }}
      >
        <TextInput label={t("repositories.newName")} description={t("repositories.renameWhy")} maxLength={63} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <ErrorNote error={rename.error} />
        <div className="row">
          <Button type="submit" loading={rename.isPending} disabled={!isOther}>
            {t("repositories.rename")}
          </Button>
        </div>
      </form>
    </section>
  );
}
