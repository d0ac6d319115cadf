export function BlueprintPage() {
  return null;
}
