import type { Json } from "@/api/types";

/** The part of the schema of all values that a form is made of. */
export type ValueSchema = {
  type?: string | string[];
  title?: string;
  description?: string;
  properties?: Record<string, ValueSchema>;
  additionalProperties?: ValueSchema | boolean;
  enum?: Json[];
  items?: ValueSchema;
  maxLength?: number;
};
