// Makes the large log in a worker of its own: a page sends the options and gets the columns, so that its own thread stays free.
import {generateEvents, type LogOptions} from "./million.js";

interface Scope {
  onmessage: ((event: MessageEvent<LogOptions>) => void) | null;
  postMessage(message: unknown, transfer: Transferable[]): void;
}
const scope = self as unknown as Scope;

scope.onmessage = ({data}) => {
  const columns = generateEvents(data);
  const {ts, user, name, country, plan} = columns;
  const arrays = [ts, user.codes, name.codes, country.codes, plan.codes];
  scope.postMessage(
    columns,
    arrays.map(({buffer}) => buffer as ArrayBuffer),
  );
};
