// The escaping template, rule by rule.
import assert from "node:assert/strict";
import {describe, it} from "node:test";
import {element, json, markup, own} from "../../../reports/render/html.js";
import {cssString} from "../../../reports/render/styles.js";

const NASTY = `<img src=x onerror="alert('1')">&amp;`;
const ESCAPED = "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;";

describe("markup`…`", () => {
  it("escapes text between tags", () => assert.equal(markup`<p>${NASTY}</p>`.text, `<p>${ESCAPED}</p>`));
  it("escapes text in attribute values", () =>
    assert.equal(markup`<p title="${NASTY}">x</p>`.text, `<p title="${ESCAPED}">x</p>`));
  it("writes numbers as they are", () => assert.equal(markup`${0}${-1.5}${10n}`.text, "0-1.510"));
  it("leaves out null, undefined and false", () => assert.equal(markup`a${null}${undefined}${false}b`.text, "ab"));
  it("keeps markup as it is, also in lists", () => {
    const items = ["<", ">"].map((text) => markup`<li>${text}</li>`);
    assert.equal(markup`<ul>${items}</ul>`.text, "<ul><li>&lt;</li><li>&gt;</li></ul>");
  });
  it("replaces control characters, which no reader could see", () =>
    assert.equal(markup`${"a\u0000\u001bb\tc"}`.text, "a\ufffd\ufffdb\tc"));
  it("refuses a gap in a tag outside double quotes", () => {
    assert.throws(() => markup`<p ${"onclick=x"}>`, /inside a tag/);
    assert.throws(() => markup`<p title=${"x"}>`, /inside a tag/);
    assert.throws(() => markup`<p title='${"x"}'>`, /inside a tag/);
    assert.throws(() => markup`<${"script"}>`, /inside a tag/);
  });
  it("refuses markup in an attribute value", () =>
    assert.throws(() => markup`<p title="${markup`<b>`}">`, /attribute value/));
});

describe("element(name, attributes, content)", () => {
  it("escapes values and content, leaves out null, writes true alone", () => {
    const written = element("lk-funnel", {id: `"`, hidden: true, title: null}, "<");
    assert.equal(written.text, `<lk-funnel id="&quot;" hidden>&lt;</lk-funnel>`);
  });
  it("refuses names that are more than a name", () => {
    assert.throws(() => element("p onclick", {}), /no name/);
    assert.throws(() => element("p", {"x=y ": "1"}), /no name/);
  });
});

describe("json(value)", () => {
  it("cannot end its script or hide a line end", () => {
    const {text} = json({"</script><!--": "a\u2028b\u2029&"});
    assert.doesNotMatch(text, /[<>&\u2028\u2029]/);
    assert.deepEqual(JSON.parse(text), {"</script><!--": "a\u2028b\u2029&"});
  });
});

describe("own(text)", () => {
  it("refuses what would end its element", () => {
    assert.throws(() => own("a</style>"), /must not hold/);
    assert.throws(() => own("'</SCRIPT '"), /must not hold/);
    assert.throws(() => own("<!-- x"), /must not hold/);
    assert.equal(own("a < b && c").text, "a < b && c");
  });
});

describe("cssString(text)", () => {
  it("keeps letters of any script and hides all that CSS or HTML would read", () => {
    assert.equal(cssString("Ümsatz 2026, 売上"), `"Ümsatz 2026, 売上"`);
    assert.equal(cssString(`"}</style>\\`), `"\\22 \\7d \\3c /style\\3e \\5c "`);
  });
});
