// ln |Γ(x)|.
export {default as gammaln} from "@stdlib/math-base-special-gammaln";
