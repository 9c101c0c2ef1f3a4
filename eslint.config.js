// What the linter holds the sources to: types, Lit templates, accessibility, and no way for data to become markup or code.
import js from "@eslint/js";
import globals from "globals";
import lit from "eslint-plugin-lit";
import litA11y from "eslint-plugin-lit-a11y";
import ts from "typescript-eslint";
import wc from "eslint-plugin-wc";

const noCodeFromText = {
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-restricted-properties": [
    "error",
    ...["innerHTML", "outerHTML", "insertAdjacentHTML", "createContextualFragment", "setHTMLUnsafe"].map(
      (property) => ({
        property,
        message: "Data is text: build elements with a Lit template or with createElement and textContent.",
      }),
    ),
    {object: "document", property: "write", message: "Data is text: build elements with a Lit template."},
    {object: "document", property: "writeln", message: "Data is text: build elements with a Lit template."},
  ],
  "no-restricted-imports": [
    "error",
    {
      paths: ["unsafe-html", "unsafe-svg", "unsafe-mathml", "unsafe-static"].map((name) => ({
        name: `lit/directives/${name}.js`,
        message: "Data is text and is never parsed as markup.",
      })),
    },
  ],
  "no-restricted-syntax": [
    "error",
    {selector: "NewExpression[callee.name='Function']", message: "Code is never made from text."},
    {selector: "CallExpression[callee.name='Function']", message: "Code is never made from text."},
    {
      selector: "TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/\\sstyle=/]",
      message:
        "A strict content policy refuses style attributes: use a class, or style.setProperty in an element reference.",
    },
    {
      selector: "ImportSpecifier[imported.name=/^unsafe(HTML|SVG|MathML|Static)$/]",
      message: "Data is text and is never parsed as markup.",
    },
  ],
};

export default ts.config(
  {
    ignores: [
      "node_modules",
      "dist",
      "coverage",
      "storybook-static",
      "custom-elements.json",
      "test/bench/node_modules",
      "test/bench/.cache",
      "stories/examples",
      "test/fixtures",
      "report",
    ],
  },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...ts.configs.recommendedTypeChecked],
    languageOptions: {parserOptions: {projectService: true, tsconfigRootDir: import.meta.dirname}},
    rules: {
      ...noCodeFromText,
      "eqeqeq": ["error", "always"],
      "no-var": "error",
      // Values of queries and cells are unknown to the compiler, and what they are is checked where they come in.
      "@typescript-eslint/no-base-to-string": "off",
      // Interfaces ask for promises; not every implementation waits.
      "@typescript-eslint/require-await": "off",
      "prefer-const": "error",
      "@typescript-eslint/consistent-type-imports": ["error", {fixStyle: "inline-type-imports"}],
      "@typescript-eslint/no-unused-vars": [
        "error",
        {argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true},
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", {allowNumber: true, allowBoolean: true}],
      // Sets of plain functions are passed around as objects here; none of them uses `this`.
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    files: ["components/**/*.ts", "stories/**/*.ts"],
    plugins: {lit, wc, "lit-a11y": litA11y},
    rules: {
      ...lit.configs["flat/recommended"].rules,
      ...wc.configs["flat/recommended"].rules,
      ...litA11y.configs.recommended.rules,
      "wc/guard-super-call": "off",
    },
    settings: {wc: {elementBaseClasses: ["LitElement", "WidgetElement"]}},
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      // Chai's assertions are property reads; tests mount markup of their own and reach into untyped answers on purpose.
      "no-restricted-properties": "off",
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/no-floating-promises": [
        "error",
        {allowForKnownSafeCalls: [{from: "package", package: "node:test", name: ["test", "it", "describe", "suite"]}]},
      ],
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/require-await": "off",
      // Reference values are written with all the digits of their source.
      "no-loss-of-precision": "off",
    },
  },
  {
    files: ["engine/**/*.ts"],
    rules: {
      "no-restricted-globals": [
        "error",
        ...["document", "window", "localStorage", "sessionStorage", "process", "Buffer"].map((name) => ({
          name,
          message: "The engine runs in pages, workers and Node alike.",
        })),
      ],
    },
  },
  {
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: {globals: {...globals.node, ...globals.browser}},
    rules: {...noCodeFromText},
  },
);
