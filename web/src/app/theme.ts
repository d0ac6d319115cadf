import { createTheme } from "@mantine/core";

const control = { xs: "28px", sm: "32px", md: "44px" } as const;

type ControlSize = keyof typeof control;

type Sized = { size?: unknown; leftSection?: unknown };

const height = (size: unknown) => control[(size as ControlSize) ?? "sm"] ?? control.sm;

/** Plain objects instead of Component.extend: the first page does not load what it does not show. */
export const theme = createTheme({
  primaryColor: "fairway",
  primaryShade: { light: 7, dark: 6 },
  colors: {
    fairway: ["#edf7f6", "#d8edeb", "#b1dbd8", "#83c7c1", "#4faea6", "#29928b", "#12776f", "#0d635e", "#0a504c", "#073d3a"],
  },
  defaultRadius: 6,
  cursorType: "pointer",
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--mono)",
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  lineHeights: { xs: "16px", sm: "20px", md: "20px", lg: "24px", xl: "28px" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  headings: { fontFamily: "var(--font)", fontWeight: "600" },
  respectReducedMotion: true,
  components: {
    Button: {
      defaultProps: { variant: "default", size: "sm" },
      vars: (_theme: unknown, props: Sized) => ({
        root: { "--button-height": height(props.size), "--button-padding-x": props.size === "xs" ? "8px" : "12px", "--button-fz": "13px" },
      }),
    },
    ActionIcon: {
      defaultProps: { variant: "subtle", size: "sm" },
      vars: (_theme: unknown, props: Sized) => ({ root: { "--ai-size": props.size === "mini" ? "24px" : height(props.size) } }),
    },
    Input: {
      vars: (_theme: unknown, props: Sized) => ({
        wrapper: { "--input-height": height(props.size), "--input-fz": "13px", "--input-padding": "8px", "--input-padding-inline-start": props.leftSection ? "32px" : "8px" },
      }),
    },
    InputWrapper: { defaultProps: { inputWrapperOrder: ["label", "input", "description", "error"] } },
    Select: { defaultProps: { checkIconPosition: "right", comboboxProps: { transitionProps: { duration: 120 } } } },
    Checkbox: { defaultProps: { size: "16px", radius: 4 } },
    Switch: { defaultProps: { size: "sm" } },
    Menu: { defaultProps: { position: "bottom-end", transitionProps: { duration: 120 }, offset: 4 } },
    Popover: { defaultProps: { position: "bottom-start", transitionProps: { duration: 120 }, offset: 4, trapFocus: true, returnFocus: true } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 120 }, events: { hover: true, focus: true, touch: false } } },
    Modal: { defaultProps: { transitionProps: { duration: 150 }, centered: false, yOffset: "10vh" } },
    Drawer: { defaultProps: { position: "right", transitionProps: { duration: 150 } } },
  },
});
