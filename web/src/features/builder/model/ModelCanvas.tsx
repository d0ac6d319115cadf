import { Handle, MarkerType, Position } from "@xyflow/react";
import type { Edge, Node, NodeProps } from "@xyflow/react";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Blueprint } from "@/api/types";
import { BlueprintIcon } from "@/components/BlueprintIcon";
import { FlowFrame } from "@/components/FlowFrame";
import { isSystem, titleOf } from "@/lib/blueprints";
import { layoutGraph } from "@/lib/layoutGraph";
import type { Places } from "@/lib/layoutGraph";
import { formatNumber } from "@/lib/time";
import classes from "./ModelCanvas.module.css";

type Card = Node<{ blueprint: Blueprint; count: number | undefined; more: string }, "blueprint">;

const width = 232;
const shown = 6;

function heightOf(blueprint: Blueprint): number {
  const rows = Object.keys(blueprint.schema.properties).length;
  return 48 + Math.min(rows, shown) * 24 + (rows > shown ? 24 : 0) + (rows > 0 ? 12 : 0);
}

function BlueprintCard({ data }: NodeProps<Card>) {
  const { blueprint, count, more } = data;
  const properties = Object.entries(blueprint.schema.properties);
  return (
    <div className={classes["card"]}>
      <Handle type="target" position={Position.Left} className={classes["handle"] ?? ""} />
      <div className={classes["head"]}>
        <BlueprintIcon name={blueprint.icon} fallback={blueprint.identifier} />
        <span className="cut strong">{titleOf(blueprint)}</span>
        <span className="tally push">{count === undefined ? "" : formatNumber(count)}</span>
      </div>
      {properties.length > 0 ? (
        <ul className={classes["rows"]}>
          {properties.slice(0, shown).map(([id, property]) => (
            <li key={id}>
              <span className="cut">{property.title || id}</span>
              <span className="quiet push">{property.format ?? property.type}</span>
            </li>
          ))}
          {properties.length > shown ? <li className="quiet">{more}</li> : null}
        </ul>
      ) : null}
      <Handle type="source" position={Position.Right} className={classes["handle"] ?? ""} />
    </div>
  );
}

const kinds = { blueprint: BlueprintCard };

function joinsOf(blueprints: Blueprint[]) {
  return blueprints.flatMap((blueprint) =>
    Object.entries(blueprint.relations).map(([id, relation]) => ({
      id: `${blueprint.identifier}.${id}`,
      source: blueprint.identifier,
      target: relation.target,
      label: `${relation.title || id}${relation.many ? " *" : ""}`,
      required: relation.required === true,
    })),
  );
}

export function ModelCanvas({ blueprints, counts }: { blueprints: Blueprint[]; counts: Record<string, number> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [places, setPlaces] = useState<Places | null>(null);
  const targets = useMemo(() => new Set(joinsOf(blueprints).map((join) => join.target)), [blueprints]);
  const drawn = useMemo(() => blueprints.filter((one) => !isSystem(one) || targets.has(one.identifier)), [blueprints, targets]);
  useEffect(() => {
    let current = true;
    const sizes = drawn.map((one) => ({ id: one.identifier, width, height: heightOf(one) }));
    const known = new Set(sizes.map((one) => one.id));
    void layoutGraph(sizes, joinsOf(drawn).filter((join) => known.has(join.target)), 120).then((found) => current && setPlaces(found));
    return () => {
      current = false;
    };
  }, [drawn]);
  const nodes = useMemo(
    (): Card[] =>
      drawn.map((blueprint) => ({
        id: blueprint.identifier,
        type: "blueprint",
        position: places?.[blueprint.identifier] ?? { x: 0, y: 0 },
        data: { blueprint, count: counts[blueprint.identifier], more: t("model.more", { count: Object.keys(blueprint.schema.properties).length - shown }) },
        width,
        height: heightOf(blueprint),
        ariaLabel: titleOf(blueprint),
      })),
    [drawn, places, counts, t],
  );
  const edges = useMemo(
    (): Edge[] =>
      joinsOf(drawn).map(({ required, ...join }) => ({
        ...join,
        type: "smoothstep",
        style: required ? {} : { strokeDasharray: "4 3" },
        markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
      })),
    [drawn],
  );
  return (
    <FlowFrame
      label={t("builder.sections.model")}
      isReady={places !== null}
      nodes={nodes}
      edges={edges}
      nodeTypes={kinds}
      onNodeClick={(_, node) => void navigate({ to: "/builder/blueprints/$blueprint", params: { blueprint: node.id } })}
    />
  );
}
