import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Action, Values } from "@/api/selfservice";
import { CopyButton } from "@/components/CopyButton";

type Props = { action: Action; entity: string | undefined; values: Values; onClose: () => void };

const quoted = (text: string) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

function Snippet({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <div className="row">
        <h3>{title}</h3>
        <span className="push">
          <CopyButton value={text} />
        </span>
      </div>
      <div className="code">
        <pre tabIndex={0}>{text}</pre>
      </div>
    </div>
  );
}

/** The same request from a terminal. */
export function AsCommand({ action, entity, values, onClose }: Props) {
  const { t } = useTranslation();
  const given = Object.entries(values).filter(([name, value]) => value !== null && !action.trigger.userInputs?.properties?.[name]?.encryption);
  const body = { properties: Object.fromEntries(given), ...(entity ? { entity } : {}) };
  const curl = [`curl -X POST ${window.location.origin}/v1/actions/${encodeURIComponent(action.identifier)}/runs`, `  -H "Authorization: Bearer $FAIRWAY_TOKEN"`, `  -H "Content-Type: application/json"`, `  -d ${quoted(JSON.stringify(body))}`].join(" \\\n");
  const sets = given.map(([name, value]) => `  --set ${quoted(`${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)}`);
  const command = [`fairway run ${action.identifier}`, ...(entity ? [`  --entity ${quoted(entity)}`] : []), ...sets].join(" \\\n");
  return (
    <Modal opened onClose={onClose} size={640} title={t("request.asCommand")} closeButtonProps={{ "aria-label": t("common.close") }}>
      <div className="dialog">
        <Snippet title={t("request.cli")} text={command} />
        <Snippet title={t("request.curl")} text={curl} />
      </div>
    </Modal>
  );
}
