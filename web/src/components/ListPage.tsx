import type { ReactNode } from "react";
import { ErrorState } from "@/components/ErrorState";
import { PageHead } from "@/components/PageHead";
import { PlainTable } from "@/components/PlainTable";

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
            <PlainTable label={title} columns={columns} items={items} keyOf={keyOf} row={row} lastRight />
            {foot}
          </section>
        </div>
      ) : null}
    </div>
  );
}
