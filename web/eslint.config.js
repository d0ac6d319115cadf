import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const features = ["access", "audit", "builder", "catalog", "deliveries", "docs", "home", "repositories", "resources", "setup"];

const outside = (group, message) => ({ group, message });

const zones = [
  ...features.map((feature) => ({
    files: [`src/features/${feature}/**`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            outside(
              features
                .filter((other) => other !== feature)
                .flatMap((other) => [`@/features/${other}/*`, `**/../${other}/*`]),
              "Features never import features: move what they share to components, lib or api.",
            ),
            outside(["@/app/*"], "The shell imports features, never the reverse."),
          ],
        },
      ],
    },
  })),
  {
    files: ["src/components/**", "src/lib/**", "src/api/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [outside(["@/features/*", "@/app/*"], "Shared code knows no feature.")] },
      ],
    },
  },
];

const shape = [
  { selector: "ExportDefaultDeclaration", message: "Named exports only." },
  {
    selector: "VariableDeclarator[id.name=/^[A-Z][a-z]/] > ArrowFunctionExpression:has(JSXElement)",
    message: "Components are named functions.",
  },
];

const words = [
  {
    selector: "JSXText[value=/[A-Za-z\\uAC00-\\uD7A3]{2}/]",
    message: "User-visible text belongs to src/messages.",
  },
  {
    selector:
      "JSXAttribute[name.name=/^(aria-label|label|title|placeholder|description|alt)$/] > Literal[value=/[a-z]{2}/]",
    message: "User-visible text belongs to src/messages.",
  },
];

export default tseslint.config(
  { ignores: ["dist", "node_modules", "test-results", "playwright-report"] },
  ...tseslint.configs.strict,
  {
    plugins: { "react-hooks": hooks },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-dynamic-delete": "off",
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      "max-lines": ["error", { max: 400 }],
    },
  },
  { files: ["src/**/*.{ts,tsx}"], rules: { "no-restricted-syntax": ["error", ...shape, ...words] } },
  ...zones,
);
