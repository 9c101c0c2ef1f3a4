// Settings of the custom elements manifest: what a reader of the package finds, said with the paths of the package.
export default {
  exclude: ["components/**/*.styles.ts"],
  plugins: [
    {
      name: "published-paths",
      packageLinkPhase({customElementsManifest}) {
        const text = JSON.stringify(customElementsManifest.modules).replace(
          /"(\/?)(components\/[^"]+?)\.[jt]s"/g,
          (_match, slash, name) => `"${slash}dist/${name}.js"`,
        );
        customElementsManifest.modules = JSON.parse(text);
        customElementsManifest.modules.sort((a, b) => (a.path < b.path ? -1 : 1));
      },
    },
  ],
};
