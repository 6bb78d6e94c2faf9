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
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      "@typescript-eslint/only-throw-error": "off", // Remix throws Responses
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
    // expect.objectContaining and JSON read back are `any`; the assertion is the check.
    files: ["test/**/*.ts", "**/*.test.{ts,tsx}"],
    rules: {
      "no-console": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
    },
  },
);
