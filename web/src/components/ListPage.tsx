import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { ErrorState } from "@/components/ErrorState";
import { PageHead } from "@/components/PageHead";

type Props<T> = {
  title: string;
  lead: string;
  action: ReactNode;
  items: T[] | undefined;
  error: Error | null;
  columns: string[];
  empty: ReactNode;
  row: (item: T) => ReactNode;
  keyOf: (item: T) => string;
  onRetry: () => void;
  /** What follows the rows. */
  foot?: ReactNode;
};

/** A head, a table, an empty state: the shape of every short list. On a phone each row is a card; a cell says its column by data-label. */
export function ListPage<T>({ title, lead, action, items, error, columns, empty, row, keyOf, onRetry, foot }: Props<T>) {
  return (
    <div className="stretch">
      <PageHead title={title} lead={lead} actions={items?.length === 0 ? null : action} lined />
      {error ? <ErrorState error={error} onRetry={onRetry} /> : null}
      {items?.length === 0 ? empty : null}
      {!error && (items === undefined || items.length > 0) ? (
        <div className="body">
          <section className="card">
            <div className="scroll" tabIndex={0} role="region" aria-label={title}>
              <table className="plain cards">
                <thead>
                  <tr>
                    {columns.map((column, at) => (
                      <th key={at} scope="col" style={at === columns.length - 1 ? { textAlign: "right" } : undefined}>
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
            {foot}
          </section>
        </div>
      ) : null}
    </div>
  );
}
