// The version of the kit, as diagnostics and the double-load warning name it. A test keeps it equal to package.json.
export const VERSION = "0.1.0";
