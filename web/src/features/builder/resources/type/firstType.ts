import type { Part } from "../../actions/draft";

/** What a new type begins with: every part that it can have. */
export const firstType: Part = {
  identifier: "reporting-database",
  title: "Reporting database",
  description: "A small database for reports, with fewer connections.",
  icon: "Database",
  kind: "postgresql",
  naming: {
    pattern: "^[a-z][a-z0-9-]*$",
    maxLength: 30,
    description: "Team, then what it reports on.",
    native: '(.name | gsub("-"; "_")) + "_reports_" + .environment',
  },
  specification: {
    properties: {
      disk: { type: "number", title: "Disk", unit: "GB", default: 10, minimum: 1 },
      connections: { type: "number", title: "Connections", default: 5, minimum: 1 },
      statementTimeout: { type: "number", title: "Longest statement", unit: "s", default: 600, minimum: 1 },
    },
    required: ["disk", "connections", "statementTimeout"],
  },
  environments: {
    development: { limits: { disk: { maximum: 20 } }, perTeam: 2, expiresAfterDays: 30 },
    production: { limits: { disk: { maximum: 200 } }, perTeam: 5, graceDays: 7 },
  },
  price: [{ item: "postgresql.disk", quantity: ".disk", title: '"\\(.disk) GB of disk"' }],
};
