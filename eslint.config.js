// What can be said of a file by itself. The rules that need types stand in .oxlintrc.json.
import tseslint from "typescript-eslint";

const noHiddenEffects = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: "Time comes from the injected clock.",
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: "Time comes from the injected clock.",
  },
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: "The environment is read once, in app/platform/env.ts.",
  },
];

export default tseslint.config(
  { ignores: ["build/", "node_modules/", ".data/", "app/shopify/generated/", "test-results/", "coverage/"] },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [...tseslint.configs.recommended],
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      eqeqeq: "error",
      "no-console": "error",
      "max-lines": ["error", { max: 440, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", { max: 5 }],
    },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    ignores: ["**/*.test.{ts,tsx}"],
    rules: { "no-restricted-syntax": ["error", ...noHiddenEffects] },
  },
  {
    // The places the rule sends everybody else to.
    files: ["app/platform/clock.ts", "app/platform/env.ts", "app/platform/embedded-postgres.ts", "app/main.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: ["test/**/*.ts", "**/*.test.{ts,tsx}"],
    rules: { "no-console": "off" },
  },
);
