// The README of the exports: which files there are, and what is wrong with them on purpose.

import type {Company} from "../company.js";
import type {Book, ExportFile} from "./book.js";

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;

export function exportsReadme(company: Company, files: readonly ExportFile[], book: Book): string {
  const sizes = files.map(([path, text]) => row([`\`${path}\``, `${Math.ceil(text.length / 1024)} kB`]));
  const planted = book.planted().map(({file, reason, rows}) => row([`\`${file}\``, reason, rows]));
  return `# ${company.name} in thirteen systems

Some of the people of the sample company as the systems around it know them, each in the shape of that system's own exports.
\`npm run sample\` makes the files with seed ${company.seed}; the same seed gives the same bytes. People, companies and ids are invented.

The files are about ${book.people().length} known people and some visitors whom nobody knows. One address is written in several ways, ids refer
to each other as they do between real systems, contacts and leads were merged, some browsers were used by two people, one person signed
up twice with one address, and two mailboxes are nobody's. \`inputs.json\` says what the files do not say of themselves: zones, the order
of dates, the days of snapshots.

    npx lifecycle-kit inspect --inputs stories/sample/exports/inputs.json

## Files

${row(["file", "size"])}
${row(["---", "---"])}
${sizes.join("\n")}

## Rows to set aside

${row(["file", "reason", "rows"])}
${row(["---", "---", "---"])}
${planted.join("\n")}
`;
}
