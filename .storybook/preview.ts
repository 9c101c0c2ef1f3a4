// What all stories share: the manifest behind docs and controls, and toolbars for the reader's circumstances.
import type {Decorator, Preview} from "@storybook/web-components-vite";
import {setCustomElementsManifest} from "@storybook/web-components-vite";
import manifest from "../custom-elements.json";
import "../components/define.js";

setCustomElementsManifest(manifest);

type Item = {value: string; title: string};

function toolbar<const Icon extends string>(description: string, icon: Icon, items: Item[]) {
  return {description, toolbar: {title: description, icon, items, dynamicTitle: true}};
}

const item = (value: string, title: string): Item => ({value, title});

/** Puts the toolbars' choices on the page as a host would: language, direction, colour scheme, attributes to style by. */
const circumstances: Decorator = (story, {globals}) => {
  const page = document.documentElement;
  const chosen = (name: string) => String(globals[name] ?? "");
  page.lang = chosen("locale");
  page.dir = chosen("direction");
  page.style.colorScheme = chosen("theme");
  for (const name of ["theme", "density", "motion", "contrast"]) page.dataset[name] = chosen(name);
  document.body.style.backgroundColor = chosen("theme") === "dark" ? "#16181c" : "#ffffff";
  document.body.style.color = chosen("theme") === "dark" ? "#eceef2" : "#1a1d23";
  return story();
};

const preview: Preview = {
  tags: ["autodocs"],
  parameters: {
    a11y: {test: "error"},
    controls: {expanded: true, sort: "alpha"},
    backgrounds: {disable: true},
    layout: "padded",
  },
  globalTypes: {
    theme: toolbar("Theme", "mirror", [item("light", "Light"), item("dark", "Dark")]),
    direction: toolbar("Direction", "transfer", [item("ltr", "Left to right"), item("rtl", "Right to left")]),
    locale: toolbar("Locale", "globe", [
      item("en", "English"),
      item("de", "Deutsch"),
      item("fr", "Français"),
      item("ar", "العربية"),
      item("ja", "日本語"),
    ]),
    density: toolbar("Density", "component", [item("comfortable", "Comfortable"), item("compact", "Compact")]),
    motion: toolbar("Motion", "timer", [item("auto", "As the system says"), item("reduced", "Reduced")]),
    contrast: toolbar("Contrast", "contrast", [item("auto", "As the system says"), item("more", "More")]),
  },
  initialGlobals: {
    theme: "light",
    direction: "ltr",
    locale: "en",
    density: "comfortable",
    motion: "auto",
    contrast: "auto",
  },
  decorators: [circumstances],
};

export default preview;
