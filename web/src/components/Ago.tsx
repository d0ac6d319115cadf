import { exactTime, relativeTime } from "@/lib/time";

type Props = { at: string | null | undefined };

/** A moment, relative to now; the exact instant shows on hover. */
export function Ago({ at }: Props) {
  if (!at) return <span className="quiet">–</span>;
  return (
    <time dateTime={at} title={exactTime(at)} className="nowrap">
      {relativeTime(at)}
    </time>
  );
}
