import { Button, FileButton, Textarea, TextInput } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

const permissions = ["contents", "pullRequests", "statuses", "workflows", "metadata"] as const;
const pem = /^\s*-----BEGIN (RSA )?PRIVATE KEY-----/;
const longest = 10_000;

export type WrittenApp = { id: string; key: string };

/** Whether both say something that may be sent; a key that is kept is not written. */
export function isWritten({ id, key }: WrittenApp, keepsKey: boolean) {
  return /^\d{1,20}$/.test(id) && (key === "" ? keepsKey : pem.test(key));
}

type Props = { app: WrittenApp; keepsKey: boolean; onChange: (app: WrittenApp) => void };

/** The GitHub App that Fairway signs in as, and what it has to be allowed. */
export function AppFields({ app, keepsKey, onChange }: Props) {
  const { t } = useTranslation();
  const [left, setLeft] = useState(false);
  const take = async (file: File | null) => {
    if (!file) return;
    setLeft(true);
    onChange({ ...app, key: await file.slice(0, longest).text() });
  };
  return (
    <>
      <TextInput
        label={t("gitHosts.appId")}
        description={t("gitHosts.appIdHelp")}
        required
        inputMode="numeric"
        maxLength={20}
        autoComplete="off"
        value={app.id}
        error={app.id !== "" && !/^\d+$/.test(app.id) ? t("gitHosts.appIdWrong") : undefined}
        onChange={(event) => onChange({ ...app, id: event.currentTarget.value.trim() })}
      />
      <div>
        <Textarea
          label={t("gitHosts.privateKey")}
          description={t(keepsKey ? "gitHosts.kept" : "gitHosts.privateKeyHelp")}
          required={!keepsKey}
          autosize
          minRows={4}
          maxRows={8}
          maxLength={longest}
          spellCheck={false}
          autoComplete="off"
          value={app.key}
          error={left && app.key !== "" && !pem.test(app.key) ? t("gitHosts.privateKeyWrong") : undefined}
          onBlur={() => setLeft(true)}
          onChange={(event) => onChange({ ...app, key: event.currentTarget.value })}
          styles={{ input: { fontFamily: "var(--mono)", fontSize: 12 } }}
        />
        <FileButton onChange={(file) => void take(file)} accept=".pem" inputProps={{ "aria-label": t("gitHosts.chooseKey") }}>
          {(props) => (
            <Button {...props} size="xs" mt={8} leftSection={<IconUpload size={14} stroke={1.5} />}>
              {t("gitHosts.chooseKey")}
            </Button>
          )}
        </FileButton>
      </div>
      <div className="small">
        <p className="muted">{t("gitHosts.appNeeds")}</p>
        <ul className="quiet" style={{ listStyle: "disc", paddingLeft: 16 }}>
          {permissions.map((permission) => (
            <li key={permission}>{t(`gitHosts.permissions.${permission}`)}</li>
          ))}
        </ul>
      </div>
    </>
  );
}
