import { expect, it } from "vitest";
import { escapeMarkup } from "./text-escape.js";

it("markup in a text is shown, never run", () => {
  expect(escapeMarkup(`<script>alert("x")</script> & 'y'`)).toBe(
    "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;",
  );
});

it("characters that would make a file unreadable become a replacement character", () => {
  expect(escapeMarkup("a\u0000b\ud800c")).toBe("a\ufffdb\ufffdc");
  expect(escapeMarkup("a\tb\nc")).toBe("a\tb\nc");
});
