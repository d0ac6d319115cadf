import { Tooltip } from "@mantine/core";
import { cloneElement } from "react";
import type { MouseEvent, ReactElement } from "react";

type Guarded = { "aria-disabled"?: boolean; "data-disabled"?: boolean; onClick?: (event: MouseEvent) => void };

type Props = { allowed: boolean; /** Why not, said where the pointer or the focus is. */ why: string; children: ReactElement<Guarded> };

/** A control that stays reachable when it may not be used, and says why. */
export function Guard({ allowed, why, children }: Props) {
  if (allowed) return children;
  return (
    <Tooltip label={why} multiline maw={320}>
      {cloneElement(children, { "aria-disabled": true, "data-disabled": true, onClick: (event) => event.preventDefault() })}
    </Tooltip>
  );
}
