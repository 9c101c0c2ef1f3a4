// The manifest is made by a command; types do not wait for it.
declare module "*/custom-elements.json" {
  const manifest: unknown;
  export default manifest;
}
// The address of a worker's file, built by Vite.
declare module "*?worker&url" {
  const address: string;
  export default address;
}
