import type { TFunction } from "i18next";
import { identifierOf } from "./draft";
import type { Part } from "./draft";
import { firstInvocation } from "./invocations";

const call = (blueprint: string | undefined): Part => (blueprint ? firstInvocation("UPSERT_ENTITY", blueprint) : { ...firstInvocation("WEBHOOK", ""), url: "https://example.com/" });

const named = (title: string): Part => ({ identifier: identifierOf(title) || "new_action", title, description: "" });

/** A small action that can be made as it is. */
export function firstAction(t: TFunction, blueprint: string | undefined): Part {
  return {
    ...named(t("actions.newAction")),
    trigger: {
      type: "self-service",
      operation: "CREATE",
      ...(blueprint ? { blueprintIdentifier: blueprint } : {}),
      userInputs: { properties: { name: { type: "string", title: t("field.title") } }, required: ["name"], order: ["name"] },
    },
    invocationMethod: call(blueprint),
    requiredApproval: false,
    publish: true,
  };
}

/** A small automation; it is switched off until somebody wants it. */
export function firstAutomation(t: TFunction, blueprint: string | undefined): Part {
  const { mapping: _mapping, ...invocation } = call(blueprint);
  return {
    ...named(t("actions.newAutomation")),
    trigger: { type: "automation", event: { type: "ENTITY_CREATED", ...(blueprint ? { blueprintIdentifier: blueprint } : {}) } },
    invocationMethod: blueprint ? { ...invocation, mapping: { identifier: "{{ .event.context.entity }}", properties: {} } } : invocation,
    publish: false,
  };
}
