import { exactTime } from "@/lib/time";
import classes from "./Resource.module.css";

type Point = { at: string; value: number };
type Props = { points: Point[]; label: string; shown: (value: number) => string };

const width = 240;
const height = 48;

/** A line of values over time, from zero; its ends are said in words for those who do not see it. */
export function Sparkline({ points, label, shown }: Props) {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;
  const begin = Date.parse(first.at);
  const span = Math.max(1, Date.parse(last.at) - begin);
  const most = Math.max(...points.map((point) => point.value), 1e-9);
  const above = (value: number) => (height - 2 - (value / most) * (height - 6)).toFixed(1);
  const place = ({ at, value }: Point) => `${(((Date.parse(at) - begin) / span) * width).toFixed(1)},${above(value)}`;
  const line = points.length === 1 ? `0,${above(first.value)} ${width},${above(first.value)}` : points.map(place).join(" ");
  return (
    <svg className={classes["spark"]} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={`${label}: ${shown(first.value)} (${exactTime(first.at)}) – ${shown(last.value)} (${exactTime(last.at)})`}>
      <polygon points={`0,${height} ${line} ${width},${height}`} />
      <polyline points={line} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
