// Storybook: which stories there are and how they are built. Nothing here talks to the network.
import type {StorybookConfig} from "@storybook/web-components-vite";

const config: StorybookConfig = {
  framework: {
    name: "@storybook/web-components-vite",
    options: {builder: {viteConfigPath: ".storybook/vite.config.ts"}},
  },
  stories: ["../stories/**/*.mdx", "../stories/**/*.stories.ts"],
  addons: ["@storybook/addon-docs", "@storybook/addon-a11y"],
  core: {disableTelemetry: true, disableWhatsNewNotifications: true},
};

export default config;
