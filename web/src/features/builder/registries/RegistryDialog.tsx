import { PasswordInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { putRegistry } from "@/api/registries";
import type { ImageRegistry } from "@/api/registries";
import { FormDialog } from "@/components/FormDialog";

const named = /^[a-z][a-z0-9-]{0,38}$/;
const usualPaths = "{team}/**";

type Props = { registry: ImageRegistry | null; taken: string[]; onSaved: () => Promise<unknown>; onClose: () => void };

/** Connects a registry, or changes how it is connected. It is asked whether it takes the password before anything is kept. */
export function RegistryDialog({ registry, taken, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState(registry?.name ?? "");
  const [address, setAddress] = useState(registry?.address ?? "");
  const [user, setUser] = useState(registry?.user ?? "");
  const [password, setPassword] = useState("");
  const [paths, setPaths] = useState(registry?.paths ?? usualPaths);
  const [left, setLeft] = useState(false);
  const isTaken = registry === null && taken.includes(name);
  const isWrong = name !== "" && (!named.test(name) || isTaken);
  const keepsPassword = registry?.user != null && registry.address === address.trim() && registry.user === user.trim();
  const ready = name !== "" && !isWrong && address.trim() !== "" && paths.trim() !== "" && (user.trim() === "" || keepsPassword || password !== "");
  const save = async () => {
    await putRegistry(name, { address: address.trim(), user: user.trim() || null, password: password || null, paths: paths.trim() });
    await onSaved();
  };
  return (
    <FormDialog title={registry ? registry.name : t("registries.add")} action={t("registries.testAndSave")} ready={ready} onSubmit={save} onClose={onClose}>
      <TextInput
        label={t("common.name")}
        description={t("registries.nameHelp")}
        required
        maxLength={39}
        disabled={registry !== null}
        value={name}
        error={left && isWrong ? t(isTaken ? "registries.nameTaken" : "registries.nameWrong", { name }) : undefined}
        data-autofocus={registry === null || undefined}
        autoComplete="off"
        onBlur={() => setLeft(true)}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput label={t("registries.address")} description={t("registries.addressHelp")} required maxLength={150} value={address} onChange={(event) => setAddress(event.currentTarget.value)} />
      <TextInput label={t("registries.user")} description={t("registries.userHelp")} maxLength={200} autoComplete="off" value={user} onChange={(event) => setUser(event.currentTarget.value)} />
      <PasswordInput
        label={t("registries.password")}
        description={t(keepsPassword ? "registries.kept" : "registries.passwordHelp")}
        required={user.trim() !== "" && !keepsPassword}
        disabled={user.trim() === ""}
        autoComplete="new-password"
        maxLength={4000}
        value={password}
        visibilityToggleButtonProps={{ "aria-label": t("request.showSecret") }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <TextInput label={t("registries.paths")} description={t("registries.pathsHelp")} required maxLength={200} value={paths} onChange={(event) => setPaths(event.currentTarget.value)} />
    </FormDialog>
  );
}
