"use strict";
// Elements made from values: text is always text, never markup.
const sanlian = {};

/** An element with properties and children; a child that is no node becomes text, null and "" are left out. */
sanlian.element = (tag, properties = {}, ...children) => {
  const { dataset, aria, ...rest } = properties;
  const made = Object.assign(document.createElement(tag), rest);
  Object.assign(made.dataset, dataset);
  for (const [name, value] of Object.entries(aria ?? {})) made.setAttribute(`aria-${name}`, value);
  made.append(...children.flat().filter((each) => each !== null && each !== undefined && each !== ""));
  return made;
};

/** What a block `<script type="application/json" id=…>` holds. */
sanlian.embedded = (id) => JSON.parse(document.getElementById(id).textContent);

/** Let the browser save `blob` under `name`. */
sanlian.save = (blob, name) => {
  const address = URL.createObjectURL(blob);
  const link = sanlian.element("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};
