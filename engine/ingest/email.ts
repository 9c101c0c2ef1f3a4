// E-mail addresses as keys (sources.md 4): one spelling for one mailbox, none for what is no person.

const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/u;

/** The address trimmed, in NFC and lower case, without `mailto:` and display name; null when it is none. Plus tags and dots stay. */
export function normalEmail(text: string): string | null {
  const inBrackets = /<([^<>]*)>\s*$/.exec(text)?.[1];
  const address = (inBrackets ?? text)
    .trim()
    .replace(/^mailto:/i, "")
    .normalize("NFC")
    .toLowerCase();
  return address.length <= 320 && ADDRESS.test(address) ? address : null;
}

const ROLES = new Set(
  (
    "info support sales admin office contact hello noreply no-reply donotreply do-not-reply help helpdesk service billing accounts " +
    "accounting finance hr jobs careers marketing press media team webmaster postmaster hostmaster abuse enquiries inquiries mail " +
    "newsletter notifications orders privacy security root"
  ).split(" "),
);

/** What is told of an address that joins nobody. */
export const ROLE_MAILBOX = "role mailbox is nobody's key";

/** True for a mailbox that is no person: `info@…`, or one that the user named (local part or whole address). */
export function isRoleMailbox(address: string, more: readonly string[] = []): boolean {
  const local = address.slice(0, address.indexOf("@"));
  return ROLES.has(local) || more.some((entry) => entry.toLowerCase() === address || entry.toLowerCase() === local);
}

const PUBLIC = new Set(
  (
    "gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de live.com msn.com yahoo.com yahoo.co.uk yahoo.fr " +
    "yahoo.de ymail.com aol.com icloud.com me.com mac.com proton.me protonmail.com gmx.de gmx.net gmx.com web.de t-online.de freenet.de " +
    "mail.ru yandex.ru yandex.com qq.com 163.com 126.com orange.fr wanadoo.fr free.fr laposte.net libero.it virgilio.it zoho.com " +
    "fastmail.com hey.com mail.com comcast.net verizon.net att.net btinternet.com sky.com rediffmail.com naver.com daum.net uol.com.br"
  ).split(" "),
);

/** The company's host in an address, or null where the host belongs to a public mail provider. */
export function companyDomain(address: string, more: readonly string[] = []): string | null {
  const host = address.slice(address.lastIndexOf("@") + 1);
  return isPublicMail(host, more) ? null : host;
}

export function isPublicMail(host: string, more: readonly string[] = []): boolean {
  return PUBLIC.has(host) || more.some((entry) => entry.toLowerCase() === host);
}

/** The host of a website or domain field: lower case, without scheme, `www.`, path or port; null when it is none. */
export function normalDomain(text: string): string | null {
  const host = text
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, "")
    .replace(/^[^/@]*@/, "")
    .split(/[/?#:]/)[0]!
    .replace(/^www\./, "")
    .replace(/\.$/, "");
  return /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(host) ? host : null;
}
