import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { goldenPathsSearch } from "@/features/golden/search";
import { calendarSearch, deliveriesSearch, deliverySearch, valuesEditSearch } from "@/lib/search";
import { inside } from "./inside";

export const deliveries = createRoute({
  getParentRoute: () => inside,
  path: "/deliveries",
  validateSearch: deliveriesSearch,
  component: lazyRouteComponent(() => import("@/features/deliveries/DeliveriesPage"), "DeliveriesPage"),
});

export const delivery = createRoute({
  getParentRoute: () => inside,
  path: "/deliveries/$service",
  validateSearch: deliverySearch,
  component: lazyRouteComponent(() => import("@/features/deliveries/DeliveryPage"), "DeliveryPage"),
});

export const valuesEdit = createRoute({
  getParentRoute: () => inside,
  path: "/deliveries/$service/values",
  validateSearch: valuesEditSearch,
  component: lazyRouteComponent(() => import("@/features/deliveries/editor/ValuesEditPage"), "ValuesEditPage"),
});

export const releaseCalendar = createRoute({
  getParentRoute: () => inside,
  path: "/release-calendar",
  validateSearch: calendarSearch,
  component: lazyRouteComponent(() => import("@/features/deliveries/CalendarPage"), "CalendarPage"),
});

export const goldenPaths = createRoute({
  getParentRoute: () => inside,
  path: "/golden-paths",
  validateSearch: goldenPathsSearch,
  component: lazyRouteComponent(() => import("@/features/golden/GoldenPathsPage"), "GoldenPathsPage"),
});
