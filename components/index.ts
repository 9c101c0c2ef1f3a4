// The classes of the kit. Importing them registers nothing; `lifecycle-kit/define` does.
export {defineAll, type DefineOptions} from "./define-all.js";
export {define, type ElementClass} from "./base/define.js";
export {QuestionElement} from "./base/question-element.js";
export {WidgetElement} from "./base/widget-element.js";
export type {Mark, Tip} from "./base/marks.js";
export type {Size} from "./base/size.js";
export type * from "./base/events.js";
export {dataContext, sharedQueryContext, type DataSource, type SharedQuery, type WidgetState} from "./base/context.js";
export {LkFunnel} from "./funnel/funnel.js";
