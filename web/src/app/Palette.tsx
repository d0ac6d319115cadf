import { Modal } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNote } from "@/components/ErrorState";
import { usePaletteItems } from "./usePaletteItems";
import type { PaletteItem } from "./usePaletteItems";
import classes from "./Palette.module.css";

type Props = { onClose: () => void; onKeys: () => void };

const groups = ["recent", "found", "pages", "commands"] as const;

export function Palette({ onClose, onKeys }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const { items, searching, error } = usePaletteItems(typed, onKeys);
  const current = items[Math.min(at, items.length - 1)];
  const choose = (item: PaletteItem) => {
    onClose();
    item.run();
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && items.length > 0) {
      event.preventDefault();
      const next = (Math.min(at, items.length - 1) + step + items.length) % items.length;
      setAt(next);
      document.getElementById(`palette-${next}`)?.scrollIntoView({ block: "nearest" });
    }
    if (event.key === "Enter" && current) choose(current);
  };
  return (
    <Modal opened onClose={onClose} withCloseButton={false} transitionProps={{ duration: 0 }} size={640} padding={0} title={t("palette.title")} styles={{ header: { display: "none" } }}>
      <div className={classes.box}>
        <IconSearch size={16} stroke={1.5} />
        <input
          className={classes.input}
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={current ? `palette-${items.indexOf(current)}` : undefined}
          aria-label={t("palette.title")}
          placeholder={t("palette.placeholder")}
          value={typed}
          autoFocus
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
        <kbd>{t("keys.escape.keys")}</kbd>
      </div>
      <ErrorNote error={error} />
      <div id="palette-list" role="listbox" aria-label={t("palette.title")} className={classes.list} aria-busy={searching}>
        {groups.map((group) => {
          const shown = items.filter((item) => item.group === group);
          if (shown.length === 0) return null;
          return (
            <div key={group} role="group" aria-label={t(`palette.${group}`)}>
              <div className={classes.label} aria-hidden="true">
                {t(`palette.${group}`)}
              </div>
              {shown.map((item) => (
                <div
                  key={item.id}
                  id={`palette-${items.indexOf(item)}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={item === current}
                  className={classes.item}
                  onMouseMove={() => setAt(items.indexOf(item))}
                  onClick={() => choose(item)}
                  onKeyDown={press}
                >
                  {item.icon}
                  <span className="cut">{item.title}</span>
                  {item.hint ? <span className="quiet push nowrap">{item.hint}</span> : null}
                </div>
              ))}
            </div>
          );
        })}
        {items.length === 0 && !searching && !error ? <p className={classes.none}>{t("palette.none", { q: typed })}</p> : null}
      </div>
    </Modal>
  );
}
