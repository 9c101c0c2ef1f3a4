// The manifest is made by a command; types do not wait for it.
declare module "*/custom-elements.json" {
  const manifest: unknown;
  export default manifest;
}
