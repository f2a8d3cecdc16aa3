"use strict";
// The page of a scene: one picture, its panel, its list.
{
  const find = (id) => document.getElementById(id);
  const scene = sanlian.embedded("scene");
  const drawing = new sanlian.Drawing(find("drawing"), scene);
  const looks = Object.fromEntries(Object.entries(scene.options.groups).map(([kind, look]) => [kind, look.image]));
  const choose = (id) => {
    drawing.choose(id);
    drawing.show(id);
  };
  const show = sanlian.panel(find("panel"), drawing, { looks, choose });
  const rows = [...document.querySelectorAll(".listing tbody tr")];

  drawing.whenChosen((id) => {
    show(id && drawing.nodes.get(id));
    for (const row of rows) row.classList.toggle("chosen", id !== null && row.querySelector("[data-node]")?.dataset.node === id);
  });
  sanlian.legend(document.querySelector(".legend"), drawing);

  find("listing").addEventListener("click", ({ target }) => {
    if (!target.dataset.node) return;
    choose(target.dataset.node);
    document.querySelector(".screen").scrollIntoView();
  });
  find("filter").addEventListener("input", ({ target }) => {
    const words = target.value.trim().toLowerCase().split(/\s+/);
    for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
  });

  find("fit").onclick = () => drawing.fit();
  find("words").setAttribute("aria-pressed", drawing.words);
  find("words").onclick = ({ target }) => {
    drawing.words = !drawing.words;
    target.setAttribute("aria-pressed", drawing.words);
  };
  find("picture").onclick = async () => sanlian.save(await drawing.picture(), `${document.title}.png`);
  drawing.network.once("afterDrawing", () => document.body.classList.add("drawn"));
  sanlian.drawing = drawing;
}
