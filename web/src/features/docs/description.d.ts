declare module "virtual:api-description" {
  import type { Description } from "@/features/docs/openapi";

  export const description: Description;
}
