// x to the power of y.
export {default as pow} from "@stdlib/math-base-special-pow";
