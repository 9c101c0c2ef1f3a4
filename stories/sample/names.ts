// Invented people and companies: the words they are put together from. Any likeness to real ones is chance.

/** Where people live: share of people, hours ahead of UTC (winter time all year), and the list their names come from. */
export interface Region {
  readonly country: string;
  readonly share: number;
  readonly offsetHours: number;
  readonly names: keyof typeof FIRST;
}

export const REGIONS: readonly Region[] = [
  {country: "US", share: 34, offsetHours: -5, names: "english"},
  {country: "GB", share: 14, offsetHours: 0, names: "english"},
  {country: "DE", share: 13, offsetHours: 1, names: "german"},
  {country: "FR", share: 9, offsetHours: 1, names: "french"},
  {country: "SE", share: 6, offsetHours: 1, names: "nordic"},
  {country: "BR", share: 7, offsetHours: -3, names: "iberian"},
  {country: "ES", share: 5, offsetHours: 1, names: "iberian"},
  {country: "IN", share: 6, offsetHours: 5.5, names: "indian"},
  {country: "JP", share: 3, offsetHours: 9, names: "japanese"},
  {country: "AU", share: 3, offsetHours: 10, names: "english"},
];

export const FIRST = {
  english:
    "Alice Ben Chloe Daniel Emma Finn Grace Henry Isla Jack Kate Liam Maya Noah Olive Peter Quinn Ruby Sam Tess".split(
      " ",
    ),
  german: "Anke Björn Clara Dirk Elif Frieda Georg Hanna Ingo Jürgen Katrin Lukas Mira Nils Petra Sören".split(" "),
  french: "Adèle Bastien Camille Denis Élodie Fabien Gaëlle Hugo Inès Julien Léa Maël Noémie Rémi Sylvie Théo".split(
    " ",
  ),
  nordic: "Agnes Bjørn Ebba Frida Gustav Hedda Ivar Johan Klara Linnéa Måns Nora Oskar Sigrid Tuva Åsa".split(" "),
  iberian: "Ana Bruno Carla Diego Elena Fábio Gabriela Heitor Inês João Lúcia Mateo Nuria Otávio Pilar Raúl".split(" "),
  indian: "Aarav Bhavna Chetan Divya Esha Farhan Gita Harsh Isha Jatin Kavya Lakshmi Manoj Neha Priya Rohan".split(" "),
  japanese: "Aiko Daichi Emi Fumiko Haruto Kaori Kenji Mai Naoki Rin Sakura Takumi Yui Yuto".split(" "),
} as const satisfies Record<string, readonly string[]>;

export const LAST = {
  english:
    "Abbott Barlow Carver Dunmore Ellery Fairley Garside Holloway Ingram Jessop Kersey Lomas Merrick Norwood Oakes O'Dell Pryor Radley Sefton Thorne Underhay Vance Wexford Yardley".split(
      " ",
    ),
  german:
    "Ackermann Brandt Dreyer Eberle Fuchs Grünwald Hölzer Jansen Köhler Lindner Möbius Nagel Pfeiffer Röder Schäfer Voß".split(
      " ",
    ),
  french:
    "Arnaud Béranger Chauvin Delorme Estève Fournel Girard Hamelin Joubert Lacombe Mercier Noël Perrin Roussel Sabatier Vidal".split(
      " ",
    ),
  nordic:
    "Almqvist Berglund Dahl Ekström Forsberg Grönlund Hagen Isaksen Kjellberg Lindqvist Møller Nyström Östlund Sjöberg Thulin Wikander".split(
      " ",
    ),
  iberian:
    "Almeida Barros Cordeiro Delgado Esteves Ferrer Godoy Herrera Iglesias Lacerda Monteiro Navarro Ortega Peixoto Quiroga Vilar".split(
      " ",
    ),
  indian: "Agarwal Bose Chawla Desai Gokhale Iyer Joshi Kulkarni Menon Nair Patil Rao Sethi Tiwari Varma Wagle".split(
    " ",
  ),
  japanese: "Aoki Endo Fujii Hayashi Inoue Kimura Maeda Nakano Ogawa Saito Takeda Ueno Wada Yamane".split(" "),
} as const satisfies Record<keyof typeof FIRST, readonly string[]>;

export const COMPANY_FIRST =
  "Alder Amber Birch Bright Cedar Clear Copper Coral Dale Drift Ember Fern Field Flint Glen Granite Hazel Heron Iron Juniper Kestrel Lake Larch Maple Meadow Mill North Oak Opal Pebble Pine Quarry Quill Raven Reed Ridge Rowan Sable Salt Silver Slate Sparrow Stone Summit Teal Thistle Timber Vale Willow Wren".split(
    " ",
  );
export const COMPANY_SECOND =
  "bank bridge brook croft field ford gate grove haven hurst land leigh mere mont point port shaw side stead stone ton view ward way well wick wood worth".split(
    " ",
  );
export const COMPANY_KIND =
  "Analytics;Clinics;Design Studio;Energy;Foods;Freight;Furniture;Games;Insurance;Labs;Legal;Logistics;Media;Outdoor;Partners;Press;Robotics;Schools;Software;Systems;Travel;Works;& Daughters;, Hill & Co".split(
    ";",
  );
export const INDUSTRIES =
  "software;professional services;manufacturing;retail;education;health care;media;logistics;financial services;energy".split(
    ";",
  );

/** Job titles, from the one who buys to the one who uses, with the role each has in the product. */
export const TITLES: Readonly<Record<"admin" | "manager" | "member", readonly string[]>> = {
  admin: ["Founder", "Head of Operations", "IT Manager", "Chief of Staff", "Managing Director"],
  manager: ["Project Manager", "Team Lead", "Product Manager", "Programme Manager"],
  member: ["Designer", "Engineer", "Analyst", "Consultant", "Planner", "Coordinator", "Researcher", "Writer"],
};

/** A name as it can stand in an address: lower case, no accents, nothing but letters. */
export function plainLetters(text: string): string {
  const folded = text.toLowerCase().replaceAll("ß", "ss").replaceAll("ø", "o").replaceAll("æ", "ae");
  return folded.normalize("NFD").replace(/[^a-z]/g, "");
}
