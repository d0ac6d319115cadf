import { useCallback, useState } from "react";
import type { KeyboardEvent } from "react";
import type { Entity } from "@/api/types";
import type { Cell } from "./layout";
import type { Line, Lines } from "./lines";

export type Position = { line: number; column: number };

type Options = {
  lines: Lines;
  cells: Cell[];
  entityAt: (line: Line | undefined) => Entity | undefined;
  scrollTo: (line: number) => void;
  onOpen: (entity: Entity) => void;
  onSelect: (entity: Entity, extend: boolean) => void;
  onClear: () => void;
  onToggle: (key: string) => void;
  canEdit: (entity: Entity | undefined, cell: Cell) => boolean;
};

/** The pattern of an editable grid: arrows move, Enter opens or edits, F2 edits, Space selects, Esc leaves. */
export function useGridKeys(options: Options) {
  const { lines, cells, entityAt, scrollTo, onOpen, onSelect, onClear, onToggle, canEdit } = options;
  const [active, setActive] = useState<Position | null>(null);
  const [editing, setEditing] = useState<Position | null>(null);

  const edit = useCallback(
    (line: number, column: number) => {
      const cell = cells[column];
      if (!cell || !canEdit(entityAt(lines.at(line)), cell)) return;
      setActive({ line, column });
      setEditing({ line, column });
    },
    [cells, lines, entityAt, canEdit],
  );

  const move = (down: number, right: number) => {
    const from = active ?? { line: 0, column: 0 };
    const next = active
      ? {
          line: Math.max(0, Math.min(lines.count - 1, from.line + down)),
          column: Math.max(0, Math.min(cells.length - 1, from.column + right)),
        }
      : from;
    setActive(next);
    scrollTo(next.line);
  };

  const press = (event: KeyboardEvent) => {
    if (editing || event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.target as HTMLElement).closest("[role=menu], [role=columnheader]")) return;
    const moves: Record<string, [number, number]> = {
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
      PageDown: [20, 0],
      PageUp: [-20, 0],
      Home: [0, -cells.length],
      End: [0, cells.length],
    };
    const step = moves[event.key];
    if (step) {
      event.preventDefault();
      return move(...step);
    }
    if (event.key === "Escape") {
      if (active) setActive(null);
      return onClear();
    }
    if (!active) return;
    const line = lines.at(active.line);
    if (line?.kind === "group") {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        onToggle(line.section.key);
      }
      return;
    }
    const entity = entityAt(line);
    if (!entity) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (active.column === 0) onOpen(entity);
      else edit(active.line, active.column);
    }
    if (event.key === "F2") edit(active.line, active.column);
    if (event.key === " ") {
      event.preventDefault();
      onSelect(entity, event.shiftKey);
    }
  };
  return { active, setActive, editing, setEditing, edit, press };
}
