import { useTranslation } from "react-i18next";

/** What is wrong, each with the path that it is about. */
export function Problems({ found }: { found: { path: string; message: string }[] }) {
  const { t } = useTranslation();
  if (found.length === 0) return null;
  return (
    <div className="note bad" role="alert">
      <div>
        <h3>{t("form.problems", { count: found.length })}</h3>
        <ul>
          {found.map((one) => (
            <li key={one.path + one.message}>
              <code>{one.path}</code>: {one.message}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
