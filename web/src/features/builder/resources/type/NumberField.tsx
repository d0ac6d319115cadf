import { NumberInput } from "@mantine/core";
import type { Json } from "@/api/types";
import { useField } from "../../actions/fields";

type Props = { path: string; label: string; description?: string; bare?: boolean; required?: boolean; placeholder?: string; unit?: string; value: Json | undefined; onChange: (value: number | undefined) => void };

/** A number in a definition that may be left out. */
export function NumberField({ path, label, bare, unit, required = false, value, onChange, ...rest }: Props) {
  return (
    <NumberInput
      {...useField(path)}
      {...rest}
      {...(bare ? { "aria-label": label } : { label })}
      {...(unit ? { rightSection: <span className="small quiet">{unit}</span>, rightSectionWidth: 56 } : {})}
      required={required}
      hideControls
      value={typeof value === "number" ? value : ""}
      onChange={(next) => onChange(next === "" ? undefined : Number(next))}
    />
  );
}
