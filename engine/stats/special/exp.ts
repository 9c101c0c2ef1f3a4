// e to the power of x.
export {default as exp} from "@stdlib/math-base-special-exp";
