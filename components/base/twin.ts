// All that a table needs, as one part of a widget.
export {columnsOf} from "../format/columns.js";
export {DataTable} from "../parts/data-table.js";
