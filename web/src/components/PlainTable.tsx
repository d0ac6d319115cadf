import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";

type Props<T> = {
  label: string;
  columns: string[];
  /** Undefined until they are there. */
  items: T[] | undefined;
  keyOf: (item: T) => string;
  row: (item: T) => ReactNode;
  /** The last column stands at the right edge. */
  lastRight?: boolean;
  /** Columns of numbers, which stand at the right edge too. */
  numbers?: number[];
};

/** A short table; on a phone each row is a card, and a cell says its column by data-label. */
export function PlainTable<T>({ label, columns, items, keyOf, row, lastRight, numbers = [] }: Props<T>) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={label}>
      <table className="plain cards">
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th key={at} scope="col" style={(lastRight && at === columns.length - 1) || numbers.includes(at) ? { textAlign: "right" } : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items === undefined
            ? [1, 2, 3].map((one) => (
                <tr key={one} aria-busy="true">
                  <td colSpan={columns.length}>
                    <Skeleton height={12} />
                  </td>
                </tr>
              ))
            : items.map((item) => <tr key={keyOf(item)}>{row(item)}</tr>)}
        </tbody>
      </table>
    </div>
  );
}
