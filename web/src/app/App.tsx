import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { ApiError, whenSignedOut } from "@/api/client";
import { lazy, Suspense } from "react";
import { makeRouter } from "./router";
import { theme } from "./theme";

/** Nothing is said before the first page stands, and what is said waits. */
const Toasts = lazy(async () => {
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const module = await import("./Toasts");
  return { default: module.Toasts };
});

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status < 500),
      refetchOnWindowFocus: false,
    },
  },
});

const router = makeRouter(client);

/** Leaves first, then forgets: the pages behind the sign-in cannot stand without a session. */
async function askForSignIn() {
  const next = router.state.location.href;
  if (next.startsWith("/sign-in")) return;
  await router.navigate({ to: "/sign-in", search: { next } });
  client.removeQueries({ queryKey: ["session"] });
}

whenSignedOut(() => void askForSignIn());

const schemes = localStorageColorSchemeManager({ key: "fairway.theme" });

export function App() {
  return (
    <MantineProvider theme={theme} colorSchemeManager={schemes} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <Suspense fallback={null}>
          <Toasts />
        </Suspense>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
