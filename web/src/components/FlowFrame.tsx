import { Background, Controls, ReactFlow } from "@xyflow/react";
import type { Node, ReactFlowProps } from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { useComputedColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { legible, showStart } from "@/lib/layoutGraph";
import classes from "./FlowFrame.module.css";

type Props<Card extends Node> = ReactFlowProps<Card> & { label: string; /** Whether every node has its place. */ isReady: boolean };

/** What all graphs look like: their ground, their controls, and how they begin. */
export function FlowFrame<Card extends Node>({ label, isReady, ...flow }: Props<Card>) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme("light");
  if (!isReady) return <div className={classes["frame"]} aria-busy="true" />;
  return (
    <div className={classes["frame"]} role="group" aria-label={label}>
      <ReactFlow<Card>
        colorMode={scheme}
        fitView
        fitViewOptions={{ minZoom: legible, maxZoom: 1, padding: "24px" }}
        onInit={showStart}
        minZoom={0.1}
        nodesConnectable={false}
        edgesFocusable={false}
        proOptions={{ hideAttribution: true }}
        ariaLabelConfig={{ "controls.ariaLabel": t("graph.controls"), "controls.zoomIn.ariaLabel": t("graph.zoomIn"), "controls.zoomOut.ariaLabel": t("graph.zoomOut"), "controls.fitView.ariaLabel": t("graph.fit") }}
        {...flow}
      >
        <Background gap={24} color="var(--line)" />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}
